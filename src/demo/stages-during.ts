import { assert, present } from '../base/assert.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { listTestParts } from '../content/store.ts';
import { fieldNames, formFields } from '../paper/fields.ts';
import { listPlans } from '../planning/store.ts';
import { all, one, sql } from '../platform/database/query.ts';
import type { Random } from '../psychometrics/random.ts';
import { currentSchoolYear, listGroupPupils, listGroups } from '../roster/store.ts';
import type { GroupSummary, PupilName } from '../roster/types.ts';
import { findSitting } from '../taking/store.ts';
import type { DeliveryReceipt, HandInReceipt, Task } from '../taking/wire.ts';
import { peopleOf, signInThroughBasispoort } from './sign-in.ts';
import type { Simulation } from './simulated-pupil.ts';
import type { Counts } from './stages-before.ts';
import { countStored, expectPage, findSchoolId, untilQuiet, type World } from './world.ts';
import type { Visitor } from './visitor.ts';

/** A group with its pupils, read as the demonstration's own observer. */
export interface GroupOfPupils {
  readonly group: GroupSummary;
  readonly pupils: readonly PupilName[];
}

/** Spread of ability within a year group, in scale points: about that of the norm population. */
const ABILITY_SD = 36;

const observer = { kind: 'job', id: 'demo' } as const;

/** A group of the school by its name. */
export async function groupNamed(world: World, name: string): Promise<GroupOfPupils> {
  const { doors, clock } = world.running.platform;
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  return doors.withTenant(schoolId, observer, 'planning', async (tx) => {
    const groups = await listGroups(tx, { schoolYear: currentSchoolYear(clock) });
    const group = present(groups.find((one) => one.name === name), `group ${name}`);
    return { group, pupils: await listGroupPupils(tx, group.groupId) };
  });
}

/** A teacher of this group, signed in through Basispoort. */
export async function teacherOf(world: World, { group }: GroupOfPupils): Promise<Visitor> {
  const { doors } = world.running.platform;
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const { basispoortId } = await doors.withTenant(schoolId, observer, 'sign-in', (tx) =>
    one<{ basispoortId: string }>(tx, sql`select i.value as basispoort_id from group_staff g
      join staff_identifier i on i.school_id = g.school_id and i.staff_id = g.staff_id and i.kind = 'basispoort-id'
      where g.school_id = ${schoolId} and g.group_id = ${group.groupId} and g.left_on is null
      order by g.staff_id limit 1`));
  return signInThroughBasispoort(world, Number(basispoortId));
}

/** A teacher plans the test of each pupil's own year group for a whole group. */
export async function plan(
  world: World, teacher: Visitor, { group, pupils }: GroupOfPupils, medium: 'screen' | 'paper',
): Promise<number> {
  const wanted = pupils.filter(({ yearGroup }) => yearGroup !== null && /^[3-8]$/.test(yearGroup));
  const before = (await countStored(world)).planned;
  const fields = Object.fromEntries(wanted.flatMap(({ pupilId, yearGroup }) =>
    [[`toets-${pupilId}`, `RW-M${yearGroup}`], [`hoe-${pupilId}`, medium]]));
  const path = `/groepen/${group.groupId}/klaarzetten`;
  expectPage(await teacher.post(path, { vak: 'arithmetic', ...fields }), /klaarzetten$/);
  const planned = (await countStored(world)).planned - before;
  assert(planned === wanted.length, 'tests planned = pupils of a year group with a test');
  return planned;
}

/** What one pupil did: every answer was acknowledged before the next ones were given. */
export interface TakenTest {
  readonly pupilId: string;
  readonly taken: number;
  readonly acknowledged: number;
  readonly points: number;
}

/** Lets pupils of a group take their screen test, one after another, each signed in with their own picture. */
export async function take(
  world: World, of: GroupOfPupils, simulation: Simulation, random: Random, count = Infinity,
): Promise<readonly TakenTest[]> {
  const plans = (await plansOf(world, of)).filter(({ medium, status }) =>
    medium === 'screen' && (status === 'planned' || status === 'started'));
  const keyed = await basispoortIdsOf(world, plans.map(({ pupilId }) => pupilId));
  const known = new Set(peopleOf(world).pupils.map(({ id }) => id));
  const deviationOf = await deviations(world, simulation, random);
  const tests: TakenTest[] = [];
  for (const { planId, pupilId, partCount, takingMoment } of plans.slice(0, count)) {
    const userId = keyed.get(pupilId);
    // A pupil whom Basispoort does not know cannot sign in there: the teacher gives that one the paper test.
    if (userId === undefined || !known.has(userId)) continue;
    const pupil = await signInThroughBasispoort(world, userId);
    const ability = simulation.meanAt(takingMoment) + deviationOf(pupilId);
    const test = { pupilId, taken: 0, acknowledged: 0, points: 0 };
    for (let isLast = false; !isLast; test.taken += 1) {
      const taak = await takeOne(world, pupil, planId, (formCode) => simulation.answer(formCode, ability, random));
      test.acknowledged += taak.acknowledged;
      test.points += taak.points;
      isLast = taak.next === null;
    }
    // A start that was cut off goes on with the taak that is open: then there were fewer to do.
    assert(test.taken <= partCount, 'taken handed in = taken of the test');
    tests.push(test);
  }
  return tests;
}

/** Answers that go in one message, as from a device whose network is a little slow. */
const ANSWERS_AT_ONCE = 6;

async function takeOne(
  world: World, pupil: Visitor, planId: string, answersFor: (formCode: string) => ReturnType<Simulation['answer']>,
): Promise<{ readonly acknowledged: number; readonly points: number; readonly next: HandInReceipt['next'] }> {
  const opened = await pupil.post(`/afname/${planId}/start`);
  expectPage(opened, /^\/afname\/[0-9a-f-]{36}$/);
  const path = opened.url.pathname;
  const { items, pass } = (await pupil.json(`${path}/taak`)).body as Task;
  const answers = answersFor(await formOf(world, path.slice('/afname/'.length)));
  assert(items.length === answers.length, 'the taak has the items of the form');
  const sent = answers.map(({ itemId, responses }, index) =>
    ({ sequence: index + 1, itemId, responses, at: new Date().toISOString() }));
  let acknowledged = 0;
  for (let from = 0; from < sent.length; from += ANSWERS_AT_ONCE) {
    const some = sent.slice(from, from + ANSWERS_AT_ONCE);
    const delivered = await pupil.json('/afname/antwoorden',
      { pass, answers: some, position: from + some.length - 1, answered: from + some.length });
    assert(delivered.status === 200, `answers were refused with status ${delivered.status}`);
    acknowledged += (delivered.body as DeliveryReceipt).acknowledged.length;
  }
  assert(acknowledged === answers.length, 'every answer was acknowledged');
  const handedIn = await pupil.json(`${path}/inleveren`, { pass, lastSequence: acknowledged });
  assert(handedIn.status === 200, `the hand-in was refused with status ${handedIn.status}`);
  const points = answers.reduce((sum, { score }) => sum + score, 0);
  return { acknowledged, points, next: (handedIn.body as HandInReceipt).next };
}

/** Which form the server chose for a sitting. */
async function formOf(world: World, sittingId: string): Promise<string> {
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const sitting = await world.running.platform.doors.withTenant(schoolId, observer, 'taking', (tx) =>
    findSitting(tx, sittingId));
  return present(sitting, 'a sitting').formCode;
}

/** The teacher types the scores of a paper test for a whole group, a taak at a time, and hands in. */
export async function enterPaper(
  world: World, teacher: Visitor, of: GroupOfPupils, simulation: Simulation, random: Random,
): Promise<{ readonly pupils: number; readonly taken: number; readonly cells: number; readonly points: number }> {
  const { doors } = world.running.platform;
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const plans = (await plansOf(world, of)).filter(({ medium, status }) => medium === 'paper' && status === 'planned');
  const deviationOf = await deviations(world, simulation, random);
  const abilities = new Map(plans.map(({ planId, pupilId, takingMoment }) =>
    [planId, simulation.meanAt(takingMoment) + deviationOf(pupilId)]));
  const entered = { pupils: plans.length, taken: 0, cells: 0, points: 0 };
  for (const [testCode, ofTest] of Map.groupBy(plans, ({ testCode }) => testCode)) {
    const parts = await doors.withTenant(schoolId, observer, 'planning', (tx) => listTestParts(tx, testCode, 'paper'));
    for (const { partNo, formCode } of parts) {
      const rows = ofTest.map(({ planId }) =>
        ({ planId, answers: simulation.answer(formCode, present(abilities.get(planId), planId), random) }));
      const fields = gridFields(rows, plainDateInAmsterdam(world.running.platform.clock.now()));
      const path = `/groepen/${of.group.groupId}/papier/${testCode}?taak=${partNo}`;
      expectPage(await teacher.post(path, fields), /papier/);
      const scores = rows.flatMap(({ answers }) => answers.map(({ score }) => score));
      entered.taken += rows.length;
      entered.cells += scores.length;
      entered.points += scores.reduce((sum, score) => sum + score, 0);
    }
  }
  return entered;
}

/** The grid of a taak as the page sends it: points by item, every row to be handed in. */
function gridFields(
  rows: readonly { readonly planId: string; readonly answers: ReturnType<Simulation['answer']> }[], takenOn: string,
): Record<string, string> {
  const fields: Record<string, string> = { [formFields.action]: 'inleveren', [formFields.shownWay]: 'points' };
  for (const { planId, answers } of rows) {
    for (const [index, { score }] of answers.entries()) fields[fieldNames.cell(planId, index + 1)] = String(score);
    fields[fieldNames.seen(planId)] = '0';
    fields[fieldNames.takenOn(planId)] = takenOn;
    fields[fieldNames.ready(planId)] = 'on';
  }
  return fields;
}

/** Every taak that was handed in is scored, and the points are those that the simulated pupils earned. */
export async function score(world: World, taken: number, points: number): Promise<Counts> {
  await untilQuiet(world);
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const stored = await countStored(world);
  const { total } = await world.running.platform.doors.withTenant(schoolId, observer, 'scoring', (tx) =>
    one<{ total: number }>(tx, sql`select coalesce(sum(score), 0) as total from item_score
      where school_id = ${schoolId}`));
  assert(stored.submitted === taken, 'taken on disk as handed in = taken handed in');
  assert(stored.scorings === taken, 'scorings = taken handed in');
  assert(total === points, `points stored (${total}) = points earned (${points})`);
  return { scorings: stored.scorings, points: total };
}

/** Every test has one result of all its taken, with an ability inside the scale and its error. */
export async function ability(world: World, tests: number): Promise<Counts> {
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const stored = await countStored(world);
  const { complete } = await world.running.platform.doors.withTenant(schoolId, observer, 'ability', (tx) =>
    one<{ complete: number }>(tx, sql`select count(*) as complete from result where school_id = ${schoolId}
      and sitting_id is not null and superseded_by is null and theta is not null and theta_se > 0
      and interval_low < scale_score and scale_score < interval_high and level_roman is not null
      and functioning_level is not null and parts_taken = parts_planned`));
  assert(stored.results === tests, 'results = tests handed in');
  assert(complete === stored.results, 'every result has all taken, ability, error, interval, level, functioning level');
  return { results: stored.results };
}

async function plansOf(world: World, { pupils }: GroupOfPupils) {
  const { doors, clock } = world.running.platform;
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const ids = pupils.map(({ pupilId }) => pupilId);
  return doors.withTenant(schoolId, observer, 'planning', (tx) =>
    listPlans(tx, ids, 'arithmetic', currentSchoolYear(clock), 'M'));
}

async function basispoortIdsOf(world: World, pupilIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const { rows } = await world.running.platform.doors.withTenant(schoolId, observer, 'sign-in', (tx) =>
    one<{ rows: readonly (readonly [string, number])[] }>(tx, sql`select coalesce(jsonb_agg(
      jsonb_build_array(pupil_id, value::bigint)), '[]') as rows from pupil_identifier
      where school_id = ${schoolId} and kind = 'basispoort-id' and pupil_id = any(${pupilIds}::uuid[])`));
  return new Map(rows);
}

/** Scale points by which a pupil's growth wanders between two results. */
const WANDERING_SD = 12;

/**
 * How far each pupil truly stands from the mean of the own moment: as before, with some wandering, for who has results
 * already; drawn from the population for everybody else.
 */
async function deviations(world: World, simulation: Simulation, random: Random): Promise<(pupilId: string) => number> {
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const earlier = await world.running.platform.doors.withTenant(schoolId, observer, 'ability', (tx) =>
    all<{ pupilId: string; momentCode: string; scaleScore: number }>(tx, sql`select distinct on (pupil_id)
        pupil_id, moment_code, scale_score from result
      where school_id = ${schoolId} and superseded_by is null and moment_code is not null
      order by pupil_id, taken_on desc`));
  const known = new Map(earlier.map(({ pupilId, momentCode, scaleScore }) =>
    [pupilId, scaleScore - simulation.meanAt(momentCode)]));
  return (pupilId) => {
    const before = known.get(pupilId);
    return before === undefined ? ABILITY_SD * random.normal() : before + WANDERING_SD * random.normal();
  };
}
