import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { asOwner } from '../../test/as-owner.ts';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { planTest, takeTaak } from '../../test/take-test.ts';
import type { SchoolViewer } from '../access/types.ts';
import { plainDate } from '../base/plain-date.ts';
import { findCalibrationOfScale, findNormTable } from '../content/store.ts';
import { findPaperGrid } from '../paper/grid.ts';
import { savePaperGrid } from '../paper/save.ts';
import type { PaperWay } from '../paper/types.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { bindScoringJobs } from '../scoring/jobs.ts';
import { addResults } from './add-results.ts';
import { bindAbilityJobs } from './jobs.ts';
import type { RecomputedResult } from './recompute-rules.ts';
import { recomputeSchool } from './recompute.ts';
import { computeImported } from './rules.ts';
import { listResultsOfPupil, withdrawResult } from './store.ts';
import { resultMadeJob } from './types.ts';

let platform: TestPlatform;

before(async () => {
  platform = await testPlatform();
  bindScoringJobs(platform);
  bindAbilityJobs(platform);
  platform.jobs.handle(resultMadeJob, async () => undefined);
});

interface Room extends Classroom {
  readonly pupil: SchoolViewer;
  readonly planId: string;
}

function inSchool<T>({ schoolId, teacher }: Classroom, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', work);
}

async function roomWith(medium: 'screen' | 'paper'): Promise<Room> {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Niels Nagerekend', yearGroup: '5' }] });
  const pupil = room.pupils[0]!;
  return { ...room, pupil, planId: await inSchool(room, (tx) => planTest(tx, room, pupil, { medium })) };
}

/** A pupil who took the whole test on screen, with the ids of what came of it. */
async function takenOnScreen() {
  const room = await roomWith('screen');
  const take = () => takeTaak(platform, room.pupil, room.planId, (at) => (at % 3 === 1 ? 'wrong' : 'right'));
  const [{ sittingId }] = [await take(), await take(), await take()];
  await platform.jobs.run();
  const [result] = await inSchool(room, (tx) => listResultsOfPupil(tx, room.pupil.id, 'arithmetic'));
  return { ...room, resultId: result!.resultId, scoringId: result!.scoringId!, sittingId };
}

/** Types a taak on paper and hands it in. */
async function typeTaak(room: Room, partNo: number, taak: {
  readonly right: number; readonly way?: PaperWay; readonly takenOn?: string;
}) {
  const place = { groupId: room.groupId, testCode: 'RW-M5', partNo, round: 1 } as const;
  const grid = (await findPaperGrid(platform, room.teacher, place, { shown: true }))!;
  const { way = 'points', right, takenOn = '2027-01-19' } = taak;
  const cells = grid.form.items.map(({ item }, index) => [item.id, index < right ? '1' : '0'] as const);
  const saved = await savePaperGrid(platform, room.teacher, {
    place, handIn: true, rows: [{
      planId: room.planId, seenEntryNo: grid.rows[0]!.lastEntryNo, way, takenOn, ready: false,
      ...(way === 'totals' ? { cells: new Map(), total: String(right) } : { cells: new Map(cells) }),
    }],
  });
  assert.ok(saved.ok, JSON.stringify(saved));
  await platform.jobs.run();
}

async function recomputed({ schoolId }: Classroom): Promise<readonly RecomputedResult[]> {
  const found: RecomputedResult[] = [];
  await recomputeSchool(platform.doors, schoolId, (one) => found.push(one));
  return found;
}

async function differencesIn(room: Classroom): Promise<readonly string[]> {
  return (await recomputed(room)).flatMap((one) =>
    (one.kind === 'not-recomputable' ? [one.reason] : one.differences.map(({ field }) => field)));
}

test('what a pupil did on screen, taak by taak, gives the stored result again', async () => {
  const room = await takenOnScreen();
  assert.deepEqual(await recomputed(room), [{ resultId: room.resultId, kind: 'recomputed', differences: [] }]);
});

test('what was overtaken is made from what stood there then: other points, another day, back again', async () => {
  const room = await roomWith('paper');
  for (const partNo of [1, 2, 3]) await typeTaak(room, partNo, { right: 12 });
  await typeTaak(room, 2, { right: 15 });
  await typeTaak(room, 3, { right: 12, takenOn: '2026-11-20' });
  await typeTaak(room, 2, { right: 12 });
  await typeTaak(room, 3, { right: 12, takenOn: '2027-01-19' });
  const results = await recomputed(room);
  assert.equal(results.length, 5);
  assert.deepEqual(await differencesIn(room), []);
  assert.ok(results.every(({ kind }) => kind === 'recomputed'));
});

test('a taak of which only the total is known is made again too', async () => {
  const room = await roomWith('paper');
  await typeTaak(room, 1, { right: 12 });
  await typeTaak(room, 2, { right: 14, way: 'totals' });
  await typeTaak(room, 3, { right: 10 });
  assert.deepEqual((await recomputed(room)).map((one) => [one.kind, 'differences' in one && one.differences]),
    [['recomputed', []]]);
});

test('of what came from elsewhere the meaning is made again; a withdrawn result is not left out', async () => {
  const room = await takenOnScreen();
  await inSchool(room, async (tx) => {
    await withdrawResult(tx, room.resultId);
    const takenOn = plainDate('2025-06-10');
    const scaleCode = 'SYN-RW-3.0';
    const draft = computeImported({
      pupilId: room.pupil.id, yearGroup: 3, origin: 'migrated', subject: 'arithmetic',
      generation: '3.0 (synthetisch)', scaleCode, takenOn, testMoment: 'E3', scaleScore: 571.5,
      calibration: await findCalibrationOfScale(tx, scaleCode), normTable: await findNormTable(tx, scaleCode, takenOn),
    });
    await addResults(tx, [{ resultId: platform.newId(), draft }], platform.clock.now());
  });
  const results = await recomputed(room);
  assert.deepEqual(results.map(({ kind }) => kind).toSorted(), ['imported', 'recomputed']);
  assert.deepEqual(await differencesIn(room), []);
  await asOwner(platform.database, 'result', `update result set level_letter = 'E' where origin = 'migrated'
    and school_id = '${room.schoolId}'`);
  assert.deepEqual(await differencesIn(room), ['letter']);
});

const planted: readonly [string, string, string, readonly string[]][] = [
  ['points of one item', 'item_score', `update item_score set score = 1 - score
    where school_id = SCHOOL and item_id = (select min(item_id) from item_score where scoring_id = SCORING)`,
  ['itemScore']],
  ['whether there was an answer', 'item_score', `update item_score set answered = false
    where school_id = SCHOOL and item_id = (select min(item_id) from item_score where scoring_id = SCORING)`,
  ['answered']],
  ['the last bit of theta', 'result', 'update result set theta = theta * (1 + 2.3e-16) where school_id = SCHOOL',
    ['theta']],
  ['a bound of the interval', 'result', `update result set interval_low = interval_low - 1 where school_id = SCHOOL`,
    ['intervalLow']],
  ['a level', 'result', `update result set level_roman = 'I' where school_id = SCHOOL`, ['roman']],
  ['the functioning level', 'result', `update result set functioning_level = 'E8' where school_id = SCHOOL`,
    ['functioningLevel']],
  ['a norm version that was never published', 'result', 'update result set norm_version = 7 where school_id = SCHOOL',
    ['norm']],
  ['a norm table that nobody knows', 'result', `update result set norm_code = 'ANDERS' where school_id = SCHOOL`,
    ['norm']],
  ['a calibration that the form does not have', 'result',
    'update result set calibration_version = 9 where school_id = SCHOOL', ['calibration']],
  ['the day', 'result', `update result set taken_on = '2026-10-01' where school_id = SCHOOL`, ['takenOn']],
];

for (const [what, table, statement, fields] of planted) {
  test(`found when it was changed behind our back: ${what}`, async () => {
    const room = await takenOnScreen();
    await asOwner(platform.database, table, statement.replaceAll('SCHOOL', `'${room.schoolId}'`)
      .replaceAll('SCORING', `'${room.scoringId}'`));
    assert.deepEqual(await differencesIn(room), fields);
  });
}

test('found when it was changed behind our back: an answer, with everything that follows from it', async () => {
  const room = await takenOnScreen();
  await asOwner(platform.database, 'answer', `update answer set responses = '{"RESPONSE": "-99999"}'
    where school_id = '${room.schoolId}' and sequence = 1 and sitting_id = '${room.sittingId}'`);
  const fields = await differencesIn(room);
  assert.deepEqual(fields.slice(0, 2), ['input', 'itemScore']);
  for (const field of ['scoreRaw', 'theta', 'scaleScore', 'intervalLow']) assert.ok(fields.includes(field), field);
});

test('a result of an older program is said to be one, not passed in silence', async () => {
  const older = await takenOnScreen();
  await asOwner(platform.database, 'result', `update result set code_version = 'ability/1 wle/dexter'
    where school_id = '${older.schoolId}'`);
  assert.deepEqual(await recomputed(older),
    [{ resultId: older.resultId, kind: 'not-recomputable', reason: 'older-program' }]);
  const scoredBefore = await takenOnScreen();
  await asOwner(platform.database, 'scoring', `update scoring set code_version = 'scoring/1'
    where school_id = '${scoredBefore.schoolId}'`);
  assert.deepEqual(await differencesIn(scoredBefore), ['older-program']);
});

test('nothing is written', async () => {
  const room = await takenOnScreen();
  const rows = () => inSchool(room, (tx) => all(tx, sql`select
    (select count(*) from result where school_id = ${room.schoolId}) as results,
    (select count(*) from scoring where school_id = ${room.schoolId}) as scorings,
    (select count(*) from audit_event where school_id = ${room.schoolId}) as events`));
  const before = await rows();
  await recomputed(room);
  assert.deepEqual(await rows(), before);
});
