import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { DoubtReason } from '../roster/match.ts';
import type { Doubt, DoubtfulPerson } from '../roster/plan.ts';

/** Somebody in a delivery whom only a person can recognise. */
export interface RosterDoubt {
  readonly deliveryId: string;
  /** From 1, in the order of the delivery. */
  readonly doubtNo: number;
  readonly who: 'pupil' | 'staff';
  readonly reasonCode: DoubtReason;
  readonly sign: string;
  /** Null once decided and when the delivery was purged. */
  readonly identity: DoubtfulPerson | null;
  readonly candidateIds: readonly string[];
  readonly status: 'open' | 'decided' | 'superseded';
  /** Who it is, when that is known. */
  readonly personId: string | null;
}

const columns = sql.raw(`delivery_id, doubt_no, who, reason_code, sign, identity, candidate_ids, status,
  person_id`);

/**
 * Brings the doubts of a delivery in line with what planning it says now. A number once given stays that
 * person's, so that a page that was open for a while cannot decide about somebody else.
 */
export async function saveDoubts(tx: TenantTx, deliveryId: string, doubts: readonly Doubt[]): Promise<void> {
  await change(tx, sql`update roster_doubt set status = 'superseded', identity = null
    where school_id = ${tx.schoolId} and delivery_id = ${deliveryId} and status = 'open'
      and sign <> all(${doubts.map(({ sign }) => sign)}::text[])`);
  if (doubts.length === 0) return;
  const rows = doubts.map(({ reason, who, sign, name, candidateIds }, at) =>
    ({ at, reason, who, sign, identity: name, candidateIds }));
  await change(tx, sql`insert into roster_doubt (school_id, delivery_id, doubt_no, who, reason_code, sign,
      identity, candidate_ids, status)
    select ${tx.schoolId}::uuid, ${deliveryId}::uuid, r.at + 1 + (select coalesce(max(doubt_no), 0)
        from roster_doubt where school_id = ${tx.schoolId} and delivery_id = ${deliveryId}),
      r.who, r.reason, r.sign, r.identity, r."candidateIds", 'open'
    from jsonb_to_recordset(${jsonb(rows)}) as
      r(at int, who text, reason text, sign text, identity jsonb, "candidateIds" uuid[])
    where not exists (select from roster_doubt d where d.school_id = ${tx.schoolId}
      and d.delivery_id = ${deliveryId} and d.sign = r.sign)`);
}

/** Closes the open doubts of earlier deliveries of a site: what still is one stands in the newest. */
export async function supersedeDoubts(tx: TenantTx, deliveryId: string, site: string): Promise<void> {
  await change(tx, sql`update roster_doubt set status = 'superseded', identity = null
    where school_id = ${tx.schoolId} and status = 'open' and delivery_id <> ${deliveryId}
      and delivery_id in (select delivery_id from delivery where school_id = ${tx.schoolId} and site = ${site})`);
}

/** Closes every open doubt of the school. */
export async function supersedeAllDoubts(tx: TenantTx): Promise<void> {
  await change(tx, sql`update roster_doubt set status = 'superseded', identity = null
    where school_id = ${tx.schoolId} and status = 'open'`);
}

/** The open doubts of a delivery, or of everything that was taken last; in their order. */
export function listOpenDoubts(tx: TenantTx, deliveryId?: string): Promise<readonly RosterDoubt[]> {
  const which = deliveryId === undefined
    ? sql`delivery_id in (select delivery_id from delivery where school_id = ${tx.schoolId}
        and status = 'accepted')`
    : sql`delivery_id = ${deliveryId}`;
  return all<RosterDoubt>(tx, sql`select ${columns} from roster_doubt
    where school_id = ${tx.schoolId} and status = 'open' and ${which} order by delivery_id, doubt_no`);
}

/** A doubt, locked until it is decided. */
export function lockDoubt(
  tx: TenantTx, deliveryId: string, doubtNo: number,
): Promise<RosterDoubt | undefined> {
  return find<RosterDoubt>(tx, sql`select ${columns} from roster_doubt
    where school_id = ${tx.schoolId} and delivery_id = ${deliveryId} and doubt_no = ${doubtNo} for update`);
}

/** Keeps what was decided; the name is not needed any more. */
export async function markDecided(
  tx: TenantTx, { deliveryId, doubtNo }: RosterDoubt, personId: string | null, at: Date,
): Promise<void> {
  await change(tx, sql`update roster_doubt set status = 'decided', identity = null, person_id = ${personId},
      decided_by = ${`${tx.actor.kind}:${tx.actor.id}`}, decided_at = ${at}
    where school_id = ${tx.schoolId} and delivery_id = ${deliveryId} and doubt_no = ${doubtNo}`);
}

/** Everything that was decided: person by sign, the last word counts; null for somebody new not taken yet. */
export async function listDecisions(tx: TenantTx): Promise<ReadonlyMap<string, string | null>> {
  const rows = await all<{ sign: string; personId: string | null }>(tx, sql`select distinct on (sign) sign,
      person_id
    from roster_doubt where school_id = ${tx.schoolId} and status = 'decided'
    order by sign, decided_at desc, delivery_id, doubt_no`);
  return new Map(rows.map(({ sign, personId }) => [sign, personId]));
}

/** Remembers who came of a decision that somebody is new. */
export async function nameDecided(
  tx: TenantTx, recognised: readonly { readonly sign: string; readonly personId: string }[],
): Promise<void> {
  if (recognised.length === 0) return;
  await change(tx, sql`update roster_doubt d set person_id = r."personId"
    from jsonb_to_recordset(${jsonb(recognised)}) as r(sign text, "personId" uuid)
    where d.school_id = ${tx.schoolId} and d.status = 'decided' and d.sign = r.sign and d.person_id is null`);
}

/** Forgets what was decided in deliveries that are taken back; the audit log remembers it. */
export async function forgetDecisions(tx: TenantTx, deliveryIds: readonly string[]): Promise<void> {
  await change(tx, sql`update roster_doubt set status = 'superseded', identity = null, decided_at = null
    where school_id = ${tx.schoolId} and delivery_id = any(${deliveryIds}::uuid[]) and status <> 'superseded'`);
}
