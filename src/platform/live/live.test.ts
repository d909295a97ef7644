import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as later } from 'node:timers/promises';
import pg from 'pg';
import { newTestSchool, testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { silentLog } from '../log.ts';
import { type Live, type LiveEvent, openLive } from './live.ts';

const actor = { kind: 'job', id: 'test' } as const;

describe('live events', () => {
  let platform: TestPlatform;
  let otherNode: Live;
  let schoolId: string;
  before(async () => {
    platform = await testPlatform();
    otherNode = openLive(platform.database, silentLog);
    await otherNode.start();
    ({ schoolId } = await newTestSchool(platform));
  });

  function announce(topic: string, event: LiveEvent): Promise<void> {
    return platform.doors.withTenant(schoolId, actor, 'taking', (tx) => platform.live.announce(tx, topic, event));
  }

  test('an event reaches who listens to its topic on every node, and nobody else', async (t) => {
    const [here, there, elsewhere] = [gathered(t, platform.live, 'plan:a'), gathered(t, otherNode, 'plan:a'),
      gathered(t, otherNode, 'plan:b')];
    await announce('plan:a', { kind: 'paused' });
    await until(() => here.length > 0 && there.length > 0);
    assert.deepEqual([here, there, elsewhere], [[{ kind: 'paused' }], [{ kind: 'paused' }], []]);
  });

  test('what is rolled back was never told', async (t) => {
    const heard = gathered(t, otherNode, 'plan:c');
    await assert.rejects(platform.doors.withTenant(schoolId, actor, 'taking', async (tx) => {
      await platform.live.announce(tx, 'plan:c', { kind: 'paused' });
      throw new Error('changed our mind');
    }));
    await announce('plan:c', { kind: 'resumed' });
    await until(() => heard.length > 0);
    assert.deepEqual(heard, [{ kind: 'resumed' }]);
  });

  test('who stopped listening hears nothing, and who fails to listen does not keep it from others', async (t) => {
    const heard: LiveEvent[] = [];
    otherNode.listen('plan:d', (event) => heard.push(event))();
    t.after(otherNode.listen('plan:d', () => { throw new Error('a page that went away'); }));
    const others = gathered(t, otherNode, 'plan:d');
    await announce('plan:d', { kind: 'paused' });
    await until(() => others.length > 0);
    assert.deepEqual(heard, []);
  });

  test('a line that broke is opened again, and says that something may have been missed', async (t) => {
    const { INBEELD_TEST_DATABASE_URL: url } = process.env;
    if (!url) return t.skip('runs with DATABASE_URL only');
    let gaps = 0;
    t.after(otherNode.onGap(() => { gaps += 1; }));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query = 'listen "inbeeld_live"'`);
    await client.end();
    await until(() => gaps > 0);
    const heard = gathered(t, otherNode, 'plan:e');
    await announce('plan:e', { kind: 'paused' });
    await until(() => heard.length > 0);
    return undefined;
  });
});

function gathered(t: { after: (done: () => void) => void }, live: Live, topic: string): LiveEvent[] {
  const heard: LiveEvent[] = [];
  t.after(live.listen(topic, (event) => heard.push(event)));
  return heard;
}

async function until(holds: () => boolean): Promise<void> {
  for (let look = 0; look < 500; look += 1) {
    if (holds()) return;
    await later(10);
  }
  assert.fail('within five seconds');
}
