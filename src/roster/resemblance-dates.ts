import type { PlainDate } from '../base/plain-date.ts';

/** How two birth dates stand to each other, the most alike first. */
export type BirthDateLevel =
  | 'same'
  /** Day and month changed places: 3 September and 9 March. */
  | 'swapped'
  /** One digit is other, or two digits beside each other changed places. */
  | 'digit'
  /** Day, month or year is other; the other two are the same. */
  | 'part'
  | 'different'
  /** One of the two does not say. */
  | 'unknown';

/** Compares two birth dates. Symmetric. */
export function compareBirthDates(a: PlainDate | null, b: PlainDate | null): BirthDateLevel {
  if (a === null || b === null) return 'unknown';
  if (a === b) return 'same';
  const [left, right] = [a.split('-'), b.split('-')];
  if (left[0] === right[0] && left[1] === right[2] && left[2] === right[1]) return 'swapped';
  const apart = [...a].flatMap((digit, at) => (digit === b[at] ? [] : [at]));
  const [first = 0, second = 0] = apart;
  if (apart.length === 1) return 'digit';
  const swaps = a[first] === b[second] && a[second] === b[first];
  if (apart.length === 2 && second === first + 1 && swaps) return 'digit';
  return left.filter((part, at) => part !== right[at]).length === 1 ? 'part' : 'different';
}

/**
 * The two parts that stay when one part of a date is wrong, and the date with day and month changed: what
 * to look for.
 */
export function datePlaces(date: PlainDate): readonly string[] {
  const [year = '', month = '', day = ''] = date.split('-');
  return [`${year}-${month}-*`, `${year}-*-${day}`, `*-${month}-${day}`];
}

/** The date with day and month changed; it need not exist. */
export function swapped(date: PlainDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}-${day}-${month}`;
}
