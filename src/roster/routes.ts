import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { may, reaches } from '../access/rules.ts';
import { audit } from '../platform/audit/audit.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { groupPage, groupsPage } from './pages.tsx';
import { currentSchoolYear, findGroup, listGroupPupils, listGroups, listGroupStaff } from './store.ts';

/** The groups that somebody may see, and one of them with its pupils. */
export function rosterRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get('/groepen', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'read-group-report');
    const schoolYear = currentSchoolYear(platform.clock);
    const groups = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster',
      (tx) => listGroups(tx, { schoolYear }));
    const shown = reaches(viewer, 'read-group-report') === 'school'
      ? groups : groups.filter(({ groupId }) => viewer.ownGroupIds.includes(groupId));
    return reply.type('text/html; charset=utf-8').send(groupsPage(platform, viewer, schoolYear, shown));
  });
  const params = Type.Object({ groupId: Type.String({ format: 'uuid' }) });
  server.get('/groepen/:groupId', { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'read-group-report');
    const { groupId } = request.params;
    if (!may(viewer, 'read-group-report', { groupIds: [groupId] })) throw new NotFound();
    const view = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster', async (tx) => {
      const group = await findGroup(tx, groupId);
      if (!group) return undefined;
      await audit(tx, platform.clock.now(), 'group.read', { kind: 'group', id: groupId });
      return { group, staff: await listGroupStaff(tx, groupId), pupils: await listGroupPupils(tx, groupId) };
    });
    if (!view) throw new NotFound();
    return reply.type('text/html; charset=utf-8').send(groupPage(platform, viewer, view));
  });
}
