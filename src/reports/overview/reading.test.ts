import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { classWithNames } from '../../../test/class-with-names.ts';
import type { Role, SchoolViewer } from '../../access/types.ts';
import { change, sql } from '../../platform/database/query.ts';
import { sortName } from '../../ui/format.ts';
import { reportsPage } from './page.tsx';
import { readReports } from './reading.ts';

let platform: TestPlatform;
let schoolId = '';
let groupId = '';
let otherGroupId = '';

before(async () => {
  platform = await testPlatform();
  const room = await classWithNames(platform);
  ({ schoolId, groupId } = room);
  otherGroupId = platform.newId();
  const pupilId = platform.newId();
  await platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster', async (tx) => {
    await change(tx, sql`insert into class_group (school_id, group_id, school_year, kind, las_key, name, year_group)
      values (${schoolId}, ${otherGroupId}, '2026-2027', 'class', 'groep-6', 'Groep 6', '6')`);
    await change(tx, sql`insert into pupil (school_id, pupil_id, last_name, prefix, call_name, year_group, created_at,
        changed_at) values (${schoolId}, ${pupilId}, 'Vries', 'de', 'Sander', '6', now(), now())`);
    await change(tx, sql`insert into group_pupil (school_id, group_id, pupil_id, joined_on)
      values (${schoolId}, ${otherGroupId}, ${pupilId}, '2026-08-01')`);
  });
});

function viewer(role: Role, ownGroupIds: readonly string[] = []): SchoolViewer {
  return {
    kind: 'staff', id: 'wie', schoolId, schoolName: 'De Proef', label: 'Juf', roles: [role], ownGroupIds,
    actor: { kind: 'staff', id: 'wie' },
  };
}

async function namesFound(who: SchoolViewer, typed: string): Promise<readonly string[]> {
  return (await readReports(platform, who, { typed })).found?.pupils.map(sortName) ?? [];
}

test('a teacher finds pupils of the own groups alone, a supervisor those of the whole school', async () => {
  assert.deepEqual(await namesFound(viewer('teacher', [groupId]), 'vries'), ['Vries, Sanne de']);
  assert.deepEqual(await namesFound(viewer('teacher', [otherGroupId]), 'vries'), ['Vries, Sander de']);
  assert.deepEqual(await namesFound(viewer('teacher'), 'vries'), []);
  assert.deepEqual(await namesFound(viewer('supervisor'), 'vries'), ['Vries, Sander de', 'Vries, Sanne de']);
});

test('found pupils stand as the Dutch sort names, with their groups', async () => {
  assert.deepEqual(await namesFound(viewer('director'), 'd'), [
    'Akkerman, Daan', 'Berg, Zoë van der', 'Boer, Sem de', 'Dekker, Saar', 'Dijk, Levi van', 'Dijkstra, Yara',
    'Graaf, Tess de', 'Groot, Finn de', 'Haan, Liv de', 'Vries, Sander de', 'Vries, Sanne de', 'Wit, Mats de',
  ]);
  const { found } = await readReports(platform, viewer('director'), { typed: 'sander' });
  assert.deepEqual(found?.pupils.map(({ groups }) => groups), [['Groep 6']]);
});

test('nobody of another school is found', async () => {
  const elsewhere = await newTestSchool(platform);
  const stranger = { ...viewer('supervisor'), schoolId: elsewhere.schoolId };
  assert.deepEqual(await namesFound(stranger, 'vries'), []);
});

test('a group that somebody may not see cannot be chosen', async () => {
  const view = await readReports(platform, viewer('teacher', [groupId]), { typed: '', groupId: otherGroupId });
  assert.deepEqual([view.group?.groupId, view.groups.length], [groupId, 1]);
});

test('what was typed stands on the page as text, and stays when another group is chosen', async () => {
  const who = viewer('supervisor');
  const page = reportsPage(platform, who, [], await readReports(platform, who, { typed: '<b>"x' }));
  assert.ok(page.includes('value="&lt;b>&quot;x"') && !page.includes('<b>"x'));
  assert.match(page, /href="\/rapporten\?leerling=%3Cb%3E%22x&amp;groep=/u);
});
