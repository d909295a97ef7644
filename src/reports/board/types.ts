// What a board sees of its schools. In: results of one school, counted by that school's own job. Out: published
// aggregates, and a report over the schools of a board.
// Invariants: nothing of fewer than ten pupils is published or can be computed from what is; a board reads aggregates
// of its own schools only, and never a row of a pupil.

import type { Season, Subject } from '../../content/types.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import type { RomanLevel } from '../../psychometrics/levels.ts';

/** Makes the aggregates of a school again. */
export const publishAggregatesJob = defineJob<{ readonly schoolId: string }>(
  'aggregates.publish', { retries: 3, retryDelaySeconds: 30 });

/** What is counted: all pupils, those of a year group, or those at a level over all year groups. */
export type AggregateCell = 'all' | '3' | '4' | '5' | '6' | '7' | '8' | RomanLevel;

/** A subject at a period of a school year. */
export interface AggregatePeriod {
  readonly subject: Subject;
  readonly schoolYear: string;
  readonly season: Season;
}

/** A published number of one school. */
export interface SchoolAggregate extends AggregatePeriod {
  readonly cell: AggregateCell;
  /** Pupils with a level at this period; null: left out, because the number or another one would be too small. */
  readonly n: number | null;
  /** Mean distance from the national mean in standard deviations, in tenths; null for levels and what is left out. */
  readonly meanZ: number | null;
  /** Whose norms these are. */
  readonly normSource: string;
  readonly synthetic: boolean;
}

/** Pupils of a school that are alike in year group and level, with the sum of their distances: what is counted. */
export interface ResultCount extends AggregatePeriod {
  readonly yearGroup: '3' | '4' | '5' | '6' | '7' | '8';
  readonly level: RomanLevel;
  readonly n: number;
  /** Sum of the distances from the national mean, in standard deviations. */
  readonly sumZ: number;
  readonly normSource: string;
  readonly synthetic: boolean;
}
