import type { FastifyReply } from 'fastify';
import { Type, type Static } from 'typebox';
import { ownPath, type Gate } from '../access/gate.ts';
import { reaches } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { listForms } from '../content/store.ts';
import type { Season } from '../content/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear, listGroupYears } from '../roster/store.ts';
import type { GroupYears } from '../roster/types.ts';
import { accommodationRoutes } from './accommodations-routes.ts';
import { changeOpening, mayPlan, planForGroups, undoAction, withdrawPlan } from './actions.ts';
import { addressOf } from './addresses.ts';
import { loadBoard, type Board, type Wanted } from './board.ts';
import { bundleOf, bundlesWith } from './bundles.ts';
import { choicesOf, filledFrom, valueOf, valuesOf, type Body } from './choices.ts';
import { chooserPage, ofYear } from './chooser.tsx';
import { refusalWords } from './nl.ts';
import { openingFields, readOpening, type OpeningFields } from './opening.ts';
import { openingFieldsOf } from './opening-inputs.tsx';
import { overviewPage } from './overview-page.tsx';
import { planningPage, type PlanningMessage } from './planning-page.tsx';
import { refusedPage } from './refused-page.tsx';
import { findLastAction } from './store.ts';
import type { TestYearGroup } from './types.ts';

const params = Type.Object({ groupId: Type.String({ format: 'uuid' }) });
const count = Type.Optional(Type.Integer({ minimum: 0 }));
const query = Type.Object({
  vak: Type.Optional(Type.String()), moment: Type.Optional(Type.String()), jaargroep: Type.Optional(Type.String()),
  groep: Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { maxItems: 200 })),
  gezet: count, leerlingen: count, had: count, scherm: count, terug: count, bleef: count, tijd: count,
});
type Query = Static<typeof query>;
const body = Type.Record(Type.String(), Type.Union([
  Type.String({ maxLength: 200 }), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 }),
]));

/** How long after planning the page still offers to take it all back, in milliseconds. */
const undoOfferedMs = 12 * 3_600_000;

/** Planning tests for any groups, taking plans back, moving their time, and who still has to take what. */
export function planningRoutes(server: Server, platform: Platform, gate: Gate): void {
  accommodationRoutes(server, platform, gate);
  pageRoutes(server, platform, gate);
  planRoutes(server, platform, gate);

  server.post('/klaarzetten/terugnemen', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'plan-test');
    let withdrawn = 0;
    let kept = 0;
    for (const planId of valuesOf(request.body, 'plan').filter(isUuid)) {
      const done = await withdrawPlan(platform, viewer, planId);
      if (!done.ok && done.refusal === 'not-found') throw new NotFound();
      if (done.ok) withdrawn += 1; else kept += 1;
    }
    return reply.redirect(withMessage(valueOf(request.body, 'terug'), { terug: withdrawn, bleef: kept }), 303);
  });

  server.post('/klaarzetten/ongedaan', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'plan-test');
    const actionId = valueOf(request.body, 'actie');
    const done = isUuid(actionId) ? await undoAction(platform, viewer, actionId) : null;
    if (!done?.ok) throw new NotFound();
    const { withdrawn, kept } = done.value;
    return reply.redirect(withMessage(valueOf(request.body, 'terug'), { terug: withdrawn, bleef: kept }), 303);
  });

  server.post('/klaarzetten/tijd', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'plan-test');
    const wanted = wantedOfBody(request.body);
    const opening = readOpening(openingFieldsOf(request.body) ?? noOpening, platform.clock.now());
    const done = opening.ok ? await changeOpening(platform, viewer, wanted, opening.value) : opening;
    if (!done.ok && done.refusal === 'not-found') throw new NotFound();
    if (!done.ok) return showOverview(platform, viewer, reply.code(422), wanted, { error: refusalWords[done.refusal] });
    return reply.redirect(withMessage(valueOf(request.body, 'terug'), { tijd: done.value.changed }), 303);
  });
}

function pageRoutes(server: Server, platform: Platform, gate: Gate): void {
  for (const path of ['/klaarzetten', '/klaarzetten/overzicht'] as const) {
    const isOverview = path.endsWith('overzicht');
    server.get(path, { schema: { querystring: query } }, async (request, reply) => {
      const viewer = await gate.school(request, reply, 'plan-test');
      const groups = await choosableGroups(platform, viewer);
      const wanted = wantedOf(request.query, groups, isOverview || reaches(viewer, 'plan-test') === 'own-groups');
      const message = messageOf(request.query);
      if (wanted.groupIds.length === 0) return html(reply, await firstPage(platform, viewer, groups));
      return isOverview
        ? showOverview(platform, viewer, reply, wanted, message)
        : showBoard(platform, viewer, reply, { wanted, ofGroup: null, groups }, message);
    });
  }
  server.get('/groepen/:groupId/klaarzetten', { schema: { params, querystring: query } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'plan-test');
    const { groupId } = request.params;
    const wanted = { ...wantedOf(request.query, [], false), groupIds: [groupId], yearGroup: null };
    const where = { wanted, ofGroup: groupId, groups: [] };
    return showBoard(platform, viewer, reply, where, messageOf(request.query));
  });
}

function planRoutes(server: Server, platform: Platform, gate: Gate): void {
  async function plan(viewer: SchoolViewer, reply: FastifyReply, sent: Body, ofGroup: string | null) {
    const wanted = ofGroup ? { ...wantedOfBody(sent), groupIds: [ofGroup], yearGroup: null } : wantedOfBody(sent);
    const fields = openingFieldsOf(sent);
    const where = { wanted, ofGroup, groups: [], sent, opening: fields };
    if (valueOf(sent, 'doe') === 'allen') {
      return showBoard(platform, viewer, reply, { ...where, bulkOpen: true }, {});
    }
    const opening = fields ? readOpening(fields, platform.clock.now()) : null;
    const done = opening && !opening.ok ? opening : await planForGroups(platform, viewer, {
      wanted, choices: choicesOf(sent), ...(opening ? { opening: opening.value } : {}),
    });
    if (!done.ok && done.refusal === 'not-found') throw new NotFound();
    if (!done.ok) {
      const message = { error: refusalWords[done.refusal] };
      return showBoard(platform, viewer, reply.code(422), { ...where, bulkOpen: opening?.ok === false }, message);
    }
    const { planned, pupils, alreadyPlanned, onScreen } = done.value;
    const back = valueOf(sent, 'terug') || addressOfWanted(wanted, ofGroup);
    const message = { gezet: planned, leerlingen: pupils, had: alreadyPlanned, scherm: onScreen };
    return reply.redirect(withMessage(back, message), 303);
  }
  server.post('/klaarzetten', { schema: { body } }, async (request, reply) =>
    plan(await gate.school(request, reply, 'plan-test'), reply, request.body, null));
  server.post('/groepen/:groupId/klaarzetten', { schema: { params, body } }, async (request, reply) =>
    plan(await gate.school(request, reply, 'plan-test'), reply, request.body, request.params.groupId));
}

/** What a board is shown for, and what was filled in when the form came back. */
interface Where {
  readonly wanted: Wanted;
  readonly ofGroup: string | null;
  readonly groups: readonly GroupYears[];
  readonly sent?: Body;
  readonly opening?: OpeningFields | null;
  readonly bulkOpen?: boolean;
}

async function showBoard(
  platform: Platform, viewer: SchoolViewer, reply: FastifyReply, where: Where, message: PlanningMessage,
): Promise<FastifyReply> {
  const now = platform.clock.now();
  const board = await readBoard(platform, viewer, where.wanted);
  if (!board) return html(reply.code(409), refusedPage(platform, viewer, refusalWords['other-school-year']));
  const lastAction = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', (tx) =>
    findLastAction(tx, `${viewer.actor.kind}:${viewer.actor.id}`, {
      since: new Date(now.getTime() - undoOfferedMs), subjects: board.subjects,
      pupilIds: board.rows.map(({ pupil }) => pupil.pupilId),
    }));
  return html(reply, planningPage(platform, viewer, {
    board, now, message, ofGroup: where.ofGroup, bundles: board.bundles,
    groups: where.groups.length > 0 || where.ofGroup ? where.groups : await choosableGroups(platform, viewer),
    filled: filledFrom(board, where.sent ?? {}), opening: where.opening ?? openingFields(board.opening),
    bulkOpen: where.bulkOpen ?? false, lastAction: lastAction ?? null,
  }));
}

async function showOverview(
  platform: Platform, viewer: SchoolViewer, reply: FastifyReply, wanted: Wanted, message: PlanningMessage,
): Promise<FastifyReply> {
  const board = await readBoard(platform, viewer, wanted);
  if (!board) return html(reply.code(409), refusedPage(platform, viewer, refusalWords['other-school-year']));
  return html(reply, overviewPage(platform, viewer, { board, message, now: platform.clock.now() }));
}

/** The board of groups for which this viewer may plan; null when they are of another school year. */
async function readBoard(platform: Platform, viewer: SchoolViewer, wanted: Wanted): Promise<Board | null> {
  if (!mayPlan(viewer, wanted.groupIds)) throw new NotFound();
  const now = platform.clock.now();
  const board = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    const loaded = await loadBoard(tx, wanted, now);
    if (loaded.ok) {
      const [groupId] = wanted.groupIds.length === 1 ? wanted.groupIds : [];
      const about = groupId ? { kind: 'group', id: groupId } as const : { kind: 'school', id: tx.schoolId } as const;
      await audit(tx, now, 'board.read', about, { subject: wanted.bundle.code, groups: wanted.groupIds.length });
    }
    return loaded;
  });
  if (board.ok) return board.value;
  if (board.refusal === 'not-found') throw new NotFound();
  return null;
}

/** The groups of this school year for which somebody may plan. */
function choosableGroups(platform: Platform, viewer: SchoolViewer): Promise<readonly GroupYears[]> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) =>
    (await listGroupYears(tx, currentSchoolYear(platform.clock))).filter(({ groupId }) => mayPlan(viewer, [groupId])));
}

async function firstPage(
  platform: Platform, viewer: SchoolViewer, groups: readonly GroupYears[],
): Promise<string> {
  const subjects = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx: TenantTx) =>
    new Set((await listForms(tx)).map(({ subject }) => subject)));
  return chooserPage(platform, viewer, { groups, bundles: bundlesWith(subjects) });
}

/** What an address asks for; without groups all home groups of the viewer where that is sensible. */
function wantedOf(asked: Query, groups: readonly GroupYears[], allWithoutChoice: boolean): Wanted {
  const yearGroup = yearGroupOf(asked.jaargroep);
  const chosen = yearGroup ? ofYear(groups, yearGroup).groupIds : asked.groep ?? [];
  const all = groups.filter(({ kind }) => kind === 'class').map(({ groupId }) => groupId);
  return {
    bundle: bundleOf(asked.vak), season: seasonOf(asked.moment), yearGroup,
    groupIds: chosen.length === 0 && allWithoutChoice && !yearGroup ? all : [...new Set(chosen)],
  };
}

function wantedOfBody(sent: Body): Wanted {
  return {
    bundle: bundleOf(valueOf(sent, 'vak')), season: seasonOf(valueOf(sent, 'moment')),
    yearGroup: yearGroupOf(valueOf(sent, 'jaargroep')),
    groupIds: [...new Set(valuesOf(sent, 'groep').filter(isUuid))],
  };
}

function addressOfWanted({ bundle, season, groupIds, yearGroup }: Wanted, ofGroup: string | null): string {
  return addressOf({
    bundle, yearGroup, groups: groupIds.map((groupId) => ({ groupId })), season: season ?? 'M',
    seasons: season ? [] : ['M'],
  }, ofGroup);
}

function yearGroupOf(text: string | undefined): TestYearGroup | null {
  return text !== undefined && /^[3-8]$/.test(text) ? Number(text) as TestYearGroup : null;
}

function seasonOf(text: string | undefined): Season | null {
  return text === 'B' || text === 'M' || text === 'E' ? text : null;
}

function messageOf({ gezet, leerlingen, had, scherm, terug, bleef, tijd }: Query): PlanningMessage {
  return {
    planned: gezet, pupils: leerlingen, alreadyPlanned: had, onScreen: scherm,
    withdrawn: terug, kept: bleef, moved: tijd,
  };
}

const messageNames = ['gezet', 'leerlingen', 'had', 'scherm', 'terug', 'bleef', 'tijd'];

/** A way back of our own with what was done; what an earlier step did is left out. */
function withMessage(path: string, message: Readonly<Record<string, number>>): string {
  const own = ownPath(path);
  const [place, asked] = own.split('?');
  const parameters = new URLSearchParams(asked);
  for (const name of messageNames) parameters.delete(name);
  for (const [name, value] of Object.entries(message)) parameters.set(name, String(value));
  return `${place}?${parameters.toString()}`;
}

const noOpening: OpeningFields = { fromDay: '', fromTime: '', untilDay: '', untilTime: '' };

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
