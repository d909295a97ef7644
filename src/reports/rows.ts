import type { Result } from '../ability/types.ts';
import type { BandKind } from '../ui/charts/types.ts';
import { changeBetween } from './honest/change.ts';
import { originNames } from './honest/conditions.ts';
import { shownInterval, shownScore } from './honest/scores.ts';
import type { GrowthStep, ResultRow } from './types.ts';

/** A result as it is read, with the change since the one before. */
export function resultRow(result: Result, bandKind: BandKind, earlier: Result | undefined): ResultRow {
  return {
    resultId: result.resultId,
    takenOn: result.takenOn,
    schoolYear: result.schoolYear,
    moment: result.moment ?? result.testMoment ?? '-',
    test: result.testMoment ?? '-',
    score: shownScore(result.scaleScore),
    interval: shownInterval(result),
    level: bandKind === 'roman' ? result.roman : result.letter,
    functioningLevel: result.functioningLevel,
    origin: originNames[result.origin],
    growth: earlier ? growthStep(earlier, result) : null,
    source: sourceOf(result),
  };
}

/** The change between two results that stand on one line. */
export function growthStep(earlier: Result, later: Result): GrowthStep {
  const { points, verdict } = changeBetween(earlier, later);
  return verdict === 'not-comparable' ? { points: 0, verdict: 'unknown' } : { points: points ?? 0, verdict };
}

function sourceOf(result: Result): string {
  const parts = [
    result.scoreRaw !== null && result.scoreMax !== null ? `${result.scoreRaw} van ${result.scoreMax} punten` : null,
    result.formCode ? `toetsversie ${result.formCode}` : null,
    result.calibrationCode ? `kalibratie ${result.calibrationCode} versie ${result.calibrationVersion}` : null,
    result.normCode ? `norm ${result.normCode} versie ${result.normVersion}` : null,
    `schaal ${result.scaleCode}`,
    `berekend door ${result.codeVersion}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
