import type { RomanLevel } from '../../psychometrics/levels.ts';
import { publishable } from './suppression.ts';
import type { AggregateCell, AggregatePeriod, ResultCount, SchoolAggregate } from './types.ts';

/** Levels in the order in which they are published. */
export const publishedLevels: readonly RomanLevel[] = ['I', 'II', 'III', 'IV', 'V'];

/**
 * The aggregates that a school publishes, of every subject and period: all pupils together, each year group, and each
 * level over all year groups. Levels within a year group would nearly all be too small.
 */
export function aggregatesOf(counts: readonly ResultCount[]): readonly SchoolAggregate[] {
  const periods = new Map<string, ResultCount[]>();
  for (const count of counts) {
    const key = `${count.subject}|${count.schoolYear}|${count.season}`;
    periods.set(key, [...(periods.get(key) ?? []), count]);
  }
  return [...periods.values()].flatMap(aggregatesOfPeriod);
}

function aggregatesOfPeriod(counts: readonly ResultCount[]): readonly SchoolAggregate[] {
  const [first] = counts;
  if (!first) return [];
  const { subject, schoolYear, season } = first;
  const period: AggregatePeriod = { subject, schoolYear, season };
  const normSource = [...new Set(counts.map((count) => count.normSource))].toSorted().join(', ');
  const synthetic = counts.some((count) => count.synthetic);
  const make = (cell: AggregateCell, n: number | null, meanZ: number | null): SchoolAggregate =>
    ({ ...period, cell, n, meanZ, normSource, synthetic });

  const yearGroups = [...new Set(counts.map(({ yearGroup }) => yearGroup))].toSorted();
  const ofYearGroup = (yearGroup: string) => counts.filter((count) => count.yearGroup === yearGroup);
  const byYearGroup = publishable(yearGroups.map((yearGroup) => pupilsIn(ofYearGroup(yearGroup))));
  const byLevel = publishable(publishedLevels.map((level) => pupilsIn(counts.filter((one) => one.level === level))));
  // Without the total of the year groups that of the levels would tell it.
  const levels = byYearGroup.total === null ? publishedLevels.map(() => null) : byLevel.cells;
  return [
    make('all', byYearGroup.total, byYearGroup.total === null ? null : meanOf(counts)),
    ...yearGroups.map((yearGroup, index) => {
      const n = byYearGroup.cells[index] ?? null;
      return make(yearGroup, n, n === null ? null : meanOf(ofYearGroup(yearGroup)));
    }),
    ...publishedLevels.map((level, index) => make(level, levels[index] ?? null, null)),
  ];
}

function pupilsIn(counts: readonly ResultCount[]): number {
  return counts.reduce((sum, { n }) => sum + n, 0);
}

/** In tenths: finer, the mean of before and after one more result would tell that result. */
function meanOf(counts: readonly ResultCount[]): number {
  const mean = counts.reduce((sum, { sumZ }) => sum + sumZ, 0) / pupilsIn(counts);
  return Math.round(10 * mean) / 10 + 0;
}
