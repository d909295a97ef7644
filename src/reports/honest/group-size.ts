import type { Result } from '../../ability/types.ts';
import { plural } from '../../ui/format.ts';
import { isOffLevel } from './functioning.ts';
import { mixedNormsRemark } from './norm-change.ts';

/** Below this many results a mean says more about one pupil than about the group. */
export const groupMeanFrom = 7;

/** Below this many results a mean is shown without a verdict on it. */
export const groupVerdictFrom = 10;

/** Rule 6 of domain.md 6.2: whether a group of this many results gets a mean; a smaller one is shown as dots. */
export function groupMeanShown(count: number): boolean {
  return count >= groupMeanFrom;
}

/** Rule 6 of domain.md 6.2: whether a mean of this many results may be called high or low. */
export function groupVerdictShown(count: number): boolean {
  return count >= groupVerdictFrom;
}

/** Said under a mean of too few results, or in its place; null when there are enough, or none. */
export function groupSizeRemark(count: number): string | null {
  if (count === 0 || groupVerdictShown(count)) return null;
  const results = plural(count, 'resultaat', 'resultaten');
  return groupMeanShown(count)
    ? `Het gemiddelde rust op ${results}: één leerling maakt veel verschil. Trek er geen conclusie uit.`
    : `Met ${results} zegt een gemiddelde te weinig; daarom staat het er niet.`;
}

type InGroup = Pick<Result, 'moment' | 'testMoment' | 'normCode' | 'normVersion'>;

/** Rules 3, 6 and 10 of domain.md 6.2 for results of a group at one moment, one a pupil, in the order in which they
 * matter. */
export function remarksOnGroup(results: readonly InGroup[]): readonly string[] {
  const offLevel = results.filter(isOffLevel).length;
  const outside = results.filter(({ moment }) => moment === null).length;
  return [
    groupSizeRemark(results.length - outside),
    offLevel > 0 ? `${plural(offLevel, 'leerling maakte', 'leerlingen maakten')} een toets van een ander moment; `
      + 'het niveau is dat van het eigen moment.' : null,
    outside > 0 ? `${plural(outside, 'resultaat is', 'resultaten zijn')} van buiten de normperiode en `
      + `${outside === 1 ? 'heeft' : 'hebben'} daarom geen niveau.` : null,
    mixedNormsRemark(results),
  ].filter((remark) => remark !== null);
}
