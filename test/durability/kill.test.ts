import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../src/app/open-database.ts';
import { readConfig } from '../../src/platform/config.ts';
import { all, one, sql } from '../../src/platform/database/query.ts';
import { openDoors } from '../../src/platform/database/tenancy.ts';
import { freePort } from '../../src/demo/command.ts';
import { seededRandom } from '../../src/psychometrics/random.ts';
import { AnsweringPupil, type Acknowledged } from './answering-pupil.ts';
import { type PreparedTest, prepareTest } from './prepared-test.ts';
import { type Ending, loadServer, type ServerLife, startProgram, untilAnswering } from './server-life.ts';

/** Twenty where `INBEELD_KILLS` says so, as in CI; five in the everyday run, since each costs a start of the server. */
const KILLS = Number(process.env.INBEELD_KILLS ?? 5);
/** The server dies this long after it answered first: while it still starts, between answers, in the middle of one. */
const KILL_AFTER_MS = { min: 5, max: 300 };
/** Between the line on the screen and a finger on Ctrl-C. */
const A_MOMENT_MS = 500;

test('kill -9 time and again while a pupil answers loses no acknowledged answer', async (t) => {
  if (process.env.DATABASE_URL) return t.skip('about the embedded database: runs without DATABASE_URL');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'inbeeld-kill-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const prepared = await prepareTest(port, folder);
  const pupil = new AnsweringPupil(prepared.visitor, prepared.path, seededRandom('inbeeld/kill/answers'));

  const lives: ServerLife[] = [];
  t.after(() => Promise.all(lives.map((life) => life.stop('SIGKILL'))));
  const server = await dieTwentyTimes(() => {
    const life = loadServer(port, folder);
    lives.push(life);
    return life;
  }, prepared, pupil);
  await aSecondProcessIsRefused(folder, prepared);
  await pupil.reload();
  await pupil.finish(prepared.answers);
  await untilScored(prepared);
  await server.stop('SIGKILL');

  await ctrlCStops(port, folder, prepared);
  await everythingIsThere(folder, prepared, pupil);
  t.diagnostic(`${pupil.acknowledged.length} acknowledged answers over ${KILLS} kills`);
  return undefined;
});

/** Each life is loaded while the one before runs; the last one is left alive. */
async function dieTwentyTimes(
  load: () => ServerLife, { origin }: PreparedTest, pupil: AnsweringPupil,
): Promise<ServerLife> {
  const random = seededRandom('inbeeld/kill/moments');
  let life = load();
  for (let kill = 0; kill < KILLS; kill += 1) {
    life.begin();
    const next = load();
    await untilAnswering(origin, life);
    // A pupil's page stays open and sends again what was not acknowledged, or is loaded anew.
    if (kill === 0 || random.chance(0.5)) await pupil.reload();
    const [ending] = await Promise.all([
      killAfter(random.integer(KILL_AFTER_MS.min, KILL_AFTER_MS.max), life), pupil.answerUntilTheLineBreaks(),
    ]);
    assert.equal(ending.signal, 'SIGKILL');
    life = next;
  }
  life.begin();
  await untilAnswering(origin, life);
  return life;
}

async function killAfter(ms: number, life: ServerLife): Promise<Ending> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return life.stop('SIGKILL');
}

async function aSecondProcessIsRefused(folder: string, { origin }: PreparedTest): Promise<void> {
  const second = await startProgram('serve', '--sandbox', '--port', String(await freePort()), '--data', folder).ended;
  assert.equal(second.code, 1);
  assert.match(second.stderr, /al in gebruik door een ander proces .* Er is niets gewijzigd\./);
  assert.ok((await fetch(`${origin}/gezondheid`)).ok, 'the first keeps running');
}

async function untilScored({ origin }: PreparedTest): Promise<void> {
  for (let look = 0; look < 600; look += 1) {
    const { jobsBusy } = await (await fetch(`${origin}/gezondheid`)).json() as { jobsBusy: number };
    if (jobsBusy === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('the jobs are done within half a minute');
}

async function ctrlCStops(port: number, folder: string, { origin }: PreparedTest): Promise<void> {
  const server = startProgram('serve', '--port', String(port), '--data', folder);
  await server.untilSaid(`draait op ${origin}`);
  await new Promise((resolve) => setTimeout(resolve, A_MOMENT_MS));
  const { code, stdout } = await server.stop('SIGINT');
  assert.equal(code, 0);
  assert.match(stdout, /Stoppen/);
}

async function everythingIsThere(folder: string, prepared: PreparedTest, pupil: AnsweringPupil): Promise<void> {
  const { schoolId, sittingId, points } = prepared;
  const opened = await openDatabase(readConfig({}, { dataFolder: folder }));
  assert.ok(opened.ok);
  const actor = { kind: 'job', id: 'test' } as const;
  const found = await openDoors(opened.value).withTenant(schoolId, actor, 'taking', async (tx) => ({
    stored: await all<Acknowledged>(tx, sql`select device_epoch as epoch, sequence, item_id, responses from answer
      where school_id = ${schoolId} and sitting_id = ${sittingId} order by device_epoch, sequence`),
    // The result itself waits for the other taken.
    scored: await one<{ scorings: number; points: number }>(tx, sql`select count(distinct s.scoring_id) as scorings,
        coalesce(sum(i.score), 0) as points from scoring s join item_score i using (school_id, scoring_id)
      where s.school_id = ${schoolId} and s.sitting_id = ${sittingId}`),
  }));
  await opened.value.close();
  assert.ok(pupil.acknowledged.length > KILLS, 'the pupil got answers in between');
  const [onDisk, acknowledged] = [found.stored.map(inWords), pupil.acknowledged.map(inWords)];
  const lost = acknowledged.filter((answer) => !onDisk.includes(answer));
  assert.deepEqual(lost, [], 'acknowledged, but not on disk');
  const final = new Map(found.stored.map((answer) => [answer.itemId, inWords(answer)]));
  for (const [itemId, last] of pupil.lastAcknowledged()) assert.equal(final.get(itemId), inWords(last));
  assert.deepEqual(found.scored, { scorings: 1, points });
}

function inWords({ epoch, sequence, itemId, responses }: Acknowledged): string {
  return `${epoch}/${sequence} ${itemId} ${JSON.stringify(responses)}`;
}
