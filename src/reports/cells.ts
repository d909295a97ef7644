import type { Result } from '../ability/types.ts';
import { formatDateShort, formatScaleScore, formatScoreInterval } from '../ui/format.ts';
import type { Cell } from './frame/types.ts';
import { howComputedHref } from './honest/addresses.ts';
import { type Change, changeWords } from './honest/change.ts';
import { shownInterval, shownScore } from './honest/scores.ts';

/** A dash where there is nothing to show; nothing in a data file. */
export const nothing: Cell = { text: '–', value: null };

/** A score as it is shown, which leads to how it was computed; unrounded in a data file. */
export function scoreCell({ resultId, scaleScore }: Pick<Result, 'resultId' | 'scaleScore'>): Cell {
  return { text: formatScaleScore(shownScore(scaleScore)), value: scaleScore, href: howComputedHref(resultId) };
}

/** The interval round a score, or a dash. */
export function intervalCell(result: Pick<Result, 'intervalLow' | 'intervalHigh'>): Cell {
  const interval = shownInterval(result);
  return interval ? { text: formatScoreInterval(interval.low, interval.high) } : nothing;
}

/** A level of `levelShown`, or a dash. */
export function levelCell(level: string | null): Cell {
  return level === null ? nothing : { text: level, level };
}

/** A functioning level with its `<` or `>`, or a dash. */
export function functioningCell({ functioningLevel }: Pick<Result, 'functioningLevel'>): Cell {
  return textCell(functioningLevel);
}

/** Words, or a dash. */
export function textCell(text: string | null): Cell {
  return text === null || text === '' ? nothing : { text };
}

/** An unrounded number that stands in data files only, or nothing. */
export function dataCell(value: number | string | null): Cell {
  return value === null ? nothing : { text: String(value), value };
}

/** A day as it is shown, and as a file sorts it. */
export function dateCell(date: Result['takenOn']): Cell {
  return { text: formatDateShort(date), value: date };
}

/** The change since an earlier result with its verdict; the points in a data file. */
export function changeCell(change: Change | null): Cell {
  return change ? { text: changeWords(change), value: change.points } : nothing;
}
