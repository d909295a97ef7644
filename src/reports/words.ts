import { formatDateShort, formatScaleScore, formatScoreInterval } from '../ui/format.ts';
import type { GrowthStep, ResultRow } from './types.ts';

/** Named once, so that page and PDF say the same. */
export const columnNames = {
  takenOn: 'Datum',
  moment: 'Moment',
  test: 'Toets',
  score: 'Vaardigheidsscore',
  interval: 'Score-interval (90 %)',
  level: 'Niveau',
  functioningLevel: 'Functioneringsniveau',
  growth: 'Verschil met vorige',
  origin: 'Afgenomen',
} as const;

/** A dash where there is nothing to show. */
export const nothing = '–';

/** The change since the result before, with what it is worth: "+18, meer dan toeval". */
export function growthWords({ points, verdict }: GrowthStep): string {
  const signed = points > 0 ? `+${points}` : formatScaleScore(points);
  if (verdict === 'unknown') return signed;
  return verdict === 'noise' ? `${signed}, kan toeval zijn` : `${signed}, meer dan toeval`;
}

/** The cells of a growth table, in the order of its columns. */
export function growthCells(row: ResultRow): readonly string[] {
  return [
    formatDateShort(row.takenOn), row.moment, row.test, formatScaleScore(row.score), intervalWords(row),
    row.level ?? nothing, row.functioningLevel ?? nothing, row.growth ? growthWords(row.growth) : nothing, row.origin,
  ];
}

/** The interval as it is read, or a dash. */
export function intervalWords({ interval }: ResultRow): string {
  return interval ? formatScoreInterval(interval.low, interval.high) : nothing;
}
