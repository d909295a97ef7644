import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Gate } from '../../src/access/gate.ts';
import { may } from '../../src/access/rules.ts';
import { assetRoutes } from '../../src/app/asset-routes.ts';
import { handoffReports } from '../../src/handoff/still-to-do.ts';
import { NotFound } from '../../src/platform/http/redirect.ts';
import { createServer, type Server } from '../../src/platform/http/server.ts';
import { reportCatalogue } from '../../src/reports/catalogue.ts';
import { catalogueRoutes } from '../../src/reports/frame/routes.ts';
import type { Report } from '../../src/reports/frame/types.ts';
import { hrefOf } from '../../src/reports/overview/listing.ts';
import { overviewRoutes } from '../../src/reports/overview/routes.ts';
import { openPress, type Press } from '../../src/reports/pdf/press.ts';
import { testPlatform } from '../platform.ts';
import { newReportsSchool, type ReportsSchool } from '../reports-school.ts';
import { openBrowser } from './browser.ts';
import { Watcher } from './watching.ts';

/** Every report there is: a new one is walked through as soon as it is in the catalogue. */
const reports = [...reportCatalogue, ...handoffReports];

let server: Server;
let press: Press;
let page: Page | undefined;
let school: ReportsSchool;
let browser: Browser | { readonly reason: string };
const watcher = new Watcher();

before(async () => {
  browser = await openBrowser();
  const platform = await testPlatform();
  school = await newReportsSchool(platform);
  press = openPress();
  server = await createServer({ log: platform.log, uploadBytesMax: 1000, renderError: ({ status }) => String(status) });
  /** What a teacher may open a teacher opens, the rest a director; the gate itself is tested in access. */
  const gate: Gate = {
    school: async (_request, _reply, act) => {
      const viewer = school.viewer(act === 'read-school-report' ? 'director' : 'teacher');
      if (act && !may(viewer, act)) throw new NotFound();
      return viewer;
    },
    service: async () => { throw new NotFound(); },
    find: async () => school.viewer('teacher'),
  };
  assetRoutes(server, '');
  catalogueRoutes(server, platform, gate, press, reports);
  overviewRoutes(server, platform, gate, reports);
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  if (!('reason' in browser)) page = await newcomer(browser, url);
});

after(async () => {
  if (!('reason' in browser)) await browser.close();
  await server.close();
  await press.close();
});

async function newcomer(opened: Browser, baseURL: string): Promise<Page> {
  const context = await opened.newContext({
    baseURL, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', viewport: LAPTOP, reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  watcher.follow(context);
  return context.newPage();
}

const LAPTOP = { width: 1280, height: 900 };
/** What is left of it at 200 %. */
const ZOOMED = { width: 640, height: 450 };
/** A4 between its margins, upright and lying, at 96 pixels an inch. */
const SHEET = { upright: 680, landscape: 1009 };

function addressOf(report: Report): string | null {
  return hrefOf(report, { pupil: school.pupilId, group: school.groupId, school: null }[report.about]);
}

for (const report of reports) {
  test(`${report.code} can be read, chosen from, printed and kept by everybody`, async (t) => {
    if (!page) return t.skip(`no browser starts here: ${'reason' in browser ? browser.reason : ''}`);
    const href = addressOf(report);
    if (href === null) return t.skip('begins with something that this school does not have');
    await page.goto(href);
    await watcher.look(page, `rapport-${report.code}`);
    await expectRoom(page);
    await expectFiltersByKeyboard(page);
    await expectPaper(page);
    await expectFiles(page, href);
    return undefined;
  });
}

test('a teacher finds a pupil by keyboard, and the way back holds what was typed', async (t) => {
  if (!page) return t.skip(`no browser starts here: ${'reason' in browser ? browser.reason : ''}`);
  await page.goto('/rapporten');
  await watcher.look(page, 'rapporten');
  await page.getByLabel('Naam van de leerling').focus();
  await page.keyboard.type('a');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/rapporten\?leerling=a&groep=/);
  await watcher.look(page, 'rapporten-gevonden');
  const found = page.getByRole('table', { name: /met “a”/ }).getByRole('link');
  assert.ok(await found.count() > 0);
  await found.first().press('Enter');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goBack();
  assert.equal(await page.getByLabel('Naam van de leerling').inputValue(), 'a');
  return undefined;
});

/** Nothing is cut off for who enlarges to 200 %. */
async function expectRoom(page: Page): Promise<void> {
  await page.setViewportSize(ZOOMED);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize(LAPTOP);
  assert.ok(width <= ZOOMED.width, `${page.url()} is ${width} pixels wide at 200 %`);
}

const CHOICES = '.tabs__link, .filter__summary, .filter--switch .filter__option';

/** Every choice of the page has its turn when one tabs through it, and a list opens without a mouse. */
async function expectFiltersByKeyboard(page: Page): Promise<void> {
  const wanted = await page.locator(CHOICES).count();
  if (wanted === 0) return;
  await page.locator('main').focus();
  for (let reached = 0, presses = 0; reached < wanted; presses += 1) {
    assert.ok(presses < wanted + 30, `${page.url()}: ${reached} of ${wanted} choices are reached by keyboard`);
    await page.keyboard.press('Tab');
    if (await page.evaluate((choices) => document.activeElement?.matches(choices), CHOICES)) reached += 1;
  }
  const list = page.locator('.filter__summary').first();
  if (await list.count() === 0) return;
  await list.press('Enter');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.filter__option')), 'an option of the list');
  await list.press('Enter');
}

/** On paper nothing can be clicked, nothing falls off the sheet, and invented norms say so. */
async function expectPaper(page: Page): Promise<void> {
  const invented = await page.locator('.synthetic').count() > 0;
  await page.emulateMedia({ media: 'print' });
  const landscape = await page.locator('.report--landscape').count() > 0;
  const width = landscape ? SHEET.landscape : SHEET.upright;
  await page.setViewportSize({ width, height: 900 });
  const seen = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    clickable: [...document.querySelectorAll<HTMLElement>('nav, .button, .filter, .search')]
      .filter((element) => element.offsetParent !== null).map(({ className }) => className),
    labels: [...document.querySelectorAll<HTMLElement>('.synthetic')].filter(({ offsetParent }) => offsetParent).length,
  }));
  await watcher.picture(page, `papier-${new URL(page.url()).pathname.split('/').at(-1)}`);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(LAPTOP);
  assert.deepEqual(seen.clickable, [], `${page.url()} on paper`);
  assert.ok(seen.width <= width, `${page.url()} is ${seen.width} pixels wide on a sheet of ${width}`);
  assert.equal(seen.labels > 0, invented, `whose norms these are stands on the paper of ${page.url()}`);
}

const BEGINS = { pdf: '%PDF-', csv: '\uFEFF', xlsx: 'PK' } as const;

async function expectFiles(page: Page, href: string): Promise<void> {
  for (const [ending, begins] of Object.entries(BEGINS)) {
    const answer = await page.request.get(`${href}.${ending}`);
    assert.equal(answer.status(), 200, `${href}.${ending}`);
    const start = (await answer.body()).subarray(0, Buffer.byteLength(begins)).toString();
    assert.equal(start, begins, `${href}.${ending}`);
  }
}
