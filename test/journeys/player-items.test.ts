import assert from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { exampleItems, startPlayerServer, type PlayerServer } from './player-server.ts';
import { Watcher } from './watching.ts';

/** One item of each interaction, and the answer that the tests give. */
const examples = [
  ['choice-passage', 'B'], ['inline-choice', 'B'], ['text-entry-letters', 'ra'], ['order-events', ['B', 'D', 'A', 'C']],
  ['match-table', ['R1 K2', 'R2 K1', 'R3 K3']], ['gap-match-marks', ['W2 G1', 'W1 G2']], ['hotspot-plan', 'C'],
  ['extended-text', 'Ja, hij gaf het terug.'],
] as const;
const names = examples.map(([name]) => name);
const expected = new Map(examples.map(([, value], index) => [`item-${index + 1}`, { RESPONSE: value }]));

const sentences = { B: 'Je stopt een zaadje in de grond.', D: 'Je geeft het zaadje water.',
  A: 'Na een week komt er een groen puntje uit.', C: 'Dan groeit er een bloem.' };

/** One browser for all of them; each has a context of its own. */
let opening: ReturnType<typeof openBrowser> | undefined;
after(async () => {
  const browser = await opening;
  if (browser && 'close' in browser) await browser.close();
});

test('every kind of item is answered with the keyboard alone, reads well, and comes back after a reload', async (t) => {
  await walk(t, { viewport: { width: 1280, height: 900 } }, async (page, bench, watcher) => {
    const press = (...keys: readonly string[]) => each(keys, (key) => page.keyboard.press(key));
    const byKeys: readonly (() => Promise<void>)[] = [
      async () => {
        await tabTo(page, 'Omdat ze ziek is.');
        await press('ArrowDown', 'Space');
      },
      async () => {
        await tabTo(page, 'Welk woord past in de zin?');
        await page.keyboard.type('dus');
      },
      async () => {
        await tabTo(page, 'Welke letters horen in het woord?');
        await page.keyboard.type('ra');
      },
      async () => {
        // One too early, and then lower.
        await tabTo(page, sentences.D);
        await press('Enter');
        for (const id of ['B', 'A', 'C'] as const) {
          await tabTo(page, sentences[id]);
          await press('Enter');
        }
        await tabTo(page, `Zet hoger: ${sentences.B}`);
        await press('Enter');
      },
      async () => {
        for (const [row, steps] of [['een tulp', 1], ['een peer', 0], ['een stuk kaas', 2]] as const) {
          await tabTo(page, 'fruit', row);
          await press('Space', ...Array.from({ length: steps }, () => 'ArrowRight'));
        }
      },
      async () => {
        await tabTo(page, 'vraagteken');
        await press('Enter');
        await tabTo(page, 'Plek 1, leeg');
        await press('Enter');
        await tabTo(page, 'Plek 2, leeg');
        await press('Enter');
        await tabTo(page, 'punt', '', 'Shift+Tab');
        await press('Enter');
      },
      async () => {
        await tabTo(page, 'plek linksboven, bij het huis');
        await press('ArrowDown', 'ArrowDown', 'Space');
      },
      async () => {
        await tabTo(page, 'Vond jij dat Milan eerlijk was?');
        await page.keyboard.type('Ja, hij gaf het terug.');
      },
    ];
    for (const [index, answer] of byKeys.entries()) {
      await page.getByRole('heading', { name: `Opgave ${index + 1} van ${names.length}` }).waitFor();
      await page.locator('item-container qti-item-body').waitFor();
      await answer();
      await page.getByText(`${index + 1} van de ${names.length} ingevuld`).waitFor();
      await watcher.look(page, `speler-${names[index]}`);
      if (index === byKeys.length - 1) continue;
      await tabTo(page, 'Volgende');
      await press('Enter');
    }
    await tabTo(page, 'Klaar');
    await press('Enter');
    await page.getByText('Je hebt alle opgaven ingevuld.').waitFor();
    await watcher.look(page, 'speler-vraag-klaar');
    await press('Escape');
    await page.getByText('Opgeslagen').waitFor();
    assert.deepEqual(bench.final(), expected);
    await comesBack(page, bench);
    await tabTo(page, 'Opgave 8, ingevuld');
    await press('Home', 'Enter');
    await page.getByRole('heading', { name: 'Opgave 1 van' }).waitFor();
    await tabTo(page, 'Opgave 1, ingevuld');
    await press('End', 'Enter');
    await tabTo(page, 'Klaar');
    await press('Enter');
    await tabTo(page, 'Inleveren');
    await press('Enter');
    await page.getByRole('heading', { name: 'Taak 1 van 3 is klaar' }).waitFor();
    await watcher.look(page, 'speler-taak-klaar');
    assert.equal(bench.handIns, 1);
  });
});

for (const [held, viewport] of [
  ['upright', { width: 768, height: 1024 }], ['sideways', { width: 1024, height: 768 }],
] as const) {
  test(`every kind of item is answered with a finger on a tablet held ${held}`, async (t) => {
    await walk(t, { viewport, hasTouch: true, isMobile: true }, async (page, bench) => {
      await answerByPointing(page, (target) => target.tap());
      assert.deepEqual(bench.final(), expected);
    });
  });
}

test('every kind of item is answered with a mouse, and marks can be dragged to their places and back', async (t) => {
  await walk(t, { viewport: { width: 1024, height: 768 } }, async (page, bench) => {
    await answerByPointing(page, (target) => target.click());
    assert.deepEqual(bench.final(), expected);
    await page.getByRole('button', { name: 'Opgave 5, ingevuld' }).click();
    const cheese = page.getByRole('group', { name: 'een stuk kaas' });
    await cheese.getByText('fruit').click();
    await page.getByText('Opgeslagen').waitFor();
    assert.deepEqual(bench.final().get('item-5'), { RESPONSE: ['R1 K2', 'R2 K1', 'R3 K1'] }, 'one box a row');
    await page.getByRole('button', { name: 'Opgave 6, ingevuld' }).click();
    const drag = (from: Locator, to: Locator) => from.dragTo(to, { steps: 4 });
    const mark = (name: string) => page.getByRole('button', { name, exact: name === 'punt' });
    await drag(mark('vraagteken, op plek 1'), mark('punt, op plek 2'));
    await page.getByRole('button', { name: 'vraagteken, op plek 2' }).waitFor();
    await drag(mark('vraagteken, op plek 2'), page.getByRole('heading', { level: 1 }));
    await page.getByRole('button', { name: 'Plek 2, leeg' }).waitFor();
    await drag(mark('punt'), mark('Plek 1, leeg'));
    await page.getByText('Opgeslagen').waitFor();
    assert.deepEqual(bench.final().get('item-6'), { RESPONSE: ['W1 G1'] });
  });
});

/** With a mouse or a finger: the same answers. */
async function answerByPointing(page: Page, point: (target: Locator) => Promise<void>): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const steps: readonly (() => Promise<void>)[] = [
    () => point(page.getByText('Omdat het regent.')),
    async () => void await page.getByRole('combobox').selectOption('dus'),
    () => page.getByRole('textbox').fill('ra'),
    () => each(['B', 'D', 'A', 'C'] as const, (id) => point(button(sentences[id]))),
    () => each([['een tulp', 'bloemen'], ['een peer', 'fruit'], ['een stuk kaas', 'zuivel']] as const,
      ([row, column]) => point(page.getByRole('group', { name: row }).getByText(column))),
    () => each(['vraagteken', 'Plek 1, leeg', 'punt', 'Plek 2, leeg'], (name) => point(button(name))),
    () => point(page.getByLabel('plek linksonder, bij de vijver')),
    () => page.getByRole('textbox').fill('Ja, hij gaf het terug.'),
  ];
  for (const [index, step] of steps.entries()) {
    await page.getByRole('heading', { name: `Opgave ${index + 1} van` }).waitFor();
    await step();
    await page.getByText(`${index + 1} van de ${names.length} ingevuld`).waitFor();
    if (index < steps.length - 1) await point(page.getByRole('button', { name: 'Volgende' }));
  }
  await page.getByText('Opgeslagen').waitFor();
}

/** After a reload every item shows what was answered. */
async function comesBack(page: Page, bench: PlayerServer): Promise<void> {
  const before = bench.answers.length;
  await page.reload();
  await page.getByText(`${names.length} van de ${names.length} ingevuld`).waitFor();
  const shows: readonly (() => Promise<unknown>)[] = [
    async () => assert.equal(await checkedInTree(page), 'Omdat het regent.'),
    async () => assert.equal(await page.getByRole('combobox').inputValue(), 'B'),
    async () => assert.equal(await page.getByRole('textbox').inputValue(), 'ra'),
    async () => assert.match(await page.getByRole('list', { name: 'Jouw volgorde' }).innerText(),
      /grond[^]*water[^]*puntje[^]*bloem/),
    () => page.getByRole('group', { name: 'een stuk kaas' })
      .getByRole('radio', { name: 'zuivel', checked: true }).waitFor(),
    () => page.getByRole('button', { name: 'vraagteken, op plek 1' }).waitFor(),
    async () => assert.equal(await checkedInTree(page), 'plek linksonder, bij de vijver'),
    async () => assert.equal(await page.getByRole('textbox').inputValue(), 'Ja, hij gaf het terug.'),
  ];
  for (const [index, show] of shows.entries()) {
    await page.getByRole('button', { name: `Opgave ${index + 1}, ingevuld` }).click();
    await page.locator('item-container qti-item-body').waitFor();
    await show();
  }
  assert.equal(bench.answers.length, before, 'looking is not answering');
}

/** What a screen reader finds chosen. The roles and states of qti-components stand in the accessibility tree alone. */
async function checkedInTree(page: Page): Promise<string | undefined> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const radios = nodes.filter(({ role, ignored }) => !ignored && role?.value === 'radio');
  assert.ok(radios.length > 2, 'the options are radio buttons to who hears them');
  const checked = radios.filter(({ properties }) =>
    properties?.some(({ name, value }) => name === 'checked' && value.value === 'true'));
  assert.equal(checked.length, 1);
  return checked[0]?.name?.value as string | undefined;
}

/** Presses Tab until what has the focus is called so, within a group where one is given. */
async function tabTo(page: Page, name: string, group = '', key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let tabs = 0; tabs < 40; tabs += 1) {
    const [focused, round] = await page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      const legend = at?.closest('fieldset')?.querySelector('legend')?.textContent ?? '';
      return [at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '', legend] as const;
    });
    if (focused.startsWith(name) && round.startsWith(group)) return;
    seen.push(focused.slice(0, 30));
    await page.keyboard.press(key);
  }
  assert.fail(`nothing is called "${name}": ${seen.join(' | ')}`);
}

async function each<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of all) await act(one);
}

async function walk(
  t: TestContext, options: BrowserContextOptions,
  steps: (page: Page, bench: PlayerServer, watcher: Watcher) => Promise<void>,
): Promise<void> {
  const browser = await (opening ??= openBrowser());
  if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
  const bench = await startPlayerServer(await exampleItems(...names));
  try {
    const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
    context.setDefaultTimeout(6000);
    const watcher = new Watcher();
    watcher.follow(context);
    const page = await context.newPage();
    await page.goto(bench.address);
    await page.getByRole('heading', { name: 'Opgave 1 van' }).waitFor();
    await page.locator('item-container qti-item-body').waitFor();
    await steps(page, bench, watcher);
    watcher.expectNoTrouble();
  } finally {
    await Promise.all(browser.contexts().map((each) => each.close()));
    await bench.close();
  }
}
