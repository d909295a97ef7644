import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';

/** Where the screenshots of a journey are kept: build output, in the order of the walk. */
export const pictureFolder = path.resolve('build/journeys');

/**
 * Nothing is left out. Of the inside of qti-components axe 4.14 had nothing to say on any of the 24 items of
 * RW-M6-T1-SCHERM, since `src/player/item-view.ts` gives its parts the names and roles that they lack.
 */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Looks at every page that somebody comes to: what is wrong for who cannot see it, and how it looks. */
export class Watcher {
  readonly #troubles: string[] = [];
  readonly #expected: RegExp[] = [];
  #pictures = 0;

  /** From now on this is no trouble: the story brings it about. */
  expect(meant: RegExp): void {
    this.#expected.push(meant);
  }

  /** Hears of every error on the console and every request that failed, in all pages of this visitor. */
  follow(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error') this.#troubles.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.#troubles.push(`script: ${error.error().message}`));
    context.on('requestfailed', (request) => {
      // A page that is left, and a link that is a download, stop a request that was under way.
      const why = request.failure()?.errorText ?? '';
      if (why !== 'net::ERR_ABORTED') this.#troubles.push(`request: ${request.url()} ${why}`);
    });
    context.on('response', (answer) => {
      if (answer.status() >= 400) this.#troubles.push(`answer ${answer.status()}: ${answer.url()}`);
    });
  }

  /**
   * Judges the page as it stands and keeps a picture of it.
   * @param answer the status with which the page came when it refuses what was typed
   */
  async look(page: Page, name: string, answer: 200 | 422 | 409 = 200): Promise<void> {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const found = await new AxeBuilder({ page }).withTags(RULES)
      // In the page itself: a second page for the report, as cross-origin frames need, takes twice the time.
      .setLegacyMode().analyze();
    const said = found.violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ html, target }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`));
    await this.picture(page, name);
    await expectNoSidewaysScrolling(page);
    assert.deepEqual(said, [], `axe on ${page.url()}`);
    assert.equal(await page.locator('h1').filter({ visible: true }).count(), 1, `one main heading on ${page.url()}`);
    this.expectNoTrouble(answer === 200 ? null : new RegExp(`^answer ${answer}|status of ${answer}`));
  }

  /** A picture of the whole page, numbered in the order of the walk. */
  async picture(page: Page, name: string): Promise<void> {
    this.#pictures += 1;
    await mkdir(pictureFolder, { recursive: true });
    const number = String(this.#pictures).padStart(2, '0');
    const file = path.join(pictureFolder, `${number}-${name}.png`);
    await page.screenshot({ path: file, fullPage: true, timeout: PICTURE_MS });
  }

  /** Nothing went wrong since the last time, but for answers that the step meant to get. */
  expectNoTrouble(meant: RegExp | null = null): void {
    const troubles = this.#troubles.splice(0)
      .filter((trouble) => ![...this.#expected, meant].some((known) => known?.test(trouble)));
    assert.deepEqual(troubles, []);
  }
}

const NARROW = 360;
/** A picture of a long page on a machine that does much else. */
const PICTURE_MS = 60_000;

/** On a telephone, and zoomed in on a laptop, the page itself never scrolls sideways; a wide table may, in its box. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: NARROW, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (size) await page.setViewportSize(size);
  assert(width <= NARROW, `${page.url()} is ${width} pixels wide on a screen of ${NARROW}`);
}
