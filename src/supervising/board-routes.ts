import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { audit } from '../platform/audit/audit.ts';
import { eventStreams, type EventStream } from '../platform/http/event-stream.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear } from '../roster/store.ts';
import type { PageNotice } from '../ui/page.tsx';
import { doQuickly, type QuickAct } from './board-actions.ts';
import { followBoard } from './board-changes.ts';
import { boardPath, boardSummaryHtml, liveBoardPage, liveRowHtml } from './board-page.tsx';
import { loadLiveBoard, type LiveBoard } from './board.ts';
import type { WatchedBoard } from './board-store.ts';
import { openBoardWatch, type BoardWatch } from './watch-boards.ts';

const params = Type.Object({ groupId: Type.String({ format: 'uuid' }) });
const query = Type.Object({ vak: Type.Optional(Type.String()), klaar: Type.Optional(Type.String()) });

/** Beats of a line, each half a minute or less, after which it is opened anew: rights may have ended meanwhile. */
const beatsMax = 20;

/** The live board of a group, and what is done from it. */
export function boardRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get('/groepen/:groupId/afname', { schema: { params, querystring: query } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'supervise-test');
    const board = await boardOf(platform, viewer, request.params.groupId, request.query.vak ?? null, true);
    const page = liveBoardPage(platform, viewer, board, notices[request.query.klaar ?? ''] ?? null);
    return reply.type('text/html; charset=utf-8').send(page);
  });

  lineRoute(server, platform, gate);

  const body = Type.Object({
    doe: Type.String(), plan: Type.Optional(Type.String({ format: 'uuid' })), vak: Type.Optional(Type.String()),
  });
  server.post('/groepen/:groupId/afname/doen', { schema: { params, body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'supervise-test');
    const { groupId } = request.params;
    const act = acts[request.body.doe];
    if (!act) throw new NotFound();
    const { plan = null, vak = null } = request.body;
    const done = await doQuickly(platform, viewer, { act, groupId, planId: plan, subject: vak });
    if (done === undefined) throw new NotFound();
    return backToBoard(platform, viewer, reply, { groupId, subject: vak, planId: plan, klaar: request.body.doe });
  });
}

const acts: Readonly<Record<string, QuickAct>> = { pauze: 'pause', verder: 'resume', hulp: 'help-noted' };

const notices: Readonly<Record<string, PageNotice>> = {
  pauze: { kind: 'success', title: 'Pauze', text: 'Antwoorden zijn bewaard. De leerling wacht tot u op Verder drukt.' },
  verder: { kind: 'success', title: 'De leerling kan verder', text: null },
  hulp: { kind: 'success', title: 'De leerling weet dat u komt', text: null },
  einde: { kind: 'success', title: 'De toets is beëindigd', text: null },
};

/** Back to the board from which something was done, told in one line. */
async function backToBoard(platform: Platform, viewer: SchoolViewer, reply: FastifyReply, about: {
  readonly groupId: string; readonly subject: string | null; readonly planId: string | null; readonly klaar: string;
}): Promise<FastifyReply> {
  const board = await boardOf(platform, viewer, about.groupId, about.subject, false);
  const { groupId } = about;
  const path = board.subject ? boardPath(groupId, board.subject) : `/groepen/${groupId}/afname`;
  return reply.redirect(`${path}${path.includes('?') ? '&' : '?'}klaar=${about.klaar}`, 303);
}

function lineRoute(server: Server, platform: Platform, gate: Gate): void {
  const streams = eventStreams(server);
  const boards = openBoardWatch(platform);
  server.addHook('preClose', async () => boards.stop());
  server.get('/groepen/:groupId/afname/lijn', { schema: { params, querystring: query } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'supervise-test');
    const board = await boardOf(platform, viewer, request.params.groupId, request.query.vak ?? null, false);
    if (board.subject === null) throw new NotFound();
    const watched = { groupId: board.group.groupId, subject: board.subject };
    const line = { stop: () => {}, beats: 0 };
    const stream = streams.open(reply, {
      onClose: () => line.stop(),
      onBeat() {
        line.beats += 1;
        if (line.beats >= beatsMax) stream.end();
      },
    });
    line.stop = pushBoard({ platform, boards, stream, schoolId: viewer.schoolId }, board, watched);
    return reply;
  });
}

/** Sends what changes on a board for as long as the page is there; the answer stops it. */
function pushBoard(
  { platform, boards, stream, schoolId }: {
    readonly platform: Platform; readonly boards: BoardWatch; readonly stream: EventStream; readonly schoolId: string;
  },
  { rows, without }: LiveBoard, watched: WatchedBoard,
): () => void {
  const pupils = [...rows.map(({ pupil }) => pupil), ...without];
  const follow = followBoard(pupils);
  let isFirst = true;
  return boards.watch(schoolId, watched, (facts) => {
    const change = follow(facts, platform.clock.now());
    if (change.changed.length === 0 && !isFirst) return;
    isFirst = false;
    stream.send('board', {
      rows: change.changed.map((row) => liveRowHtml(watched.groupId, watched.subject, row)),
      summary: boardSummaryHtml(change.rows), say: change.say,
    });
  });
}

/** The board that the viewer may see; whoever opens the page is in the log. */
async function boardOf(
  platform: Platform, viewer: SchoolViewer, groupId: string, wanted: string | null, isOpened: boolean,
): Promise<LiveBoard> {
  if (!may(viewer, 'supervise-test', { groupIds: [groupId] })) throw new NotFound();
  const now = platform.clock.now();
  const board = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const found = await loadLiveBoard(tx, groupId, { wanted, schoolYear: currentSchoolYear(platform.clock), now });
    if (found && isOpened) await audit(tx, now, 'taking.watched', { kind: 'group', id: groupId });
    return found;
  });
  if (!board) throw new NotFound();
  return board;
}
