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

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('did not happen within ten seconds');
}
