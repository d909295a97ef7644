import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { EndCode } from '../planning/types.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear } from '../roster/store.ts';
import type { FieldError } from '../ui/components/form.tsx';
import type { PageNotice } from '../ui/page.tsx';
import { subjectOfPlan } from './board-actions.ts';
import { isOpen } from './board-rules.ts';
import { boardPath } from './board-page.tsx';
import { loadLiveBoard, type LiveBoard } from './board.ts';
import { endPage, type EndWish } from './end-page.tsx';
import { endNames, reopenWords } from './nl.ts';
import { decideLate, end, remark, remarkMax, reopen } from './taking-actions.ts';
import { takingPage } from './taking-page.tsx';
import { viewTaking } from './taking-view.ts';

const uuid = Type.String({ format: 'uuid' });
const params = Type.Object({ groupId: uuid, planId: uuid });
const act = 'supervise-test';

/** How one test was taken, and ending tests. */
export function takingPageRoutes(server: Server, platform: Platform, gate: Gate): void {
  endRoutes(server, platform, gate);
  const show = async (reply: FastifyReply, viewer: SchoolViewer, which: { groupId: string; planId: string },
    message: { notice?: PageNotice | undefined; error?: string }) => {
    const view = await viewTaking(platform, viewer, which);
    if (!view) throw new NotFound();
    const page = takingPage(platform, viewer, view, { notice: message.notice ?? null, error: message.error ?? null });
    return reply.type('text/html; charset=utf-8').send(page);
  };
  const query = Type.Object({ klaar: Type.Optional(Type.String()) });
  server.get('/groepen/:groupId/afname/:planId', { schema: { params, querystring: query } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, act);
    return show(reply, viewer, request.params, { notice: notices[request.query.klaar ?? ''] });
  });

  const part = Type.Object({ taak: uuid });
  server.post('/groepen/:groupId/afname/:planId/heropenen', { schema: { params, body: part } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, act);
      const done = await reopen(platform, viewer, request.params, request.body.taak);
      if (!done.ok && done.refusal === 'not-found') throw new NotFound();
      if (!done.ok) return show(reply.code(409), viewer, request.params, { error: reopenWords[done.refusal] });
      return reply.redirect(`${pathOf(request.params)}?klaar=open`, 303);
    });

  const late = Type.Object({ taak: uuid, doe: Type.Union([Type.Literal('meetellen'), Type.Literal('weglaten')]) });
  server.post('/groepen/:groupId/afname/:planId/te-laat', { schema: { params, body: late } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, act);
      const { taak, doe } = request.body;
      const decision = doe === 'meetellen' ? 'counted' : 'left-out';
      if (!(await decideLate(platform, viewer, request.params, taak, decision)).ok) throw new NotFound();
      return reply.redirect(`${pathOf(request.params)}?klaar=${doe}`, 303);
    });

  const text = Type.Object({ opmerking: Type.String({ maxLength: 5000 }) });
  server.post('/groepen/:groupId/afname/:planId/opmerking', { schema: { params, body: text } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, act);
      const done = await remark(platform, viewer, request.params, request.body.opmerking);
      if (!done.ok && done.refusal === 'not-found') throw new NotFound();
      if (!done.ok) {
        const error = `De opmerking is te lang: hoogstens ${remarkMax} tekens. De vorige staat er nog.`;
        return show(reply.code(422), viewer, request.params, { error });
      }
      return reply.redirect(`${pathOf(request.params)}?klaar=opmerking`, 303);
    });
}

const notices: Readonly<Record<string, PageNotice>> = {
  open: { kind: 'success', title: 'De taak staat weer open', text: 'De leerling kan erin verdergaan.' },
  meetellen: { kind: 'success', title: 'De antwoorden tellen mee', text: 'We rekenen het resultaat opnieuw uit.' },
  weglaten: { kind: 'success', title: 'De antwoorden zijn weggelaten', text: 'Ze blijven wel bewaard.' },
  opmerking: { kind: 'success', title: 'De opmerking is bewaard', text: null },
  ongeldig: { kind: 'success', title: 'De toets is ongeldig verklaard', text: 'De leerling kan hem opnieuw maken.' },
};

function endRoutes(server: Server, platform: Platform, gate: Gate): void {
  const group = Type.Object({ groupId: uuid });
  const query = Type.Object({
    vak: Type.Optional(Type.String()), plan: Type.Optional(uuid), allen: Type.Optional(Type.String()),
  });
  server.get('/groepen/:groupId/afname/beeindigen', { schema: { params: group, querystring: query } },
    async (request, reply) => {
      const viewer = await gate.school(request, reply, act);
      const { vak = null, plan, allen } = request.query;
      const board = await boardFor(platform, viewer, request.params.groupId, { subject: vak, planId: plan ?? null });
      const open = board.rows.map(({ facts }) => facts).filter(isOpen).map(({ planId }) => planId);
      const planIds = plan ? [plan] : allen ? open : [];
      const wish = { forOne: plan !== undefined, planIds, code: null, unfinished: null };
      return html(reply, endPage(platform, viewer, board, wish));
    });

  const body = Type.Object({
    vak: Type.String(), plan: Type.Optional(Type.Union([uuid, Type.Array(uuid)])),
    reden: Type.Optional(Type.String()), rest: Type.Optional(Type.String()), een: Type.Optional(Type.String()),
  });
  server.post('/groepen/:groupId/afname/beeindigen', { schema: { params: group, body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, act);
    const { groupId } = request.params;
    const wish = wishOf(request.body);
    const board = await boardFor(platform, viewer, groupId, { subject: request.body.vak, planId: null });
    const errors = errorsOf(wish);
    if (errors.length > 0 || !wish.code || !wish.unfinished) {
      return html(reply.code(422), endPage(platform, viewer, board, wish, errors));
    }
    const how = { code: wish.code, unfinished: wish.unfinished };
    for (const planId of wish.planIds) await end(platform, viewer, { groupId, planId }, how);
    const path = board.subject ? `${boardPath(groupId, board.subject)}&` : `/groepen/${groupId}/afname?`;
    return reply.redirect(`${path}klaar=einde`, 303);
  });
}

function wishOf({ plan, reden, rest, een }: {
  plan?: string | string[] | undefined; reden?: string | undefined; rest?: string | undefined;
  een?: string | undefined;
}): EndWish {
  return {
    forOne: een !== undefined, planIds: [plan ?? []].flat(), code: isEndCode(reden) ? reden : null,
    unfinished: rest === 'hand-in' || rest === 'discard' ? rest : null,
  };
}

function isEndCode(text: string | undefined): text is EndCode {
  return text !== undefined && Object.hasOwn(endNames, text);
}

function errorsOf({ planIds, code, unfinished }: EndWish): readonly FieldError[] {
  return [
    ...(planIds.length > 0 ? [] : [{ field: 'plan', message: 'Kies voor wie u de toets beëindigt.' }]),
    ...(code ? [] : [{ field: 'reden', message: 'Kies een reden.' }]),
    ...(unfinished ? [] : [{ field: 'rest', message: 'Kies wat er gebeurt met de taak die nog niet af is.' }]),
  ];
}

async function boardFor(
  platform: Platform, viewer: SchoolViewer, groupId: string,
  { subject, planId }: { readonly subject: string | null; readonly planId: string | null },
): Promise<LiveBoard> {
  if (!may(viewer, act, { groupIds: [groupId] })) throw new NotFound();
  const board = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const wanted = planId ? await subjectOfPlan(tx, planId) : subject;
    return loadLiveBoard(tx, groupId, {
      wanted, schoolYear: currentSchoolYear(platform.clock), now: platform.clock.now(),
    });
  });
  if (!board) throw new NotFound();
  return board;
}

function pathOf({ groupId, planId }: { readonly groupId: string; readonly planId: string }): string {
  return `/groepen/${groupId}/afname/${planId}`;
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
