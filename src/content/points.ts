import { assert, Bug, present } from '../base/assert.ts';
import { isAnswered } from '../exchange/qti/answered.ts';
import type { QtiItem } from '../exchange/qti/read.ts';
import { readItem } from '../exchange/qti/read.ts';
import type { ResponseInputs } from '../exchange/qti/score.ts';
import { scoreItem } from '../exchange/qti/score.ts';
import type { Item } from './types.ts';

/** Version of the rules in this file; stands in every scoring. Pupils write numbers as the Dutch do (`2,5`),
 * and a space before or after an answer is no part of it. */
export const pointsVersion = 'qti-numbers=dutch trimmed';

/** Points on one item, without its weight. */
export interface ItemPoints {
  readonly itemId: string;
  readonly itemVersion: number;
  /** 0 to the item's maximum. */
  readonly score: number;
  /** Whether there was an answer, or for a paper test a score; without one the item counts as 0. */
  readonly answered: boolean;
}

/**
 * Points for an answer by the item's own response processing. An item without an answer has 0 points: a test has no
 * time limit, so what was not reached was not done.
 * @param item not one that a teacher has to mark
 */
export function pointsOfAnswer(item: Item, responses: ResponseInputs | undefined): ItemPoints {
  assert(!item.needsMarking, `item ${item.id} has no key: a teacher marks it`);
  if (!isAnswered(responses)) return pointsOf(item, 0, false);
  const scored = scoreItem(parsed(item), trimmed(present(responses, 'an answer')), { numbers: 'dutch' });
  if (!scored.ok) {
    throw new Bug(`item ${item.id} cannot be scored: ${scored.refusal.map(({ code }) => code).join(' ')}`);
  }
  const score = scored.value.outcomes['SCORE'];
  assert(typeof score === 'number', `item ${item.id} gave no score`);
  return pointsOf(item, score, true);
}

/** Points that somebody gave; a Bug when the item cannot have them. */
export function pointsOf(item: Item, score: number, answered: boolean): ItemPoints {
  assert(Number.isInteger(score) && score >= 0 && score <= item.maxScore,
    `item ${item.id} gave a score that is none of its own`);
  return { itemId: item.id, itemVersion: item.version, score, answered };
}

function trimmed(responses: ResponseInputs): ResponseInputs {
  return Object.fromEntries(Object.entries(responses)
    .map(([identifier, value]) => [identifier, typeof value === 'string' ? value.trim() : value]));
}

/** The item as its processing needs it; read once, because published items never change. */
function parsed(item: Item): QtiItem {
  const known = items.get(item.qtiXml);
  if (known) return known;
  const read = readItem(item.qtiXml);
  if (!read.ok) throw new Bug(`item ${item.id} is no QTI item`);
  items.set(item.qtiXml, read.value.item);
  return read.value.item;
}

const items = new Map<string, QtiItem>();
