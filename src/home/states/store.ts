import { all, find, sql } from '../../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../../platform/database/tenancy.ts';
import { stateOf, type SchoolStanding, type StateFacts } from '../../onboarding/states.ts';
import { agreementVersion } from '../../ordering/agreement.ts';
import { waitingColumns } from '../waiting.ts';

/** A school with what its state is judged by; counts and dates, and of people its contact alone. */
export interface StandingFacts extends StateFacts {
  readonly schoolName: string;
  /** BRIN and site of six characters; several, with commas, when the school has several sites. */
  readonly sites: string;
  readonly boardNumber: string | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
}

/** A school and where it stands. */
export interface SchoolInState extends SchoolStanding {
  readonly facts: StandingFacts;
}

/** Where the school of this transaction stands. */
export async function findStanding(tx: TenantTx): Promise<SchoolInState> {
  const facts = await find<StandingFacts>(tx, standingQuery(sql`school.school_id = ${tx.schoolId}`));
  if (!facts) throw new Error('the school of a transaction exists');
  return { facts, ...stateOf(facts) };
}

/** Where every school of these boards stands, by name. */
export async function listStandingsOfBoards(
  tx: PlatformTx, boardNumbers: readonly string[],
): Promise<readonly SchoolInState[]> {
  const rows = await all<StandingFacts>(tx,
    standingQuery(sql`school.board_number = any(${[...boardNumbers]}::text[])`));
  return rows.map((facts) => ({ facts, ...stateOf(facts) }));
}

/** Where these schools stand, for whoever works through many of them. */
export async function listStandings(
  tx: PlatformTx, schoolIds: readonly string[],
): Promise<readonly SchoolInState[]> {
  const rows = await all<StandingFacts>(tx,
    standingQuery(sql`school.school_id = any(${[...schoolIds]}::uuid[])`));
  return rows.map((facts) => ({ facts, ...stateOf(facts) }));
}

function standingQuery(which: ReturnType<typeof sql>) {
  return sql<StandingFacts>`
    select school.school_id, school.name as school_name, school.board_number,
      (select string_agg(brin || site_code, ', ' order by brin, site_code) from school_site
        where school_site.school_id = school.school_id and valid_to is null) as sites,
      key_accepted_at, basispoort_accepted_at, roster_status, roster_progress, step1_completed_at,
      instructions_due_at, steps_opened_at, history_completed_at, results_link_at, roster_due_at, cancelled_at,
      coalesce(ordered.ordered_at, school.created_at) as ordered_at, ordered.contact_name, ordered.contact_email,
      (select min(coalesce(sent_at, created_at)) from mail_message
        where mail_message.school_id = school.school_id and kind in ('instructies', 'uitnodiging')) as invited_at,
      (select min(accepted_at) from agreement_acceptance
        where agreement_acceptance.school_id = school.school_id
          and agreement_version = ${agreementVersion}) as agreement_accepted_at,
      portal.portal_requested_at, portal.portal_withdrawn_at,
      las.key_trial, las.fault_code as las_fault_code, las.fault_at as las_fault_at,
      (select min(received_at) from delivery
        where delivery.school_id = school.school_id and starts_with(kind, 'history-')
          and status <> 'refused') as history_started_at,
      ${waitingColumns(sql`school.school_id`)},
      (select min(received_at) from delivery stopped
        where stopped.school_id = school.school_id and starts_with(kind, 'roster-')
          and status in ('refused', 'waiting') and not exists (select from delivery taken
            where taken.school_id = stopped.school_id and starts_with(taken.kind, 'roster-')
              and taken.status = 'accepted' and taken.received_at >= stopped.received_at)) as roster_stopped_at,
      sent.results_delivered, sent.results_refused, sent.first_delivered_at, sent.first_refused_at
    from school
    join onboarding using (school_id)
    left join las_connection las on las.school_id = school.school_id and las.ended_at is null
    left join lateral (
      select min(ordered_at) over () as ordered_at, contact_name, contact_email from licence_order
      where licence_order.school_id = school.school_id order by licence_order.ordered_at desc, order_id limit 1
    ) ordered on true
    left join lateral (
      select min(requested_at) as portal_requested_at,
        max(coalesce(revoked_at, closed_at))
          filter (where revoked_at is not null or closed_at is not null) as portal_withdrawn_at
      from basispoort_connection where basispoort_connection.school_id = school.school_id
    ) portal on true
    cross join lateral (
      select count(*) filter (where status = 'delivered')::int as results_delivered,
        count(*) filter (where status = 'refused')::int as results_refused,
        min(settled_at) filter (where status = 'delivered') as first_delivered_at,
        min(settled_at) filter (where status = 'refused') as first_refused_at
      from result_delivery where result_delivery.school_id = school.school_id
    ) sent
    where ${which}
    order by school.name, school.school_id`;
}
