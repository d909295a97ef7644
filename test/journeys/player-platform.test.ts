import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Gate, PupilGate } from '../../src/access/gate.ts';
import type { SchoolViewer } from '../../src/access/types.ts';
import { assetRoutes } from '../../src/app/asset-routes.ts';
import { buildPlayerWhenStale } from '../../src/app/player-bundle.ts';
import { all, sql } from '../../src/platform/database/query.ts';
import { NotFound, Redirect } from '../../src/platform/http/redirect.ts';
import { createServer } from '../../src/platform/http/server.ts';
import { takingRoutes } from '../../src/taking/routes.ts';
import { pausePlans, resumePlans } from '../../src/taking/supervise.ts';
import { tellPlan } from '../../src/taking/topics.ts';
import { newClassroom } from '../classroom.ts';
import { testPlatform, type TestPlatform } from '../platform.ts';
import { planTest } from '../take-test.ts';
import { openBrowser } from './browser.ts';
import { Watcher } from './watching.ts';

test('on the platform itself a taak goes on without network or session, and after it comes the next', async (t) => {
  const browser = await openBrowser();
  if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
  const room = await openRoom();
  t.after(async () => {
    await browser.close();
    await room.close();
  });
  const context = await browser.newContext({ baseURL: room.url, viewport: { width: 1024, height: 768 } });
  context.setDefaultTimeout(10_000);
  const watcher = new Watcher();
  watcher.follow(context);
  watcher.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK/);
  const page = await context.newPage();
  await page.goto('/afname');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { name: 'Oefenopgave, telt niet mee' }).waitFor();
  await page.getByRole('button', { name: 'Begin met de taak' }).click();

  await answerHere(page, 1);
  await page.getByText('Opgeslagen').waitFor();
  // The session ends in the middle: answers show their pass.
  room.signedIn = false;
  await go(page, 2);
  await answerHere(page, 2);
  await page.getByText('Opgeslagen').waitFor();
  assert.equal(await room.stored(), 2);

  await context.setOffline(true);
  await go(page, 3);
  await answerHere(page, 3);
  await page.getByText('Je antwoorden staan veilig op dit apparaat').waitFor();
  await page.close();
  await context.setOffline(false);
  room.signedIn = true;
  const again = await context.newPage();
  await again.goto('/afname');
  await again.getByRole('button', { name: 'Ga verder' }).click();
  await again.getByText(/^3 van de/).waitFor();
  assert.equal(await room.stored(), 3, 'the parcel came before the page');

  await room.pause();
  await again.getByRole('heading', { name: 'Even wachten' }).waitFor();
  await room.resume();
  await again.getByRole('heading', { name: 'Opgave 4 van' }).waitFor();
  await again.locator('.player-strip-item').last().click();
  await again.getByRole('button', { name: 'Klaar', exact: true }).click();
  await again.getByRole('button', { name: 'Inleveren' }).click();
  await again.getByRole('heading', { name: 'Taak 1 van 3 is klaar' }).waitFor();
  assert.equal(await again.evaluate(async () => (await indexedDB.databases()).length), 1);
  await again.getByRole('link', { name: 'Naar taak 2' }).click();
  await again.getByRole('button').filter({ hasText: /Begin|Ga verder/ }).click();
  await again.getByText('Taak 2 van 3').waitFor();
  await again.getByRole('heading', { name: 'Opgave 1 van' }).waitFor();
  watcher.expectNoTrouble();
});

async function go(page: Page, number: number): Promise<void> {
  await page.getByRole('button', { name: `Opgave ${number},` }).click();
  await page.getByRole('heading', { name: `Opgave ${number} van` }).waitFor();
}

/** Answers whatever kind of item is shown, in some way. */
async function answerHere(page: Page, count: number): Promise<void> {
  await page.locator('item-container qti-item-body').waitFor();
  const box = page.locator('item-container').locator('input, textarea').first();
  if (await box.count() > 0) await box.fill('3');
  else await page.locator('item-container').locator('qti-simple-choice, .piece').first().click();
  await page.getByText(`${count} van de`).first().waitFor();
}

interface Room {
  readonly url: string;
  signedIn: boolean;
  /** Answers on disk. */
  stored(): Promise<number>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** The real routes of taking, for one pupil with one planned test. */
async function openRoom(): Promise<Room> {
  const platform: TestPlatform = await testPlatform();
  const room = await newClassroom(platform, { pupils: [{ callName: 'Eva', yearGroup: '5' }] });
  const [pupil] = room.pupils;
  assert(pupil);
  const inSchool = <T>(work: Parameters<typeof platform.doors.withTenant<T>>[3]): Promise<T> =>
    platform.doors.withTenant(room.schoolId, { kind: 'job', id: 'test' }, 'taking', work);
  const planId = await inSchool((tx) => planTest(tx, room, pupil));
  const server = await createServer({
    log: platform.log, uploadBytesMax: 10_000, renderError: ({ status }) => `<h1>fout ${status}</h1>`,
  });
  const viewer = (): SchoolViewer => {
    if (!open.signedIn) throw new Redirect('/inloggen');
    return pupil;
  };
  const gate: Gate & PupilGate = {
    school: async () => viewer(),
    pupil: async () => ({ ...viewer(), kind: 'pupil' }) as Awaited<ReturnType<PupilGate['pupil']>>,
    service: async () => { throw new NotFound(); },
    find: async () => null,
  };
  takingRoutes(server, platform, gate);
  assetRoutes(server, await buildPlayerWhenStale());
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const open: Room = {
    url, signedIn: true,
    stored: () => inSchool(async (tx) =>
      (await all(tx, sql`select from answer where school_id = ${room.schoolId}`)).length),
    pause: () => inSchool(async (tx) => {
      await pausePlans(tx, [planId], platform.clock.now());
      await tellPlan(platform.live, tx, planId, { event: 'paused' });
    }),
    resume: () => inSchool(async (tx) => {
      await resumePlans(tx, [planId], platform.clock.now());
      await tellPlan(platform.live, tx, planId, { event: 'resumed' });
    }),
    async close() {
      server.server.closeAllConnections();
      await server.close();
    },
  };
  return open;
}
