import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { asOwner } from '../../../test/as-owner.ts';
import { newClassroom, type Classroom } from '../../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { planTest, takeTaak } from '../../../test/take-test.ts';
import { type TypingRoom, typingRoom } from '../../../test/typing-room.ts';
import { bindAbilityJobs } from '../../ability/jobs.ts';
import { listResultsOfPupil, withdrawResult } from '../../ability/store.ts';
import { resultMadeJob } from '../../ability/types.ts';
import { all, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { newId } from '../../platform/ids.ts';
import { bindScoringJobs } from '../../scoring/jobs.ts';
import { catalogueRoutes } from '../frame/routes.ts';
import { groupCategories, pupilCategories } from './categories.ts';
import { itemOverview } from './overview.ts';
import { computedRoutes } from './routes.ts';

let platform: TestPlatform;
let room: TypingRoom;

before(async () => {
  platform = await testPlatform();
  bindScoringJobs(platform);
  bindAbilityJobs(platform);
  platform.jobs.handle(resultMadeJob, async () => undefined);
  const press = { print: async () => new Uint8Array(), close: async () => undefined };
  room = await typingRoom(platform, (server, gate) => {
    computedRoutes(server, platform, gate, () => Promise.resolve('Staat in het LAS van de proef.'));
    catalogueRoutes(server, platform, gate, press as never, [pupilCategories, groupCategories, itemOverview]);
  });
});

function inSchool<T>({ schoolId, teacher }: Classroom, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return platform.doors.withTenant(schoolId, teacher.actor, 'administration', work);
}

/** A group in which each pupil took the whole test on screen; the first has all right, the next ever less. */
async function groupWithTests(callNames: readonly string[]) {
  const school = await newClassroom(platform, {
    pupils: callNames.map((callName) => ({ callName, yearGroup: '5' })),
  });
  const results = [];
  for (const [place, pupil] of school.pupils.entries()) {
    const planId = await inSchool(school, (tx) => planTest(tx, school, pupil));
    for (const _ of [1, 2, 3])
      await takeTaak(platform, pupil, planId, (at) => (at % (place + 2) === 1 ? 'wrong' : 'right'));
    await platform.jobs.run();
    results.push((await inSchool(school, (tx) => listResultsOfPupil(tx, pupil.id, 'arithmetic')))[0]!);
  }
  return { ...school, results };
}

test('a result is explained from points to level and made again while one looks, without item ids', async () => {
  const school = await groupWithTests(['Rekie']);
  const [result] = school.results;
  const { statusCode, body } = await room.get(school.teacher, `/resultaten/${result!.resultId}`);
  assert.equal(statusCode, 200);
  for (const words of [
    'Nagerekend: klopt', 'Rekie Toets', 'Van antwoorden naar punten', 'Standaardfout', 'Van vaardigheid naar score',
    'score-interval', 'Functioneringsniveau', 'RW-M5-T1-SCHERM, versie 1', 'synthetisch, niet van Cito',
    'Op het scherm', 'Staat in het LAS van de proef.',
  ]) assert.ok(body.includes(words), words);
  const items = await inSchool(school, (tx) => all<{ itemId: string }>(tx, sql`select item_id from item_score
    where school_id = ${school.schoolId}`));
  assert.ok(items.length > 0 && items.every(({ itemId }) => !body.includes(itemId)));
  const looks = await inSchool(school, (tx) => all(tx, sql`select from audit_event where school_id = ${school.schoolId}
    and event_code = 'pupil.read' and detail ->> 'resultId' = ${result!.resultId}`));
  assert.equal(looks.length, 1);
});

test('a stored number that does not follow from the answers is shown with both values', async () => {
  const school = await groupWithTests(['Vera Verschil']);
  await asOwner(platform.database, 'result', `update result set scale_score = 700
    where school_id = '${school.schoolId}'`);
  const { body } = await room.get(school.teacher, `/resultaten/${school.results[0]!.resultId}`);
  assert.match(body, /er is een verschil/u);
  assert.match(body, /Vaardigheidsscore: bewaard 700,\s+nu \d+,\d+/u);
});

test('a withdrawn result says so; another teacher and another school find nothing', async () => {
  const school = await groupWithTests(['Wim Weg']);
  const path = `/resultaten/${school.results[0]!.resultId}`;
  const stranger = { ...school.teacher, id: newId(), ownGroupIds: [newId()] };
  const elsewhere = await groupWithTests([]);
  const statuses = [];
  for (const viewer of [stranger, elsewhere.teacher, school.pupils[0]!])
    statuses.push((await room.get(viewer, path)).statusCode);
  assert.deepEqual(statuses, [404, 404, 404]);
  await inSchool(school, (tx) => withdrawResult(tx, school.results[0]!.resultId));
  assert.match((await room.get(school.teacher, path)).body, /Dit resultaat is ingetrokken/u);
});

test('items and categories of a group and a pupil stand on their pages and in their data', async () => {
  const school = await groupWithTests(['Anna Alles', 'Bram Bijna', 'Cas Cijfer']);
  const overview = await room.get(school.teacher, `/groepen/${school.groupId}/opgaven`);
  assert.equal(overview.statusCode, 200);
  for (const name of ['Toets, Anna', 'Toets, Bram', 'Toets, Cas']) assert.ok(overview.body.includes(name), name);
  const csv = (await room.get(school.teacher, `/groepen/${school.groupId}/opgaven.csv`)).body;
  assert.match(csv, /punten_toets/u);
  const group = (await room.get(school.teacher, `/groepen/${school.groupId}/categorieen`)).body;
  assert.match(group, /Dit zijn de punten van 3 leerlingen samen/u);
  const own = (await room.get(school.teacher, `/leerlingen/${school.pupils[0]!.id}/categorieen`)).body;
  assert.match(own, /Zo is de toets gemaakt: op het scherm/u);
  const nobody = await groupWithTests([]);
  assert.match((await room.get(nobody.teacher, `/groepen/${nobody.groupId}/opgaven`)).body, /geen punten per opgave/u);
});
