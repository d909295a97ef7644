import { readFile } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import type { RefusedGrid } from './paper-page.tsx';
import { fieldNames, gridScriptPath, paperPage } from './paper-page.tsx';
import type { TypedRow } from './paper-rules.ts';
import type { PaperGrid, PaperSaved } from './paper.ts';
import { findPaperGrid, loadPaperGrid, savePaperGrid } from './paper.ts';

const params = Type.Object({
  groupId: Type.String({ format: 'uuid' }), testCode: Type.String({ maxLength: 60 }),
});
const count = Type.Optional(Type.Integer({ minimum: 0 }));
const query = Type.Object({ vakjes: count, ingeleverd: count, verbeterd: count });
const body = Type.Record(Type.String(), Type.String({ maxLength: 60 }));

/** The grid of a paper test and the script that makes it quick. */
export function paperRoutes(server: Server, platform: Platform, gate: Gate): void {
  const show = async (
    reply: FastifyReply, viewer: SchoolViewer, { groupId, testCode }: Static<typeof params>,
    after: { saved?: PaperSaved; refused?: RefusedGrid },
  ) => {
    const grid = await loadPaperGrid(platform, viewer, groupId, testCode);
    if (!grid) throw new NotFound();
    return reply.type('text/html; charset=utf-8').send(paperPage(platform, viewer, grid, after));
  };

  server.get('/groepen/:groupId/papier/:testCode', { schema: { params, querystring: query } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'enter-paper-test');
      const { vakjes, ingeleverd = 0, verbeterd = 0 } = request.query;
      const saved = { changedCells: vakjes ?? 0, submitted: ingeleverd, corrected: verbeterd };
      return show(reply, viewer, request.params, vakjes === undefined ? {} : { saved });
    });

  server.post('/groepen/:groupId/papier/:testCode', { schema: { params, body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'enter-paper-test');
    const { groupId, testCode } = request.params;
    const grid = await findPaperGrid(platform, viewer, groupId, testCode);
    if (!grid) throw new NotFound();
    const rows = typedRows(grid, request.body);
    const handIn = request.body['doe'] === 'inleveren';
    const saved = await savePaperGrid(platform, viewer, { groupId, testCode, rows, handIn });
    if (saved.ok) return reply.redirect(savedPath(request, saved.value), 303);
    if (saved.refusal === 'not-found') throw new NotFound();
    return show(reply.code(422), viewer, request.params, { refused: { rows, faults: saved.refusal } });
  });

  server.get(gridScriptPath, async (_request, reply) => reply.header('cache-control', 'no-cache')
    .type('text/javascript; charset=utf-8').send(await readFile(new URL('paper-grid.js', import.meta.url))));
}

function savedPath({ url }: FastifyRequest, { changedCells, submitted, corrected }: PaperSaved): string {
  const [path] = url.split('?');
  return `${path}?vakjes=${changedCells}&ingeleverd=${submitted}&verbeterd=${corrected}`;
}

/** The rows of the form that are in the grid; a row that the form does not hold is left alone. */
function typedRows(grid: PaperGrid, typed: Readonly<Record<string, string>>): TypedRow[] {
  return grid.rows.flatMap(({ plan: { planId } }) => {
    const seen = typed[fieldNames.seen(planId)];
    if (seen === undefined) return [];
    const cells = grid.form.items.map(({ item, position }) =>
      [item.id, typed[fieldNames.cell(planId, position)] ?? ''] as const);
    return [{
      planId, seenEntryNo: Number(seen) || 0, cells: new Map(cells), takenOn: typed[fieldNames.takenOn(planId)] ?? '',
      ready: typed[fieldNames.ready(planId)] !== undefined,
    }];
  });
}
