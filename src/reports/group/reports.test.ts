import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newClassroom, type Classroom } from '../../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { planTest } from '../../../test/take-test.ts';
import { addResults } from '../../ability/add-results.ts';
import { listPlacesOfPupils, listResultsOfPupils } from '../../ability/group-store.ts';
import { NotFound } from '../../platform/http/redirect.ts';
import type { Choice } from '../frame/choice.ts';
import { readReport } from '../frame/routes.ts';
import type { Report } from '../frame/types.ts';
import { inventedResult } from '../invented-results.ts';
import { dmtReport } from '../dmt/dmt.ts';
import { groupGain } from './gain.ts';
import { groupReport } from './group-report.ts';
import { groupOverview } from './overview.ts';

let platform: TestPlatform;
let room: Classroom;

before(async () => {
  platform = await testPlatform();
  room = await newClassroom(platform, {
    pupils: ['Amir', 'Bo', 'Cato'].map((callName) => ({ callName, yearGroup: '5' })), history: true,
  });
  const [amir, bo] = room.pupils;
  await platform.doors.withTenant(room.schoolId, room.teacher.actor, 'administration', async (tx) => {
    const drafts = [
      { takenOn: '2026-06-02', score: 590, yearGroup: '4', moment: 'E4', pupilId: amir!.id },
      { takenOn: '2027-01-11', score: 600, yearGroup: '5', moment: 'M5', pupilId: amir!.id },
      { takenOn: '2027-01-12', score: 620, yearGroup: '5', moment: 'M5', pupilId: amir!.id },
      { takenOn: '2026-09-15', score: 611, yearGroup: '5', moment: null, testMoment: 'E4', pupilId: bo!.id },
    ] as const;
    await addResults(tx, drafts.map((draft) => {
      const { resultId: _, ...rest } = inventedResult({ ...draft, origin: 'migrated' });
      return { resultId: platform.newId(), draft: { ...rest, normCode: null, normVersion: null } };
    }), platform.clock.now());
    await planTest(tx, room, bo!);
  });
});

function read(report: Report, choice: Choice = {}, who = room.teacher) {
  const of = report.about === 'group' ? { groupId: room.groupId } : { pupilId: room.pupils[0]!.id };
  return readReport(platform, who, report, of, choice);
}

describe('reports of a group, from the database', () => {
  test('of a pupil the newest result of the moment counts, with the change since the moment before', async () => {
    const document = await read(groupReport);
    const rows = document?.parts[0]?.tables[0]?.rows ?? [];
    assert.deepEqual(rows.map((row) => [row[0]?.text, row[3]?.value, row[9]?.value ?? null, row.at(-1)?.text]), [
      ['Toets, Amir', 620, 30, 'overgenomen uit het oude systeem'],
      ['Toets, Bo', null, null, 'klaargezet, nog niet begonnen'],
      ['Toets, Cato', null, null, 'niet klaargezet'],
    ]);
  });

  test('a test of the end that was taken in September stands at the end of the year before', async () => {
    const end = { period: { schoolYear: '2025-2026', season: 'E' } } as const;
    const document = await read(groupReport, end);
    assert.deepEqual(document?.parts.map(({ heading }) => heading), ['eind groep 4']);
    const scores = document?.parts[0]?.tables[0]?.rows.map((row) => row[3]?.value);
    assert.deepEqual(scores, [590, 611, null]);
    assert.deepEqual(document?.filters.find(({ label }) => label === 'Moment')?.options.map(({ label }) => label),
      ['midden 2026-2027', 'eind 2025-2026']);
  });

  test('an overview holds a column for each subject that was taken, and says why it is empty', async () => {
    const document = await read(groupOverview);
    const keys = document?.parts[0]?.tables[0]?.columns.filter(({ dataOnly }) => !dataOnly).map(({ key }) => key);
    assert.deepEqual(keys, ['leerling', 'rekenen_niveau', 'bijzonderheden']);
    const empty = await read(groupOverview, { period: { schoolYear: '2026-2027', season: 'E' } });
    assert.ok(empty?.empty?.words.includes('geen enkel vak'));
  });

  test('growth is shown between the newest two moments of a group', async () => {
    const document = await read(groupGain);
    assert.equal(document?.lead, 'Rekenen-Wiskunde, van eind 2025-2026 naar midden 2026-2027.');
    assert.deepEqual(document?.parts[0]?.tables[0]?.rows.map((row) => row[3]?.value), [30, null, null]);
  });

  test('without minute cards their report says where they are entered', async () => {
    assert.ok((await read(dmtReport))?.empty?.words.includes('Technisch lezen'));
  });

  test('a group of somebody else is not found', async () => {
    const stranger = { ...room.teacher, ownGroupIds: [] };
    for (const report of [groupReport, groupOverview, groupGain, dmtReport])
      await assert.rejects(read(report, {}, stranger), NotFound);
  });
});

test('results of several subjects and years come with one question, and another school sees none of them', async () => {
  const pupilIds = room.pupils.map(({ id }) => id);
  const wanted = { pupilIds, subjects: ['arithmetic', 'reading'], schoolYears: ['2026-2027'] } as const;
  const inSchool = (schoolId: string) => platform.doors.withTenant(schoolId, room.teacher.actor, 'reporting',
    async (tx) => [await listResultsOfPupils(tx, wanted), await listPlacesOfPupils(tx, pupilIds, wanted.subjects)]);
  const [results, places] = await inSchool(room.schoolId);
  assert.deepEqual(results?.map(({ takenOn }) => takenOn).toSorted(), ['2026-09-15', '2027-01-11', '2027-01-12']);
  assert.equal(places?.length, 3);
  const other = await newClassroom(platform, { pupils: [] });
  assert.deepEqual(await inSchool(other.schoolId), [[], []]);
});
