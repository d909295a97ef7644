import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BoardGate } from '../../access/gate.ts';
import { may } from '../../access/rules.ts';
import type { BoardViewer } from '../../access/types.ts';
import { NotFound } from '../../platform/http/redirect.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { enumerate } from '../../ui/format.ts';
import { reportCsv } from '../data/csv.ts';
import { reportExcel } from '../data/excel.ts';
import { type Choice, type ChoiceQuery, choiceSchema, readChoice, writeChoice } from '../frame/choice.ts';
import { reportPage } from '../frame/page.tsx';
import type { ShownReport } from '../frame/types.ts';
import { reportPdf } from '../pdf/documents.ts';
import type { Press } from '../pdf/press.ts';
import { listAggregates, listPublishingSchools } from './store.ts';
import { boardReport } from './view.ts';

const PATH = '/bestuur/resultaten';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The overview of a board's schools as page, PDF, CSV and Excel; from published aggregates alone. */
export function boardReportRoutes(server: Server, platform: Platform, gate: BoardGate, press: Press): void {
  const schema = { querystring: choiceSchema };

  async function open(request: FastifyRequest & { readonly query: ChoiceQuery }) {
    const viewer = await gate.board(request);
    if (!may(viewer, 'read-board-report')) throw new NotFound();
    const choice = readChoice(request.query);
    return { viewer, choice, report: await readBoardReport(platform, viewer, choice) };
  }
  server.get(PATH, { schema }, async (request, reply) => {
    const { viewer, choice, report } = await open(request);
    return send(reply, 'text/html; charset=utf-8', reportPage(platform, viewer, { about: 'board' }, report, {
      page: (change) => PATH + writeChoice({ ...choice, ...change }),
      file: (ending) => `${PATH}.${ending}${writeChoice(choice)}`,
    }));
  });
  server.get(`${PATH}.pdf`, { schema }, async (request, reply) => {
    const { viewer, report } = await open(request);
    const { productName } = platform.config;
    const owner = { kind: 'board', name: enumerate(viewer.boards.map(({ name }) => name)) } as const;
    const bytes = await press.print(reportPdf(report, { productName, owner, now: platform.clock.now() }));
    return file(reply, 'application/pdf', 'resultaten-scholen.pdf', Buffer.from(bytes));
  });
  server.get(`${PATH}.csv`, { schema }, async (request, reply) =>
    file(reply, 'text/csv; charset=utf-8', 'resultaten-scholen.csv', reportCsv((await open(request)).report)));
  server.get(`${PATH}.xlsx`, { schema }, async (request, reply) =>
    file(reply, EXCEL, 'resultaten-scholen.xlsx', await reportExcel((await open(request)).report)));
}

/** What the schools of this viewer's boards published, as a report. */
export function readBoardReport({ doors }: Platform, { boards }: BoardViewer, choice: Choice): Promise<ShownReport> {
  return doors.withPlatform(async (tx) => {
    const schools = await listPublishingSchools(tx, boards.map(({ boardNumber }) => boardNumber));
    const aggregates = await listAggregates(tx, schools.map(({ schoolId }) => schoolId));
    return boardReport({ boardNames: boards.map(({ name }) => name), schools, aggregates, choice });
  });
}

function file(reply: FastifyReply, type: string, name: string, content: Buffer | string): FastifyReply {
  const how = type === 'application/pdf' ? 'inline' : 'attachment';
  return send(reply.header('content-disposition', `${how}; filename="${name}"`), type, content);
}

function send(reply: FastifyReply, type: string, content: Buffer | string): FastifyReply {
  return reply.type(type).header('cache-control', 'no-store').send(content);
}
