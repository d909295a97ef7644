import { Type } from 'typebox';
import type { FastifyReply } from 'fastify';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { renderFragment, type PageNotice } from '../ui/page.tsx';
import { askPermission } from './basispoort/actions.ts';
import { basispoortPage } from './basispoort/pages.tsx';
import { enterKey, type KeyEntry } from './key-actions.ts';
import { strangeCharacters } from './key-rules.ts';
import type { KeyTrial } from './key-trial.ts';
import { keyRefusalSentence } from './nl.ts';
import { keyPage } from './key-page.tsx';
import { onboardingPage } from './pages.tsx';
import { LoadingRoster } from './progress.tsx';
import { fetchAgain } from './steps.ts';
import { viewOnboarding } from './view.ts';

/** What the page of the steps says after something was done elsewhere. */
const messages: Readonly<
  Record<`sleutel-${KeyEntry}` | 'basispoort' | 'ingelezen' | 'bevestigd', PageNotice>
> = {
  'sleutel-entered': {
    kind: 'success',
    title: 'De sleutel is opgeslagen',
    text: 'Uw LAS kent hem voor uw school.',
  },
  'sleutel-replaced': {
    kind: 'success',
    title: 'De sleutel is vervangen',
    text: 'Leerlingen en resultaten zijn bewaard.',
  },
  'sleutel-untried': {
    kind: 'warning',
    title: 'De sleutel is bewaard, en nog niet geprobeerd',
    text: 'Uw LAS geeft nu geen antwoord. We proberen de sleutel vanzelf opnieuw. Is hij niet goed, dan mailen we u.',
  },
  'sleutel-some-sites': {
    kind: 'warning',
    title: 'De sleutel opent niet alle vestigingen',
    text: 'Hij is opgeslagen. Voer voor elke andere vestiging haar eigen sleutel in, of maak in uw LAS een '
      + 'sleutel voor alle vestigingen.',
  },
  'sleutel-same': { kind: 'info', title: 'Deze sleutel was al gekoppeld', text: 'Er is niets veranderd.' },
  basispoort: {
    kind: 'success',
    title: 'Basispoort is gekoppeld',
    text: 'Uw school heeft ons geaccepteerd.',
  },
  ingelezen: {
    kind: 'success',
    title: 'De gegevens zijn ingelezen',
    text: 'Leerlingen, groepen en medewerkers zijn bijgewerkt.',
  },
  bevestigd: {
    kind: 'info',
    title: 'Uw bevestiging is bewaard',
    text: 'We lezen alle vestigingen samen in. Een andere vestiging wacht nog op uw bevestiging.',
  },
};

/** Gebruikersbeheer: the three steps, the key and Basispoort. */
export function onboardingRoutes(server: Server, platform: Platform, gate: Gate, trial?: KeyTrial): void {
  stepRoutes(server, platform, gate);
  keyRoutes(server, platform, gate, trial);
  basispoortRoutes(server, platform, gate);
}

function stepRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({ melding: Type.Optional(Type.String({ maxLength: 40 })) });
  server.get('/beheer', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-onboarding');
    const message = messages[request.query.melding as keyof typeof messages];
    const view = await viewOnboarding(platform, viewer);
    return html(reply, onboardingPage(platform, viewer, view, message ? [message] : []));
  });
  server.get('/beheer/voortgang', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'see-onboarding');
    const { rosterStatus, rosterProgress } = await viewOnboarding(platform, viewer);
    if (rosterStatus !== 'loading') reply.header('hx-refresh', 'true');
    return html(reply, renderFragment(LoadingRoster({ progress: rosterProgress ?? { phase: 'asking' } })));
  });
  server.post('/beheer/ophalen', async (request, reply) => {
    await fetchAgain(platform, await gate.school(request, reply, 'run-onboarding'));
    return reply.redirect('/beheer', 303);
  });
}

function keyRoutes(server: Server, platform: Platform, gate: Gate, trial: KeyTrial | undefined): void {
  server.get('/beheer/sleutel', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    return html(reply, keyPage(platform, viewer, await viewOnboarding(platform, viewer), null));
  });
  const body = Type.Object({
    sleutel: Type.Optional(Type.String({ maxLength: 10_000 })),
    las: Type.Optional(Type.String({ maxLength: 40 })),
    vestiging: Type.Optional(Type.String({ maxLength: 6 })),
  });
  server.post('/beheer/sleutel', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const { sleutel = '', las, vestiging } = request.body;
    const options = { ...(trial ? { trial } : {}), site: vestiging || null };
    const entered = await enterKey(platform, viewer, sleutel, las || null, options);
    if (entered.ok) return reply.redirect(`/beheer?melding=sleutel-${entered.value}`, 303);
    const view = await viewOnboarding(platform, viewer);
    const message = keyRefusalSentence(entered.refusal, strangeCharacters(sleutel));
    return html(reply.code(422), keyPage(platform, viewer, view, { code: entered.refusal, message }));
  });
}

function basispoortRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get('/beheer/basispoort', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    return html(reply, basispoortPage(platform, viewer, await viewOnboarding(platform, viewer), null));
  });
  const ask = async (viewer: SchoolViewer, reply: FastifyReply, request: boolean) => {
    const asked = await askPermission(platform, viewer, request);
    if (asked.ok && asked.value === 'granted') return reply.redirect('/beheer?melding=basispoort', 303);
    const view = await viewOnboarding(platform, viewer);
    const outcome = asked.ok ? asked.value : asked.refusal;
    const status = asked.ok ? 200 : asked.refusal === 'no-answer' ? 503 : 422;
    return html(reply.code(status), basispoortPage(platform, viewer, view, outcome));
  };
  server.post('/beheer/basispoort/vragen', async (request, reply) =>
    ask(await gate.school(request, reply, 'run-onboarding'), reply, true));
  server.post('/beheer/basispoort/controleren', async (request, reply) =>
    ask(await gate.school(request, reply, 'run-onboarding'), reply, false));
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
