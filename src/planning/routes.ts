import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { listForms } from '../content/store.ts';
import type { Medium, Subject } from '../content/types.ts';
import { subjectNames } from '../content/types.ts';
import { audit } from '../platform/audit/audit.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { planTests, withdrawPlan, type PlanChoice } from './actions.ts';
import { loadBoard } from './board.ts';
import { refusalWords } from './nl.ts';
import { boardPage, type BoardMessage } from './pages.tsx';

const params = Type.Object({ groupId: Type.String({ format: 'uuid' }) });
const query = Type.Object({
  vak: Type.Optional(Type.String()), gezet: Type.Optional(Type.Integer({ minimum: 0 })),
  had: Type.Optional(Type.Integer({ minimum: 0 })), terug: Type.Optional(Type.String()),
});
/** Fields of the form: `toets-<pupil>` holds a test code, `hoe-<pupil>` a medium, `hoe` one medium for all. */
const planBody = Type.Record(Type.String(), Type.String({ maxLength: 100 }));
const withdrawBody = Type.Object({ plan: Type.String({ format: 'uuid' }) });

/** Planning the tests of a group, and taking a plan back. */
export function planningRoutes(server: Server, platform: Platform, gate: Gate): void {
  const show = async (
    reply: FastifyReply, viewer: SchoolViewer, about: { groupId: string; subject: Subject }, message: BoardMessage,
  ) => reply.type('text/html; charset=utf-8').send(await renderBoard(platform, viewer, about, message));

  server.get('/groepen/:groupId/klaarzetten', { schema: { params, querystring: query } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'plan-test');
    const { vak, gezet, had, terug } = request.query;
    const about = { groupId: request.params.groupId, subject: subjectOf(vak) };
    return show(reply, viewer, about, { planned: gezet, alreadyPlanned: had, withdrawn: terug !== undefined });
  });

  server.post('/groepen/:groupId/klaarzetten', { schema: { params, body: planBody } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'plan-test');
    const about = { groupId: request.params.groupId, subject: subjectOf(request.body['vak']) };
    const done = await planTests(platform, viewer, { ...about, choices: choicesOf(request.body) });
    if (!done.ok && done.refusal === 'not-found') throw new NotFound();
    if (!done.ok) return show(reply.code(422), viewer, about, { error: refusalWords[done.refusal] });
    const { planned, alreadyPlanned } = done.value;
    const path = `/groepen/${about.groupId}/klaarzetten?vak=${about.subject}`;
    return reply.redirect(`${path}&gezet=${planned}&had=${alreadyPlanned}`, 303);
  });

  server.post('/groepen/:groupId/klaarzetten/terugnemen', { schema: { params, body: withdrawBody } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, 'plan-test');
      const done = await withdrawPlan(platform, viewer, request.body.plan);
      const { groupId } = request.params;
      if (!done.ok && done.refusal === 'not-found') throw new NotFound();
      if (!done.ok) {
        const about = { groupId, subject: subjectOf(undefined) };
        return show(reply.code(422), viewer, about, { error: refusalWords[done.refusal] });
      }
      return reply.redirect(`/groepen/${groupId}/klaarzetten?terug=1`, 303);
    });
}

async function renderBoard(
  platform: Platform, viewer: SchoolViewer, { groupId, subject }: { groupId: string; subject: Subject },
  message: BoardMessage,
): Promise<string> {
  if (!may(viewer, 'plan-test', { groupIds: [groupId] })) throw new NotFound();
  const now = platform.clock.now();
  const loaded = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    const board = await loadBoard(tx, groupId, subject, now);
    // An advice tells where a pupil stood.
    if (board) await audit(tx, now, 'board.read', { kind: 'group', id: groupId }, { subject });
    return { board, subjects: [...new Set((await listForms(tx)).map((form) => form.subject))] };
  });
  if (!loaded.board) throw new NotFound();
  return boardPage(platform, viewer, loaded.board, loaded.subjects, message);
}

/** The subject of an address; arithmetic when it names none that we know. */
function subjectOf(text: string | undefined): Subject {
  return text !== undefined && Object.hasOwn(subjectNames, text) ? text as Subject : 'arithmetic';
}

/** Pupils for whom a test was chosen. Without a medium field the package has paper only. */
function choicesOf(body: Readonly<Record<string, string>>): PlanChoice[] {
  return Object.entries(body).flatMap(([name, testCode]) => {
    if (!name.startsWith('toets-') || testCode === '') return [];
    const pupilId = name.slice('toets-'.length);
    const medium: Medium = (body['hoe'] ?? body[`hoe-${pupilId}`]) === 'screen' ? 'screen' : 'paper';
    return [{ pupilId, testCode, medium }];
  });
}
