import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { schoolYearOf } from '../base/school-year.ts';
import type { Actor } from '../platform/database/tenancy.ts';
import type { SessionUser } from '../platform/http/session.ts';
import type { Platform } from '../platform/platform.ts';
import { callNameAndLast } from '../ui/format.ts';
import {
  findPupil, findStaffMember, listOwnGroupIds, listRolesOfPerson, type MemberRow, type PersonRow,
} from './store.ts';
import type { BoardViewer, SchoolViewer, ServiceViewer, Viewer } from './types.ts';

/**
 * Who a session belongs to, as it stands at this moment: a role that was withdrawn, a group that ended or a
 * person who left counts from the next request on.
 * @returns null when nothing is left of what the session stood for
 */
export async function findViewer(platform: Platform, user: SessionUser): Promise<Viewer | null> {
  if (user.kind === 'person') return findPersonViewer(platform, user);
  if (user.schoolId === null) return null;
  return user.kind === 'staff'
    ? findStaffViewer(platform, user.id, user.schoolId)
    : findPupilViewer(platform, user.id, user.schoolId);
}

async function findPersonViewer(platform: Platform, { id, schoolId }: SessionUser): Promise<Viewer | null> {
  const roles = await platform.doors.withPlatform((tx) => listRolesOfPerson(tx, id));
  const here = roles.filter((row) => row.schoolId === schoolId);
  const [role] = here;
  if (!role) return null;
  if (role.schoolId === null) return viewerOfManySchools(id, here);
  return {
    kind: 'person', id, schoolId: role.schoolId, schoolName: role.schoolName ?? '', label: role.name,
    roles: ['administrator'], ownGroupIds: [], actor: { kind: 'person', id },
  };
}

function viewerOfManySchools(id: string, roles: readonly PersonRow[]): ServiceViewer | BoardViewer {
  const base = { kind: 'person', id, schoolId: null, label: roles[0]?.name ?? '' } as const;
  if (roles.some(({ role }) => role === 'service')) return { ...base, roles: ['service'] };
  const boards = roles.flatMap(({ boardNumber, boardName }) =>
    (boardNumber === null ? [] : [{ boardNumber, name: boardName ?? boardNumber }]));
  return { ...base, roles: ['board'], boards };
}

async function findStaffViewer(
  platform: Platform, id: string, schoolId: string,
): Promise<SchoolViewer | null> {
  const actor: Actor = { kind: 'staff', id };
  const schoolYear = schoolYearOf(plainDateInAmsterdam(platform.clock.now()));
  return platform.doors.withTenant(schoolId, actor, 'sign-in', async (tx) => {
    const member = await findStaffMember(tx, id);
    if (!member) return null;
    const ownGroupIds = await listOwnGroupIds(tx, id, schoolYear);
    const roles = ownGroupIds.length > 0 ? [...member.roles, 'teacher' as const] : member.roles;
    return { kind: 'staff', id, schoolId, ...shown(member), roles, ownGroupIds, actor };
  });
}

async function findPupilViewer(
  platform: Platform, id: string, schoolId: string,
): Promise<SchoolViewer | null> {
  const actor: Actor = { kind: 'pupil', id };
  const pupil = await platform.doors.withTenant(schoolId, actor, 'sign-in', (tx) => findPupil(tx, id));
  if (!pupil) return null;
  // A child reads its call name, not its family name.
  const label = pupil.callName ?? pupil.lastName;
  return { kind: 'pupil', id, schoolId, ...shown(pupil), label, roles: ['pupil'], ownGroupIds: [], actor };
}

function shown(member: MemberRow): { readonly label: string; readonly schoolName: string } {
  return { label: callNameAndLast(member), schoolName: member.schoolName };
}
