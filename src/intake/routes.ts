import { Type } from 'typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import { audit } from '../platform/audit/audit.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import { uploadedFile } from '../platform/http/upload.ts';
import type { Platform } from '../platform/platform.ts';
import { fetchAgain } from '../onboarding/steps.ts';
import { getOnboarding, listSites } from '../onboarding/store.ts';
import { currentSchoolYear } from '../roster/store.ts';
import { deliveriesPage } from './deliveries-page.tsx';
import { doubtRoutes } from './doubt-routes.ts';
import { listOpenDoubts } from './doubt-store.ts';
import { deliveryPage, type DeliveryPageView } from './delivery-page.tsx';
import {
  acceptByPerson, pauseByPerson, receiveEdexml, rejectByPerson, undoByPerson,
} from './actions.ts';
import { edexmlPage, type UploadRefusal } from './edexml-page.tsx';
import { listRosterDeliveries } from './store.ts';
import { viewForPage, viewLink } from './view.ts';

/** What the page of the steps says then; its sentences stand in onboarding. */
const acceptMessages = { taken: 'ingelezen', confirmed: 'bevestigd' } as const;

/** How many deliveries the list shows. */
const DELIVERIES_SHOWN = 50;

/** What came in from the school's administration, and files by hand. */
export function intakeRoutes(server: Server, platform: Platform, gate: Gate): void {
  deliveryRoutes(server, platform, gate);
  uploadRoutes(server, platform, gate);
  doubtRoutes(server, platform, gate);
}

function deliveryRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get('/beheer/gegevens', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-onboarding');
    const view = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster', async (tx) => ({
      deliveries: await listRosterDeliveries(tx, DELIVERIES_SHOWN),
      link: await viewLink(tx),
      onboarding: await getOnboarding(tx, viewer.schoolId),
    }));
    return html(reply, deliveriesPage(platform, viewer, { ...view, mayAct: may(viewer, 'run-onboarding') }));
  });
  server.post('/beheer/gegevens/ophalen', async (request, reply) => {
    await fetchAgain(platform, await gate.school(request, reply, 'run-onboarding'));
    return reply.redirect('/beheer/gegevens', 303);
  });
  const body = Type.Object({ stil: Type.Union([Type.Literal('ja'), Type.Literal('nee')]) });
  server.post('/beheer/gegevens/nacht', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    await pauseByPerson(platform, viewer, request.body.stil === 'ja');
    return reply.redirect('/beheer/gegevens', 303);
  });
  server.get('/beheer/gegevens/:deliveryId', { schema: { params: deliveryParams } }, async (request, reply) =>
    showDelivery(platform, gate, request, reply, request.params.deliveryId, null));
  settlingRoutes(server, platform, gate);
}

const deliveryParams = Type.Object({ deliveryId: Type.String({ format: 'uuid' }) });

async function showDelivery(
  platform: Platform, gate: Gate, request: FastifyRequest, reply: FastifyReply, deliveryId: string,
  refusal: DeliveryPageView['refusal'],
): Promise<FastifyReply> {
  const viewer = await gate.school(request, reply, 'see-onboarding');
  const view = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster', async (tx) => {
    const found = await viewForPage(platform, tx, deliveryId);
    if (found) await audit(tx, platform.clock.now(), 'delivery.read', { kind: 'delivery', id: deliveryId });
    return found;
  });
  if (!view) throw new NotFound();
  return html(reply, deliveryPage(platform, viewer, {
    ...view, mayAct: may(viewer, 'run-onboarding'), refusal,
    mayDecide: may(viewer, 'resolve-matches'),
  }));
}

/** What somebody decides about a delivery. */
function settlingRoutes(server: Server, platform: Platform, gate: Gate): void {
  const params = deliveryParams;
  const show = (
    request: FastifyRequest, reply: FastifyReply, deliveryId: string, refusal: DeliveryPageView['refusal'],
  ) => showDelivery(platform, gate, request, reply.code(422), deliveryId, refusal);
  const confirmed = Type.Object({ bevestigd: Type.Optional(Type.String()) });
  const path = '/beheer/gegevens/:deliveryId';
  server.post(`${path}/inlezen`, { schema: { params, body: confirmed } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const { deliveryId } = request.params;
    const accepted = await acceptByPerson(platform, viewer, deliveryId, request.body.bevestigd === 'ja');
    if (accepted.ok) {
      const doubts = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster',
        (tx) => listOpenDoubts(tx, deliveryId));
      return reply.redirect(doubts.length > 0 ? '/beheer/koppelen/lijst?ingelezen=1'
        : `/beheer?melding=${acceptMessages[accepted.value]}`, 303);
    }
    return show(request, reply, deliveryId, accepted.refusal);
  });
  server.post(`${path}/tegenhouden`, { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const { deliveryId } = request.params;
    const rejected = await rejectByPerson(platform, viewer, deliveryId);
    if (!rejected.ok) return show(request, reply, deliveryId, rejected.refusal);
    return reply.redirect(`/beheer/gegevens/${deliveryId}`, 303);
  });
  const paused = Type.Object({ stil: Type.Optional(Type.String()) });
  server.post(`${path}/terugdraaien`, { schema: { params, body: paused } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const { deliveryId } = request.params;
    const undone = await undoByPerson(platform, viewer, deliveryId, request.body.stil === 'ja');
    if (!undone.ok) return show(request, reply, deliveryId, undone.refusal);
    return reply.redirect(`/beheer/gegevens/${deliveryId}`, 303);
  });
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
