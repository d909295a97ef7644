import { all, change, find, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { comparePersonNames, compareText, type PersonName } from '../../ui/format.ts';
import type { AppointedRole } from './actions.ts';

/** Somebody who works at the school, with the roles appointed here and the groups that the LAS links. */
export interface StaffRow extends PersonName {
  readonly staffId: string;
  readonly roles: readonly AppointedRole[];
  readonly groupNames: readonly string[];
}

/** Everybody who works at the school now, as the Dutch sort names. */
export async function listStaff(tx: TenantTx, schoolYear: string): Promise<readonly StaffRow[]> {
  const rows = await all<StaffRow>(tx, sql`
    select staff_id, call_name, prefix, last_name,
      array(select role from staff_role
        where staff_role.school_id = staff.school_id and staff_role.staff_id = staff.staff_id
        order by role) as roles,
      array(select distinct class_group.name from group_staff
        join class_group using (school_id, group_id)
        where group_staff.school_id = staff.school_id and group_staff.staff_id = staff.staff_id
          and group_staff.left_on is null and class_group.active and class_group.school_year = ${schoolYear}
        order by class_group.name) as group_names
    from staff_member staff
    where school_id = ${tx.schoolId} and active`);
  return [...rows].sort((a, b) => comparePersonNames(a, b) || compareText(a.staffId, b.staffId));
}

/** Whether this member of staff works at the school now. */
export async function worksHere(tx: TenantTx, staffId: string): Promise<boolean> {
  return await find(tx, sql`select 1 from staff_member
    where school_id = ${tx.schoolId} and staff_id = ${staffId} and active`) !== undefined;
}

/** Gives a role.
 * @returns false when it was given before */
export async function insertStaffRole(tx: TenantTx, given: {
  readonly staffId: string; readonly role: AppointedRole; readonly by: string; readonly at: Date;
}): Promise<boolean> {
  return await change(tx, sql`
    insert into staff_role (school_id, staff_id, role, granted_by, granted_at)
    values (${tx.schoolId}, ${given.staffId}, ${given.role}, ${given.by}, ${given.at})
    on conflict do nothing`) === 1;
}

/** Takes a role away.
 * @returns false when there was none */
export async function deleteStaffRole(tx: TenantTx, staffId: string, role: AppointedRole): Promise<boolean> {
  return await change(tx, sql`delete from staff_role
    where school_id = ${tx.schoolId} and staff_id = ${staffId} and role = ${role}`) === 1;
}
