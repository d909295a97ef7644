import { readFile } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { differenceRoutes } from './differences-routes.ts';
import { draftReply } from './draft.ts';
import { formFields, gridPath, typedRows, wayIn } from './fields.ts';
import type { GridPageAfter } from './grid-page.tsx';
import { gridPage, gridScriptPath } from './grid-page.tsx';
import type { GridPlace, PaperGrid } from './grid.ts';
import { findPaperGrid } from './grid.ts';
import { markingRoutes } from './marking-routes.ts';
import { pasteOn } from './paste-on.ts';
import type { PaperSaved } from './save.ts';
import { savePaperGrid } from './save.ts';
import { chooseWay } from './way.ts';

const params = Type.Object({
  groupId: Type.String({ format: 'uuid' }), testCode: Type.String({ maxLength: 60 }),
});
const count = Type.Optional(Type.Integer({ minimum: 0 }));
const query = Type.Object({
  taak: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
  ronde: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 })),
  vakjes: count, ingeleverd: count, verbeterd: count, verschil: count,
});
// A paste of a whole class is the largest field.
const body = Type.Record(Type.String(), Type.String({ maxLength: 100_000 }));

/** The grid of a taak on paper, what two people entered beside each other, and the script that makes it quick. */
export function paperRoutes(server: Server, platform: Platform, gate: Gate): void {
  const show = async (reply: FastifyReply, viewer: SchoolViewer, place: GridPlace, after: GridPageAfter) => {
    const grid = await findPaperGrid(platform, viewer, place, { shown: true });
    if (!grid) throw new NotFound();
    return reply.type('text/html; charset=utf-8').send(gridPage(platform, viewer, grid, after));
  };

  server.get('/groepen/:groupId/papier/:testCode', { schema: { params, querystring: query } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'enter-paper-test');
      const saved = savedIn(request.query);
      return show(reply, viewer, placeOf(request.params, request.query), saved ? { saved } : {});
    });

  server.post('/groepen/:groupId/papier/:testCode', { schema: { params, querystring: query, body } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'enter-paper-test');
      const place = placeOf(request.params, request.query);
      const grid = await findPaperGrid(platform, viewer, place, { shown: false });
      if (!grid) throw new NotFound();
      const act = request.body[formFields.action];
      if (act === 'concept') return reply.send(await draftReply(platform, viewer, grid, request.body));
      if (act === 'plakken') return show(reply, viewer, place, pasteOn(grid, request.body));
      const rows = typedRows(grid, request.body);
      const saved = await savePaperGrid(platform, viewer, { place, rows, handIn: act === 'inleveren' });
      if (!saved.ok) {
        if (saved.refusal === 'not-found') throw new NotFound();
        return show(reply.code(422), viewer, place, { typed: { rows, faults: saved.refusal } });
      }
      const way = wayIn(request.body[formFields.way]);
      if (act === 'wisselen' && way) await chooseWay(platform, viewer, place.groupId, way);
      return reply.redirect(savedPath(grid, saved.value), 303);
    });

  differenceRoutes(server, platform, gate);
  markingRoutes(server, platform, gate);
  server.get(gridScriptPath, async (_request, reply) => reply.header('cache-control', 'no-cache')
    .type('text/javascript; charset=utf-8').send(await readFile(new URL('grid.js', import.meta.url))));
}

function placeOf(
  { groupId, testCode }: Static<typeof params>, { taak = 1, ronde = 1 }: Static<typeof query>,
): GridPlace {
  return { groupId, testCode, partNo: taak, round: ronde === 2 ? 2 : 1 };
}

function savedIn(
  { vakjes, ingeleverd = 0, verbeterd = 0, verschil = 0 }: Static<typeof query>,
): PaperSaved | undefined {
  return vakjes === undefined ? undefined
    : { changedCells: vakjes, submitted: ingeleverd, corrected: verbeterd, differing: verschil };
}

function savedPath({ place }: PaperGrid, { changedCells, submitted, corrected, differing }: PaperSaved): string {
  return `${gridPath(place)}&vakjes=${changedCells}&ingeleverd=${submitted}&verbeterd=${corrected}`
    + `&verschil=${differing}`;
}
