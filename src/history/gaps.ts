import type { SchoolViewer } from '../access/types.ts';
import { subjectOf } from '../exchange/history-csv/known-tests.ts';
import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listPupilIdentities } from '../roster/store.ts';
import { completeWhenSettled } from './deliver.ts';
import { isKnownTest } from './rules.ts';
import { listWaitingRecords, lockHistory, refreshDeliveries, saveOutcomes } from './store.ts';
import { takeRecords } from './take.ts';
import type { SourcePerson } from './types.ts';

/** A 3.0 test that schools brought along and that our catalogue lacks. */
export interface CatalogueGap {
  readonly generation: string;
  readonly subjectText: string;
  readonly testText: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  /** Results that were held because of it; one that comes twice counts twice. */
  readonly heldCount: number;
}

/** Schools that must have written the same before anybody reads it. */
const schoolsForShowing = 3;

/**
 * Tells us of the tests that deliveries were held for: their names, and of no school or pupil anything. Text that
 * does not look like a test, or has the name of a pupil in it, is not told: the school may have pointed at the
 * wrong column. What one or two schools wrote is kept as a digest.
 */
export async function reportGaps(
  { doors, clock, secrets }: Platform, schoolId: string, deliveryIds: readonly string[],
): Promise<void> {
  const actor = { kind: 'job', id: 'history.gaps' } as const;
  const found = await doors.withTenant(schoolId, actor, 'history', async (tx) => {
    const held = await heldTests(tx, deliveryIds);
    if (held.length === 0) return [];
    const names = nameWords([...await listPupilIdentities(tx), ...await heldPersons(tx, deliveryIds)]);
    return held.filter((test) => isTestName(test, names));
  });
  if (found.length === 0) return;
  const schoolDigest = secrets.digest(`catalogue gap school ${schoolId}`);
  const rows = found.map((test) => ({
    ...test, schoolDigest,
    gapDigest: secrets.digest(`catalogue gap ${JSON.stringify([test.generation, test.subjectText, test.testText])}`),
  }));
  await doors.withPlatform((tx) => saveGaps(tx, rows, clock.now()));
}

type HeldTest = Pick<CatalogueGap, 'generation' | 'subjectText' | 'testText' | 'heldCount'>;

function heldTests(tx: TenantTx, deliveryIds: readonly string[]): Promise<readonly HeldTest[]> {
  return all<HeldTest>(tx, sql`select left(record->>'generation', 80) as generation,
      left(record->>'subjectText', 80) as subject_text, left(record->>'momentText', 80) as test_text,
      count(*)::int as held_count
    from history_record where school_id = ${tx.schoolId} and reason_code = 'unknown-test'
      and delivery_id = any(${deliveryIds}::uuid[])
    group by 1, 2, 3`);
}

type Named = Pick<SourcePerson, 'callName' | 'lastName'> & { readonly firstNames?: string | null };

/** Whom these deliveries are about and the roster does not know. */
async function heldPersons(tx: TenantTx, deliveryIds: readonly string[]): Promise<readonly Named[]> {
  const rows = await all<{ identity: SourcePerson }>(tx, sql`select identity from history_record
    where school_id = ${tx.schoolId} and identity is not null and delivery_id = any(${deliveryIds}::uuid[])`);
  return rows.map(({ identity }) => identity);
}

function nameWords(people: readonly Named[]): ReadonlySet<string> {
  return new Set(people.flatMap(({ callName, lastName, firstNames }) =>
    wordsOf([callName, lastName, firstNames ?? ''].join(' '))));
}

function wordsOf(text: string): readonly string[] {
  const bare = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return bare.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
}

const subjectLike = /^\p{L}[\p{L} &()-]{1,59}$/u;
/** A short code with a digit in it that is no number alone: `S5`, `M5 3.0`, `IEP-7`. No date, no key. */
const testLike = /^\p{L}{1,12}[ -]?\d{1,2}(?![\d])[\p{L}\d .-]{0,8}$/u;

/** Whether this is the name of a test, as far as a program can tell. */
function isTestName({ generation, subjectText, testText }: HeldTest, names: ReadonlySet<string>): boolean {
  return subjectLike.test(subjectText) && testLike.test(testText)
    && !wordsOf([generation, subjectText, testText].join(' ')).some((word) => names.has(word));
}

type GapSeen = HeldTest & { readonly gapDigest: string; readonly schoolDigest: string };

async function saveGaps(tx: PlatformTx, found: readonly GapSeen[], at: Date): Promise<void> {
  await change(tx, sql`insert into catalogue_gap (gap_digest, first_seen_at, last_seen_at, held_count)
    select "gapDigest", ${at}, ${at}, "heldCount"
    from jsonb_to_recordset(${jsonb(found)}) as r("gapDigest" text, "heldCount" int)
    on conflict (gap_digest) do update
      set last_seen_at = excluded.last_seen_at, held_count = catalogue_gap.held_count + excluded.held_count`);
  await change(tx, sql`insert into catalogue_gap_seen (gap_digest, school_digest)
    select "gapDigest", "schoolDigest"
    from jsonb_to_recordset(${jsonb(found)}) as r("gapDigest" text, "schoolDigest" text)
    on conflict do nothing`);
  await change(tx, sql`update catalogue_gap g
    set generation = r.generation, subject_text = r."subjectText", test_text = r."testText"
    from jsonb_to_recordset(${jsonb(found)})
      as r("gapDigest" text, generation text, "subjectText" text, "testText" text)
    where g.gap_digest = r."gapDigest" and (select count(*) from catalogue_gap_seen s
      where s.gap_digest = g.gap_digest) >= ${schoolsForShowing}`);
}

/** The gaps in our catalogue that several schools have, those that hold most first: for customer service and whoever
 * keeps the catalogue. */
export function listGaps(tx: PlatformTx): Promise<readonly CatalogueGap[]> {
  return all<CatalogueGap>(tx, sql`select generation, subject_text, test_text, first_seen_at, last_seen_at, held_count
    from catalogue_gap where test_text is not null order by held_count desc, subject_text, test_text`);
}

/** Judges again what was held for a test that the catalogue has by now. */
export async function judgeHeldAgain(
  platform: Platform, viewer: SchoolViewer,
): Promise<{ readonly count: number }> {
  const { doors, clock } = platform;
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    await lockHistory(tx);
    const rows = (await listWaitingRecords(tx)).flatMap((row) => {
      const record = { ...row.record, subject: subjectOf(row.record.subjectText) };
      return row.reason === 'unknown-test' && isKnownTest(record) ? [{ ...row, record }] : [];
    });
    if (rows.length === 0) return { count: 0 };
    const stored = await takeRecords(
      platform, tx, rows.map((row) => ({ record: row.record, before: row })), 'history-csv',
    );
    const outcomes = stored.map((one, index) => ({ ...one, deliveryId: rows[index]!.deliveryId }));
    await saveOutcomes(tx, outcomes, `${viewer.actor.kind}:${viewer.actor.id}`, clock.now());
    await refreshDeliveries(tx);
    await completeWhenSettled(platform, tx);
    return { count: rows.length };
  });
}
