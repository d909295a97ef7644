import { ok, refuse, type Result } from '../base/result.ts';
import type { KeyRefusal } from './types.ts';

/** The longest autorisatiesleutel that UWLR carries (exchange.md section 3). */
export const KEY_LENGTH_MAX = 64;

/** What people copy along: the word in front of the key. */
const LABEL = /^\s*["'`“”]?\s*(?:autorisatie)?sleutel\s*[:=]\s*/iu;
const LEFT_OUT = /[\s\p{Cf}"'`´‘’“”«»]/gu;

/**
 * The autorisatiesleutel in what somebody pasted: without its label, white space, quotation marks and invisible
 * characters, and with the hyphens and wide letters that a word processor makes turned back. What could be a
 * character of a key is never changed: a zero stays a zero, since a key is opaque and case-sensitive.
 */
export function parseKey(pasted: string): Result<string, KeyRefusal> {
  const key = cleaned(pasted);
  if (key === '') return refuse('key-empty');
  if ([...key].length > KEY_LENGTH_MAX) return refuse('key-too-long');
  return /^[\x21-\x7e]+$/.test(key) ? ok(key) : refuse('key-characters');
}

/** Which characters of what was pasted cannot be in a key, each once and at most five. */
export function strangeCharacters(pasted: string): readonly string[] {
  return [...new Set(cleaned(pasted).replaceAll(/[\x21-\x7e]/g, ''))].slice(0, 5);
}

function cleaned(pasted: string): string {
  return pasted.normalize('NFKC').replace(LABEL, '').replaceAll(LEFT_OUT, '')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-');
}

/** All of a key that is ever shown: its last four characters, and of a key of eight or fewer nothing. */
export function keyHint(key: string): string {
  return key.length > 8 ? key.slice(-4) : '';
}
