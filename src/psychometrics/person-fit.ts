import { fillCategoryProbabilities } from './irt.ts';
import type { ItemSet } from './irt.ts';
import type { Patterns } from './patterns.ts';

/** How likely a person's answers are for that ability, as a normal deviate: far below zero is odd. Never act
 * on it alone. */
export type PersonFit = {
  /** Drasgow, Levine & Williams (1985), BJMSP 38: too little spread when the ability is estimated. */
  readonly lz: Float64Array;
  /** The same, corrected for the ability being estimated: Snijders (2001), Psychometrika 66; for more
   * categories Sinharay (2016), Psychometrika 81. */
  readonly lzStar: Float64Array;
};

/** How the abilities were estimated: it decides the correction of lz*. */
export type FittedBy =
  | { readonly kind: 'mle' }
  | { readonly kind: 'wle' }
  | { readonly kind: 'map'; readonly prior: { readonly mean: number; readonly sd: number } };

/** Below this value of lz* a pattern is worth a look: one in twenty of those that fit. */
export const oddBelow = -1.645;

type Room = { readonly p: Float64Array; readonly logs: Float64Array };

/** lz and lz* of each person; NaN without a finite ability or without answers. */
export function personFit(
  set: ItemSet, { persons, categories }: Patterns, thetas: Float64Array, by: FittedBy,
): PersonFit {
  const items = set.itemIds.length;
  const lz = new Float64Array(persons).fill(Number.NaN);
  const lzStar = new Float64Array(persons).fill(Number.NaN);
  const room = { p: new Float64Array(256), logs: new Float64Array(256) };
  for (let person = 0; person < persons; person += 1) {
    if (!Number.isFinite(thetas[person])) continue;
    const row = categories.subarray(person * items, (person + 1) * items);
    fitOne(set, row, thetas[person]!, by, room, person, lz, lzStar);
  }
  return { lz, lzStar };
}

/* With w = ln p of a category and r = its score, an answer adds w - E(w) to the statistic and r - E(r) to the
 * equation of the ability. c is the regression of the one on the other over all items: what of the statistic
 * the ability has already taken up. */
function fitOne(
  set: ItemSet, row: Int8Array, theta: number, by: FittedBy, room: Room, person: number,
  lz: Float64Array, lzStar: Float64Array,
): void {
  let [surprise, logVariance, covariance, information, third] = [0, 0, 0, 0, 0];
  for (let item = 0; item < row.length; item += 1) {
    const category = row[item]!;
    if (category < 0) continue;
    const count = fillCategoryProbabilities(set, item, theta, room.p);
    const from = set.start[item]!;
    let [meanLog, meanScore] = [0, 0];
    for (let at = 0; at < count; at += 1) {
      const p = room.p[at]!;
      room.logs[at] = p > 0 ? Math.log(p) : -745;
      meanLog += p * room.logs[at]!;
      if (at > 0) meanScore += p * set.scores[from + at - 1]!;
    }
    surprise += room.logs[category]! - meanLog;
    for (let at = 0; at < count; at += 1) {
      const p = room.p[at]!;
      const logOff = room.logs[at]! - meanLog;
      const scoreOff = (at > 0 ? set.scores[from + at - 1]! : 0) - meanScore;
      logVariance += p * logOff * logOff;
      covariance += p * logOff * scoreOff;
      information += p * scoreOff * scoreOff;
      third += p * scoreOff ** 3;
    }
  }
  if (!(information > 0)) return;
  lz[person] = surprise / Math.sqrt(logVariance);
  const slope = covariance / information;
  lzStar[person] = (surprise + slope * offset(by, theta, information, third))
    / Math.sqrt(logVariance - slope * covariance);
}

/** What the equation of the ability adds to the plain likelihood: sum of (score - expected) = -offset. */
function offset(by: FittedBy, theta: number, information: number, third: number): number {
  if (by.kind === 'mle') return 0;
  if (by.kind === 'wle') return third / (2 * information);
  return (by.prior.mean - theta) / (by.prior.sd * by.prior.sd);
}
