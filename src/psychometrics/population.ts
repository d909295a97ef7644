import { assert } from './assert.ts';
import { assertPrior, posteriorsInto } from './eap.ts';
import type { Prior } from './eap.ts';
import type { ItemSet } from './irt.ts';

/** Persons who took the same items, counted by weighted score. */
export type ScoredBooklet = {
  readonly set: ItemSet;
  readonly scores: Float64Array;
  /** Persons with each score, or their weights in a sample. */
  readonly persons: Float64Array;
};

const maxIterations = 5000;

/** The normal population from which these scores most likely came, with the item parameters as they are:
 * marginal maximum likelihood by the EM algorithm, to 1e-12 logits. Not the spread of estimated abilities,
 * which is too wide, nor that of posterior means, which is too narrow.
 * Source: Bock & Aitkin (1981), Psychometrika 46. Checked against: plausible-values.json. */
export function estimatePopulation(booklets: readonly ScoredBooklet[]): Prior {
  const rooms = booklets.map(({ scores }) => ({ means: scores.slice(), ses: scores.slice() }));
  let persons = 0;
  for (const booklet of booklets) for (const n of booklet.persons) persons += n;
  assert(persons > 1, 'a population needs scores of two persons at least');
  let prior: Prior = { mean: 0, sd: 1 };
  for (let round = 0; round < maxIterations; round += 1) {
    const next = update(booklets, rooms, persons, prior);
    const moved = Math.max(Math.abs(next.mean - prior.mean), Math.abs(next.sd - prior.sd));
    prior = next;
    assertPrior(prior);
    assert(prior.sd > 1e-4, 'the scores differ no more than chance lets them: the population has no spread');
    if (moved < 1e-12) return prior;
  }
  return prior;
}

function update(
  booklets: readonly ScoredBooklet[], rooms: readonly { means: Float64Array; ses: Float64Array }[],
  persons: number, prior: Prior,
): Prior {
  let first = 0;
  let second = 0;
  booklets.forEach(({ set, scores, persons: counts }, index) => {
    const { means, ses } = rooms[index]!;
    means.set(scores);
    posteriorsInto(set, prior, means, ses);
    for (let at = 0; at < counts.length; at += 1) {
      // About the old mean: squares of large means would cancel.
      const distance = means[at]! - prior.mean;
      first += counts[at]! * distance;
      second += counts[at]! * (distance * distance + ses[at]! * ses[at]!);
    }
  });
  const shift = first / persons;
  return { mean: prior.mean + shift, sd: Math.sqrt(second / persons - shift * shift) };
}
