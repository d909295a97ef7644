import { createHash } from 'node:crypto';
import { assert, Bug, present } from '../base/assert.ts';
import type { PublishedForm } from '../content/store.ts';
import type { Item } from '../content/types.ts';
import { isAnswered } from '../exchange/qti/answered.ts';
import type { QtiItem } from '../exchange/qti/read.ts';
import { readItem } from '../exchange/qti/read.ts';
import { scoreItem } from '../exchange/qti/score.ts';
import { meaningOf, contentOf } from '../paper/rules.ts';
import type { CellEntry, PaperEntry } from '../paper/types.ts';
import type { FinalAnswer, Sitting } from '../taking/types.ts';
import type { ItemAnswers } from '../taking/wire.ts';
import type { ItemPoints } from './types.ts';

/** Version of the rules in this file; stands in every scoring. Pupils write numbers as the Dutch do (`2,5`),
 * and a space before or after an answer is no part of it. */
export const scoringVersion = 'scoring/2 qti-numbers=dutch trimmed';

/** What a sitting holds that its scores follow from. */
export type ScoringInput =
  | { readonly medium: 'screen'; readonly answers: readonly FinalAnswer[] }
  | { readonly medium: 'paper'; readonly entries: readonly PaperEntry[] };

/** The total of a taak of which nothing else was entered; null where its items were. */
export function totalOf(input: ScoringInput): number | null {
  return input.medium === 'paper' ? contentOf(input.entries).total : null;
}

/** Points for every item of the form, in its order. An item without an answer has 0 points: a test has no time limit,
 * so what was not reached was not done. None at all where only the total of a taak is known. */
export function scoreSitting(form: PublishedForm, input: ScoringInput): ItemPoints[] {
  if (input.medium === 'screen') {
    const answers = new Map(input.answers.map((answer) => [answer.itemId, answer]));
    return form.items.map(({ item }) => pointsOfAnswer(item, answers.get(item.id)));
  }
  const { cells, total } = contentOf(input.entries);
  return total === null ? form.items.map(({ item }) => pointsOfCell(item, cells.get(item.id))) : [];
}

/**
 * Names everything that a scoring follows from: the entries that count, the form and the program. An entry has its own
 * number in the name, so that a correction back to what was there before is a new scoring.
 * @param day the day of taking decides the norm, so that a corrected day makes a new result too; it has its own
 *   number for the same reason as an entry has
 */
export function inputDigest(
  form: Pick<PublishedForm, 'code' | 'version'>, day: Pick<Sitting, 'takenOn' | 'takenOnRevision'>,
  input: ScoringInput,
): string {
  const entries = input.medium === 'screen'
    ? input.answers.map(({ itemId, deviceEpoch, sequence, responses }) => [itemId, deviceEpoch, sequence, responses])
    : input.entries.map(({ itemId, entryNo, kind, score, responses }) =>
      [itemId ?? '', entryNo, kind, score, responses]);
  const sorted = entries.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
  const { takenOn, takenOnRevision } = day;
  const text = JSON.stringify([
    scoringVersion, form.code, form.version, input.medium, takenOn, takenOnRevision, sorted,
  ]);
  return createHash('sha256').update(text).digest('hex');
}

function pointsOfCell(item: Item, entry: CellEntry | undefined): ItemPoints {
  if (entry?.kind === 'answer') return pointsOfAnswer(item, entry);
  const meaning = meaningOf(entry);
  const score = meaning.by === 'points' ? meaning.score : 0;
  assert(score <= item.maxScore, `item ${item.id} cannot have ${score} points`);
  return { itemId: item.id, itemVersion: item.version, score, answered: meaning.by === 'points' };
}

function pointsOfAnswer(item: Item, answer: Pick<FinalAnswer, 'responses'> | undefined): ItemPoints {
  const points = { itemId: item.id, itemVersion: item.version };
  if (!isAnswered(answer?.responses)) return { ...points, score: 0, answered: false };
  const scored = scoreItem(parsed(item), trimmed(present(answer, 'an answer').responses), { numbers: 'dutch' });
  if (!scored.ok) {
    throw new Bug(`item ${item.id} cannot be scored: ${scored.refusal.map(({ code }) => code).join(' ')}`);
  }
  const score = scored.value.outcomes['SCORE'];
  assert(typeof score === 'number' && Number.isInteger(score) && score >= 0 && score <= item.maxScore,
    `item ${item.id} gave a score that is none of its own`);
  return { ...points, score, answered: true };
}

function trimmed(responses: ItemAnswers): ItemAnswers {
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
