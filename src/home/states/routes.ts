import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../../access/gate.ts';
import { may } from '../../access/rules.ts';
import type { SchoolViewer } from '../../access/types.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { FieldError } from '../../ui/components/form.tsx';
import type { PageNotice } from '../../ui/page.tsx';
import { changeContact, inviteAgain, type InviteRefusal } from './contact.ts';
import { standingPage } from './page.tsx';
import { findStanding } from './store.ts';

const notices: Readonly<Record<'uitgenodigd' | 'contact', PageNotice>> = {
  uitgenodigd: {
    kind: 'success', title: 'De uitnodiging is gestuurd', text: 'De link erin werkt één keer, en twee weken lang.',
  },
  contact: {
    kind: 'success', title: 'De contactpersoon is gewijzigd',
    text: 'We stuurden een link om in te loggen. De vorige contactpersoon blijft beheerder.',
  },
};

const refusals: Readonly<Record<InviteRefusal, FieldError>> = {
  'too-many': { field: 'email', message: 'Er gingen dit uur al vijf uitnodigingen uit. Wacht een uur.' },
  'no-contact': { field: 'email', message: 'Er is nog geen bestelling van dit schooljaar. Bel de klantenservice.' },
  fields: { field: 'email', message: 'Vul een naam in en een e-mailadres, bijvoorbeeld naam@school.nl.' },
};

/** Stand van zaken of one school, and its contact person. */
export function standingRoutes(server: Server, platform: Platform, gate: Gate): void {
  const show = async (
    reply: FastifyReply, viewer: SchoolViewer,
    parts: { readonly notice?: string; readonly refusal?: InviteRefusal } = {},
  ): Promise<FastifyReply> => {
    const school = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', findStanding);
    const notice = notices[parts.notice as keyof typeof notices];
    const page = standingPage(platform, viewer, {
      school, mayAct: may(viewer, 'run-onboarding'), notices: notice ? [notice] : [],
      errors: parts.refusal ? [refusals[parts.refusal]] : [],
    });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
  };
  const querystring = Type.Object({ melding: Type.Optional(Type.String({ maxLength: 40 })) });
  server.get('/beheer/stand', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-onboarding');
    const { melding: notice } = request.query;
    return show(reply, viewer, notice === undefined ? {} : { notice });
  });
  server.post('/beheer/stand/uitnodigen', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const sent = await inviteAgain(platform, viewer.schoolId, viewer.actor);
    if (!sent.ok) return show(reply.code(422), viewer, { refusal: sent.refusal });
    return reply.redirect('/beheer/stand?melding=uitgenodigd', 303);
  });
  const typed = Type.String({ maxLength: 320, default: '' });
  const body = Type.Object({ naam: typed, email: typed });
  server.post('/beheer/stand/contact', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const { naam: name, email } = request.body;
    const changed = await changeContact(platform, viewer, { name, email });
    if (!changed.ok) return show(reply.code(422), viewer, { refusal: changed.refusal });
    return reply.redirect('/beheer/stand?melding=contact', 303);
  });
}
