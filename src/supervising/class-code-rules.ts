import type { PupilName } from '../roster/types.ts';
import { pictureNames, type PictureName } from './pictures.tsx';

/** A whole number from 0 up to, not with, a bound. */
export type Draw = (below: number) => number;

/** Signs of a class code: no two look alike on a board (0 O, 1 I L, 2 Z, 5 S, 8 B), and no vowels, so no words. */
const codeSigns = 'CDFGHJKMNPRTVWXY34679';
const codeLength = 6;

/** How long a class session lasts, in minutes; the first is what is proposed. */
export const sessionMinutes = [120, 60, 240] as const;

/** Wrong tries at one picture after which a teacher has to unlock it. */
export const wrongTriesMax = 5;

/** A new class code: 21 signs at six places, 86 million codes. */
export function newClassCode(draw: Draw): string {
  return Array.from({ length: codeLength }, () => codeSigns[draw(codeSigns.length)]).join('');
}

/** A code as it is read aloud and on a board, `K7M 4PX`. */
export function shownCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** What was typed as a code: small letters, spaces and hyphens do not matter; null when it cannot be one. */
export function readClassCode(typed: string): string | null {
  const code = typed.replace(/[\s.-]/g, '').toUpperCase();
  return code.length === codeLength && [...code].every((sign) => codeSigns.includes(sign)) ? code : null;
}

/** Picture and digits of a pupil. */
export interface CardSecret {
  readonly picture: PictureName;
  /** Three digits. */
  readonly digits: string;
}

/**
 * Gives every pupil who has none a picture and digits. Pictures differ as long as there are enough; where a group has
 * more pupils than there are pictures, two share one. Digits differ within the group in any case.
 */
export function dealCards(
  pupilIds: readonly string[], taken: readonly CardSecret[], draw: Draw,
): readonly (CardSecret & { readonly pupilId: string })[] {
  const uses = new Map<PictureName, number>(pictureNames.map((name) => [name, 0]));
  const digitsInUse = new Set(taken.map(({ digits }) => digits));
  for (const { picture } of taken) uses.set(picture, (uses.get(picture) ?? 0) + 1);
  return pupilIds.map((pupilId) => {
    const fewest = Math.min(...uses.values());
    const free = pictureNames.filter((name) => uses.get(name) === fewest);
    const picture = free[draw(free.length)] ?? 'zon';
    uses.set(picture, fewest + 1);
    const digits = freeDigits(digitsInUse, draw);
    digitsInUse.add(digits);
    return { pupilId, picture, digits };
  });
}

/** Steps on from the number drawn, so that it ends also when nearly all are in use. */
function freeDigits(inUse: ReadonlySet<string>, draw: Draw): string {
  const start = draw(1000);
  for (let step = 0; step < 1000; step += 1) {
    const digits = String((start + step) % 1000).padStart(3, '0');
    if (!inUse.has(digits)) return digits;
  }
  return String(start).padStart(3, '0');
}

/** A card as a teacher sees it. */
export interface Card extends CardSecret {
  readonly pupil: PupilName;
  readonly locked: boolean;
}
