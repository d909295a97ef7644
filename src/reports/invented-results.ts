import type { Result } from '../ability/types.ts';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { arithmeticNormTable } from '../content/norms.ts';
import type { PublishedNormTable } from '../content/store.ts';
import type { Moment } from '../content/types.ts';
import { letterLevel, romanLevel } from '../psychometrics/levels.ts';
import { normTable } from '../psychometrics/norms.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import { normKey, type PupilLine } from './pupil/pupil-line.ts';

/** The synthetic norms as the store hands them out; for tests of reports. */
export function inventedNorms(): PublishedNormTable {
  const table = arithmeticNormTable();
  const moments = table.moments.map(({ moment, mean, sd, groupMeanSd }) => ({ moment, mean, sd, groupMeanSd }));
  const norms = normTable({ id: 'SYN/1', functioningMethod: table.fnMethod, moments });
  return { ...table, norms, synthetic: true };
}

/** A result that could be: levels follow from the score and the norm of its moment. */
export function inventedResult(given: {
  readonly takenOn: string;
  readonly score: number;
  readonly yearGroup: string;
  readonly moment: Moment | null;
  readonly pupilId?: string;
  readonly testMoment?: Moment;
  readonly se?: number | null;
  readonly scaleCode?: string;
  readonly origin?: Result['origin'];
}): Result {
  const takenOn = plainDate(given.takenOn);
  const se = given.se === undefined ? 14 : given.se;
  const population = inventedNorms().moments.find(({ moment }) => moment === given.moment);
  const score = asScaleScore(given.score);
  return {
    resultId: `${given.takenOn}-${given.pupilId ?? 'pupil'}`, pupilId: given.pupilId ?? 'pupil', sittingId: null,
    scoringId: null, partsTaken: null, partsPlanned: null, origin: given.origin ?? 'screen', subject: 'arithmetic',
    generation: '3.0 (synthetisch)',
    scaleCode: given.scaleCode ?? 'SYN-RW-3.0', formCode: null, testMoment: given.testMoment ?? given.moment,
    moment: given.moment, schoolYear: schoolYearOf(takenOn), yearGroup: given.yearGroup, takenOn, scoreRaw: null,
    scoreMax: null, theta: null, thetaSe: null, scaleScore: given.score, scaleSe: se,
    intervalLow: se === null ? null : given.score - 1.645 * se,
    intervalHigh: se === null ? null : given.score + 1.645 * se,
    roman: population ? romanLevel(score, population) : null,
    letter: population ? letterLevel(score, population) : null,
    romanByTest: null, functioningLevel: 'M5', calibrationCode: null, calibrationVersion: null, normCode: 'SYN',
    normVersion: 1, codeVersion: 'test', madeAt: new Date(0), supersededBy: null,
  };
}

/** Results as one line of a pupil; without `norms` made with the synthetic ones, whatever norm they name. */
export function inventedLine(results: readonly Result[], norms?: PupilLine['norms']): PupilLine {
  const made = results.map(({ normCode, normVersion }) => [normKey(normCode, normVersion), inventedNorms()] as const);
  return { results, takings: new Map(), norms: norms ?? new Map(made) };
}
