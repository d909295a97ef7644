import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { fastify, type FastifyBaseLogger, type FastifyInstance, type RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Outage } from '../outage.ts';
import type { Log } from '../log.ts';
import { troubleWords } from '../trouble.ts';
import { isOurOwnRequest } from './cross-origin.ts';
import { Redirect } from './redirect.ts';

/** The web server; routes state the shape of what they take with TypeBox. */
export type Server = FastifyInstance<
  RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider
>;

/** What an error page may say. The correlation id leads to the log; the page itself tells nothing of the inside. */
export interface ErrorView {
  readonly status: number;
  readonly correlationId: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For routes that other systems call: they are no browser, so the rule for forms does not apply. */
    readonly openToOtherSites?: boolean;
  }
}

/** Makes the frame: body parsers, security headers, the rule for forms, and one place where trouble becomes a page. */
export async function createServer(options: {
  readonly log: Log;
  readonly uploadBytesMax: number;
  /** Behind a proxy that we trust, the visitor's address is the one that it tells. */
  readonly trustProxy?: boolean;
  readonly renderError: (view: ErrorView) => string;
}): Promise<Server> {
  const server = fastify({
    bodyLimit: 1_000_000, trustProxy: options.trustProxy ?? false, routerOptions: { maxParamLength: 300 },
  }).withTypeProvider<TypeBoxTypeProvider>();
  await server.register(cookie);
  await server.register(formbody);
  await server.register(multipart, { limits: { fileSize: options.uploadBytesMax, files: 1, fields: 20 } });
  await server.register(rateLimit, { global: false });
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && !request.routeOptions.config.openToOtherSites && !isOurOwnRequest(request)) {
      return reply.code(403).type('text/html; charset=utf-8')
        .send(options.renderError({ status: 403, correlationId: request.id }));
    }
    return undefined;
  });
  server.setNotFoundHandler((request, reply) => reply.code(404).type('text/html; charset=utf-8')
    .send(options.renderError({ status: 404, correlationId: request.id })));
  server.setErrorHandler((error, request, reply) => {
    if (error instanceof Redirect) return reply.redirect(error.location, 303);
    const status = statusOf(error);
    if (status >= 500) {
      options.log('http.error', {
        status, request: request.id, method: request.method, route: request.routeOptions.url ?? null,
        error: troubleWords(error),
      });
    }
    return reply.code(status).type('text/html; charset=utf-8')
      .send(options.renderError({ status, correlationId: request.id }));
  });
  return server;
}

function statusOf(error: unknown): number {
  if (error instanceof Outage) return 503;
  const status = (error as { statusCode?: number }).statusCode;
  return status && status >= 400 && status < 500 ? status : 500;
}

/** No third parties, no framing; inline styles are the charts' own, sounds are inside the items. */
const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    + "media-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self' http://localhost:* https:",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
} as const;
