import type { Result } from '../../ability/types.ts';

/** What decides whether two scores may be laid beside each other. */
export type ScaleOf = Pick<Result, 'subject' | 'generation' | 'scaleCode'>;

/** Rule 4 of domain.md 6.2: only scores of one subject, one generation and one scale are compared. */
export function areComparable(a: ScaleOf, b: ScaleOf): boolean {
  return a.subject === b.subject && a.generation === b.generation && a.scaleCode === b.scaleCode;
}

/** Results that may stand on one line together, each line with its scale; lines and results keep their order. */
export function linesOf<R extends ScaleOf>(results: readonly R[]): readonly (readonly R[])[] {
  const lines: R[][] = [];
  for (const result of results) {
    const line = lines.find(([first]) => first && areComparable(first, result));
    if (line) line.push(result);
    else lines.push([result]);
  }
  return lines;
}

/** Said wherever results of several scales stand in one report (rule 4). */
export const otherScaleRemark = 'Resultaten op een andere schaal staan apart: scores van verschillende schalen zijn '
  + 'niet te vergelijken.';

/** Said wherever several subjects stand in one report (rule 4). */
export const otherSubjectRemark = 'Elk vak heeft een eigen schaal. Vergelijk scores van verschillende vakken niet met '
  + 'elkaar.';
