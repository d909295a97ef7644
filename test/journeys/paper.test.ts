import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { SchoolViewer } from '../../src/access/types.ts';
import { assetRoutes } from '../../src/app/asset-routes.ts';
import { paperRoutes } from '../../src/paper/routes.ts';
import { planTests } from '../../src/planning/actions.ts';
import { technicalReadingRoutes } from '../../src/technical-reading/routes.ts';
import { classWithNames } from '../class-with-names.ts';
import type { Classroom } from '../classroom.ts';
import { testPlatform } from '../platform.ts';
import { typingRoom, type TypingRoom } from '../typing-room.ts';
import { handInWrittenAnswers } from '../written-answers.ts';
import { openBrowser } from './browser.ts';
import { expectNoSidewaysScrolling, Watcher } from './watching.ts';

let room: TypingRoom;
let url = '';
let group: Classroom;
let colleague: SchoolViewer;
let browser: Browser | { readonly reason: string };
const watcher = new Watcher();

before(async () => {
  browser = await openBrowser();
  const platform = await testPlatform();
  // Ten are enough for what is looked at; axe takes long over the cells of a whole class.
  group = await classWithNames(platform, 10);
  const id = '018f0000-0000-7000-8000-0000000000c0';
  colleague = { ...group.teacher, id, label: 'Meester Collega', actor: { kind: 'staff', id } };
  const choices = group.pupils.slice(0, 8).map((pupil) =>
    ({ pupilId: pupil.id, testCode: 'RW-M5', medium: 'paper' as const }));
  await planTests(platform, group.teacher, { groupId: group.groupId, subject: 'arithmetic', choices });
  await handInWrittenAnswers(platform, { ...group, pupils: group.pupils.slice(8) }, [
    ['Omdat er wolken zijn. Die worden te zwaar en dan valt het water naar beneden.', 'Door de zon.'],
    ['Weet ik niet.', 'Omdat de zee verdampt, bijvoorbeeld in de zomer.'],
  ]);
  room = await typingRoom(platform, (server, gate) => {
    assetRoutes(server, '');
    paperRoutes(server, platform, gate);
    technicalReadingRoutes(server, platform, gate);
  });
  for (const viewer of [group.teacher, colleague]) await room.get(viewer, '/nobody');
  url = await room.server.listen({ port: 0, host: '127.0.0.1' });
});

after(async () => {
  if (!('reason' in browser)) await browser.close();
  await room.server.close();
});

async function visit(viewer: SchoolViewer, path: string, options: BrowserContextOptions = {}): Promise<Page> {
  assert.ok(!('reason' in browser));
  const context = await browser.newContext({
    baseURL: url, locale: 'nl-NL', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce',
    extraHTTPHeaders: { 'x-viewer': viewer.id }, ...options,
  });
  watcher.follow(context);
  const page = await context.newPage();
  await page.goto(`/groepen/${group.groupId}/${path}`);
  return page;
}

/** What the focused field says of itself. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
}

test('a class is typed by keyboard, is kept while it is typed, and two people see each other', async (t) => {
  if ('reason' in browser) return t.skip(browser.reason);
  const page = await visit(group.teacher, 'papier/RW-M5?taak=1');
  const other = await visit(colleague, 'papier/RW-M5?taak=1');
  await page.locator('input[data-cell]').first().focus();
  await page.keyboard.type('10-1/');
  assert.equal(await focused(page), 'Aalst, Fleur van, opgave 6');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'Akkerman, Daan, opgave 6');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await focused(page), 'Aalst, Fleur van, opgave 5');
  await page.getByText(/^Bewaard om/).waitFor();
  // The colleague's page shows it with the next cell that is typed there.
  await other.getByLabel('Bakker, Noor, opgave 1', { exact: true }).fill('1');
  await other.getByText('Een collega vulde net 24 vakjes in.').waitFor();
  assert.equal(await other.getByLabel('Aalst, Fleur van, opgave 3', { exact: true }).inputValue(), '-');
  await watcher.look(other, 'papier-collega');
  await other.context().close();
  await page.context().close();
});

test('without a connection what was typed stays, and is kept when there is one again', async (t) => {
  if ('reason' in browser) return t.skip(browser.reason);
  const page = await visit(group.teacher, 'papier/RW-M5?taak=2');
  await page.context().setOffline(true);
  watcher.expect(/ERR_INTERNET_DISCONNECTED/);
  await page.getByLabel('Boer, Sem de, opgave 1', { exact: true }).fill('1');
  await page.getByText(/^Nog niet bewaard: er is geen verbinding/).waitFor();
  await page.context().setOffline(false);
  await page.getByLabel('Boer, Sem de, opgave 2', { exact: true }).fill('0');
  await page.getByText(/^Bewaard om/).waitFor();
  await page.reload();
  const kept = [1, 2].map((position) =>
    page.getByLabel(`Boer, Sem de, opgave ${position}`, { exact: true }).inputValue());
  assert.deepEqual(await Promise.all(kept), ['1', '0']);
  await page.context().close();
});

test('several cells at once are shown in their place before they are kept', async (t) => {
  if ('reason' in browser) return t.skip(browser.reason);
  const page = await visit(group.teacher, 'papier/RW-M5?taak=3');
  await page.getByLabel('Bos, Mila, opgave 2', { exact: true }).focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '1\t0\n0\t9');
    const pasted = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(pasted);
  });
  await page.getByText('Er is nog niets bewaard').waitFor();
  assert.equal(await page.getByLabel('Brouwer, Lucas, opgave 2', { exact: true }).inputValue(), '0');
  await page.getByText('Brouwer, Lucas, opgave 3: zoveel punten kan niet').waitFor();
  await watcher.look(page, 'papier-geplakt');
  await page.getByLabel('Brouwer, Lucas, opgave 3', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Bewaar wat geplakt is' }).click();
  await page.getByText('4 vakjes bewaard.').waitFor();
  await page.context().close();
});

test('without a script the grid is typed and kept by its button', async (t) => {
  if ('reason' in browser) return t.skip(browser.reason);
  const page = await visit(group.teacher, 'papier/RW-M5?taak=2', { javaScriptEnabled: false });
  await page.getByLabel('Dekker, Saar, opgave 1', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Bewaar voor later' }).click();
  await page.getByText('1 vakje bewaard.').waitFor();
  await page.context().close();
});

test('each page for typing is fit for everybody, at 200 % too', async (t) => {
  if ('reason' in browser) return t.skip(browser.reason);
  const pages = [
    ['papier/RW-M5?taak=1&ronde=2', 'papier-tweede'],
    ['papier/RW-M5/verschillen?taak=1', 'papier-verschillen'], ['nakijken', 'nakijken'],
    ['technisch-lezen', 'dmt'], ['technisch-lezen?vak=avi', 'avi'],
  ] as const;
  const page = await visit(group.teacher, pages[0][0]);
  for (const [path, name] of pages) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`/groepen/${group.groupId}/${path}`);
    await watcher.look(page, name);
    await page.setViewportSize({ width: 640, height: 450 });
    await expectNoSidewaysScrolling(page);
    await watcher.picture(page, `${name}-200`);
  }
  await page.context().close();
});

test('the watch says when the minute is over', async (t) => {
  if ('reason' in browser) return t.skip(browser.reason);
  const page = await visit(group.teacher, 'technisch-lezen');
  await page.clock.install();
  await page.reload();
  await page.getByRole('button', { name: 'Start de tijd' }).click();
  await page.clock.runFor(61_000);
  await page.getByText('De minuut is om. Zet een streep na het laatste woord.').waitFor();
  assert.equal(await page.locator('[data-time]').textContent(), '1:00');
  await page.context().close();
});
