import { all, change, find, jsonb, sql } from '../../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../../platform/database/tenancy.ts';
import type { Batch, BatchState, BatchWish } from './types.ts';

/**
 * Begins a batch, unless one of this school runs.
 * @returns whether it was begun
 */
export async function insertBatch(
  tx: TenantTx, batchId: string, { period, doubleSided }: Omit<BatchWish, 'groupIds'>, at: Date,
): Promise<boolean> {
  return await change(tx, sql`insert into report_batch (school_id, batch_id, school_year, season, double_sided,
      asked_by, asked_at, moved_at)
    values (${tx.schoolId}, ${batchId}, ${period.schoolYear}, ${period.season}, ${doubleSided},
      ${`${tx.actor.kind}:${tx.actor.id}`}, ${at}, ${at})
    on conflict (school_id) where state = 'running' do nothing`) > 0;
}

/** Names the files of a batch: one a group, with how many pupils are in it. */
export async function insertFiles(
  tx: TenantTx, batchId: string, groups: readonly { readonly groupId: string; readonly pupilCount: number }[],
): Promise<void> {
  await change(tx, sql`insert into report_batch_file (school_id, batch_id, group_id, pupil_count)
    select ${tx.schoolId}, ${batchId}, g."groupId", g."pupilCount"
    from jsonb_to_recordset(${jsonb(groups)}) as g("groupId" uuid, "pupilCount" int)`);
}

const batchColumns = sql`b.batch_id, b.state, b.school_year, b.season, b.double_sided, b.asked_at, b.ended_at,
  b.files_removed_at, count(*)::int as groups, count(f.printed_at)::int as groups_printed,
  sum(f.pupil_count)::int as pupils,
  coalesce(sum(f.pupil_count) filter (where f.printed_at is not null), 0)::int as pupils_printed`;

/** The batch of this school that was asked for last; undefined when there never was one. */
export function findNewestBatch(tx: TenantTx): Promise<Batch | undefined> {
  return find<Batch>(tx, sql`select ${batchColumns} from report_batch b
    join report_batch_file f using (school_id, batch_id)
    where b.school_id = ${tx.schoolId} group by b.school_id, b.batch_id
    order by b.asked_at desc, b.batch_id desc limit 1`);
}

/** A batch of this school. */
export function findBatch(tx: TenantTx, batchId: string): Promise<Batch | undefined> {
  return find<Batch>(tx, sql`select ${batchColumns} from report_batch b
    join report_batch_file f using (school_id, batch_id)
    where b.school_id = ${tx.schoolId} and b.batch_id = ${batchId} group by b.school_id, b.batch_id`);
}

/** Holds a batch for the rest of the transaction, so that of two who end it one is the last.
 * @returns its state */
export async function lockBatch(tx: TenantTx, batchId: string): Promise<BatchState | undefined> {
  const row = await find<{ state: BatchState }>(tx, sql`select state from report_batch
    where school_id = ${tx.schoolId} and batch_id = ${batchId} for update`);
  return row?.state;
}

/** A group that still has to be printed, as it is taken up.
 * @returns how often it was taken up, this time included; undefined when it was printed already */
export async function takeUpFile(tx: TenantTx, batchId: string, groupId: string): Promise<number | undefined> {
  const row = await find<{ tries: number }>(tx, sql`update report_batch_file set tries = tries + 1
    where school_id = ${tx.schoolId} and batch_id = ${batchId} and group_id = ${groupId} and printed_at is null
    returning tries`);
  return row?.tries;
}

/** Keeps the file of a group, encrypted, or that there is nobody in it; what is there already stays.
 * @returns how many groups of the batch are left */
export async function keepFile(
  tx: TenantTx, batchId: string, groupId: string, cipher: Uint8Array | null, at: Date,
): Promise<number> {
  await change(tx, sql`update report_batch_file set file_cipher = ${cipher}, printed_at = ${at}
    where school_id = ${tx.schoolId} and batch_id = ${batchId} and group_id = ${groupId} and printed_at is null`);
  await change(tx, sql`update report_batch set moved_at = ${at}, asked_again = 0
    where school_id = ${tx.schoolId} and batch_id = ${batchId}`);
  const left = await find<{ count: number }>(tx, sql`select count(*)::int as count from report_batch_file
    where school_id = ${tx.schoolId} and batch_id = ${batchId} and printed_at is null`);
  return left?.count ?? 0;
}

/** Ends a batch that runs.
 * @returns false when it did not run any more */
export async function endBatch(
  tx: TenantTx, batchId: string, state: Exclude<BatchState, 'running'>, at: Date,
): Promise<boolean> {
  return await change(tx, sql`update report_batch set state = ${state}, ended_at = ${at}
    where school_id = ${tx.schoolId} and batch_id = ${batchId} and state = 'running'`) > 0;
}

/** Takes away the files of a batch; that there was one is remembered. */
export async function removeFiles(tx: TenantTx, batchId: string, at: Date): Promise<void> {
  await change(tx, sql`update report_batch_file set file_cipher = null
    where school_id = ${tx.schoolId} and batch_id = ${batchId}`);
  await change(tx, sql`update report_batch set files_removed_at = ${at}
    where school_id = ${tx.schoolId} and batch_id = ${batchId}`);
}

/** Groups of a batch that are not printed yet. */
export async function listFilesLeft(tx: TenantTx, batchId: string): Promise<readonly string[]> {
  const rows = await all<{ groupId: string }>(tx, sql`select group_id from report_batch_file
    where school_id = ${tx.schoolId} and batch_id = ${batchId} and printed_at is null order by group_id`);
  return rows.map(({ groupId }) => groupId);
}

/** Groups of which a batch has a file. */
export async function listFiles(tx: TenantTx, batchId: string): Promise<readonly string[]> {
  const rows = await all<{ groupId: string }>(tx, sql`select group_id from report_batch_file
    where school_id = ${tx.schoolId} and batch_id = ${batchId} and file_cipher is not null`);
  return rows.map(({ groupId }) => groupId);
}

/** The file of a group as it is kept; undefined when it is gone. */
export async function findFile(tx: TenantTx, batchId: string, groupId: string): Promise<Uint8Array | undefined> {
  const row = await find<{ fileCipher: Uint8Array }>(tx, sql`select file_cipher from report_batch_file
    where school_id = ${tx.schoolId} and batch_id = ${batchId} and group_id = ${groupId} and file_cipher is not null`);
  return row?.fileCipher;
}

/** A batch of some school. */
export interface BatchOfSchool {
  readonly schoolId: string;
  readonly batchId: string;
}

/** Seconds in which a group that is being printed is ready; a batch that moves slower lost its node, or waits long. */
const STANDS_STILL_SECONDS = 120;
/** Times that the wait is doubled at most: to about two hours. */
const DOUBLED_MAX = 6;
/** Batches that are taken up in one round; the others come in the next. */
const AT_ONCE = 100;

const standsStill = (now: Date) => sql`state = 'running' and moved_at < ${now}::timestamptz
  - make_interval(secs => ${STANDS_STILL_SECONDS}::int * power(2, least(asked_again, ${DOUBLED_MAX}::int)))`;

/** Batches that run and in which nothing was finished for too long, those that wait longest first. */
export function listStandingStill(tx: PlatformTx, now: Date): Promise<readonly BatchOfSchool[]> {
  return all(tx, sql`select school_id, batch_id from report_batch where ${standsStill(now)}
    order by moved_at, school_id limit ${AT_ONCE}`);
}

/** Says that a batch that stood still is taken up again.
 * @returns false when another node did so */
export async function claimStandingStill(tx: TenantTx, batchId: string, now: Date): Promise<boolean> {
  return await change(tx, sql`update report_batch set moved_at = ${now}, asked_again = asked_again + 1
    where school_id = ${tx.schoolId} and batch_id = ${batchId} and ${standsStill(now)}`) > 0;
}

/** Batches that ended before then and of which files are still kept. */
export function listKeptTooLong(tx: PlatformTx, before: Date): Promise<readonly BatchOfSchool[]> {
  return all(tx, sql`select school_id, batch_id from report_batch
    where files_removed_at is null and ended_at < ${before} order by ended_at limit ${AT_ONCE}`);
}
