import { setClock, type SetClock } from '../src/platform/clock/clock.ts';
import { SANDBOX_START } from '../src/platform/clock/sandbox-clock.ts';
import { readConfig } from '../src/platform/config.ts';
import { change, sql } from '../src/platform/database/query.ts';
import { openDoors } from '../src/platform/database/tenancy.ts';
import type { Database } from '../src/platform/database/types.ts';
import { newId } from '../src/platform/ids.ts';
import type { JobKind, Jobs } from '../src/platform/jobs/jobs.ts';
import { type Live, openLive } from '../src/platform/live/live.ts';
import { silentLog } from '../src/platform/log.ts';
import type { Platform } from '../src/platform/platform.ts';
import { secretsOf } from '../src/platform/secrets/secrets.ts';
import { testDatabase } from './database.ts';

/** A platform for tests: one shared database, a clock that is set by hand, and jobs that run when the test says so. */
export interface TestPlatform extends Platform {
  readonly clock: SetClock;
  readonly jobs: RecordedJobs;
}

/** Jobs that wait for `run`; a test sees which were asked for. */
export interface RecordedJobs extends Jobs {
  readonly asked: readonly { readonly name: string; readonly data: object }[];
  /** Runs what was asked, and what that asks in turn, until nothing is left; a failing handler throws here. */
  run(): Promise<void>;
  /** Drops what was asked. */
  forget(): void;
}

/** Makes a platform of its own for a test file. Its clock stands at 19 January 2027, 09:00 in Amsterdam. */
export async function testPlatform(
  environment: Parameters<typeof readConfig>[0] = {},
): Promise<TestPlatform> {
  const database = await testDatabase();
  return {
    config: readConfig(environment),
    database,
    doors: openDoors(database),
    clock: setClock(SANDBOX_START),
    jobs: recordJobs(),
    live: await testLive(database),
    secrets: secretsOf(new Uint8Array(32).fill(7)),
    newId,
    log: silentLog,
  };
}

let live: Promise<Live> | undefined;

/** One live line for the whole test run, since each costs a connection on a server. */
function testLive(database: Database): Promise<Live> {
  live ??= openLiveLine(database);
  return live;
}

async function openLiveLine(database: Database): Promise<Live> {
  const line = openLive(database, silentLog);
  await line.start();
  return line;
}

/** A school of one test: its own rows in the shared database. */
export async function newTestSchool(
  platform: Platform, school: { readonly brin?: string; readonly name?: string } = {},
): Promise<{ readonly schoolId: string; readonly brin: string }> {
  const schoolId = newId();
  const brin = school.brin ?? freeBrin();
  await platform.doors.withPlatform(async (tx) => {
    await change(tx, sql`insert into school (school_id, name, created_at)
      values (${schoolId}, ${school.name ?? 'Basisschool De Proef'}, ${platform.clock.now()})`);
    await change(tx, sql`insert into school_site (school_id, brin, site_code, valid_from)
      values (${schoolId}, ${brin}, '00', '2020-08-01')`);
    await change(tx, sql`insert into onboarding (school_id) values (${schoolId})`);
  });
  return { schoolId, brin };
}

let brinCount = 0;

function freeBrin(): string {
  brinCount += 1;
  const letters = [Math.floor(brinCount / 26), brinCount % 26].map((n) => String.fromCharCode(65 + n)).join('');
  return `98${letters}`;
}

function recordJobs(): RecordedJobs {
  const asked: { name: string; data: object }[] = [];
  const handlers = new Map<string, (data: object) => Promise<void>>();
  return {
    asked,
    async send(_tx, kind, data) {
      asked.push({ name: kind.name, data });
    },
    handle<Data extends object>(kind: JobKind<Data>, handler: (data: Data) => Promise<void>) {
      handlers.set(kind.name, handler as (data: object) => Promise<void>);
    },
    async run() {
      for (let job = asked.shift(); job; job = asked.shift()) {
        const handler = handlers.get(job.name);
        if (!handler) throw new Error(`no handler for ${job.name}`);
        await handler(job.data);
      }
    },
    forget() {
      asked.length = 0;
    },
    start: async () => undefined,
    stop: async () => undefined,
    counts: async () => ({ busy: asked.length, dead: 0 }),
  };
}
