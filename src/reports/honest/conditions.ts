import type { Result } from '../../ability/types.ts';
import type { Accommodations } from '../../planning/accommodations.ts';
import { accommodationWords } from '../../planning/nl.ts';
import { enumerate } from '../../ui/format.ts';
import type { PointMark } from '../../ui/charts/types.ts';
import { isOffLevel } from './functioning.ts';

/** How a test of our own was taken, as far as the result itself does not tell. */
export interface Taking {
  /** What the pupil used in any of its taken. */
  readonly accommodations: readonly Accommodations[];
  /** Taken again, after one that was broken off or declared invalid. */
  readonly retake: boolean;
  /** Of at least one taak only the total was entered. */
  readonly totalEntered: boolean;
}

/** How each kind of result is named on page and paper. */
export const originNames: Readonly<Record<Result['origin'], string>> = {
  screen: 'op het scherm',
  paper: 'op papier',
  migrated: 'overgenomen uit het oude systeem',
  'typed-in': 'met de hand in het LAS ingevoerd',
};

type Conditioned = Pick<Result, 'origin' | 'moment' | 'testMoment' | 'partsTaken' | 'partsPlanned'>;

/**
 * Rule 11 of domain.md 6.2: under which conditions a result was made, each in a few words, the medium or origin first:
 * "op papier", "2 van 3 taken", "toets van M4", "met voorlezen", "opnieuw afgenomen", "alleen het totaal ingevoerd".
 */
export function conditionsOf(result: Conditioned, taking?: Taking): readonly string[] {
  const { origin, moment, testMoment, partsTaken, partsPlanned } = result;
  const incomplete = partsTaken !== null && partsPlanned !== null && partsTaken < partsPlanned;
  return [
    originNames[origin],
    ...(incomplete ? [`${partsTaken} van ${partsPlanned} taken`] : []),
    ...(isOffLevel(result) ? [`toets van ${testMoment}`] : []),
    ...(moment === null ? ['buiten de normperiode'] : []),
    ...accommodationsOf(taking),
    ...(taking?.retake ? ['opnieuw afgenomen'] : []),
    ...(taking?.totalEntered ? ['alleen het totaal ingevoerd'] : []),
  ];
}

/** The conditions of a result in one line of text. */
export function conditionWords(result: Conditioned, taking?: Taking): string {
  return conditionsOf(result, taking).join('; ');
}

/** What was used, once for all taken together. */
function accommodationsOf(taking: Taking | undefined): readonly string[] {
  const used = new Set((taking?.accommodations ?? []).flatMap((each) => {
    const words = accommodationWords(each);
    return words === '' ? [] : words.split(/, (?!langzaam|vlot)/u);
  }));
  return used.size === 0 ? [] : [`met ${enumerate([...used])}`];
}

/** The shape of a result in a chart: off-level before anything else, since that changes how it is read. */
export function markOf(result: Pick<Result, 'origin' | 'moment' | 'testMoment'>): PointMark {
  if (isOffLevel(result)) return 'off-level';
  return result.origin === 'migrated' ? 'imported' : result.origin;
}
