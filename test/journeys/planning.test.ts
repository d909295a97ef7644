import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Gate } from '../../src/access/gate.ts';
import { may } from '../../src/access/rules.ts';
import { assetRoutes } from '../../src/app/asset-routes.ts';
import { publishSynthetic } from '../../src/content/actions.ts';
import { planningRoutes } from '../../src/planning/routes.ts';
import { one, sql } from '../../src/platform/database/query.ts';
import { NotFound } from '../../src/platform/http/redirect.ts';
import { createServer, type Server } from '../../src/platform/http/server.ts';
import { rosterRoutes } from '../../src/roster/routes.ts';
import { testPlatform, type TestPlatform } from '../platform.ts';
import { fourClasses, newPlanningSchool, type PlanningSchool } from '../planning-school.ts';
import { openBrowser } from './browser.ts';
import { Watcher } from './watching.ts';

/** One key by a practised hand takes about a third of a second, and each stop to look about one and a half (the
 * keystroke-level model of Card, Moran and Newell, 1980: K = 0.28 s, M = 1.35 s). */
const SECONDS_A_KEY = 0.28;
const SECONDS_A_LOOK = 1.35;

let platform: TestPlatform;
let server: Server;
let url = '';
let school: PlanningSchool;
let browser: Browser | { readonly reason: string };
const watcher = new Watcher();

before(async () => {
  browser = await openBrowser();
  platform = await testPlatform();
  await publishSynthetic(platform, ['arithmetic', 'spelling', 'verb-spelling', 'punctuation']);
  school = await newPlanningSchool(platform, fourClasses, { history: true });
  server = await createServer({ log: platform.log, uploadBytesMax: 1000, renderError: ({ status }) => String(status) });
  /** The supervisor looks; the gate itself is tested in access. */
  const gate: Gate = {
    school: async (_request, _reply, act) => {
      if (act && !may(school.supervisor, act)) throw new NotFound();
      return school.supervisor;
    },
    service: async () => { throw new NotFound(); },
    find: async () => school.supervisor,
  };
  assetRoutes(server, '');
  rosterRoutes(server, platform, gate);
  planningRoutes(server, platform, gate);
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});

after(async () => {
  if (!('reason' in browser)) await browser.close();
  await server.close();
});

async function visit(path: string, opened: Browser): Promise<Page> {
  const context = await opened.newContext({
    baseURL: url, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  watcher.follow(context);
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** A keyboard that counts: nothing else is touched. */
function countingKeyboard(page: Page) {
  let presses = 0;
  return {
    get presses() { return presses; },
    async press(key: string) {
      presses += 1;
      await page.keyboard.press(key);
    },
    /** Tabs until the focus is on what says this. */
    async tabTo(words: RegExp) {
      for (let tries = 0; tries < 60; tries += 1) {
        await this.press('Tab');
        const focused = await page.evaluate(() => {
          const active = document.activeElement;
          return (active?.getAttribute('aria-label') ?? active?.textContent ?? '').trim();
        });
        if (words.test(focused)) return;
      }
      throw new Error(`no focus on ${String(words)}`);
    },
  };
}

test('a year group of four classes is planned within a minute by keyboard alone', async (t) => {
  if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
  const page = await visit('/groepen', browser);
  const keyboard = countingKeyboard(page);
  await keyboard.tabTo(/^Klaarzetten$/);
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Toetsen klaarzetten' }).waitFor();
  await watcher.look(page, 'klaarzetten-kiezen');
  await keyboard.tabTo(/^Jaargroep 5/);
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Toetsen klaarzetten voor jaargroep 5' }).waitFor();
  await watcher.picture(page, 'klaarzetten-jaargroep-5');
  await keyboard.tabTo(/^Zet klaar$/);
  await keyboard.press('Enter');
  await page.getByText('Klaargezet voor 130 leerlingen').waitFor();
  await watcher.picture(page, 'klaargezet-jaargroep-5');
  const looks = 3;
  const seconds = keyboard.presses * SECONDS_A_KEY + looks * SECONDS_A_LOOK;
  t.diagnostic(`${keyboard.presses} key presses and ${looks} looks: about ${Math.round(seconds)} seconds of a person`);
  assert.ok(seconds < 60, `${keyboard.presses} key presses`);
  assert.equal(await plannedNow(), 130);
  return undefined;
});

test('one press takes the whole planning back, and bulk changes keep what was chosen for one pupil', async (t) => {
  if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
  const page = await visit('/klaarzetten?jaargroep=5', browser);
  await page.getByRole('button', { name: 'Neem alles terug' }).press('Enter');
  await page.getByText('130 toetsen teruggenomen').waitFor();
  await watcher.picture(page, 'teruggenomen');
  assert.equal(await plannedNow(), 0);
  const first = page.getByLabel(/^Toets voor/).first();
  await first.selectOption({ label: 'E4' });
  await page.getByText('Voor iedereen tegelijk').press('Enter');
  await page.getByLabel('Hoe, voor allen').selectOption('paper');
  await page.getByRole('button', { name: 'Pas toe op de lijst' }).press('Enter');
  await page.getByText('E4 voor 1 leerling en M5 voor 129 leerlingen. Iedereen op papier.').waitFor();
  await watcher.picture(page, 'klaarzetten-allen-op-papier');
  return undefined;
});

test('a day that does not exist is told, and nothing that was chosen is lost', async (t) => {
  if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
  const page = await visit('/klaarzetten?jaargroep=4', browser);
  await page.getByLabel(/^Hoe voor/).first().selectOption('paper');
  await page.getByText('Voor iedereen tegelijk').press('Enter');
  await page.getByLabel('Tijd', { exact: false }).first().fill('25.99');
  await page.getByLabel('Open vanaf').fill('2027-02-01');
  await page.getByRole('button', { name: 'Zet klaar' }).press('Enter');
  await page.getByText('Deze tijd bestaat niet').waitFor();
  assert.equal(await page.getByLabel(/^Hoe voor/).first().inputValue(), 'paper');
  await watcher.look(page, 'klaarzetten-fout', 422);
  return undefined;
});

test('three tests of language, the overview and the lists of accommodations can be used by everybody', async (t) => {
  if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
  const [group] = school.groups;
  const page = await visit(`/klaarzetten?vak=language&groep=${group!.groupId}`, browser);
  await page.getByText('Voor iedereen tegelijk').press('Enter');
  await watcher.look(page, 'klaarzetten-taalverzorging');
  await page.getByRole('button', { name: 'Zet klaar' }).press('Enter');
  await page.getByText('Klaargezet voor 30 leerlingen').waitFor();
  await watcher.look(page, 'klaargezet-taalverzorging');
  await page.goto('/klaarzetten/overzicht?vak=language');
  await page.getByText('Een andere tijd voor deze groepen').press('Enter');
  await watcher.look(page, 'wie-moet-nog');
  await page.goto(`/groepen/${group!.groupId}/aanpassingen`);
  await page.getByLabel(/^Lettergrootte voor/).first().selectOption('150');
  await page.getByLabel(/^Voorlezen voor/).first().check();
  await page.getByRole('button', { name: 'Bewaar' }).press('Enter');
  await page.getByText('Bewaard voor 1 leerling').waitFor();
  await watcher.look(page, 'aanpassingen-groep');
  await page.getByRole('rowheader').first().getByRole('link').click();
  await watcher.look(page, 'aanpassingen-leerling');
  await page.goto(`/groepen/${group!.groupId}/klaarzetten`);
  await page.getByText('letters 150 %, voorlezen').waitFor();
  await page.evaluate(() => { document.documentElement.style.zoom = '2'; });
  await watcher.picture(page, 'klaarzetten-groep-200-procent');
  return undefined;
});

async function plannedNow(): Promise<number> {
  const { schoolId, supervisor } = school;
  const { count } = await platform.doors.withTenant(schoolId, supervisor.actor, 'planning', (tx) =>
    one<{ count: number }>(tx, sql`select count(*)::int as count from planned_test
      where school_id = ${schoolId} and status = 'planned'`));
  return count;
}
