import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { applyRoster, loadRoster } from './apply.ts';
import { inventedDocument, inventedPupil, inventedTeacher } from './invented-document.ts';
import type { RosterChanges } from './plan.ts';
import { changesNothing, planRoster } from './rules.ts';
import {
  findGroup, findPupil, groupsOfPupil, listGroupPupils, listGroups, listLasIdentities, placementOf,
} from './store.ts';

const actor = { kind: 'job', id: 'test' } as const;
const schoolYear = schoolYearStarting(2026);

describe('the roster in the database', () => {
  let platform: TestPlatform;
  before(async () => { platform = await testPlatform(); });

  function inSchool<T>(schoolId: string, work: (tx: TenantTx) => Promise<T>): Promise<T> {
    return platform.doors.withTenant(schoolId, actor, 'roster', work);
  }

  function take(schoolId: string, document: RosterDocument, on = '2027-01-19'): Promise<RosterChanges> {
    const today = plainDate(on);
    const scope = { site: '98AA00', schoolYear };
    return inSchool(schoolId, async (tx) => {
      const changes = planRoster(await loadRoster(tx, scope), document, {
        ...scope, today, source: 'uwlr', digest: platform.secrets.digest, newId: platform.newId,
      });
      await applyRoster(tx, changes, {
        schoolYear,
        today,
        at: platform.clock.now(),
        seal: platform.secrets.seal,
      });
      return changes;
    });
  }

  test('a document that was taken is read back as it was, and taking it again writes nothing', async () => {
    const { schoolId } = await newTestSchool(platform);
    const document = inventedDocument(
      [
        inventedPupil('1', {
          eckId: 'eck-1',
          lastName: 'Vries',
          prefix: 'de',
          callName: 'Sanne',
          compositeGroupKeys: ['p'],
        }),
        inventedPupil('2', { lastName: 'Ámon', callName: 'Åke', groupKey: 'g5', yearGroup: '5' }),
        inventedPupil('#3', { lastName: 'Özdemir', callName: 'Noor', birthDate: null, gender: 'unknown' }),
      ],
      {
        staff: [
          inventedTeacher('t1', { email: 'Maan@school.example' }),
          inventedTeacher('t2', { groups: [] }),
        ],
      },
    );
    const first = await take(schoolId, document);
    // Without key, ECK iD and birth date nobody could recognise Noor in the next state.
    assert.deepEqual(
      [first.pupils.added.length, first.doubts.map(({ reason }) => reason)],
      [2, ['unrecognisable']],
    );
    assert.ok(changesNothing(await take(schoolId, document)));
    await inSchool(schoolId, async (tx) => {
      const groups = await listGroups(tx, { schoolYear });
      assert.deepEqual(groups.map(({ name, pupilCount, staff }) => [name, pupilCount, staff.length]),
        [['groep 4', 1, 1], ['groep 5', 1, 0], ['plusgroep', 1, 0]]);
      const [group] = groups;
      const pupils = await listGroupPupils(tx, group?.groupId ?? '');
      assert.deepEqual(
        pupils.map(({ callName, prefix, lastName }) => [callName, prefix, lastName]),
        [['Sanne', 'de', 'Vries']],
      );
      const sanne = pupils[0]?.pupilId ?? '';
      assert.equal((await findPupil(tx, sanne))?.birthDate, '2018-03-14');
      assert.deepEqual((await groupsOfPupil(tx, sanne)).map(({ name }) => name), ['groep 4', 'plusgroep']);
      assert.deepEqual([...await placementOf(tx, [sanne], schoolYear)], [[sanne, '4']]);
      const [las] = await listLasIdentities(tx, [sanne]);
      assert.equal(las?.lasKey, '1');
      assert.equal(platform.secrets.open(las?.eckIdCipher ?? new Uint8Array()).toString(), 'eck-1');
    });
  });

  test('an ECK iD lies in the database as a digest and a cipher, never as itself', async () => {
    const { schoolId } = await newTestSchool(platform);
    await take(schoolId, inventedDocument([inventedPupil('1', { eckId: 'eck-secret' })]));
    const rows = await inSchool(schoolId, (tx) => all<{ value: string; valueCipher: Uint8Array }>(tx,
      sql`select value, value_cipher from pupil_identifier
        where school_id = ${schoolId} and kind = 'eckid'`));
    assert.equal(rows.length, 1);
    assert.ok(
      !rows[0]?.value.includes('secret') && !Buffer.from(rows[0]?.valueCipher ?? []).includes('secret'),
    );
  });

  test('who is absent keeps an id; who comes back the same day is in the group again', async () => {
    const { schoolId } = await newTestSchool(platform);
    const both = inventedDocument([inventedPupil('1'), inventedPupil('2')]);
    await take(schoolId, both);
    await take(schoolId, inventedDocument([inventedPupil('1')]));
    const [group] = await inSchool(schoolId, (tx) => listGroups(tx, { schoolYear }));
    assert.equal(group?.pupilCount, 1);
    await take(schoolId, both);
    const pupils = await inSchool(schoolId, (tx) => listGroupPupils(tx, group?.groupId ?? ''));
    assert.deepEqual(
      pupils.map(({ callName }) => callName),
      ['Kind 1', 'Kind 2'],
    );
    assert.ok(changesNothing(await take(schoolId, both)));
  });

  test('in the new school year the old groups close and the pupils go on', async () => {
    const { schoolId } = await newTestSchool(platform);
    const document = inventedDocument([inventedPupil('1')]);
    await take(schoolId, document);
    const scope = { site: '98AA00', schoolYear: schoolYearStarting(2027) };
    const today = plainDate('2027-08-20');
    const next = inventedDocument([inventedPupil('1', { yearGroup: '5', groupKey: 'g5' })]);
    await inSchool(schoolId, async (tx) => {
      const changes = planRoster(await loadRoster(tx, scope), next,
        { ...scope, today, source: 'uwlr', digest: platform.secrets.digest, newId: platform.newId });
      await applyRoster(tx, changes, {
        ...scope,
        today,
        at: platform.clock.now(),
        seal: platform.secrets.seal,
      });
      assert.deepEqual((await listGroups(tx, { schoolYear })).length, 0);
      const [four, five] = await listGroups(tx, { schoolYear: scope.schoolYear });
      assert.deepEqual([four?.pupilCount, five?.pupilCount, five?.staff.length], [0, 1, 0]);
      const [pupil] = await listGroupPupils(tx, five?.groupId ?? '');
      assert.deepEqual(
        (await groupsOfPupil(tx, pupil?.pupilId ?? '')).map(({ groupId }) => groupId),
        [five?.groupId],
      );
    });
  });

  test('a group and a pupil of the neighbouring school are not found', async () => {
    const [ours, theirs] = [await newTestSchool(platform), await newTestSchool(platform)];
    await take(theirs.schoolId, inventedDocument([inventedPupil('1')]));
    const [group] = await inSchool(theirs.schoolId, (tx) => listGroups(tx, { schoolYear }));
    const [pupil] = await inSchool(theirs.schoolId, (tx) => listGroupPupils(tx, group?.groupId ?? ''));
    await inSchool(ours.schoolId, async (tx) => {
      assert.equal(await findGroup(tx, group?.groupId ?? ''), undefined);
      assert.equal(await findPupil(tx, pupil?.pupilId ?? ''), undefined);
      assert.deepEqual(await listGroupPupils(tx, group?.groupId ?? ''), []);
    });
  });
});
