import type { Actor } from '../../platform/database/tenancy.ts';
import type { Platform } from '../../platform/platform.ts';
import { aggregatesOf } from './rules.ts';
import {
  addNewDue, claimDueSchools, countResultsByCell, moveDueForward, publishesForBoard, replaceAggregates,
  savePublishedAt,
} from './store.ts';
import { publishAggregatesJob } from './types.ts';

const actor: Actor = { kind: 'job', id: publishAggregatesJob.name };

/** Minutes in which results of one class are gathered before a school is counted again. */
const gatherMinutes = 10;

/** How many schools are asked for in one go. */
const SCHOOLS_AT_ONCE = 200;

/**
 * Counts a school again and puts the outcome in the place of what it had published; a result that was withdrawn or is
 * gone counts no more. Of a school that cancelled or did not agree nothing stays published.
 */
export function publishAggregates({ doors, clock }: Platform, schoolId: string): Promise<void> {
  const now = clock.now();
  return doors.withTenant(schoolId, actor, 'reporting', async (tx) => {
    // Locks the row: two jobs of one school wait for each other.
    await savePublishedAt(tx, now);
    const counts = await publishesForBoard(tx) ? await countResultsByCell(tx) : [];
    await replaceAggregates(tx, aggregatesOf(counts), now);
  });
}

/** Has a school counted again soon: something became of a result. */
export function wantAggregates({ doors, clock }: Platform, schoolId: string): Promise<void> {
  const dueAt = new Date(clock.now().getTime() + gatherMinutes * 60_000);
  return doors.withTenant(schoolId, actor, 'reporting', (tx) => moveDueForward(tx, dueAt));
}

/**
 * Asks for every school of a board that is due by the clock of the domain, and plans its next night.
 * @returns how many were asked for
 */
export async function publishDueAggregates({ doors, clock, jobs }: Platform): Promise<number> {
  const now = clock.now();
  return doors.withPlatform(async (tx) => {
    await addNewDue(tx, now);
    const schoolIds = await claimDueSchools(tx, { now, next: nextNight(now), limit: SCHOOLS_AT_ONCE });
    for (const schoolId of schoolIds) await jobs.send(tx, publishAggregatesJob, { schoolId });
    return schoolIds.length;
  });
}

/** The next time that it is two in the night, UTC. */
export function nextNight(now: Date): Date {
  const next = new Date(now);
  next.setUTCHours(2, 0, 0, 0);
  if (next <= now) next.setUTCDate(next.getUTCDate() + 1);
  return next;
}
