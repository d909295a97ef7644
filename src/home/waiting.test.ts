import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { Role, SchoolViewer } from '../access/types.ts';
import { change, sql } from '../platform/database/query.ts';
import { administratorPage } from './administrator-page.tsx';
import { staffPage } from './staff-page.tsx';
import { listStandings } from './states/store.ts';
import { countTroubles, getSchoolState } from './store.ts';

const worker = { kind: 'job', id: 'test' } as const;

describe('what waits for a decision of the school', () => {
  let platform: TestPlatform;
  let schoolId: string;
  before(async () => {
    platform = await testPlatform();
    ({ schoolId } = await newTestSchool(platform));
    const history = await addDelivery('history-csv', 'accepted');
    const reasons = ['several-candidates', 'conflict', 'conflict', 'unknown-test'];
    await platform.doors.withTenant(schoolId, worker, 'history', async (tx) => {
      for (const [index, reason] of reasons.entries()) {
        await change(tx, sql`insert into history_record
            (school_id, delivery_id, record_no, status, reason_code, natural_key, record)
          values (${schoolId}, ${history}, ${index + 1}, 'waiting', ${reason}, ${`k${index}`}, '{}')`);
      }
    });
    await addDoubt(await addDelivery('roster-edexml', 'accepted'));
    await addDoubt(await addDelivery('roster-uwlr', 'refused'));
  });

  async function addDelivery(kind: string, status: string): Promise<string> {
    const id = platform.newId();
    await platform.doors.withTenant(schoolId, worker, 'roster', (tx) => change(tx, sql`insert into delivery
        (school_id, delivery_id, kind, status, received_at, received_by, sha256, purge_at, counts)
      values (${schoolId}, ${id}, ${kind}, ${status}, now(), 'job:test', ${id}, now(), '{}')`));
    return id;
  }
  const addDoubt = (deliveryId: string) => platform.doors.withTenant(schoolId, worker, 'roster', (tx) => change(tx,
    sql`insert into roster_doubt (school_id, delivery_id, doubt_no, who, reason_code, sign, candidate_ids, status)
      values (${schoolId}, ${deliveryId}, 1, 'pupil', 'similar-candidate', ${deliveryId}, '{}', 'open')`));
  const viewer = (role: Role): SchoolViewer => ({
    schoolId, schoolName: 'De Twijfelaar', id: schoolId, kind: 'person', roles: [role], ownGroupIds: [],
    label: 'Ine Begeleider', actor: { kind: 'person', id: schoolId },
  });
  const load = () => platform.doors.withTenant(schoolId, worker, 'administration', async (tx) =>
    ({ state: await getSchoolState(tx), troubles: await countTroubles(tx) }));

  test('counts neither what waits for us, nor doubts of a roster that was not taken', async () => {
    const { recordsInDoubt, conflicts, rosterDoubts } = (await load()).troubles;
    assert.deepEqual({ recordsInDoubt, conflicts, rosterDoubts }, { recordsInDoubt: 1, conflicts: 2, rosterDoubts: 1 });
  });

  test('is the same for a board, that sees every school at once', async () => {
    const [school] = await platform.doors.withPlatform((tx) => listStandings(tx, [schoolId]));
    assert.deepEqual([school?.facts.recordsInDoubt, school?.facts.conflicts, school?.facts.rosterDoubts], [1, 2, 1]);
    assert.equal(school?.turn, 'administrator');
  });

  const links = ['/beheer/koppelen/lijst', '/beheer/koppelen', '/beheer/geschiedenis/keuzes'];
  const group = {
    groupId: 'g', name: 'Groep 5', pupils: 1, unplanned: 0, toTake: 0, toEnter: 0, taken: 0, notInLas: 0,
  };
  const pageFor = async (role: Role) => {
    const { state, troubles } = await load();
    return role === 'administrator' ? administratorPage(platform, viewer(role), state, troubles)
      : staffPage(platform, viewer(role), {
        state: { ...state, step1CompletedAt: new Date(0) }, troubles, season: 'M', schoolYear: '2026-2027',
        progress: [group, { ...group, groupId: null, name: null }],
      });
  };

  test('a refused delivery leads to its own list: pupils apart from old results', async () => {
    const before = await pageFor('administrator');
    assert.ok(before.includes('href="/beheer/gegevens"') && !before.includes('Geweigerde oude resultaten'));
    await addDelivery('history-oso', 'refused');
    const { troubles } = await load();
    assert.deepEqual([troubles.refusedRosters, troubles.refusedHistories], [1, 1]);
    assert.match(await pageFor('administrator'), /Geweigerde oude resultaten.*href="\/beheer\/geschiedenis"/s);
  });

  test('is on the first page of who may decide, and of nobody else', async () => {
    for (const role of ['administrator', 'supervisor'] as const) {
      const page = await pageFor(role);
      for (const href of links) assert.ok(page.includes(`href="${href}"`), `${role} ${href}`);
    }
    const page = await pageFor('teacher');
    for (const href of links) assert.ok(!page.includes(`href="${href}"`), href);
  });
});
