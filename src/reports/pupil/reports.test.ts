import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Classroom, newClassroom } from '../../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { planTest, takeTaak } from '../../../test/take-test.ts';
import { addResults } from '../../ability/add-results.ts';
import { invalidatePlan } from '../../ability/invalidate.ts';
import { bindAbilityJobs } from '../../ability/jobs.ts';
import { resultMadeJob } from '../../ability/types.ts';
import { findNormTable } from '../../content/store.ts';
import { change, jsonb, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { NotFound } from '../../platform/http/redirect.ts';
import { bindScoringJobs } from '../../scoring/jobs.ts';
import type { Choice } from '../frame/choice.ts';
import { readReport } from '../frame/routes.ts';
import type { Report, ReportDocument } from '../frame/types.ts';
import { inventedResult } from '../invented-results.ts';
import { functioningReport } from './functioning.ts';
import { growthReport } from './growth.ts';
import { profileReport } from './profile.ts';

let platform: TestPlatform;
let room: Classroom;

const [AMIR, BO, CATO] = [0, 1, 2];

before(async () => {
  platform = await testPlatform();
  bindScoringJobs(platform);
  bindAbilityJobs(platform);
  platform.jobs.handle(resultMadeJob, async () => {});
  room = await newClassroom(platform, {
    pupils: [{ callName: 'Amir', yearGroup: '5' }, { callName: 'Bo', yearGroup: '5' },
      { callName: 'Cato', yearGroup: '1' }], history: true,
  });
  await inSchool((tx) => addOldResults(tx, room.pupils[AMIR]!.id));
  await takeWithReadingAloud();
});

function inSchool<T>(work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return platform.doors.withTenant(room.schoolId, room.teacher.actor, 'administration', work);
}

/** Results of two years ago and last summer in arithmetic, and one in reading on a scale that nobody knows. */
async function addOldResults(tx: TenantTx, pupilId: string): Promise<void> {
  const norms = await findNormTable(tx, 'SYN-RW-3.0', '2027-01-19');
  const drafts = [
    { takenOn: '2024-01-16', score: 560, yearGroup: '2', moment: null, testMoment: 'M3', scaleCode: 'VREEMD' },
    { takenOn: '2026-06-02', score: 590, yearGroup: '4', moment: 'E4', scaleCode: 'SYN-RW-3.0' },
  ] as const;
  await addResults(tx, drafts.map((draft) => {
    const { resultId: _, ...rest } = inventedResult({ ...draft, pupilId, origin: 'migrated' });
    const known = norms && draft.scaleCode === norms.scaleCode;
    return {
      resultId: platform.newId(),
      draft: {
        ...rest, normCode: known ? norms.id : null, normVersion: known ? norms.version : null,
        subject: draft.scaleCode === 'VREEMD' ? 'reading' as const : 'arithmetic' as const,
      },
    };
  }), platform.clock.now());
}

/** Bo takes a test that is declared invalid, and again with read-aloud. */
async function takeWithReadingAloud(): Promise<void> {
  const bo = room.pupils[BO]!;
  const first = await inSchool((tx) => planTest(tx, room, bo));
  await takeAll(bo, first);
  const supervisor = { ...room.teacher, roles: ['supervisor'] as const };
  assert.ok((await invalidatePlan(platform, supervisor, first, 'helped')).ok);
  await platform.jobs.run();
  await inSchool((tx) => change(tx, sql`insert into accommodation_profile
      (school_id, pupil_id, settings, changed_by, changed_at)
    values (${room.schoolId}, ${bo.id}, ${jsonb({ readAloud: true })}, 'job:test', now())`));
  await takeAll(bo, await inSchool((tx) => planTest(tx, room, bo, { retakeOf: first })));
}

async function takeAll(pupil: Classroom['pupils'][number], planId: string): Promise<void> {
  for (let next: object | null = {}; next;) {
    ({ next } = await takeTaak(platform, pupil, planId, (index) => (index % 3 === 1 ? 'wrong' : 'right')));
  }
  await platform.jobs.run();
}

async function read(report: Report, who: number, choice: Choice = {}): Promise<ReportDocument> {
  const document = await readReport(platform, room.teacher, report, { pupilId: room.pupils[who]!.id }, choice);
  assert.ok(document);
  return document;
}

/** The words of a column of the first table. */
function column({ parts }: ReportDocument, key: string): readonly (string | undefined)[] {
  const [table] = parts[0]?.tables ?? [];
  const index = table?.columns.findIndex((each) => each.key === key) ?? -1;
  return table?.rows.map((row) => row[index]?.text) ?? [];
}

describe('reports of a pupil, from the database', () => {
  test('growth opens on the subject of the newest result, and offers what there are results or tests of', async () => {
    const document = await read(growthReport, AMIR);
    const [subjects] = document.filters;
    // Tests of other subjects may be in the bank already; those come after these two.
    assert.deepEqual(subjects?.options.slice(0, 2).map(({ label, current }) => [label, current]),
      [['Rekenen-Wiskunde', true], ['Begrijpend lezen', false]]);
    assert.deepEqual(column(document, 'score'), ['590']);
    const other = await read(growthReport, BO);
    assert.equal(other.filters[0]?.options[0]?.label, 'Rekenen-Wiskunde');
  });

  test('a scale without norms is listed and not drawn, and has no functioning level', async () => {
    const reading = { subject: 'reading' } as const;
    const document = await read(growthReport, AMIR, reading);
    assert.deepEqual(document.parts.map(({ pictures, tables }) => [pictures.length, tables[0]?.rows.length]), [[0, 1]]);
    assert.equal((await read(functioningReport, AMIR, reading)).empty?.title, 'Er is geen functioneringsniveau');
  });

  test('a result of long ago falls outside the last three school years, which is said', async () => {
    const document = await read(growthReport, AMIR, { subject: 'reading', years: 3 });
    assert.ok(document.empty?.title.startsWith('Geen resultaten in de laatste 3 schooljaren'));
    assert.equal((await read(growthReport, AMIR, { subject: 'arithmetic', years: 3 })).empty, null);
  });

  test('read-aloud and a retake are said, and an invalid test is named but not counted', async () => {
    const document = await read(growthReport, BO);
    assert.deepEqual(column(document, 'afname'), ['op het scherm; met voorlezen; opnieuw afgenomen']);
    assert.match(document.parts[0]?.remarks[0] ?? '', /^Eén toets is ongeldig verklaard en telt niet mee/u);
  });

  test('a profile opens on the newest moment, and goes back to earlier ones', async () => {
    const document = await read(profileReport, AMIR);
    assert.deepEqual(document.filters[0]?.options.map(({ label }) => label), ['eind 2025-2026', 'midden 2023-2024']);
    assert.deepEqual(column(document, 'vak'), ['Rekenen-Wiskunde']);
    const before = await read(profileReport, AMIR, { period: { schoolYear: '2023-2024', season: 'M' } });
    assert.deepEqual(column(before, 'vak'), ['Begrijpend lezen']);
    const nothing = await read(profileReport, AMIR, { period: { schoolYear: '2025-2026', season: 'M' } });
    assert.equal(nothing.empty?.title, 'Op dit moment is er niets gemaakt');
  });

  test('a pupil of group 1 has no tests, and every report says so', async () => {
    for (const report of [growthReport, functioningReport, profileReport]) {
      assert.match((await read(report, CATO)).empty?.words ?? '', /^In groep 1 en 2/u);
    }
  });

  test('a pupil of another teacher is not found', async () => {
    const stranger = { ...room.teacher, ownGroupIds: [] };
    for (const report of [growthReport, functioningReport, profileReport]) {
      await assert.rejects(readReport(platform, stranger, report, { pupilId: room.pupils[AMIR]!.id }, {}), NotFound);
    }
  });
});
