import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newPlanningSchool } from '../../test/planning-school.ts';
import { planTest } from '../../test/take-test.ts';
import type { SchoolViewer } from '../access/types.ts';
import { change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Report, ReportContext, ReportDocument } from '../reports/frame/types.ts';
import { startSitting } from '../taking/actions.ts';
import { reportCsv } from '../reports/data/csv.ts';
import { handoffReports } from './still-to-do.ts';

let platform: TestPlatform;
before(async () => {
  platform = await testPlatform();
});

const [ofGroup, ofSchool] = handoffReports as readonly [Report, Report];

function read(
  report: Report, viewer: SchoolViewer, of: { readonly groupId?: string } = {}, choice: ReportContext['choice'] = {},
  counting: (tx: TenantTx) => TenantTx = (tx) => tx,
): Promise<ReportDocument> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', (tx) => report.read({
    platform, tx: counting(tx), viewer, choice, as: 'page', now: platform.clock.now(), address: () => '',
  }, of));
}

/** The texts of the table of a part. */
function rowsOf({ parts }: ReportDocument, heading: string): readonly (readonly string[])[] {
  const part = parts.find((one) => one.heading === heading);
  return (part?.tables[0]?.rows ?? []).map((row) => row.map(({ text }) => text));
}

const toDo = 'Wie moet nog wat?';

test('a class for which nothing was planned is one line, and a plan makes lines of pupils', async () => {
  const room = await newClassroom(platform, { pupils: ['Anna', 'Bram', 'Cato'].map((callName) => ({
    callName, yearGroup: '5',
  })) });
  const first = await read(ofGroup, room.teacher, { groupId: room.groupId }, { subject: 'arithmetic' });
  assert.deepEqual(rowsOf(first, toDo).map(([who, , , , , state, , next]) => [who, state, next]),
    [['Alle 3 leerlingen van jaargroep 5', 'niet klaargezet', 'Zet de toets klaar.']]);
  const planId = await platform.doors.withTenant(room.schoolId, room.teacher.actor, 'taking', (tx) =>
    planTest(tx, room, room.pupils[0]!));
  assert.ok((await startSitting(platform, room.pupils[0]!, planId)).ok);
  const later = await read(ofGroup, room.teacher, { groupId: room.groupId }, { subject: 'arithmetic' });
  assert.deepEqual(rowsOf(later, toDo).map(([who, , , , shown, state]) => [who, shown, state]), [
    ['Toets, Anna', 'M5 op het scherm', 'bezig met taak 1'], ['Toets, Bram', '–', 'niet klaargezet'],
    ['Toets, Cato', '–', 'niet klaargezet'],
  ]);
  assert.match(reportCsv(later), /Toets, Anna/);
  const cells = later.parts.find(({ heading }) => heading === toDo)!.tables[0]!.rows[0]!;
  assert.equal(cells.at(-1)?.href, `/groepen/${room.groupId}/klaarzetten?vak=arithmetic`);
});

test('a class in which everybody has a test and nobody began is one line too', async () => {
  const room = await newClassroom(platform, { pupils: [...'AB'].map((callName) => ({ callName, yearGroup: '5' })) });
  for (const pupil of room.pupils) {
    await platform.doors.withTenant(room.schoolId, room.teacher.actor, 'taking', (tx) => planTest(tx, room, pupil));
  }
  const report = await read(ofGroup, room.teacher, { groupId: room.groupId }, { subject: 'arithmetic' });
  assert.deepEqual(rowsOf(report, toDo).map(([who, , , , shown, state]) => [who, shown, state]),
    [['Alle 2 leerlingen van jaargroep 5', 'M5 op het scherm', 'moet nog']]);
  assert.match(report.lead, /^2 toetsen zijn nog niet klaar, alle resultaten staan in het LAS\./);
});

test('what was made and is not in the LAS is listed with why, until it is there', async () => {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Dirk', yearGroup: '5' }] });
  const resultId = platform.newId();
  await platform.doors.withTenant(room.schoolId, room.teacher.actor, 'ability', (tx) => change(tx, sql`
    insert into result
      (school_id, result_id, pupil_id, origin, subject_code, generation_code, scale_code, school_year, year_group,
      taken_on, scale_score, test_moment_code, code_version, made_at)
    values (${room.schoolId}, ${resultId}, ${room.pupils[0]!.id}, 'paper', 'arithmetic', '3.0 (synthetisch)',
      'SYN-RW-3.0', '2026-2027', '5', '2027-01-18', 630, 'M5', 'test', ${new Date(0)})`));
  const heading = 'Gemaakt, maar niet in het LAS';
  const group = await read(ofGroup, room.teacher, { groupId: room.groupId });
  assert.deepEqual(rowsOf(group, heading).map(([who, , on, state, why]) => [who, on, state, why]), [
    ['Toets, Dirk', '18 jan 2027', 'niet in dit LAS',
      'Deze leerling kwam niet uit uw LAS. Het resultaat staat alleen hier.'],
  ]);
  assert.match(group.lead, /1 resultaat staat nog niet in het LAS/);
  const ofReading = await read(ofGroup, room.teacher, { groupId: room.groupId }, { subject: 'reading' });
  assert.deepEqual(rowsOf(ofReading, heading), []);
});

test('with everything made and delivered the report says so', async () => {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Twan', yearGroup: '2' }] });
  const { empty, parts } = await read(ofGroup, room.teacher, { groupId: room.groupId });
  assert.equal(empty?.title, 'Alles is gemaakt en in het LAS');
  assert.deepEqual(parts, []);
});

test('the school asks as many questions as a class, whatever its size', async () => {
  const school = await newPlanningSchool(platform, ['a', 'b', 'c'].map((letter) => ({
    name: `Groep 5${letter}`, years: { 5: 12 },
  })));
  let asked = 0;
  const counting = (tx: TenantTx): TenantTx => ({ ...tx, trx: tx.trx.withPlugin({
    transformQuery: ({ node }) => {
      asked += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }) });
  const [first] = school.groups;
  await read(ofGroup, school.supervisor, { groupId: first!.groupId }, {}, counting);
  const ofOne = asked;
  asked = 0;
  const whole = await read(ofSchool, school.supervisor, {}, {}, counting);
  assert.ok(asked <= ofOne, `${asked} for the school, ${ofOne} for a class`);
  assert.equal(rowsOf(whole, 'Hoe ver zijn de groepen?').length, 4);
});

test('a group of an earlier school year says where to look, and another\'s group is not found', async () => {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Eva', yearGroup: '5' }] });
  await assert.rejects(read(ofGroup, { ...room.teacher, ownGroupIds: [] }, { groupId: room.groupId }));
  await platform.doors.withTenant(room.schoolId, room.teacher.actor, 'roster', (tx) =>
    change(tx, sql`update class_group set school_year = '2025-2026' where school_id = ${room.schoolId}`));
  const { empty } = await read(ofGroup, room.teacher, { groupId: room.groupId });
  assert.match(empty?.title ?? '', /van een ander schooljaar/);
});
