import { present } from '../../base/assert.ts';
import type { Random } from '../../psychometrics/random.ts';
import type { Block, ChoiceQuestion, TextEntryQuestion } from '../../exchange/qti/write.ts';
import type { Domain, Presentation } from '../types.ts';

/** What stands above a sum: a line of text or a picture. */
export type SumBlock = Extract<Block, { kind: 'paragraph' | 'picture' }>;

/** A question before it has a number in a form. */
export interface Draft {
  readonly domain: Domain;
  readonly presentation: Presentation;
  readonly blocks: readonly SumBlock[];
  readonly prompt: string;
  readonly question: ChoiceQuestion | TextEntryQuestion;
  /** How hard compared with the other questions of the form, in logits of the calibration: about -0.6 to
   * 0.6. */
  readonly hardness: number;
}

/** Makes a question that fits pupils of one stage. */
export type Writer = (random: Random, stage: Stage) => Draft;

/** How far the teaching has come: 0 is M3, one more each half year, 10 is B8, 11 is M8. */
export type Stage = number;

/** A paragraph of text. */
export function paragraph(text: string): SumBlock {
  return { kind: 'paragraph', text };
}

/** How a number is written for children: decimal comma, a point before the last three of five and more
 * digits. */
export function dutch(value: number, decimals = 0): string {
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const grouped = whole.length > 4 ? whole.replaceAll(/\B(?=(\d{3})+$)/g, '.') : whole;
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** An amount in euros and cents: "€ 2,50", or "€ 3" when the cents are zero. */
export function euros(cents: number): string {
  return `€ ${dutch(cents / 100, cents % 100 === 0 ? 0 : 2)}`;
}

/** A box in which a number is typed, with the text round it. */
export function numberEntry(
  value: number, options: { before?: string; after?: string; decimals?: number } = {},
): TextEntryQuestion {
  const { before = '', after = '', decimals = 0 } = options;
  const accepted = acceptedForms(value, decimals);
  return {
    kind: 'text-entry',
    before,
    after,
    accepted,
    baseType: accepted.length === 1 ? 'integer' : 'string',
    keyboard: 'decimal',
    expectedLength: Math.max(4, accepted[0]?.length ?? 0) + 1,
  };
}

// A child may write 2,5 or 2.50 for two and a half, and 1250, 1.250 or 1 250 for a larger number.
function acceptedForms(value: number, decimals: number): string[] {
  if (decimals === 0) {
    const plain = String(value);
    if (value < 1000) return [plain];
    const grouped = (mark: string): string => plain.replaceAll(/\B(?=(\d{3})+$)/g, mark);
    return [plain, grouped('.'), grouped(' ')];
  }
  const forms = new Set<string>();
  const shortest = String(value).split('.')[1]?.length ?? 0;
  for (let places = decimals; places >= shortest; places -= 1) {
    forms.add(value.toFixed(places).replace('.', ','));
    forms.add(value.toFixed(places));
  }
  return [...forms];
}

/** Given answers in a shuffled order: the right one and the first three that differ from it and from each
 * other. */
export function choice(random: Random, right: string, wrong: readonly string[]): ChoiceQuestion {
  const others = [...new Set(wrong)].filter((text) => text !== right).slice(0, 3);
  const texts = random.shuffle([right, ...others]);
  const options = texts.map((text, index) => ({ identifier: 'ABCD'.charAt(index), text }));
  const correct = options.find((option) => option.text === right)?.identifier ?? 'A';
  return { kind: 'choice', options, correct };
}

/** Wrong numbers that children do arrive at: one off, ten off, and what the caller adds first. */
export function nearMisses(right: number, likely: readonly number[] = [], step = 1): number[] {
  const near = [1, -1, 10, -10, 2].map((times) => right + times * step);
  return [...likely, ...near].filter((number) => number >= 0 && number !== right);
}

/** What belongs to a stage: its own entry, or the last one there is. */
export function perStage<T>(stage: Stage, steps: readonly T[]): T {
  return present(steps[Math.min(stage, steps.length - 1)], `nothing is given for stage ${stage}`);
}

const names = [
  'Sanne', 'Youssef', 'Noor', 'Daan', 'Fatima', 'Lars', 'Mila', 'Bilal', 'Emma', 'Tim', 'Zoë', 'Jayden',
  'Aylin',
  'Thijs', 'Lotte', 'Milan',
] as const;

/** The first name of a child in a story. */
export function childName(random: Random): string {
  return random.pick(names);
}

/** Two different children. */
export function twoChildren(random: Random): readonly [string, string] {
  const [first = 'Sanne', second = 'Tim'] = random.shuffle(names);
  return [first, second];
}
