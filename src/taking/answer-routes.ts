import type { Server } from '../platform/http/server.ts';
import type { AnswerWriter } from './answer-writer.ts';
import type { Passes } from './pass.ts';
import { AnswersDelivery } from './wire.ts';

/** Seconds after which a device that found the node full comes back. */
const COME_BACK_SECONDS = 2;

/**
 * The hot path: answers with the pass of their taak. No session and no row is looked up: the pass says whose they are,
 * and the batch checks the rest.
 */
export function answerRoutes(server: Server, passes: Passes, writer: AnswerWriter): void {
  server.post('/afname/antwoorden', { schema: { body: AnswersDelivery } }, async (request, reply) => {
    const { pass, answers } = request.body;
    reply.header('cache-control', 'no-store');
    const owner = passes.read(pass);
    if (!owner.ok) return reply.code(401).send({ code: `pass-${owner.refusal}` });
    const written = await writer.write(owner.value, answers);
    if (written.ok) return reply.send(written.value);
    if (written.refusal === 'not-found') return reply.code(404).send({ code: 'not-found' });
    return reply.code(503).header('retry-after', COME_BACK_SECONDS).send({ code: 'busy' });
  });
}
