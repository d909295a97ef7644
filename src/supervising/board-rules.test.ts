import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PlanStatus } from '../planning/types.ts';
import {
  lineDeadAfterSeconds, offlineAfterSeconds, quietAfterSeconds, takingState, type SittingFacts, type TakingFacts,
} from './board-rules.ts';
import { subjectOfToday } from './board.ts';
import { followBoard } from './board-changes.ts';

const now = new Date('2027-01-19T08:30:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

function facts(sitting: Partial<SittingFacts> | null, plan: Partial<TakingFacts> = {}): TakingFacts {
  return {
    planId: 'plan', pupilId: 'pupil', medium: 'screen', status: sitting ? 'started' : 'planned', partCount: 3,
    pausedAt: null, endedAt: null, ...plan,
    sitting: sitting && {
      sittingId: 'sitting', partNo: 1, itemCount: 24, startedAt: ago(900), submittedAt: null, discardedAt: null,
      position: 6, answered: 6, online: true, heardAt: ago(2), answeredAt: ago(20), helpAskedAt: null, ...sitting,
    },
  };
}

function kindOf(sitting: Partial<SittingFacts> | null, plan: Partial<TakingFacts> = {}): string {
  return takingState(facts(sitting, plan), now).kind;
}

test('a pupil who answers is busy, who has not for a while is silent since the last answer', () => {
  assert.equal(kindOf({}), 'busy');
  assert.equal(kindOf({ answeredAt: ago(quietAfterSeconds) }), 'busy');
  assert.deepEqual(takingState(facts({ answeredAt: ago(quietAfterSeconds + 1) }), now),
    { kind: 'quiet', since: ago(quietAfterSeconds + 1) });
  assert.deepEqual(takingState(facts({ answeredAt: null }), now), { kind: 'quiet', since: ago(900) }, 'from the start');
  assert.equal(kindOf({ answeredAt: null, startedAt: ago(30) }), 'busy', 'who has just begun is not silent');
});

test('a page that is loaded anew is not offline at once, a lost connection is, and a node that died takes nobody along',
  () => {
    assert.equal(kindOf({ online: false, heardAt: ago(offlineAfterSeconds) }), 'busy');
    assert.deepEqual(takingState(facts({ online: false, heardAt: ago(21) }), now), { kind: 'offline', since: ago(21) });
    assert.equal(kindOf({ online: true, heardAt: ago(lineDeadAfterSeconds) }), 'busy');
    assert.equal(kindOf({ online: true, heardAt: ago(lineDeadAfterSeconds + 1) }), 'offline');
    assert.deepEqual(takingState(facts({ online: null, heardAt: null }), now), { kind: 'offline', since: null },
      'nothing was heard since the server started');
  });

test('what asks for the teacher comes before what does not', () => {
  assert.equal(kindOf({ helpAskedAt: ago(5), online: false, heardAt: ago(300) }), 'help');
  assert.equal(kindOf({ helpAskedAt: ago(5) }, { pausedAt: ago(1) }), 'paused', 'who waits for the teacher has him');
  assert.equal(kindOf(null), 'not-begun');
  assert.equal(kindOf({ submittedAt: ago(1), helpAskedAt: ago(60) }), 'part-done');
  assert.equal(kindOf(null, { medium: 'paper' }), 'on-paper');
  assert.equal(kindOf({ submittedAt: ago(1) }, { status: 'submitted' }), 'done');
  assert.equal(kindOf({ submittedAt: ago(1) }, { status: 'scored', endedAt: ago(1) }), 'ended');
});

test('a test that is over shows nothing of the device any more', () => {
  const over: readonly PlanStatus[] = ['submitted', 'scored', 'broken-off', 'invalid'];
  fc.assert(fc.property(fc.constantFrom(...over), fc.boolean(), fc.nat(5000), fc.option(fc.nat(5000)),
    (status, online, heard, help) => {
      const helpAskedAt = help === null ? null : ago(help);
      const kind = kindOf({ online, heardAt: ago(heard), helpAskedAt }, { status });
      assert.ok(['done', 'broken-off', 'invalid'].includes(kind), kind);
    }));
});

test('the board opens at the subject that is being taken, not at the one that was finished last', () => {
  const began = (hour: string) => new Date(`2027-01-19T${hour}:00Z`);
  assert.equal(subjectOfToday([]), null);
  assert.equal(subjectOfToday([
    { subject: 'arithmetic', open: 0, lastStartedAt: began('08:20') },
    { subject: 'reading', open: 20, lastStartedAt: began('08:05') },
    { subject: 'spelling', open: 28, lastStartedAt: null },
  ]), 'reading');
});

test('a board is sent what changed and nothing else, and says only who needs the teacher, or no longer does', () => {
  const pupils = ['a', 'b'].map((pupilId) =>
    ({ pupilId, callName: pupilId.toUpperCase(), prefix: null, lastName: 'Toets', yearGroup: '5' }));
  const follow = followBoard(pupils);
  const both = (a: Partial<SittingFacts>, b: Partial<SittingFacts>) =>
    [{ ...facts(a), pupilId: 'a' }, { ...facts(b), pupilId: 'b' }];
  const first = follow(both({}, { helpAskedAt: ago(1) }), now);
  assert.deepEqual([first.changed.length, first.say], [2, []], 'who opens a board reads it');
  assert.equal(follow(both({}, { helpAskedAt: ago(1) }), now).changed.length, 0);
  const moved = follow(both({ position: 7, answered: 7 }, { helpAskedAt: ago(1) }), now);
  assert.deepEqual([moved.changed.map(({ pupil }) => pupil.pupilId), moved.say], [['a'], []]);
  const lost = follow(both({ position: 7, answered: 7, online: false, heardAt: ago(60) }, {}), now);
  assert.deepEqual([lost.changed.length, lost.say], [2, ['A Toets is offline.', 'B Toets vraagt geen hulp meer.']]);
  const back = follow(both({ position: 8, answered: 8 }, {}), now);
  assert.deepEqual(back.say, ['A Toets is weer online.']);
});
