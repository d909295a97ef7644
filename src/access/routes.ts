import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Server } from '../platform/http/server.ts';
import type { Session, Sessions } from '../platform/http/session.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { ownPath, type Gate } from './gate.ts';
import { openMailLink, readMailLink, requestMailLink } from './mail-link.ts';
import { returnPath } from './oidc.ts';
import {
  linkRefusedPage, mailLinkPage, mailLinkSentPage, portalDownPage, portalRefusedPage, signInPage,
} from './pages.tsx';
import { admit, type AdmissionRetry } from './sign-in.ts';
import type { SsoProvider, SsoState } from './sso.ts';

/** Everything that letting somebody in needs. */
export interface SignInParts {
  readonly platform: Platform;
  readonly gate: Gate;
  readonly sessions: Sessions;
  readonly provider: SsoProvider;
  /** Asks the portal once about somebody whom we do not know yet. */
  readonly retry?: AdmissionRetry;
}

/** Where somebody is after signing out. */
export const signedOutPath = '/inloggen?uitgelogd=ja';

/** Signing in and out: the two ways in, the links of mails, the way to the portal and back. */
export function accessRoutes(server: Server, parts: SignInParts): void {
  signInRoutes(server, parts);
  mailLinkRoutes(server, parts);
  portalRoutes(server, parts);
}

function signInRoutes(server: Server, { platform, gate, sessions, provider }: SignInParts): void {
  const query = Type.Object({ terug: Type.Optional(Type.String()), uitgelogd: Type.Optional(Type.String()) });
  server.get('/inloggen', { schema: { querystring: query } }, async (request, reply) => {
    const backPath = ownPath(request.query.terug);
    if (await gate.find(request)) return reply.redirect(backPath, 303);
    return page(reply, signInPage(platform, { backPath, signedOut: request.query.uitgelogd !== undefined }));
  });
  server.post('/uitloggen', async (request, reply) => {
    const session = await sessions.load(request);
    const user = session?.user;
    await sessions.end(request, reply);
    // Who came in without the portal leaves without it.
    const exit = session?.data['exit'];
    if (typeof exit === 'string') return reply.redirect(ownPath(exit), 303);
    // Computers at school are shared: the next child must not come in as this one at the portal either.
    const cameThroughPortal = user?.kind === 'staff' || user?.kind === 'pupil';
    const atPortal = cameThroughPortal
      ? await provider.endSession(`${platform.config.publicUrl}${signedOutPath}`) : null;
    return reply.redirect(atPortal ?? signedOutPath, 303);
  });
}

function mailLinkRoutes(server: Server, { platform, sessions }: SignInParts): void {
  const body = Type.Object({ email: Type.String({ maxLength: 320 }) });
  server.post('/inloggen/link', { schema: { body } }, async (request, reply) => {
    const { email } = request.body;
    if (!/^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(email)) {
      const errors = [{ field: 'email', message: 'Vul een e-mailadres in, bijvoorbeeld naam@school.nl.' }];
      return page(reply.code(422), signInPage(platform, { backPath: '/start', email, errors }));
    }
    await requestMailLink(platform, email, request.ip);
    return page(reply, mailLinkSentPage(platform));
  });

  const params = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{1,100}$' }) });
  server.get('/uitnodiging/:token', { schema: { params } }, async (request, reply) => {
    const link = await readMailLink(platform, request.params.token);
    return link.ok
      ? page(reply, mailLinkPage(platform, request.params.token, link.value))
      : page(reply.code(410), linkRefusedPage(platform, link.refusal));
  });
  server.post('/uitnodiging/:token', { schema: { params } }, async (request, reply) => {
    const opened = await openMailLink(platform, request.params.token);
    if (!opened.ok) return page(reply.code(410), linkRefusedPage(platform, opened.refusal));
    await sessions.start(request, reply, { user: opened.value, data: { exit: signedOutPath } });
    return reply.redirect('/start', 303);
  });
}

function portalRoutes(server: Server, { platform, sessions, provider, retry }: SignInParts): void {
  const begin = async (request: FastifyRequest, reply: FastifyReply, backPath: string) => {
    const way = await provider.begin().catch(unlessDown);
    if (!way) return page(reply.code(503), portalDownPage(platform));
    const { location, state } = way;
    await sessions.start(request, reply, { user: null, data: { signIn: { state, backPath } } });
    return reply.redirect(location, 303);
  };
  const query = Type.Object({
    terug: Type.Optional(Type.String()),
    iss: Type.Optional(Type.String()), target_link_uri: Type.Optional(Type.String()),
  });
  server.get('/inloggen/basispoort/start', { schema: { querystring: query } }, async (request, reply) => {
    const { terug, iss, target_link_uri: target } = request.query;
    if (iss !== undefined && !provider.isIssuer(iss)) {
      return page(reply.code(400), portalRefusedPage(platform, 'untrusted'));
    }
    return begin(request, reply, target === undefined ? ownPath(terug) : pathOnOurSite(platform, target));
  });

  server.get(returnPath, async (request, reply) => {
    const underWay = signInOf(await sessions.load(request));
    if (!underWay) return page(reply.code(400), portalRefusedPage(platform, 'stale'));
    const { search } = new URL(request.url, platform.config.publicUrl);
    const identity = await provider.complete(search, underWay.state).catch(unlessDown);
    if (!identity) return page(reply.code(503), portalDownPage(platform));
    if (!identity.ok) return page(reply.code(400), portalRefusedPage(platform, identity.refusal));
    const user = await admit(platform, identity.value, retry);
    if (!user.ok) {
      await sessions.end(request, reply);
      platform.log('sign-in.refused', { code: user.refusal });
      return page(reply.code(403), portalRefusedPage(platform, user.refusal));
    }
    await sessions.start(request, reply, { user: user.value, data: {} });
    return reply.redirect(ownPath(underWay.backPath), 303);
  });
}

/** Nothing when the portal does not answer; any other error is thrown on. */
function unlessDown(error: unknown): null {
  if (error instanceof Outage) return null;
  throw error;
}

/** A tile may lead deep into our site, and nowhere else. */
function pathOnOurSite({ config }: Platform, target: string): string {
  if (!URL.canParse(target)) return '/start';
  const { origin, pathname, search } = new URL(target);
  const path = ownPath(`${pathname}${search}`);
  return origin === new URL(config.publicUrl).origin && path !== '/' ? path : '/start';
}

interface SignInUnderWay {
  readonly state: SsoState;
  readonly backPath: string;
}

/** The sign-in that this browser began, as `begin` stored it. */
function signInOf(session: Session | null): SignInUnderWay | undefined {
  return session?.data['signIn'] as SignInUnderWay | undefined;
}

function page(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
}
