import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';

/**
 * What a pupil uses in class and therefore in a test on screen (domain.md 5.4). Kept as the pupil's profile; a copy
 * goes with each taak when it starts and never changes after that.
 */
export interface Accommodations {
  /** Size of the letters, in percent of the usual one. */
  readonly textSize: 100 | 125 | 150 | 200;
  readonly lineSpacing: 'normal' | 'wide';
  /** `andika` has the letter shapes that first readers learn. */
  readonly letter: 'andika' | 'sans';
  /** `high` black on white with thick lines, `dark` light on dark, `yellow` black on soft yellow. */
  readonly contrast: 'normal' | 'high' | 'dark' | 'yellow';
  /** A bar that shows one line at a time and can be moved. */
  readonly readingRuler: boolean;
  /** The computer reads aloud, in tests that allow it: never where reading itself is measured. */
  readonly readAloud: boolean;
  /** How fast it reads: 1 is the usual pace. */
  readonly readAloudSpeed: 0.75 | 1 | 1.25;
  /** The pupil may stop in between; for the teacher to see, the test has no clock anyway. */
  readonly extraBreaks: boolean;
}

/** A pupil of whom nothing is set. */
export const defaultAccommodations: Accommodations = {
  textSize: 100, lineSpacing: 'normal', letter: 'andika', contrast: 'normal', readingRuler: false, readAloud: false,
  readAloudSpeed: 1, extraBreaks: false,
};

/** Every value that a setting can have, the usual one of `defaultAccommodations` among them. */
export const accommodationChoices = {
  textSize: [100, 125, 150, 200],
  lineSpacing: ['normal', 'wide'],
  letter: ['andika', 'sans'],
  contrast: ['normal', 'high', 'dark', 'yellow'],
  readingRuler: [false, true],
  readAloud: [false, true],
  readAloudSpeed: [0.75, 1, 1.25],
  extraBreaks: [false, true],
} as const satisfies { readonly [Name in keyof Accommodations]: readonly Accommodations[Name][] };

/** The name of one setting. */
export type AccommodationName = keyof Accommodations;

/** The settings in the order in which they are shown. */
export const accommodationNames = Object.keys(accommodationChoices) as readonly AccommodationName[];

/**
 * Reads stored or sent settings: what is absent is as usual; refuses the first setting that is unknown or has a value
 * that does not exist.
 */
export function readAccommodations(json: unknown): Result<Accommodations, { readonly setting: string }> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refuse({ setting: '' });
  for (const [name, value] of Object.entries(json)) {
    const allowed: readonly unknown[] | undefined = Object.hasOwn(accommodationChoices, name)
      ? accommodationChoices[name as AccommodationName] : undefined;
    if (!allowed?.includes(value)) return refuse({ setting: name });
  }
  return ok({ ...defaultAccommodations, ...json });
}

/** Whether anything differs from what is usual. */
export function isUsual(accommodations: Accommodations): boolean {
  return accommodationNames.every((name) => accommodations[name] === defaultAccommodations[name]);
}

/** The same without what a test does not allow: read-aloud where reading itself is measured. */
export function allowedBy(accommodations: Accommodations, test: { readonly readAloud: boolean }): Accommodations {
  return test.readAloud ? accommodations : { ...accommodations, readAloud: false };
}
