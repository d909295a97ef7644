import { assert } from '../base/assert.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { schoolYearOf, type SchoolYear } from '../base/school-year.ts';
import type { Clock } from '../platform/clock/clock.ts';
import { all, find, jsonb, one, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { comparePersonNames, compareText } from '../ui/format.ts';
import type {
  ClassGroup, GroupSummary, GroupYears, Identifier, LasIdentity, Pupil, PupilIdentity, PupilName, StaffName,
} from './types.ts';

/** The school year of today, by the clock of the domain. */
export function currentSchoolYear(clock: Clock): SchoolYear {
  return schoolYearOf(plainDateInAmsterdam(clock.now()));
}

const groupColumns = sql.raw('g.group_id, g.school_year, g.kind, g.name, g.year_group, g.active, g.site');

/**
 * The groups of a school year that exist now: home groups by year group and name, then groups across them.
 */
export async function listGroups(
  tx: TenantTx, { schoolYear }: { readonly schoolYear: string },
): Promise<readonly GroupSummary[]> {
  const groups = await all<ClassGroup & { pupilCount: number }>(tx, sql`
    select ${groupColumns}, (select count(*) from group_pupil m where m.school_id = g.school_id
      and m.group_id = g.group_id and m.left_on is null)::int as pupil_count
    from class_group g where g.school_id = ${tx.schoolId} and g.school_year = ${schoolYear} and g.active`);
  const staff = await staffByGroup(tx, groups.map(({ groupId }) => groupId));
  return sortedGroups(groups.map((group) => ({ ...group, staff: staff.get(group.groupId) ?? [] })));
}

function sortedGroups<Group extends ClassGroup>(groups: readonly Group[]): readonly Group[] {
  return groups.toSorted((a, b) => compareText(a.kind, b.kind) || compareText(a.site, b.site)
    || compareText(a.name, b.name) || compareText(a.groupId, b.groupId));
}

/** The sites of which pupils are at the school now, `99XX00`. */
export async function listSitesWithPupils(tx: TenantTx): Promise<readonly string[]> {
  const rows = await all<{ site: string }>(tx, sql`select distinct unnest(sites) as site from pupil
    where school_id = ${tx.schoolId} and active order by site`);
  return rows.map(({ site }) => site);
}

/** A group of this school, of any year; undefined when there is none with that id. */
export function findGroup(tx: TenantTx, groupId: string): Promise<ClassGroup | undefined> {
  return find<ClassGroup>(tx, sql`select ${groupColumns} from class_group g
    where g.school_id = ${tx.schoolId} and g.group_id = ${groupId}`);
}

/** These groups of this school, of any year; sorted as `listGroups`. */
export async function listGroupsById(tx: TenantTx, groupIds: readonly string[]): Promise<readonly ClassGroup[]> {
  return sortedGroups(await all<ClassGroup>(tx, sql`select ${groupColumns} from class_group g
    where g.school_id = ${tx.schoolId} and g.group_id = any(${groupIds}::uuid[])`));
}

/** A group that must exist. */
export async function getGroup(tx: TenantTx, groupId: string): Promise<ClassGroup> {
  const group = await findGroup(tx, groupId);
  assert(group, `group ${groupId} does not exist`);
  return group;
}

/** The staff who are linked to a group now, as the Dutch sort names. */
export async function listGroupStaff(tx: TenantTx, groupId: string): Promise<readonly StaffName[]> {
  return (await staffByGroup(tx, [groupId])).get(groupId) ?? [];
}

async function staffByGroup(
  tx: TenantTx, groupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StaffName[]>> {
  const rows = await all<StaffName & { groupId: string }>(tx, sql`
    select l.group_id, s.staff_id, s.call_name, s.prefix, s.last_name from group_staff l
    join staff_member s on s.school_id = l.school_id and s.staff_id = l.staff_id
    where l.school_id = ${tx.schoolId} and l.left_on is null and s.active
      and l.group_id = any(${groupIds}::uuid[])`);
  const sorted = [...rows].sort((a, b) => comparePersonNames(a, b) || compareText(a.staffId, b.staffId));
  return Map.groupBy(sorted, ({ groupId }) => groupId);
}

/** Home group and composite groups that a pupil is in now, home group first. */
export async function groupsOfPupil(tx: TenantTx, pupilId: string): Promise<readonly ClassGroup[]> {
  return all<ClassGroup>(tx, sql`select ${groupColumns} from group_pupil m
    join class_group g on g.school_id = m.school_id and g.group_id = m.group_id
    where m.school_id = ${tx.schoolId} and m.pupil_id = ${pupilId} and m.left_on is null and g.active
    order by g.kind, g.name, g.group_id`);
}

/** How many pupils, groups and staff the school has now. */
export async function countRoster(
  tx: TenantTx,
): Promise<{ readonly pupils: number; readonly groups: number; readonly staff: number }> {
  return one(tx, sql`select
    (select count(*) from pupil where school_id = ${tx.schoolId} and active)::int as pupils,
    (select count(*) from class_group where school_id = ${tx.schoolId} and active)::int as groups,
    (select count(*) from staff_member where school_id = ${tx.schoolId} and active)::int as staff`);
}

const nameColumns = sql.raw('p.pupil_id, p.call_name, p.prefix, p.last_name, p.year_group');

/** The pupils who are in a group now, as the Dutch sort names. */
export async function listGroupPupils(tx: TenantTx, groupId: string): Promise<readonly PupilName[]> {
  return sortedByName(await all<PupilName>(tx, sql`select ${nameColumns} from group_pupil m
    join pupil p on p.school_id = m.school_id and p.pupil_id = m.pupil_id
    where m.school_id = ${tx.schoolId} and m.group_id = ${groupId} and m.left_on is null and p.active`));
}

/** The pupils who were in a group on its last day, for a group that is no more; as the Dutch sort names. */
export async function listLastMembers(tx: TenantTx, groupId: string): Promise<readonly PupilName[]> {
  return sortedByName(await all<PupilName>(tx, sql`select distinct ${nameColumns} from group_pupil m
    join pupil p on p.school_id = m.school_id and p.pupil_id = m.pupil_id
    where m.school_id = ${tx.schoolId} and m.group_id = ${groupId}
      and m.left_on = (select max(left_on) from group_pupil
        where school_id = ${tx.schoolId} and group_id = ${groupId})`));
}

/** The pupils who are in these groups now, once for each of the groups; sorted as the Dutch sort names. */
export async function listMembers(
  tx: TenantTx, groupIds: readonly string[],
): Promise<readonly (PupilName & { readonly groupId: string })[]> {
  return [...await all<PupilName & { groupId: string }>(tx, sql`select ${nameColumns}, m.group_id from group_pupil m
    join pupil p on p.school_id = m.school_id and p.pupil_id = m.pupil_id
    where m.school_id = ${tx.schoolId} and m.group_id = any(${groupIds}::uuid[]) and m.left_on is null and p.active`)]
    .sort((a, b) => comparePersonNames(a, b) || compareText(a.pupilId, b.pupilId));
}

/** The groups of a school year that exist now, each with how many pupils of which year group are in it; sorted as
 * `listGroups`. */
export async function listGroupYears(tx: TenantTx, schoolYear: string): Promise<readonly GroupYears[]> {
  const groups = await all<GroupYears>(tx, sql`
    select ${groupColumns}, coalesce((select jsonb_object_agg(own.year_group, own.pupils) from (
      select p.year_group, count(*)::int as pupils from group_pupil m
      join pupil p on p.school_id = m.school_id and p.pupil_id = m.pupil_id
      where m.school_id = g.school_id and m.group_id = g.group_id and m.left_on is null and p.active
        and p.year_group is not null group by p.year_group) as own), '{}') as years
    from class_group g where g.school_id = ${tx.schoolId} and g.school_year = ${schoolYear} and g.active`);
  return sortedGroups(groups);
}

/** Every pupil who is at the school now, as the Dutch sort names. */
export async function listPupilsNow(tx: TenantTx): Promise<readonly PupilName[]> {
  return sortedByName(await all<PupilName>(tx, sql`select ${nameColumns} from pupil p
    where p.school_id = ${tx.schoolId} and p.active`));
}

/** The names of these pupils, also of those who left; sorted as the Dutch sort names. */
export async function listPupilNames(
  tx: TenantTx,
  pupilIds: readonly string[],
): Promise<readonly PupilName[]> {
  return sortedByName(
    await all<PupilName>(
      tx,
      sql`select ${nameColumns} from pupil p
    where p.school_id = ${tx.schoolId} and p.pupil_id = any(${pupilIds}::uuid[])`,
    ),
  );
}

/** The names of these members of staff, also of those who left. */
export async function listStaffNames(
  tx: TenantTx, staffIds: readonly string[],
): Promise<readonly (StaffName & { readonly email: string | null })[]> {
  return all(tx, sql`select staff_id, call_name, prefix, last_name, email from staff_member
    where school_id = ${tx.schoolId} and staff_id = any(${staffIds}::uuid[]) order by staff_id`);
}

/** The names of these groups, by id. */
export async function listGroupNames(
  tx: TenantTx, groupIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await all<{ groupId: string; name: string }>(tx, sql`select group_id, name from class_group
    where school_id = ${tx.schoolId} and group_id = any(${groupIds}::uuid[])`);
  return new Map(rows.map(({ groupId, name }) => [groupId, name]));
}

/** The names of the groups that these pupils are in now, by pupil; home group first. */
export async function groupNamesOfPupils(
  tx: TenantTx, pupilIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await all<{ pupilId: string; name: string }>(tx, sql`select m.pupil_id, g.name from group_pupil m
    join class_group g on g.school_id = m.school_id and g.group_id = m.group_id
    where m.school_id = ${tx.schoolId} and m.pupil_id = any(${pupilIds}::uuid[]) and m.left_on is null and g.active
    order by m.pupil_id, g.kind, g.name, g.group_id`);
  return new Map(Map.groupBy(rows, ({ pupilId }) => pupilId).entries()
    .map(([pupilId, groups]) => [pupilId, groups.map(({ name }) => name)]));
}

/** By which keys administrations know these pupils, by pupil; a key that several formats share stands once. */
export async function lasKeysOfPupils(
  tx: TenantTx, pupilIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await all<{ pupilId: string; value: string }>(tx, sql`select distinct pupil_id, value
    from pupil_identifier
    where school_id = ${tx.schoolId} and kind = 'las-key' and pupil_id = any(${pupilIds}::uuid[])
    order by pupil_id, value`);
  return new Map(Map.groupBy(rows, ({ pupilId }) => pupilId).entries()
    .map(([pupilId, keys]) => [pupilId, keys.map(({ value }) => value)]));
}

/** These pupils with what tells them apart; sorted as the Dutch sort names. */
export async function listPupils(tx: TenantTx, pupilIds: readonly string[]): Promise<readonly Pupil[]> {
  return [...await all<Pupil>(tx, sql`select ${pupilColumns} from pupil p
    where p.school_id = ${tx.schoolId} and p.pupil_id = any(${pupilIds}::uuid[])`)]
    .sort((a, b) => comparePersonNames(a, b) || compareText(a.pupilId, b.pupilId));
}

function sortedByName(pupils: readonly PupilName[]): readonly PupilName[] {
  return [...pupils].sort((a, b) => comparePersonNames(a, b) || compareText(a.pupilId, b.pupilId));
}

const pupilColumns = sql`${nameColumns}, p.first_names, p.initials, p.birth_date, p.gender, p.active,
  p.left_on`;

/** A pupil of this school, also one who left; undefined when there is none with that id. */
export function findPupil(tx: TenantTx, pupilId: string): Promise<Pupil | undefined> {
  return find<Pupil>(tx, sql`select ${pupilColumns} from pupil p
    where p.school_id = ${tx.schoolId} and p.pupil_id = ${pupilId}`);
}

/** Year group by pupil in a school year, for those of whom it is known: what an old result is placed by. */
export async function placementOf(
  tx: TenantTx, pupilIds: readonly string[], schoolYear: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await all<{ pupilId: string; yearGroup: string }>(tx, sql`select pupil_id, year_group
    from pupil_placement where school_id = ${tx.schoolId} and school_year = ${schoolYear}
      and pupil_id = any(${pupilIds}::uuid[])`);
  return new Map(rows.map(({ pupilId, yearGroup }) => [pupilId, yearGroup]));
}

/**
 * Every pupil the school ever had, with what matching needs; for intake and history, never for a page as it
 * is.
 */
export async function listPupilIdentities(tx: TenantTx): Promise<readonly PupilIdentity[]> {
  return all<PupilIdentity>(tx, sql`select ${pupilColumns},
      ${identifiersOf('pupil', 'p')} as identifiers
    from pupil p
    where p.school_id = ${tx.schoolId} order by p.pupil_id`);
}

/** The key and ECK iD by which the LAS knows these pupils, the newest first. Who came by file alone has no key, and
 * without an ECK iD no row. */
export async function listLasIdentities(
  tx: TenantTx, pupilIds: readonly string[],
): Promise<readonly LasIdentity[]> {
  return all<LasIdentity>(tx, sql`select distinct on (i.pupil_id) i.pupil_id,
      case i.kind when 'las-key' then i.value end as las_key,
      coalesce(case i.kind when 'eckid' then i.value_cipher end, e.value_cipher) as eck_id_cipher
    from pupil_identifier i
    left join pupil_identifier e on e.school_id = i.school_id and e.pupil_id = i.pupil_id and e.kind = 'eckid'
    where i.school_id = ${tx.schoolId} and i.source in ('uwlr', 'eckid') and i.kind in ('las-key', 'eckid')
      and i.pupil_id = any(${pupilIds}::uuid[])
    order by i.pupil_id, i.kind = 'las-key' desc, i.last_seen_at desc, i.value, e.last_seen_at desc`);
}

/** Pupil by identifier, for those that are known. */
export async function findPupilsByIdentifier(
  tx: TenantTx, identifiers: readonly Identifier[],
): Promise<readonly (Identifier & { readonly pupilId: string })[]> {
  return all(tx, sql`select i.source, i.kind, i.value, i.pupil_id from pupil_identifier i
    join jsonb_to_recordset(${jsonb(identifiers)}) as r(source text, kind text, value text)
      on r.source = i.source and r.kind = i.kind and r.value = i.value
    where i.school_id = ${tx.schoolId}`);
}

/** The identifiers of a row as one JSON array, in a fixed order. */
export function identifiersOf(who: 'pupil' | 'staff', alias: 'p' | 's') {
  return sql.raw(`coalesce((select jsonb_agg(
      jsonb_build_object('source', i.source, 'kind', i.kind, 'value', i.value)
      order by i.source, i.kind, i.value) from ${who}_identifier i
    where i.school_id = ${alias}.school_id and i.${who}_id = ${alias}.${who}_id), '[]'::jsonb)`);
}
