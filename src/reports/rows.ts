import type { Result, ResultOrigin } from '../ability/types.ts';
import { growthBetween } from '../psychometrics/growth.ts';
import { normalQuantile } from '../psychometrics/normal.ts';
import { displayedScore } from '../psychometrics/scale.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import type { BandKind, PointMark } from '../ui/charts/types.ts';
import type { GrowthStep, ResultRow } from './types.ts';

/** How each kind of result is named on page and paper. */
export const originNames: Readonly<Record<ResultOrigin, string>> = {
  screen: 'op het scherm',
  paper: 'op papier',
  migrated: 'overgenomen uit het oude systeem',
  'typed-in': 'met de hand in het LAS ingevoerd',
};

/** The shape of a result in a chart: off-level before anything else, since that changes how it is read. */
export function markOf(result: Result): PointMark {
  if (isOffLevel(result)) return 'off-level';
  return result.origin === 'migrated' ? 'imported' : result.origin;
}

/** Whether another test was taken than the one of the pupil's own moment. */
export function isOffLevel({ moment, testMoment }: Result): boolean {
  return moment !== null && testMoment !== null && moment !== testMoment;
}

/** A score as it is shown; the one rounding rule is in psychometrics. */
export function shownScore(score: number): number {
  return displayedScore(asScaleScore(score));
}

/** A result as it is read, with the change since the one before. */
export function resultRow(result: Result, bandKind: BandKind, earlier: Result | undefined): ResultRow {
  return {
    resultId: result.resultId,
    takenOn: result.takenOn,
    schoolYear: result.schoolYear,
    moment: result.moment ?? result.testMoment ?? '-',
    test: result.testMoment ?? '-',
    score: shownScore(result.scaleScore),
    interval: intervalOf(result),
    level: bandKind === 'roman' ? result.roman : result.letter,
    functioningLevel: result.functioningLevel,
    origin: originNames[result.origin],
    growth: earlier ? growthStep(earlier, result) : null,
    source: sourceOf(result),
  };
}

function intervalOf({ intervalLow, intervalHigh }: Result): ResultRow['interval'] {
  if (intervalLow === null || intervalHigh === null) return null;
  return { low: shownScore(intervalLow), high: shownScore(intervalHigh) };
}

/** The change between two results on one scale; a verdict only beyond the noise at 95 %, and with both errors known. */
export function growthStep(earlier: Result, later: Result): GrowthStep {
  const points = shownScore(later.scaleScore) - shownScore(earlier.scaleScore);
  const [before, after] = [measured(earlier), measured(later)];
  if (!before || !after) return { points, verdict: 'unknown' };
  const { growth, beyondNoise } = growthBetween(before, after);
  if (!beyondNoise) return { points, verdict: 'noise' };
  return { points, verdict: growth > 0 ? 'more' : 'less' };
}

/** Half a 90 % interval in standard errors. */
const HALF_INTERVAL = normalQuantile(0.95);

/** Score with its standard error: the stored one, else from a delivered 90 % interval; null when neither is known. */
function measured({ scaleScore, scaleSe, intervalLow, intervalHigh }: Result): { score: number; se: number } | null {
  if (scaleSe !== null && scaleSe > 0) return { score: scaleScore, se: scaleSe };
  if (intervalLow === null || intervalHigh === null || intervalHigh <= intervalLow) return null;
  return { score: scaleScore, se: (intervalHigh - intervalLow) / (2 * HALF_INTERVAL) };
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
