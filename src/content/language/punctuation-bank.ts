import { Bug } from '../../base/assert.ts';
import type { Random } from '../../psychometrics/random.ts';
import { seededRandom } from '../../psychometrics/random.ts';
import type { Shift } from '../../psychometrics/routing.ts';
import { assembleBank, taskCodeOf } from '../assemble.ts';
import type { WrittenItem } from '../calibrate.ts';
import { easiestFirst, type ItemDraft, writeDrafts } from '../item-draft.ts';
import type { Bank, Moment } from '../types.ts';
import { punctuationNormTable } from './norms.ts';
import * as marks from './punctuation.ts';
import { exchangeable } from './sentences.ts';

/** Seed of the bank that ships; another seed would be another bank under the same codes, so it never changes. */
const bankSeed = 'inbeeld/leestekens/1';

type Portion = readonly [count: number, writer: marks.PunctuationWriter];

// Each adds up to 20: from capitals and the end of a sentence to commas and direct speech.
const begin: readonly Portion[] = [
  [4, marks.pickCapitals], [3, marks.writeCapital], [4, marks.endMark], [3, marks.placeEndMarks],
  [3, marks.splitSentences], [3, marks.orderSentence],
];
const middle: readonly Portion[] = [
  [3, marks.pickCapitals], [3, marks.writeCapital], [2, marks.endMark], [2, marks.placeEndMarks],
  [3, marks.splitSentences], [2, marks.orderSentence], [3, marks.listCommas], [2, marks.callingComma],
];
const upper: readonly Portion[] = [
  [2, marks.pickCapitals], [2, marks.writeCapital], [2, marks.placeEndMarks], [2, marks.splitSentences],
  [3, marks.listCommas], [3, marks.clauseComma], [2, marks.callingComma], [4, marks.speechAfter],
];
const late: readonly Portion[] = [
  [2, marks.writeCapital], [2, marks.splitSentences], [2, marks.listCommas], [3, marks.clauseComma],
  [2, marks.callingComma], [2, marks.colon], [3, marks.speechAfter], [2, marks.speechBefore],
  [2, marks.placeSpeechMarks],
];
const last: readonly Portion[] = [
  [2, marks.writeCapital], [3, marks.clauseComma], [2, marks.callingComma], [2, marks.colon], [2, marks.placeListMarks],
  [2, marks.speechAfter], [4, marks.speechBefore], [3, marks.placeSpeechMarks],
];

const plans = [
  ['M5', begin], ['E5', middle], ['M6', middle], ['E6', upper], ['M7', late], ['E7', last],
] as const satisfies readonly (readonly [Moment, readonly Portion[]])[];

/** Our invented bank of Leestekens: M5 to E7, two taken of 20 items, on paper the same items printed. Deterministic:
 * every run gives the same bytes. Synthetic, not from Cito. */
export function punctuationBank(): Bank {
  const random = seededRandom(bankSeed);
  // Pupils take taken of one moment, or of two beside each other: there no question comes twice.
  let [before, now, first] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const task = (moment: Moment, partNo: number, portions: readonly Portion[], shift: Shift = 0): WrittenItem[] => {
    const code = taskCodeOf('LT', moment, partNo, shift);
    if (partNo === 1) [before, now, first] = [now, new Set(), new Set()];
    return writeTask(code, portions, { before, now, first }, random.fork(code));
  };
  return assembleBank({
    subject: 'punctuation',
    codePrefix: 'LT',
    readAloud: false,
    calibrationCode: 'SYN-LT-3.0-KAL-1',
    scale: { a: 75, c: 640 },
    averageRight: 0.66,
    normTable: punctuationNormTable(),
    moments: plans.map(([moment, portions], index) => ({
      moment,
      parts: [task(moment, 1, portions), task(moment, 2, portions)],
      ...(index === 0 ? { easier: { 2: task(moment, 2, begin, -1) } } : {}),
      ...(index === plans.length - 1 ? { harder: { 2: task(moment, 2, last, 1) } } : {}),
    })),
  });
}

/** Questions of the moment before, and of this one. */
interface Asked {
  readonly before: ReadonlySet<string>;
  readonly now: Set<string>;
  /** Those of taak 1, without the names that can be exchanged. */
  readonly first: Set<string>;
}

function writeTask(code: string, portions: readonly Portion[], asked: Asked, random: Random): WrittenItem[] {
  const here = new Set(asked.first);
  const drafts = portions.flatMap(([count, writer]) =>
    Array.from({ length: count }, () => fresh(writer, asked, here, random)));
  if (asked.first.size === 0) for (const bare of here) asked.first.add(bare);
  return writeDrafts(code, easiestFirst(drafts, random), random);
}

/** A question that no taak beside this one has; within the test not even with another name in it. */
function fresh(writer: marks.PunctuationWriter, asked: Asked, here: Set<string>, random: Random): ItemDraft {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const draft = writer(random);
    const words = wordsOf(draft);
    const question = words.join(' ');
    const bare = words.filter((word) => !exchangeable.has(word)).join(' ');
    if (asked.before.has(question) || asked.now.has(question) || here.has(bare)) continue;
    asked.now.add(question);
    here.add(bare);
    return draft;
  }
  throw new Bug(`no different question is left like ${writer(random).prompt}`);
}

/** The words of a question, each once, whatever their order and capitals. */
function wordsOf({ prompt, blocks, question }: ItemDraft): string[] {
  const text = JSON.stringify([prompt, blocks, question]).toLowerCase();
  return [...new Set(text.match(/[\p{L}’]+/gu))].toSorted();
}
