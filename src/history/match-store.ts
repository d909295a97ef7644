import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/** Decisions about pupils of old files, by `sourcePupilKey`. */
export async function listDecisions(tx: TenantTx): Promise<ReadonlyMap<string, string | null>> {
  const rows = await all<{ sourcePupilKey: string; pupilId: string | null }>(tx, sql`
    select source_pupil_key, pupil_id from history_match
    where school_id = ${tx.schoolId} and state = 'decided'`);
  return new Map(rows.map(({ sourcePupilKey, pupilId }) => [sourcePupilKey, pupilId]));
}

/** Pupils of old files of whom a person took back who they are, by `sourcePupilKey`; the last one last. */
export async function listReopened(tx: TenantTx): Promise<ReadonlySet<string>> {
  const rows = await all<{ sourcePupilKey: string }>(tx, sql`
    select source_pupil_key from history_match where school_id = ${tx.schoolId} and state = 'reopened'
    order by decided_at, source_pupil_key`);
  return new Set(rows.map(({ sourcePupilKey }) => sourcePupilKey));
}

/** Remembers who pupils of old files are, also for later deliveries; null: none of ours. */
export async function saveDecisions(
  tx: TenantTx, sourcePupils: readonly string[], pupilId: string | null, by: string, at: Date,
): Promise<void> {
  await change(tx, sql`insert into history_match
      (school_id, source_pupil_key, pupil_id, state, decided_by, decided_at)
    select ${tx.schoolId}::uuid, source, ${pupilId}::uuid, 'decided', ${by}, ${at}::timestamptz
    from unnest(${sourcePupils}::text[]) as s(source)
    on conflict (school_id, source_pupil_key) do update set pupil_id = excluded.pupil_id,
      state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at`);
}

/** Forgets who a pupil of an old file is, and that nothing but a person says it again. */
export async function reopenSource(tx: TenantTx, sourcePupil: string, by: string, at: Date): Promise<void> {
  await change(tx, sql`insert into history_match
      (school_id, source_pupil_key, pupil_id, state, decided_by, decided_at)
    values (${tx.schoolId}, ${sourcePupil}, null, 'reopened', ${by}, ${at})
    on conflict (school_id, source_pupil_key) do update set pupil_id = null, state = excluded.state,
      decided_by = excluded.decided_by, decided_at = excluded.decided_at`);
}

/** A decision that can be taken back. */
export interface Decision {
  readonly sourcePupil: string;
  /** Null: none of our pupils. */
  readonly pupilId: string | null;
  readonly decidedAt: Date;
  /** Records that it was applied to. */
  readonly count: number;
}

/** Decisions of people about pupils of old files, the newest first. */
export function listDecided(tx: TenantTx): Promise<readonly Decision[]> {
  return all<Decision>(tx, sql`select source_pupil_key as source_pupil, pupil_id, decided_at,
      (select count(*)::int from history_record h where h.school_id = m.school_id
        and h.record->>'sourcePupil' = m.source_pupil_key) as count
    from history_match m where school_id = ${tx.schoolId} and state = 'decided'
    order by decided_at desc, source_pupil_key`);
}

/**
 * Pupils of old files who were said to be one pupil in one go, this one among them; itself alone when it
 * was one.
 */
export async function listDecidedTogether(tx: TenantTx, sourcePupil: string): Promise<readonly string[]> {
  const rows = await all<{ sourcePupilKey: string }>(tx, sql`select o.source_pupil_key from history_match m
    join history_match o on o.school_id = m.school_id and o.state = 'decided' and o.pupil_id = m.pupil_id
      and o.decided_at = m.decided_at and o.decided_by = m.decided_by
    where m.school_id = ${tx.schoolId} and m.source_pupil_key = ${sourcePupil} and m.state = 'decided'
    order by o.source_pupil_key`);
  return rows.length === 0 ? [sourcePupil] : rows.map(({ sourcePupilKey }) => sourcePupilKey);
}

/** A pupil of an old file who was matched without a person. */
export interface AutomaticMatch {
  readonly sourcePupil: string;
  readonly pupilId: string;
  /** Results that came of it. */
  readonly count: number;
}

/** Everybody who was matched without a person and of whom results were taken. */
export function listAutomatic(tx: TenantTx): Promise<readonly AutomaticMatch[]> {
  return all<AutomaticMatch>(tx, sql`select h.record->>'sourcePupil' as source_pupil, h.pupil_id,
      count(*)::int as count
    from history_record h
    where h.school_id = ${tx.schoolId} and h.status = 'taken' and h.pupil_id is not null
      and h.record->>'sourcePupil' is not null
      and not exists (select from history_match m where m.school_id = h.school_id
        and m.source_pupil_key = h.record->>'sourcePupil' and m.state = 'decided')
    group by h.record->>'sourcePupil', h.pupil_id`);
}

/** Number of old results that were taken, by pupil. */
export async function countOldResults(tx: TenantTx): Promise<ReadonlyMap<string, number>> {
  const rows = await all<{ pupilId: string; count: number }>(tx, sql`select pupil_id, count(*)::int as count
    from history_record where school_id = ${tx.schoolId} and status = 'taken' and pupil_id is not null
    group by pupil_id`);
  return new Map(rows.map(({ pupilId, count }) => [pupilId, count]));
}

/** Name of the home group that each pupil is in now. */
export async function listHomeGroupNames(tx: TenantTx): Promise<ReadonlyMap<string, string>> {
  const rows = await all<{ pupilId: string; name: string }>(tx, sql`
    select distinct on (m.pupil_id) m.pupil_id, g.name
    from group_pupil m join class_group g on g.school_id = m.school_id and g.group_id = m.group_id
    where m.school_id = ${tx.schoolId} and m.left_on is null and g.kind = 'class' and g.active
    order by m.pupil_id, g.school_year desc`);
  return new Map(rows.map(({ pupilId, name }) => [pupilId, name]));
}
