import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { resendPeriod, tickOffRemoved, withdrawOwnResult } from './actions.ts';
import { resendConfirmPage, resendPage, resendPath, withdrawPage, withdrawPath } from './resend-pages.tsx';
import { viewResendPeriods, viewWithdrawal } from './resend-view.ts';

/** Sending a period once more, taking a result back, and ticking off what somebody removed from the LAS. */
export function resendRoutes(server: Server, platform: Platform, gate: Gate): void {
  const period = Type.Object({
    schooljaar: Type.String({ maxLength: 9 }), moment: Type.String({ maxLength: 1 }),
    toets: Type.String({ maxLength: 80 }),
  });
  server.get(resendPath, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const periods = await viewResendPeriods(platform, viewer);
    return reply.type('text/html; charset=utf-8').send(resendPage(platform, viewer, periods));
  });
  server.get(`${resendPath}/kiezen`, { schema: { querystring: period } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const { schooljaar, moment, toets } = request.query;
    const found = (await viewResendPeriods(platform, viewer)).find(({ schoolYear, season, testCode }) =>
      schoolYear === schooljaar && season === moment && testCode === toets);
    if (!found) throw new NotFound();
    return reply.type('text/html; charset=utf-8').send(resendConfirmPage(platform, viewer, found));
  });
  server.post(resendPath, { schema: { body: period } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'run-onboarding');
    const { schooljaar, moment, toets } = request.body;
    const sent = await resendPeriod(platform, viewer, { schoolYear: schooljaar, season: moment, testCode: toets });
    return reply.redirect(`/beheer/resultaten?melding=${sent.ok ? 'opnieuw' : 'geen-koppeling'}`, 303);
  });

  const params = Type.Object({ resultId: Type.String({ format: 'uuid', maxLength: 36 }) });
  server.get(`${withdrawPath}/:resultId`, { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'withdraw-result');
    const view = await viewWithdrawal(platform, viewer, request.params.resultId);
    if (!view) throw new NotFound();
    return reply.type('text/html; charset=utf-8').send(withdrawPage(platform, viewer, view));
  });
  server.post(`${withdrawPath}/:resultId`, { schema: { params } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'withdraw-result');
    const withdrawn = await withdrawOwnResult(platform, viewer, request.params.resultId);
    if (!withdrawn.ok) throw new NotFound();
    return reply.redirect(
      `/beheer/resultaten?melding=${withdrawn.value.toRemove ? 'weghalen' : 'ingetrokken'}`, 303);
  });
  const removed = Type.Object({ sleutel: Type.String({ maxLength: 80 }) });
  server.post('/beheer/resultaten/weggehaald', { schema: { body: removed } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'withdraw-result');
    await tickOffRemoved(platform, viewer, request.body.sleutel);
    return reply.redirect('/beheer/resultaten?melding=weggehaald', 303);
  });
}
