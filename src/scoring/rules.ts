import { createHash } from 'node:crypto';
import { present } from '../base/assert.ts';
import { pointsOf, pointsOfAnswer, pointsVersion, type ItemPoints } from '../content/points.ts';
import type { PublishedForm } from '../content/store.ts';
import type { Item } from '../content/types.ts';
import { isAnswered } from '../exchange/qti/answered.ts';
import { contentOf, meaningOf } from '../paper/rules.ts';
import type { CellEntry, PaperEntry } from '../paper/types.ts';
import type { FinalMark } from '../taking/marking-store.ts';
import type { FinalAnswer, Sitting } from '../taking/types.ts';
import type { ItemAnswers } from '../taking/wire.ts';

/** Version of the rules in this file; stands in every scoring. */
export const scoringVersion = `scoring/2 ${pointsVersion}`;

/** What a sitting holds that its scores follow from. */
export type ScoringInput = {
  /** What teachers gave for written answers. */
  readonly marks: readonly FinalMark[];
} & (
  | { readonly medium: 'screen'; readonly answers: readonly FinalAnswer[] }
  | { readonly medium: 'paper'; readonly entries: readonly PaperEntry[] }
);

/** The total of a taak of which nothing else was entered; null where its items were. */
export function totalOf(input: ScoringInput): number | null {
  return input.medium === 'paper' ? contentOf(input.entries).total : null;
}

/** Items with a written answer that has no mark yet: the taak is scored once a teacher gave it. */
export function unmarkedItems(form: PublishedForm, input: ScoringInput): readonly Item[] {
  const marked = new Set(input.marks.map(({ itemId }) => itemId));
  const responses = responsesOf(input);
  return form.items.map(({ item }) => item)
    .filter(({ id, needsMarking }) => needsMarking && isAnswered(responses.get(id)) && !marked.has(id));
}

/** Points for every item of the form, in its order. An item without an answer has 0 points: a test has no time limit,
 * so what was not reached was not done. None at all where only the total of a taak is known. */
export function scoreSitting(form: PublishedForm, input: ScoringInput): ItemPoints[] {
  if (totalOf(input) !== null) return [];
  const responses = responsesOf(input);
  const marks = new Map(input.marks.map((mark) => [mark.itemId, mark.score]));
  const cells = input.medium === 'paper' ? contentOf(input.entries).cells : new Map<string, CellEntry>();
  return form.items.map(({ item }) => {
    const meaning = meaningOf(cells.get(item.id));
    if (meaning.by === 'points') return pointsOf(item, meaning.score, true);
    const answer = responses.get(item.id);
    return item.needsMarking ? pointsOfMark(item, answer, marks.get(item.id)) : pointsOfAnswer(item, answer);
  });
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
  const marks = input.marks.map(({ itemId, markNo, score }) => [itemId, markNo, score]);
  const text = JSON.stringify([
    scoringVersion, form.code, form.version, input.medium, takenOn, takenOnRevision, sorted,
    marks.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  ]);
  return createHash('sha256').update(text).digest('hex');
}

/** What was answered, by item. */
function responsesOf(input: ScoringInput): ReadonlyMap<string, ItemAnswers> {
  if (input.medium === 'screen') return new Map(input.answers.map(({ itemId, responses }) => [itemId, responses]));
  return new Map([...contentOf(input.entries).cells].flatMap(([itemId, entry]) =>
    (entry.kind === 'answer' ? [[itemId, entry.responses]] : [])));
}

/** Written text has no key: what a teacher gave, and nothing where the pupil wrote nothing. */
function pointsOfMark(item: Item, responses: ItemAnswers | undefined, mark: number | undefined): ItemPoints {
  if (!isAnswered(responses)) return pointsOf(item, 0, false);
  return pointsOf(item, present(mark, `item ${item.id} is not marked`), true);
}
