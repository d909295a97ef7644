import { present } from '../base/assert.ts';
import { all, change, find, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { KnownMember, SchoolFacts } from './admission.ts';
import type { Role } from './types.ts';

/** A person of Gebruikersbeheer with a role: at one school, at one board, or (service) at neither. */
export interface PersonRow {
  readonly name: string;
  readonly role: 'administrator' | 'board' | 'service';
  readonly boardNumber: string | null;
  readonly boardName: string | null;
  readonly schoolId: string | null;
  readonly schoolName: string | null;
}

/** The roles of a person, by name of the school. */
export function listRolesOfPerson(tx: PlatformTx, personId: string): Promise<readonly PersonRow[]> {
  return all<PersonRow>(tx, sql`
    select person.name, person_role.role, person_role.school_id, school.name as school_name,
      person_role.board_number, board.name as board_name
    from person_role
    join person using (person_id)
    left join school using (school_id)
    left join board on board.board_number = person_role.board_number
    where person_id = ${personId}
    order by school.name, person_role.role, person_role.board_number`);
}

/** A member of staff or a pupil, as far as signing in needs to know. */
export interface MemberRow {
  readonly callName: string | null;
  readonly prefix: string | null;
  readonly lastName: string;
  readonly schoolName: string;
}

/** A member of staff who works at the school now, with the roles appointed here. */
export function findStaffMember(
  tx: TenantTx, staffId: string,
): Promise<(MemberRow & { readonly roles: readonly Role[] }) | undefined> {
  return find(tx, sql`
    select staff.call_name, staff.prefix, staff.last_name, school.name as school_name,
      array(select role from staff_role where school_id = staff.school_id and staff_id = staff.staff_id
        order by role) as roles
    from staff_member staff
    join school using (school_id)
    where staff.school_id = ${tx.schoolId} and staff.staff_id = ${staffId} and staff.active`);
}

/** Groups of a school year that the LAS links to this member of staff now, in order of id. */
export async function listOwnGroupIds(
  tx: TenantTx, staffId: string, schoolYear: string,
): Promise<readonly string[]> {
  const rows = await all<{ groupId: string }>(tx, sql`
    select distinct group_id from group_staff
    join class_group using (school_id, group_id)
    where school_id = ${tx.schoolId} and staff_id = ${staffId} and left_on is null
      and class_group.active and school_year = ${schoolYear}
    order by group_id`);
  return rows.map(({ groupId }) => groupId);
}

/** A pupil who is at the school now. */
export function findPupil(tx: TenantTx, pupilId: string): Promise<MemberRow | undefined> {
  return find(tx, sql`
    select pupil.call_name, pupil.prefix, pupil.last_name, school.name as school_name
    from pupil
    join school using (school_id)
    where pupil.school_id = ${tx.schoolId} and pupil.pupil_id = ${pupilId} and pupil.active`);
}

/** The school that the portal knows by this number, with how far it is. */
export function findSchoolOfInstitution(
  tx: PlatformTx, institutionId: number,
): Promise<SchoolFacts | undefined> {
  return find<SchoolFacts>(tx, sql`
    select school_id, granted_at, coalesce(revoked_at, closed_at) as revoked_at, step1_completed_at
    from basispoort_connection
    join onboarding using (school_id)
    where institution_id = ${institutionId}`);
}

/** Whom the portal's keys lead to in the roster; one row a key at most. */
export function listKnownMembers(
  tx: TenantTx, kind: 'staff' | 'pupil',
  keys: { readonly eckIdDigest: string | null; readonly basispoortId: string | null },
): Promise<readonly KnownMember[]> {
  const tables = kind === 'staff'
    ? { identifier: sql`staff_identifier`, member: sql`staff_member`, id: sql`staff_id` }
    : { identifier: sql`pupil_identifier`, member: sql`pupil`, id: sql`pupil_id` };
  return all<KnownMember>(tx, sql`
    select identifier.kind, identifier.${tables.id} as member_id, member.active
    from ${tables.identifier} identifier
    join ${tables.member} member using (school_id, ${tables.id})
    where identifier.school_id = ${tx.schoolId}
      and ((identifier.source = 'eckid' and identifier.kind = 'eckid'
          and identifier.value = ${keys.eckIdDigest})
        or (identifier.source = 'basispoort' and identifier.kind = 'basispoort-id'
          and identifier.value = ${keys.basispoortId}))
    order by identifier.kind`);
}

/** Who has this address, already trimmed and in small letters. */
export async function findPersonIdByEmail(tx: PlatformTx, email: string): Promise<string | undefined> {
  const row = await find<{ personId: string }>(tx, sql`select person_id from person where email = ${email}`);
  return row?.personId;
}

/** The person with this address, made when there is none; an existing name stays. */
export async function savePerson(
  tx: PlatformTx,
  person: { readonly personId: string; readonly email: string; readonly name: string; readonly at: Date },
): Promise<string> {
  await change(tx, sql`insert into person (person_id, email, name, created_at)
    values (${person.personId}, ${person.email}, ${person.name}, ${person.at})
    on conflict (email) do nothing`);
  return present(await findPersonIdByEmail(tx, person.email), 'a person that was just saved');
}

/** Gives a person a role; once is enough. Null as school is customer service. */
export async function grantPersonRole(
  tx: PlatformTx, personId: string, schoolId: string | null, at: Date,
): Promise<void> {
  await change(tx, sql`insert into person_role (school_id, person_id, role, granted_at)
    values (${schoolId}, ${personId}, ${schoolId === null ? 'service' : 'administrator'}, ${at})
    on conflict do nothing`);
}

/** Makes a person somebody of a board; once is enough. */
export async function grantBoardRole(
  tx: PlatformTx, personId: string, boardNumber: string, at: Date,
): Promise<void> {
  await change(tx, sql`insert into person_role (school_id, person_id, role, granted_at, board_number)
    values (null, ${personId}, 'board', ${at}, ${boardNumber}) on conflict do nothing`);
}

/**
 * Staff with this address, already trimmed and in small letters, who may sign in at a school whose step 1 is done: one
 * a school. An address that two people of a school share says of neither who it is.
 */
export function listStaffByEmail(
  tx: PlatformTx, email: string,
): Promise<readonly { readonly staffId: string; readonly schoolId: string; readonly schoolName: string }[]> {
  return all(tx, sql`
    select (array_agg(staff.staff_id))[1] as staff_id, staff.school_id, school.name as school_name
    from staff_member staff
    join school using (school_id)
    join onboarding using (school_id)
    where lower(btrim(staff.email)) = ${email} and staff.active and onboarding.step1_completed_at is not null
    group by staff.school_id, school.name
    having count(*) = 1
    order by school.name, staff.school_id`);
}

/** Keeps a link by the hash of its token, and forgets the ones that expired a month ago. */
export async function insertInvitation(tx: PlatformTx, link: Whose & {
  readonly tokenHash: string;
  readonly schoolId: string | null;
  readonly hours: number;
}): Promise<void> {
  await change(tx, sql`delete from invitation where expires_at < now() - interval '30 days'`);
  await change(tx, sql`insert into invitation (token_hash, person_id, staff_id, school_id, expires_at)
    values (${link.tokenHash}, ${link.personId ?? null}, ${link.staffId ?? null}, ${link.schoolId},
      now() + make_interval(hours => ${link.hours}::int))`);
}

/** Whose a link is: somebody of Gebruikersbeheer, or a member of staff. */
export type Whose =
  | { readonly personId: string; readonly staffId?: never }
  | { readonly staffId: string; readonly personId?: never };

/** A link whose role still stands, or whose member of staff is still at the school, with for whom it is. */
export function findInvitation(tx: PlatformTx, tokenHash: string): Promise<{
  /** Null for staff, whose names this door does not see. */
  readonly personName: string | null;
  readonly schoolName: string | null;
  readonly used: boolean;
  readonly expired: boolean;
} | undefined> {
  return find(tx, sql`
    select person.name as person_name, school.name as school_name, used_at is not null as used,
      expires_at <= now() as expired
    from invitation
    left join person using (person_id)
    left join school on school.school_id = invitation.school_id
    where token_hash = ${tokenHash} and ${standing}`);
}

/**
 * Marks a link as used and tells whose it was; nothing when it was used before, is too old, or what it stood for has
 * ended.
 */
export function useInvitation(tx: PlatformTx, tokenHash: string): Promise<{
  readonly personId: string | null; readonly staffId: string | null; readonly schoolId: string | null;
} | undefined> {
  return find(tx, sql`
    update invitation set used_at = now()
    where token_hash = ${tokenHash} and used_at is null and expires_at > now() and ${standing}
    returning person_id, staff_id, school_id`);
}

/** The person still has the role, or the member of staff still works there under a mail address. */
const standing = sql`(exists (select from person_role where person_role.person_id = invitation.person_id
    and person_role.school_id is not distinct from invitation.school_id)
  or exists (select from staff_member staff where staff.school_id = invitation.school_id
    and staff.staff_id = invitation.staff_id and staff.active))`;
