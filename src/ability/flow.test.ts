import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { holdTransactions, whileNeighboursGoOn } from '../../test/held-transaction.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { planTest, takeTaak } from '../../test/take-test.ts';
import type { SchoolViewer } from '../access/types.ts';
import { plainDate } from '../base/plain-date.ts';
import type { Medium } from '../content/types.ts';
import { findPaperGrid, type GridPlace } from '../paper/grid.ts';
import { savePaperGrid } from '../paper/save.ts';
import { listPlans } from '../planning/store.ts';
import { all, change, one, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { scoreSubmitted } from '../scoring/actions.ts';
import { bindScoringJobs } from '../scoring/jobs.ts';
import { sittingSubmittedJob } from '../taking/types.ts';
import { makeResult } from './actions.ts';
import { bindAbilityJobs } from './jobs.ts';
import { recomputeSchool } from './recompute.ts';
import { listForHandoff, listGroupResults, listResultsOfPupil, listResultsOfSitting } from './store.ts';
import { resultMadeJob, type Result } from './types.ts';

const made: string[] = [];
let platform: TestPlatform;
const rooms: Classroom[] = [];

before(async () => {
  platform = await testPlatform();
  bindScoringJobs(platform);
  bindAbilityJobs(platform);
  platform.jobs.handle(resultMadeJob, async ({ resultId }) => { made.push(resultId); });
});

/** A test of three taken, each of 24 items; without adaptive routing, so that screen and paper take the same items. */
const parts = [1, 2, 3] as const;
const itemsInTaak = 24;

interface Room extends Classroom {
  readonly pupil: SchoolViewer;
  readonly planId: string;
}

function inSchool<T>({ schoolId, teacher }: Classroom, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', work);
}

async function classroomWith(medium: Medium): Promise<Room> {
  const room = await newClassroom(platform, {
    pupils: [{ callName: 'Sanne Som', yearGroup: '5' }], packageCode: 'basis',
  });
  rooms.push(room);
  const pupil = room.pupils[0]!;
  return { ...room, pupil, planId: await inSchool(room, (tx) => planTest(tx, room, pupil, { medium })) };
}

type IsRight = (index: number) => boolean;

/** Takes the whole test on screen with these items of each taak right, the others wrong. */
async function takeOnScreen({ pupil, planId }: Room, isRight: IsRight) {
  const sittings = [];
  for (const _ of parts)
    sittings.push(await takeTaak(platform, pupil, planId, (index) => (isRight(index) ? 'right' : 'wrong')));
  return sittings.map(({ sittingId }) => sittingId);
}

function placeOf({ groupId }: Room, partNo: number): GridPlace {
  return { groupId, testCode: 'RW-M5', partNo, round: 1 };
}

/** Types a row of the paper grid of one taak and hands it in; nothing where `isRight` says null. */
async function typeTaak(room: Room, partNo: number, isRight: (index: number) => boolean | null, change: {
  readonly handIn?: boolean; readonly ready?: boolean; readonly takenOn?: string;
} = {}) {
  const grid = await findPaperGrid(platform, room.teacher, placeOf(room, partNo), { shown: true });
  const row = grid!.rows[0]!;
  const typed = grid!.form.items.flatMap(({ item }, index) => {
    const right = isRight(index);
    return right === null ? [] : [[item.id, right ? '1' : '0'] as const];
  });
  const saved = await savePaperGrid(platform, room.teacher, {
    place: placeOf(room, partNo), handIn: change.handIn ?? true, rows: [{
      planId: room.planId, seenEntryNo: row.lastEntryNo, way: 'points', cells: new Map(typed),
      takenOn: change.takenOn ?? row.sitting?.takenOn ?? '2027-01-19', ready: change.ready ?? false,
    }],
  });
  assert.ok(saved.ok);
  const { changedCells, submitted, corrected } = saved.value;
  return { changedCells, submitted, corrected };
}

/** The same in every taak. */
async function typeTest(room: Room, isRight: IsRight, change: { readonly takenOn?: string } = {}): Promise<void> {
  for (const partNo of parts) await typeTaak(room, partNo, isRight, change);
}

async function onlyResult(room: Classroom, pupil: SchoolViewer): Promise<Result> {
  const results = await inSchool(room, (tx) => listResultsOfPupil(tx, pupil.id, 'arithmetic'));
  assert.equal(results.length, 1);
  return results[0]!;
}

/** What a result says, without ids, medium and moment of making. */
function numbersOf(result: Result) {
  const { scaleScore, scaleSe, theta, thetaSe, intervalLow, intervalHigh, scoreRaw, scoreMax, roman, letter } = result;
  const { romanByTest, functioningLevel, moment, testMoment } = result;
  return {
    scaleScore, scaleSe, theta, thetaSe, intervalLow, intervalHigh, scoreRaw, scoreMax, roman, letter, romanByTest,
    functioningLevel, moment, testMoment,
  };
}

test('the same items right give the same numbers on screen and on paper', async () => {
  const isRight: IsRight = (index) => index % 3 !== 1;
  const onScreen = await classroomWith('screen');
  await takeOnScreen(onScreen, isRight);
  const onPaper = await classroomWith('paper');
  await typeTest(onPaper, isRight);
  await platform.jobs.run();

  const screen = await onlyResult(onScreen, onScreen.pupil);
  const paper = await onlyResult(onPaper, onPaper.pupil);
  assert.equal(screen.scoreRaw, parts.length * 16);
  assert.deepEqual(numbersOf(screen), numbersOf(paper));
  assert.deepEqual([screen.origin, paper.origin], ['screen', 'paper']);
  assert.deepEqual([screen.moment, screen.roman], ['M5', 'III']);
  assert.ok(made.includes(screen.resultId) && made.includes(paper.resultId));
});

test('every stage that runs again changes nothing', async () => {
  const room = await classroomWith('screen');
  const sittings = await takeOnScreen(room, (index) => index < 10);
  await platform.jobs.run();
  const first = await onlyResult(room, room.pupil);
  const before = made.length;
  for (const sittingId of sittings)
    await inSchool(room, (tx) => platform.jobs.send(tx, sittingSubmittedJob, { schoolId: room.schoolId, sittingId }));
  await platform.jobs.run();
  await makeResult(platform, room.schoolId, first.scoringId!);
  assert.equal(made.length, before);
  assert.deepEqual(await onlyResult(room, room.pupil), first);
  assert.equal((await inSchool(room, (tx) => listResultsOfSitting(tx, first.sittingId!))).length, 1);
  const [plan] = await inSchool(room, (tx) =>
    listPlans(tx, [room.pupil.id], 'arithmetic', '2026-2027', 'M'));
  assert.equal(plan!.status, 'scored');
});

test('a correction of any taak makes a new result in the place of the old, and back again one more', async () => {
  const room = await classroomWith('paper');
  await typeTest(room, (index) => index < 12);
  await platform.jobs.run();
  const first = await onlyResult(room, room.pupil);

  const more = await typeTaak(room, 2, (index) => index < 13, { handIn: false });
  assert.deepEqual(more, { changedCells: 1, submitted: 0, corrected: 1 });
  await platform.jobs.run();
  const second = await onlyResult(room, room.pupil);
  assert.equal(second.scoreRaw, first.scoreRaw! + 1);

  await typeTaak(room, 2, (index) => index < 12);
  await platform.jobs.run();
  const third = await onlyResult(room, room.pupil);
  assert.deepEqual(numbersOf(third), numbersOf(first));
  const chain = await inSchool(room, (tx) => listResultsOfSitting(tx, first.sittingId!));
  assert.deepEqual(chain.map(({ resultId }) => resultId), [third, second, first].map(({ resultId }) => resultId));
  assert.deepEqual(chain.map(({ supersededBy }) => supersededBy), [null, third.resultId, second.resultId]);
});

test('a result is of the day of the last taak; a corrected day makes a new one, by the norm of that day', async () => {
  const room = await classroomWith('paper');
  const isRight: IsRight = (index) => index < 16;
  await typeTaak(room, 1, isRight, { takenOn: '2026-11-20' });
  await typeTaak(room, 2, isRight, { takenOn: '2026-11-24' });
  await typeTaak(room, 3, isRight, { takenOn: '2027-01-19' });
  await platform.jobs.run();
  const late = await onlyResult(room, room.pupil);
  assert.deepEqual([late.takenOn, late.moment, late.roman], [plainDate('2027-01-19'), 'M5', 'III']);
  const corrected = await typeTaak(room, 3, isRight, { takenOn: '2026-11-23' });
  assert.deepEqual(corrected, { changedCells: 0, submitted: 0, corrected: 1 });
  await platform.jobs.run();
  const early = await onlyResult(room, room.pupil);
  assert.deepEqual([early.takenOn, early.moment, early.roman], [plainDate('2026-11-24'), null, null]);
});

test('a day that is corrected and corrected back is judged by the norm of the last day', async () => {
  const room = await classroomWith('paper');
  for (const takenOn of ['2027-01-19', '2026-11-20', '2027-01-19']) {
    await typeTest(room, (index) => index < 16, { takenOn });
    await platform.jobs.run();
    assert.equal((await onlyResult(room, room.pupil)).takenOn, takenOn);
  }
  const { moment, sittingId } = await onlyResult(room, room.pupil);
  assert.equal(moment, 'M5');
  const events = await inSchool(room, (tx) => all<{ eventCode: string }>(tx, sql`select event_code from audit_event
    where school_id = ${room.schoolId} and subject_id = ${sittingId} and event_code like 'paper.%'
    order by event_code`));
  assert.deepEqual(events.map(({ eventCode }) => eventCode),
    ['paper.day-corrected', 'paper.day-corrected', 'paper.entered']);
});

test('of a test one result counts, also when a correction comes while the first is being made', async () => {
  const room = await classroomWith('paper');
  await typeTest(room, (index) => index < 12);
  const { scoringId } = await scored(room);
  const held = holdTransactions(platform);
  const first = makeResult(held.platform, room.schoolId, scoringId);
  await held.worked;
  const correction = (async () => {
    await typeTaak(room, 1, (index) => index < 13);
    await platform.jobs.run();
  })();
  await whileNeighboursGoOn();
  held.release();
  await Promise.all([first, correction]);
  const { scoreRaw, sittingId } = await onlyResult(room, room.pupil);
  assert.equal(scoreRaw, parts.length * 12 + 1);

  const [older] = (await inSchool(room, (tx) => listResultsOfSitting(tx, sittingId!))).slice(-1);
  await assert.rejects(inSchool(room, (tx) => change(tx, sql`update result set superseded_by = null
    where school_id = ${room.schoolId} and result_id = ${older!.resultId}`)), /result_in_force/);
});

/** Scores what was handed in, without making a result of it yet; the newest scoring. */
async function scored({ schoolId, teacher }: Classroom): Promise<{ scoringId: string }> {
  for (const { data } of platform.jobs.asked) {
    const { sittingId } = data as { sittingId: string };
    await scoreSubmitted({ ...platform, jobs: { ...platform.jobs, send: async () => undefined } }, schoolId, sittingId);
  }
  platform.jobs.forget();
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', (tx) =>
    one(tx, sql`select scoring_id from scoring where school_id = ${schoolId}
      order by scored_at desc, scoring_id desc limit 1`));
}

test('a result belongs to the school year of its day, whatever year its plan was for', async () => {
  const room = await classroomWith('screen');
  await inSchool(room, (tx) => change(tx, sql`insert into pupil_placement (school_id, pupil_id, school_year, year_group)
    select ${room.schoolId}, ${room.pupil.id}, school_year, year_group
    from (values ('2025-2026', '4'), ('2026-2027', '5')) as placed (school_year, year_group)`));
  const [sittingId] = await takeOnScreen(room, (index) => index < 12);
  await inSchool(room, (tx) => change(tx, sql`update planned_test set school_year = '2025-2026'
    where school_id = ${room.schoolId} and pupil_id = ${room.pupil.id}`));
  await platform.jobs.run();
  const result = await onlyResult(room, room.pupil);
  assert.deepEqual([result.sittingId, result.schoolYear, result.yearGroup, result.moment],
    [sittingId, '2026-2027', '5', 'M5']);
});

test('a draft makes no result; empty cells count as wrong once the teacher says it is ready', async () => {
  const room = await classroomWith('paper');
  await typeTaak(room, 1, () => false);
  await typeTaak(room, 2, () => false);
  const some = (index: number) => (index < 8 ? true : null);
  assert.deepEqual(await typeTaak(room, 3, some), { changedCells: 8, submitted: 0, corrected: 0 });
  await platform.jobs.run();
  assert.deepEqual(await inSchool(room, (tx) => listForHandoff(tx)), []);

  assert.deepEqual(await typeTaak(room, 3, some, { ready: true }), { changedCells: 0, submitted: 1, corrected: 0 });
  await platform.jobs.run();
  const result = await onlyResult(room, room.pupil);
  assert.deepEqual([result.scoreRaw, result.scoreMax], [8, parts.length * itemsInTaak]);
  const answered = await inSchool(room, (tx) => all(tx, sql`select from item_score join result_scoring
      using (school_id, scoring_id)
    where school_id = ${room.schoolId} and result_id = ${result.resultId} and answered`));
  assert.equal(answered.length, 2 * itemsInTaak + 8);
});

test('the group list finds results by moment, by season for a combination group, and no others', async () => {
  const room = await classroomWith('paper');
  await typeTest(room, () => false);
  await platform.jobs.run();
  const list = (moment: 'M5' | 'M' | 'E' | 'M4', year = '2026-2027') => inSchool(room, async (tx) =>
    (await listGroupResults(tx, [room.pupil.id], 'arithmetic', year, moment)).length);
  assert.deepEqual([await list('M5'), await list('M'), await list('E'), await list('M4'), await list('M', '2025-2026')],
    [1, 1, 0, 0, 0]);
});

test('every result of this river can be made again to the same bytes', async () => {
  let results = 0;
  for (const { schoolId } of rooms) {
    await recomputeSchool(platform.doors, schoolId, (one) => {
      results += 1;
      assert.deepEqual(one, { resultId: one.resultId, kind: 'recomputed', differences: [] });
    });
  }
  assert.ok(results >= 15);
});
