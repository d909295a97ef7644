import { plainDate, type PlainDate } from '../../base/plain-date.ts';
import type { Random } from '../../psychometrics/random.ts';
import { seededRandom } from '../../psychometrics/random.ts';
import { present } from '../../base/assert.ts';
import { normMeans, type NormPoint } from './norm-points.ts';
import { pupilsIn, yearGroupIn } from './people.ts';
import type { InventedPupil, SchoolPlan } from './types.ts';

/** One old result as a LAS keeps it, with everything that either file of docs/history-file.md can carry. */
export interface OldResult {
  /** Stable for ever; unique in the school. */
  readonly key: string;
  /** As it stands in the file; may be a key that no roster has. */
  readonly pupilKey: string;
  readonly pupil: OldPupil;
  readonly moment: string;
  readonly generation: '3.0 (synthetisch)' | '2.0';
  readonly scaleCode: string;
  readonly takenOn: PlainDate;
  /** 3 to 8; null where the LAS does not know it any more. */
  readonly yearGroup: number | null;
  /** Typed into the LAS by hand; such a result has a score and no more. */
  readonly typedIn: boolean;
  /** Whole points of the scale. */
  readonly score: number;
  /** Null where points are no number of items right; so are the next three where there is none. */
  readonly correctCount: number | null;
  readonly itemCount: number | null;
  /** 90 %, on the scale. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** I to V. */
  readonly level: string | null;
}

/** How a pupil stands in an old file: names and birth date, and no key where the file has lost it. */
export interface OldPupil {
  readonly key: string | null;
  readonly lastName: string;
  readonly prefix: string | null;
  readonly callName: string;
  readonly birthDate: PlainDate;
}

/** The last school year of which results are here: after it the platform takes the tests. */
const lastStartYear = 2025;
/** From this school year on the school used 3.0 tests. */
const firstStartYearOf30 = 2022;
/** The twin whose key the old system had lost, and the calendar year until whose school year it had. */
const lostKey = { lastName: 'Tweehuysen', callName: 'Linde', until: 2025 } as const;

const itemCount = 24;
/** Standard error of measurement in points of the scale: reliability about 0.9. */
const measurementError = 12;
/** What a half year moves a pupil among the others, in standard deviations. */
const driftPerMoment = 0.12;
const z90 = 1.645;

/** Every old arithmetic result of who is a pupil in 2026-2027, in order of pupil and day, untidy as a real LAS.
 * Drawn from a growth model: an ability among the others that drifts slowly, over the norm means, with error. */
export function historyOf(plan: SchoolPlan): readonly OldResult[] {
  const own = pupilsIn(plan, lastStartYear + 1).flatMap((pupil) => resultsOf(plan, pupil));
  return [...own, ...strangers(plan)].flatMap(withDuplicate);
}

function resultsOf(plan: SchoolPlan, pupil: InventedPupil): readonly OldResult[] {
  const random = seededRandom(`history/${pupil.key}`);
  const results: OldResult[] = [];
  let drift = 0;
  for (let startYear = pupil.cohort; startYear <= lastStartYear; startYear += 1) {
    const yearGroup = yearGroupIn(pupil, startYear);
    if (yearGroup === null || yearGroup < 3) continue;
    for (const season of ['M', 'E'] as const) {
      drift += random.normal(0, driftPerMoment);
      const steps = results.length + 1;
      const standing = (pupil.ability + drift) / Math.sqrt(1 + steps * driftPerMoment ** 2);
      results.push(oldResult(plan, pupil, { startYear, yearGroup, season, standing }, random.fork(`${steps}`)));
    }
  }
  return results;
}

interface Occasion {
  readonly startYear: number;
  readonly yearGroup: number;
  readonly season: 'M' | 'E';
  /** Standard deviations above the mean of the year group. */
  readonly standing: number;
}

function oldResult(plan: SchoolPlan, pupil: InventedPupil, occasion: Occasion, random: Random): OldResult {
  const { startYear, yearGroup, season, standing } = occasion;
  const norm = present(normMeans.get(`${season}${yearGroup}`), 'every moment has a norm');
  // Who lags far behind takes the test of a year lower.
  const testYearGroup = standing < -1.5 && yearGroup > 3 ? yearGroup - 1 : yearGroup;
  const moment = `${season}${testYearGroup}`;
  const old = startYear < firstStartYearOf30;
  const points = Math.round(norm.mean + 0.95 * norm.sd * standing + random.normal(0, measurementError));
  const score = old ? points - 400 : points;
  const late = isCaughtUpLate(pupil, startYear, season);
  const forgotten = late || random.chance(0.015);
  const half = Math.round(z90 * measurementError);
  return {
    key: `H-${pupil.key}-${season}${yearGroup}-${startYear + 1}`,
    ...identityOf(plan, pupil, startYear),
    moment,
    generation: old ? '2.0' : '3.0 (synthetisch)',
    scaleCode: old ? 'SYN-RW-2.0' : 'SYN-RW-3.0',
    takenOn: late ? plainDate(`${startYear + 1}-09-15`) : testDay(plan, occasion),
    yearGroup: forgotten ? null : yearGroup,
    typedIn: random.chance(0.08),
    score,
    correctCount: correctOf(points, present(normMeans.get(moment), 'every moment has a norm')),
    itemCount,
    interval: { low: score - half, high: score + half },
    level: levelOf((points - norm.mean) / norm.sd),
  };
}

/** A few pupils were ill in June and took the E test after the holidays: the year group is in no list any more. */
function isCaughtUpLate(pupil: InventedPupil, startYear: number, season: 'M' | 'E'): boolean {
  return pupil.sequence === 10 && startYear === lastStartYear && season === 'E';
}

function identityOf(
  plan: SchoolPlan, pupil: InventedPupil, startYear: number,
): Pick<OldResult, 'pupilKey' | 'pupil'> {
  const { key, lastName, prefix, callName, birthDate } = pupil;
  const lost = plan.letter === 'A' && lastName === lostKey.lastName && callName === lostKey.callName
    && startYear < lostKey.until;
  if (!lost) return { pupilKey: key, pupil: { key, lastName, prefix, callName, birthDate } };
  return { pupilKey: 'OUD-0417', pupil: { key: null, lastName, prefix, callName: 'L.', birthDate } };
}

/** A class takes a test on one day: in the second half of January or the first half of June, on a weekday. */
function testDay(plan: SchoolPlan, { startYear, yearGroup, season }: Occasion): PlainDate {
  const random = seededRandom(`day/${plan.letter}/${startYear}/${yearGroup}/${season}`);
  const month = season === 'M' ? '01' : '06';
  const day = random.integer(season === 'M' ? 15 : 1, season === 'M' ? 26 : 12);
  const date = new Date(`${startYear + 1}-${month}-${String(day).padStart(2, '0')}T00:00:00Z`);
  const weekday = date.getUTCDay();
  const shift = weekday === 0 ? 1 : weekday === 6 ? 2 : 0;
  return plainDate(new Date(date.getTime() + shift * 86_400_000).toISOString().slice(0, 10));
}

function correctOf(points: number, { mean, sd }: NormPoint): number {
  const share = 1 / (1 + Math.exp(-(0.4 + 1.1 * (points - mean) / sd)));
  return Math.min(itemCount, Math.max(0, Math.round(itemCount * share)));
}

function levelOf(standing: number): string {
  const cuts = [[0.8416, 'I'], [0.2533, 'II'], [-0.2533, 'III'], [-0.8416, 'IV']] as const;
  return cuts.find(([from]) => standing >= from)?.[1] ?? 'V';
}

/** Results of two children who left before the roster begins: nobody can be found for them. */
function strangers(plan: SchoolPlan): readonly OldResult[] {
  return [1, 2].flatMap((n) => {
    const cohort = 2017;
    const left = pupilsIn(plan, 2024).filter((pupil) => pupil.cohort === cohort)[n];
    if (left === undefined) return [];
    const key = `OUD-000${n}`;
    return resultsOf(plan, { ...left, key, lastName: 'Verdwenen', prefix: null }).slice(-2);
  });
}

/** About one in a hundred stands in the LAS twice, under two keys. */
function withDuplicate(result: OldResult): readonly OldResult[] {
  const twice = seededRandom(`twice/${result.key}`).chance(0.01);
  return twice ? [result, { ...result, key: `${result.key}-2` }] : [result];
}

