import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../../access/gate.ts';
import { may } from '../../access/rules.ts';
import type { SchoolViewer } from '../../access/types.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { schoolYearOf, schoolYearStarting } from '../../base/school-year.ts';
import { features } from '../../ordering/store.ts';
import { audit } from '../../platform/audit/audit.ts';
import { NotFound } from '../../platform/http/redirect.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { findGroup, listGroupPupils, listGroups, listGroupsById } from '../../roster/store.ts';
import type { ClassGroup } from '../../roster/types.ts';
import { type Period, periodSchema } from '../frame/choice.ts';
import { listPeriods, listSchoolPeriods } from '../parents/results-store.ts';
import type { Press } from '../pdf/press.ts';
import type { PdfFile } from '../pdf/types.ts';
import { openBatch, startBatch, stopBatch } from './actions.ts';
import { readGroupFile } from './group-file.ts';
import { batchPage, type BatchView, noReportsPage, progressPart } from './page.tsx';
import { findFile, findNewestBatch, listFiles } from './store.ts';
import type { BatchRefusal } from './types.ts';
import { fileNamesOf, type ZipFile, zipStream } from './zip.ts';

const uuid = Type.String({ format: 'uuid' });
const yes = Type.Optional(Type.Union([Type.Literal('ja'), Type.Literal('nee')]));
const startBody = Type.Object({
  periode: periodSchema,
  groep: Type.Optional(Type.Union([uuid, Type.Array(uuid, { maxItems: 200 })])),
  dubbelzijdig: yes,
});
const groupSchema = {
  params: Type.Object({ groupId: uuid }),
  querystring: Type.Object({ periode: Type.Optional(periodSchema), dubbelzijdig: yes }),
};

/** The parent reports of a group in one file, and those of many groups in the background. */
export function manyRoutes(server: Server, platform: Platform, gate: Gate, press: Press): void {
  server.get('/groepen/:groupId/ouderrapporten.pdf', { schema: groupSchema }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'read-pupil-report');
    const { periode, dubbelzijdig } = request.query;
    const { group, file } = await readOneGroup(platform, viewer, request.params.groupId, {
      period: periode === undefined ? undefined : readPeriod(periode), doubleSided: dubbelzijdig === 'ja',
    });
    if (!file) return html(reply, noReportsPage(platform, viewer, group));
    const bytes = await press.printFile(file, 'now');
    return reply.type('application/pdf').header('cache-control', 'no-store')
      .header('content-disposition', 'inline; filename="ouderrapporten.pdf"').send(Buffer.from(bytes));
  });

  server.get('/rapporten/ouderrapporten', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'print-school-reports');
    return html(reply, batchPage(platform, viewer, await readView(platform, viewer), null));
  });

  server.post('/rapporten/ouderrapporten', { schema: { body: startBody } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'print-school-reports');
    const { periode, groep = [], dubbelzijdig } = request.body;
    const started = await startBatch(platform, viewer, {
      period: readPeriod(periode), groupIds: [groep].flat(), doubleSided: dubbelzijdig === 'ja',
    });
    if (started.ok) return reply.redirect('/rapporten/ouderrapporten', 303);
    return refused(platform, reply, viewer, started.refusal);
  });

  server.get('/rapporten/ouderrapporten/voortgang', async (request, reply) => {
    const viewer = await gate.school(request, reply, 'print-school-reports');
    const batch = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', findNewestBatch);
    if (!batch) throw new NotFound();
    return html(reply, progressPart(batch));
  });

  const one = { schema: { params: Type.Object({ batchId: uuid }) } };
  server.post('/rapporten/ouderrapporten/:batchId/stoppen', one, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'print-school-reports');
    if (!await stopBatch(platform, viewer, request.params.batchId)) throw new NotFound();
    return reply.redirect('/rapporten/ouderrapporten', 303);
  });

  server.get('/rapporten/ouderrapporten/:batchId/ouderrapporten.zip', one, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'print-school-reports');
    const batch = await openBatch(platform, viewer, request.params.batchId);
    if (!batch) throw new NotFound();
    return reply.type('application/zip').header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="ouderrapporten.zip"')
      .send(zipStream(filesOf(platform, viewer, batch.batchId), batch.endedAt ?? batch.askedAt));
  });
}

function readPeriod(text: string): Period {
  return { schoolYear: text.slice(0, 9), season: text.slice(10) as Period['season'] };
}

async function refused(
  platform: Platform, reply: FastifyReply, viewer: SchoolViewer, refusal: BatchRefusal,
): Promise<FastifyReply> {
  return html(reply.code(422), batchPage(platform, viewer, await readView(platform, viewer), refusal));
}

function readView(platform: Platform, viewer: SchoolViewer): Promise<BatchView> {
  const { clock, doors } = platform;
  const schoolYear = schoolYearOf(plainDateInAmsterdam(clock.now()));
  const before = schoolYearStarting(Number(schoolYear.slice(0, 4)) - 1);
  return doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', async (tx) => ({
    groups: (await listGroups(tx, { schoolYear })).filter(({ pupilCount }) => pupilCount > 0),
    periods: await listSchoolPeriods(tx, before),
    batch: await findNewestBatch(tx) ?? null,
  }));
}

/** What is printed for a group; nothing when nobody in it has a result. Another's group is not found. */
function readOneGroup(
  platform: Platform, viewer: SchoolViewer, groupId: string,
  wish: { readonly period: Period | undefined; readonly doubleSided: boolean },
): Promise<{ readonly group: ClassGroup; readonly file: PdfFile | undefined }> {
  const now = platform.clock.now();
  const schoolYear = schoolYearOf(plainDateInAmsterdam(now));
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', async (tx) => {
    const group = await findGroup(tx, groupId);
    if (!group || !may(viewer, 'read-pupil-report', { groupIds: [groupId] })) throw new NotFound();
    if (!(await features(tx, viewer.schoolId, schoolYear)).has('pupil_reports')) throw new NotFound();
    const pupilIds = (await listGroupPupils(tx, groupId)).map(({ pupilId }) => pupilId);
    const period = wish.period ?? (await listPeriods(tx, pupilIds))[0] ?? { schoolYear, season: 'M' };
    await audit(tx, now, 'group.read', { kind: 'group', id: groupId }, { report: 'ouderrapporten' });
    const { schoolName } = viewer;
    return { group, file: await readGroupFile(platform, tx, group, { ...wish, period, schoolName }) };
  });
}

/** The files of a batch, one at a time and each in a transaction of its own: a slow line at school holds nothing up. */
async function* filesOf(platform: Platform, viewer: SchoolViewer, batchId: string): AsyncGenerator<ZipFile> {
  const inSchool = <T>(work: Parameters<typeof platform.doors.withTenant<T>>[3]) =>
    platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', work);
  const groups = await inSchool(async (tx) => listGroupsById(tx, await listFiles(tx, batchId)));
  const names = fileNamesOf(groups.map(({ name }) => name));
  for (const [index, { groupId }] of groups.entries()) {
    const cipher = await inSchool((tx) => findFile(tx, batchId, groupId));
    if (cipher) yield { name: names[index]!, bytes: platform.secrets.open(cipher) };
  }
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
