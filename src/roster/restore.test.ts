import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { all, change, one, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { applyRoster, loadRoster } from './apply.ts';
import { parentTables, readBefore, type RosterBefore } from './before.ts';
import { inventedDocument, inventedPupil, inventedTeacher } from './invented-document.ts';
import { restoreRoster } from './restore.ts';
import { planRoster } from './rules.ts';
import { rosterRows } from './rows-for-tests.ts';

const schoolYear = schoolYearStarting(2026);
const scope = { site: '98AA00', schoolYear };
const today = plainDate('2027-01-19');

describe('taking back what a delivery changed', () => {
  let platform: TestPlatform;
  before(async () => { platform = await testPlatform(); });

  function inSchool<T>(schoolId: string, work: (tx: TenantTx) => Promise<T>): Promise<T> {
    return platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster', work);
  }

  function take(schoolId: string, document: RosterDocument, year = schoolYear): Promise<RosterBefore> {
    return inSchool(schoolId, async (tx) => {
      const context = { site: scope.site, schoolYear: year, today };
      const changes = planRoster(await loadRoster(tx, context), document, {
        ...context, source: 'uwlr', digest: platform.secrets.digest, newId: platform.newId,
      });
      const was = await readBefore(tx, changes, year);
      await applyRoster(tx, changes, {
        schoolYear: year, today, at: platform.clock.now(), seal: platform.secrets.seal,
      });
      platform.clock.advance(60_000);
      return JSON.parse(JSON.stringify(was)) as RosterBefore;
    });
  }

  const first = inventedDocument([
    inventedPupil('1', { eckId: 'eck-1', compositeGroupKeys: ['p'] }), inventedPupil('2'), inventedPupil('3'),
  ], { staff: [inventedTeacher('t1'), inventedTeacher('t2')] });
  const second = inventedDocument([
    inventedPupil('1', { eckId: 'eck-1b', lastName: 'Anders', groupKey: 'g5', yearGroup: '5' }),
    inventedPupil('2', { compositeGroupKeys: ['p'] }), inventedPupil('4', { eckId: 'eck-4' }),
  ], {
    groups: [{ key: 'g4', name: 'groep 4b', yearGroup: '4' }, { key: 'g5', name: 'groep 5', yearGroup: '5' },
      { key: 'g6', name: 'groep 6', yearGroup: '6' }],
    staff: [inventedTeacher('t1', { groups: [{ kind: 'group', key: 'g5', roles: ['IB'] }] }),
      inventedTeacher('t3')],
  });

  test('every row is as it was: added, changed, closed and moved ones', async () => {
    const { schoolId } = await newTestSchool(platform);
    const empty = await inSchool(schoolId, rosterRows);
    const firstBefore = await take(schoolId, first);
    const filled = await inSchool(schoolId, rosterRows);
    const secondBefore = await take(schoolId, second);
    assert.notDeepEqual(await inSchool(schoolId, rosterRows), filled);
    const stayed = await inSchool(schoolId, (tx) => restoreRoster(tx, secondBefore, today));
    assert.deepEqual(stayed, { pupil: [], staff_member: [], class_group: [] });
    assert.deepEqual(await inSchool(schoolId, rosterRows), filled);
    await inSchool(schoolId, (tx) => restoreRoster(tx, firstBefore, today));
    assert.deepEqual(await inSchool(schoolId, rosterRows), empty);
  });

  test('a new school year is taken back to the old one', async () => {
    const { schoolId } = await newTestSchool(platform);
    await take(schoolId, first);
    const filled = await inSchool(schoolId, rosterRows);
    const was = await take(schoolId, second, schoolYearStarting(2027));
    await inSchool(schoolId, (tx) => restoreRoster(tx, was, today));
    assert.deepEqual(await inSchool(schoolId, rosterRows), filled);
  });

  test('a pupil on whom something hangs stays, inactive; another goes, also the number of Basispoort', async () => {
    const { schoolId } = await newTestSchool(platform);
    await take(schoolId, first);
    const was = await take(schoolId, inventedDocument(['1', '2', '3', '4', '5'].map((key) => inventedPupil(key)), {
      groups: [...first.groups, { key: 'g6', name: 'groep 6', yearGroup: '6' }], staff: first.staff,
    }));
    const [four, five] = was.added.pupil;
    const [group] = was.added.class_group;
    await inSchool(schoolId, async (tx) => {
      await change(tx, sql`insert into history_match (school_id, source_pupil_key, pupil_id, decided_by, decided_at)
        values (${schoolId}, 'oud', ${four}, 'person:x', now())`);
      await change(tx, sql`insert into pupil_identifier values
        (${schoolId}, 'basispoort', 'basispoort-id', '77', ${five}, null, now(), now())`);
    });
    const stayed = await inSchool(schoolId, (tx) => restoreRoster(tx, was, today));
    assert.deepEqual(stayed, { pupil: [four], staff_member: [], class_group: [] });
    const rows = await inSchool(schoolId, (tx) => all<{ lastName: string; active: boolean; keys: number }>(tx,
      sql`select last_name, active, (select count(*) from pupil_identifier i where i.school_id = p.school_id
          and i.pupil_id = p.pupil_id)::int as keys
        from pupil p where school_id = ${schoolId} order by last_name`));
    assert.deepEqual(rows.map(({ lastName, active, keys }) => [lastName, active, keys]), [
      ['Jansen-1', true, 2], ['Jansen-2', true, 1], ['Jansen-3', true, 1], ['Jansen-4', false, 1],
    ]);
    const open = await inSchool(schoolId, (tx) => one<{ open: number; ended: number; groups: number }>(tx, sql`
      select (select count(*) from group_pupil where school_id = ${schoolId} and pupil_id = ${four}
        and left_on is null)::int as open,
      (select count(*) from group_pupil where school_id = ${schoolId} and pupil_id = ${four}
        and left_on is not null)::int as ended,
      (select count(*) from class_group where school_id = ${schoolId} and group_id = ${group})::int as groups`));
    assert.deepEqual(open, { open: 0, ended: 1, groups: 0 });
  });

  test('every column of the people and the groups comes back', async () => {
    const { schoolId } = await newTestSchool(platform);
    for (const [table, { id, columns }] of Object.entries(parentTables)) {
      const inDatabase = await inSchool(schoolId, (tx) => all<{ name: string }>(tx, sql`select column_name as name
        from information_schema.columns where table_schema = 'public' and table_name = ${table}`));
      assert.deepEqual(new Set(inDatabase.map(({ name }) => name)), new Set(['school_id', id, ...columns]), table);
    }
  });
});
