import { sql } from 'kysely';
import { jsonb } from '../../platform/database/query.ts';
import { first, write, type SandboxTx } from '../store.ts';
import { habitsOf, ordinaryHabits, type LasHabits } from './habits.ts';

/** What can be turned at the LAS of one school, and what it remembers. */
export interface LasSchool {
  readonly schoolCode: string;
  /** The next `faultsLeft` calls meet this (faults.ts); null or 0 left: nothing. */
  readonly faultCode: string | null;
  readonly faultsLeft: number;
  readonly delayMs: number;
  readonly habits: LasHabits;
  /** Whether results that were typed in by hand go over the link. */
  readonly typedResultsLink: boolean;
  readonly newcomerCount: number;
  /** When anything of the roster last changed. */
  readonly changedAt: Date;
  /** aanmaakdatum of the last roster that was answered, and of the last results that were accepted. */
  readonly rosterCreatedAt: Date | null;
  readonly resultsCreatedAt: Date | null;
}

/** Before this nothing in the administration has changed: the first day of the school year. */
const neverChanged = new Date('2026-07-31T22:00:00Z');

/** The settings of a school; a school that was never touched has the ordinary ones. */
export async function lasSchool(tx: SandboxTx, schoolCode: string): Promise<LasSchool> {
  const stored = await first<LasSchool>(tx, sql`select school_code, fault_code, faults_left, delay_ms, habits,
    typed_results_link, newcomer_count, changed_at, roster_created_at, results_created_at
    from sandbox.las_school where school_code = ${schoolCode}`);
  return stored ? { ...stored, habits: habitsOf(stored.habits) } : {
    schoolCode, faultCode: null, faultsLeft: 0, delayMs: 0, habits: ordinaryHabits, typedResultsLink: true,
    newcomerCount: 0, changedAt: neverChanged, rosterCreatedAt: null, resultsCreatedAt: null,
  };
}

/** Stores the settings of a school as a whole. */
export async function saveLasSchool(tx: SandboxTx, school: LasSchool): Promise<void> {
  const { schoolCode, faultCode, faultsLeft, delayMs, habits, typedResultsLink, newcomerCount } = school;
  await write(tx, sql`insert into sandbox.las_school (school_code, fault_code, faults_left, delay_ms, habits,
      typed_results_link, newcomer_count, changed_at, roster_created_at, results_created_at)
    values (${schoolCode}, ${faultCode}, ${faultsLeft}, ${delayMs}, ${jsonb(habits)}, ${typedResultsLink},
      ${newcomerCount}, ${school.changedAt}, ${school.rosterCreatedAt}, ${school.resultsCreatedAt})
    on conflict (school_code) do update set fault_code = excluded.fault_code, faults_left = excluded.faults_left,
      delay_ms = excluded.delay_ms, habits = excluded.habits, typed_results_link = excluded.typed_results_link,
      newcomer_count = excluded.newcomer_count, changed_at = excluded.changed_at,
      roster_created_at = excluded.roster_created_at, results_created_at = excluded.results_created_at`);
}
