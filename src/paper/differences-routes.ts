import { Type, type Static } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { choiceName, differencesPage, positionOf } from './differences-page.tsx';
import { fieldNames } from './fields.ts';
import { differencesPath } from './grid-page.tsx';
import type { GridPlace, PaperGrid } from './grid.ts';
import { findPaperGrid } from './grid.ts';
import type { Choice } from './settle.ts';
import { listDifferences, settleDifferences } from './settle.ts';

const params = Type.Object({ groupId: Type.String({ format: 'uuid' }), testCode: Type.String({ maxLength: 60 }) });
const count = Type.Optional(Type.Integer({ minimum: 0 }));
const query = Type.Object({
  taak: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })), beslist: count, gewijzigd: count,
});
const body = Type.Record(Type.String(), Type.String({ maxLength: 60 }));

/** What two people entered, where it differs, and the choice between them. */
export function differenceRoutes(server: Server, platform: Platform, gate: Gate): void {
  const address = '/groepen/:groupId/papier/:testCode/verschillen';
  server.get(address, { schema: { params, querystring: query } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'enter-paper-test');
    const grid = await findPaperGrid(platform, viewer, placeOf(request.params, request.query), { shown: true });
    if (!grid) throw new NotFound();
    const { beslist, gewijzigd = 0 } = request.query;
    const settled = beslist === undefined ? undefined : { settled: beslist, changedMeanwhile: gewijzigd };
    return reply.type('text/html; charset=utf-8').send(differencesPage(platform, viewer, grid, settled));
  });

  server.post(address, { schema: { params, querystring: query, body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'enter-paper-test');
    const place = placeOf(request.params, request.query);
    const grid = await findPaperGrid(platform, viewer, place, { shown: false });
    const settled = grid && await settleDifferences(platform, viewer, place, choicesIn(grid, request.body));
    if (!grid || !settled) throw new NotFound();
    return reply.redirect(
      `${differencesPath(grid)}&beslist=${settled.settled}&gewijzigd=${settled.changedMeanwhile}`, 303);
  });
}

function placeOf({ groupId, testCode }: Static<typeof params>, { taak = 1 }: Static<typeof query>): GridPlace {
  return { groupId, testCode, partNo: taak, round: 1 };
}

function choicesIn(grid: PaperGrid, typed: Readonly<Record<string, string>>): Choice[] {
  return listDifferences(grid).flatMap(({ row, itemId }) => {
    const keep = typed[choiceName(row, positionOf(grid, itemId))];
    const seenEntryNo = Number(typed[fieldNames.seen(row.plan.planId)] ?? '0') || 0;
    return keep === '1' || keep === '2'
      ? [{ planId: row.plan.planId, itemId, keep: keep === '1' ? 1 as const : 2 as const, seenEntryNo }] : [];
  });
}
