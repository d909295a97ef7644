import type { Random } from '../../psychometrics/random.ts';
import { assert, Bug } from '../../base/assert.ts';
import { writeItem } from '../../exchange/qti/write.ts';
import type { Shift } from '../../psychometrics/routing.ts';
import type { WrittenItem } from '../calibrate.ts';
import type { Moment } from '../types.ts';
import { yearGroupOf } from '../types.ts';
import { itemsPerTask, writersFor } from './blueprint.ts';
import type { Draft, Stage, Writer } from './draft.ts';

/** Moments with a test, in order; their place is the stage of the writers. */
export const testMoments: readonly Moment[] = [
  'M3', 'E3', 'M4', 'E4', 'M5', 'E5', 'M6', 'E6', 'M7', 'E7', 'B8', 'M8',
];

/** One taak to write. */
export interface TaskToWrite {
  readonly moment: Moment;
  /** Start of the ids of its items. */
  readonly code: string;
  /** Of each question the easiest or the hardest of a few drafts is taken; 0 takes the first. */
  readonly shift: Shift;
}

/**
 * Writes the items of one taak, easiest roughly first; the same stream of chance gives the same bytes.
 * @param seen questions of the other taken of this moment; those of this one are added
 */
export function writeTask({ moment, code, shift }: TaskToWrite, random: Random, seen: Set<string>): WrittenItem[] {
  const stage = testMoments.indexOf(moment);
  const writers = writersFor(yearGroupOf(moment));
  assert(stage >= 0, `there is no test for ${moment}`);
  assert(writers.length === itemsPerTask, `the blueprint of ${moment} has not ${itemsPerTask} questions`);
  const drafts = writers.map((writer) => {
    const made = Array.from({ length: shift === 0 ? 1 : 4 }, () => freshDraft(writer, random, stage, seen));
    const draft = made.reduce((best, next) => ((next.hardness - best.hardness) * shift > 0 ? next : best));
    seen.add(gistOf(draft));
    return draft;
  });
  // A little chance in the order, so that one kind of question does not come in a row.
  const placed = drafts.map((draft) => ({ draft, place: draft.hardness + random.normal(0, 0.25) }));
  const ordered = placed.toSorted((a, b) => a.place - b.place).map(({ draft }) => draft);
  const weights = weightsFor(ordered);
  return ordered.map((draft, index) => written(draft, weights[index]!, code, index + 1, random));
}

/** Picked answers weigh 1 or 2, typed ones 2 or 3, in turn: taken of one blueprint then weigh the same. */
function weightsFor(drafts: readonly Draft[]): number[] {
  const seen = { choice: 0, 'text-entry': 0 };
  return drafts.map(({ question: { kind } }) => {
    seen[kind] += 1;
    return (kind === 'choice' ? 1 : 2) + seen[kind] % 2;
  });
}

/** A draft that is not in the moment's taken yet. */
function freshDraft(writer: Writer, random: Random, stage: Stage, seen: ReadonlySet<string>): Draft {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const draft = writer(random, stage);
    if (!seen.has(gistOf(draft))) return draft;
  }
  throw new Bug(`${writer.name} for stage ${stage} has run out of different questions`);
}

/** What the pupil has to work with, whoever the story is about: its numbers, its picture, its answer. */
function gistOf({ blocks, prompt, question }: Draft): string {
  const numbers = (text: string): string => text.replaceAll(/[^\d,./%−+×:=]+/g, ' ');
  const shown = blocks.map((block) => (block.kind === 'paragraph' ? numbers(block.text) : block.description));
  const asked = question.kind === 'choice'
    ? question.options.find(({ identifier }) => identifier === question.correct)?.text
    : `${question.before}|${question.after}|${question.accepted[0] ?? ''}`;
  return JSON.stringify([shown, numbers(prompt), asked]);
}

function written(draft: Draft, weight: number, code: string, number: number, random: Random): WrittenItem {
  const id = `${code}-${String(number).padStart(2, '0')}`;
  const title = `Opgave ${number}`;
  const { blocks, prompt, question } = draft;
  return {
    weight,
    hardness: draft.hardness + random.normal(0, 0.2),
    item: {
      id,
      version: 1,
      title,
      qtiXml: writeItem({ identifier: id, title, blocks, prompt, question }),
      maxScore: 1,
      domain: draft.domain,
      presentation: draft.presentation,
      needsMarking: false,
    },
  };
}
