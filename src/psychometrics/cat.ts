import { assert } from './assert.ts';
import { contentFaults, contentMet, contentPlan, restrictContent } from './content-balance.ts';
import type { ContentPlan, ContentRule } from './content-balance.ts';
import { assertPrior } from './eap.ts';
import type { Prior } from './eap.ts';
import { chooseExposed, restrictExposure } from './exposure.ts';
import type { ExposureRule } from './exposure.ts';
import { itemInformation } from './irt.ts';
import type { ItemBank } from './item-bank.ts';
import { seededRandom } from './random.ts';
import { addAnswer, estimateRunning, usesOf, weigh } from './running-ability.ts';
import type { Answers, RunningMethod, Uses } from './running-ability.ts';
import { criterionValues, mostInformative } from './select.ts';
import type { Knowledge, SelectionCriterion } from './select.ts';
import { stopReason } from './stop.ts';
import type { StopReason, StopRule } from './stop.ts';

/** Everything that decides how an adaptive test runs: the same design, seed and answers give the same
 * test. */
export type CatDesign = {
  readonly version: string;
  /** What is known beforehand: the pupil's year group, or an earlier result with its error. */
  readonly prior: Prior;
  readonly method: RunningMethod;
  readonly criterion: SelectionCriterion;
  /** Ability the first item is chosen at, and by what. */
  readonly start: { readonly theta: number; readonly criterion: SelectionCriterion };
  readonly exposure: ExposureRule;
  readonly content: readonly ContentRule[];
  readonly stop: StopRule;
};

/** A running test; openSession makes one, chooseNext and recordAnswer move it on. */
export type CatSession = {
  readonly bank: ItemBank;
  readonly design: CatDesign;
  readonly seed: string;
  readonly exposureRates: Float64Array;
  readonly plan: ContentPlan;
  /** Items given so far per content rule. */
  readonly used: Int32Array;
  readonly answers: Answers;
  readonly known: Knowledge;
  /** Standard error of the ability so far; Infinity before the first answer. */
  se: number;
  readonly uses: Uses;
  readonly logPrior: Float64Array;
  readonly allowed: Uint8Array;
  readonly values: Float64Array;
};

/** What comes next: an item with why, or the end with why. Stored as it is. */
export type CatDecision =
  | {
    readonly kind: 'item'; readonly item: number; readonly itemId: string; readonly criterion: number;
    readonly theta: number; readonly se: number;
  }
  | { readonly kind: 'stop'; readonly reason: StopReason; readonly theta: number; readonly se: number };

/** Opens a test for one person.
 * @param seed kept with the session: all chance in it follows from the seed and the number of the step
 * @param exposureRates share of earlier persons who got each item; zeros unless given */
export function openSession(
  bank: ItemBank, design: CatDesign, seed: string,
  exposureRates: Float64Array = new Float64Array(bank.set.itemIds.length),
): CatSession {
  checkDesign(bank, design);
  const items = bank.set.itemIds.length;
  const nodes = bank.thetas.length;
  const length = Math.min(design.stop.maxItems, items);
  const answers = {
    items: new Int32Array(length), categories: new Int8Array(length), count: 0, score: 0, maxScore: 0,
    logLikelihood: new Float64Array(nodes),
  };
  const { mean, sd } = design.prior;
  const session: CatSession = {
    bank, design, seed, exposureRates, answers, uses: usesOf(design.method, design.criterion),
    plan: contentPlan(design.content, items), used: new Int32Array(design.content.length), se: Infinity,
    logPrior: bank.thetas.map((theta) => -0.5 * ((theta - mean) / sd) ** 2),
    known: {
      theta: design.start.theta, likelihood: new Float64Array(nodes), posterior: new Float64Array(nodes),
    },
    allowed: new Uint8Array(items), values: new Float64Array(items),
  };
  weigh(bank, answers, session.logPrior, session.known, { likelihood: true, posterior: true });
  return session;
}

/** The next item, or that the test is over. Asking twice gives the same answer. */
export function chooseNext(session: CatSession): CatDecision {
  const { bank, design, answers, known, allowed, values, plan, used, se } = session;
  const stop = (reason: StopReason): CatDecision => ({ kind: 'stop', reason, theta: known.theta, se });
  const length = answers.items.length;
  const met = contentMet(plan, used);
  const over = stopReason(design.stop, answers.count, known.theta, se);
  if (answers.count >= length) return stop('maxItems');
  if (over && met) return stop(over);
  allowed.fill(1);
  for (let at = 0; at < answers.count; at += 1) allowed[answers.items[at]!] = 0;
  restrictContent(plan, used, length - answers.count, allowed);
  restrictExposure(design.exposure, session.exposureRates, allowed);
  const criterion = answers.count === 0 ? design.start.criterion : design.criterion;
  const item = choose(session, criterion, length);
  if (item < 0) return stop('noItemLeft');
  const gain = stopReason(design.stop, answers.count, known.theta, se,
    itemInformation(bank.set, item, known.theta));
  if (gain && met) return stop(gain);
  return {
    kind: 'item', item, itemId: bank.set.itemIds[item]!, criterion: values[item]!, theta: known.theta, se,
  };
}

function choose(session: CatSession, criterion: SelectionCriterion, length: number): number {
  const { bank, design, answers, known, allowed, values } = session;
  if (criterion.kind === 'information' && design.exposure.kind === 'none') {
    const item = mostInformative(bank, known.theta, allowed);
    if (item >= 0) values[item] = itemInformation(bank.set, item, known.theta);
    return item;
  }
  criterionValues(bank, criterion, known, allowed, values);
  return chooseExposed(design.exposure, values, answers.count + 1, length,
    () => seededRandom(`${session.seed}/${answers.count + 1}`));
}

/** Takes the answer to an item and moves the ability.
 * @param category 0 lowest, as the item's categories rise */
export function recordAnswer(session: CatSession, item: number, category: number): void {
  const { bank, design, answers, known, plan, used } = session;
  const highest = bank.firstRow[item + 1]! - bank.firstRow[item]! - 1;
  assert(category >= 0 && category <= highest, `item ${bank.set.itemIds[item]} has no category ${category}`);
  assert(answers.count < answers.items.length, `design ${design.version}: the test is full`);
  for (let at = 0; at < answers.count; at += 1) {
    assert(answers.items[at] !== item, `item ${bank.set.itemIds[item]} was answered before`);
  }
  addAnswer(bank, answers, item, category);
  for (let rule = 0; rule < used.length; rule += 1) used[rule]! += plan.members[rule]![item]!;
  weigh(bank, answers, session.logPrior, known, session.uses);
  session.se = estimateRunning(bank, answers, design.method, design.prior, known);
}

function checkDesign({ set }: ItemBank, design: CatDesign): void {
  const { version, prior, exposure, criterion, content, stop } = design;
  assertPrior(prior);
  assert(stop.maxItems >= 1 && stop.minItems <= stop.maxItems, `design ${version}: fewest above most items`);
  const [fault] = contentFaults(content, set.itemIds.length, Math.min(stop.maxItems, set.itemIds.length));
  assert(!fault, `design ${version}: ${fault?.code} in ${fault?.rule}`);
  if (exposure.kind === 'randomesque') assert(exposure.best >= 1, `design ${version}: the best of none`);
  if (exposure.kind !== 'progressiveRestricted') return;
  assert(criterion.kind === 'information' || criterion.kind === 'weightedInformation',
    `design ${version}: progressive selection mixes chance with information, not with ${criterion.kind}`);
}
