import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { PupilGate } from '../access/gate.ts';
import type { PupilSession } from '../access/types.ts';
import { asSent } from '../platform/http/as-sent.ts';
import { eventStreams } from '../platform/http/event-stream.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { handIn } from './actions.ts';
import { openAnswerWriter, type AnswerWriter } from './answer-writer.ts';
import { openParcel } from './parcel.ts';
import { openPasses, type PassClaims, type Passes } from './pass.ts';
import { setHelpAsked } from './presence-store.ts';
import { openPresence, type Presence } from './presence.ts';
import { openPupilLines } from './pupil-lines.ts';
import {
  AnswersDelivery, answersPerMessageMax, HandInDelivery, HandInMessage, HelpMessage, LeftMessage, ParcelMessage,
  type SentAnswer, type TakingRefusalCode,
} from './wire.ts';

/** Seconds after which a device that found the node full comes back. */
const COME_BACK_SECONDS = 2;

const params = Type.Object({ sittingId: Type.String({ format: 'uuid' }) });

/** What the routes of a device share at a node. */
interface Node {
  readonly platform: Platform;
  readonly passes: Passes;
  readonly writer: AnswerWriter;
  readonly presence: Presence;
}

/**
 * What a pupil's device asks while a taak is taken. It shows the pass of the taak: nothing is looked up to know whose
 * answers these are, and they arrive after a session has ended too.
 */
export function deviceRoutes(server: Server, platform: Platform, gate: PupilGate): void {
  const presence = openPresence(platform);
  const node: Node = { platform, passes: openPasses(platform.secrets), writer: openAnswerWriter(platform), presence };
  server.addHook('onClose', async () => {
    await node.writer.idle();
    await presence.flush();
  });
  answerRoutes(server, node);
  handInRoute(server, node, gate);
  lineRoutes(server, node);
}

/** The hot path. */
function answerRoutes(server: Server, { platform: { secrets, clock }, passes, writer, presence }: Node): void {
  const delivered = { schema: { body: AnswersDelivery }, validatorCompiler: asSent };
  server.post('/afname/antwoorden', delivered, async (request, reply) => {
    const { pass, answers, position, answered } = request.body;
    const owner = ownerOf(passes, pass, reply);
    if (!owner) return reply;
    const written = await writer.write(owner, answers);
    if (!written.ok) return notWritten(reply, written.refusal);
    const answeredAt = answers.length > 0 ? { answeredAt: clock.now() } : {};
    presence.notice(owner, { position, answered, ...answeredAt });
    return reply.send(written.value);
  });

  server.post('/afname/nabezorgen', { schema: { body: ParcelMessage } }, async (request, reply) => {
    const parcel = openParcel(secrets, request.body);
    if (!parcel.ok) return reply.code(400).send({ code: parcel.refusal });
    for (const answers of inMessages(parcel.value.answers)) {
      const written = await writer.write(parcel.value, answers);
      if (!written.ok) return notWritten(reply, written.refusal);
    }
    return reply.code(204).send();
  });
}

function inMessages(answers: readonly SentAnswer[]): (readonly SentAnswer[])[] {
  return Array.from({ length: Math.ceil(answers.length / answersPerMessageMax) }, (_, nth) =>
    answers.slice(nth * answersPerMessageMax, (nth + 1) * answersPerMessageMax));
}

function notWritten(reply: FastifyReply, refusal: 'not-found' | 'busy'): FastifyReply {
  if (refusal === 'not-found') throw new NotFound();
  return reply.code(503).header('retry-after', COME_BACK_SECONDS).send({ code: refusal });
}

function handInRoute(server: Server, { platform, passes }: Node, gate: PupilGate): void {
  const body = Type.Union([HandInDelivery, HandInMessage]);
  server.post('/afname/:sittingId/inleveren', { schema: { params, body } }, async (request, reply) => {
    const message = request.body;
    const { sittingId } = request.params;
    if (!('pass' in message)) {
      return handedIn(reply, await handIn(platform, await gate.pupil(request, reply), sittingId, message));
    }
    const owner = ownerOf(passes, message.pass, reply, sittingId);
    if (!owner) return reply;
    const { epoch } = owner;
    return handedIn(reply, await handIn(platform, pupilOf(owner), sittingId, { ...message, epoch }));
  });
}

function handedIn(reply: FastifyReply, receipt: Awaited<ReturnType<typeof handIn>>): FastifyReply {
  if (receipt.ok) return reply.send(receipt.value);
  const code: TakingRefusalCode | 'not-found' = receipt.refusal;
  if (code === 'not-found') throw new NotFound();
  return reply.code(409).send({ code });
}

function lineRoutes(server: Server, { platform, passes, writer, presence }: Node): void {
  const lines = openPupilLines(platform, eventStreams(server), presence);
  const querystring = Type.Object({ pass: Type.String({ maxLength: 2000 }) });
  server.get('/afname/:sittingId/lijn', { schema: { params, querystring } }, async (request, reply) => {
    const owner = ownerOf(passes, request.query.pass, reply, request.params.sittingId);
    if (!owner) return reply;
    const standing = await writer.write(owner, []);
    if (!standing.ok) return notWritten(reply, standing.refusal);
    lines.open(owner, reply, standing.value.state);
    return reply;
  });

  server.post('/afname/:sittingId/hulp', { schema: { params, body: HelpMessage } }, async (request, reply) => {
    const owner = ownerOf(passes, request.body.pass, reply, request.params.sittingId);
    if (!owner) return reply;
    const at = platform.clock.now();
    await platform.doors.withTenant(owner.schoolId, { kind: 'pupil', id: owner.pupilId }, 'taking', (tx) =>
      setHelpAsked(tx, owner.sittingId, request.body.asks ? at : null, at));
    return reply.code(204).send();
  });

  server.post('/afname/:sittingId/weg', { schema: { params, body: LeftMessage } }, async (request, reply) => {
    const owner = ownerOf(passes, request.body.pass, reply, request.params.sittingId);
    if (!owner) return reply;
    presence.notice(owner, { leftFocus: 1 });
    return reply.code(204).send();
  });
}

/** Who shows this pass; null after the device was told that it is worth nothing (any more) for this sitting. */
function ownerOf(passes: Passes, pass: string, reply: FastifyReply, sittingId?: string): PassClaims | null {
  reply.header('cache-control', 'no-store');
  const claims = passes.read(pass);
  const fits = claims.ok && (sittingId === undefined || claims.value.sittingId === sittingId);
  if (fits) return claims.value;
  reply.code(401).send({ code: `pass-${claims.ok ? 'forged' : claims.refusal}` });
  return null;
}

function pupilOf({ pupilId: id, schoolId }: PassClaims): PupilSession {
  return { kind: 'pupil', id, schoolId, roles: ['pupil'], ownGroupIds: [], actor: { kind: 'pupil', id } };
}
