import type { SchoolViewer } from '../../access/types.ts';
import { parseBrinSite } from '../../base/brin.ts';
import { assert, present } from '../../base/assert.ts';
import { agreementVersion } from '../../ordering/agreement.ts';
import { setClock, type SetClock } from '../../platform/clock/clock.ts';
import { SANDBOX_START } from '../../platform/clock/sandbox-clock.ts';
import { readConfig } from '../../platform/config.ts';
import { all, change, sql } from '../../platform/database/query.ts';
import { openDoors, type Doors } from '../../platform/database/tenancy.ts';
import { newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { silentLog } from '../../platform/log.ts';
import type { Platform } from '../../platform/platform.ts';
import { secretsOf } from '../../platform/secrets/secrets.ts';
import { schoolPlans } from '../../sandbox/school/plans.ts';
import type { SchoolPlan } from '../../sandbox/school/types.ts';
import { openDatabase } from '../open-database.ts';

/** A platform for a benchmark: a real database, a clock that is set by hand, and statements that are counted. */
export interface BenchPlatform extends Platform {
  readonly clock: SetClock;
  /** How many statements the doors have let through, beginning and ending of transactions left out. */
  readonly statements: () => number;
  readonly close: () => Promise<void>;
}

/**
 * Opens a platform on an embedded database in `folder`, or on the server of DATABASE_URL. Jobs that are asked for are
 * not done: what a stage costs by itself is measured.
 */
export async function openBenchPlatform(folder: string, lasUrl: string | null): Promise<BenchPlatform> {
  const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
  const config = readConfig({
    INBEELD_DATA: folder, UPLOAD_BYTES_MAX: '50000000', LAS_CLIENT_CODE: 'bench', LAS_CLIENT_NAME: 'bench',
    ...(lasUrl ? { LAS_ROSTER_URL: lasUrl } : {}), ...(DATABASE_URL ? { DATABASE_URL } : {}),
    ...(DATABASE_OWNER_URL ? { DATABASE_OWNER_URL } : {}),
  });
  const database = await openDatabase(config);
  assert(database.ok, 'the benchmark has a database');
  let count = 0;
  const doors = countedDoors(openDoors(database.value), () => { count += 1; });
  return {
    config, database: database.value, doors, clock: setClock(SANDBOX_START), jobs: noJobs,
    secrets: secretsOf(new Uint8Array(32).fill(7)), newId, log: silentLog,
    statements: () => count, close: () => database.value.close(),
  };
}

function countedDoors(doors: Doors, onStatement: () => void): Doors {
  const plugin = {
    transformQuery: ({ node }: { readonly node: never }) => {
      onStatement();
      return node;
    },
    transformResult: async ({ result }: { readonly result: never }) => result,
  } as unknown as Parameters<Parameters<Parameters<Doors['withPlatform']>[0]>[0]['trx']['withPlugin']>[0];
  return {
    withTenant: (schoolId, actor, purpose, work) => doors.withTenant(schoolId, actor, purpose,
      (tx) => work({ ...tx, trx: tx.trx.withPlugin(plugin) as typeof tx.trx })),
    withPlatform: (work) => doors.withPlatform((tx) =>
      work({ ...tx, trx: tx.trx.withPlugin(plugin) as typeof tx.trx })),
  };
}

const noJobs: Jobs = {
  send: async () => undefined, handle: () => undefined, start: async () => undefined,
  stop: async () => undefined, counts: async () => ({ busy: 0, dead: 0 }),
};

/** A school of the benchmark. */
export interface BenchSchool {
  readonly schoolId: string;
  readonly brin: string;
  readonly viewer: SchoolViewer;
}

/** Makes schools that accepted the agreement and gave their key, with BRINs that nobody in the database has. */
export async function makeBenchSchools(platform: BenchPlatform, count: number): Promise<readonly BenchSchool[]> {
  const taken = new Set((await platform.doors.withPlatform((tx) =>
    all<{ brin: string }>(tx, sql`select brin from school_site`))).map(({ brin }) => brin));
  const schools: BenchSchool[] = [];
  for (let nth = 0; schools.length < count; nth += 1) {
    const brin = brinOf(nth);
    if (!taken.has(brin)) schools.push(await makeSchool(platform, brin));
  }
  return schools;
}

/** 90AA, 90AB ...: six thousand of them. */
function brinOf(nth: number): string {
  const letter = (value: number) => String.fromCharCode(65 + (value % 26));
  return `${90 + Math.floor(nth / 676)}${letter(Math.floor(nth / 26))}${letter(nth)}`;
}

async function makeSchool({ doors, clock, secrets, config }: BenchPlatform, brin: string): Promise<BenchSchool> {
  const [schoolId, personId] = [newId(), newId()];
  const now = clock.now();
  const key = `sleutel-${brin}`;
  const { rosterUrl } = present(config.lasSuppliers[0], 'the benchmark has a supplier');
  await doors.withPlatform(async (tx) => {
    await change(tx, sql`insert into school (school_id, name, created_at)
      values (${schoolId}, ${`Basisschool ${brin}`}, ${now})`);
    await change(tx, sql`insert into school_site (school_id, brin, site_code, valid_from)
      values (${schoolId}, ${brin}, '00', '2020-08-01')`);
    await change(tx, sql`insert into onboarding (school_id, key_accepted_at, basispoort_accepted_at)
      values (${schoolId}, ${now}, ${now})`);
    await change(tx, sql`insert into agreement_acceptance
      values (${schoolId}, ${agreementVersion}, ${now}, 'bench')`);
    await change(tx, sql`insert into las_connection (school_id, connection_id, las_name, supplier_code,
        profile_code, roster_url, key_cipher, key_digest, key_hint, created_at)
      values (${schoolId}, ${newId()}, 'bench', 'las', 'standaard', ${rosterUrl ?? 'http://127.0.0.1:9'},
        ${secrets.seal(key)}, ${secrets.digest(key)}, '', ${now})`);
  });
  return {
    schoolId, brin, viewer: {
      kind: 'person', id: personId, schoolId, schoolName: brin, label: 'bench', roles: ['administrator'],
      ownGroupIds: [], actor: { kind: 'person', id: personId },
    },
  };
}

/** The plan of a school of the sandbox under another BRIN and of another size.
 * @param pupilCount about how many, in eight year groups */
export function benchPlan(brin: string, pupilCount: number): SchoolPlan {
  const model = present(schoolPlans[0], 'the sandbox has a school');
  const named = parseBrinSite(brin);
  assert(named.ok, 'the benchmark makes BRINs');
  return { ...model, ...named.value, cohortSize: Math.round(pupilCount / 8) };
}
