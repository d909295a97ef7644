import type { Result } from '../../ability/types.ts';
import { startOf } from '../../base/school-year.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import type { Moment } from '../../content/types.ts';
import { momentIndex } from '../../planning/rules.ts';
import { besideExpected, type ExpectedEnd, expectedEnd, type PopulationAt } from '../../psychometrics/gain.ts';
import { type Change, changeBetween } from '../honest/change.ts';
import { measuredScore } from '../honest/scores.ts';

/** What a pupil gained between two moments, and how that compares. */
export interface Gain {
  readonly change: Change;
  readonly from: Result;
  readonly to: Result;
  /** Null where nothing can be expected; `without` then says why. */
  readonly expected: ExpectedEnd | null;
  /** Beside what was expected: `as` within error and spread. */
  readonly verdict: 'more' | 'less' | 'as' | null;
  readonly without: WithoutExpectation | null;
}

/** Why there is no expectation of a gain that is there. */
export type WithoutExpectation =
  /** Taken outside a norm period, or at a moment without a norm. */
  | 'no-moment'
  /** The results were made with two norms. */
  | 'other-norm'
  /** A year done twice or skipped: the norms of the two moments do not follow each other. */
  | 'other-step'
  /** An old result that came without an error of measurement. */
  | 'no-error';

/** The gain between two results; null where they are on different scales or generations and nothing can be said. */
export function gainBetween(from: Result, to: Result, norms: PublishedNormTable | undefined): Gain | null {
  const change = changeBetween(from, to);
  if (change.points === null) return null;
  const gain = { change, from, to, expected: null, verdict: null };
  const [start, end] = [measuredScore(from), measuredScore(to)];
  const steps = stepsBetween(from, to, norms);
  if (typeof steps === 'string') return { ...gain, without: steps };
  if (!start || !end) return { ...gain, without: 'no-error' };
  const expected = expectedEnd(start, ...steps);
  const { away, beyondNoise } = besideExpected(end, expected);
  const side = away > 0 ? 'more' : 'less';
  return { ...gain, expected, verdict: beyondNoise ? side : 'as', without: null };
}

function stepsBetween(
  from: Result, to: Result, norms: PublishedNormTable | undefined,
): readonly [PopulationAt, PopulationAt] | WithoutExpectation {
  if (from.moment === null || to.moment === null) return 'no-moment';
  if (!norms || !isOf(from, norms) || !isOf(to, norms)) return 'other-norm';
  const years = startOf(to.schoolYear) - startOf(from.schoolYear);
  if (Number(to.yearGroup) - Number(from.yearGroup) !== years) return 'other-step';
  const [first, second] = [populationAt(norms, from.moment), populationAt(norms, to.moment)];
  return first && second ? [first, second] : 'no-moment';
}

function isOf({ normCode, normVersion }: Result, { id, version }: PublishedNormTable): boolean {
  return normCode === id && normVersion === version;
}

/** The norm of a moment with its place in time, in half school years. */
export function populationAt(norms: PublishedNormTable, moment: Moment): PopulationAt | null {
  const found = norms.moments.find((known) => known.moment === moment);
  return found ? { mean: found.mean, sd: found.sd, time: momentIndex(moment) } : null;
}
