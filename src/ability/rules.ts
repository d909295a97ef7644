import type { PlainDate } from '../base/plain-date.ts';
import { schoolYearOf } from '../base/school-year.ts';
import type { TakenForm } from '../content/measure.ts';
import { abilityOfTaken, addUp } from '../content/measure.ts';
import type { PublishedCalibration, PublishedForm, PublishedNormTable } from '../content/store.ts';
import type { Medium, Moment, Subject } from '../content/types.ts';
import { normMoment } from '../planning/rules.ts';
import type { TestYearGroup } from '../planning/types.ts';
import { totalsMethodName } from '../psychometrics/ability-of-totals.ts';
import { methodName, pupilMethod } from '../psychometrics/ability.ts';
import { letterLevel, romanLevel } from '../psychometrics/levels.ts';
import { functioningLevel, pupilNorm } from '../psychometrics/norms.ts';
import type { ReportedScale } from '../psychometrics/scale.ts';
import { scoreInterval, toScale, toTheta } from '../psychometrics/scale.ts';
import type { ScaleScore } from '../psychometrics/types.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import type { ResultDraft } from './types.ts';

/** Version of the rules in this file with the method they use; stands in every result. */
const versionWith = (method: string): string => `ability/2 ${method}`;

/** The version of a result from item scores, or from elsewhere. */
export const abilityVersion = versionWith(methodName(pupilMethod));

/** The version of a result of which one taak is known by its total only. */
export const totalsVersion = versionWith(totalsMethodName);

/** Everything a result of one of our own tests is computed from. */
export interface ResultInput {
  readonly pupilId: string;
  readonly yearGroup: TestYearGroup;
  /** Of the first taak. */
  readonly sittingId: string;
  readonly scoringId: string;
  readonly medium: Medium;
  /** The day of the last taak that counts. */
  readonly takenOn: PlainDate;
  /** The form of the first taak as planned: its test and moment are those of the result. */
  readonly form: PublishedForm;
  readonly calibration: PublishedCalibration;
  /** Undefined when no norms are loaded for the scale: the result then has a score and no meaning beside it. */
  readonly normTable: PublishedNormTable | undefined;
  /** The taken that count, one at least. */
  readonly taken: readonly TakenForm[];
  readonly partsPlanned: number;
}

/** A result from all taken of a test that count. The same input gives the same bytes, whatever the medium. */
export function computeResult(input: ResultInput): ResultDraft {
  const { form, calibration, normTable, takenOn, yearGroup } = input;
  const { raw, maximum } = addUp(input.taken);
  const { theta, se: thetaSe, method } = abilityOfTaken(input.taken, calibration);
  const measured = toScale(calibration.scale, theta, thetaSe);
  const interval = scoreInterval(measured);
  return {
    pupilId: input.pupilId, sittingId: input.sittingId, scoringId: input.scoringId, origin: input.medium,
    partsTaken: input.taken.length, partsPlanned: input.partsPlanned,
    subject: form.subject, generation: form.generation, scaleCode: form.scaleCode, formCode: form.code,
    schoolYear: schoolYearOf(takenOn), yearGroup: String(yearGroup), takenOn,
    scoreRaw: raw, scoreMax: maximum, theta, thetaSe,
    scaleScore: measured.score, scaleSe: measured.se,
    intervalLow: interval.low, intervalHigh: interval.high,
    ...meaningOf(measured.score, { testMoment: form.moment, takenOn, yearGroup, normTable }),
    calibrationCode: calibration.code, calibrationVersion: calibration.version,
    codeVersion: versionWith(method),
  };
}

/** A result that came from elsewhere, as far as it is known. */
export interface ImportedInput {
  readonly pupilId: string;
  readonly yearGroup: TestYearGroup;
  readonly origin: 'migrated' | 'typed-in';
  readonly subject: Subject;
  readonly generation: string;
  readonly scaleCode: string;
  readonly takenOn: PlainDate;
  readonly testMoment: Moment | null;
  /** As delivered; kept, never recomputed. */
  readonly scaleScore: number;
  readonly scaleSe?: number | null;
  readonly interval?: { readonly low: number; readonly high: number } | null;
  readonly scoreRaw?: number | null;
  readonly scoreMax?: number | null;
  /** The calibration of that scale, when one is loaded: for theta, so that later results can be laid beside it. */
  readonly calibration: PublishedCalibration | undefined;
  readonly normTable: PublishedNormTable | undefined;
}

/** A result with the score as delivered, and its meaning by our own norms. */
export function computeImported(input: ImportedInput): ResultDraft {
  const { calibration, interval = null, scaleSe = null, takenOn, yearGroup } = input;
  const score = asScaleScore(input.scaleScore);
  return {
    pupilId: input.pupilId, sittingId: null, scoringId: null, origin: input.origin,
    partsTaken: null, partsPlanned: null,
    subject: input.subject, generation: input.generation, scaleCode: input.scaleCode, formCode: null,
    schoolYear: schoolYearOf(takenOn), yearGroup: String(yearGroup), takenOn,
    scoreRaw: input.scoreRaw ?? null, scoreMax: input.scoreMax ?? null,
    ...thetaOf(calibration?.scale, score, scaleSe),
    scaleScore: score, scaleSe, intervalLow: interval?.low ?? null, intervalHigh: interval?.high ?? null,
    ...meaningOf(score, input),
    calibrationCode: calibration?.code ?? null, calibrationVersion: calibration?.version ?? null,
    codeVersion: abilityVersion,
  };
}

function thetaOf(
  scale: ReportedScale | undefined, score: ScaleScore, scaleSe: number | null,
): Pick<ResultDraft, 'theta' | 'thetaSe'> {
  if (!scale) return { theta: null, thetaSe: null };
  return { theta: toTheta(scale, score), thetaSe: scaleSe === null ? null : scaleSe / scale.slope };
}

type Meaning = Pick<ResultDraft,
  'testMoment' | 'moment' | 'roman' | 'letter' | 'romanByTest' | 'functioningLevel' | 'normCode' | 'normVersion'>;

/** What a score means in a norm table: levels inside the norm period only (design decision 9), functioning level
 * always. */
function meaningOf(score: ScaleScore, { testMoment, takenOn, yearGroup, normTable }: {
  readonly testMoment: Moment | null;
  readonly takenOn: PlainDate;
  readonly yearGroup: TestYearGroup;
  readonly normTable: PublishedNormTable | undefined;
}): Meaning {
  const none = { testMoment, roman: null, letter: null, romanByTest: null };
  if (!normTable) return { ...none, moment: null, functioningLevel: null, normCode: null, normVersion: null };
  const { norms, periods } = normTable;
  const moment = normMoment(periods, takenOn, yearGroup);
  const meaning = {
    ...none, moment, functioningLevel: functioningLevel(norms, score).label,
    normCode: normTable.id, normVersion: normTable.version,
  };
  const population = moment && pupilNorm(norms, moment);
  if (!population) return meaning;
  const byTest = testMoment && pupilNorm(norms, testMoment);
  return {
    ...meaning,
    roman: romanLevel(score, population),
    letter: letterLevel(score, population),
    romanByTest: byTest ? romanLevel(score, byTest) : null,
  };
}
