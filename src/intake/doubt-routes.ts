import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import type { PageNotice } from '../ui/page.tsx';
import { decideByPerson } from './actions.ts';
import { doubtPage } from './doubt-page.tsx';
import { viewDoubts } from './doubt-view.ts';
import { decideWords } from './nl.ts';

const savedNotice: PageNotice = { kind: 'success', title: 'Opgeslagen', text: 'De leerlingenlijst is bijgewerkt.' };
const takenNotice: PageNotice = {
  kind: 'success', title: 'De gegevens zijn ingelezen', text: 'Zeg hier nog wie het is waar wij twijfelen.',
};

/** The screen for people of the roster in doubt, one at a time. */
export function doubtRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({
    vraag: Type.Optional(Type.Integer({ minimum: 0 })), gedaan: Type.Optional(Type.Literal('1')),
    ingelezen: Type.Optional(Type.Literal('1')),
  });
  server.get('/beheer/koppelen/lijst', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const { vraag = null, gedaan, ingelezen } = request.query;
    const notices = [...gedaan === undefined ? [] : [savedNotice], ...ingelezen === undefined ? [] : [takenNotice]];
    const page = doubtPage(platform, viewer, await viewDoubts(platform, viewer), { at: vraag, notices });
    return reply.type('text/html; charset=utf-8').send(page);
  });
  const body = Type.Object({
    levering: Type.String({ format: 'uuid', maxLength: 36 }), twijfel: Type.Integer({ minimum: 1 }),
    vraag: Type.Optional(Type.Integer({ minimum: 0 })),
    wie: Type.Union([Type.String({ format: 'uuid', maxLength: 36 }), Type.Literal('nieuw')]),
  });
  server.post('/beheer/koppelen/lijst', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const { levering: deliveryId, twijfel: doubtNo, vraag = 0, wie } = request.body;
    const decided = await decideByPerson(platform, viewer, {
      deliveryId, doubtNo, personId: wie === 'nieuw' ? null : wie,
    });
    if (decided.ok) return reply.redirect(`/beheer/koppelen/lijst?vraag=${vraag}&gedaan=1`, 303);
    const text = decideWords[decided.refusal];
    const notice = { kind: 'warning', title: 'Er is niets gewijzigd', text } as const;
    const page = doubtPage(platform, viewer, await viewDoubts(platform, viewer), { at: null, notices: [notice] });
    return reply.code(409).type('text/html; charset=utf-8').send(page);
  });
}
