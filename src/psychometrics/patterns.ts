import { abilityCurve, lookUp, lookUpError } from './ability-curve.ts';
import type { EquationMethod } from './ability-curve.ts';
import { abilities } from './ability.ts';
import type { AbilityMethod, ModeMethod } from './ability.ts';
import { assert } from './assert.ts';
import { posteriorsInto, sharedPosterior, sharedPosteriorInto } from './eap.ts';
import type { ItemSet } from './irt.ts';
import { groupByItemsTaken, takenSet } from './taken-items.ts';
import type { TakenGroup } from './taken-items.ts';

/** Answers of many persons, one row a person, one column an item of the set. */
export type Patterns = {
  readonly persons: number;
  /** Category of each answer: 0 lowest, 1 the first above it, and so on; -1 = not administered. */
  readonly categories: Int8Array;
};

/** How a pattern becomes an ability: the methods of a score table, and `map`, the mode of the posterior. */
export type PatternMethod = AbilityMethod | ModeMethod;

/** One entry a person, in the order of the rows. */
export type PatternAbilities = {
  /** Sum of the weights of the answers: all that the model needs of them. */
  readonly scores: Float64Array;
  /** Ability in logits; NaN where maximum likelihood has no finite answer or no item was taken. */
  readonly thetas: Float64Array;
  readonly ses: Float64Array;
};

/** From this many persons with the same items on, tabulating the method pays. */
const enoughForCurve = 400;

/** From this many on, a grid of their own does for posterior means. */
const enoughForGrid = 20;

/** Scores many patterns; items may have free slopes and be taken by some persons only.
 * Persons who took the same items share the work: the weighted score is all that differs, so a method is
 * tabulated once for them and looked up for each. Within 1e-10 logits of solving each by itself. */
export function scorePatterns(set: ItemSet, patterns: Patterns, method: PatternMethod): PatternAbilities {
  const { scores, groups } = groupByItemsTaken(set, patterns);
  const thetas = new Float64Array(patterns.persons).fill(Number.NaN);
  const ses = new Float64Array(patterns.persons).fill(Number.NaN);
  const result = { scores, thetas, ses };
  const small = method.kind === 'eap' ? groups.filter((group) => group.rows.length < enoughForGrid) : [];
  const shared = method.kind === 'eap' && small.length > 1 ? sharedPosterior(set, method.prior) : undefined;
  for (const group of groups) {
    if (group.items.length === 0) continue;
    if (shared === undefined || group.rows.length >= enoughForGrid) {
      scoreGroup(takenSet(set, group), group, method, result);
    } else {
      for (const row of group.rows) sharedPosteriorInto(shared, group.items, scores[row]!, row, thetas, ses);
    }
  }
  return result;
}

function scoreGroup(
  set: ItemSet, { rows }: TakenGroup, method: PatternMethod, { scores, thetas, ses }: PatternAbilities,
): void {
  if (method.kind === 'eap') {
    const means = Float64Array.from(rows, (row) => scores[row]!);
    const deviations = new Float64Array(rows.length);
    posteriorsInto(set, method.prior, means, deviations);
    rows.forEach((row, at) => {
      thetas[row] = means[at]!;
      ses[row] = deviations[at]!;
    });
    return;
  }
  const finite = method.kind === 'mle' ? rows.filter((row) => isInside(set, scores[row]!)) : rows;
  const useCurve = method.kind !== 'jeffreys' && finite.length >= enoughForCurve;
  if (useCurve && byCurve(set, finite, method, { scores, thetas, ses })) return;
  abilities(set, Array.from(finite, (row) => scores[row]!), method).forEach(({ theta, se }, at) => {
    thetas[finite[at]!] = theta ?? Number.NaN;
    ses[finite[at]!] = se ?? Number.NaN;
  });
}

/** True when it could be done: a method with several solutions has no curve. */
function byCurve(
  set: ItemSet, rows: Int32Array, method: EquationMethod, { scores, thetas, ses }: PatternAbilities,
): boolean {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const row of rows) {
    lowest = Math.min(lowest, scores[row]!);
    highest = Math.max(highest, scores[row]!);
  }
  const curve = abilityCurve(set, method, lowest, highest);
  if (!curve) return false;
  for (const row of rows) {
    const theta = lookUp(curve, scores[row]!);
    thetas[row] = theta;
    ses[row] = lookUpError(curve, method, theta);
  }
  return true;
}

function isInside({ maxScore }: ItemSet, score: number): boolean {
  // A sum of free slopes may miss the full score by rounding.
  return score > 1e-12 * maxScore && score < maxScore * (1 - 1e-12);
}

/** Makes patterns of rows of categories, null = not administered. */
export function patternsOf(rows: readonly (readonly (number | null)[])[]): Patterns {
  const items = rows[0]?.length ?? 0;
  const categories = new Int8Array(rows.length * items);
  rows.forEach((row, person) => {
    assert(row.length === items, `row ${person} has ${row.length} answers, not ${items}`);
    row.forEach((category, item) => { categories[person * items + item] = category ?? -1; });
  });
  return { persons: rows.length, categories };
}
