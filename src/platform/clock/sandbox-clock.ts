import type { Doors } from '../database/tenancy.ts';
import { change, find, sql } from '../database/query.ts';
import type { Clock } from './clock.ts';

/** Middle of the M window of school year 2026-2027: 19 January 2027, 09:00 in Amsterdam. */
export const SANDBOX_START = new Date('2027-01-19T08:00:00Z');

const SAVE_EVERY_MS = 30_000;

/** The clock of the sandbox: it ticks while the program runs, stands still while it does not, and can be moved on. */
export interface SandboxClock extends Clock {
  /** Moves the clock forward and stores where it stands. */
  moveTo(at: Date): Promise<void>;
  stop(): void;
}

/**
 * Opens the stored clock. What is stored lies half a minute ahead of what was shown, so that time never runs back,
 * also not after kill -9.
 * @param start where it stands the first time
 */
export async function openSandboxClock(doors: Doors, start = SANDBOX_START): Promise<SandboxClock> {
  const stored = await doors.withPlatform((tx) =>
    find<{ domainAt: Date }>(tx, sql`select domain_at from sandbox_clock`));
  let domainAtMs = (stored?.domainAt ?? start).getTime();
  let realAtMs = performance.now();
  const nowMs = () => domainAtMs + (performance.now() - realAtMs);
  const save = () => doors.withPlatform((tx) => {
    const ahead = new Date(nowMs() + SAVE_EVERY_MS);
    return change(tx, sql`insert into sandbox_clock (domain_at) values (${ahead})
      on conflict (single_row) do update set domain_at = excluded.domain_at`);
  });
  await save();
  const timer = setInterval(() => void save().catch(() => undefined), SAVE_EVERY_MS / 2);
  timer.unref();
  return {
    now: () => new Date(nowMs()),
    async moveTo(at) {
      domainAtMs = Math.max(nowMs(), at.getTime());
      realAtMs = performance.now();
      await save();
    },
    stop: () => clearInterval(timer),
  };
}
