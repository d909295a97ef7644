import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assetRoutes } from '../../src/app/asset-routes.ts';
import type { Gate } from '../../src/access/gate.ts';
import { plainDate } from '../../src/base/plain-date.ts';
import { importHistoryCsv } from '../../src/history/import-files.ts';
import { historyRoutes } from '../../src/history/routes.ts';
import { NotFound } from '../../src/platform/http/redirect.ts';
import { createServer, type Server } from '../../src/platform/http/server.ts';
import { inventedPupil } from '../../src/roster/invented-document.ts';
import { testPlatform } from '../platform.ts';
import { newSchoolWithRoster } from '../school-with-roster.ts';
import { openBrowser } from './browser.ts';
import { Watcher } from './watching.ts';

test('pupils in doubt are decided by keyboard alone, one after the other, and without script as well', async (t) => {
  const browser = await openBrowser();
  if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
  const { server, url } = await schoolInDoubt();
  try {
    await byKeyboard(browser, url);
    await withoutScript(browser, url);
  } finally {
    await browser.close();
    await server.close();
  }
});

async function byKeyboard(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const watcher = new Watcher();
  watcher.follow(context);
  await page.goto('/beheer/koppelen');
  await page.getByText('0 van 4 leerlingen gedaan').waitFor();
  await watcher.look(page, 'twijfel-begin');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.match(await focused(page), /^Deze Lotte/, 'the arrows walk along the candidates');
  await page.keyboard.press('1');
  await page.getByText('1 van 4 leerlingen gedaan').waitFor();
  assert.match(await focused(page), /Postma/, 'the next question has the focus');
  await watcher.look(page, 'twijfel-een-gedaan');
  await page.keyboard.press('o');
  await page.getByText('Om wie gaat het? 2 van 3').waitFor();
  await page.keyboard.press('u');
  await page.getByText('0 van 4 leerlingen gedaan').waitFor();
  await page.getByText('Iemand nam een eerdere koppeling terug').first().waitFor();
  await page.keyboard.press('n');
  await page.getByText('1 van 4 leerlingen gedaan').waitFor();
  await page.getByRole('button', { name: 'Sneltoetsen' }).click();
  await page.getByRole('heading', { name: 'Leerlingen koppelen' }).click();
  await page.keyboard.press('n');
  await page.reload();
  await page.getByText('1 van 4 leerlingen gedaan').waitFor();
  await context.close();
}

async function withoutScript(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext({ baseURL: url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/beheer/koppelen');
  assert.equal(await page.getByRole('button', { name: 'Sneltoetsen' }).count(), 0, 'no keys are promised');
  await page.getByRole('button', { name: /^Deze Jelle Postma/ }).click();
  await page.getByText('2 van 4 leerlingen gedaan').waitFor();
  await page.getByRole('button', { name: 'Alle 2 niet meenemen' }).click();
  await page.getByText('Er wacht niets op u').waitFor();
  await context.close();
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}

/** A school with a twin of whom only the initial is known, a slip in a birth date, and two who have left. */
async function schoolInDoubt(): Promise<{ readonly server: Server; readonly url: string }> {
  const platform = await testPlatform();
  const pupils = [
    ['Linde', 'Tweehuysen', '2015-11-02'], ['Lotte', 'Tweehuysen', '2015-11-02'], ['Jelle', 'Postma', '2015-11-11'],
  ] as const;
  const school = await newSchoolWithRoster(platform, {
    lasUrl: null,
    pupils: pupils.map(([callName, lastName, born], at) =>
      inventedPupil(`L${at}`, { callName, lastName, birthDate: plainDate(born), yearGroup: '7' })),
  });
  const gate: Gate = {
    school: async () => school.administrator,
    service: async () => { throw new NotFound(); },
    find: async () => school.administrator,
  };
  const server = await createServer({
    log: platform.log, uploadBytesMax: 10_000, renderError: ({ status }) => `fout ${status}`,
  });
  historyRoutes(server, platform, gate);
  assetRoutes(server, '.');
  const old = [['Tweehuysen', 'L.', '2-11-2015'], ['Postma', 'Jelle', '12-11-2015'], ['Vertrokken', 'Kees', '1-1-2014'],
    ['Verhuisd', 'Mia', '2-2-2014']];
  const lines = old.map((person) => `${person.join(';')};Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;640;6`);
  const head = 'achternaam;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum;vaardigheidsscore;jaargroep';
  await importHistoryCsv(platform, school.administrator, Buffer.from(`${[head, ...lines].join('\n')}\n`));
  return { server, url: await server.listen({ port: 0, host: '127.0.0.1' }) };
}
