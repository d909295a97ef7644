import { readAccommodations, defaultAccommodations } from '../planning/accommodations.ts';
import type { Accommodations } from '../planning/accommodations.ts';

/** The pupil's accommodations out of a task; as usual where the server tells none. */
export function accommodationsOf(told: unknown): Accommodations {
  const read = readAccommodations(told ?? {});
  return read.ok ? read.value : defaultAccommodations;
}

/** Makes the page look as the pupil is used to. Sizes are in rem all over, also inside the items, so the size of the
 * letters is that of the root; colours and letters are custom properties, which items inherit. */
export function applyAppearance(root: HTMLElement, accommodations: Accommodations): void {
  root.style.fontSize = `${accommodations.textSize}%`;
  root.style.setProperty('--player-scale', String(accommodations.textSize / 100));
  root.dataset['spacing'] = accommodations.lineSpacing;
  root.dataset['letter'] = accommodations.letter;
  root.dataset['contrast'] = accommodations.contrast;
}
