import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import type { FieldError } from '../ui/components/form.tsx';
import { placeOrder } from './actions.ts';
import { acceptAgreement, agreementVersion } from './agreement.ts';
import { fieldWords, refusalWords } from './nl.ts';
import { agreementPage, orderedPage, orderPage } from './pages.tsx';
import { orderableSchoolYears } from './rules.ts';
import { findAcceptance, listPackages } from './store.ts';
import type { OrderInput, OrderRefusal } from './types.ts';

const typed = Type.String({ maxLength: 1000, default: '' });
const orderBody = Type.Object({
  brinSite: typed, schoolName: typed, contactName: typed, contactEmail: typed, packageCode: typed,
  schoolYear: typed, pupilCount: typed, boardNumber: typed,
});

/** Orders come from anybody, and each sends a mail: no more than this from one address. */
const ordersPerHour = { max: 60, timeWindow: '1 hour' } as const;

/** The order form and the processing agreement. */
export function orderingRoutes(server: Server, platform: Platform, gate: Gate): void {
  const show = async (reply: FastifyReply, input: OrderInput, errors: readonly FieldError[]) => {
    const packages = await platform.doors.withPlatform(listPackages);
    return page(reply, orderPage(platform, { packages, input, errors }));
  };
  server.get('/bestellen', async (_request, reply) => show(reply, emptyOrder(platform), []));
  server.post('/bestellen', { schema: { body: orderBody }, config: { rateLimit: ordersPerHour } },
    async (request, reply) => {
      const placed = await placeOrder(platform, request.body);
      if (!placed.ok) return show(reply.code(422), request.body, errorsOf(placed.refusal));
      return reply.redirect('/bestellen/bedankt', 303);
    });
  server.get('/bestellen/bedankt', async (_request, reply) => page(reply, orderedPage(platform)));
  agreementRoutes(server, platform, gate);
}

function agreementRoutes(server: Server, platform: Platform, gate: Gate): void {
  const show = async (reply: FastifyReply, viewer: SchoolViewer, refused: boolean) => {
    const acceptance = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'ordering',
      (tx) => findAcceptance(tx, viewer.schoolId, agreementVersion));
    const mayAccept = may(viewer, 'accept-agreement');
    const acceptedAt = acceptance?.acceptedAt ?? null;
    return page(reply, agreementPage(platform, viewer, { acceptedAt, mayAccept, refused }));
  };
  server.get('/beheer/overeenkomst', async (request, reply) =>
    show(reply, await gate.school(request, reply, 'see-onboarding'), false));
  const body = Type.Object({ mandated: Type.Optional(Type.String()) });
  server.post('/beheer/overeenkomst', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'accept-agreement');
    const accepted = await acceptAgreement(platform, viewer, request.body.mandated === 'on');
    if (!accepted.ok) return show(reply.code(422), viewer, true);
    return reply.redirect('/beheer', 303);
  });
}

function emptyOrder({ clock }: Platform): OrderInput {
  return {
    brinSite: '', schoolName: '', contactName: '', contactEmail: '', packageCode: '', pupilCount: '',
    schoolYear: orderableSchoolYears(clock.now())[0],
  };
}

function errorsOf(refusal: OrderRefusal): readonly FieldError[] {
  return refusal.code === 'fields'
    ? refusal.fields.map((field) => ({ field, message: fieldWords[field] }))
    : [refusalWords[refusal.code]];
}

function page(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(html);
}
