import type { SchoolViewer } from '../access/types.ts';
import { subjectOf } from '../exchange/history-csv/known-tests.ts';
import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { completeWhenSettled } from './deliver.ts';
import { isKnownTest } from './rules.ts';
import { listWaitingRecords, lockHistory, refreshDeliveries, saveOutcomes } from './store.ts';
import { takeRecords } from './take.ts';

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

/** Tells us of the tests that deliveries were held for: their names, and of no school or pupil anything. */
export async function reportGaps(
  { doors, clock }: Platform, schoolId: string, deliveryIds: readonly string[],
): Promise<void> {
  const actor = { kind: 'job', id: 'history.gaps' } as const;
  const found = await doors.withTenant(schoolId, actor, 'history', (tx) => heldTests(tx, deliveryIds));
  if (found.length > 0) await doors.withPlatform((tx) => saveGaps(tx, found, clock.now()));
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

async function saveGaps(tx: PlatformTx, found: readonly HeldTest[], at: Date): Promise<void> {
  await change(tx, sql`insert into catalogue_gap
      (generation, subject_text, test_text, first_seen_at, last_seen_at, held_count)
    select generation, "subjectText", "testText", ${at}, ${at}, "heldCount"
    from jsonb_to_recordset(${jsonb(found)}) as r(generation text, "subjectText" text, "testText" text, "heldCount" int)
    on conflict (generation, subject_text, test_text) do update
      set last_seen_at = excluded.last_seen_at, held_count = catalogue_gap.held_count + excluded.held_count`);
}

/** The gaps in our catalogue, those that hold most first: for customer service and whoever keeps the catalogue. */
export function listGaps(tx: PlatformTx): Promise<readonly CatalogueGap[]> {
  return all<CatalogueGap>(tx, sql`select * from catalogue_gap order by held_count desc, subject_text, test_text`);
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
