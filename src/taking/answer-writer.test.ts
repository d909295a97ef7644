import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { openSittings, type OpenSitting } from '../../test/open-sittings.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Database } from '../platform/database/types.ts';
import { Outage } from '../platform/outage.ts';
import { openAnswerWriter } from './answer-writer.ts';
import type { SentAnswer } from './wire.ts';

let platform: TestPlatform;
before(async () => { platform = await testPlatform(); });

function answer(sequence: number, itemId: string, value = '1'): SentAnswer {
  return { sequence, itemId, responses: { RESPONSE: value }, at: '2027-01-19T08:05:00.000Z' };
}

function inSchool<T>({ schoolId }: OpenSitting, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'taking', work);
}

function stored(sitting: OpenSitting, table: 'answer' | 'late_answer' = 'answer'): Promise<readonly string[]> {
  return inSchool(sitting, async (tx) => (await all<{ words: string }>(tx, sql`select device_epoch || '/' || sequence
      || ' ' || (responses ->> 'RESPONSE') as words from ${sql.table(table)}
    where school_id = ${sitting.schoolId} and sitting_id = ${sitting.sittingId} order by device_epoch, sequence`))
    .map(({ words }) => words));
}

function setSitting(sitting: OpenSitting, set: ReturnType<typeof sql>): Promise<number> {
  return inSchool(sitting, (tx) => change(tx, sql`update sitting set ${set}
    where school_id = ${sitting.schoolId} and sitting_id = ${sitting.sittingId}`));
}

/** The database, with each batch that passed. */
function watched(database: Database, calls: unknown[][]): Database {
  return {
    ...database,
    callBatch: (call, values) => {
      calls.push([...values]);
      return database.callBatch(call, values);
    },
  };
}

describe('answers in batches', () => {
  test('what many pupils of several schools send at once is stored in few commits, each at its own', async () => {
    const sittings = [...await openSittings(platform, 20), ...await openSittings(platform, 20)];
    const calls: unknown[][] = [];
    const writer = openAnswerWriter({ ...platform, database: watched(platform.database, calls) });
    const written = await Promise.all(sittings.map((sitting, index) =>
      writer.write(sitting, [
        answer(1, sitting.itemIds[0]!, `a${index}`), answer(2, sitting.itemIds[1]!, `b${index}`),
      ])));
    for (const each of written) {
      assert.deepEqual(each, { ok: true, value: { acknowledged: [1, 2], refused: [], state: 'open' } });
    }
    for (const [index, sitting] of sittings.entries()) {
      assert.deepEqual(await stored(sitting), [`1/1 a${index}`, `1/2 b${index}`]);
    }
    assert.equal(calls.length, 1);
  });

  test('the same answer again is acknowledged and stored once; another under its number is refused', async () => {
    const [sitting] = await openSittings(platform, 1);
    const [first, second] = sitting!.itemIds;
    const writer = openAnswerWriter(platform);
    const send = (...answers: SentAnswer[]) => writer.write(sitting!, answers);
    // Both at once, as a device does that gave up waiting: one batch.
    const [one, two] = await Promise.all([send(answer(1, first!)), send(answer(1, first!), answer(2, second!))]);
    assert.deepEqual([one, two], [
      { ok: true, value: { acknowledged: [1], refused: [], state: 'open' } },
      { ok: true, value: { acknowledged: [1, 2], refused: [], state: 'open' } },
    ]);
    assert.deepEqual(await send(answer(1, first!, 'other'), answer(2, first!), answer(3, second!)),
      { ok: true, value: { acknowledged: [3], refused: [1, 2], state: 'open' } });
    assert.deepEqual(await stored(sitting!), ['1/1 1', '1/2 1', '1/3 1']);
  });

  test('what an older device still had is stored beside that of the newer, and it hears so', async () => {
    const [sitting] = await openSittings(platform, 1);
    const writer = openAnswerWriter(platform);
    await setSitting(sitting!, sql`device_epoch = 2`);
    const [first] = sitting!.itemIds;
    assert.deepEqual(await writer.write(sitting!, [answer(1, first!, 'old')]),
      { ok: true, value: { acknowledged: [1], refused: [], state: 'other-device' } });
    assert.deepEqual(await writer.write({ ...sitting!, epoch: 2 }, [answer(1, first!, 'new')]),
      { ok: true, value: { acknowledged: [1], refused: [], state: 'open' } });
    assert.deepEqual(await stored(sitting!), ['1/1 old', '2/1 new']);
  });

  test('after hand-in an answer is kept for the teacher; one of before is only acknowledged', async () => {
    const [sitting] = await openSittings(platform, 1);
    const [first, second] = sitting!.itemIds;
    const writer = openAnswerWriter(platform);
    await writer.write(sitting!, [answer(1, first!)]);
    await setSitting(sitting!, sql`submitted_at = now()`);
    for (const time of ['first', 'second']) {
      assert.deepEqual(await writer.write(sitting!, [answer(1, first!), answer(2, second!, 'late')]),
        { ok: true, value: { acknowledged: [1, 2], refused: [], state: 'submitted' } }, time);
    }
    assert.deepEqual(await writer.write(sitting!, [answer(1, first!, 'x'), answer(2, second!, 'y')]),
      { ok: true, value: { acknowledged: [], refused: [1, 2], state: 'submitted' } });
    assert.deepEqual([await stored(sitting!), await stored(sitting!, 'late_answer')], [['1/1 1'], ['1/2 late']]);
  });

  test('an ended taak keeps what comes late, a plan taken back stores nothing, a pause stores', async () => {
    const [ended, withdrawn, paused] = await openSittings(platform, 3);
    const writer = openAnswerWriter(platform);
    await setSitting(ended!, sql`discarded_at = now()`);
    await inSchool(withdrawn!, (tx) => change(tx, sql`update planned_test
      set status = case plan_id when ${withdrawn!.planId} then 'withdrawn' else status end,
        paused_at = case plan_id when ${paused!.planId} then now() end where school_id = ${withdrawn!.schoolId}`));
    const send = (sitting: OpenSitting) => writer.write(sitting, [answer(1, sitting.itemIds[0]!)]);
    assert.deepEqual([await send(ended!), await send(withdrawn!), await send(paused!)], [
      { ok: true, value: { acknowledged: [1], refused: [], state: 'not-open' } },
      { ok: true, value: { acknowledged: [], refused: [1], state: 'not-open' } },
      { ok: true, value: { acknowledged: [1], refused: [], state: 'paused' } },
    ]);
    assert.deepEqual([await stored(ended!), await stored(ended!, 'late_answer')], [[], ['1/1 1']]);
    assert.deepEqual([await stored(withdrawn!), await stored(withdrawn!, 'late_answer')], [[], []]);
  });

  test('a sitting of another school, pupil, plan or form is not found; a strange item is refused', async () => {
    const [[sitting], [stranger]] = [await openSittings(platform, 1), await openSittings(platform, 1)];
    const writer = openAnswerWriter(platform);
    const { schoolId, pupilId, planId } = stranger!;
    const [first] = sitting!.itemIds;
    for (const other of [{ schoolId }, { pupilId }, { planId }, { formCode: 'RW-X' }, { sittingId: planId }]) {
      assert.deepEqual(await writer.write({ ...sitting!, ...other }, [answer(1, first!)]),
        { ok: false, refusal: 'not-found' }, JSON.stringify(other));
    }
    assert.deepEqual(await writer.write(sitting!, [answer(1, 'of-another-form'), answer(2, first!)]),
      { ok: true, value: { acknowledged: [2], refused: [1], state: 'open' } });
    assert.deepEqual(await stored(sitting!), ['1/2 1']);
  });

  test('without an answer it tells how the sitting stands', async () => {
    const [sitting] = await openSittings(platform, 1);
    assert.deepEqual(await openAnswerWriter(platform).write(sitting!, []),
      { ok: true, value: { acknowledged: [], refused: [], state: 'open' } });
  });

  test('a message that the database cannot take fails alone', async () => {
    const sittings = await openSittings(platform, 5);
    const writer = openAnswerWriter(platform);
    const outcomes = await Promise.allSettled(sittings.map((sitting, index) =>
      writer.write(index === 3 ? { ...sitting, epoch: 0 } : sitting, [answer(1, sitting.itemIds[0]!)])));
    assert.deepEqual(outcomes.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    const counts = await Promise.all(sittings.map(async (sitting) => (await stored(sitting)).length));
    assert.deepEqual(counts, [1, 1, 1, 0, 1]);
  });

  test('a text that no database holds, and a clock that cannot be right, do not keep an answer out', async () => {
    const [sitting] = await openSittings(platform, 1);
    const [itemId] = sitting!.itemIds;
    const strange = { ...answer(1, itemId!, 'a\u0000b\ud800'), at: '-200000-01-01T00:00:00Z' };
    const written = await openAnswerWriter(platform).write(sitting!, [strange, answer(2, itemId!)]);
    assert.deepEqual(written, { ok: true, value: { acknowledged: [1, 2], refused: [], state: 'open' } });
    assert.deepEqual(await stored(sitting!), ['1/1 a\ufffdb\ufffd', '1/2 1']);
  });

  test('a database that does not answer is an outage for everybody who waits', async () => {
    const sittings = await openSittings(platform, 2);
    const database = { ...platform.database, callBatch: () => Promise.reject(new Error('ECONNRESET')) };
    const writer = openAnswerWriter({ ...platform, database });
    const outcomes = await Promise.allSettled(sittings.map((each) =>
      writer.write(each, [answer(1, each.itemIds[0]!)])));
    for (const outcome of outcomes) assert.ok(outcome.status === 'rejected' && outcome.reason instanceof Outage);
  });

  test('more than a node can store in time is turned away, not piled up', async () => {
    const [sitting] = await openSittings(platform, 1);
    const held = openPromise<never[]>();
    const database = { ...platform.database, callBatch: () => held.promise };
    const writer = openAnswerWriter({ ...platform, database });
    const many = Array.from({ length: 100 }, (_, index) => answer(index + 1, sitting!.itemIds[0]!));
    const waiting = Array.from({ length: 200 }, () => writer.write(sitting!, many));
    assert.deepEqual(await writer.write(sitting!, [answer(1, sitting!.itemIds[0]!)]), { ok: false, refusal: 'busy' });
    held.promise.catch(() => undefined);
    held.reject(new Error('the end of this test'));
    await Promise.allSettled(waiting);
  });
});

describe('the function that takes rows of several schools', () => {
  test('no request may call it from inside a school, and its rows stay closed to the platform', async () => {
    const [sitting] = await openSittings(platform, 1);
    await assert.rejects(inSchool(sitting!, (tx) => all(tx, sql`select * from store_answers('[]', now())`)),
      /permission denied/);
    await assert.rejects(inSchool(sitting!, (tx) => all(tx, sql`select keep_presence('[]')`)), /permission denied/);
    for (const table of ['answer', 'sitting', 'planned_test', 'late_answer', 'sitting_presence']) {
      await assert.rejects(platform.doors.withPlatform((tx) => all(tx, sql`select 1 from ${sql.table(table)}`)),
        /permission denied/, table);
    }
  });

  test('its role opens nothing for who is merely a member of it', async () => {
    const [sitting] = await openSittings(platform, 1);
    await openAnswerWriter(platform).write(sitting!, [answer(1, sitting!.itemIds[0]!)]);
    const { kysely, kind } = platform.database;
    // The embedded database has one role, the superuser, which no policy binds.
    if (kind === 'embedded') return;
    const { rows } = await sql`select 1 from answer`.execute(kysely);
    assert.equal(rows.length, 0);
  });
});

function openPromise<T>(): { readonly promise: Promise<T>; readonly reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((_, no) => { reject = no; });
  return { promise, reject };
}
