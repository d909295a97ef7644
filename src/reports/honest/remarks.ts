import type { Result } from '../../ability/types.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import { linesOf, otherScaleRemark } from './comparable.ts';
import { farFromTestRemark, isFarFromTest, isOffLevel } from './functioning.ts';
import { letterRemark, levelStepWords, outsidePeriodRemark, relativeLevelRemark } from './levels.ts';
import { normChangeRemark, normMarks } from './norm-change.ts';

/**
 * What a reader should know before drawing a conclusion from results of one pupil, in the order in which it matters
 * (domain.md 6.2, rules 1-5 and 10).
 * @param results in the order of taking; several scales may stand among them
 * @param bandKind the levels that are shown
 */
export function remarksOnResults(results: readonly Result[], bandKind: BandKind = 'roman'): readonly string[] {
  const lines = linesOf(results);
  const newest = lines.find((line) => line.at(-1) === results.at(-1)) ?? [];
  const [before, last] = newest.slice(-2);
  return [
    before && last ? levelStepWords(before, last, bandKind) : null,
    ...lines.flatMap((line) => normMarks(line).map(normChangeRemark)),
    lines.length > 1 ? otherScaleRemark : null,
    results.some(({ moment }) => moment === null) ? outsidePeriodRemark : null,
    results.some(isOffLevel) ? offLevelRemark : null,
    results.some(isFarFromTest) ? farFromTestRemark : null,
    results.some(({ intervalLow }) => intervalLow === null) ? withoutIntervalRemark : null,
    results.some(({ moment }) => moment !== null) ? relativeLevelRemark : null,
    bandKind === 'letter' && results.some(({ letter }) => letter !== null) ? letterRemark : null,
  ].filter((remark) => remark !== null);
}

const offLevelRemark = 'Een of meer toetsen horen bij een ander moment dan het eigen moment van de leerling.';
const withoutIntervalRemark = 'Bij een of meer oude resultaten is geen score-interval meegekomen.';
