import { sql } from 'kysely';
import { PgBoss, fromKysely, type Job, type JobResult } from 'pg-boss';
import { assert } from '../../base/assert.ts';
import type { Database } from '../database/types.ts';
import type { PlatformTx, TenantTx } from '../database/tenancy.ts';
import { Outage } from '../outage.ts';
import { troubleWords } from '../trouble.ts';
import type { Log } from '../log.ts';

/** A kind of work: its name, what it is given (ids only) and how often it is tried again. */
export interface JobKind<Data extends object> {
  readonly name: string;
  /** Tries after the first, each later than the one before; then the job lies in `dead-letters` for a person. */
  readonly retries: number;
  readonly retryDelaySeconds: number;
  /** Absent: ten at a time, which wait for each other. */
  readonly workers?: JobWorkers;
  readonly data?: Data;
}

/** Workers of a kind of job that do not wait for each other, on one node. */
export interface JobWorkers {
  readonly count: number;
  /** How many of them one group may keep busy, so that a slow one leaves room for the others. */
  readonly perGroup: number;
}

/** Names a kind of job once, in the folder whose stage does the work. */
export function defineJob<Data extends object>(
  name: string, options: Omit<JobKind<Data>, 'name' | 'data'>,
): JobKind<Data> {
  return { name, ...options };
}

/** Work that is done after the transaction that asked for it, on any node, until it succeeds or lies dead. */
export interface Jobs {
  /** Asks for work inside the caller's transaction: rolled back with it, done once it is committed. */
  send<Data extends object>(
    tx: TenantTx | PlatformTx, kind: JobKind<Data>, data: Data,
    options?: {
      readonly startAfterSeconds?: number; readonly singletonKey?: string;
      /** Whom the work waits for, such as the host of another system: JobWorkers. */
      readonly group?: string;
    },
  ): Promise<void>;
  /** Binds a kind of job to what does it. Called once at the start, before `start`. */
  handle<Data extends object>(kind: JobKind<Data>, handler: (data: Data) => Promise<void>): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Waiting, running and dead jobs by kind: for `doctor` and for tests that wait for quiet. */
  counts(): Promise<{ readonly busy: number; readonly dead: number }>;
}

const DEAD_LETTERS = 'dead-letters';
const RETRY_DELAY_MAX_SECONDS = 3600;
const POLL_SECONDS = 2;
const UNANNOUNCED_POLL_SECONDS = 0.5;

/** Opens the jobs of a database. They live in its schema `pgboss`. */
export function openJobs(database: Database, log: Log): Jobs {
  const boss = new PgBoss({
    ...database.jobStore, schema: 'pgboss', useListenNotify: true, monitorVacuum: false, schedule: false,
  });
  boss.on('error', (error: Error) => log('jobs.error', { kind: error.name }));
  boss.on('warning', () => undefined);
  const handlers = new Map<string, { kind: JobKind<object>; handler: (data: object) => Promise<void> }>();
  return {
    async send(tx, kind, data, options = {}) {
      // An unknown queue would be looked up outside the transaction, which on one connection waits for ever.
      assert(handlers.has(kind.name), `nobody handles ${kind.name}`);
      await boss.send(kind.name, data, {
        db: fromKysely(tx.trx.withoutPlugins()),
        ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
        ...(options.singletonKey ? { singletonKey: options.singletonKey } : {}),
        ...(options.group ? { group: { id: options.group } } : {}),
      });
    },
    handle(kind, handler) {
      handlers.set(kind.name, { kind, handler: handler as (data: object) => Promise<void> });
    },
    async start() {
      await boss.start();
      await boss.createQueue(DEAD_LETTERS);
      for (const { kind } of handlers.values()) await createQueue(boss, kind);
      await database.runScript(GRANTS);
      for (const { kind, handler } of handlers.values()) await work(boss, kind, handler, log);
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
    counts: () => count(database),
  };
}

/** The roles of requests may put work in the queues and nothing else. Behind a lock: nodes may start at once. */
const GRANTS = `begin; select pg_advisory_xact_lock(7420001);
  grant usage on schema pgboss to inbeeld_app, inbeeld_platform;
  grant select, insert, update on all tables in schema pgboss to inbeeld_app, inbeeld_platform;
  grant execute on all functions in schema pgboss to inbeeld_app, inbeeld_platform;
  commit;`;

async function createQueue(boss: PgBoss, kind: JobKind<object>): Promise<void> {
  await boss.createQueue(kind.name, {
    retryLimit: kind.retries, retryDelay: kind.retryDelaySeconds, retryBackoff: true,
    retryDelayMax: RETRY_DELAY_MAX_SECONDS, deadLetter: DEAD_LETTERS, notify: true,
  });
}

async function work(
  boss: PgBoss, kind: JobKind<object>, handler: (data: object) => Promise<void>, log: Log,
): Promise<void> {
  const { workers } = kind;
  const options = workers ? {
    ...WORK_OPTIONS, batchSize: 1, localConcurrency: workers.count, localGroupConcurrency: workers.perGroup,
  } : WORK_OPTIONS;
  await boss.work<object>(kind.name, options, async (jobs) => {
    // Beside each other: one silent LAS must not hold up the schools that come after it.
    return Promise.all(jobs.map((job) => settle(job, handler, (error) =>
      log('job.failed', { kind: kind.name, job: job.id, error }))));
  });
}

/**
 * Fetched by the batch and settled one by one: what fails in a batch fails alone, and a full batch asks for
 * the next.
 */
const WORK_OPTIONS = {
  pollingIntervalSeconds: UNANNOUNCED_POLL_SECONDS, notifyPollingIntervalSeconds: POLL_SECONDS, batchSize: 10,
  burstWhenBatchFull: true, perJobResults: true,
} as const;

/** Runs one job. What can never succeed goes to the dead letters at once; everything else is tried again later. */
async function settle(
  job: Job, handler: (data: object) => Promise<void>, onFailure: (error: string) => void,
): Promise<JobResult> {
  try {
    await handler(job.data);
    return { id: job.id, status: 'completed' };
  } catch (error) {
    const words = troubleWords(error);
    onFailure(words);
    const hopeless = error instanceof Outage && !error.retryable;
    return { id: job.id, status: hopeless ? 'deadletter' : 'failed', output: { error: words } };
  }
}

async function count(database: Database): Promise<{ busy: number; dead: number }> {
  const { rows } = await sql<{ busy: number; dead: number }>`select
      count(*) filter (where name <> ${DEAD_LETTERS} and state in ('created', 'retry', 'active')) as busy,
      count(*) filter (where name = ${DEAD_LETTERS}) as dead
    from pgboss.job`.execute(database.kysely);
  return rows[0] ?? { busy: 0, dead: 0 };
}
