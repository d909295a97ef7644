// Usage: node --import tsx test/durability/answer-speed.ts [ANSWERS]. How long one answer of a pupil takes over
// HTTP, and how many transactions and statements it costs: on the embedded database, or with DATABASE_URL on a
// database of its own there. On a busy machine the quickest tenth (p10) says more than the middle.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPlatform, type Running } from '../../src/app/running.ts';
import { present } from '../../src/base/assert.ts';
import { openWorld } from '../../src/demo/world.ts';
import { readConfig } from '../../src/platform/config.ts';
import { silentLog } from '../../src/platform/log.ts';
import { schoolPlans } from '../../src/sandbox/school/plans.ts';
import type { Task } from '../../src/taking/wire.ts';
import { globalSetup, globalTeardown } from '../global.ts';
import { openedTest } from './prepared-test.ts';

const answers = Number(process.argv[2] ?? 500);
const warmUp = 50;

await globalSetup();
const dataFolder = await mkdtemp(path.join(tmpdir(), 'inbeeld-speed-'));
const url = process.env.INBEELD_TEST_DATABASE_URL;
const config = readConfig(url ? { DATABASE_URL: url } : {}, { port: 28_471, dataFolder });
const started = await startPlatform(config, { sandbox: true, log: silentLog });
if (!started.ok) throw new Error(started.refusal);
try {
  await measure(started.value);
} finally {
  await started.value.close();
  await globalTeardown();
  await rm(dataFolder, { recursive: true });
}

async function measure(running: Running): Promise<void> {
  const { visitor, path: sitting } = await openedTest(openWorld(running, present(schoolPlans[0], 'a school')));
  const { pass, items } = (await visitor.json(`${sitting}/taak`)).body as Task;
  // The work of jobs is nobody's answer.
  await running.platform.jobs.stop();
  const counts = countDatabaseWork(running);
  const times: number[] = [];
  for (let sequence = 1; sequence <= warmUp + answers; sequence += 1) {
    if (sequence === warmUp + 1) counts.reset();
    const { id } = present(items[sequence % items.length], 'an item');
    const said = { sequence, itemId: id, responses: { RESPONSE: String(sequence) }, at: new Date().toISOString() };
    const from = performance.now();
    const { status } = await visitor.json('/afname/antwoorden', { pass, answers: [said], position: 0, answered: 0 });
    if (status !== 200) throw new Error(`an answer was refused with status ${status}`);
    if (sequence > warmUp) times.push(performance.now() - from);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => `${present(sorted[Math.floor(sorted.length * part)], 'a time').toFixed(2)} ms`;
  const perAnswer = (count: number) => (count / answers).toFixed(1);
  const { transactions, statements } = counts.read();
  const told = statements > 0 ? `, ${perAnswer(statements)} statements` : '';
  console.log(`${running.platform.database.kind}: ${answers} answers, each ${perAnswer(transactions)} transactions`
    + `${told}; p10 ${at(0.1)}, p50 ${at(0.5)}, p95 ${at(0.95)}`);
}

/** Counts what passes the doors, and on a server every statement. */
function countDatabaseWork({ platform: { doors } }: Running) {
  const count = { transactions: 0, statements: 0 };
  const { withTenant, withPlatform } = doors;
  Object.assign(doors, {
    withTenant: (...given: Parameters<typeof withTenant>) => (count.transactions += 1, withTenant(...given)),
    withPlatform: (...given: Parameters<typeof withPlatform>) => (count.transactions += 1, withPlatform(...given)),
  });
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
    count.statements += 1;
    return Reflect.apply(query, this, given) as never;
  } as typeof query;
  return {
    reset: () => Object.assign(count, { transactions: 0, statements: 0 }),
    read: () => ({ ...count }),
  };
}
