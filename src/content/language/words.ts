import { assert } from '../../base/assert.ts';
import type { Domain, Moment } from '../types.ts';
import { wordsOfGroup3 } from './words-group-3.ts';
import { wordsOfGroup4 } from './words-group-4.ts';
import { wordsOfGroup5 } from './words-group-5.ts';
import { wordsOfGroup6 } from './words-group-6.ts';
import { wordsOfGroup7 } from './words-group-7.ts';

/** Words that belong to a moment, or lie before the first or beyond the last. */
export type WordPool = 'start' | Moment | 'beyond';

/**
 * Words of one domain in one pool. A line reads `b[oo~eu~o]t|De _ vaart op het meer.`: between brackets the letters
 * that matter, the right ones first, then what children write instead. The first misspelling is no Dutch word at all;
 * the other may be one that does not fit the sentence.
 */
export interface WordList {
  readonly pool: WordPool;
  readonly domain: Domain;
  readonly words: readonly string[];
}

/** A word to spell, in a sentence that leaves one answer. */
export interface Word {
  readonly domain: Domain;
  readonly text: string;
  /** The word without the letters that matter: before them and after them. */
  readonly start: string;
  readonly letters: string;
  readonly end: string;
  readonly misspellings: readonly [string, string];
  /** The sentence before and after the word. */
  readonly before: string;
  readonly after: string;
}

/** Every list, the simplest first. */
export const wordLists: readonly WordList[] =
  [...wordsOfGroup3, ...wordsOfGroup4, ...wordsOfGroup5, ...wordsOfGroup6, ...wordsOfGroup7];

/** The words of a pool. */
export function wordsOf(pool: WordPool): Word[] {
  return wordLists.filter((list) => list.pool === pool)
    .flatMap(({ domain, words }) => words.map((line) => readWord(line, domain)));
}

function readWord(line: string, domain: Domain): Word {
  const found = /^([^[]*)\[([^~]+)~([^~]+)~([^\]]+)\]([^|]*)\|(.*)_(.*)$/.exec(line);
  assert(found, `${line} is not a word with two misspellings and a sentence`);
  const [, start = '', letters = '', first = '', second = '', end = '', before = '', after = ''] = found;
  return {
    domain, start, letters, end, before, after,
    text: start + letters + end,
    misspellings: [start + first + end, start + second + end],
  };
}

/** Words in no list, spelled as they sound: company for a misspelled word of the first tests. */
export const plainWords = [
  'kat', 'bel', 'pan', 'dak', 'rok', 'mug', 'vuur', 'boer', 'mes', 'rat', 'tas', 'lap',
] as const;
