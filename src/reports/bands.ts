import { type Moment, type Season, yearGroupOf, seasonOf } from '../content/types.ts';
import { cutScores, letterScheme, romanScheme } from '../psychometrics/levels.ts';
import type { BandCuts, BandKind } from '../ui/charts/types.ts';

/** The four cuts of a moment for drawing. */
export function cutsOf(population: { readonly mean: number; readonly sd: number }, bandKind: BandKind): BandCuts {
  const [a, b, c, d] = cutScores(bandKind === 'roman' ? romanScheme : letterScheme, population);
  return [a!, b!, c!, d!];
}

/** A season as it is said. */
export const seasonNames: Readonly<Record<Season, string>> = { B: 'begin', M: 'midden', E: 'eind' };

/** A moment in words: "midden groep 5". */
export function momentName(moment: Moment): string {
  return `${seasonNames[seasonOf(moment)]} groep ${yearGroupOf(moment)}`;
}
