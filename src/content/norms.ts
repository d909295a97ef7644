import type { Moment, MomentNorm, NormTable } from './types.ts';

/** What every page, PDF and export says beside a number that we invented. */
export const syntheticSource = 'synthetisch, niet van Cito';

/** Whether numbers with this source were invented, by us or by somebody else. */
export function isSynthetic(source: string): boolean {
  return source.toLowerCase().startsWith('synthetisch');
}

/** Generation of our invented tests; only results of a 3.0 generation migrate. */
export const syntheticGeneration = '3.0 (synthetisch)';

/** Scale of our invented arithmetic tests, about 400 to 900: far from the numbers on Cito's own scales. */
export const arithmeticScaleCode = 'SYN-RW-3.0';

// Moment, mean, standard deviation, teaching months. The steps shrink from 26 to 17 points a half year and
// the
// spread stays between 1.6 and 2.1 steps, so that a difference of one moment within a group is ordinary.
const arithmetic: readonly NormRow[] = [
  ['M3', 530, 42, 5],
  ['E3', 556, 41.5, 10],
  ['M4', 581, 41, 15],
  ['E4', 605, 40.5, 20],
  ['M5', 628, 40, 25],
  ['E5', 650, 39.5, 30],
  ['M6', 671, 39, 35],
  ['E6', 691, 38, 40],
  ['M7', 710.5, 37.5, 45],
  ['E7', 729.5, 36.5, 50],
  ['B8', 737, 36, 52],
  ['M8', 747.5, 35.5, 55],
  ['E8', 764.5, 34.5, 60],
];

// Group means vary about two fifths as much as pupils do.
const groupMeanShare = 0.4;

/** Moment, mean, standard deviation between pupils, teaching months. */
export type NormRow = readonly [Moment, number, number, number];

/** The synthetic norm table of Rekenen-Wiskunde, M3 to E8, in points of `SYN-RW-3.0`. Not from Cito. */
export function arithmeticNormTable(): NormTable {
  return syntheticNormTable(
    { id: 'SYN-RW-NORM', subject: 'arithmetic', scaleCode: arithmeticScaleCode }, arithmetic,
  );
}

/** An invented norm table of a subject. */
export function syntheticNormTable(
  of: Pick<NormTable, 'id' | 'subject' | 'scaleCode'>, rows: readonly NormRow[],
): NormTable {
  return {
    ...of,
    version: 1,
    generation: syntheticGeneration,
    validFrom: '2018-08-01',
    source: syntheticSource,
    fnMethod: 'midpoint',
    moments: rows.map(([moment, mean, sd, teachingMonths]): MomentNorm => ({
      moment,
      mean,
      sd,
      groupMeanSd: Number((groupMeanShare * sd).toFixed(2)),
      teachingMonths,
    })),
    periods: [
      { season: 'B', from: '09-01', to: '11-30' },
      { season: 'M', from: '12-01', to: '03-31' },
      { season: 'E', from: '04-01', to: '07-31' },
    ],
  };
}
