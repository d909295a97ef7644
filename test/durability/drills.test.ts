import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makePlace } from '../../src/app/bench-taking/bench-database.ts';
import { postgresPrograms, startCluster } from '../../src/app/bench-taking/cluster.ts';
import { drill, type DrillOrder, type DrillOutcome } from '../../src/app/bench-taking/drills.ts';

const { DATABASE_URL: url } = process.env;
const skip = url ? false : 'about a PostgreSQL server: runs with DATABASE_URL only';
/** Small; `inbeeld bench taking` does it longer, with more pupils. */
const order = { devices: 30, nodes: 2, times: 2, everyMs: 500 } as const;

async function drilled(server: string, more: Partial<DrillOrder> = {}): Promise<DrillOutcome> {
  const place = await makePlace(server);
  try {
    return await drill(place, { ...order, ...more });
  } finally {
    await place.remove();
  }
}

/** Every answer that a device was told to be on disk is there, once, as it was given. */
function nothingIsLost(outcome: DrillOutcome): void {
  const { missing, doubled, refused, acknowledged, on_disk: onDisk } = outcome;
  assert.deepEqual({ missing, doubled, refused }, { missing: 0, doubled: 0, refused: 0 });
  assert.ok(acknowledged > order.devices, 'devices were answered');
  assert.equal(onDisk, acknowledged, 'devices went on until everything was acknowledged');
  assert.ok(outcome.sent_again > 0, 'devices felt it');
}

describe('a class answers while what it leans on dies', () => {
  test('of two nodes one is killed, time and again', { skip }, async () => {
    nothingIsLost(await drilled(url!));
  });

  test('the database is stopped as by a power cut, and started again', { skip }, async (t) => {
    const programs = postgresPrograms();
    if (!programs) return t.skip('no initdb in /usr/lib/postgresql');
    const cluster = await startCluster(programs);
    t.after(() => cluster.stop());
    nothingIsLost(await drilled(cluster.url, { times: 1, restartDatabase: () => cluster.restart() }));
    return undefined;
  });
});
