import { Bug } from '../base/assert.ts';
import { readItem } from '../exchange/qti/read.ts';
import type { ResponseInput } from '../exchange/qti/score.ts';
import { atomsOf, printAtom } from '../exchange/qti/values.ts';
import { pointsOfAnswer } from './points.ts';
import type { Item } from './types.ts';

/** The responses of an invented pupil, by identifier. */
export type InventedAnswer = Readonly<Record<string, string | string[]>>;

/** The declared correct response of each variable: all points. For pupils in tests and the demo; reads the key. */
export function rightAnswer(item: Item): InventedAnswer {
  const read = readItem(item.qtiXml);
  if (!read.ok) throw new Bug(`item ${item.id} cannot be read`);
  return Object.fromEntries([...read.value.item.responses].map(([identifier, { correct, cardinality }]) => {
    if (correct?.cardinality === 'record') throw new Bug(`item ${item.id} has a record for an answer`);
    const texts = atomsOf(correct).map(printAtom);
    return [identifier, cardinality === 'single' ? texts[0] ?? '' : texts];
  }));
}

/** An answer that gives no points: another choice, a number that is one more, or the same things in another order. */
export function wrongAnswer(item: Item): InventedAnswer {
  const found = item.qtiXml.matchAll(/<qti-(?:simple|inline|hotspot)-?choice[^>]*\sidentifier="([^"]+)"/g);
  const choices = [...found].map(([, choice]) => choice ?? '');
  const right = rightAnswer(item);
  const candidates = [
    ...choices.map((choice) => mapped(right, () => choice)),
    mapped(right, (text) => String(Number(text.replace(',', '.')) + 1)),
    mapped(right, (text) => `${text}x`),
    Object.fromEntries(Object.entries(right).map(([name, value]) =>
      [name, Array.isArray(value) ? value.toReversed() : value])),
    mapped(right, () => ''),
  ];
  const wrong = candidates.find((candidate) => pointsOfAnswer(item, candidate).score === 0);
  if (!wrong) throw new Bug(`item ${item.id} is right whatever is answered`);
  return wrong;
}

function mapped(answer: InventedAnswer, change: (text: string) => string): InventedAnswer {
  return Object.fromEntries(Object.entries(answer).map(([name, value]) =>
    [name, Array.isArray(value) ? value.map(change) : change(value)])) satisfies Record<string, ResponseInput>;
}
