import type { Finding } from '../base/findings.ts';
import { ok, refuse } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Patterns } from '../psychometrics/patterns.ts';
import type { ItemParameters } from '../psychometrics/types.ts';
import { fault } from './io.ts';
import type { Parameters } from './parameters.ts';
import type { Responses } from './responses.ts';

/** Lays answers out by the items of a calibration: scores become categories. With free slopes the score of an
 * answer is its category.
 * Refused: an item of the answers without parameters, and a score that its parameters do not know. */
export function patternsFor(
  { kind, items }: Parameters, { matrix: { itemIds, scores }, lines }: Responses,
): Result<{ readonly items: readonly ItemParameters[]; readonly patterns: Patterns }, readonly Finding[]> {
  const strange = itemIds.filter((itemId) => !items.some((item) => item.itemId === itemId));
  if (strange.length > 0) {
    return refuse([fault('MEAS-UNKNOWN-ITEM', `Deze kolommen staan niet bij de parameters: ${strange.join(', ')}. `
      + 'Zijn het geen opgaven, gebruik dan --ignore.')]);
  }
  const taken = itemIds.map((itemId) => items.find((item) => item.itemId === itemId)!);
  const persons = taken.length === 0 ? 0 : scores.length / taken.length;
  const categories = new Int8Array(scores.length).fill(-1);
  for (const [item, { itemId, categories: known }] of taken.entries()) {
    const categoryOf = new Map(known.map(({ score }, at) => [kind === 'slopes' ? at + 1 : score, at + 1]));
    categoryOf.set(0, 0);
    categoryOf.set(-1, -1);
    for (let person = 0; person < persons; person += 1) {
      const score = scores[person * taken.length + item]!;
      const category = categoryOf.get(score);
      if (category === undefined) {
        const message = `Opgave ${itemId}: score ${score} staat niet bij de parameters.`;
        return refuse([fault('MEAS-UNKNOWN-SCORE', message, lines[person])]);
      }
      categories[person * taken.length + item] = category;
    }
  }
  return ok({ items: taken, patterns: { persons, categories } });
}
