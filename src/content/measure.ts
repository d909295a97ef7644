import { assert, present } from '../base/assert.ts';
import { abilityOfParts, totalsMethodName, type KnownPart } from '../psychometrics/ability-of-totals.ts';
import type { FiniteEstimate } from '../psychometrics/ability.ts';
import { abilityOfScore, methodName, pupilMethod } from '../psychometrics/ability.ts';
import { itemSet } from '../psychometrics/irt.ts';
import type { ItemParameters } from '../psychometrics/types.ts';
import type { PublishedCalibration, PublishedForm } from './store.ts';

/** Points on one item, without its weight: 0 to the item's maximum. */
export interface PointsOnItem {
  readonly itemId: string;
  readonly score: number;
}

/** What is known of one taak that was taken: points by item, or only their sum without weights. */
export type TakenForm =
  | { readonly form: PublishedForm; readonly scores: readonly PointsOnItem[] }
  | { readonly form: PublishedForm; readonly total: number };

/** Sums over taken: points without weights, and the most that could be had. */
export interface Points {
  readonly raw: number;
  readonly maximum: number;
}

/** Adds up the points of taken, without weights. */
export function addUp(taken: readonly TakenForm[]): Points {
  return taken.reduce((sum, one) => ({
    raw: sum.raw + ('total' in one ? one.total : check(one).reduce((points, { score }) => points + score, 0)),
    maximum: sum.maximum + maximumOf(one.form),
  }), { raw: 0, maximum: 0 });
}

/** The most points, without weights, that a form can give. */
export function maximumOf(form: PublishedForm): number {
  return form.items.reduce((sum, { item }) => sum + item.maxScore, 0);
}

/**
 * The ability behind all that was taken of one test, on the calibration that its forms share: as pupils' results are
 * made, and with the same bytes for the same points. With fewer taken its error is larger.
 * @param taken one at least, each form once
 */
export function abilityOfTaken(
  taken: readonly TakenForm[], calibration: PublishedCalibration,
): FiniteEstimate & { readonly method: string } {
  assert(taken.length > 0, 'an ability rests on one taak at least');
  if (taken.some((one) => 'total' in one)) {
    return { ...abilityOfParts(taken.map((one) => knownPart(one, calibration))), method: totalsMethodName };
  }
  const parameters = taken.flatMap(({ form }) => parametersOf(form, calibration));
  const weighted = taken.reduce((sum, one) => sum + weightedOf(one), 0);
  return { ...abilityOfScore(itemSet(parameters), weighted, pupilMethod), method: methodName(pupilMethod) };
}

function knownPart(taken: TakenForm, calibration: PublishedCalibration): KnownPart {
  const parameters = parametersOf(taken.form, calibration);
  const set = itemSet(parameters);
  if (!('total' in taken)) return { set, score: weightedOf(taken) };
  const points = taken.form.items.flatMap(({ weight }, index) =>
    parameters[index]!.categories.map(({ score }) => score / weight));
  assert(taken.total >= 0 && taken.total <= maximumOf(taken.form), `form ${taken.form.code} has no such total`);
  return { set, points, total: taken.total };
}

/** Sum of the points, each times the weight of its item. */
function weightedOf(taken: TakenForm): number {
  assert(!('total' in taken), 'a total has no weights');
  const points = new Map(check(taken).map(({ itemId, score }) => [itemId, score]));
  return taken.form.items.reduce((sum, { item, weight }) => sum + present(points.get(item.id), item.id) * weight, 0);
}

/** One score for each item of the form, that the item can have. */
function check({ form, scores }: { readonly form: PublishedForm; readonly scores: readonly PointsOnItem[] }) {
  const points = new Map(scores.map(({ itemId, score }) => [itemId, score]));
  assert(points.size === form.items.length && scores.length === points.size,
    `form ${form.code} takes one score for each of its ${form.items.length} items`);
  for (const { item } of form.items) {
    const score = present(points.get(item.id), `no score for item ${item.id}`);
    assert(Number.isInteger(score) && score >= 0 && score <= item.maxScore,
      `item ${item.id} cannot have ${score} points`);
  }
  return scores;
}

/** The parameters of the items of a form, in its order. */
function parametersOf(form: PublishedForm, calibration: PublishedCalibration): ItemParameters[] {
  assert(calibration.code === form.calibrationCode && calibration.version === form.calibrationVersion,
    `form ${form.code} has another calibration than ${calibration.code}`);
  const byItem = new Map(calibration.items.map((parameters) => [parameters.itemId, parameters]));
  return form.items.map(({ item }) => present(byItem.get(item.id), `item ${item.id} is not calibrated`));
}
