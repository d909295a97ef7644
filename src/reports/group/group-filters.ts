import { seasonNames } from '../bands.ts';
import type { Choice, Period } from '../frame/choice.ts';
import type { Filter } from '../frame/types.ts';
import type { GroupView } from './group-view.ts';
import { isSamePeriod } from './standing.ts';

/** A period in words: "midden 2026-2027". */
export function periodName({ schoolYear, season }: Period): string {
  return `${seasonNames[season]} ${schoolYear}`;
}

/** The periods to choose from, in a list: there are two or three a year. */
export function periodFilter(
  periods: readonly Period[], current: Period, label = 'Moment',
  change: (period: Period) => Partial<Choice> = (period) => ({ period }),
): Filter {
  return {
    label, look: 'list', options: periods.map((period) =>
      ({ label: periodName(period), change: change(period), current: isSamePeriod(period, current) })),
  };
}

/** Which kind of levels is shown. */
export function bandFilter(bandKind: GroupView['bandKind']): Filter {
  return {
    label: 'Niveaus', look: 'switch', options: [
      { label: 'I tot en met V', change: { bandKind: 'roman' }, current: bandKind === 'roman' },
      { label: 'A tot en met E', change: { bandKind: 'letter' }, current: bandKind === 'letter' },
    ],
  };
}

/** By whose norm a level is given. */
export function normFilter(norm: GroupView['norm']): Filter {
  return {
    label: 'Niveau volgens', look: 'switch', options: [
      { label: 'het moment van afname', change: { norm: 'afname' }, current: norm === 'afname' },
      { label: 'de gemaakte toets', change: { norm: 'toets' }, current: norm === 'toets' },
    ],
  };
}

/** In which order the pupils stand. */
export function orderFilter(order: GroupView['order']): Filter {
  return {
    label: 'Volgorde', look: 'switch', options: [
      { label: 'op naam', change: { order: 'name' }, current: order === 'name' },
      { label: 'op score', change: { order: 'score' }, current: order === 'score' },
    ],
  };
}

/** What a cell of an overview shows. */
export function figureFilter(figure: 'level' | 'functioning'): Filter {
  return {
    label: 'Toon', look: 'switch', options: [
      { label: 'niveau', change: { figure: 'level' }, current: figure === 'level' },
      { label: 'functioneringsniveau', change: { figure: 'functioning' }, current: figure === 'functioning' },
    ],
  };
}
