import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { h } from 'preact';
import type { Browser, Page as BrowserPage, Route } from 'playwright-core';
import { chromium } from 'playwright-core';
import { assetUrl, uiAssets } from './assets.ts';
import { Progress } from './components/progress.tsx';
import { ErrorSample, FieldsSample, OrderSample, PupilSample } from './gallery/form-pages.tsx';
import { GridSample, GroupReportSample, PupilReportSample } from './gallery/report-pages.tsx';
import { HomeSample, PartsSample } from './gallery/staff-pages.tsx';
import { PlainPage, renderFragment, renderPage } from './page.tsx';

const chromiumPath = '/usr/bin/chromium';
const chromiumFlags = [
  '--no-sandbox', '--headless=shell', '--disable-gpu', '--disable-quic', '--disable-background-networking',
];
const noBrowser = `no browser at ${chromiumPath}: the gallery was not looked at`;
const pictures = fileURLToPath(new URL('../../build/gallery/', import.meta.url));
/** With INBEELD_GALLERY=1 every view is kept as a picture; otherwise one of each page. */
const allPictures = process.env['INBEELD_GALLERY'] === '1';

/** Pages with parts that a narrow screen shows in another form; the others axe sees once, which saves
 * seconds. */
const otherWhenNarrow: ReadonlySet<string> = new Set(['home', 'pupil-report']);

const samples = {
  home: HomeSample, parts: PartsSample, order: OrderSample, fields: FieldsSample, error: ErrorSample,
  pupil: PupilSample, 'pupil-report': PupilReportSample, 'group-report': GroupReportSample, grid: GridSample,
};

describe('the gallery: every component on a page, in a real browser', () => {
  let browser: Browser | null = null;
  before(async () => {
    if (!existsSync(chromiumPath)) return;
    mkdirSync(pictures, { recursive: true });
    browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
  });
  after(async () => browser?.close());

  for (const [name, sample] of Object.entries(samples)) {
    test(`${name}: axe finds nothing, and 320 pixels are wide enough`, async (t) => {
      if (browser === null) return t.skip(noBrowser);
      const page = await openPage(browser, { '/': renderPage(h(sample, {})) });
      await judge(page, name);
      if (allPictures) await takeOtherPictures(page, name);
      return page.context().close();
    });
  }

  test('progress renews itself until the answer no longer asks for it', async (t) => {
    if (browser === null) return t.skip(noBrowser);
    const work = { id: 'work', label: 'Leerlingen ophalen', max: 226 };
    const underWay = { ...work, value: 120, words: '120 van 226', pollHref: '/progress', everySeconds: 0.1 };
    const done = { ...work, value: 226, words: 'Klaar: 226 leerlingen', pollHref: null };
    const page = await openPage(browser, {
      '/': renderPage(h(PlainPage, { productName: 'Leerling in beeld', title: 'Stap 1' },
        h(Progress, underWay))),
      '/progress': renderFragment(h(Progress, done)),
    });
    await page.getByText('Klaar: 226 leerlingen').waitFor({ timeout: 5000 });
    assert.equal(await page.locator('[hx-get]').count(), 0);
    return page.context().close();
  });
});

async function judge(page: BrowserPage, name: string): Promise<void> {
  for (const [view, width, height] of [['wide', 1280, 900], ['narrow', 320, 640]] as const) {
    await page.setViewportSize({ width, height });
    if (view === 'wide' || otherWhenNarrow.has(name) || allPictures) await axe(page, `${name} ${view}`);
    const scrollWidth = await page.evaluate('document.documentElement.scrollWidth') as number;
    assert.ok(scrollWidth <= width, `${name} at ${width} pixels needs ${scrollWidth}`);
    if (view === 'wide' || allPictures) {
      await page.screenshot({ path: `${pictures}${name}-${view}.png`, fullPage: true });
    }
  }
}

async function axe(page: BrowserPage, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags([
    'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice',
  ]).analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html: found }) => found)]), [], where);
}

/** A window of 1280 pixels at 200 % shows 640; paper of 210 mm is 794 pixels wide. */
async function takeOtherPictures(page: BrowserPage, name: string): Promise<void> {
  await page.setViewportSize({ width: 640, height: 450 });
  await page.screenshot({ path: `${pictures}${name}-zoom-200.png`, fullPage: true });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.screenshot({ path: `${pictures}${name}-forced-colors.png`, fullPage: true });
  await page.emulateMedia({ forcedColors: 'none' });
  await page.pdf({ path: `${pictures}${name}-print.pdf`, format: 'A4', preferCSSPageSize: true });
}

/** Opens `/` of a site of these pages and our assets; anything else that the page asks for makes the test
 * fail. */
async function openPage(browser: Browser, pages: Readonly<Record<string, string>>): Promise<BrowserPage> {
  const context = await browser.newContext({ locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' });
  const page = await context.newPage();
  const strangers: string[] = [];
  await page.route('**', async (route: Route) => {
    const { pathname, href } = new URL(route.request().url());
    const html = pages[pathname];
    if (html !== undefined) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    const asset = uiAssets().find(({ path }) => assetUrl(path) === pathname);
    if (asset === undefined) {
      strangers.push(href);
      return route.abort();
    }
    return route.fulfill({ contentType: asset.contentType, body: Buffer.from(await asset.body()) });
  });
  await page.goto('http://gallery.invalid/');
  await page.evaluate('document.fonts.ready');
  assert.deepEqual(strangers, []);
  return page;
}
