import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Server } from '../../platform/http/server.ts';
import type { Sandbox } from '../types.ts';
import { subjectOf, tilesFor } from './accounts.ts';
import { findPerson, readRoster, type Person } from './directory.ts';
import { pendingTick, readSettings, settleNights, tick } from './faults.ts';
import { findInstitution, institutions } from './institutions.ts';
import { oidcPath, type LazyProvider } from './oidc.ts';
import {
  managePage, noAccessPage, portalPage, pupilSignInPage, staffSignInPage, tilesPage, whoPage,
} from './pages.tsx';
import { clearPersonCookie, personCookie, setPersonCookie } from './person-cookie.ts';
import { settingsRoutes } from './settings-routes.ts';
import { permissionOf } from './store.ts';

const html = 'text/html; charset=utf-8';
const base = '/sandbox/basispoort';
const schools = institutions.filter(({ plan }) => plan !== null);
const interactionId = Type.Optional(Type.String({ pattern: '^[\\w-]{1,64}$' }));

/** The pages of the portal: management, sign-in, tiles. */
export function portalRoutes(server: Server, sandbox: Sandbox, provider: LazyProvider): void {
  server.get(base, async (request, reply) => reply.type(html).send(
    portalPage({ schools, visitor: await visitorOf(sandbox, request), now: sandbox.clock.now() })));
  settingsRoutes(server, sandbox);
  manageRoutes(server, sandbox);
  signInRoutes(server, sandbox);
  interactionRoute(server, sandbox, provider);
  tileRoutes(server, sandbox);
}

function manageRoutes(server: Server, { withSandbox, clock, productName }: Sandbox): void {
  const params = Type.Object({ id: Type.Integer() });
  server.get(`${base}/beheer/:id`, {
    schema: { params, querystring: Type.Object({ bewaard: Type.Optional(Type.String()) }) },
  }, async (request, reply) => {
    const institution = findInstitution(request.params.id);
    if (!institution) return reply.callNotFound();
    const now = clock.now();
    const state = await withSandbox(async (tx) => {
      await settleNights(tx, now);
      const { nextDay } = await readSettings(tx);
      const permission = await permissionOf(tx, institution.id);
      return { permission, pending: await pendingTick(tx, institution.id), nextDay };
    });
    const saved = request.query.bewaard !== undefined;
    return reply.type(html).send(managePage({ institution, ...state, productName, saved, now }));
  });
  server.post(`${base}/beheer/:id`, {
    schema: { params, body: Type.Optional(Type.Object({ toestemming: Type.Optional(Type.String()) })) },
  }, async (request, reply) => {
    const institution = findInstitution(request.params.id);
    if (!institution) return reply.callNotFound();
    const at = clock.now();
    await withSandbox(async (tx) => {
      await settleNights(tx, at);
      await tick(tx, institution.id, request.body?.toestemming !== undefined, at);
    });
    return reply.redirect(`${base}/beheer/${institution.id}?bewaard=ja`, 303);
  });
}

function signInRoutes(server: Server, { withSandbox, clock }: Sandbox): void {
  server.get(`${base}/inloggen`, {
    schema: {
      querystring: Type.Object({
        instelling: Type.Optional(Type.Integer()), groep: Type.Optional(Type.String()), interactie: interactionId,
        soort: Type.Optional(Type.Union([Type.Literal('medewerker'), Type.Literal('leerling')])),
      }),
    },
  }, async (request, reply) => {
    const { instelling, soort, groep, interactie } = request.query;
    const institution = instelling === undefined ? undefined : findInstitution(instelling);
    const now = clock.now();
    if (!institution) {
      return interactie === undefined ? reply.redirect(base)
        : reply.type(html).send(whoPage({ schools, interaction: interactie, now }));
    }
    const roster = await withSandbox((tx) => readRoster(tx, institution, now));
    const view = { institution, roster, interaction: interactie ?? null, now };
    return reply.type(html).send(soort === 'leerling'
      ? pupilSignInPage({ ...view, groupKey: groep ?? null }) : staffSignInPage(view));
  });
  server.post(`${base}/inloggen`, {
    schema: { body: Type.Object({ gebruiker: Type.Integer(), interactie: interactionId }) },
  }, async (request, reply) => {
    const { gebruiker, interactie } = request.body;
    const person = await withSandbox((tx) => findPerson(tx, gebruiker, clock.now()));
    if (!person) return reply.callNotFound();
    setPersonCookie(reply, person.person.id);
    return reply.redirect(interactie === undefined ? `${base}/lesmateriaal` : `${base}/inloggen/${interactie}`, 303);
  });
  server.post(`${base}/uitloggen`, async (_request, reply) => {
    clearPersonCookie(reply);
    return reply.redirect(base, 303);
  });
}

/** Sign-on under way: who is known goes straight back to the publisher, who is not says who it is. */
function interactionRoute(server: Server, sandbox: Sandbox, provider: LazyProvider): void {
  server.get(`${base}/inloggen/:uid`, {
    schema: { params: Type.Object({ uid: Type.String({ pattern: '^[\\w-]{1,64}$' }) }) },
  }, async (request, reply) => {
    const { uid } = request.params;
    const visitor = await visitorOf(sandbox, request);
    if (!visitor) return reply.redirect(`${base}/inloggen?interactie=${uid}`);
    const tiles = await sandbox.withSandbox((tx) => tilesFor(tx, visitor));
    if (tiles.length === 0) return reply.code(403).type(html).send(noAccessPage({ visitor, now: sandbox.clock.now() }));
    return finish(await provider(), request, reply, visitor);
  });
}

async function finish(
  provider: Awaited<ReturnType<LazyProvider>>, request: FastifyRequest, reply: FastifyReply, { kind, person }: Person,
): Promise<FastifyReply> {
  try {
    const returnTo = await provider.interactionResult(request.raw, reply.raw, {
      login: { accountId: subjectOf(person.id), amr: [kind === 'leerling' ? 'picture' : 'pwd'], remember: false },
    });
    return await reply.redirect(returnTo, 303);
  } catch (error) {
    // The sign-on took longer than an hour, or was begun in another browser.
    if (error instanceof Error && error.name === 'SessionNotFound') return reply.redirect(`${base}/lesmateriaal`);
    throw error;
  }
}

function tileRoutes(server: Server, sandbox: Sandbox): void {
  const { publicUrl, platformUrl, withSandbox, clock } = sandbox;
  server.get(`${base}/lesmateriaal`, async (request, reply) => {
    const visitor = await visitorOf(sandbox, request);
    if (!visitor) return reply.redirect(base);
    const tiles = await withSandbox((tx) => tilesFor(tx, visitor));
    return reply.type(html).send(tilesPage({
      visitor, tiles, now: clock.now(),
      issuer: `${publicUrl}${oidcPath}`, startUrl: `${platformUrl}/inloggen/basispoort/start`,
    }));
  });
}

async function visitorOf({ withSandbox, clock }: Sandbox, request: FastifyRequest): Promise<Person | undefined> {
  const userId = personCookie(request.headers.cookie);
  return userId === null ? undefined : withSandbox((tx) => findPerson(tx, userId, clock.now()));
}
