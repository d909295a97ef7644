import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as later } from 'node:timers/promises';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newWatchedClass, type WatchedClass } from '../../test/watched-class.ts';
import type { SchoolViewer } from '../access/types.ts';
import { present } from '../base/assert.ts';
import type { Doors } from '../platform/database/tenancy.ts';
import { change, sql } from '../platform/database/query.ts';
import type { LiveEvent } from '../platform/live/live.ts';
import type { Platform } from '../platform/platform.ts';
import { planTopic, sittingTopic } from '../taking/topics.ts';
import { submitSitting } from '../taking/store.ts';
import { doQuickly } from './board-actions.ts';
import { loadLiveBoard, type LiveBoard } from './board.ts';
import { decideLate, end, remark, reopen } from './taking-actions.ts';
import { viewTaking } from './taking-view.ts';
import { openBoardWatch } from './watch-boards.ts';

describe('what a teacher does from the board', () => {
  let platform: TestPlatform;
  let room: WatchedClass;
  before(async () => {
    platform = await testPlatform();
    room = await newWatchedClass(platform, 4);
  });

  function board(of = room): Promise<LiveBoard> {
    const about = { wanted: null, schoolYear: '2026-2027', now: platform.clock.now() };
    return of.inSchool(async (tx) => present(await loadLiveBoard(tx, of.groupId, about), 'a board'));
  }

  async function kinds(of = room): Promise<readonly string[]> {
    const { rows } = await board(of);
    return of.planIds.map((planId) => rows.find(({ facts }) => facts.planId === planId)?.state.kind ?? 'absent');
  }

  function hear(t: { after: (done: () => void) => void }, topic: string): LiveEvent[] {
    const heard: LiveEvent[] = [];
    t.after(platform.live.listen(topic, (event) => heard.push(event)));
    return heard;
  }

  async function until(holds: () => boolean): Promise<void> {
    for (let look = 0; !holds() && look < 300; look += 1) await later(10);
    assert.ok(holds(), 'within three seconds');
  }

  test('one pause holds a pupil, one word lets everybody go on, and the devices hear both', async (t) => {
    const own = await newWatchedClass(platform, 3);
    await own.there(await own.begin(0), { position: 3 });
    const heard = own.planIds.map((planId) => hear(t, planTopic(own.schoolId, planId)));
    const wish = { groupId: own.groupId, subject: 'arithmetic' } as const;
    assert.equal(await doQuickly(platform, own.teacher, { ...wish, act: 'pause', planId: own.planIds[0] ?? '' }), 1);
    assert.deepEqual(await kinds(own), ['paused', 'not-begun', 'not-begun']);
    assert.equal(await doQuickly(platform, own.teacher, { ...wish, act: 'pause', planId: null }), 2, 'the others');
    assert.equal(await doQuickly(platform, own.teacher, { ...wish, act: 'resume', planId: null }), 3);
    assert.deepEqual(await kinds(own), ['busy', 'not-begun', 'not-begun']);
    const expected = [{ event: 'paused' }, { event: 'resumed' }];
    await until(() => heard.every(({ length }) => length === 2));
    assert.deepEqual(heard, [expected, expected, expected]);
  });

  test('a teacher who comes lowers the hand, and the pupil hears it', async (t) => {
    const sittingId = await room.begin(1);
    await room.there(sittingId, { position: 2, help: 1 });
    const heard = hear(t, sittingTopic(room.schoolId, sittingId));
    assert.equal((await kinds())[1], 'help');
    await doQuickly(platform, room.teacher,
      { act: 'help-noted', groupId: room.groupId, subject: null, planId: room.planIds[1] ?? '' });
    assert.equal((await kinds())[1], 'busy');
    await until(() => heard.length > 0);
    assert.deepEqual(heard, [{ event: 'help-coming' }]);
  });

  test('a teacher of another group, and another school, can do nothing and see nothing', async () => {
    const stranger: SchoolViewer = { ...room.teacher, ownGroupIds: [] };
    const other = await newWatchedClass(platform, 1);
    const which = { groupId: room.groupId, planId: room.planIds[0] ?? '' };
    for (const viewer of [stranger, other.teacher, { ...other.teacher, roles: ['supervisor'] } as SchoolViewer]) {
      assert.equal(await doQuickly(platform, viewer, { act: 'pause', ...which, subject: null }), undefined);
      assert.equal(await viewTaking(platform, viewer, which), undefined);
      assert.equal((await end(platform, viewer, which, { code: 'ill', unfinished: 'discard' })).ok, false);
      assert.equal((await remark(platform, viewer, which, 'Niet van mij')).ok, false);
    }
    assert.equal(await viewTaking(platform, room.teacher, { groupId: room.groupId, planId: other.planIds[0] ?? '' }),
      undefined, 'a test of a pupil who is not in the group');
  });

  test('a group across classes has a board of its own, of the pupils who are in it', async () => {
    const own = await newWatchedClass(platform, 3);
    const groupId = platform.newId();
    await own.inSchool(async (tx) => {
      await change(tx, sql`insert into class_group (school_id, group_id, school_year, kind, las_key, name)
        values (${own.schoolId}, ${groupId}, '2026-2027', 'composite', 'plus', 'Plusklas')`);
      await change(tx, sql`insert into group_pupil (school_id, group_id, pupil_id, joined_on)
        values (${own.schoolId}, ${groupId}, ${own.pupils[1]?.id}, '2026-08-01')`);
    });
    const plusTeacher: SchoolViewer = { ...own.teacher, ownGroupIds: [groupId] };
    const act = { act: 'pause', subject: 'arithmetic', planId: null } as const;
    assert.equal(await doQuickly(platform, plusTeacher, { ...act, groupId }), 1);
    assert.deepEqual(await kinds(own), ['not-begun', 'paused', 'not-begun']);
    assert.equal(await doQuickly(platform, plusTeacher, { ...act, groupId: own.groupId }), undefined);
  });

  test('a pupil who left the group is not on its board any more, and neither is the page of that test', async () => {
    const own = await newWatchedClass(platform, 2);
    const which = { groupId: own.groupId, planId: own.planIds[0] ?? '' };
    await own.inSchool((tx) => change(tx, sql`update group_pupil set left_on = '2027-01-18'
      where school_id = ${own.schoolId} and pupil_id = ${own.pupils[0]?.id}`));
    assert.deepEqual(await kinds(own), ['absent', 'not-begun']);
    assert.equal(await viewTaking(platform, own.teacher, which), undefined);
  });

  test('ended with a taak in there is a result to make; with none it is broken off', async () => {
    const own = await newWatchedClass(platform, 2);
    const first = await own.begin(0);
    await own.inSchool((tx) => submitSitting(tx, first, { submittedBy: 'pupil:x', at: platform.clock.now() }));
    await own.begin(0, 2);
    await own.begin(1);
    const how = { code: 'ill', unfinished: 'discard' } as const;
    for (const planId of own.planIds) {
      assert.ok((await end(platform, own.teacher, { groupId: own.groupId, planId }, how)).ok);
    }
    assert.deepEqual(await kinds(own), ['ended', 'broken-off']);
    const again = await end(platform, own.teacher, { groupId: own.groupId, planId: own.planIds[0] ?? '' }, how);
    assert.deepEqual(again, { ok: false, refusal: 'not-open' });
  });

  test('a taak is opened again until the next one is begun', async (t) => {
    const own = await newWatchedClass(platform, 1);
    const which = { groupId: own.groupId, planId: own.planIds[0] ?? '' };
    const heard = hear(t, planTopic(own.schoolId, which.planId));
    const sittingId = await own.begin(0);
    const by = { submittedBy: 'pupil:x', at: platform.clock.now() };
    const submit = () => own.inSchool((tx) => submitSitting(tx, sittingId, by));
    await submit();
    const ofAnother = await room.begin(3);
    assert.deepEqual(await reopen(platform, own.teacher, which, ofAnother), { ok: false, refusal: 'not-found' });
    assert.ok((await viewTaking(platform, own.teacher, which))?.parts[0]?.canReopen);
    assert.ok((await reopen(platform, own.teacher, which, sittingId)).ok);
    await until(() => heard.length > 0);
    assert.deepEqual(heard, [{ event: 'reopened' }]);
    await submit();
    await own.begin(0, 2);
    assert.deepEqual(await reopen(platform, own.teacher, which, sittingId), { ok: false, refusal: 'next-begun' });
    const view = present(await viewTaking(platform, own.teacher, which), 'the taking');
    assert.deepEqual(view.parts.map(({ canReopen }) => canReopen), [false, false]);
  });

  test('a remark is short, takes the place of the one before, and an empty one takes it away', async () => {
    const which = { groupId: room.groupId, planId: room.planIds[2] ?? '' };
    assert.deepEqual(await remark(platform, room.teacher, which, 'x'.repeat(501)), { ok: false, refusal: 'too-long' });
    await remark(platform, room.teacher, which, 'Moe vandaag.');
    await remark(platform, room.teacher, which, '  Kwam na tien minuten binnen.  ');
    const view = await viewTaking(platform, room.teacher, which);
    assert.equal(view?.remark?.remark, 'Kwam na tien minuten binnen.');
    await remark(platform, room.teacher, which, ' ');
    assert.equal((await viewTaking(platform, room.teacher, which))?.remark, null);
  });

  test('late answers are decided about once, for a taak of this test', async () => {
    const own = await newWatchedClass(platform, 1);
    const which = { groupId: own.groupId, planId: own.planIds[0] ?? '' };
    const sittingId = await own.begin(0);
    await own.inSchool((tx) => change(tx, sql`insert into late_answer (school_id, sitting_id, device_epoch, sequence,
        item_id, responses, given_at, received_at)
      select ${own.schoolId}, ${sittingId}, 1, n, 'item-' || n, '{"RESPONSE": "1"}', now(), now()
      from generate_series(1, 2) as n`));
    const waiting = async () => (await viewTaking(platform, own.teacher, which))?.parts[0];
    assert.equal((await waiting())?.lateWaiting, 2);
    assert.equal((await decideLate(platform, own.teacher, which, await room.begin(2), 'counted')).ok, false);
    assert.ok((await decideLate(platform, own.teacher, which, sittingId, 'left-out')).ok);
    assert.ok((await decideLate(platform, own.teacher, which, sittingId, 'counted')).ok, 'nothing waits any more');
    const part = await waiting();
    assert.deepEqual([part?.lateWaiting, part?.lateCounted, part?.lateLeftOut], [0, 0, 2]);
  });

  test('all boards of a school that are open at a node cost one transaction a time, and none while none is open',
    async () => {
      let transactions = 0;
      const counting: Doors = {
        ...platform.doors,
        withTenant: (...call) => {
          transactions += 1;
          return platform.doors.withTenant(...call);
        },
      };
      const watch = openBoardWatch({ ...platform, doors: counting } as Platform, 60_000);
      const seen = new Set<string>();
      const subjects = ['arithmetic', 'reading', 'spelling'] as const;
      const stops = subjects.map((subject) => watch.watch(room.schoolId, { groupId: room.groupId, subject },
        (facts) => seen.add(`${subject}: ${facts.length}`)));
      await until(() => seen.size === 3);
      assert.deepEqual([...seen].sort(), ['arithmetic: 4', 'reading: 0', 'spelling: 0']);
      assert.equal(transactions, 1);
      for (const stop of stops) stop();
      const quick = openBoardWatch({ ...platform, doors: counting } as Platform, 1);
      let calls = 0;
      const stop = quick.watch(room.schoolId, { groupId: room.groupId, subject: 'arithmetic' }, () => { calls += 1; });
      await until(() => calls > 2);
      stop();
      await later(50);
      const atRest = transactions;
      await later(100);
      assert.equal(transactions, atRest, 'nobody watches: nothing is asked');
      watch.stop();
    });
});
