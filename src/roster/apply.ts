import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type {
  CurrentRoster,
  GroupRow,
  Membership,
  NewIdentifier,
  Placement,
  PlanContext,
  RosterChanges,
  StaffRow,
  PupilRow,
} from './plan.ts';
import { identifiersOf } from './store.ts';
import type { GroupStaffLink } from './types.ts';

/** The roster of the school as planRoster wants it: seven queries, whatever the size. */
export async function loadRoster(
  tx: TenantTx, { site, schoolYear }: Pick<PlanContext, 'site' | 'schoolYear'>,
): Promise<CurrentRoster> {
  const pupils = await all<CurrentRoster['pupils'][number]>(tx, sql`select p.pupil_id, p.last_name, p.prefix,
      p.first_names, p.initials, p.call_name, p.birth_date, p.gender, p.year_group_3_from as "yearGroup3From",
      p.year_group, p.active, p.left_on, p.sites, ${identifiersOf('pupil', 'p')} as identifiers
    from pupil p where p.school_id = ${tx.schoolId} order by p.pupil_id`);
  const staff = await all<CurrentRoster['staff'][number]>(tx, sql`select s.staff_id, s.last_name,
      s.prefix, s.call_name, s.email, s.sites, s.active, ${identifiersOf('staff', 's')} as identifiers
    from staff_member s where s.school_id = ${tx.schoolId} order by s.staff_id`);
  const groups = await all<GroupRow>(tx, sql`select group_id, school_year, kind, las_key, name,
      year_group, active, site
    from class_group
    where school_id = ${tx.schoolId} and site = ${site} and (school_year = ${schoolYear} or active)
    order by group_id`);
  const groupIds = sql`${groups.map(({ groupId }) => groupId)}::uuid[]`;
  const memberships = await all<Membership>(tx, sql`select group_id, pupil_id from group_pupil
    where school_id = ${tx.schoolId} and left_on is null and group_id = any(${groupIds})
    order by group_id, pupil_id`);
  const staffLinks = await all<GroupStaffLink>(tx, sql`select group_id, staff_id, role_codes from group_staff
    where school_id = ${tx.schoolId} and left_on is null and group_id = any(${groupIds})
    order by group_id, staff_id`);
  const placements = await all<Placement>(tx, sql`select pupil_id, year_group from pupil_placement
    where school_id = ${tx.schoolId} and school_year = ${schoolYear} order by pupil_id`);
  return { pupils, staff, groups, memberships, staffLinks, placements };
}

/** What writing needs beside the changes: the sealed form of an ECK iD, the day and the instant. */
export interface ApplyContext extends Pick<PlanContext, 'schoolYear' | 'today'> {
  readonly at: Date;
  readonly seal: (plain: string) => Uint8Array;
}

/**
 * Writes the changes, each kind of row in one statement. The caller's transaction makes it all or nothing.
 */
export async function applyRoster(
  tx: TenantTx,
  changes: RosterChanges,
  context: ApplyContext,
): Promise<void> {
  const { pupils, groups, staff } = changes;
  await insertPupils(tx, pupils.added, context.at);
  await updatePupils(tx, [...pupils.changed, ...pupils.gone], context.at);
  await insertGroups(tx, groups.added);
  await updateGroups(tx, [...groups.changed, ...groups.gone]);
  await insertStaff(tx, staff.added, context.at);
  await updateStaff(tx, [...staff.changed, ...staff.gone], context.at);
  await upsertIdentifiers(tx, 'pupil', changes.pupilIdentifiers, context);
  await upsertIdentifiers(tx, 'staff', changes.staffIdentifiers, context);
  await changeMemberships(tx, changes.memberships, context.today);
  await changeStaffLinks(tx, changes.staffLinks, context.today);
  await upsertPlacements(tx, changes.placements, context.schoolYear);
}

const pupilRecord =
  sql.raw(`as r("pupilId" uuid, "lastName" text, prefix text, "firstNames" text, initials text,
  "callName" text, "birthDate" date, gender text, "yearGroup3From" date, "yearGroup" text, active boolean,
  "leftOn" date, sites text[])`);

async function insertPupils(tx: TenantTx, rows: readonly PupilRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await change(tx, sql`insert into pupil (school_id, pupil_id, last_name, prefix, first_names, initials,
      call_name, birth_date, gender, year_group_3_from, year_group, active, left_on, sites,
      created_at, changed_at)
    select ${tx.schoolId}::uuid, "pupilId", "lastName", prefix, "firstNames", initials, "callName",
      "birthDate", gender, "yearGroup3From", "yearGroup", active, "leftOn", sites, ${at}::timestamptz,
      ${at}::timestamptz
    from jsonb_to_recordset(${jsonb(rows)}) ${pupilRecord}`);
}

async function updatePupils(tx: TenantTx, rows: readonly PupilRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await change(
    tx,
    sql`update pupil p set last_name = r."lastName", prefix = r.prefix, first_names = r."firstNames",
      initials = r.initials, call_name = r."callName", birth_date = r."birthDate", gender = r.gender,
      year_group_3_from = r."yearGroup3From", year_group = r."yearGroup", active = r.active,
      left_on = r."leftOn", sites = r.sites, changed_at = ${at}
    from jsonb_to_recordset(${jsonb(rows)}) ${pupilRecord}
    where p.school_id = ${tx.schoolId} and p.pupil_id = r."pupilId"`,
  );
}

const groupRecord = sql.raw(`as r("groupId" uuid, "schoolYear" text, kind text, "lasKey" text, name text,
  "yearGroup" text, active boolean, site text)`);

async function insertGroups(tx: TenantTx, rows: readonly GroupRow[]): Promise<void> {
  if (rows.length === 0) return;
  await change(tx, sql`insert into class_group
      (school_id, group_id, school_year, kind, las_key, name, year_group, active, site)
    select ${tx.schoolId}::uuid, "groupId", "schoolYear", kind, "lasKey", name, "yearGroup", active, site
    from jsonb_to_recordset(${jsonb(rows)}) ${groupRecord}`);
}

async function updateGroups(tx: TenantTx, rows: readonly GroupRow[]): Promise<void> {
  if (rows.length === 0) return;
  await change(tx, sql`update class_group g set las_key = r."lasKey", name = r.name,
      year_group = r."yearGroup", active = r.active
    from jsonb_to_recordset(${jsonb(rows)}) ${groupRecord}
    where g.school_id = ${tx.schoolId} and g.group_id = r."groupId"`);
}

const staffRecord = sql.raw(`as r("staffId" uuid, "lastName" text, prefix text, "callName" text, email text,
  sites text[], active boolean)`);

async function insertStaff(tx: TenantTx, rows: readonly StaffRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await change(tx, sql`insert into staff_member (school_id, staff_id, last_name, prefix, call_name, email,
      sites, active, created_at, changed_at)
    select ${tx.schoolId}::uuid, "staffId", "lastName", prefix, "callName", email, sites, active,
      ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${jsonb(rows)}) ${staffRecord}`);
}

async function updateStaff(tx: TenantTx, rows: readonly StaffRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await change(tx, sql`update staff_member s set last_name = r."lastName", prefix = r.prefix,
      call_name = r."callName", email = r.email, sites = r.sites, active = r.active, changed_at = ${at}
    from jsonb_to_recordset(${jsonb(rows)}) ${staffRecord}
    where s.school_id = ${tx.schoolId} and s.staff_id = r."staffId"`);
}

/** The last word about whose a key is, is the administration's: a key that moved goes along. */
async function upsertIdentifiers(
  tx: TenantTx, who: 'pupil' | 'staff', identifiers: readonly NewIdentifier[],
  { at, seal }: Pick<ApplyContext, 'at' | 'seal'>,
): Promise<void> {
  if (identifiers.length === 0) return;
  const rows = identifiers.map(({ plain, ...row }) =>
    ({ ...row, cipher: plain === null ? null : Buffer.from(seal(plain)).toString('base64') }));
  const person = sql.raw(`${who}_id`);
  await change(tx, sql`insert into ${sql.table(`${who}_identifier`)}
      (school_id, source, kind, value, ${person}, value_cipher, first_seen_at, last_seen_at)
    select ${tx.schoolId}::uuid, source, kind, value, "personId", decode(cipher, 'base64'),
      ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${jsonb(rows)}) as
      r(source text, kind text, value text, "personId" uuid, cipher text)
    on conflict (school_id, source, kind, value)
      do update set ${person} = excluded.${person}, last_seen_at = excluded.last_seen_at`);
}

async function changeMemberships(
  tx: TenantTx, { joined, left }: RosterChanges['memberships'], today: PlainDate,
): Promise<void> {
  if (left.length > 0) {
    await change(tx, sql`update group_pupil m set left_on = greatest(${today}::date, m.joined_on)
      from jsonb_to_recordset(${jsonb(left)}) as r("groupId" uuid, "pupilId" uuid)
      where m.school_id = ${tx.schoolId} and m.group_id = r."groupId" and m.pupil_id = r."pupilId"
        and m.left_on is null`);
  }
  if (joined.length === 0) return;
  await change(tx, sql`insert into group_pupil (school_id, group_id, pupil_id, joined_on)
    select ${tx.schoolId}::uuid, "groupId", "pupilId", ${today}::date
    from jsonb_to_recordset(${jsonb(joined)}) as r("groupId" uuid, "pupilId" uuid)
    on conflict (school_id, group_id, pupil_id, joined_on) do update set left_on = null`);
}

async function changeStaffLinks(
  tx: TenantTx, { joined, changed, left }: RosterChanges['staffLinks'], today: PlainDate,
): Promise<void> {
  const record = sql.raw('as r("groupId" uuid, "staffId" uuid, "roleCodes" text[])');
  if (left.length > 0) {
    await change(tx, sql`update group_staff l set left_on = greatest(${today}::date, l.joined_on)
      from jsonb_to_recordset(${jsonb(left)}) ${record}
      where l.school_id = ${tx.schoolId} and l.group_id = r."groupId" and l.staff_id = r."staffId"
        and l.left_on is null`);
  }
  if (changed.length > 0) {
    await change(tx, sql`update group_staff l set role_codes = r."roleCodes"
      from jsonb_to_recordset(${jsonb(changed)}) ${record}
      where l.school_id = ${tx.schoolId} and l.group_id = r."groupId" and l.staff_id = r."staffId"
        and l.left_on is null`);
  }
  if (joined.length === 0) return;
  await change(tx, sql`insert into group_staff (school_id, group_id, staff_id, role_codes, joined_on)
    select ${tx.schoolId}::uuid, "groupId", "staffId", "roleCodes", ${today}::date
    from jsonb_to_recordset(${jsonb(joined)}) ${record}
    on conflict (school_id, group_id, staff_id, joined_on)
      do update set left_on = null, role_codes = excluded.role_codes`);
}

async function upsertPlacements(
  tx: TenantTx,
  placements: readonly Placement[],
  schoolYear: string,
): Promise<void> {
  if (placements.length === 0) return;
  await change(
    tx,
    sql`insert into pupil_placement (school_id, pupil_id, school_year, year_group)
    select ${tx.schoolId}::uuid, "pupilId", ${schoolYear}, "yearGroup"
    from jsonb_to_recordset(${jsonb(placements)}) as r("pupilId" uuid, "yearGroup" text)
    on conflict (school_id, pupil_id, school_year) do update set year_group = excluded.year_group`,
  );
}
