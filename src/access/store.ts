import { all, find, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { Role } from './types.ts';

/** A person of Gebruikersbeheer with a role: at one school, or (service) at none. */
export interface PersonRow {
  readonly name: string;
  readonly role: 'administrator' | 'service';
  readonly schoolId: string | null;
  readonly schoolName: string | null;
}

/** The roles of a person, by name of the school. */
export function listRolesOfPerson(tx: PlatformTx, personId: string): Promise<readonly PersonRow[]> {
  return all<PersonRow>(tx, sql`
    select person.name, person_role.role, person_role.school_id, school.name as school_name
    from person_role
    join person using (person_id)
    left join school using (school_id)
    where person_id = ${personId}
    order by school.name, person_role.role`);
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
