import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { BoardGate, Gate } from '../access/gate.ts';
import { reaches } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { cancelSchool } from '../onboarding/cancel.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { arithmeticNormTable } from '../content/norms.ts';
import { planSeason } from '../planning/rules.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear } from '../roster/store.ts';
import { administratorPage } from './administrator-page.tsx';
import { serviceListPage, serviceSchoolPage } from './service-pages.tsx';
import { staffPage } from './staff-page.tsx';
import { appointStaff } from './staff-roles/actions.ts';
import { staffRolesPage } from './staff-roles/page.tsx';
import { listStaff } from './staff-roles/store.ts';
import { boardRoutes } from './boards/routes.ts';
import { siteRoutes } from './sites/routes.ts';
import { inviteAgain } from './states/contact.ts';
import { standingRoutes } from './states/routes.ts';
import {
  countTroubles, findServiceSchool, getSchoolState, listGroupProgress, listServiceDeliveries,
  listServiceMails, listServiceResults, searchSchools,
} from './store.ts';

/** The first page of everybody, the roles of staff, and the pages of customer service. */
export function homeRoutes(server: Server, platform: Platform, gate: Gate & BoardGate): void {
  server.get('/start', async (request, reply) => {
    const anybody = await gate.find(request);
    if (anybody?.schoolId === null) return reply.redirect('boards' in anybody ? '/bestuur' : '/klantenservice', 303);
    const viewer = await gate.school(request, reply);
    if (viewer.kind === 'pupil') return reply.redirect('/afname', 303);
    return page(reply, await startPage(platform, viewer));
  });
  staffRoleRoutes(server, platform, gate);
  standingRoutes(server, platform, gate);
  siteRoutes(server, platform, gate);
  boardRoutes(server, platform, gate);
  serviceRoutes(server, platform, gate);
}

function startPage(platform: Platform, viewer: SchoolViewer): Promise<string> {
  const today = plainDateInAmsterdam(platform.clock.now());
  const when = {
    schoolYear: currentSchoolYear(platform.clock), season: planSeason(arithmeticNormTable().periods, today),
  };
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'administration', async (tx) => {
    const [state, troubles] = [await getSchoolState(tx), await countTroubles(tx)];
    if (viewer.roles.includes('administrator')) return administratorPage(platform, viewer, state, troubles);
    const own = reaches(viewer, 'read-group-report') === 'school' ? null : viewer.ownGroupIds;
    const progress = await listGroupProgress(tx, when, own);
    return staffPage(platform, viewer, { state, troubles, progress, ...when });
  });
}

function staffRoleRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get('/beheer/medewerkers', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'manage-staff-roles');
    const staff = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'administration',
      (tx) => listStaff(tx, currentSchoolYear(platform.clock)));
    return page(reply, staffRolesPage(platform, viewer, staff));
  });
  const params = Type.Object({ staffId: Type.String({ format: 'uuid' }) });
  const body = Type.Object({
    role: Type.Union([Type.Literal('director'), Type.Literal('supervisor')]),
    given: Type.Union([Type.Literal('ja'), Type.Literal('nee')]),
  });
  server.post('/beheer/medewerkers/:staffId', { schema: { params, body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'manage-staff-roles');
    const { role, given } = request.body;
    const appointed = await appointStaff(platform, viewer, request.params.staffId, role, given === 'ja');
    if (!appointed.ok) throw new NotFound();
    return reply.redirect('/beheer/medewerkers', 303);
  });
}

function serviceRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({ brin: Type.String({ maxLength: 20, default: '' }) });
  server.get('/klantenservice', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.service(request);
    const query = request.query.brin.replace(/[^0-9A-Za-z]/gu, '').toUpperCase();
    const schools = await platform.doors.withPlatform((tx) => searchSchools(tx, query));
    return page(reply, serviceListPage(platform, viewer, { query, schools }));
  });
  const params = Type.Object({ schoolId: Type.String({ format: 'uuid' }) });
  server.get('/klantenservice/:schoolId', { schema: { params } }, async (request, reply) => {
    const viewer = await gate.service(request);
    const { schoolId } = request.params;
    const view = await platform.doors.withPlatform(async (tx) => ({
      school: await findServiceSchool(tx, schoolId),
      deliveries: await listServiceDeliveries(tx, schoolId),
      results: await listServiceResults(tx, schoolId),
      mails: await listServiceMails(tx, schoolId),
    }));
    const { school } = view;
    if (!school) throw new NotFound();
    return page(reply, serviceSchoolPage(platform, viewer, { ...view, school }));
  });
  server.post('/klantenservice/:schoolId/uitnodigen', { schema: { params } }, async (request, reply) => {
    const viewer = await gate.service(request);
    await inviteAgain(platform, request.params.schoolId, { kind: 'person', id: viewer.id });
    return reply.redirect(`/klantenservice/${request.params.schoolId}`, 303);
  });
  const body = Type.Object({ zeker: Type.Literal('on') });
  server.post('/klantenservice/:schoolId/opzeggen', { schema: { params, body } }, async (request, reply) => {
    const viewer = await gate.service(request);
    await cancelSchool(platform, request.params.schoolId, { kind: 'person', id: viewer.id });
    return reply.redirect(`/klantenservice/${request.params.schoolId}`, 303);
  });
}

function page(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
}
