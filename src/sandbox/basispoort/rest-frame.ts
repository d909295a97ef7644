import { timingSafeEqual } from 'node:crypto';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Server } from '../../platform/http/server.ts';
import type { Sandbox } from '../types.ts';
import type { RestError } from './types.ts';

/** The header that stands in for the publisher's client certificate: mutual TLS makes no sense on loopback. */
export const publisherHeader = 'x-uitgever-certificaat';

/** Makes a scope in which every call must come from the publisher and every error is JSON.
 * @param routes adds the routes to the scope */
export function publisherScope(server: Server, sandbox: Sandbox, routes: (scope: Server) => void): void {
  void server.register(async (plain) => {
    const scope = plain.withTypeProvider<TypeBoxTypeProvider>() as Server;
    // Some clients announce JSON and send nothing with DELETE.
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, body === '' ? undefined : JSON.parse(body as string));
      } catch {
        done(Object.assign(new Error('no JSON'), { statusCode: 400 }), undefined);
      }
    });
    scope.addHook('onRequest', async (request, reply) => {
      if (hasToken(request, sandbox.credentials.publisherToken)) return undefined;
      return restError(reply,
        { status: 401, code: 'GEEN_CERTIFICAAT', message: 'Geen bekend certificaat van een uitgever.' });
    });
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      if ((error.statusCode ?? 500) >= 500) throw error;
      return restError(reply, { status: 400, code: 'ONGELDIG', message: 'Dit verzoek is niet te lezen.' });
    });
    routes(scope);
  });
}

/** Answers with an error as the sandbox writes it. */
export function restError(reply: FastifyReply, error: RestError): FastifyReply {
  return reply.code(error.status).type('application/json; charset=utf-8').send(JSON.stringify(error));
}

/** The error for what is not there. */
export const notFound: RestError = { status: 404, code: 'ONBEKEND', message: 'Dit is hier niet bekend.' };

function hasToken(request: FastifyRequest, token: string): boolean {
  const given = Buffer.from(String(request.headers[publisherHeader] ?? ''));
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
