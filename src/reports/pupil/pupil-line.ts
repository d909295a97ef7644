import type { Result } from '../../ability/types.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import { areComparable } from '../honest/comparable.ts';
import type { Taking } from '../honest/conditions.ts';
import { axisOf, type Place, placeIndex } from './growth-axis.ts';

/** Results of one pupil that may stand on one line, with all that a report says of them. */
export interface PupilLine {
  /** In the order of taking: one subject, generation and scale; at least one. */
  readonly results: readonly Result[];
  /** By result. */
  readonly takings: ReadonlyMap<string, Taking>;
  /** The norms with which the results were made, by `normKey`; empty where none is loaded for the scale. */
  readonly norms: ReadonlyMap<string, PublishedNormTable>;
}

/** The key of the norm of a result, or of a norm table. */
export function normKey(code: string | null, version: number | null): string {
  return `${code}/${version}`;
}

/** The norms of a result, if it has any. */
export function normsOfResult(
  { norms }: Pick<PupilLine, 'norms'>, { normCode, normVersion }: Pick<Result, 'normCode' | 'normVersion'>,
): PublishedNormTable | undefined {
  return norms.get(normKey(normCode, normVersion));
}

/** The norms that a line is drawn with: those of its newest result that has any. */
export function newestNorms(line: PupilLine): PublishedNormTable | undefined {
  return line.results.map((result) => normsOfResult(line, result)).findLast((norms) => norms !== undefined);
}

/** A place on the axis with the norms that count there. */
export interface NormedPlace extends Place {
  readonly norms: PublishedNormTable | undefined;
}

/** The places of a line, each with the norms of the results there; a place without results has those of the place
 * before it, and the first ones those of the first result. */
export function normedAxis(line: PupilLine): readonly NormedPlace[] {
  const axis = axisOf(line.results);
  const at = new Map(line.results.flatMap((result) => {
    const norms = normsOfResult(line, result);
    return norms ? [[placeIndex(axis, result), norms] as const] : [];
  }));
  const first = [...at].toSorted(([a], [b]) => a - b)[0]?.[1];
  let norms = first;
  return axis.map((place, index) => {
    norms = at.get(index) ?? norms;
    return { ...place, norms };
  });
}

/** Where on such an axis another norm begins. */
export function normChangesOf(axis: readonly NormedPlace[]): readonly number[] {
  return axis.flatMap(({ norms }, index) => (index > 0 && norms !== axis[index - 1]?.norms ? [index] : []));
}

/** The result before this one on its line, among results in the order of taking. */
export function resultBefore(results: readonly Result[], result: Result): Result | undefined {
  return results.slice(0, results.indexOf(result)).findLast((earlier) => areComparable(earlier, result));
}
