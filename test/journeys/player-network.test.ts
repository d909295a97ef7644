import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test, type TestContext } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, openProfile } from './browser.ts';
import { exampleItems, startPlayerServer, type GivenTask, type PlayerServer } from './player-server.ts';
import { Watcher } from './watching.ts';

const waitingWords = /Je antwoorden staan veilig op dit apparaat/;

/** One browser for all of them; each has a context of its own. */
let opening: ReturnType<typeof openBrowser> | undefined;
after(async () => {
  const browser = await opening;
  if (browser && 'close' in browser) await browser.close();
});

test('with the network cut again and again a pupil works on, and the hand-in goes by itself', async (t) => {
  await walk(t, 6, async ({ page, context, bench, watcher }) => {
    for (let number = 1; number <= 6; number += 1) {
      await context.setOffline(number % 3 !== 1);
      await answer(page, number, String(number));
      if (number % 3 === 2) await page.getByText(waitingWords).waitFor();
      if (number === 2) await watcher.look(page, 'speler-zonder-verbinding');
      if (number < 6) await page.getByRole('button', { name: 'Volgende' }).click();
    }
    assert(bench.answers.length < 6, 'the last answers are still on their way');
    await page.getByRole('button', { name: 'Klaar', exact: true }).click();
    await page.getByRole('button', { name: 'Inleveren' }).click();
    await page.getByText('Je taak gaat vanzelf weg als de verbinding terug is').waitFor();
    await watcher.look(page, 'speler-inleveren-wacht');
    await page.getByRole('button', { name: 'Verder werken' }).click();
    await page.getByRole('heading', { name: 'Opgave 6 van 6' }).waitFor();
    await page.getByRole('button', { name: 'Klaar', exact: true }).click();
    await page.getByRole('button', { name: 'Inleveren' }).click();
    await page.getByText('Je taak gaat vanzelf weg').waitFor();
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Taak 1 van 3 is klaar' }).waitFor();
    const given = [1, 2, 3, 4, 5, 6].map((number) => [`item-${number}`, { RESPONSE: String(number) }]);
    assert.deepEqual([...bench.final()], given);
    const sequences = new Set(bench.answers.map(({ sequence }) => sequence));
    assert.equal(sequences.size, bench.answers.length, 'nothing is double');
    assert.deepEqual(await leftOnDevice(page), [], 'nothing stays after the hand-in');
  });
});

test('a server that breaks off and comes back gets every answer once', async (t) => {
  await walk(t, 3, async ({ page, bench }) => {
    await answer(page, 1, 'een');
    await page.getByText('Opgeslagen').waitFor();
    bench.down = true;
    await answer(page, 1, 'uno');
    await page.getByRole('button', { name: 'Volgende' }).click();
    await answer(page, 2, 'twee');
    await page.getByText(waitingWords).waitFor();
    bench.down = false;
    await page.getByText('Opgeslagen').waitFor();
    assert.deepEqual([...bench.final().values()].map(({ RESPONSE }) => RESPONSE), ['uno', 'twee']);
  });
});

test('a browser that is closed without network keeps answers sealed, and brings them when opened', async (t) => {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'inbeeld-profile-'));
  t.after(() => rm(profile, { recursive: true, force: true }));
  const first = await openProfile(profile);
  if ('reason' in first) return t.skip(`no browser starts here: ${first.reason}`);
  const bench = await startPlayerServer(await textItems(3));
  t.after(() => bench.close());
  const page = first.pages()[0] ?? await first.newPage();
  await page.goto(bench.address);
  await answer(page, 1, 'op tijd');
  await page.getByText('Opgeslagen').waitFor();
  await first.setOffline(true);
  await page.getByRole('button', { name: 'Volgende' }).click();
  await answer(page, 2, 'geheimpje');
  await page.getByText(waitingWords).waitFor();
  const left = await leftOnDevice(page);
  assert.equal(left.length, 1, 'one parcel waits');
  assert.doesNotMatch(left.join(''), /geheimpje|op tijd|RESPONSE|item-2/, 'and nobody can read it');
  // A browser that closes lets go of the cut as well, and the page sends once more as it goes.
  bench.down = true;
  await first.close();
  assert.equal(bench.final().size, 1);
  bench.down = false;

  const again = await openProfile(profile);
  assert(!('reason' in again));
  t.after(() => again.close());
  const later = again.pages()[0] ?? await again.newPage();
  await later.goto(bench.address);
  await later.getByText('2 van de 3 ingevuld').waitFor();
  await later.getByRole('heading', { name: 'Opgave 3 van 3' }).waitFor();
  await later.getByRole('button', { name: 'Opgave 2, ingevuld' }).click();
  await later.locator('item-container input').waitFor();
  assert.equal(await later.locator('item-container input').inputValue(), 'geheimpje');
  assert.equal(bench.parcels, 1);
  assert.deepEqual(await leftOnDevice(later), []);
});

test('what one child left on a device is brought by the page of the next; what nobody can open stays', async (t) => {
  await walk(t, 2, async ({ page, context, bench }) => {
    await context.setOffline(true);
    await answer(page, 1, 'van Noor');
    await page.getByText(waitingWords).waitFor();
    await page.evaluate(() => new Promise<void>((resolve) => {
      const opening = indexedDB.open('inbeeld', 1);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('parcels', 'readwrite');
        transaction.objectStore('parcels').put({ address: '1.x', iv: 'AAAA', sealed: 'AAAA', keptAt: Date.now() });
        transaction.oncomplete = () => resolve();
      };
    }));
    const other = await context.newPage();
    await page.close();
    await context.setOffline(false);
    await other.goto(`${bench.url}/afname`);
    await other.waitForFunction(() => new Promise((resolve) => {
      const opening = indexedDB.open('inbeeld', 1);
      opening.onsuccess = () => {
        const count = opening.result.transaction('parcels').objectStore('parcels').count();
        count.onsuccess = () => resolve(count.result === 1);
      };
    }));
    assert.deepEqual([...bench.final().values()], [{ RESPONSE: 'van Noor' }]);
    assert.match((await leftOnDevice(other)).join(''), /1\.x/);
  }, /answer 422|status of 422/);
});

test('of two devices the last one goes on, and the first says so after delivering what it had', async (t) => {
  await walk(t, 3, async ({ page, context, browser, bench, watcher }) => {
    await answer(page, 1, 'eerste');
    await page.getByText('Opgeslagen').waitFor();
    await context.setOffline(true);
    await answer(page, 1, 'eerste, later');
    await page.getByRole('button', { name: 'Volgende' }).click();
    await answer(page, 2, 'alleen hier');
    await page.getByText(waitingWords).waitFor();
    const second = await (await browser.newContext()).newPage();
    await second.goto(bench.address);
    await answer(second, 1, 'tweede', /Opgave 2 van/);
    await second.getByText('Opgeslagen').waitFor();
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Deze taak staat ergens anders open' }).waitFor();
    await watcher.look(page, 'speler-ergens-anders');
    assert.deepEqual(bench.final().get('item-1'), { RESPONSE: 'tweede' }, 'the newer device wins');
    assert.deepEqual(bench.final().get('item-2'), { RESPONSE: 'alleen hier' }, 'what only the first had is kept');
    assert.deepEqual(await leftOnDevice(page), []);
    await page.getByRole('button', { name: 'Hier verder werken' }).click();
    await page.getByText('2 van de 3 ingevuld').waitFor();
  });
});

test('a device that is told of another one first sends what it still has', async (t) => {
  await walk(t, 2, async ({ page, bench }) => {
    let release = (): void => undefined;
    bench.held = new Promise((resolve) => {
      release = resolve;
    });
    await answer(page, 1, 'onderweg');
    await page.getByRole('button', { name: 'Volgende' }).click();
    await answer(page, 2, 'wacht nog');
    bench.tell('taken-over');
    await page.waitForTimeout(200);
    assert.equal(bench.final().size, 0);
    release();
    await page.getByRole('heading', { name: 'Deze taak staat ergens anders open' }).waitFor();
    assert.deepEqual([...bench.final().values()], [{ RESPONSE: 'onderweg' }, { RESPONSE: 'wacht nog' }]);
  });
});

test('without storage in the browser the taak is taken all the same, and the page says what to do', async (t) => {
  await walk(t, 2, async ({ page, bench, watcher }) => {
    await page.getByText('Dit apparaat kan je antwoorden niet zelf bewaren').waitFor();
    await watcher.look(page, 'speler-zonder-opslag');
    await answer(page, 1, 'toch');
    await page.getByText('Opgeslagen').waitFor();
    assert.equal(bench.final().size, 1);
  }, null, {}, (context) => context.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  }));
});

/** A taak of boxes to type in. */
async function textItems(count: number) {
  const [item] = await exampleItems('text-entry-letters');
  assert(item);
  return Array.from({ length: count }, (_, index) => ({ ...item, id: `item-${index + 1}` }));
}

async function answer(page: Page, number: number, text: string, shown: RegExp | null = null): Promise<void> {
  if (shown) await page.getByRole('heading', { name: shown }).waitFor();
  if (shown) await page.getByRole('button', { name: `Opgave ${number},` }).click();
  await page.getByRole('heading', { name: `Opgave ${number} van` }).waitFor();
  const box = page.locator('item-container input');
  await box.fill(text);
  await box.blur();
  // Longer than the fingers rest.
  await page.waitForTimeout(700);
}

/** Everything that this page's origin keeps on the device, as text. */
async function leftOnDevice(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found = [localStorage, sessionStorage].flatMap((storage) => Object.values({ ...storage })).map(String);
    for (const name of await caches.keys()) found.push(`cache ${name}`);
    for (const { name } of await indexedDB.databases()) {
      found.push(...await new Promise<string[]>((resolve) => {
        const opening = indexedDB.open(name ?? '');
        opening.onsuccess = () => {
          const [store] = opening.result.objectStoreNames;
          if (store === undefined) return resolve([]);
          const all = opening.result.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => resolve(all.result.map((row) => JSON.stringify(row)));
        };
      }));
    }
    return found;
  });
}

interface Walker {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly browser: Browser;
  readonly bench: PlayerServer;
  readonly watcher: Watcher;
}

// What a cut line and a broken server sound like on the console.
const cutLine = /ERR_INTERNET_DISCONNECTED|ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_FAILED|ERR_NETWORK/;

async function walk(
  t: TestContext, items: number, steps: (walker: Walker) => Promise<void>, meant: RegExp | null = null,
  task: GivenTask = {}, prepare: (context: BrowserContext) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const browser = await (opening ??= openBrowser());
  if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
  const bench = await startPlayerServer(await textItems(items), task);
  try {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(8000);
    await prepare(context);
    const watcher = new Watcher();
    watcher.follow(context);
    watcher.expect(cutLine);
    if (meant) watcher.expect(meant);
    const page = await context.newPage();
    await page.goto(bench.address);
    await page.getByRole('heading', { name: 'Opgave 1 van' }).waitFor();
    await steps({ page, context, browser, bench, watcher });
    watcher.expectNoTrouble();
  } finally {
    await Promise.all(browser.contexts().map((each) => each.close()));
    await bench.close();
  }
}
