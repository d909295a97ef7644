import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { invalidateRoutes } from '../../src/ability/invalidate-routes.ts';
import type { Gate } from '../../src/access/gate.ts';
import { assetRoutes } from '../../src/app/asset-routes.ts';
import { change, one, sql } from '../../src/platform/database/query.ts';
import type { TenantTx } from '../../src/platform/database/tenancy.ts';
import { NotFound } from '../../src/platform/http/redirect.ts';
import { createServer, type Server } from '../../src/platform/http/server.ts';
import { openSessions } from '../../src/platform/http/session.ts';
import { supervisingRoutes } from '../../src/supervising/routes.ts';
import { saveRoutingDecision } from '../../src/taking/routing-store.ts';
import { submitSitting } from '../../src/taking/store.ts';
import { testPlatform, type TestPlatform } from '../platform.ts';
import { newWatchedClass, type WatchedClass } from '../watched-class.ts';
import { openBrowser } from './browser.ts';
import { Watcher } from './watching.ts';

test('a teacher watches a class of thirty: the board follows by itself, on two nodes, and without script as well',
  async (t) => {
    const browser = await openBrowser();
    if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
    const platform = await testPlatform();
    const room = await newWatchedClass(platform, 30);
    const nodes = [await openNode(platform, room), await openNode(platform, room)] as const;
    try {
      await followBoard(browser, nodes.map(({ url }) => url), room);
      await lookAtOne(browser, nodes[0].url, room);
      await declareInvalid(browser, platform, room);
      await printCards(browser, nodes[0].url, room);
      await withoutScript(browser, nodes[0].url, room);
    } finally {
      await browser.close();
      await Promise.all(nodes.map(({ server }) => server.close()));
    }
  });

/** One node of the platform with the pages of this story; whoever comes is the teacher of the class. */
async function openNode(platform: TestPlatform, room: WatchedClass): Promise<{ server: Server; url: string }> {
  const gate: Gate = {
    school: async () => room.teacher, service: async () => { throw new NotFound(); }, find: async () => room.teacher,
  };
  const server = await createServer({
    log: platform.log, uploadBytesMax: 10_000, renderError: ({ status }) => `fout ${status}`,
  });
  supervisingRoutes(server, platform, gate, openSessions(platform.doors, false));
  invalidateRoutes(server, platform, gate);
  assetRoutes(server, '.');
  return { server, url: await server.listen({ port: 0, host: '127.0.0.1' }) };
}

async function followBoard(browser: Browser, urls: readonly string[], room: WatchedClass): Promise<void> {
  const sittings = await fillClass(room);
  const watcher = new Watcher();
  const pages = await Promise.all(urls.map(async (baseURL) => {
    const context = await contextOf(browser, baseURL, watcher);
    const page = await context.newPage();
    await page.goto(`/groepen/${room.groupId}/afname`);
    await page.getByText('Dit bord loopt vanzelf mee').waitFor();
    return page;
  }));
  const [page] = pages as [Page, ...Page[]];
  await watcher.look(page, 'bord-volle-klas');
  const row = (on: Page, name: string) => on.getByRole('row', { name: new RegExp(name) });
  await row(page, 'Vries, Ayla de').getByText('opgave 4 van').waitFor();

  // What a device tells is on the boards of both nodes; a hand that goes up is said, an answer is not.
  await room.there(sittings.get(0) ?? '', { position: 4 });
  await room.there(sittings.get(1) ?? '', { position: 2, help: 0 });
  for (const on of pages) {
    await row(on, 'Vries, Ayla de').getByText('opgave 5 van').waitFor();
    await row(on, 'Jansen, Bram').getByText('vraagt hulp').waitFor();
    assert.equal(await on.getByRole('status').textContent(), 'Bram Jansen vraagt hulp.');
  }
  await watcher.look(page, 'bord-hulp');

  // By keyboard: the focus stays in the row that changes.
  const button = row(page, 'Jansen, Bram').getByRole('button', { name: /^Pauze/ });
  await button.focus();
  await page.keyboard.press('Enter');
  for (const on of pages) await row(on, 'Jansen, Bram').getByText('pauze sinds').waitFor();
  assert.match(await page.evaluate(() => document.activeElement?.closest('tr')?.textContent ?? ''), /Jansen, Bram/);
  await page.getByRole('button', { name: 'Pauze voor iedereen' }).click();
  await row(page, 'Vries, Ayla de').getByText('pauze sinds').waitFor();
  await watcher.look(page, 'bord-pauze');
  await page.getByRole('button', { name: 'Iedereen verder' }).click();
  await row(page, 'Vries, Ayla de').getByText('bezig').waitFor();

  await page.evaluate(() => { document.documentElement.style.fontSize = '212%'; });
  await watcher.picture(page, 'bord-200-procent');
  for (const on of pages) await on.context().close();
}

/** A class in the middle of a morning: every state once or more. */
async function fillClass(room: WatchedClass): Promise<ReadonlyMap<number, string>> {
  const sittings = new Map<number, string>();
  for (let at = 0; at < 24; at += 1) {
    const sittingId = await room.begin(at);
    sittings.set(at, sittingId);
    await room.there(sittingId, { position: 3 + at % 20, lastAnswer: at % 3 / 2 });
  }
  await room.there(sittings.get(5) ?? '', { position: 8, lastAnswer: 9 });
  await room.there(sittings.get(7) ?? '', { position: 11, online: false, heard: 4 });
  await room.there(sittings.get(9) ?? '', { position: 6, help: 1 });
  await room.inSchool(async (tx) => {
    const by = { submittedBy: 'pupil:x', at: new Date('2027-01-19T08:00:00Z') };
    for (const at of [11, 12]) await submitSitting(tx, sittings.get(at) ?? '', by);
  });
  return sittings;
}

/** One pupil's test: a remark, answers that came too late, the taak opened again, and the end with a reason. */
async function lookAtOne(browser: Browser, url: string, room: WatchedClass): Promise<void> {
  const watcher = new Watcher();
  const context = await contextOf(browser, url, watcher);
  const page = await context.newPage();
  await handInLate(room);
  await page.goto(`/groepen/${room.groupId}/afname`);
  await page.getByRole('link', { name: 'Bos, Lotte' }).click();
  await page.getByText('2 antwoorden kwamen te laat').waitFor();
  await watcher.look(page, 'afname-van-een');
  await page.getByRole('button', { name: 'Laat ze meetellen' }).click();
  await page.getByText('De antwoorden tellen mee').waitFor();
  await page.getByLabel('Wat wilt u onthouden').fill('Brandoefening om half tien.');
  await page.getByRole('button', { name: 'Bewaar de opmerking' }).click();
  await page.getByText('De opmerking is bewaard').waitFor();
  await page.getByRole('button', { name: /^Zet weer open/ }).click();
  await page.getByText('De taak staat weer open').waitFor();
  await watcher.look(page, 'afname-heropend');
  await page.getByRole('link', { name: 'Beëindig deze toets' }).click();
  await watcher.look(page, 'beeindigen');
  await page.getByRole('button', { name: 'Beëindig de toets' }).click();
  await page.getByText('Kies een reden').first().waitFor();
  await watcher.look(page, 'beeindigen-fout', 422);
  await page.getByRole('radio', { name: /ziek/ }).check();
  await page.getByRole('radio', { name: 'Telt niet mee' }).check();
  await page.getByRole('button', { name: 'Beëindig de toets' }).click();
  await page.getByText('De toets is beëindigd').waitFor();
  await page.getByRole('row', { name: /Bos, Lotte/ }).getByText('afgebroken').waitFor();
  await page.getByRole('link', { name: 'Bos, Lotte' }).click();
  await page.getByRole('link', { name: 'Opnieuw klaarzetten' }).waitFor();
  await watcher.look(page, 'afname-afgebroken');
  await page.goto(`/groepen/${room.groupId}/afname/beeindigen?vak=arithmetic`);
  await page.getByRole('link', { name: 'Kies iedereen' }).click();
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 29, 'all but the one whose test is over');
  await watcher.look(page, 'beeindigen-iedereen');
  await context.close();
}

/** A supervisor reads how the taken were chosen, and declares the test invalid. */
async function declareInvalid(browser: Browser, platform: TestPlatform, room: WatchedClass): Promise<void> {
  const planId = room.planIds[12] ?? '';
  await room.inSchool(async (tx) => {
    await saveRoutingDecision(tx, planId, {
      partNo: 2, formCode: await formOf(tx, room, planId), shift: -1, step: 'easier', reason: 'below-cut', theta: -1.2,
      ruleVersion: 1,
    }, platform.clock.now());
  });
  const second = await room.begin(12, 2, 4);
  await room.there(second, { position: 5, leftFocus: 3 });
  await room.inSchool(async (tx) => {
    await giveRapidly(tx, room, second);
    await submitSitting(tx, second, { submittedBy: 'pupil:x', at: platform.clock.now() });
    await change(tx, sql`update planned_test set status = 'scored' where school_id = ${room.schoolId}
      and plan_id = ${planId}`);
  });
  const supervisor: WatchedClass = {
    ...room, teacher: { ...room.teacher, roles: ['supervisor'], ownGroupIds: [], label: 'Ina Intern' },
  };
  const { server, url } = await openNode(platform, supervisor);
  const watcher = new Watcher();
  const context = await contextOf(browser, url, watcher);
  const page = await context.newPage();
  await page.goto(`/groepen/${room.groupId}/afname/${planId}`);
  await page.getByText('Taak 2 is makkelijker dan taak 1').waitFor();
  await page.getByText('Misschien is er gegokt').waitFor();
  await watcher.look(page, 'afname-klaar');
  await page.getByRole('link', { name: 'Verklaar ongeldig' }).click();
  await page.getByRole('button', { name: 'Verklaar ongeldig' }).click();
  await watcher.look(page, 'ongeldig-fout', 422);
  await page.getByRole('radio', { name: 'De leerling is geholpen' }).check();
  await page.getByRole('button', { name: 'Verklaar ongeldig' }).click();
  await page.getByText('De toets is ongeldig verklaard').waitFor();
  await watcher.look(page, 'afname-ongeldig');
  await context.close();
  await server.close();
}

async function formOf(tx: TenantTx, { schoolId }: WatchedClass, planId: string): Promise<string> {
  const row = await one<{ formCode: string }>(tx, sql`select form_code from planned_test
    where school_id = ${schoolId} and plan_id = ${planId}`);
  return row.formCode;
}

/** Every item of a taak a second after the one before. */
async function giveRapidly(tx: TenantTx, { schoolId }: WatchedClass, sittingId: string): Promise<void> {
  await change(tx, sql`insert into answer (school_id, sitting_id, device_epoch, sequence, item_id, responses, given_at,
      received_at)
    select s.school_id, s.sitting_id, 1, i.position, i.item_id, '{"RESPONSE": "1"}',
      s.started_at + make_interval(secs => i.position), s.started_at
    from sitting s join form_item i using (form_code)
    where s.school_id = ${schoolId} and s.sitting_id = ${sittingId}`);
}

async function handInLate(room: WatchedClass): Promise<void> {
  await room.inSchool((tx) => change(tx, sql`insert into late_answer (school_id, sitting_id, device_epoch, sequence,
      item_id, responses, given_at, received_at)
    select s.school_id, s.sitting_id, 1, i.position, i.item_id, '{"RESPONSE": "1"}', s.started_at, s.started_at
    from sitting s join form_item i using (form_code)
    where s.school_id = ${room.schoolId} and s.plan_id = ${room.planIds[11]} and i.position <= 2`));
}

async function printCards(browser: Browser, url: string, room: WatchedClass): Promise<void> {
  const watcher = new Watcher();
  const context = await contextOf(browser, url, watcher);
  const page = await context.newPage();
  await page.goto(`/groepen/${room.groupId}/klassencode`);
  await watcher.look(page, 'klassencode-dicht');
  await page.getByRole('button', { name: 'Open de klassencode' }).click();
  await page.getByText('Open tot').waitFor();
  await watcher.look(page, 'klassencode-open');
  await page.getByRole('button', { name: 'Kaartjes bekijken en printen' }).click();
  await page.waitForURL(/kaartjes$/);
  await watcher.look(page, 'kaartjes');
  await page.emulateMedia({ media: 'print' });
  await watcher.picture(page, 'kaartjes-geprint');
  await context.close();
}

async function withoutScript(browser: Browser, url: string, room: WatchedClass): Promise<void> {
  const context = await browser.newContext({ baseURL: url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/groepen/${room.groupId}/afname`);
  await page.getByRole('row', { name: /Jansen, Bram/ }).getByRole('button', { name: /^Ik kom/ }).click();
  await page.getByText('De leerling weet dat u komt').waitFor();
  assert.equal(await page.getByRole('row', { name: /Jansen, Bram/ }).getByText('vraagt hulp').count(), 0);
  await page.getByRole('link', { name: 'Ververs' }).click();
  await context.close();
}

async function contextOf(browser: Browser, baseURL: string, watcher: Watcher): Promise<BrowserContext> {
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ baseURL, viewport, reducedMotion: 'reduce' });
  context.setDefaultTimeout(15_000);
  watcher.follow(context);
  return context;
}
