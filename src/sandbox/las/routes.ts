import { isDeepStrictEqual } from 'node:util';
import { Type } from 'typebox';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import { writeEdexml } from '../../exchange/edexml/write.ts';
import type { RosterDocument } from '../../exchange/roster-document.ts';
import type { Server } from '../../platform/http/server.ts';
import { findPlanByBrin6, schoolPlans } from '../school/plans.ts';
import { rosterOf } from '../school/roster.ts';
import type { SchoolPlan } from '../school/types.ts';
import type { SandboxTx } from '../store.ts';
import type { Sandbox } from '../types.ts';
import { troubleOf } from './faults.ts';
import { habitsSchema, type LasHabits } from './habits.ts';
import { historyRoutes } from './history-routes.ts';
import { issueKey, listKeys, revokeKey } from './keys.ts';
import { findCall, listCalls } from './message-store.ts';
import { callPage, callsPage, knobsPage, lasHomePage, lasSchoolPage, resultsPage } from './pages.tsx';
import { listResults } from './result-store.ts';
import { lasSchool, saveLasSchool, type LasSchool } from './school-store.ts';
import { soapRoutes } from './soap-routes.ts';

const html = 'text/html; charset=utf-8';
const code = Type.String({ pattern: '^\\d{2}[A-Z]{2}\\d{2}$' });
const bySchool = { params: Type.Object({ code }) };
const knobs = Type.Object({
  faultCode: Type.Optional(Type.String()),
  faultsLeft: Type.Integer({ minimum: 0, maximum: 1000 }),
  delayMs: Type.Integer({ minimum: 0, maximum: 60_000 }),
  faultShape: habitsSchema.properties.faultShape,
  refusedPupils: Type.String({ maxLength: 2000 }),
  dataSet: habitsSchema.properties.dataSet,
  versions: habitsSchema.properties.versions,
  eckIdAlone: Type.Optional(Type.Literal('on')),
  dataSetId: Type.String({ maxLength: 64 }),
  dialect: habitsSchema.properties.dialect,
  years: habitsSchema.properties.years,
  typedResultsLink: Type.Optional(Type.Literal('on')),
});

/** The sandbox LAS: its end points, its files and its pages. */
export function lasRoutes(server: Server, sandbox: Sandbox): void {
  soapRoutes(server, sandbox);
  historyRoutes(server, sandbox);
  viewRoutes(server, sandbox);
  keyRoutes(server, sandbox);
  knobRoutes(server, sandbox);
}

function viewRoutes(server: Server, sandbox: Sandbox): void {
  const { withSandbox, clock } = sandbox;
  server.get('/sandbox/las', async (_request, reply) =>
    reply.type(html).send(lasHomePage({ schools: schoolPlans, now: clock.now() })));
  server.get('/sandbox/las/:code', { schema: bySchool }, async (request, reply) => {
    const plan = findPlanByBrin6(request.params.code);
    return plan ? reply.type(html).send(await schoolPage(sandbox, plan, null)) : reply.callNotFound();
  });
  server.get('/sandbox/las/:code/berichten', { schema: bySchool }, async (request, reply) => {
    const plan = findPlanByBrin6(request.params.code);
    if (!plan) return reply.callNotFound();
    const calls = await withSandbox((tx) => listCalls(tx, request.params.code));
    return reply.type(html).send(callsPage({ plan, calls, now: clock.now() }));
  });
  server.get('/sandbox/las/berichten/:messageId', {
    schema: { params: Type.Object({ messageId: Type.String({ pattern: '^[0-9a-f-]{36}$' }) }) },
  }, async (request, reply) => {
    const call = await withSandbox((tx) => findCall(tx, request.params.messageId));
    if (!call) return reply.callNotFound();
    return reply.type(html).send(callPage({ call, plan: findPlanByBrin6(call.schoolCode ?? ''), now: clock.now() }));
  });
  server.get('/sandbox/las/:code/resultaten', { schema: bySchool }, async (request, reply) => {
    const plan = findPlanByBrin6(request.params.code);
    if (!plan) return reply.callNotFound();
    const { roster, results } = await withSandbox(async (tx) => ({
      roster: await rosterNow(tx, plan, clock.now()), results: await listResults(tx, request.params.code),
    }));
    return reply.type(html).send(resultsPage({ plan, pupils: roster.pupils, results, now: clock.now() }));
  });
  server.get('/sandbox/las/:code/edexml', { schema: bySchool }, async (request, reply) => {
    const plan = findPlanByBrin6(request.params.code);
    if (!plan) return reply.callNotFound();
    const roster = await withSandbox((tx) => rosterNow(tx, plan, clock.now()));
    return reply.type('text/xml; charset=utf-8').header('content-disposition', 'attachment; filename="EDEX.XML"')
      .send(writeEdexml(roster));
  });
}

function keyRoutes(server: Server, sandbox: Sandbox): void {
  const { withSandbox, clock } = sandbox;
  server.post('/sandbox/las/:code/sleutels', {
    schema: { ...bySchool, body: Type.Object({ vestigingen: Type.Optional(Type.String()) }) },
  }, async (request, reply) => {
    const plan = findPlanByBrin6(request.params.code);
    if (!plan) return reply.callNotFound();
    const asked = (request.body.vestigingen ?? request.params.code).split(/\s+/u);
    const codes = asked.filter((one) => sitesOf(plan).includes(one));
    if (codes.length === 0) return reply.callNotFound();
    const key = await withSandbox((tx) => issueKey(tx, codes, clock.now()));
    // A program that plays the administrator (the demo) asks for JSON; a person gets the page.
    if (request.headers.accept === 'application/json') return reply.send({ autorisatiesleutel: key });
    return reply.type(html).header('cache-control', 'no-store').send(await schoolPage(sandbox, plan, key));
  });
  server.post('/sandbox/las/:code/sleutels/:keyHash/intrekken', {
    schema: { params: Type.Object({ code, keyHash: Type.String() }) },
  }, async (request, reply) => {
    await withSandbox((tx) => revokeKey(tx, request.params.keyHash, clock.now()));
    return reply.redirect(`/sandbox/las/${request.params.code}`, 303);
  });
}

function knobRoutes(server: Server, { withSandbox, clock }: Sandbox): void {
  server.get('/sandbox/las/:code/knoppen', { schema: bySchool }, async (request, reply) => {
    const plan = findPlanByBrin6(request.params.code);
    if (!plan) return reply.callNotFound();
    const settings = await withSandbox((tx) => lasSchool(tx, request.params.code));
    return reply.type(html).send(knobsPage({ plan, settings, now: clock.now() }));
  });
  server.post('/sandbox/las/:code/knoppen', { schema: { ...bySchool, body: knobs } }, async (request, reply) => {
    if (!findPlanByBrin6(request.params.code)) return reply.callNotFound();
    const { faultCode, faultsLeft, delayMs, typedResultsLink, ...turned } = request.body;
    const habits: LasHabits = {
      dataSet: turned.dataSet, versions: turned.versions, eckIdAlone: turned.eckIdAlone === 'on',
      dataSetId: turned.dataSetId.trim() || null, dialect: turned.dialect, years: turned.years,
      faultShape: turned.faultShape, refusedPupils: turned.refusedPupils.split(/[\s,]+/u).filter((key) => key !== ''),
    };
    await withSandbox((tx) => changeSchool(tx, request.params.code, (school) => ({
      ...school, delayMs, faultCode: troubleOf(faultCode ?? null), faultsLeft: faultCode ? faultsLeft : 0, habits,
      typedResultsLink: typedResultsLink === 'on',
      // Who gives other data from now on has changed, for who asks what is new.
      changedAt: isDeepStrictEqual(school.habits, habits) ? school.changedAt : clock.now(),
    })));
    return reply.redirect(`/sandbox/las/${request.params.code}`, 303);
  });
  server.post('/sandbox/las/:code/nieuwe-leerling', { schema: bySchool }, async (request, reply) => {
    if (!findPlanByBrin6(request.params.code)) return reply.callNotFound();
    await withSandbox((tx) => changeSchool(tx, request.params.code, (school) => (
      { ...school, newcomerCount: Math.min(50, school.newcomerCount + 1), changedAt: clock.now() })));
    return reply.redirect(`/sandbox/las/${request.params.code}`, 303);
  });
}

async function changeSchool(
  tx: SandboxTx, schoolCode: string, change: (school: LasSchool) => LasSchool,
): Promise<void> {
  await saveLasSchool(tx, change(await lasSchool(tx, schoolCode)));
}

async function schoolPage({ withSandbox, clock }: Sandbox, plan: SchoolPlan, newKey: string | null): Promise<string> {
  const schoolCode = `${plan.brin}${plan.site}`;
  const now = clock.now();
  return withSandbox(async (tx) => {
    const roster = await rosterNow(tx, plan, now);
    return lasSchoolPage({
      plan, now, newKey, sites: sitesOf(plan), settings: await lasSchool(tx, schoolCode),
      keys: await listKeys(tx, schoolCode),
      counts: {
        pupils: roster.pupils.length, staff: roster.staff.length, results: (await listResults(tx, schoolCode)).length,
      },
    });
  });
}

async function rosterNow(tx: SandboxTx, plan: SchoolPlan, now: Date): Promise<RosterDocument> {
  const { newcomerCount } = await lasSchool(tx, `${plan.brin}${plan.site}`);
  return rosterOf(plan, schoolYearOf(plainDateInAmsterdam(now)), now, newcomerCount);
}

function sitesOf({ brin }: SchoolPlan): readonly string[] {
  return schoolPlans.filter((plan) => plan.brin === brin).map((plan) => `${plan.brin}${plan.site}`);
}
