import type { Random } from '../../psychometrics/random.ts';
import { assert, Bug } from '../../base/assert.ts';
import { writeItem } from '../../exchange/qti/write.ts';
import type { Item, Moment } from '../types.ts';
import { yearGroupOf } from '../types.ts';
import { itemsPerForm, writersFor } from './blueprint.ts';
import type { Draft, Stage, Writer } from './draft.ts';

/** An item with what the calibration needs to know about it. */
export interface WrittenItem {
  readonly item: Item;
  /** Logits, relative to the other items of the form. */
  readonly hardness: number;
  /** OPLM weight 1 to 3: picked answers tell less than typed ones. */
  readonly weight: number;
}

/** Moments for which there is a form, in order; their place is the stage of the writers. */
export const formMoments: readonly Moment[] = [
  'M3', 'E3', 'M4', 'E4', 'M5', 'E5', 'M6', 'E6', 'M7', 'E7', 'B8', 'M8',
];

/** Writes the items of one taak, easiest roughly first; the same stream of chance gives the same bytes. */
export function writeForm(moment: Moment, random: Random): WrittenItem[] {
  const stage = formMoments.indexOf(moment);
  const writers = writersFor(yearGroupOf(moment));
  assert(stage >= 0, `there is no form for ${moment}`);
  assert(writers.length === itemsPerForm, `the blueprint of ${moment} has not ${itemsPerForm} questions`);
  const seen = new Set<string>();
  const drafts = writers.map((writer) => freshDraft(writer, random, stage, seen));
  // A little chance in the order, so that one kind of question does not come in a row.
  const placed = drafts.map((draft) => ({ draft, place: draft.hardness + random.normal(0, 0.25) }));
  return placed.toSorted((a, b) => a.place - b.place)
    .map(({ draft }, index) => written(draft, moment, index + 1, random));
}

/** A draft that is not in the form yet. */
function freshDraft(writer: Writer, random: Random, stage: Stage, seen: Set<string>): Draft {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const draft = writer(random, stage);
    const key = gistOf(draft);
    if (!seen.has(key)) {
      seen.add(key);
      return draft;
    }
  }
  throw new Bug(`the writers for stage ${stage} have run out of different questions`);
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

function written(draft: Draft, moment: Moment, number: number, random: Random): WrittenItem {
  const id = `RW-${moment}-${String(number).padStart(2, '0')}`;
  const title = `Opgave ${number}`;
  const weight = draft.question.kind === 'choice' ? random.integer(1, 2) : random.integer(2, 3);
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
    },
  };
}
