import { readFile } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { CheckedFile } from '../exchange/check/report.ts';
import { hasErrors } from '../exchange/check/report.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { cataloguePage } from './catalogue-page.tsx';
import { checkPage, dropScriptPath } from './pages.tsx';
import { reportForms, renderForm, type ReportForm } from './report-forms.ts';
import { checkUpload } from './take.ts';

/** Anybody may check, also a program in a build; no more than this from one address. */
const checksAllowed = { max: 60, timeWindow: '10 minutes' } as const;

const query = Type.Object({
  vorm: Type.Optional(Type.Union(reportForms.map((form) => Type.Literal(form)))),
});

/** The page where a file can be checked, and the page with all findings. Both are for everybody, and keep
 * nothing. */
export function checkingRoutes(server: Server, platform: Platform): void {
  const { uploadBytesMax } = platform.config;
  server.get('/controleren', async (_request, reply) => html(reply, checkPage(platform, { kind: 'empty' })));

  server.post('/controleren', { schema: { querystring: query }, config: { rateLimit: checksAllowed } },
    async (request, reply) => {
      const outcome = await checkUpload(request, uploadBytesMax, plainDateInAmsterdam(platform.clock.now()));
      if (typeof outcome === 'string') {
        const status = { 'no-file': 422, 'too-large': 413, 'too-slow': 408, 'busy': 503 } as const;
        return html(reply.code(status[outcome]), checkPage(platform, { kind: 'refused', refusal: outcome }));
      }
      const { vorm } = request.query;
      if (vorm !== undefined) return program(reply, outcome, vorm);
      return html(reply, checkPage(platform, { kind: 'checked', file: outcome }));
    });

  server.get('/controleren/bevindingen', async (_request, reply) => html(reply, cataloguePage(platform)));
  server.get(dropScriptPath, async (_request, reply) => reply.header('cache-control', 'no-cache')
    .type('text/javascript; charset=utf-8').send(await readFile(new URL('drop.js', import.meta.url))));

  /** For who asks with `?vorm=`: the report and nothing else; the status tells whether there are errors. */
  function program(reply: FastifyReply, file: CheckedFile, form: ReportForm): FastifyReply {
    const { type, text } = renderForm(form, file, platform.clock.now(), platform.config.publicUrl);
    return reply.code(hasErrors(file.report) ? 422 : 200).header('cache-control', 'no-store').type(type).send(text);
  }
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);
}
