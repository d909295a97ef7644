import { all, find, one, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { Season } from '../content/types.ts';
import { agreementVersion } from '../ordering/agreement.ts';
import type {
  GroupProgress, SchoolState, ServiceDelivery, ServiceMail, ServiceResults, ServiceSchool, Troubles,
} from './types.ts';
import { waitingColumns } from './waiting.ts';

const stateColumns = sql`school.school_id, school.name as school_name,
  agreement.accepted_at as agreement_accepted_at, agreement.accepted_at is not null as agreement_accepted,
  key_accepted_at, basispoort_accepted_at, roster_status, roster_progress, step1_completed_at,
  instructions_due_at, steps_opened_at, history_completed_at, results_link_at,
  roster_due_at, cancelled_at, las.fault_code as las_fault_code, las.fault_at as las_fault_at`;
const stateTables = sql`school
  join onboarding on onboarding.school_id = school.school_id
  left join agreement_acceptance agreement on agreement.school_id = school.school_id
    and agreement.agreement_version = ${agreementVersion}
  left join las_connection las on las.school_id = school.school_id and las.ended_at is null`;

/** Where the school of this transaction stands. */
export function getSchoolState(tx: TenantTx): Promise<SchoolState> {
  return one<SchoolState>(tx, sql`
    select ${stateColumns} from ${stateTables} where school.school_id = ${tx.schoolId}`);
}

/** What went wrong or waits, over the whole school. */
export function countTroubles(tx: TenantTx): Promise<Troubles> {
  const refused = (kinds: string) => sql`select count(*)::int from (
      select distinct on (kind) status from delivery
      where school_id = ${tx.schoolId} and starts_with(kind, ${kinds})
      order by kind, received_at desc) newest
    where status = 'refused'`;
  return one<Troubles>(tx, sql`select
    (${refused('roster-')}) as refused_rosters,
    (${refused('history-')}) as refused_histories,
    ${waitingColumns(sql`${tx.schoolId}::uuid`)},
    (select count(*)::int from site_request
      where school_id = ${tx.schoolId} and decided_at is null) as sites_asked,
    (select count(*)::int from result_delivery
      where school_id = ${tx.schoolId} and status = 'refused') as refused_results,
    (select count(*)::int from result_delivery
      where school_id = ${tx.schoolId} and status = 'waiting') as waiting_results`);
}

/**
 * How far groups are with the tests of one season, by name of the group, and last the row of all together, in
 * which a pupil of two groups counts once. Groups without pupils of year groups 3 to 8 are left out.
 * @param groupIds null: every group of the school
 */
export function listGroupProgress(
  tx: TenantTx, when: { readonly schoolYear: string; readonly season: Season },
  groupIds: readonly string[] | null,
): Promise<readonly GroupProgress[]> {
  return all<GroupProgress>(tx, sql`
    select member.group_id, member.name,
      count(distinct member.pupil_id)::int as pupils,
      count(distinct member.pupil_id) filter (where plan.plan_id is null)::int as unplanned,
      count(distinct member.pupil_id) filter (
        where plan.medium = 'screen' and plan.status in ('planned', 'started'))::int as to_take,
      count(distinct member.pupil_id) filter (
        where plan.medium = 'paper' and plan.status in ('planned', 'started'))::int as to_enter,
      count(distinct member.pupil_id) filter (where plan.status in ('submitted', 'scored'))::int as taken,
      count(distinct undelivered.result_id)::int as not_in_las
    from (${membersOf(tx, when.schoolYear, groupIds)}) member
    left join planned_test plan on plan.school_id = ${tx.schoolId} and plan.pupil_id = member.pupil_id
      and plan.school_year = ${when.schoolYear} and plan.moment_code like ${`${when.season}%`}
      and plan.status not in ('withdrawn', 'broken-off', 'invalid')
    left join (${undeliveredOf(tx, when.schoolYear)}) undelivered on undelivered.pupil_id = member.pupil_id
    group by grouping sets ((member.group_id, member.name), ())
    order by grouping(member.group_id), member.name, member.group_id`);
}

function membersOf(tx: TenantTx, schoolYear: string, groupIds: readonly string[] | null) {
  return sql`
    select class_group.group_id, class_group.name, pupil.pupil_id
    from class_group
    join group_pupil using (school_id, group_id)
    join pupil using (school_id, pupil_id)
    where class_group.school_id = ${tx.schoolId} and class_group.school_year = ${schoolYear}
      and class_group.active and group_pupil.left_on is null and pupil.active
      and pupil.year_group in ('3', '4', '5', '6', '7', '8')
      and (${groupIds === null}::boolean or class_group.group_id = any(${groupIds ?? []}::uuid[]))`;
}

/** Our own results, in force, that no LAS has taken: refused, waiting, or made before the results link. */
function undeliveredOf(tx: TenantTx, schoolYear: string) {
  return sql`
    select result_id, pupil_id
    from result
    where school_id = ${tx.schoolId} and school_year = ${schoolYear} and superseded_by is null
      and origin in ('screen', 'paper')
      and not exists (select from result_delivery
        where result_delivery.school_id = result.school_id and result_delivery.result_id = result.result_id
          and result_delivery.status = 'delivered')`;
}

const serviceColumns = sql`${stateColumns},
  (select string_agg(brin || site_code, ', ' order by brin, site_code)
    from school_site where school_site.school_id = school.school_id and valid_to is null) as sites`;

/** Schools one of whose sites begins with these characters (capitals), at most 50, by name. */
export function searchSchools(tx: PlatformTx, brinStart: string): Promise<readonly ServiceSchool[]> {
  return all<ServiceSchool>(tx, sql`
    select ${serviceColumns} from ${stateTables}
    where exists (select from school_site
      where school_site.school_id = school.school_id and starts_with(brin || site_code, ${brinStart}))
    order by school.name, school.school_id
    limit 50`);
}

/** One school, for customer service. */
export function findServiceSchool(tx: PlatformTx, schoolId: string): Promise<ServiceSchool | undefined> {
  return find<ServiceSchool>(tx, sql`
    select ${serviceColumns} from ${stateTables} where school.school_id = ${schoolId}`);
}

/** The last twenty deliveries of a school, the newest first. */
export function listServiceDeliveries(tx: PlatformTx, schoolId: string): Promise<readonly ServiceDelivery[]> {
  return all<ServiceDelivery>(tx, sql`
    select delivery_id, kind, status, received_at, counts from delivery
    where school_id = ${schoolId}
    order by received_at desc, delivery_id
    limit 20`);
}

/** Results on their way to the LAS, counted by state and fault. */
export function listServiceResults(tx: PlatformTx, schoolId: string): Promise<readonly ServiceResults[]> {
  return all<ServiceResults>(tx, sql`
    select status, fault_code, count(*)::int as count, max(coalesce(settled_at, queued_at)) as last_at
    from result_delivery
    where school_id = ${schoolId}
    group by status, fault_code
    order by status, fault_code`);
}

/** The last twenty mails about a school, the newest first; never to whom or with what text. */
export function listServiceMails(tx: PlatformTx, schoolId: string): Promise<readonly ServiceMail[]> {
  return all<ServiceMail>(tx, sql`
    select mail_id, kind, created_at, sent_at from mail_message
    where school_id = ${schoolId}
    order by created_at desc, mail_id
    limit 20`);
}
