import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../../access/gate.ts';
import type { SchoolViewer } from '../../access/types.ts';
import type { Result } from '../../base/result.ts';
import { listMergers } from '../../onboarding/site-store.ts';
import { listDatedSites } from '../../ordering/dated-sites.ts';
import { listSiteRequests } from '../../ordering/site-request-store.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { FieldError } from '../../ui/components/form.tsx';
import type { PageNotice } from '../../ui/page.tsx';
import { acceptMerger, addSite, answerSiteRequest, changeBrin, proposeMerger, type SiteRefusal } from './actions.ts';
import { sitesPage } from './page.tsx';

const path = '/beheer/vestigingen';

const done: Readonly<Record<'open' | 'nee' | 'brin' | 'gevraagd' | 'fusie', PageNotice>> = {
  open: {
    kind: 'success', title: 'De vestiging hoort bij uw school',
    text: 'Voer nu voor deze vestiging de sleutel in, als uw LAS er een per vestiging geeft. Laat de '
      + 'ICT-coördinator ons accepteren in Basispoort.',
  },
  nee: { kind: 'success', title: 'Uw antwoord is bewaard', text: 'De andere school kan nu zelf bestellen.' },
  brin: {
    kind: 'success', title: 'Het nieuwe nummer geldt vanaf vandaag',
    text: 'Weigert uw LAS de sleutel? Voer dan de nieuwe in. Controleer ook Basispoort.',
  },
  gevraagd: {
    kind: 'success', title: 'Uw voorstel is bewaard',
    text: 'De beheerder van de andere school ziet het op deze pagina.',
  },
  fusie: { kind: 'success', title: 'Uw toestemming is bewaard', text: 'Op de afgesproken dag nemen we alles over.' },
};

const words: Readonly<Record<SiteRefusal, string>> = {
  'site-form': 'Schrijf vier tekens en twee cijfers, bijvoorbeeld 99XX01.',
  'site-of-other-brin': 'Dit is een ander BRIN dan dat van uw school. Gaat uw school samen met een andere? Zie '
    + 'hieronder.',
  'site-in-use': 'Deze vestiging hoort bij ons al bij een andere school. Bel de klantenservice.',
  'site-not-ours': 'Deze vestiging heeft uw school nu niet.',
  'request-gone': 'Deze vraag is al beantwoord.',
  'date-form': 'Schrijf de dag als 2027-08-01.',
  'school-unknown': 'Deze school is geen klant bij ons. Is het alleen een nieuw BRIN? Gebruik dan Nieuw BRIN.',
  'same-school': 'Dit is uw eigen school.',
  'not-yours': 'Dit voorstel is er niet meer, of het is niet aan uw school.',
};

/** Sites, another BRIN and mergers. */
export function siteRoutes(server: Server, platform: Platform, gate: Gate): void {
  const show = async (
    reply: FastifyReply, viewer: SchoolViewer, errors: readonly FieldError[], notice?: PageNotice,
  ): Promise<FastifyReply> => {
    const own = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => (
      { sites: await listDatedSites(tx), requests: await listSiteRequests(tx) }));
    const mergers = await platform.doors.withPlatform((tx) => listMergers(tx, viewer.schoolId));
    const view = { ...own, mergers, errors, notices: notice ? [notice] : [] };
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
      .send(sitesPage(platform, viewer, view));
  };
  const settle = async (
    reply: FastifyReply, viewer: SchoolViewer, field: string, outcome: Result<string, SiteRefusal>,
    message: keyof typeof done,
  ): Promise<FastifyReply> => {
    if (outcome.ok) return reply.redirect(`${path}?melding=${message}`, 303);
    const refused = outcome.refusal === 'date-form' ? 'op' : field;
    return show(reply.code(422), viewer, [{ field: refused, message: words[outcome.refusal] }]);
  };
  const typed = Type.String({ maxLength: 40, default: '' });

  const querystring = Type.Object({ melding: Type.Optional(Type.String({ maxLength: 20 })) });
  server.get(path, { schema: { querystring } }, async (request, reply) =>
    show(reply, await gate.school(request, reply, 'run-onboarding'), [],
      done[request.query.melding as keyof typeof done]));
  server.post(`${path}/toevoegen`, { schema: { body: Type.Object({ vestiging: typed }) } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    return settle(reply, viewer, 'vestiging', await addSite(platform, viewer, request.body.vestiging), 'open');
  });
  server.post(`${path}/vraag/:requestId`, {
    schema: {
      params: Type.Object({ requestId: Type.String({ format: 'uuid' }) }),
      body: Type.Object({ antwoord: Type.Union([Type.Literal('ja'), Type.Literal('nee')]) }),
    },
  }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const joins = request.body.antwoord === 'ja';
    const answered = await answerSiteRequest(platform, viewer, request.params.requestId, joins);
    return settle(reply, viewer, 'vestiging', answered, joins ? 'open' : 'nee');
  });
  const brinBody = Type.Object({ van: typed, naar: typed });
  server.post(`${path}/brin`, { schema: { body: brinBody } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const { van: from, naar: to } = request.body;
    return settle(reply, viewer, 'naar', await changeBrin(platform, viewer, { from, to }), 'brin');
  });
  server.post(`${path}/fusie`, { schema: { body: Type.Object({ naarSchool: typed, op: typed }) } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'run-onboarding');
      const { naarSchool: into, op: on } = request.body;
      return settle(reply, viewer, 'naarSchool', await proposeMerger(platform, viewer, { into, on }), 'gevraagd');
    });
  server.post(`${path}/fusie/:mergerId`, {
    schema: { params: Type.Object({ mergerId: Type.String({ format: 'uuid' }) }) },
  }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    return settle(reply, viewer, 'naarSchool', await acceptMerger(platform, viewer, request.params.mergerId), 'fusie');
  });
}
