import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom, type Classroom } from '../../test/classroom.ts';
import { holdTransactions, whileNeighboursGoOn } from '../../test/held-transaction.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { SchoolViewer } from '../access/types.ts';
import { plainDate } from '../base/plain-date.ts';
import { syntheticBank } from '../content/synthetic-bank.ts';
import type { Medium } from '../content/types.ts';
import { planTests } from '../planning/actions.ts';
import { listOpenScreenPlans, listPlans } from '../planning/store.ts';
import { all, change, one, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { scoreSubmitted } from '../scoring/actions.ts';
import { bindScoringJobs } from '../scoring/jobs.ts';
import { handIn, openTask, recordAnswers, startSitting } from '../taking/actions.ts';
import type { TypedRow } from '../taking/paper-rules.ts';
import { loadPaperGrid, savePaperGrid } from '../taking/paper.ts';
import { sittingSubmittedJob } from '../taking/types.ts';
import { makeResult } from './actions.ts';
import { bindAbilityJobs } from './jobs.ts';
import { listForHandoff, listGroupResults, listResultsOfPupil, listResultsOfSitting } from './store.ts';
import { resultMadeJob, type Result } from './types.ts';

const bank = syntheticBank();
const made: string[] = [];
let platform: TestPlatform;

before(async () => {
  platform = await testPlatform();
  bindScoringJobs(platform);
  bindAbilityJobs(platform);
  platform.jobs.handle(resultMadeJob, async ({ resultId }) => { made.push(resultId); });
});

function inSchool<T>({ schoolId, teacher }: Classroom, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', work);
}

async function classroomWith(medium: Medium, testCode = 'RW-M5'): Promise<Classroom & { pupil: SchoolViewer }> {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Sanne Som', yearGroup: '5' }] });
  const pupil = room.pupils[0]!;
  const choices = [{ pupilId: pupil.id, testCode, medium }];
  const planned = await planTests(platform, room.teacher, { groupId: room.groupId, subject: 'arithmetic', choices });
  assert.ok(planned.ok);
  return { ...room, pupil };
}

/** Item ids of a test, in order. */
function itemsOf(testCode: string): readonly string[] {
  return bank.forms.find((form) => form.testCode === testCode)!.itemIds;
}

/** An answer that the key of the item accepts; the bank is ours, so its key may be read here. */
function rightAnswer(itemId: string): string {
  const xml = bank.items.find(({ id }) => id === itemId)!.qtiXml;
  return /<qti-correct-response>\s*<qti-value>([^<]+)<\/qti-value>/.exec(xml)![1]!;
}

/** Takes the test on screen with these items right, the others wrong, and hands it in. */
async function takeOnScreen(room: Classroom, pupil: SchoolViewer, testCode: string, right: ReadonlySet<string>) {
  const [plan] = await inSchool(room, (tx) => listOpenScreenPlans(tx, pupil.id, '2026-2027'));
  const opened = await startSitting(platform, pupil, plan!.planId);
  assert.ok(opened.ok);
  const { sittingId } = opened.value;
  const task = await openTask(platform, pupil, sittingId);
  assert.ok(task.ok);
  const { epoch } = task.value;
  const answers = itemsOf(testCode).map((itemId, index) => ({
    sequence: index + 1, itemId, at: '2027-01-19T08:10:00.000Z',
    responses: { RESPONSE: right.has(itemId) ? rightAnswer(itemId) : 'zo fout als het maar kan' },
  }));
  assert.deepEqual(await recordAnswers(platform, pupil, sittingId, { epoch, answers }),
    { ok: true, value: { acknowledged: answers.length, epoch } });
  assert.deepEqual(await handIn(platform, pupil, sittingId, { epoch, lastSequence: answers.length }),
    { ok: true, value: { ok: true } });
  return sittingId;
}

/** Types a row of the paper grid; cells by item, the rest empty. */
async function typeRow(room: Classroom, testCode: string, cells: Readonly<Record<string, string>>, change: {
  readonly handIn?: boolean; readonly ready?: boolean; readonly takenOn?: string; readonly seenEntryNo?: number;
} = {}) {
  const grid = await loadPaperGrid(platform, room.teacher, room.groupId, testCode);
  const row = grid!.rows[0]!;
  const typed: TypedRow = {
    planId: row.plan.planId, seenEntryNo: change.seenEntryNo ?? row.lastEntryNo, cells: new Map(Object.entries(cells)),
    takenOn: change.takenOn ?? row.sitting?.takenOn ?? '2027-01-19', ready: change.ready ?? false,
  };
  const saved = await savePaperGrid(platform, room.teacher,
    { groupId: room.groupId, testCode, rows: [typed], handIn: change.handIn ?? true });
  const after = await loadPaperGrid(platform, room.teacher, room.groupId, testCode);
  return { saved, row: after!.rows[0]! };
}

function allCells(testCode: string, right: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(itemsOf(testCode).map((itemId) => [itemId, right.has(itemId) ? '1' : '0']));
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
  const right = new Set(itemsOf('RW-M5').filter((_, index) => index % 3 !== 1));
  const onScreen = await classroomWith('screen');
  await takeOnScreen(onScreen, onScreen.pupil, 'RW-M5', right);
  const onPaper = await classroomWith('paper');
  const { saved } = await typeRow(onPaper, 'RW-M5', allCells('RW-M5', right));
  assert.deepEqual(saved, { ok: true, value: { changedCells: 24, submitted: 1, corrected: 0 } });
  await platform.jobs.run();

  const screen = await onlyResult(onScreen, onScreen.pupil);
  const paper = await onlyResult(onPaper, onPaper.pupil);
  assert.equal(screen.scoreRaw, 16);
  assert.deepEqual(numbersOf(screen), numbersOf(paper));
  assert.deepEqual([screen.origin, paper.origin], ['screen', 'paper']);
  assert.deepEqual([screen.moment, screen.roman], ['M5', 'III']);
  assert.deepEqual(made.includes(screen.resultId) && made.includes(paper.resultId), true);
});

test('every stage that runs again changes nothing', async () => {
  const room = await classroomWith('screen');
  const sittingId = await takeOnScreen(room, room.pupil, 'RW-M5', new Set(itemsOf('RW-M5').slice(0, 10)));
  await platform.jobs.run();
  const first = await onlyResult(room, room.pupil);
  const before = made.length;
  await inSchool(room, (tx) => platform.jobs.send(tx, sittingSubmittedJob, { schoolId: room.schoolId, sittingId }));
  await platform.jobs.run();
  await makeResult(platform, room.schoolId, first.scoringId!);
  assert.equal(made.length, before);
  assert.deepEqual(await onlyResult(room, room.pupil), first);
  const [plan] = await inSchool(room, (tx) =>
    listPlans(tx, [room.pupil.id], 'arithmetic', '2026-2027', 'M'));
  assert.equal(plan!.status, 'scored');
});

test('a correction makes a new result that takes the place of the old, and back again is one more', async () => {
  const room = await classroomWith('paper');
  const items = itemsOf('RW-M5');
  const right = new Set(items.slice(0, 12));
  await typeRow(room, 'RW-M5', allCells('RW-M5', right));
  await platform.jobs.run();
  const first = await onlyResult(room, room.pupil);

  const more = await typeRow(room, 'RW-M5', allCells('RW-M5', new Set(items.slice(0, 13))), { handIn: false });
  assert.deepEqual(more.saved, { ok: true, value: { changedCells: 1, submitted: 0, corrected: 1 } });
  await platform.jobs.run();
  const second = await onlyResult(room, room.pupil);
  assert.equal(second.scoreRaw, 13);

  await typeRow(room, 'RW-M5', allCells('RW-M5', right));
  await platform.jobs.run();
  const third = await onlyResult(room, room.pupil);
  assert.deepEqual(numbersOf(third), numbersOf(first));
  const chain = await inSchool(room, (tx) => listResultsOfSitting(tx, first.sittingId!));
  assert.deepEqual(chain.map(({ resultId }) => resultId), [third, second, first].map(({ resultId }) => resultId));
  assert.deepEqual(chain.map(({ supersededBy }) => supersededBy), [null, third.resultId, second.resultId]);
});

test('a corrected day of taking makes a new result, by the norm of that day', async () => {
  const room = await classroomWith('paper');
  const right = new Set(itemsOf('RW-M5').slice(0, 16));
  await typeRow(room, 'RW-M5', allCells('RW-M5', right));
  await platform.jobs.run();
  assert.equal((await onlyResult(room, room.pupil)).moment, 'M5');
  const { saved } = await typeRow(room, 'RW-M5', allCells('RW-M5', right), { takenOn: '2026-11-24' });
  assert.deepEqual(saved, { ok: true, value: { changedCells: 0, submitted: 0, corrected: 1 } });
  await platform.jobs.run();
  const result = await onlyResult(room, room.pupil);
  assert.deepEqual([result.takenOn, result.moment, result.roman], [plainDate('2026-11-24'), null, null]);
});

test('a day that is corrected and corrected back is judged by the norm of the last day', async () => {
  const room = await classroomWith('paper');
  const right = new Set(itemsOf('RW-M5').slice(0, 16));
  for (const takenOn of ['2027-01-19', '2026-11-20', '2027-01-19']) {
    await typeRow(room, 'RW-M5', allCells('RW-M5', right), { takenOn });
    await platform.jobs.run();
    assert.equal((await onlyResult(room, room.pupil)).takenOn, takenOn);
  }
  const { moment, sittingId } = await onlyResult(room, room.pupil);
  assert.equal(moment, 'M5');
  assert.equal((await inSchool(room, (tx) => listResultsOfSitting(tx, sittingId!))).length, 3);
  const events = await inSchool(room, (tx) => all<{ eventCode: string }>(tx, sql`select event_code from audit_event
    where school_id = ${room.schoolId} and subject_id = ${sittingId} and event_code like 'paper.%'
    order by event_code`));
  assert.deepEqual(events.map(({ eventCode }) => eventCode),
    ['paper.day-corrected', 'paper.day-corrected', 'paper.entered']);
});

test('of a sitting one result counts, also when a correction comes while the first is being made', async () => {
  const room = await classroomWith('paper');
  const items = itemsOf('RW-M5');
  await typeRow(room, 'RW-M5', allCells('RW-M5', new Set(items.slice(0, 12))));
  const { scoringId, sittingId } = await scored(room);
  // Held right after it saw that its scoring is the newest.
  const held = holdTransactions(platform, 'scoringId');
  const first = makeResult(held.platform, room.schoolId, scoringId);
  await held.worked;
  const correction = (async () => {
    await typeRow(room, 'RW-M5', allCells('RW-M5', new Set(items.slice(0, 13))));
    await platform.jobs.run();
  })();
  await whileNeighboursGoOn();
  held.release();
  await Promise.all([first, correction]);
  assert.equal((await onlyResult(room, room.pupil)).scoreRaw, 13);

  const [older] = (await inSchool(room, (tx) => listResultsOfSitting(tx, sittingId))).slice(-1);
  await assert.rejects(inSchool(room, (tx) => change(tx, sql`update result set superseded_by = null
    where school_id = ${room.schoolId} and result_id = ${older!.resultId}`)), /result_in_force/);
});

/** Scores what was handed in, without making a result of it yet. */
async function scored({ schoolId, teacher }: Classroom): Promise<{ scoringId: string; sittingId: string }> {
  for (const { data } of platform.jobs.asked) {
    const { sittingId } = data as { sittingId: string };
    await scoreSubmitted({ ...platform, jobs: { ...platform.jobs, send: async () => undefined } }, schoolId, sittingId);
  }
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', (tx) =>
    one(tx, sql`select scoring_id, sitting_id from scoring where school_id = ${schoolId}`));
}

test('a result belongs to the school year of its day, whatever year its plan was for', async () => {
  const room = await classroomWith('screen');
  await inSchool(room, (tx) => change(tx, sql`insert into pupil_placement (school_id, pupil_id, school_year, year_group)
    select ${room.schoolId}, ${room.pupil.id}, school_year, year_group
    from (values ('2025-2026', '4'), ('2026-2027', '5')) as placed (school_year, year_group)`));
  const sittingId = await takeOnScreen(room, room.pupil, 'RW-M5', new Set(itemsOf('RW-M5').slice(0, 12)));
  await inSchool(room, (tx) => change(tx, sql`update planned_test set school_year = '2025-2026'
    where school_id = ${room.schoolId} and pupil_id = ${room.pupil.id}`));
  await platform.jobs.run();
  const result = await onlyResult(room, room.pupil);
  assert.deepEqual([result.sittingId, result.schoolYear, result.yearGroup, result.moment],
    [sittingId, '2026-2027', '5', 'M5']);
});

test('a draft is kept and makes no result; empty cells count as wrong once the teacher says it is ready', async () => {
  const room = await classroomWith('paper');
  const items = itemsOf('RW-M5');
  const some = Object.fromEntries(items.slice(0, 8).map((itemId) => [itemId, '1']));
  const draft = await typeRow(room, 'RW-M5', some);
  assert.deepEqual(draft.saved, { ok: true, value: { changedCells: 8, submitted: 0, corrected: 0 } });
  assert.equal(draft.row.cells.size, 8);
  await platform.jobs.run();
  assert.deepEqual(await inSchool(room, (tx) => listForHandoff(tx)), []);

  const { saved } = await typeRow(room, 'RW-M5', some, { ready: true });
  assert.deepEqual(saved, { ok: true, value: { changedCells: 0, submitted: 1, corrected: 0 } });
  await platform.jobs.run();
  const result = await onlyResult(room, room.pupil);
  assert.deepEqual([result.scoreRaw, result.scoreMax], [8, 24]);
  const answered = await inSchool(room, (tx) => all<{ answered: boolean }>(tx, sql`select answered from item_score
    where school_id = ${room.schoolId} and scoring_id = ${result.scoringId}`));
  assert.equal(answered.filter((item) => item.answered).length, 8);
});

test('two teachers at one row keep each other\'s cells', async () => {
  const room = await classroomWith('paper');
  const [one, two, three] = itemsOf('RW-M5');
  await typeRow(room, 'RW-M5', { [one!]: '1', [two!]: '1' }, { handIn: false });
  // A colleague who opened the page before that, and fills in another cell.
  const { row } = await typeRow(room, 'RW-M5', { [three!]: '0' }, { handIn: false, seenEntryNo: 0 });
  assert.deepEqual([...row.cells], [[one, 1], [two, 1], [three, 0]]);
});

test('a score beyond the form, a day that cannot be and an emptied row are refused, and nothing is saved', async () => {
  const room = await classroomWith('paper');
  const [first, second] = itemsOf('RW-M5');
  const refused = async (cells: Record<string, string>, takenOn?: string) => {
    const { saved, row } = await typeRow(room, 'RW-M5', cells, takenOn === undefined ? {} : { takenOn });
    assert.ok(!saved.ok && saved.refusal !== 'not-found');
    return [...saved.refusal.get(row.plan.planId)!.map(({ code }) => code), row.cells.size];
  };
  assert.deepEqual(await refused({ [first!]: '2', [second!]: 'x' }), ['not-a-score', 'not-a-score', 0]);
  assert.deepEqual(await refused({ [first!]: '1' }, '2027-01-20'), ['future-day', 0]);
  assert.deepEqual(await refused({ [first!]: '1' }, '2026-06-01'), ['other-school-year', 0]);
  assert.deepEqual(await refused({ [first!]: '1' }, '2027-02-30'), ['no-such-day', 0]);
  await typeRow(room, 'RW-M5', { [first!]: '1' }, { ready: true });
  assert.deepEqual(await refused({}), ['row-empty', 1]);
});

test('the group list finds results by moment, by season for a combination group, and no others', async () => {
  const room = await classroomWith('paper');
  await typeRow(room, 'RW-M5', allCells('RW-M5', new Set()));
  await platform.jobs.run();
  const list = (moment: 'M5' | 'M' | 'E' | 'M4', year = '2026-2027') => inSchool(room, async (tx) =>
    (await listGroupResults(tx, [room.pupil.id], 'arithmetic', year, moment)).length);
  assert.deepEqual([await list('M5'), await list('M'), await list('E'), await list('M4'), await list('M', '2025-2026')],
    [1, 1, 0, 0, 0]);
});

test('a teacher of another group reaches no grid of this one', async () => {
  const room = await classroomWith('paper');
  const stranger = { ...room.teacher, ownGroupIds: [] };
  assert.equal(await loadPaperGrid(platform, stranger, room.groupId, 'RW-M5'), undefined);
  const input = { groupId: room.groupId, testCode: 'RW-M5', rows: [], handIn: true };
  assert.deepEqual(await savePaperGrid(platform, stranger, input), { ok: false, refusal: 'not-found' });
});
