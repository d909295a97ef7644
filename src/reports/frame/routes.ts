import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../../access/gate.ts';
import type { Act } from '../../access/rules.ts';
import type { SchoolViewer } from '../../access/types.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import { features } from '../../ordering/store.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { AuditEvent } from '../../platform/audit/events.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { reportCsv } from '../data/csv.ts';
import { reportExcel } from '../data/excel.ts';
import { reportPdf } from '../pdf/documents.ts';
import type { Press } from '../pdf/press.ts';
import { type Choice, type ChoiceQuery, choiceSchema, readChoice, writeChoice } from './choice.ts';
import { packagePage, reportPage } from './page.tsx';
import type { Report, ReportContext, ReportDocument, ReportOf } from './types.ts';

/** The act that opens a report; a director or supervisor opens those of the school. */
export const actOf: Readonly<Record<Report['about'], Act>> = {
  pupil: 'read-pupil-report', group: 'read-group-report', school: 'read-school-report',
};

const eventOf: Readonly<Record<ReportDocument['seen']['kind'], AuditEvent>> = {
  pupil: 'pupil.read', group: 'group.read', school: 'school-report.read',
};

const id = Type.Optional(Type.String({ format: 'uuid' }));
const schema = {
  params: Type.Object({ pupilId: id, groupId: id, readingId: id }),
  querystring: choiceSchema,
};

/** Every report of the catalogue as page, PDF, CSV and Excel; the choices stand in the address. */
export function catalogueRoutes(
  server: Server, platform: Platform, gate: Gate, press: Press, reports: readonly Report[],
): void {
  for (const report of reports) {
    server.get(report.path, { schema }, async (request, reply) => {
      const read = await open(request, reply, report, 'page');
      if (!read) return reply;
      return html(reply, reportPage(platform, read.viewer, report, read.document, {
        page: (change) => read.base + writeChoice({ ...read.choice, ...change }),
        file: (ending) => `${read.base}.${ending}${writeChoice(read.choice)}`,
      }));
    });
    server.get(`${report.path}.pdf`, { schema }, async (request, reply) => {
      const read = await open(request, reply, report, 'file');
      if (!read) return reply;
      const { productName } = platform.config;
      const owner = { kind: 'school', name: read.viewer.schoolName } as const;
      const setting = { productName, owner, now: platform.clock.now() };
      const bytes = await press.print(reportPdf(read.document, setting));
      return file(reply, 'application/pdf', `${report.code}.pdf`, Buffer.from(bytes), 'inline');
    });
    server.get(`${report.path}.csv`, { schema }, async (request, reply) => {
      const read = await open(request, reply, report, 'file');
      if (!read) return reply;
      return file(reply, 'text/csv; charset=utf-8', `${report.code}.csv`, reportCsv(read.document), 'attachment');
    });
    server.get(`${report.path}.xlsx`, { schema }, async (request, reply) => {
      const read = await open(request, reply, report, 'file');
      if (!read) return reply;
      return file(reply, EXCEL, `${report.code}.xlsx`, await reportExcel(read.document), 'attachment');
    });
  }

  /** Null when the answer was given already: the school's package does not hold this report. */
  async function open(
    request: Parameters<Gate['school']>[0] & { readonly params: ReportOf; readonly query: ChoiceQuery },
    reply: FastifyReply, report: Report, as: ReportContext['as'],
  ) {
    const viewer = await gate.school(request, reply, actOf[report.about]);
    const choice = readChoice(request.query);
    const base = baseOf(report, request.params);
    const document = await readReport(platform, viewer, report, request.params, choice, as);
    if (document) return { viewer, choice, base, document };
    await html(reply, packagePage(platform, viewer, report));
    return null;
  }
}

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Reads a report in one transaction with its audit event; null where the school's package does not hold it. */
export function readReport(
  platform: Platform, viewer: SchoolViewer, report: Report, of: ReportOf, choice: Choice,
  as: ReportContext['as'] = 'page',
): Promise<ReportDocument | null> {
  const now = platform.clock.now();
  const base = baseOf(report, of);
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', async (tx) => {
    const year = schoolYearOf(plainDateInAmsterdam(now));
    if (!(await features(tx, viewer.schoolId, year)).has(report.feature)) return null;
    const document = await report.read({
      platform, tx, viewer, now, choice, as, address: (change) => base + writeChoice({ ...choice, ...change }),
    }, of);
    const { kind, id: seenId } = document.seen;
    await audit(tx, now, eventOf[kind], { kind, id: seenId }, { report: report.code, choice: writeChoice(choice) });
    return document;
  });
}

function baseOf(report: Report, of: ReportOf): string {
  return report.path.replace(/:(\w+)/gu, (_, name: keyof ReportOf) => of[name] ?? '');
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}

/** The file name says what it is and nothing of whom: file names end up in logs and mails. */
function file(
  reply: FastifyReply, type: string, name: string, content: Buffer | string, how: 'inline' | 'attachment',
): FastifyReply {
  return reply.type(type).header('content-disposition', `${how}; filename="${name}"`)
    .header('cache-control', 'no-store').send(content);
}
