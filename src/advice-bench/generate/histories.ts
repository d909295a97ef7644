import type { Random } from '../../psychometrics/random.ts';

/** Kinds of pupils whose histories are invented. */
export const pupilKinds = [
  'on-track', 'slow', 'fast', 'catching-up', 'one-outlier', 'gap-year', 'repeated-year',
] as const;

export type PupilKind = (typeof pupilKinds)[number];

/** How often each kind occurs; adds up to 1. */
export const shareOfKind: Readonly<Record<PupilKind, number>> = {
  'on-track': 0.6, slow: 0.1, fast: 0.1, 'catching-up': 0.05, 'one-outlier': 0.08, 'gap-year': 0.04,
  'repeated-year': 0.03,
};

/** The numbers of the growth model, in scale points and half school years; printed with the figures. */
export const growthModel = {
  /** Learning approaches a ceiling: what is left to learn shrinks by this share each half year. */
  rate: 0.0432, ceiling: 1132,
  /** Mean ability in the middle of group 3, and how far pupils lie apart. */
  startMean: 530, startSd: 38,
  /** Who starts higher learns a little faster; beside it everybody has a speed of learning. */
  speedOfStart: 0.02, speedSd: 0.09,
  /** Speed of learning of a kind of pupil. */
  slowSpeed: 0.72, fastSpeed: 1.3, catchingUpStart: -70, catchingUpSpeed: 1.7, gapSpeed: 0.45, repeatSpeed: 0.8,
  /** What comes and goes with months in which a child does better or worse, and how much of it stays half a year. */
  moodSd: 9, moodStays: 0.5,
  /** The day itself: beside the error of measurement, and not in the standard error that a test reports. */
  daySd: 4,
  /** A bad day, in scale points. */
  outlierMean: 70, outlierSd: 15,
  /** Standard error of a test that fits, and how far from it the error has doubled. */
  error: 11, errorDoublesAt: 110,
  /** Shares: a test that was not taken; one at the end of a year that a school leaves out; a result without error. */
  missing: 0.07, noEndTest: 0.15, withoutError: 0.25,
} as const;

/** A result in an invented history. */
export interface InventedResult {
  /** Half school years of education since the middle of group 3; the middle of a school year is even. */
  readonly time: number;
  /** The moment that was the nominal one then, as half years on the scale of moments. */
  readonly testTime: number;
  readonly score: number;
  readonly se: number | null;
  readonly origin: 'screen' | 'migrated';
}

/** A pupil as the model knows one. */
export interface InventedPupil {
  readonly kind: PupilKind;
  /** The nominal moment now, in half years since the middle of group 3: 0 for M3, 10 for M8. */
  readonly nominal: number;
  /** Time of education now: more than `nominal` for who sat a year twice. */
  readonly now: number;
  /** True ability now, in scale points. */
  readonly ability: number;
  /** In the order of taking; what is asked is planned half a year after the last at the earliest. */
  readonly results: readonly InventedResult[];
}

/** Draws a kind by its share. */
export function drawKind(random: Random): PupilKind {
  let left = random.uniform();
  return pupilKinds.find((kind) => (left -= shareOfKind[kind]) < 0) ?? 'on-track';
}

/**
 * Invents a pupil who grows by a learning curve of the own, and the tests of the school until now. The pupil is at a
 * moment from M4 to M8, with one earlier moment at least.
 * @param targetAt the score that a test of a moment (in half years) is made for
 */
export function inventPupil(kind: PupilKind, random: Random, targetAt: (time: number) => number): InventedPupil {
  const nominal = random.integer(2, 10);
  const yearTwice = kind === 'repeated-year' ? 2 : 0;
  const now = nominal + yearTwice;
  // The year that is lost, or sat twice, begins at least one test after the first.
  const turn = 2 * random.integer(0, Math.max(0, Math.floor((nominal - 2) / 2)));
  const abilities = abilitiesOf(kind, { now, turn }, random);
  const results = Array.from({ length: now }, (_, time) => time).flatMap((time): InventedResult[] => {
    const away = kind === 'gap-year' && time > turn && time <= turn + 2;
    const isMissing = random.chance(time % 2 === 1 ? growthModel.noEndTest : growthModel.missing);
    if (away || isMissing) return [];
    const testTime = time > turn + 1 ? time - yearTwice : time;
    return [taken(time, Math.max(0, testTime), abilities[time]!, targetAt, random)];
  });
  const spoilt = kind === 'one-outlier' && results.length > 0 ? random.integer(0, results.length - 1) : -1;
  return {
    kind, nominal, now, ability: abilities[now]!,
    results: results.map((result, index) => (index === spoilt
      ? { ...result, score: result.score - random.normal(growthModel.outlierMean, growthModel.outlierSd) } : result)),
  };
}

/** True ability at each half year from the middle of group 3 until now. */
function abilitiesOf(
  kind: PupilKind, { now, turn }: { readonly now: number; readonly turn: number }, random: Random,
): readonly number[] {
  const { ceiling, rate, startMean, startSd, speedOfStart, speedSd, moodSd, moodStays } = growthModel;
  const startAway = random.normal();
  const speed = Math.max(0.3, 1 + speedOfStart * startAway + random.normal(0, speedSd));
  let learned = startMean + startSd * startAway + (kind === 'catching-up' ? growthModel.catchingUpStart : 0);
  let mood = random.normal(0, moodSd);
  const abilities = [learned + mood];
  for (let time = 1; time <= now; time += 1) {
    learned += rate * (ceiling - learned) * speed * speedAt(kind, time, turn);
    mood = moodStays * mood + random.normal(0, moodSd * Math.sqrt(1 - moodStays ** 2));
    abilities.push(learned + mood);
  }
  return abilities;
}

function speedAt(kind: PupilKind, time: number, turn: number): number {
  const inTurn = time > turn && time <= turn + 2;
  switch (kind) {
    case 'slow': return growthModel.slowSpeed;
    case 'fast': return growthModel.fastSpeed;
    case 'catching-up': return time > turn ? growthModel.catchingUpSpeed : 1;
    case 'gap-year': return inTurn ? growthModel.gapSpeed : 1;
    case 'repeated-year': return time <= turn + 2 ? growthModel.slowSpeed : growthModel.repeatSpeed;
    case 'on-track': case 'one-outlier': return 1;
  }
}

function taken(
  time: number, testTime: number, ability: number, targetAt: (time: number) => number, random: Random,
): InventedResult {
  const away = (ability - targetAt(testTime)) / growthModel.errorDoublesAt;
  const error = growthModel.error * (1 + away ** 2);
  const isKnown = !random.chance(growthModel.withoutError);
  return {
    time, testTime, score: ability + random.normal(0, Math.hypot(error, growthModel.daySd)),
    se: isKnown ? error : null, origin: isKnown ? 'screen' : 'migrated',
  };
}
