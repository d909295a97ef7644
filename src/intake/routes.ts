import { Type } from 'typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import { audit } from '../platform/audit/audit.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import { uploadedFile } from '../platform/http/upload.ts';
import type { Platform } from '../platform/platform.ts';
import { listSites } from '../onboarding/store.ts';
import { currentSchoolYear, listPupilNames } from '../roster/store.ts';
import { viewDelivery, type AcceptRefusal } from './accept.ts';
import { deliveriesPage } from './deliveries-page.tsx';
import { deliveryPage } from './delivery-page.tsx';
import { acceptByPerson, receiveEdexml } from './edexml-actions.ts';
import { edexmlPage, type UploadRefusal } from './edexml-page.tsx';
import { listRosterDeliveries } from './store.ts';
import { changedPupilIds } from './preview.ts';

/** What the page of the steps says then; its sentences stand in onboarding. */
const acceptMessages = { taken: 'ingelezen', confirmed: 'bevestigd' } as const;

/** How many deliveries the list shows. */
const DELIVERIES_SHOWN = 50;

/** What came in from the school's administration, and files by hand. */
export function intakeRoutes(server: Server, platform: Platform, gate: Gate): void {
  deliveryRoutes(server, platform, gate);
  uploadRoutes(server, platform, gate);
}

function deliveryRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get('/beheer/gegevens', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-onboarding');
    const deliveries = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster',
      (tx) => listRosterDeliveries(tx, DELIVERIES_SHOWN));
    return html(reply, deliveriesPage(platform, viewer, deliveries));
  });
  const params = Type.Object({ deliveryId: Type.String({ format: 'uuid' }) });
  const show = async (
    request: FastifyRequest, reply: FastifyReply, deliveryId: string, refusal: AcceptRefusal | null,
  ) => {
    const viewer = await gate.school(request, reply, 'see-onboarding');
    const view = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster', async (tx) => {
      const delivery = await viewDelivery(platform, tx, deliveryId);
      if (!delivery) return undefined;
      await audit(tx, platform.clock.now(), 'delivery.read', { kind: 'delivery', id: deliveryId });
      const names = delivery.plan ? await listPupilNames(tx, changedPupilIds(delivery.plan.changes)) : [];
      return { delivery, names };
    });
    if (!view) throw new NotFound();
    const mayAct = may(viewer, 'run-onboarding');
    return html(reply, deliveryPage(platform, viewer, { ...view, mayAct, refusal }));
  };
  server.get('/beheer/gegevens/:deliveryId', { schema: { params } }, async (request, reply) =>
    show(request, reply, request.params.deliveryId, null));
  const body = Type.Object({ bevestigd: Type.Optional(Type.String()) });
  server.post(
    '/beheer/gegevens/:deliveryId/inlezen',
    { schema: { params, body } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'run-onboarding');
      const { deliveryId } = request.params;
      const accepted = await acceptByPerson(platform, viewer, deliveryId, request.body.bevestigd === 'ja');
      if (accepted.ok) return reply.redirect(`/beheer?melding=${acceptMessages[accepted.value]}`, 303);
      return show(request, reply.code(422), deliveryId, accepted.refusal);
    },
  );
}

function uploadRoutes(server: Server, platform: Platform, gate: Gate): void {
  const show = async (request: FastifyRequest, reply: FastifyReply, refusal: UploadRefusal | null) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const sites = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster', listSites);
    const schoolYear = currentSchoolYear(platform.clock);
    return html(reply, edexmlPage(platform, viewer, { sites, schoolYear, refusal }));
  };
  server.get('/beheer/edexml', async (request, reply) => show(request, reply, null));
  server.post('/beheer/edexml', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const bytes = await uploadedFile(request, platform.config.uploadBytesMax);
    if (typeof bytes === 'string') return show(request, reply.code(bytes === 'too-large' ? 413 : 422), bytes);
    const received = await receiveEdexml(platform, viewer, bytes);
    if (!received.ok) return show(request, reply.code(422), received.refusal);
    return reply.redirect(`/beheer/gegevens/${received.value.deliveryId}`, 303);
  });
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
