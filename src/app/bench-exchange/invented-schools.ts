import type { SchoolViewer } from '../../access/types.ts';
import { parseBrinSite } from '../../base/brin.ts';
import { assert, present } from '../../base/assert.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import type { LasProfileChanges } from '../../exchange/uwlr/las-profile.ts';
import { markBasispoortAccepted, markKeyAccepted, saveLasKey } from '../../onboarding/store.ts';
import { acceptAgreement } from '../../ordering/agreement.ts';
import { insertSchool } from '../../ordering/store.ts';
import { setClock, type SetClock } from '../../platform/clock/clock.ts';
import { SANDBOX_START } from '../../platform/clock/sandbox-clock.ts';
import { readConfig } from '../../platform/config.ts';
import { all, sql } from '../../platform/database/query.ts';
import { openDoors, type Doors } from '../../platform/database/tenancy.ts';
import { newId } from '../../platform/ids.ts';
import { environmentSupplierCode } from '../../platform/las-suppliers.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { openLive } from '../../platform/live/live.ts';
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
    live: openLive(database.value, silentLog),
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

async function makeSchool(platform: BenchPlatform, brin: string): Promise<BenchSchool> {
  const { doors, clock } = platform;
  const [schoolId, personId] = [newId(), newId()];
  const now = clock.now();
  const named = parseBrinSite(brin);
  assert(named.ok, 'the benchmark makes BRINs');
  const viewer: SchoolViewer = {
    kind: 'person', id: personId, schoolId, schoolName: brin, label: 'bench', roles: ['administrator'],
    ownGroupIds: [], actor: { kind: 'person', id: personId },
  };
  await doors.withPlatform((tx) => insertSchool(tx, schoolId, {
    brinSite: named.value, schoolName: `Basisschool ${brin}`,
    contactName: 'bench', contactEmail: 'bench@school.example',
    packageCode: 'basis', schoolYear: schoolYearOf(plainDateInAmsterdam(now)), pupilCount: 226, boardNumber: null,
  }, now, '2020-08-01'));
  await acceptAgreement(platform, viewer, true);
  const school = { schoolId, brin, viewer };
  await linkSchool(platform, school, {});
  await doors.withTenant(schoolId, viewer.actor, 'onboarding', async (tx) => {
    await markKeyAccepted(tx, now);
    await markBasispoortAccepted(tx, now);
  });
  return school;
}

/** Links a school to the LAS of the benchmark, or tells how that LAS wants to be asked from now on. */
export async function linkSchool(
  { doors, clock, secrets, config }: BenchPlatform, { schoolId, brin, viewer }: BenchSchool,
  profileChanges: LasProfileChanges,
): Promise<void> {
  const { rosterUrl } = present(config.lasSuppliers[0], 'the benchmark has a supplier');
  const key = `sleutel-${brin}`;
  await doors.withTenant(schoolId, viewer.actor, 'onboarding', (tx) => saveLasKey(tx, {
    newId: newId(), at: clock.now(), lasName: 'bench', supplierCode: environmentSupplierCode, profileCode: 'standaard',
    profileChanges, xsdVersion: '2.2', rosterUrl: rosterUrl ?? 'http://127.0.0.1:9', stagedUrl: null,
    resultsUrl: null, historyUrl: null, keyCipher: secrets.seal(key), keyDigest: secrets.digest(key), keyHint: '',
  }));
}

/** The plan of a school of the sandbox under another BRIN and of another size.
 * @param pupilCount about how many, in eight year groups */
export function benchPlan(brin: string, pupilCount: number): SchoolPlan {
  const model = present(schoolPlans[0], 'the sandbox has a school');
  const named = parseBrinSite(brin);
  assert(named.ok, 'the benchmark makes BRINs');
  return { ...model, ...named.value, cohortSize: Math.round(pupilCount / 8) };
}
