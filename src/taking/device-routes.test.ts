import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { setTimeout as later } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { openSittings, type OpenSitting } from '../../test/open-sittings.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { PupilGate } from '../access/gate.ts';
import { change, find, sql } from '../platform/database/query.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { silentLog } from '../platform/log.ts';
import { deviceRoutes } from './device-routes.ts';
import { openPasses } from './pass.ts';
import { tellPlan, tellSitting } from './topics.ts';

const nobody: PupilGate = { pupil: () => Promise.reject(new Error('no session was asked for')) };
const at = '2027-01-19T08:05:00.000Z';

let platform: TestPlatform;
let server: Server;
let origin: string;

before(async () => {
  platform = await testPlatform();
  [server, origin] = await openNode();
});
after(() => server.close());

async function openNode(): Promise<[Server, string]> {
  const renderError = ({ status }: { readonly status: number }): string => String(status);
  const node = await createServer({ log: silentLog, uploadBytesMax: 1000, renderError });
  deviceRoutes(node, platform, nobody);
  await node.listen({ port: 0, host: '127.0.0.1' });
  return [node, `http://127.0.0.1:${(node.server.address() as AddressInfo).port}`];
}

async function sent(path: string, body: object): Promise<readonly [status: number, body: unknown]> {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  const text = await answer.text();
  return [answer.status, text === '' ? null : JSON.parse(text)];
}

function passOf(sitting: OpenSitting): string {
  return openPasses(platform.secrets).issue(sitting);
}

/** The lines of an open connection, as they come in. */
async function openLine(sitting: OpenSitting, at: string = origin) {
  const hangUp = new AbortController();
  const pass = encodeURIComponent(passOf(sitting));
  const answer = await fetch(`${at}/afname/${sitting.sittingId}/lijn?pass=${pass}`, { signal: hangUp.signal });
  assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  const heard: string[] = [];
  const ended = (async () => {
    for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
      heard.push(...[...part.matchAll(/^event: (.*)$/gm)].map(([, event]) => event!));
    }
  })().catch(() => undefined);
  return { heard, ended, hangUp: () => hangUp.abort() };
}

interface PresenceRow {
  readonly online: boolean | null; readonly position: number | null; readonly answered: number | null;
  readonly helpAskedAt: Date | null; readonly leftFocus: number; readonly answeredAt: Date | null;
}

function presenceOf({ schoolId, sittingId }: OpenSitting): Promise<PresenceRow | undefined> {
  return platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'taking', (tx) =>
    find<PresenceRow>(tx, sql`select online, position, answered, help_asked_at, left_focus, answered_at
      from sitting_presence where school_id = ${schoolId} and sitting_id = ${sittingId}`));
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 300; look += 1) {
    if (await holds()) return;
    await later(20);
  }
  assert.fail('within six seconds');
}

describe('answers with a pass', () => {
  test('answers are stored without any session, and the device hears which', async () => {
    const [sitting] = await openSittings(platform, 1);
    const answers = [{ sequence: 1, itemId: sitting!.itemIds[0], responses: { RESPONSE: '7' }, at }];
    const message = { pass: passOf(sitting!), answers, position: 0, answered: 1 };
    assert.deepEqual(await sent('/afname/antwoorden', message),
      [200, { acknowledged: [1], refused: [], state: 'open' }]);
  });

  test('a pass that nobody signed, has ended, or is of another sitting opens nothing', async () => {
    const [sitting, other] = await openSittings(platform, 2);
    const about = { answers: [], position: 0, answered: 0 };
    const ended = openPasses(platform.secrets, () => Date.now() - 25 * 3_600_000).issue(sitting!);
    assert.deepEqual(await sent('/afname/antwoorden', { pass: `${passOf(sitting!)}x`, ...about }),
      [401, { code: 'pass-forged' }]);
    assert.deepEqual(await sent('/afname/antwoorden', { pass: ended, ...about }), [401, { code: 'pass-ended' }]);
    for (const path of ['hulp', 'weg', 'inleveren']) {
      const message = { pass: passOf(other!), asks: true, lastSequence: 0 };
      assert.deepEqual(await sent(`/afname/${sitting!.sittingId}/${path}`, message), [401, { code: 'pass-forged' }]);
    }
  });

  test('a hand-in needs no session either, and waits for answers that are missing', async () => {
    const [sitting] = await openSittings(platform, 1);
    const pass = passOf(sitting!);
    assert.deepEqual(await sent(`/afname/${sitting!.sittingId}/inleveren`, { pass, lastSequence: 2 }),
      [409, { code: 'answers-missing' }]);
  });
});

describe('the line of a pupil', () => {
  test('a device hears how the sitting stands, and then what its teacher does', async () => {
    const [sitting] = await openSittings(platform, 1);
    const line = await openLine(sitting!);
    await until(() => line.heard.length > 0);
    await platform.doors.withTenant(sitting!.schoolId, { kind: 'job', id: 'test' }, 'taking', async (tx) => {
      await change(tx, sql`update planned_test set paused_at = now() where school_id = ${sitting!.schoolId}`);
      await tellPlan(platform.live, tx, sitting!.planId, { event: 'paused' });
      await tellSitting(platform.live, tx, sitting!.sittingId, { event: 'taken-over', epoch: sitting!.epoch });
      await tellSitting(platform.live, tx, sitting!.sittingId, { event: 'taken-over', epoch: sitting!.epoch + 1 });
    });
    await until(() => line.heard.length > 2);
    // Not by the epoch that took over itself.
    assert.deepEqual(line.heard, ['resumed', 'paused', 'taken-over']);
    const second = await openLine(sitting!);
    await until(() => second.heard.length > 0);
    assert.deepEqual(second.heard, ['paused']);
    line.hangUp();
    second.hangUp();
  });

  test('an open line is presence; the last one that closes ends it, an older one does not', async () => {
    const [sitting] = await openSittings(platform, 1);
    const [older, stranger] = [await openLine(sitting!), await openNode()];
    platform.clock.advance(60_000);
    const newer = await openLine(sitting!, stranger[1]);
    await until(async () => (await presenceOf(sitting!))?.online === true);
    older.hangUp();
    await later(1500);
    assert.equal((await presenceOf(sitting!))?.online, true);
    newer.hangUp();
    await until(async () => (await presenceOf(sitting!))?.online === false);
    await stranger[0].close();
  });

  test('where the pupil is, and how often the page was left, adds up; a raised hand is seen at once', async () => {
    const [sitting] = await openSittings(platform, 1);
    const pass = passOf(sitting!);
    await sent('/afname/antwoorden', { pass, answers: [], position: 4, answered: 3 });
    for (let times = 0; times < 3; times += 1) {
      assert.deepEqual(await sent(`/afname/${sitting!.sittingId}/weg`, { pass }), [204, null]);
      if (times === 1) await until(async () => (await presenceOf(sitting!))?.leftFocus === 2);
    }
    await until(async () => (await presenceOf(sitting!))?.leftFocus === 3);
    await sent(`/afname/${sitting!.sittingId}/hulp`, { pass, asks: true });
    const { helpAskedAt, ...seen } = (await presenceOf(sitting!))!;
    assert.deepEqual([seen, helpAskedAt?.toISOString()],
      [{ online: null, position: 4, answered: 3, leftFocus: 3, answeredAt: null }, platform.clock.now().toISOString()]);
    await sent(`/afname/${sitting!.sittingId}/hulp`, { pass, asks: false });
    assert.equal((await presenceOf(sitting!))?.helpAskedAt, null);
  });

  test('a node that stops hangs up, and leaves nobody behind as present', async () => {
    const [sitting] = await openSittings(platform, 1);
    const [node, address] = await openNode();
    const line = await openLine(sitting!, address);
    await until(async () => (await presenceOf(sitting!))?.online === true);
    await Promise.all([node.close(), line.ended]);
    assert.equal((await presenceOf(sitting!))?.online, false);
    if (node.server.listening) await once(node.server, 'close');
  });
});
