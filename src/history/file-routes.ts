import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import { columnNames, type ColumnName } from '../exchange/history-csv/types.ts';
import { stepsClosedSentence } from '../onboarding/nl.ts';
import type { Server } from '../platform/http/server.ts';
import { uploadedForm } from '../platform/http/upload.ts';
import type { Platform } from '../platform/platform.ts';
import { columnField, columnPage } from './column-page.tsx';
import { conflictPage } from './conflict-page.tsx';
import { chooseResult, viewConflicts } from './conflicts.ts';
import { exampleFile } from './example-file.ts';
import { applyAllPreviews, previewHistoryFiles, rememberColumns } from './import-files.ts';
import { requestWords } from './nl.ts';
import { historyPage } from './pages.tsx';
import { viewHistory } from './view.ts';

/** Files that a person chooses: shown first, then taken; with the columns and contradictions to decide about. */
export function fileRoutes(server: Server, platform: Platform, gate: Gate): void {
  uploadRoutes(server, platform, gate);
  conflictRoutes(server, platform, gate);
  server.get('/beheer/geschiedenis/voorbeeld.csv', async (request, reply) => {
    await gate.school(request, reply, 'see-onboarding');
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="voorbeeld-oude-resultaten.csv"')
      .send(Buffer.from(exampleFile()));
  });
}

function uploadRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.post('/beheer/geschiedenis/bestand', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    return shown(request, viewer, reply);
  });
  server.post('/beheer/geschiedenis/kolommen', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    return shown(request, viewer, reply);
  });
  server.post('/beheer/geschiedenis/overnemen', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    await applyAllPreviews(platform, viewer);
    return reply.redirect('/beheer/geschiedenis?melding=overgenomen', 303);
  });

  /** Reads what the form holds, after remembering what it says about columns. */
  async function shown(request: FastifyRequest, viewer: SchoolViewer, reply: FastifyReply): Promise<FastifyReply> {
    const form = await uploadedForm(request, platform.config.uploadBytesMax);
    if (form === 'too-large') return trouble(viewer, reply, 413, 'Dit is samen te groot. Er is niets gewijzigd.');
    await rememberColumns(platform, viewer, columnsOf(form.fields));
    if (form.files.length === 0) return trouble(viewer, reply, 422, 'Kies eerst een bestand.');
    const previewed = await previewHistoryFiles(platform, viewer, form.files);
    if (!previewed.ok) {
      const text = stepsClosedSentence(previewed.refusal);
      const notice = { kind: 'error', title: requestWords[previewed.refusal.code], text } as const;
      const view = await viewHistory(platform, viewer);
      return html(reply.code(409), historyPage(platform, viewer, view, { notices: [notice] }));
    }
    const { askColumns, deliveryIds } = previewed.value;
    if (askColumns) return html(reply.code(422), columnPage(platform, viewer, askColumns));
    const [only, ...others] = deliveryIds;
    const single = only !== undefined && others.length === 0;
    return reply.redirect(single ? `/beheer/geschiedenis/${only}` : '/beheer/geschiedenis', 303);
  }

  async function trouble(
    viewer: SchoolViewer, reply: FastifyReply, status: number, message: string,
  ): Promise<FastifyReply> {
    const view = await viewHistory(platform, viewer);
    return html(reply.code(status), historyPage(platform, viewer, view, { errors: [{ field: 'bestand', message }] }));
  }
}

function columnsOf(fields: ReadonlyMap<string, string>): ReadonlyMap<string, ColumnName | null> {
  const said = [...fields].filter(([field]) => field.startsWith(columnField));
  return new Map(said.map(([field, value]) =>
    [field.slice(columnField.length), columnNames.find((name) => name === value) ?? null]));
}

function conflictRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({ gedaan: Type.Optional(Type.Literal('1')) });
  server.get('/beheer/geschiedenis/keuzes', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const notices = request.query.gedaan === undefined ? [] : [
      { kind: 'success', title: 'Opgeslagen', text: 'Uw keuze telt nu in de rapporten.' } as const,
    ];
    return html(reply, conflictPage(platform, viewer, await viewConflicts(platform, viewer), notices));
  });
  const body = Type.Object({
    levering: Type.String({ format: 'uuid', maxLength: 36 }),
    regel: Type.Integer({ minimum: 1 }),
    keuze: Type.Union([Type.Literal('new'), Type.Literal('old'), Type.Literal('both')]),
  });
  server.post('/beheer/geschiedenis/keuzes', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const { levering: deliveryId, regel: recordNo, keuze: choice } = request.body;
    const chosen = await chooseResult(platform, viewer, { deliveryId, recordNo, choice });
    if (chosen.ok) return reply.redirect('/beheer/geschiedenis/keuzes?gedaan=1', 303);
    const notice = { kind: 'warning', title: 'Er is niets gewijzigd', text: 'Een collega was u voor.' } as const;
    return html(reply.code(409), conflictPage(platform, viewer, await viewConflicts(platform, viewer), [notice]));
  });
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
