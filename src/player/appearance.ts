import type { Accommodations } from '../taking/wire.ts';

/** Makes the page look as the pupil is used to. Sizes are in rem all over, also inside the items, so the size of the
 * letters is that of the root; colours and letters are custom properties, which items inherit. */
export function applyAppearance(root: HTMLElement, accommodations: Accommodations): void {
  root.style.fontSize = `${accommodations.textSize}%`;
  root.style.setProperty('--player-scale', String(accommodations.textSize / 100));
  root.dataset['spacing'] = accommodations.lineSpacing;
  root.dataset['letter'] = accommodations.letter;
  root.dataset['contrast'] = accommodations.contrast;
}
