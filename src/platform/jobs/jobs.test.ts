import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPlatform } from '../../../test/platform.ts';
import { silentLog } from '../log.ts';
import { defineJob, openJobs } from './jobs.ts';

const counted = defineJob<{ n: number }>('test.counted', { retries: 2, retryDelaySeconds: 1 });
const doomed = defineJob<{ n: number }>('test.doomed', { retries: 0, retryDelaySeconds: 1 });

test('a job runs after its commit, never after a rollback, again after a failure, and at last lies dead', async (t) => {
  const { database, doors } = await testPlatform();
  const jobs = openJobs(database, silentLog);
  t.after(() => jobs.stop());
  const ran: number[] = [];
  let failures = 1;
  jobs.handle(counted, async ({ n }) => {
    if (n === 2 && failures-- > 0) throw new Error('the first try fails');
    ran.push(n);
  });
  jobs.handle(doomed, async () => { throw new Error('never succeeds'); });
  await jobs.start();

  await doors.withPlatform((tx) => jobs.send(tx, counted, { n: 1 }));
  await doors.withPlatform((tx) => jobs.send(tx, counted, { n: 2 }));
  await doors.withPlatform((tx) => jobs.send(tx, doomed, { n: 9 }));
  await assert.rejects(doors.withPlatform(async (tx) => {
    await jobs.send(tx, counted, { n: 3 });
    throw new Error('rolled back');
  }));
  await until(async () => ran.length === 2 && (await jobs.counts()).dead === 1);
  assert.deepEqual(ran, [1, 2]);
  assert.deepEqual(await jobs.counts(), { busy: 0, dead: 1 });
});

test('one group keeps no more workers busy than it may: a slow one leaves room for the others', async (t) => {
  const { database, doors } = await testPlatform();
  const jobs = openJobs(database, silentLog);
  const ran: number[] = [];
  let [slow, slowest] = [0, 0];
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => { release = resolve; });
  t.after(async () => {
    release();
    await jobs.stop();
  });
  const kind = defineJob<{ n: number }>('test.grouped', {
    retries: 0, retryDelaySeconds: 1, workers: { count: 3, perGroup: 2 },
  });
  jobs.handle(kind, async ({ n }) => {
    if (n < 10) {
      slow += 1;
      slowest = Math.max(slowest, slow);
      await released;
      slow -= 1;
    }
    ran.push(n);
  });
  await jobs.start();
  await doors.withPlatform(async (tx) => {
    for (const n of [1, 2, 3, 4]) await jobs.send(tx, kind, { n }, { group: 'slow.example' });
    for (const n of [11, 12]) await jobs.send(tx, kind, { n }, { group: 'quick.example' });
  });
  await until(async () => ran.includes(11) && ran.includes(12));
  assert.deepEqual([slow, ran.filter((n) => n < 10)], [2, []]);
  release();
  await until(async () => ran.length === 6);
  assert.equal(slowest, 2);
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('did not happen within ten seconds');
}
