import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Server } from '../../platform/http/server.ts';
import { contentType } from '../../exchange/uwlr/envelope.ts';
import { fault } from '../../exchange/uwlr/fault.ts';
import { writeFault } from '../../exchange/uwlr/write.ts';
import type { Sandbox } from '../types.ts';
import { serveCall, type LasService } from './service.ts';
import { wsdlContentType, wsdlOf } from './wsdl.ts';

/** The end points of UWLR under this address, one for each service. */
export const uwlrBase = '/sandbox/las/uwlr/v2.2';

const services: readonly LasService[] = ['leerlinggegevens', 'leerlinggegevens-getrapt', 'leerresultaten'];
const messageBytesMax = 25_000_000;

/** Characters from which compression is worth the work. */
const smallest = 4000;
const gzipped = promisify(gzip);

/** SOAP 1.1 over POST; GET gives the WSDL and nothing else. What goes wrong is a fault, never a page. */
export function soapRoutes(server: Server, sandbox: Sandbox): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: messageBytesMax }, (_request, body, done) => {
      done(null, body);
    });
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const ours = (error.statusCode ?? 500) >= 500;
      const { code, text } = ours
        ? fault('InterneFout', 'Er ging iets mis in het LAS.')
        : fault('OngeldigBericht', 'Dit bericht is niet te lezen.');
      sandbox.log('sandbox.las.error', { status: error.statusCode ?? 500 });
      return reply.code(500).type(contentType).send(writeFault(code === 'unknown' ? 'InterneFout' : code, text));
    });
    for (const service of services) {
      const path = `${uwlrBase}/${service}`;
      scope.post(path, { config: { openToOtherSites: true } }, async (request, reply) => {
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const { status, kind, text } = await serveCall(sandbox, service, bytes);
        if (kind === 'nothing') {
          reply.hijack();
          return request.raw.socket.destroy();
        }
        reply.code(status).type(kind === 'page' ? 'text/html; charset=utf-8' : contentType);
        if (text.length < smallest || !acceptsGzip(request.headers['accept-encoding'])) return reply.send(text);
        return reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').send(await gzipped(text));
      });
      scope.get(path, async (request, reply) => {
        const asksWsdl = Object.keys(request.query as object).some((name) => name.toLowerCase() === 'wsdl');
        if (!asksWsdl) return reply.code(405).header('allow', 'POST').send();
        return reply.type(wsdlContentType).send(wsdlOf(service, `${sandbox.publicUrl}${path}`));
      });
      scope.route({
        method: ['PUT', 'PATCH', 'DELETE'], url: path, config: { openToOtherSites: true },
        handler: async (_request, reply) => reply.code(405).header('allow', 'POST').send(),
      });
    }
  });
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/u.test(String(header ?? ''));
}
