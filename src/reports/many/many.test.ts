import assert from 'node:assert/strict';
import { after, before, describe, test, type TestContext } from 'node:test';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { type Classroom, newClassroom } from '../../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { typingRoom, type TypingRoom } from '../../../test/typing-room.ts';
import { addResults } from '../../ability/add-results.ts';
import type { SchoolViewer } from '../../access/types.ts';
import { arithmeticNormTable } from '../../content/norms.ts';
import { all, change, sql } from '../../platform/database/query.ts';
import { inventedResult } from '../invented-results.ts';
import { listGroupPupils } from '../../roster/store.ts';
import { readParentReports } from '../parents/read-parents.ts';
import { listPeriods } from '../parents/results-store.ts';
import { openPress, type Press } from '../pdf/press.ts';
import { startBatch } from './actions.ts';
import { bindReportJobs, printGroup, removeOldFiles, takeUpAgain } from './jobs.ts';
import { manyRoutes } from './routes.ts';
import { findNewestBatch } from './store.ts';
import type { Batch } from './types.ts';

let platform: TestPlatform;
let press: Press;
let room: TypingRoom;
before(async () => {
  platform = await testPlatform();
  press = openPress({ workerCount: 1 });
  after(() => press.close());
  bindReportJobs(platform, press);
  room = await typingRoom(platform, (server, gate) => manyRoutes(server, platform, gate, press));
});

interface School extends Classroom {
  readonly director: SchoolViewer;
  readonly secondGroupId: string;
}

/** A school with two groups of the same three pupils, who have results. */
async function newSchool(): Promise<School> {
  const names = ['Pieter Papier', 'Nina Niveau', 'Koen Klein'];
  const classroom = await newClassroom(platform, { pupils: names.map((callName) => ({ callName, yearGroup: '5' })) });
  const { schoolId, teacher, pupils } = classroom;
  const secondGroupId = platform.newId();
  await platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster', async (tx) => {
    await change(tx, sql`insert into class_group (school_id, group_id, school_year, kind, las_key, name, year_group)
      values (${schoolId}, ${secondGroupId}, '2026-2027', 'composite', 'g2', 'Plus/groep: 5?', null)`);
    await change(tx, sql`insert into group_pupil (school_id, group_id, pupil_id, joined_on)
      select school_id, ${secondGroupId}, pupil_id, joined_on from group_pupil where school_id = ${schoolId}`);
    const { id: normCode, version: normVersion } = arithmeticNormTable();
    await addResults(tx, pupils.map(({ id }, index) => {
      const resultId = platform.newId();
      const draft = { ...inventedResult({
        pupilId: id, takenOn: '2027-01-18', score: 600 + index * 20, yearGroup: '5', moment: 'M5', origin: 'migrated',
      }), resultId, normCode, normVersion };
      return { resultId, draft };
    }), platform.clock.now());
  });
  const id = platform.newId();
  const director: SchoolViewer = {
    ...teacher, id, label: 'Dirk Directeur', roles: ['director'], ownGroupIds: [], actor: { kind: 'staff', id },
  };
  return { ...classroom, director, secondGroupId };
}

const page = '/rapporten/ouderrapporten';

function wishOf({ groupId, secondGroupId }: School) {
  const period = { schoolYear: '2026-2027', season: 'M' } as const;
  return { period, groupIds: [groupId, secondGroupId], doubleSided: true };
}

async function newest({ schoolId, director }: School): Promise<Batch> {
  const batch = await platform.doors.withTenant(schoolId, director.actor, 'reporting', findNewestBatch);
  assert.ok(batch);
  return batch;
}

async function files({ schoolId, director }: School) {
  return platform.doors.withTenant(schoolId, director.actor, 'reporting', (tx) =>
    all<{ groupId: string; printedAt: Date | null; fileCipher: Uint8Array | null }>(tx, sql`
      select group_id, printed_at, file_cipher from report_batch_file where school_id = ${schoolId}`));
}

async function unzip(bytes: Buffer): Promise<ReadonlyMap<string, Uint8Array>> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { checkSignature: true });
  const found = new Map<string, Uint8Array>();
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) found.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  }
  return found;
}

async function begun(t: TestContext): Promise<School> {
  const school = await newSchool();
  t.after(() => platform.jobs.forget());
  assert.deepEqual(await startBatch(platform, school.director, wishOf(school)), { ok: true, value: 'begun' });
  return school;
}

describe('the parent reports of a school', () => {
  test('all groups come in one zip, a PDF each, named after the group and after no pupil', async (t) => {
    const school = await newSchool();
    t.after(() => platform.jobs.forget());
    const { director, groupId, secondGroupId } = school;
    const form = (await room.get(director, page)).body;
    assert.match(form, /midden van schooljaar 2026-2027/);
    const started = await room.server.inject({
      method: 'POST', url: page,
      headers: { 'x-viewer': director.id, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `periode=2026-2027-M&groep=${groupId}&groep=${secondGroupId}&dubbelzijdig=ja`,
    });
    assert.equal(started.statusCode, 303);
    assert.match((await room.get(director, `${page}/voortgang`)).body, /hx-get/);
    await platform.jobs.run();
    const progress = (await room.get(director, `${page}/voortgang`)).body;
    assert.doesNotMatch(progress, /hx-get/);
    assert.match(progress, /Rapporten van 6 leerlingen;[^<]+Op te halen tot di 26 januari 2027/);
    const href = /href="([^"]+\.zip)"/.exec(progress)?.[1] ?? '';
    const reply = await room.get(director, href);
    assert.equal(reply.statusCode, 200);
    const found = await unzip(reply.rawPayload);
    assert.deepEqual([...found.keys()].sort(), ['Groep 4-5.pdf', 'Plus-groep- 5-.pdf']);
    for (const bytes of found.values()) assert.match(Buffer.from(bytes).toString('latin1'), /^%PDF-[^]*pdfuaid/);
    assert.ok((await files(school)).every(({ fileCipher }) => !Buffer.from(fileCipher!).includes('%PDF')));
  });

  test('two who begin at once get one batch', async (t) => {
    const school = await newSchool();
    t.after(() => platform.jobs.forget());
    const started = await Promise.all([1, 2].map(() => startBatch(platform, school.director, wishOf(school))));
    assert.deepEqual(started.map((each) => each.ok && each.value).sort(), ['begun', 'runs-already']);
    assert.equal(platform.jobs.asked.length, 2);
  });

  test('after a node was switched off what is printed stays, and the rest is asked for again', async (t) => {
    const school = await begun(t);
    const { schoolId, groupId } = school;
    const { batchId } = await newest(school);
    await printGroup(platform, press, { schoolId, batchId, groupId });
    const [printed] = (await files(school)).filter(({ printedAt }) => printedAt);
    // The second one is lost in the press, as when the power goes.
    const lost: Press = { ...press, printFile: async () => { throw new Error('lost'); } };
    await assert.rejects(printGroup(platform, lost, { schoolId, batchId, groupId: school.secondGroupId }), /lost/);
    platform.jobs.forget();
    const asked = () => platform.jobs.asked.filter(({ data }) => 'batchId' in data && data.batchId === batchId).length;
    await takeUpAgain(platform);
    assert.equal(asked(), 0);
    platform.clock.advance(180_000);
    await takeUpAgain(platform);
    await takeUpAgain(platform);
    assert.equal(asked(), 1);
    await platform.jobs.run();
    assert.equal((await newest(school)).state, 'ready');
    // And once more: nothing changes.
    await printGroup(platform, press, { schoolId, batchId, groupId });
    assert.deepEqual((await files(school)).find((file) => file.groupId === groupId)?.fileCipher, printed?.fileCipher);
  });

  test('a batch that only waits in a full queue is asked for ever less often, until something of it is ready',
    async (t) => {
      const school = await begun(t);
      const { batchId } = await newest(school);
      const askedIn = async (minutes: number) => {
        platform.jobs.forget();
        for (let minute = 0; minute < minutes; minute += 1) {
          platform.clock.advance(60_000);
          await takeUpAgain(platform);
        }
        return platform.jobs.asked.filter(({ data }) => 'batchId' in data && data.batchId === batchId).length / 2;
      };
      // After 3, 8 and 17 minutes: each wait is twice the one before, and a round comes once a minute.
      assert.equal(await askedIn(30), 3);
      await printGroup(platform, press, { ...school, batchId });
      assert.equal(await askedIn(4) * 2, 1);
    });

  test('of two nodes that print a group at the same time the first is kept', async (t) => {
    const school = await begun(t);
    const group = { schoolId: school.schoolId, groupId: school.groupId, batchId: (await newest(school)).batchId };
    const kept = async () => (await files(school)).find(({ groupId }) => groupId === group.groupId)?.fileCipher;
    let first: Awaited<ReturnType<typeof kept>>;
    const slow: Press = { ...press, printFile: async (file, urgency) => {
      await printGroup(platform, press, group);
      first = await kept();
      return press.printFile(file, urgency);
    } };
    await printGroup(platform, slow, group);
    assert.ok(first);
    assert.deepEqual(await kept(), first);
  });

  test('a batch that is stopped leaves no file, also none that was being printed', async (t) => {
    const school = await begun(t);
    const { schoolId, groupId, director } = school;
    const { batchId } = await newest(school);
    await printGroup(platform, press, { schoolId, batchId, groupId });
    const slow: Press = { ...press, printFile: async (file, urgency) => {
      assert.equal((await room.post(director, `${page}/${batchId}/stoppen`, {})).statusCode, 303);
      return press.printFile(file, urgency);
    } };
    await printGroup(platform, slow, { schoolId, batchId, groupId: school.secondGroupId });
    assert.equal((await newest(school)).state, 'cancelled');
    assert.ok((await files(school)).every(({ fileCipher }) => fileCipher === null));
    assert.equal((await room.get(director, `${page}/${batchId}/ouderrapporten.zip`)).statusCode, 404);
    assert.deepEqual(await startBatch(platform, director, wishOf(school)), { ok: true, value: 'begun' });
  });

  test('a group that cannot be printed ends the batch after some tries, and says so', async (t) => {
    const school = await begun(t);
    const { schoolId, groupId } = school;
    const { batchId } = await newest(school);
    const broken: Press = { ...press, printFile: async () => { throw new Error('broken'); } };
    for (let tries = 0; tries < 8; tries += 1) {
      await assert.rejects(printGroup(platform, broken, { schoolId, batchId, groupId }), /broken/);
    }
    await printGroup(platform, broken, { schoolId, batchId, groupId });
    assert.equal((await newest(school)).state, 'failed');
    assert.match((await room.get(school.director, page)).body, /Begin opnieuw/);
  });

  test('a group that cannot be read ends the batch as well', async (t) => {
    const school = await begun(t);
    const { schoolId, groupId } = school;
    const { batchId } = await newest(school);
    const unreadable: TestPlatform = {
      ...platform, get config(): TestPlatform['config'] { throw new Error('unread'); },
    };
    for (let tries = 0; tries < 8; tries += 1) {
      await assert.rejects(printGroup(unreadable, press, { schoolId, batchId, groupId }), /unread/);
    }
    await printGroup(platform, press, { schoolId, batchId, groupId });
    assert.equal((await newest(school)).state, 'failed');
  });

  test('a batch of another school is not found, and a teacher begins none', async (t) => {
    const school = await begun(t);
    await platform.jobs.run();
    const { batchId } = await newest(school);
    const other = await newSchool();
    for (const path of [`${page}/${batchId}/ouderrapporten.zip`, `${page}/voortgang`]) {
      assert.equal((await room.get(other.director, path)).statusCode, 404);
    }
    assert.equal((await room.post(other.director, `${page}/${batchId}/stoppen`, {})).statusCode, 404);
    assert.equal((await room.get(school.teacher, page)).statusCode, 404);
    assert.equal((await newest(school)).state, 'ready');
  });

  test('a week after it ended the files are gone', async (t) => {
    const school = await begun(t);
    await platform.jobs.run();
    platform.clock.advance(6.9 * 86_400_000);
    await removeOldFiles(platform);
    assert.equal((await files(school)).filter(({ fileCipher }) => fileCipher).length, 2);
    platform.clock.advance(0.2 * 86_400_000);
    await removeOldFiles(platform);
    assert.ok((await files(school)).every(({ fileCipher }) => fileCipher === null));
    assert.match((await room.get(school.director, page)).body, /De bestanden zijn weg/);
  });
});

test('a teacher prints the own group in one go, and another group is not found', async () => {
  const { teacher, groupId, secondGroupId } = await newSchool();
  const reply = await room.get(teacher, `/groepen/${groupId}/ouderrapporten.pdf?dubbelzijdig=ja`);
  assert.equal(reply.statusCode, 200);
  assert.match(reply.rawPayload.toString('latin1'), /^%PDF-/);
  assert.equal((await room.get(teacher, `/groepen/${secondGroupId}/ouderrapporten.pdf`)).statusCode, 404);
  const empty = await room.get(teacher, `/groepen/${groupId}/ouderrapporten.pdf?periode=2025-2026-E`);
  assert.match(empty.body, /Niemand van deze groep heeft in deze periode een resultaat/);
});

test('a test of another season outside the norm periods does not make its season the newest', async () => {
  const { schoolId, pupils: [pupil], teacher } = await newSchool();
  const periods = await platform.doors.withTenant(schoolId, teacher.actor, 'reporting', async (tx) => {
    const resultId = platform.newId();
    const draft = { ...inventedResult({
      pupilId: pupil!.id, takenOn: '2027-01-19', score: 620, yearGroup: '5', moment: null, testMoment: 'E4',
      origin: 'migrated',
    }), resultId, normCode: null, normVersion: null };
    await addResults(tx, [{ resultId, draft }], platform.clock.now());
    return listPeriods(tx, [pupil!.id]);
  });
  assert.deepEqual(periods.map(({ season }) => season), ['M', 'E']);
});

test('the reports of a group take as many questions as those of one pupil', async () => {
  const { schoolId, groupId, teacher } = await newSchool();
  const counts = await platform.doors.withTenant(schoolId, teacher.actor, 'reporting', async (tx) => {
    const pupils = await listGroupPupils(tx, groupId);
    const period = { schoolYear: '2026-2027', season: 'M' } as const;
    const counted = async (some: typeof pupils) => {
      let count = 0;
      const trx = new Proxy(tx.trx, { get: (target, key) => {
        if (key === 'getExecutor') count += 1;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) as unknown : value;
      } });
      await readParentReports({ ...tx, trx }, some, period, () => []);
      return count;
    };
    await counted(pupils);
    return [await counted(pupils.slice(0, 1)), await counted(pupils)];
  });
  assert.ok(counts[0]! > 0);
  assert.equal(counts[0], counts[1]);
});
