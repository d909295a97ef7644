import { type Block, type ChoiceOption, type Passage, type Question, maxScoreOf, writeItem }
  from '../exchange/qti/write.ts';
import { assert } from '../base/assert.ts';
import type { Random } from '../psychometrics/random.ts';
import type { WrittenItem } from './calibrate.ts';
import type { Domain, Presentation } from './types.ts';

/** A question of a language or reading test before it has a number in a taak. */
export interface ItemDraft {
  readonly domain: Domain;
  readonly presentation: Presentation;
  readonly blocks: readonly (Block | Passage)[];
  readonly prompt: string;
  readonly question: Question;
  /** How hard compared with the other questions of the taak, in logits: about -0.6 to 0.6. */
  readonly hardness: number;
}

/** Items in a taak of every subject that is made with drafts. */
export const itemsPerTask = 20;

/** Numbers the drafts of one taak, in the order in which the pupil meets them. */
export function writeDrafts(code: string, drafts: readonly ItemDraft[], random: Random): WrittenItem[] {
  assert(drafts.length === itemsPerTask, `${code} has ${drafts.length} questions`);
  const weights = weightsFor(drafts);
  return drafts.map((draft, index) => {
    const id = `${code}-${String(index + 1).padStart(2, '0')}`;
    const title = `Opgave ${index + 1}`;
    const { blocks, prompt, question, domain, presentation } = draft;
    return {
      weight: weights[index]!,
      hardness: draft.hardness + random.normal(0, 0.2),
      item: {
        id,
        version: 1,
        title,
        qtiXml: writeItem({ identifier: id, title, blocks, prompt, question }),
        maxScore: maxScoreOf(question),
        domain,
        presentation,
        needsMarking: question.kind === 'extended-text',
      },
    };
  });
}

/** Easiest roughly first, with a little chance, so that one kind of question does not come in a row. */
export function easiestFirst(drafts: readonly ItemDraft[], random: Random): ItemDraft[] {
  const placed = drafts.map((draft) => ({ draft, place: draft.hardness + random.normal(0, 0.25) }));
  return placed.toSorted((a, b) => a.place - b.place).map(({ draft }) => draft);
}

/** Picked answers weigh 1 or 2, typed and built ones 2 or 3, in turn: taken of one kind then weigh the same. */
function weightsFor(drafts: readonly ItemDraft[]): number[] {
  const seen = { picked: 0, made: 0 };
  return drafts.map(({ question: { kind } }) => {
    const group = kind === 'choice' || kind === 'inline-choice' || kind === 'hotspot' ? 'picked' : 'made';
    seen[group] += 1;
    return (group === 'picked' ? 1 : 2) + seen[group] % 2;
  });
}

/** Given answers in a shuffled order; the wrong ones all differ from the right one and from each other. */
export function optionsOf(
  random: Random, right: string, wrong: readonly string[],
): { readonly options: readonly ChoiceOption[]; readonly correct: string } {
  assert(new Set([right, ...wrong]).size === wrong.length + 1, `two answers are alike beside ${right}`);
  const options = lettered(random.shuffle([right, ...wrong]));
  return { options, correct: options.find(({ text }) => text === right)!.identifier };
}

/** Texts with the identifiers A, B, C, or another letter with a number. */
export function lettered(texts: readonly string[], letter?: string): ChoiceOption[] {
  return texts.map((text, index) =>
    ({ identifier: letter === undefined ? 'ABCDEFGH'.charAt(index) : `${letter}${index + 1}`, text }));
}

/** A paragraph of text. */
export function paragraph(text: string): { readonly kind: 'paragraph'; readonly text: string } {
  return { kind: 'paragraph', text };
}
