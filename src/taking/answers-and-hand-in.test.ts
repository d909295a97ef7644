import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as later } from 'node:timers/promises';
import { openSittings, type OpenSitting } from '../../test/open-sittings.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { openAnswerWriter } from './answer-writer.ts';
import { listFinalAnswers, lockSittingWithPlan, submitSitting } from './store.ts';
import type { SentAnswer } from './wire.ts';

const { INBEELD_TEST_DATABASE_URL: url } = process.env;
/** On one connection nothing happens beside anything else. */
const skip = url ? false : 'two transactions at once: runs with DATABASE_URL only';

function answer(sequence: number, itemId: string): SentAnswer {
  return { sequence, itemId, responses: { RESPONSE: String(sequence) }, at: '2027-01-19T08:05:00.000Z' };
}

describe('answers beside a hand-in', () => {
  let platform: TestPlatform;
  before(async () => { platform = await testPlatform(); });

  /** What a hand-in does: locks, judges by the answers that count, closes; in the middle it waits for the test. */
  function handIn(sitting: OpenSitting, meanwhile: () => Promise<void>): Promise<readonly number[]> {
    return inSchool(sitting, async (tx) => {
      await lockSittingWithPlan(tx, sitting.sittingId);
      await meanwhile();
      const scored = await listFinalAnswers(tx, sitting.sittingId);
      await submitSitting(tx, sitting.sittingId, { submittedBy: 'pupil', at: platform.clock.now() });
      return scored.map(({ sequence }) => sequence).toSorted();
    });
  }
  function inSchool<T>({ schoolId }: OpenSitting, work: (tx: TenantTx) => Promise<T>): Promise<T> {
    return platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'taking', work);
  }
  function countOf(sitting: OpenSitting, table: 'answer' | 'late_answer'): Promise<number> {
    return inSchool(sitting, async (tx) => (await all(tx, sql`select 1 from ${sql.table(table)}
      where school_id = ${sitting.schoolId} and sitting_id = ${sitting.sittingId}`)).length);
  }

  test('the hand-in first: the answer waits for it, is kept as late, and holds up no neighbour', { skip }, async () => {
    const [sitting, neighbour] = await openSittings(platform, 2);
    const writer = openAnswerWriter(platform);
    const [first] = sitting!.itemIds;
    let written: ReturnType<typeof writer.write> | undefined;
    let settled = false;
    const scored = await handIn(sitting!, async () => {
      written = writer.write(sitting!, [answer(1, first!)]);
      void written.then(() => { settled = true; });
      const beside = await writer.write(neighbour!, [answer(1, first!)]);
      assert.ok(beside.ok && beside.value.acknowledged.length === 1);
      await later(100);
      assert.equal(settled, false, 'nothing is acknowledged while the sitting is held');
    });
    assert.deepEqual(scored, []);
    assert.deepEqual(await written, { ok: true, value: { acknowledged: [1], refused: [], state: 'submitted' } });
    assert.deepEqual([await countOf(sitting!, 'answer'), await countOf(sitting!, 'late_answer')], [0, 1]);
  });

  test('the answer first: the hand-in waits for its commit and counts it', { skip }, async () => {
    const [sitting] = await openSittings(platform, 1);
    const [first] = sitting!.itemIds;
    const batch = [{
      place: 0, ...sitting!, itemIds: undefined, sequence: 1, itemId: first!, responses: { RESPONSE: '1' },
      givenAt: '2027-01-19T08:05:00.000Z',
    }];
    let handedIn: Promise<readonly number[]> | undefined;
    let counted = false;
    // The batch as a transaction that is slow to commit.
    await platform.doors.withPlatform(async (tx) => {
      const judged = await all<{ verdict: string }>(tx,
        sql`select verdict from store_answers(${JSON.stringify(batch)}::jsonb, now())`);
      assert.deepEqual(judged, [{ verdict: 'stored' }]);
      handedIn = outside(() => handIn(sitting!, async () => { counted = true; }));
      await later(200);
      assert.equal(counted, false, 'the hand-in waits');
    });
    assert.deepEqual(await handedIn, [1]);
  });

  test('two nodes with the same answers in another order, beside hand-ins, never wait for ever', { skip }, async () => {
    const sittings = await openSittings(platform, 12);
    const [here, there] = [openAnswerWriter(platform), openAnswerWriter(platform)];
    const send = (writer: typeof here, of: readonly OpenSitting[], sequence: number) => Promise.all(of.map((sitting) =>
      writer.write(sitting, [answer(sequence, sitting.itemIds[0]!)])));
    for (let sequence = 1; sequence <= 20; sequence += 1) {
      const handingIn = sittings[sequence % 12]!;
      const [one, two] = await Promise.all([
        send(here, sittings, sequence), send(there, sittings.toReversed(), sequence),
        inSchool(handingIn, (tx) => lockSittingWithPlan(tx, handingIn.sittingId)),
        // A teacher who closes the tests of a class, in an order of their own.
        inSchool(handingIn, async (tx) => {
          for (const { sittingId } of sittings.toReversed()) await lockSittingWithPlan(tx, sittingId);
        }),
      ]);
      for (const each of [...one, ...two]) assert.ok(each.ok && each.value.acknowledged[0] === sequence);
    }
    for (const sitting of sittings) assert.equal(await countOf(sitting, 'answer'), 20);
  });
});

/** Starts work that must not be taken for a part of the transaction around it. */
function outside<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => outsideQueue.push(() => void work().then(resolve, reject)));
}
const outsideQueue: (() => void)[] = [];
setInterval(() => { for (const start of outsideQueue.splice(0)) start(); }, 10).unref();
