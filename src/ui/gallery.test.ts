import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { h } from 'preact';
import type { Browser, BrowserContext, Page as BrowserPage } from 'playwright-core';
import { chromium } from 'playwright-core';
import { assetUrl, uiAssets } from './assets.ts';
import { ErrorSample, FieldsSample, OrderSample, PupilSample } from './gallery/form-pages.tsx';
import { GridSample, GroupReportSample, PupilReportSample } from './gallery/report-pages.tsx';
import { HomeSample, PartsSample } from './gallery/staff-pages.tsx';
import { renderPage } from './page.tsx';

const chromiumPath = '/usr/bin/chromium';
const chromiumFlags = [
  '--no-sandbox', '--headless=shell', '--disable-gpu', '--disable-quic', '--disable-background-networking',
];
const origin = 'http://gallery.invalid';
const pictures = fileURLToPath(new URL('../../build/gallery/', import.meta.url));

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
      if (browser === null) return t.skip(`no browser at ${chromiumPath}: the gallery was not looked at`);
      const context = await browser.newContext({ locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' });
      try {
        await judge(context, name, renderPage(h(sample, {})));
      } finally {
        await context.close();
      }
      return undefined;
    });
  }
});

async function judge(context: BrowserContext, name: string, html: string): Promise<void> {
  const page = await openPage(context, html);
  for (const [view, width, height] of [['wide', 1280, 900], ['zoom-200', 640, 450], ['narrow', 320, 640]] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${pictures}${name}-${view}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page }).withTags([
      'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice',
    ]).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html: found }) => found)]), [], `${name} ${view}`);
    const scrollWidth = await page.evaluate('document.documentElement.scrollWidth') as number;
    assert.ok(scrollWidth <= width, `${name} at ${width} pixels needs ${scrollWidth}`);
  }
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: `${pictures}${name}-print.png`, fullPage: true });
  await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
  await page.screenshot({ path: `${pictures}${name}-forced-colors.png` });
}

/** Opens a page and gives it our assets; whatever else it asks for makes the test fail. */
async function openPage(context: BrowserContext, html: string): Promise<BrowserPage> {
  const bodies = new Map(await Promise.all(uiAssets().map(async ({ path, contentType, body }) =>
    [assetUrl(path), { contentType, body: Buffer.from(await body()) }] as const)));
  const page = await context.newPage();
  const strangers: string[] = [];
  await page.route('**', async (route) => {
    const { pathname, href } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    const asset = bodies.get(pathname);
    if (asset === undefined) strangers.push(href);
    return asset === undefined ? route.abort() : route.fulfill(asset);
  });
  await page.goto(`${origin}/`);
  await page.evaluate('document.fonts.ready');
  assert.deepEqual(strangers, []);
  return page;
}
