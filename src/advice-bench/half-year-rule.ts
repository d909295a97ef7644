import type { Moment } from '../content/types.ts';
import { momentIndex } from '../planning/rules.ts';

/** What the rule of thumb looks at: a result with its functioning level, half years ago. */
export interface ResultBefore {
  readonly halfYearsAgo: number;
  readonly functioningLevel: string;
}

/** Half years (a little more than fourteen months) after which the rule of thumb leaves a result alone. */
const tooOldAfter = 2;

/**
 * The rule of thumb that the advice of before used, to lay the new one beside it: the last functioning level plus the
 * half years since; the own test when that is at most one moment away, or when the last result is old or lies far from
 * what both results before it led to expect.
 * @param before the newest first
 */
export function halfYearRule(own: Moment, before: readonly ResultBefore[], available: readonly Moment[]): Moment {
  const [last, ...others] = before;
  if (!last || last.halfYearsAgo > tooOldAfter) return own;
  const isOdd = others.length >= 2 && others.slice(0, 2).every((result) => Math.abs(
    levelIndex(last) - (levelIndex(result) + result.halfYearsAgo - last.halfYearsAgo)) > 2);
  const expected = levelIndex(last) + last.halfYearsAgo;
  if (isOdd || Math.abs(expected - momentIndex(own)) <= 1) return own;
  const byDistance = available.toSorted((a, b) => Math.abs(momentIndex(a) - expected)
    - Math.abs(momentIndex(b) - expected) || momentIndex(a) - momentIndex(b));
  return byDistance[0] ?? own;
}

/** Below the table is one moment below its first, above likewise. */
function levelIndex({ functioningLevel }: ResultBefore): number {
  const outside = functioningLevel.startsWith('<') ? -1 : functioningLevel.startsWith('>') ? 1 : 0;
  return momentIndex(functioningLevel.replace(/[<>]/, '') as Moment) + outside;
}
