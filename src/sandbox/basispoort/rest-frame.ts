import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Sandbox } from '../types.ts';
import { readSettings, settleNights, spendFault, spoil } from './faults.ts';
import { setPermission } from './store.ts';
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
    faultHooks(scope, sandbox);
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      if ((error.statusCode ?? 500) >= 500) throw error;
      return restError(reply, { status: 400, code: 'ONGELDIG', message: 'Dit verzoek is niet te lezen.' });
    });
    routes(scope);
  });
}

/** Nights that have passed, waiting times and faults come before every call; some faults spoil its answer. */
function faultHooks(scope: Server, { withSandbox, clock }: Sandbox): void {
  scope.addHook('preHandler', async (request, reply) => {
    const { faultCode, delayMs } = await withSandbox(async (tx) => {
      await settleNights(tx, clock.now());
      return readSettings(tx);
    });
    if (delayMs > 0) await sleep(delayMs);
    if (faultCode === null) return undefined;
    if (faultCode === 'plain-text') {
      await withSandbox(spendFault);
      return reply.code(500).type('text/plain; charset=utf-8').send('Er ging iets mis bij Basispoort.');
    }
    const { id } = request.params as { id?: number };
    if (faultCode === 'permission-gone' && id !== undefined) {
      const at = clock.now();
      await withSandbox(async (tx) => {
        await spendFault(tx);
        await setPermission(tx, id, false, { at, day: plainDateInAmsterdam(at) });
      });
    }
    const status = statusFaults.find((known) => `${known}` === faultCode);
    if (status === undefined) return undefined;
    await withSandbox(spendFault);
    return restError(reply, { status, code: 'STORING_OP_VERZOEK', message: 'U vroeg om deze storing.' });
  });
  scope.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode >= 300 || typeof payload !== 'string') return payload;
    const { faultCode } = await withSandbox(readSettings);
    const spoiled = faultCode === null ? payload : spoil(faultCode, payload);
    if (spoiled !== payload) await withSandbox(spendFault);
    return spoiled;
  });
}

const statusFaults = [401, 403, 404, 409, 429, 500, 503] as const;

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
