import type { Running } from '../app/running.ts';
import { createServicePerson } from '../access/service.ts';
import { present } from '../base/assert.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { getOnboarding } from '../onboarding/store.ts';
import type { Onboarding } from '../onboarding/types.ts';
import { SANDBOX_START } from '../platform/clock/sandbox-clock.ts';
import { all, sql } from '../platform/database/query.ts';
import { seededRandom } from '../psychometrics/random.ts';
import { findPlanByBrin6 } from '../sandbox/school/plans.ts';
import { rosterOf } from '../sandbox/school/roster.ts';
import { openSimulation } from './simulated-pupil.ts';
import { history, step3 } from './stages-after.ts';
import { agreement, contactOf, order, step1 } from './stages-before.ts';
import { enterPaper, groupNamed, plan, take, teacherOf } from './stages-during.ts';
import { expectPage, findMailText, findSchoolId, openWorld, until, untilQuiet, type World } from './world.ts';

/** Where the sandbox's clock stands when a school begins that is in full use by the time somebody looks: 14 January. */
export const SETTLING_START = new Date('2027-01-14T07:00:00Z');
const TEST_DAY = new Date('2027-01-18T08:00:00Z');

const IN_FULL_USE = '99XB00';
const TWO_SITES = '99XC00';
const TESTED_GROUPS = [
  ['Groep 5', 'screen'], ['Groep 6', 'paper'], ['Groep 7', 'paper'], ['Groep 4', 'screen'],
] as const;
const SERVICE = { name: 'Karin Klantenservice', email: 'klantenservice@inbeeld.example' } as const;

/**
 * Brings the invented schools to where they are when the sandbox opens: one in full use, one waiting for steps 2 and
 * 3. All of it goes over HTTP, as every school does it. What is done already is left alone, so a start that was cut
 * off goes on.
 * @returns how administrators and customer service sign in
 */
export async function settleSandbox(running: Running, say: (line: string) => void): Promise<string> {
  const inFullUse = openWorld(running, present(findPlanByBrin6(IN_FULL_USE), IN_FULL_USE));
  const twoSites = openWorld(running, present(findPlanByBrin6(TWO_SITES), TWO_SITES));
  const open = (await stateOf(inFullUse))?.resultsLinkAt && (await stateOf(twoSites))?.step1CompletedAt;
  if (!open) {
    say('De voorbeeldscholen worden klaargezet (eenmalig, ongeveer een halve minuut) ...');
    await createServicePerson(running.platform, SERVICE);
    await settleInFullUse(inFullUse);
    await reachStep1(twoSites);
    await running.sandboxClock?.moveTo(SANDBOX_START);
    await running.platform.database.refreshStatistics();
  }
  const origin = running.platform.config.publicUrl;
  return `\nBeheerders en klantenservice loggen in met een link per mail: ${origin}/inloggen\n`
    + `De mail ligt op ${origin}/sandbox/mail\n`
    + `  beheer van ${inFullUse.plan.name}  ${contactOf(inFullUse)}\n`
    + `  beheer van ${twoSites.plan.name}  ${contactOf(twoSites)}\n`
    + `  klantenservice  ${SERVICE.email}\n`;
}

/** History since group 3, one group tested on screen, two on paper, one still to be tested, results in the LAS. */
async function settleInFullUse(world: World): Promise<void> {
  await reachStep1(world);
  await appointStaff(world);
  if (!(await stateOf(world))?.historyCompletedAt) await history(world);
  await world.running.sandboxClock?.moveTo(TEST_DAY);
  const simulation = openSimulation();
  const random = seededRandom('inbeeld/sandbox/1');
  for (const [name, medium] of TESTED_GROUPS) {
    const of = await groupNamed(world, name);
    const teacher = await teacherOf(world, of);
    if (!(await hasPlans(world, of.pupils.map(({ pupilId }) => pupilId)))) await plan(world, teacher, of, medium);
    // Two pupils of group 5 were ill, and group 4 has yet to begin: there must be something left to do.
    if (name === 'Groep 5') await take(world, of, simulation, random, of.pupils.length - 2);
    if (medium === 'paper') await enterPaper(world, teacher, of, simulation, random);
  }
  await untilQuiet(world);
  if (!(await stateOf(world))?.resultsLinkAt) await step3(world);
  await untilQuiet(world);
}

/**
 * Orders, or signs in where the order was placed before; then the agreement and step 1, as far as they are not
 * done.
 */
async function reachStep1(world: World): Promise<void> {
  if (await findSchoolId(world)) await signInByMail(world);
  else await order(world);
  if ((await stateOf(world))?.step1CompletedAt) return;
  await agreement(world);
  await step1(world);
}

async function signInByMail(world: World): Promise<void> {
  const before = await newestLink(world);
  await world.administrator.post('/inloggen/link', { email: contactOf(world) });
  await until('the mail with the link', async () => (await newestLink(world)) !== before);
  expectPage(await world.administrator.post(present(await newestLink(world), 'a link')), /^\/(start|beheer)/);
}

async function newestLink(world: World): Promise<string | undefined> {
  const text = await findMailText(world, contactOf(world), '/uitnodiging/');
  return /\/uitnodiging\/[A-Za-z0-9_-]+/.exec(text ?? '')?.[0];
}

async function stateOf(world: World): Promise<Onboarding | undefined> {
  const schoolId = await findSchoolId(world);
  return schoolId === undefined ? undefined
    : world.running.platform.doors.withPlatform((tx) => getOnboarding(tx, schoolId));
}

/**
 * The administrator appoints whom the LAS calls director and internal supervisor: a role there grants nothing
 * by itself.
 */
async function appointStaff(world: World): Promise<void> {
  const { clock, doors } = world.running.platform;
  const roster = rosterOf(world.plan, schoolYearOf(plainDateInAmsterdam(clock.now())), clock.now());
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  for (const [lasRole, role] of [['DIR', 'director'], ['IB', 'supervisor']] as const) {
    const keys = roster.staff.filter(({ roles }) => roles.includes(lasRole)).map(({ key }) => key);
    const staff = await doors.withTenant(schoolId, { kind: 'job', id: 'demo' }, 'administration', (tx) =>
      all<{ staffId: string }>(tx, sql`select distinct staff_id from staff_identifier
        where school_id = ${schoolId} and kind = 'las-key' and value = any(${keys}::text[])`));
    for (const { staffId } of staff) {
      const appointed = await world.administrator.post(`/beheer/medewerkers/${staffId}`, { role, given: 'ja' });
      expectPage(appointed, /medewerkers$/);
    }
  }
}

async function hasPlans(world: World, pupilIds: readonly string[]): Promise<boolean> {
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const rows = await world.running.platform.doors.withTenant(schoolId, { kind: 'job', id: 'demo' }, 'planning', (tx) =>
    all(tx, sql`select 1 from planned_test where school_id = ${schoolId} and status <> 'withdrawn'
      and pupil_id = any(${pupilIds}::uuid[]) limit 1`));
  return rows.length > 0;
}
