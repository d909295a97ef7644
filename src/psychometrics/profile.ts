import { assert } from './assert.ts';
import { partGivenTotal } from './expected-given-score.ts';
import { itemSet } from './irt.ts';
import type { ItemParameters } from './types.ts';

/** Items of one kind (spelling category, domain). */
export type ProfileDomain = { readonly name: string; readonly itemIds: readonly string[] };

/** What a pupil did on one domain against what the total lets expect. */
export type DomainProfile = {
  readonly name: string;
  readonly items: number;
  readonly maxScore: number;
  readonly observed: number;
  readonly expected: number;
  /** Standard deviation of the domain score among pupils with this total. */
  readonly sd: number;
  /** Interval that holds 90 % of them, within 0 and the maximum. */
  readonly low: number;
  readonly high: number;
  /** Only outside the interval there is something to say. */
  readonly verdict: 'lower' | 'asExpected' | 'higher';
};

const z90 = 1.6448536269514722;

/** Profile of one pupil over domains: observed against expected weighted score given the total on all items
 * taken. The total is all that the items say of the ability, so this is "given ability" without an estimate.
 * Domains of which the pupil took nothing are left out.
 * @param scores weighted score of each item taken
 * Source: the idea of dexter's profile_tables (Verhelst 2012, profile analysis). */
export function categoryProfile(
  items: readonly ItemParameters[], scores: ReadonlyMap<string, number>, domains: readonly ProfileDomain[],
): DomainProfile[] {
  const taken = items.filter((item) => scores.has(item.itemId));
  const set = itemSet(taken);
  const sum = (ids: readonly string[]): number => ids.reduce((total, id) => total + scores.get(id)!, 0);
  const total = sum(set.itemIds);
  return domains.flatMap(({ name, itemIds }) => {
    const places = set.itemIds.flatMap((id, place) => (itemIds.includes(id) ? [place] : []));
    if (places.length === 0) return [];
    const own = places.map((place) => taken[place]!);
    const maxScore = own.reduce((most, item) => most + item.categories.at(-1)!.score, 0);
    const observed = sum(own.map((item) => item.itemId));
    assert(observed <= maxScore, `domain ${name}: ${observed} points are more than its items have`);
    const { mean: expected, variance } = partGivenTotal(set, places, total);
    const sd = Math.sqrt(variance);
    const [low, high] = [Math.max(0, expected - z90 * sd), Math.min(maxScore, expected + z90 * sd)];
    const slack = 1e-9;
    const verdict = observed < low - slack ? 'lower' : observed > high + slack ? 'higher' : 'asExpected';
    return [{ name, items: places.length, maxScore, observed, expected, sd, low, high, verdict }];
  });
}
