import type { PersonName } from '../../ui/format.ts';

/**
 * Whether somebody is meant by what was typed: each word of it begins a word of the name, in any order, whatever the
 * capitals and accents. `vries s`, `sanne` and `de vr` find Sanne de Vries.
 * @returns false for nothing but spaces and signs
 */
export function isMeant(typed: string, { callName, prefix, lastName }: PersonName): boolean {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return false;
  const words = wordsOf(`${callName ?? ''} ${prefix ?? ''} ${lastName ?? ''}`);
  return wanted.every((begin) => words.some((word) => word.startsWith(begin)));
}

function wordsOf(text: string): readonly string[] {
  return text.normalize('NFD').replace(/\p{Mark}/gu, '').toLowerCase().split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '');
}
