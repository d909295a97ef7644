import assert from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { accommodationChoices } from '../../src/planning/accommodations.ts';
import { practiceItemOf } from '../../src/taking/practice.ts';
import { openBrowser } from './browser.ts';
import { exampleItems, startPlayerServer, type GivenTask, type PlayerServer } from './player-server.ts';
import { Watcher } from './watching.ts';

/** One browser for all of them; each has a context of its own. */
let opening: ReturnType<typeof openBrowser> | undefined;
after(async () => {
  const browser = await opening;
  if (browser && 'close' in browser) await browser.close();
});

test('the teacher pauses and resumes, and a raised hand is seen, without an answer being lost', async (t) => {
  await walk(t, {}, async ({ page, bench, watcher }) => {
    await page.getByText('Omdat het regent.').click();
    bench.tell('paused');
    await page.getByRole('heading', { name: 'Even wachten' }).waitFor();
    assert.equal(await page.getByText('Omdat het regent.').isVisible(), false, 'nothing of the taak is shown');
    await watcher.look(page, 'speler-stilgezet');
    bench.tell('resumed');
    await page.getByRole('heading', { name: 'Opgave 1 van' }).waitFor();
    await page.getByText('Opgeslagen').waitFor();
    assert.equal(bench.final().size, 1);

    await page.getByRole('button', { name: 'Vraag hulp' }).press('Enter');
    await page.getByText('Je vinger is omhoog').waitFor();
    await watcher.look(page, 'speler-vinger-omhoog');
    bench.tell('help-coming');
    await page.getByText('Je juf of meester komt eraan').waitFor();
    await page.getByRole('button', { name: 'Hulp is niet meer nodig' }).click();
    await page.getByRole('button', { name: 'Vraag hulp' }).waitFor();
    assert.deepEqual(bench.told, ['vraagt hulp', 'geen hulp']);
    bench.tell('ended');
    await page.getByRole('heading', { name: 'De taak is gestopt' }).waitFor();
    await watcher.look(page, 'speler-gestopt');
    await page.waitForFunction(() => !document.querySelector('item-container'));
  });
});

test('a taak that is paused waits from its first page, and one that is reopened goes on', async (t) => {
  await walk(t, { paused: true }, async ({ page, bench }) => {
    await page.getByRole('heading', { name: 'Even wachten' }).waitFor();
    bench.task = {};
    bench.tell('resumed');
    await page.getByRole('button', { name: 'Opgave 3, nog open' }).click();
    await page.getByRole('button', { name: 'Klaar', exact: true }).click();
    await page.getByText('Er zijn nog 3 opgaven open').waitFor();
    await page.getByRole('button', { name: 'Inleveren' }).click();
    await page.getByRole('heading', { name: 'Taak 1 van 3 is klaar' }).waitFor();
    bench.tell('reopened');
    await page.getByRole('heading', { name: 'Opgave 1 van' }).waitFor();
  });
});

test('the item to practise with says only how to answer, and is told to nobody', async (t) => {
  for (const subject of ['arithmetic', 'punctuation'] as const) {
    await walk(t, { practiceItem: practiceItemOf(subject) }, async ({ page, bench, watcher }) => {
      await page.getByRole('heading', { name: 'Oefenopgave, telt niet mee' }).waitFor();
      await page.locator('item-container qti-item-body').waitFor();
      await watcher.look(page, `speler-oefenen-${subject}`);
      if (subject === 'arithmetic') await page.locator('item-container input').fill('9');
      else await page.getByRole('button', { name: 'vraagteken' }).click();
      if (subject === 'punctuation') await page.getByRole('button', { name: 'Plek 1, leeg' }).click();
      await page.getByText('Zo werkt het.').waitFor();
      await page.getByRole('button', { name: 'Begin met de taak' }).click();
      await page.getByRole('heading', { name: 'Opgave 1 van' }).waitFor();
      assert.equal(bench.answers.length, 0);
    });
  }
});

test('a pupil who uses breaks gets one half way, and whenever it is asked for', async (t) => {
  await walk(t, { accommodations: { extraBreaks: true } }, async ({ page, watcher }) => {
    const next = page.getByRole('button', { name: 'Volgende' });
    const goOn = page.getByRole('button', { name: 'Ga verder' });
    await page.getByRole('button', { name: 'Even pauze' }).click();
    await page.getByText('Neem even rust').waitFor();
    await watcher.look(page, 'speler-pauze');
    await goOn.press('Enter');
    await next.click();
    await next.click();
    await page.getByText('Je bent op de helft').waitFor();
    await goOn.click();
    await page.getByRole('heading', { name: 'Opgave 3 van' }).waitFor();
    await page.getByRole('button', { name: 'Vorige' }).click();
    await next.click();
    await page.getByRole('heading', { name: 'Opgave 3 van' }).waitFor();
  });
});

test('every size, spacing and contrast can be read, inside the items too, and nothing scrolls sideways', async (t) => {
  for (const [at, contrast] of accommodationChoices.contrast.entries()) {
    const accommodations = {
      contrast, textSize: accommodationChoices.textSize[at] ?? 200, lineSpacing: at % 2 === 0 ? 'wide' : 'normal',
      letter: at % 2 === 0 ? 'sans' : 'andika',
    } as const;
    await walk(t, { accommodations }, async ({ page, watcher }) => {
      await page.getByText('Omdat het regent.').click();
      await watcher.look(page, `speler-${contrast}-keuze`);
      const [size, family] = await page.locator('qti-prompt').first().evaluate((prompt) => {
        const { fontSize, fontFamily } = getComputedStyle(prompt);
        return [Number.parseFloat(fontSize), fontFamily] as const;
      });
      assert.equal(Math.round(size), Math.round(22 * accommodations.textSize / 100));
      assert.match(family, accommodations.letter === 'sans' ? /^Arial/ : /^Andika/);
      for (const kind of ['zinnen', 'leestekens']) {
        await page.getByRole('button', { name: 'Volgende' }).click();
        await page.locator('item-container .control-hint').waitFor();
        await watcher.look(page, `speler-${contrast}-${kind}`);
      }
    });
  }
});

test('the reading ruler follows pointer, focus and keys; only a voice of the device reads aloud', async (t) => {
  const accommodations = { readingRuler: true, readAloud: true, readAloudSpeed: 0.75 } as const;
  await walk(t, { accommodations }, async ({ page, watcher }) => {
    const middle = () => page.locator('.player-ruler').evaluate((ruler) =>
      Number.parseFloat((ruler as HTMLElement).style.getPropertyValue('--ruler-middle')));
    await page.mouse.move(300, 400);
    assert.equal(await middle(), 400);
    await page.keyboard.press('Alt+ArrowDown');
    const lower = await middle();
    assert(lower > 410 && lower < 480, 'one line lower');
    await page.getByRole('button', { name: 'Volgende' }).focus();
    assert(await middle() > 500, 'at the foot of the page');
    await page.getByRole('button', { name: 'Leesliniaal' }).press('Enter');
    assert.equal(await page.locator('.player-ruler').isVisible(), false);

    await page.getByRole('button', { name: 'Lees voor' }).click();
    await page.getByText('geen Nederlandse stem').waitFor();
    await watcher.look(page, 'speler-geen-stem');
    await page.evaluate(() => {
      Object.assign(globalThis, { voices: [{ lang: 'nl-NL', localService: true }] });
    });
    await page.getByRole('button', { name: 'Lees voor' }).click();
    await page.getByRole('button', { name: 'Stop met voorlezen' }).waitFor();
    const spoken = await page.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken);
    assert.deepEqual(spoken.slice(0, 2), ['0.75 Regen.', '0.75 Saar wil buiten spelen.']);
    assert.equal(spoken.at(-1), '0.75 Omdat haar step stuk is.');
    await page.getByRole('button', { name: 'Volgende' }).click();
    await page.getByRole('button', { name: 'Lees voor' }).waitFor();
  }, (context) => context.addInitScript({ content: ownSynthesis }));
});

// Which voices a machine has is not for a test to say. At first there is one, of somebody's server.
const ownSynthesis = `
  globalThis.voices = [{ lang: 'nl-NL', localService: false }];
  globalThis.spoken = [];
  const synthesis = Object.assign(new EventTarget(), {
    speaking: false,
    getVoices: () => globalThis.voices,
    speak({ text, rate }) { globalThis.spoken.push(rate + ' ' + text); synthesis.speaking = true; },
    cancel() { synthesis.speaking = false; },
  });
  Object.defineProperty(globalThis, 'speechSynthesis', { value: synthesis });
  globalThis.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
`;

test('leaving the page for another tab is told once, and locks nothing', async (t) => {
  await walk(t, {}, async ({ page, bench }) => {
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.getByText('Omdat het regent.').click();
    await page.getByText('Opgeslagen').waitFor();
    assert.deepEqual(bench.told, ['weg']);
  });
});

async function walk(
  t: TestContext, task: GivenTask,
  steps: (given: { readonly page: Page; readonly bench: PlayerServer; readonly watcher: Watcher }) => Promise<void>,
  prepare: (context: BrowserContext) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const browser = await (opening ??= openBrowser());
  if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
  const bench = await startPlayerServer(await exampleItems('choice-passage', 'order-events', 'gap-match-marks'), task);
  try {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(6000);
    await prepare(context);
    const watcher = new Watcher();
    watcher.follow(context);
    const page = await context.newPage();
    await page.goto(bench.address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('item-container qti-item-body').waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.querySelector('.player-loading') === null);
    await steps({ page, bench, watcher });
    watcher.expectNoTrouble();
  } finally {
    await Promise.all(browser.contexts().map((each) => each.close()));
    await bench.close();
  }
}
