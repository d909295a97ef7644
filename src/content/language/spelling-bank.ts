import { present } from '../../base/assert.ts';
import type { Random } from '../../psychometrics/random.ts';
import { seededRandom } from '../../psychometrics/random.ts';
import type { Shift } from '../../psychometrics/routing.ts';
import { assembleBank, taskCodeOf, type WrittenMoment } from '../assemble.ts';
import type { WrittenItem } from '../calibrate.ts';
import { easiestFirst, itemsPerTask, writeDrafts } from '../item-draft.ts';
import type { Bank, Moment } from '../types.ts';
import { spellingNormTable } from './norms.ts';
import { pictureOf } from './pictures.ts';
import { canBeTyped, spellingDraft, type SpellingKind } from './spelling.ts';
import { plainWords, type Word, type WordPool, wordsOf } from './words.ts';

/** Seed of the bank that ships; another seed would be another bank under the same codes, so it never changes. */
const bankSeed = 'inbeeld/spelling/1';

const moments: readonly Moment[] = ['M3', 'E3', 'M4', 'E4', 'M5', 'E5', 'M6', 'E6', 'M7', 'E7'];

// Of the words of a moment the first are asked in taak 1; the others in taak 2, and again in taak 2 of the next
// moment: that pupils take one of these two only, so nobody meets a word twice.
const inFirstTask = itemsPerTask;
const handedOn = itemsPerTask / 2;

/** Our invented bank of Spelling: M3 to E7, two taken of 20 items. On paper the same items are printed; a dictation
 * is another thing. Deterministic: every run gives the same bytes. Synthetic, not from Cito. */
export function spellingBank(): Bank {
  return assembleBank({
    subject: 'spelling',
    codePrefix: 'SP',
    readAloud: false,
    calibrationCode: 'SYN-SP-3.0-KAL-1',
    scale: { a: 75, c: 640 },
    averageRight: 0.675,
    normTable: spellingNormTable(),
    moments: moments.map(writeMoment),
  });
}

function writeMoment(moment: Moment, index: number): WrittenMoment {
  const random = seededRandom(bankSeed);
  const own = shuffled(moment, random);
  const last = index === moments.length - 1;
  const before = index === 0 ? shuffled('start', random).slice(0, handedOn) : handedOnFrom(moments[index - 1]!, random);
  const task = (partNo: number, words: readonly Word[], shift: Shift = 0): WrittenItem[] => {
    const code = taskCodeOf('SP', moment, partNo, shift);
    return writeTask(code, words, index, random.fork(code));
  };
  return {
    moment,
    parts: [task(1, own.slice(0, inFirstTask)), task(2, [...before, ...handedOnFrom(moment, random)])],
    ...(index === 0 ? { easier: { 2: task(2, shuffled('start', random).slice(0, itemsPerTask), -1) } } : {}),
    ...(last ? { harder: { 2: task(2, beyond(random, own), 1) } } : {}),
  };
}

function shuffled(pool: WordPool, random: Random): Word[] {
  return random.fork(`words ${pool}`).shuffle(wordsOf(pool));
}

function handedOnFrom(moment: Moment, random: Random): Word[] {
  return shuffled(moment, random).slice(inFirstTask, inFirstTask + handedOn);
}

function beyond(random: Random, own: readonly Word[]): Word[] {
  const words = [...shuffled('beyond', random), ...own.slice(inFirstTask)];
  return words.slice(0, itemsPerTask);
}

function writeTask(code: string, words: readonly Word[], index: number, random: Random): WrittenItem[] {
  let company = random.shuffle(companyFor(index));
  const drafts = withKinds(words, kindsFor(index)).map(({ word, kind }) => {
    if (kind !== 'find') return spellingDraft(kind, word, [], random);
    // Of about the same length: the longest word would stand out.
    const apart = (other: string): number => Math.abs(other.length - word.text.length);
    const beside = company.toSorted((a, b) => apart(a) - apart(b)).slice(0, 3);
    company = company.filter((other) => !beside.includes(other));
    return spellingDraft(kind, word, beside, random);
  });
  return writeDrafts(code, easiestFirst(drafts, random), random);
}

/** Well-spelled words that are not asked in the same test: of two moments ago, or in no list at all. */
function companyFor(index: number): string[] {
  const ago = moments[index - 2];
  return ago === undefined
    ? [...plainWords]
    : shuffled(ago, seededRandom(bankSeed)).slice(0, inFirstTask).map(({ text }) => text);
}

/** How often each kind is asked; a misspelled word is only put before children who read well. */
function kindsFor(index: number): readonly SpellingKind[] {
  const times: Readonly<Record<SpellingKind, number>> = index < 4
    ? { pick: 7, find: 3, letters: 10, mend: 0, name: 0 }
    : { pick: 6, find: 3, letters: 6, mend: 5, name: 0 };
  return (Object.keys(times) as SpellingKind[]).flatMap((kind) => Array<SpellingKind>(times[kind]).fill(kind));
}

/** Words that cannot be typed get the first kinds, which are picked; words with a picture are named. */
function withKinds(words: readonly Word[], kinds: readonly SpellingKind[]): { word: Word; kind: SpellingKind }[] {
  const rank = (word: Word): number => (pictureOf(word.text) !== null ? 2 : canBeTyped(word) ? 1 : 0);
  return words.toSorted((a, b) => rank(a) - rank(b)).map((word, index) => {
    const kind = present(kinds[index], 'there are more words than questions');
    const named = (kind === 'letters' || kind === 'mend') && pictureOf(word.text) !== null;
    return { word, kind: named ? 'name' : kind };
  });
}
