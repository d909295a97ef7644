import { plainDate, type PlainDate } from '../base/plain-date.ts';
import { present } from '../base/assert.ts';
import { arithmeticNormTable } from '../content/norms.ts';
import { momentsInOrder, type Moment } from '../content/types.ts';
import { adviseTest } from '../planning/advice.ts';
import { momentIndex } from '../planning/rules.ts';
import type { EarlierResult, TakingMoment } from '../planning/types.ts';
import { functioningLevel, normTable } from '../psychometrics/norms.ts';
import { seededRandom } from '../psychometrics/random.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import { drawKind, inventPupil, pupilKinds, type InventedPupil, type PupilKind } from './generate/histories.ts';
import { halfYearRule } from './half-year-rule.ts';

/** A share with its 95 % interval (Wilson). */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** How well tests fit pupils: misfit is the distance between a test's target and the true ability, in scale points. */
export interface Fit {
  readonly pupils: number;
  /** Pupils to whom another than the nominal test was advised. */
  readonly moved: Share;
  /** Of all pupils: the advised test fits better than the nominal one, as well (mostly the same test), worse. */
  readonly better: Share;
  readonly equal: Share;
  readonly worse: Share;
  /** Of the pupils who were moved: fits better than the nominal one. */
  readonly betterOfMoved: Share;
  readonly meanMisfit: {
    readonly nominal: number; readonly advised: number; readonly halfYearRule: number;
    /** Of the test that fits best, which only who knows the true ability can choose. */
    readonly oracle: number;
  };
  /** The same shares for the rule of thumb. */
  readonly halfYearRule: { readonly better: Share; readonly worse: Share; readonly betterOfMoved: Share };
  /** Pupils whose true ability lay within the 90 % interval of what was expected. */
  readonly withinInterval: Share;
}

/** What came of a simulation. */
export interface Simulation {
  readonly all: Fit;
  readonly byKind: Readonly<Record<PupilKind, Fit>>;
  /** Every test that was advised. */
  readonly advised: readonly Moment[];
}

const table = arithmeticNormTable();
const norms = {
  moments: table.moments, norms: normTable({ id: table.id, functioningMethod: table.fnMethod, moments: table.moments }),
};
/** `E8` is a point of the scale without a test; B8 is not planned in the simulation. */
const available: readonly Moment[] = momentsInOrder.filter((moment) => moment !== 'E8' && moment !== 'B8');

/** Invents this many pupils and advises each a test; the same seed gives the same figures. */
export function simulateAdvice(pupils: number, seed: string): Simulation {
  const outcomes = Array.from({ length: pupils }, (_, index) => {
    const random = seededRandom(`${seed}/${index}`);
    return outcomeOf(inventPupil(drawKind(random), random, targetAt));
  });
  const byKind = Object.fromEntries(pupilKinds.map((kind) =>
    [kind, fitOf(outcomes.filter((outcome) => outcome.kind === kind))])) as Record<PupilKind, Fit>;
  return {
    all: fitOf(outcomes), byKind,
    advised: [...new Set(outcomes.map(({ moment }) => moment))].toSorted((a, b) => momentIndex(a) - momentIndex(b)),
  };
}

interface Outcome {
  readonly kind: PupilKind;
  readonly moment: Moment;
  readonly isMoved: boolean;
  readonly nominal: number;
  readonly advised: number;
  readonly halfYear: number;
  readonly oracle: number;
  /** Null where nothing was expected. */
  readonly isWithin: boolean | null;
}

function outcomeOf(pupil: InventedPupil): Outcome {
  const own = momentAt(pupil.nominal);
  const advice = adviseTest({
    today: dateOf(pupil.now), taking: own as TakingMoment, periods: table.periods, available, norms,
    historyComplete: true, earlier: pupil.results.toReversed().map(earlierResult),
  });
  const moment = present(advice.moment, 'every nominal moment of the simulation has a test');
  const thumb = halfYearRule(own, pupil.results.toReversed().map(({ time, score }) => ({
    halfYearsAgo: pupil.now - time, functioningLevel: levelOf(score),
  })), available);
  const misfit = (test: Moment) => Math.abs(targetOf(test) - pupil.ability);
  const { expected } = advice;
  return {
    kind: pupil.kind, moment, isMoved: moment !== own, nominal: misfit(own), advised: misfit(moment),
    halfYear: misfit(thumb), oracle: Math.min(...available.map(misfit)),
    isWithin: expected && Math.abs(pupil.ability - expected.score) <= 1.6449 * expected.se,
  };
}

function earlierResult({ time, testTime, score, se, origin }: InventedPupil['results'][number]): EarlierResult {
  return {
    takenOn: dateOf(time), scaleScore: score, scaleSe: se, origin, testMoment: momentAt(testTime),
    functioningLevel: levelOf(score),
  };
}

function levelOf(score: number): string {
  return functioningLevel(norms.norms, asScaleScore(score)).label;
}

/** A day in the window of a half year; even ones lie in January. */
function dateOf(time: number): PlainDate {
  const year = 2015 + Math.floor(time / 2);
  return plainDate(time % 2 === 0 ? `${year}-01-20` : `${year}-06-05`);
}

function momentAt(time: number): Moment {
  return present(available.find((moment) => momentIndex(moment) === time), 'half years of the catalogue');
}

function targetOf(moment: Moment): number {
  return present(table.moments.find((norm) => norm.moment === moment), 'a moment of the norms').mean;
}

function targetAt(time: number): number {
  return targetOf(momentAt(time));
}

function fitOf(outcomes: readonly Outcome[]): Fit {
  const count = outcomes.length;
  const share = (is: (outcome: Outcome) => boolean, of = outcomes) => shareOf(of.filter(is).length, of.length);
  const mean = (value: (outcome: Outcome) => number) =>
    rounded(outcomes.reduce((sum, outcome) => sum + value(outcome), 0) / count, 2);
  const moved = outcomes.filter(({ isMoved }) => isMoved);
  const movedByThumb = outcomes.filter(({ halfYear, nominal }) => halfYear !== nominal);
  return {
    pupils: count,
    moved: share(({ isMoved }) => isMoved),
    better: share(({ advised, nominal }) => advised < nominal),
    equal: share(({ advised, nominal }) => advised === nominal),
    worse: share(({ advised, nominal }) => advised > nominal),
    betterOfMoved: share(({ advised, nominal }) => advised < nominal, moved),
    meanMisfit: {
      nominal: mean(({ nominal }) => nominal), advised: mean(({ advised }) => advised),
      halfYearRule: mean(({ halfYear }) => halfYear), oracle: mean(({ oracle }) => oracle),
    },
    halfYearRule: {
      better: share(({ halfYear, nominal }) => halfYear < nominal),
      worse: share(({ halfYear, nominal }) => halfYear > nominal),
      betterOfMoved: share(({ halfYear, nominal }) => halfYear < nominal, movedByThumb),
    },
    withinInterval: share(({ isWithin }) => isWithin === true, outcomes.filter(({ isWithin }) => isWithin !== null)),
  };
}

/** Source of the interval: Wilson (1927), Journal of the American Statistical Association 22. */
function shareOf(part: number, whole: number): Share {
  if (whole === 0) return { share: 0, low: 0, high: 1 };
  const z = 1.96;
  const share = part / whole;
  const centre = (share + z ** 2 / (2 * whole)) / (1 + z ** 2 / whole);
  const reach = (z * Math.sqrt(share * (1 - share) / whole + z ** 2 / (4 * whole ** 2))) / (1 + z ** 2 / whole);
  return { share: rounded(share, 4), low: rounded(Math.max(0, centre - reach), 4), high: rounded(centre + reach, 4) };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
