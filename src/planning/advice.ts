import { daysBetween, type PlainDate } from '../base/plain-date.ts';
import { schoolYearOf, startOf } from '../base/school-year.ts';
import type { PublishedNormTable } from '../content/store.ts';
import type { Moment, NormPeriod } from '../content/types.ts';
import { normalCdf } from '../psychometrics/normal.ts';
import { functioningLevel } from '../psychometrics/norms.ts';
import { projectStanding, type Standing } from '../psychometrics/projection.ts';
import { scoreInterval } from '../psychometrics/scale.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import { asMoment, momentIndex, placeOfSeason, planSeason } from './rules.ts';
import type { Advice, AdviceCode, EarlierResult, ExpectedNow, TakingMoment } from './types.ts';

/** Version of this rule; the figures of docs/planning-advice.md are of it. */
export const adviceVersion = 'advice/2';

/** Days after which nothing is built on a newest result any more: two school years and a window. */
export const resultTooOldAfterDays = 820;

/** Another test than the own one is advised when it fits better with at least this probability, so that noise moves
 * nobody. */
const certainty = 0.8;

/** Half school years that a test may lie below or above the own one. A test above asks what was not taught yet. */
const stepsDown = 6;
const stepsUp = 2;

/** Standard error of a result that came without one, in standard deviations of its norm; of a total that somebody typed
 * into the LAS it is larger. Both grow with the distance between the test and the pupil. */
const assumedError = { test: 0.35, 'typed-in': 0.6 } as const;

/** A result weighs less than this share of itself when it contradicts the others. */
const outlyingBelow = 0.5;

/** What an advice is made of. */
export interface AdviceInput {
  readonly today: PlainDate;
  readonly taking: TakingMoment;
  readonly periods: readonly NormPeriod[];
  /** Moments for which there is a test. */
  readonly available: readonly Moment[];
  /** The norms of the scale of these tests; without them there is no advice. */
  readonly norms: AdviceNorms | undefined;
  /** Whether the old results of the school are in (step 2). */
  readonly historyComplete: boolean;
  /** Results of this pupil on this scale, the newest first. */
  readonly earlier: readonly EarlierResult[];
}

/** The part of a norm table that says what is usual at each moment. */
export type AdviceNorms = Pick<PublishedNormTable, 'moments' | 'norms'>;

/**
 * Which test is advised: the one whose moment lies nearest to what the pupil is expected to reach now, if it is sure
 * enough that it fits better than the own test.
 */
export function adviseTest(input: AdviceInput): Advice {
  const { earlier: [last], norms } = input;
  const own = ownMoment(input);
  const keep = (code: AdviceCode): Advice => ({
    code, moment: own, own, basedOn: last ?? null, expected: null, isLast: false,
  });
  if (!input.historyComplete) return { ...keep('step-2'), basedOn: null };
  if (!last || !norms) return { ...keep('no-result'), basedOn: null };
  if (daysBetween(last.takenOn, input.today) > resultTooOldAfterDays) return keep('too-old');
  if (input.earlier.every(({ origin }) => origin === 'typed-in')) return keep('total-only');
  const { expected, lastIsOutlying } = expectedNow(input, norms);
  const further = own ? furtherTests(input, norms, own, expected) : [];
  const moment = own && fittingMoment(further, norms, own, expected);
  const advice = { ...keep('own'), moment, expected, isLast: further.length === 0 };
  if (own === null || moment === own) return { ...advice, code: lastIsOutlying ? 'outlier' : 'own' };
  return { ...advice, code: momentIndex(moment!) < momentIndex(own) ? 'easier' : 'harder' };
}

/** The test of the pupil's own year group at this time, where there is one. */
function ownMoment({ taking, available }: AdviceInput): Moment | null {
  const moment = asMoment(taking);
  return moment && available.includes(moment) ? moment : null;
}

/**
 * The pupil's ability now: every result as a place among the pupils of that time, carried to today, and back to the
 * scale. Time is that of the class in which the pupil is now, so that growth since a result is what the norm group grew
 * since.
 */
function expectedNow(
  { earlier, taking, today, periods }: AdviceInput, norms: AdviceNorms,
): { readonly expected: ExpectedNow; readonly lastIsOutlying: boolean } {
  const now = momentIndex(taking);
  const standings = earlier.map((result): Standing => {
    const time = now - (timeIndex(today, periods) - timeIndex(result.takenOn, periods));
    const usual = usualAt(norms, time);
    return { time, z: (result.scaleScore - usual.mean) / usual.sd, se: errorOf(result, norms) / usual.sd };
  });
  const { z, se: seOfZ, weights } = projectStanding(standings, now);
  const { mean, sd } = usualAt(norms, now);
  const score = asScaleScore(mean + z * sd);
  const se = seOfZ * sd;
  const { low, high } = scoreInterval({ score, se });
  const levelOf = (at: typeof score) => functioningLevel(norms.norms, at).label;
  return {
    expected: { score, se, level: levelOf(score), lowLevel: levelOf(low), highLevel: levelOf(high) },
    lastIsOutlying: (weights[0] ?? 1) < outlyingBelow,
  };
}

/** In scale points. */
function errorOf({ scaleScore, scaleSe, testMoment, origin }: EarlierResult, { moments }: AdviceNorms): number {
  const test = moments.find(({ moment }) => moment === testMoment) ?? nearestMean(moments, scaleScore);
  const away = (scaleScore - test.mean) / test.sd;
  if (scaleSe !== null && scaleSe > 0 && origin !== 'typed-in') return scaleSe;
  return assumedError[origin === 'typed-in' ? 'typed-in' : 'test'] * test.sd * Math.hypot(1, away / 2);
}

function nearestMean(moments: AdviceNorms['moments'], score: number): AdviceNorms['moments'][number] {
  return moments.reduce((best, next) => (Math.abs(next.mean - score) < Math.abs(best.mean - score) ? next : best));
}

/** The norm group at any time: between two moments in a straight line, outside the table on with its last step. */
function usualAt({ moments }: AdviceNorms, time: number): { readonly mean: number; readonly sd: number } {
  const after = moments.findIndex(({ moment }) => momentIndex(moment) >= time);
  const at = after === -1 ? moments.length - 1 : Math.max(1, after);
  const [from, to] = [moments[at - 1]!, moments[at]!];
  const share = (time - momentIndex(from.moment)) / (momentIndex(to.moment) - momentIndex(from.moment));
  const within = Math.min(1, Math.max(0, share));
  return { mean: from.mean + share * (to.mean - from.mean), sd: from.sd + within * (to.sd - from.sd) };
}

interface Target {
  readonly moment: Moment;
  /** In scale points: the mean of the moment. */
  readonly mean: number;
}

/** The tests that may be advised, on the side of the own one where the pupil stands; a whole moment away at least. */
function furtherTests(
  { available }: AdviceInput, { moments }: AdviceNorms, own: Moment, expected: ExpectedNow,
): readonly Target[] {
  const target = new Map(moments.map(({ moment, mean }) => [moment, mean]));
  const side = expected.score < (target.get(own) ?? expected.score) ? -1 : 1;
  const most = side < 0 ? stepsDown : stepsUp;
  return available.flatMap((moment) => {
    const mean = target.get(moment);
    const away = (momentIndex(moment) - momentIndex(own)) * side;
    return mean !== undefined && away >= 1 && away <= most ? [{ moment, mean }] : [];
  });
}

/** Of those, the nearest to what is expected that surely enough fits better than the own one. */
function fittingMoment(
  further: readonly Target[], { moments }: AdviceNorms, own: Moment, expected: ExpectedNow,
): Moment {
  const ownMean = moments.find(({ moment }) => moment === own)?.mean;
  if (ownMean === undefined) return own;
  const misfit = (mean: number) => Math.abs(mean - expected.score);
  const sure = further.filter(({ mean }) => {
    const beyondHalfway = (expected.score - (mean + ownMean) / 2) * Math.sign(mean - ownMean);
    return normalCdf(beyondHalfway / expected.se) >= certainty;
  });
  const [best] = sure.toSorted((a, b) => misfit(a.mean) - misfit(b.mean) || a.mean - b.mean);
  return best && misfit(best.mean) < misfit(ownMean) ? best.moment : own;
}

/** Half years of calendar time, so that repeating a year counts as time. */
function timeIndex(date: PlainDate, periods: readonly NormPeriod[]): number {
  return startOf(schoolYearOf(date)) * 2 + placeOfSeason[planSeason(periods, date)];
}
