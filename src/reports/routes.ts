import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import { type Subject, subjectNames } from '../content/types.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { readGrowthReport } from './actions.ts';
import { growthPage } from './pages.tsx';
import { growthPdf, type PdfSetting } from './pdf/documents.ts';
import type { Press } from './pdf/press.ts';
import type { PdfReport } from './pdf/types.ts';

const id = Type.String({ format: 'uuid' });
const bandKind = Type.Optional(Type.Union([Type.Literal('roman'), Type.Literal('letter')]));
const subject = Type.Optional(Type.Union(Object.keys(subjectNames).map((name) => Type.Literal(name as Subject))));

const pupilSchema = {
  params: Type.Object({ pupilId: id }),
  querystring: Type.Object({ vak: subject, niveaus: bandKind }),
};
/** The reports as page and as PDF; the choices stand in the address. */
export function reportRoutes(server: Server, platform: Platform, gate: Gate, press: Press): void {
  server.get('/leerlingen/:pupilId/groei', { schema: pupilSchema }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'read-pupil-report');
    const report = await readGrowthReport(platform, viewer, request.params.pupilId, choiceOf(request.query));
    return html(reply, growthPage(platform, viewer, report));
  });
  server.get('/leerlingen/:pupilId/groei.pdf', { schema: pupilSchema }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'read-pupil-report');
    const report = await readGrowthReport(platform, viewer, request.params.pupilId, choiceOf(request.query));
    return pdf(reply, press, growthPdf(report, settingOf(platform, viewer)), 'groei.pdf');
  });
}

interface Query {
  readonly vak?: Subject;
  readonly niveaus?: 'roman' | 'letter';
}

function choiceOf({ vak, niveaus }: Query) {
  return { ...(vak ? { subject: vak } : {}), bandKind: niveaus ?? 'roman' } as const;
}

function settingOf(platform: Platform, viewer: SchoolViewer): PdfSetting {
  return { productName: platform.config.productName, schoolName: viewer.schoolName, now: platform.clock.now() };
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}

/** The file name says what it is and nothing of whom: file names end up in logs and mails. */
async function pdf(reply: FastifyReply, press: Press, report: PdfReport, name: string): Promise<FastifyReply> {
  const bytes = await press.print(report);
  return reply.type('application/pdf').header('content-disposition', `inline; filename="${name}"`)
    .header('cache-control', 'no-store').send(Buffer.from(bytes));
}

