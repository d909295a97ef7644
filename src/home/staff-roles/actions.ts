import { ok, refuse, type Result } from '../../base/result.ts';
import type { SchoolViewer } from '../../access/types.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Platform } from '../../platform/platform.ts';
import { deleteStaffRole, insertStaffRole, worksHere } from './store.ts';

/** Roles that a school gives itself; all others follow from the LAS or from the order. */
export type AppointedRole = 'director' | 'supervisor';

/** Gives a member of staff a role or takes it away; what is so already stays so, and leaves no event.
 * @param given whether this person should have the role from now on */
export async function appointStaff(
  platform: Platform, viewer: SchoolViewer, staffId: string, role: AppointedRole, given: boolean,
): Promise<Result<null, 'no-such-staff'>> {
  const at = platform.clock.now();
  const by = `${viewer.actor.kind}:${viewer.actor.id}`;
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'administration', async (tx) => {
    if (!await worksHere(tx, staffId)) return refuse('no-such-staff');
    const changed = given
      ? await insertStaffRole(tx, { staffId, role, by, at }) : await deleteStaffRole(tx, staffId, role);
    if (changed) {
      const event = given ? 'role.granted' : 'role.withdrawn';
      await audit(tx, at, event, { kind: 'staff', id: staffId }, { role });
    }
    return ok(null);
  });
}
