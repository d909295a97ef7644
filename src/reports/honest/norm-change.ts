import type { Result } from '../../ability/types.ts';
import { areComparable } from './comparable.ts';

type Normed = Pick<Result, 'subject' | 'generation' | 'scaleCode' | 'normCode' | 'normVersion'>;

/** A place in a row of results where another norm begins. */
export interface NormMark {
  /** Index of the first result with the new norm. */
  readonly index: number;
  /** "norm SYN-RW versie 1". */
  readonly from: string;
  readonly to: string;
}

/** Rule 10 of domain.md 6.2: where the norm changes along results of one line, in their order. Results without a norm
 * change nothing; another scale is another line and no change of norm. */
export function normMarks(results: readonly Normed[]): readonly NormMark[] {
  const marks: NormMark[] = [];
  let last: Normed | undefined;
  for (const [index, result] of results.entries()) {
    if (result.normCode === null) continue;
    if (last && areComparable(last, result) && normName(last) !== normName(result)) {
      marks.push({ index, from: normName(last), to: normName(result) });
    }
    last = result;
  }
  return marks;
}

/** The norm of a result by name and version; empty without a norm. */
export function normName({ normCode, normVersion }: Pick<Result, 'normCode' | 'normVersion'>): string {
  return normCode === null ? '' : `norm ${normCode} versie ${normVersion}`;
}

/** Said where a norm changed along a line (rule 10). */
export function normChangeRemark({ from, to }: NormMark): string {
  return `Tussen twee resultaten is de norm gewijzigd: van ${from} naar ${to}. Een ander niveau kan daardoor komen; `
    + 'de scores zelf blijven vergelijkbaar.';
}

/** Said where results with several norms stand beside each other in one table (rule 10); null with one norm. */
export function mixedNormsRemark(results: readonly Pick<Result, 'normCode' | 'normVersion'>[]): string | null {
  const names = new Set(results.map(normName).filter((name) => name !== ''));
  return names.size < 2 ? null : `Deze resultaten zijn met verschillende normen gemaakt: ${[...names].join('; ')}. `
    + 'Vergelijk hun niveaus met zorg.';
}
