import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { present } from '../../src/base/assert.ts';
import { syntheticBank } from '../../src/content/synthetic-bank.ts';
import { openSimulation, type SimulatedAnswer } from '../../src/demo/simulated-pupil.ts';
import { seededRandom } from '../../src/psychometrics/random.ts';
import type { AnswerValue, Task } from '../../src/taking/wire.ts';
import { clickTile, type Somebody } from './people.ts';
import type { Journey } from './world.ts';

/** The group whose pupils take the test on the screen, but for two who do it on paper. */
export const GROUP = 'Groep 5/6a';
const ON_PAPER = 2;
const ITEMS = 24;

/** The teacher opens the group and its empty report. */
export async function openGroup({ look }: Journey, page: Page): Promise<void> {
  await look(page, 'vandaag-leerkracht');
  await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Groepen' }).click();
  await look(page, 'groepen');
  await page.getByRole('link', { name: GROUP }).click();
  await look(page, 'groep');
  await page.getByRole('link', { name: 'Groepsrapport' }).click();
  await page.getByText('Hier staan nog geen resultaten').waitFor();
  await look(page, 'groepsrapport-leeg');
  await page.goBack();
}

/** With the keyboard alone: paper for the first two who are not the pupil of this story, screen for the others. */
export async function planByKeyboard({ look }: Journey, page: Page, pupil: Somebody): Promise<void> {
  await page.getByRole('link', { name: 'Toetsen klaarzetten' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/klaarzetten$/);
  await look(page, 'klaarzetten');
  let papers = 0;
  const label = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  for (let tabs = 0; papers < ON_PAPER && tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab');
    const focused = await label();
    if (!focused.startsWith('Hoe voor') || focused.includes(pupil.callName)) continue;
    await page.keyboard.press('ArrowDown');
    papers += 1;
  }
  assert.equal(papers, ON_PAPER);
  await page.getByRole('button', { name: 'Zet klaar' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(/Klaargezet voor \d+ leerlingen/).waitFor();
  await look(page, 'klaargezet');
}

/** The teacher types two papers, three taken each; a digit fills a cell and goes on to the next. */
export async function enterPapers({ look }: Journey, page: Page): Promise<void> {
  const links = page.getByRole('link', { name: /^Papier invoeren/ });
  const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  assert(addresses.length > 0, 'there is paper to enter');
  const taken = addresses.flatMap((address) => [1, 2, 3].map((partNo) => {
    const url = new URL(address);
    url.searchParams.set('taak', String(partNo));
    return url.href;
  }));
  for (const [nth, address] of taken.entries()) {
    await page.goto(address);
    const cells = page.locator('input[data-max]');
    await cells.first().focus();
    if (nth === 0) await refuseWrongScore(page, look);
    await cells.first().focus();
    const rows = await cells.count() / ITEMS;
    for (let at = 0; at < rows * ITEMS; at += 1) await page.keyboard.type(at % 3 === 2 ? '0' : '1');
    if (nth === 0) await look(page, 'papier-ingevuld');
    await page.getByRole('button', { name: 'Lever in wat klaar is' }).click();
    await page.getByText(/leerlingen? ingeleverd\./).waitFor();
  }
  await look(page, 'papier-ingeleverd');
}

async function refuseWrongScore(page: Page, look: Journey['look']): Promise<void> {
  await page.keyboard.type('7');
  await page.getByRole('button', { name: 'Bewaar voor later' }).click();
  await page.getByText('Er is nog niets bewaard').waitFor();
  await look(page, 'papier-fout', 422);
}

/** A pupil finds the own picture, starts, closes the tab after some answers, comes back and hands in. */
export async function takeTest(journey: Journey, pupil: Somebody): Promise<void> {
  const { look, world } = journey;
  const page = await journey.newcomer();
  await page.goto('/sandbox/basispoort');
  await page.getByRole('row', { name: world.plan.name }).getByRole('link', { name: /^Leerling/ }).click();
  await page.getByRole('link', { name: GROUP }).click();
  await look(page, 'plaatjes');
  await page.getByRole('button', { name: pupil.name }).click();
  await clickTile(page);
  await look(page, 'leerling-thuis');
  const first = await openTaak(page, 'Begin');
  await page.getByRole('heading', { name: 'Oefenopgave, telt niet mee' }).waitFor();
  await look(page, 'speler-oefenen');
  await page.getByRole('button', { name: 'Begin met de taak' }).click();
  await answerItems(page, first, 1, 5);
  await look(page, 'speler');
  await page.getByText('Opgeslagen').waitFor();
  const address = page.url();
  const again = await page.context().newPage();
  await page.close();

  await again.goto('/afname');
  await look(again, 'leerling-bezig');
  const same = await openTaak(again, 'Ga verder');
  await again.getByText(`4 van de ${same.length} ingevuld`).waitFor();
  assert.equal(again.url(), address, 'the same taking goes on');
  await answerItems(again, same, 5, same.length + 1);
  await look(again, 'speler-laatste');
  await handIn(again, look);
  for (const number of [2, 3]) {
    await again.getByRole('heading', { name: `Taak ${number - 1} van 3 is klaar` }).waitFor();
    await look(again, `speler-taak-${number - 1}-klaar`);
    await again.getByRole('link', { name: `Naar taak ${number}` }).click();
    const answers = await openTaak(again, /^(Begin|Ga verder)/);
    await answerItems(again, answers, 1, answers.length + 1);
    await handIn(again);
  }
  await again.getByRole('heading', { name: 'Klaar!' }).waitFor();
  await look(again, 'speler-klaar');
  await again.getByRole('link', { name: 'Terug naar mijn taken' }).click();
  await look(again, 'leerling-niets-te-doen');
  await again.context().close();
}

async function handIn(page: Page, look?: Journey['look']): Promise<void> {
  await page.getByRole('button', { name: 'Klaar', exact: true }).click();
  await look?.(page, 'speler-inleveren');
  await page.getByRole('button', { name: 'Inleveren' }).click();
}

/** Presses the button of the pupil's home; what a pupil a little above the mean of the middle of group 6 does with the
 * taak that comes. */
async function openTaak(page: Page, button: string | RegExp): Promise<readonly SimulatedAnswer[]> {
  const [response] = await Promise.all([
    page.waitForResponse(/\/taak$/), page.getByRole('button', { name: button }).click(),
  ]);
  const { items } = await response.json() as Task;
  const simulation = openSimulation();
  const form = present(syntheticBank().forms.find(({ medium, itemIds }) => medium === 'screen'
    && itemIds.join(' ') === items.map(({ id }) => id).join(' ')), 'the form of this taak');
  return simulation.answer(form.code, simulation.meanAt('M6') + 15, seededRandom(`journey/${form.code}`));
}

/** Answers the items from one number up to, not with, another, and stands on that one (or the last). */
async function answerItems(
  page: Page, answers: readonly SimulatedAnswer[], from: number, to: number,
): Promise<void> {
  for (let number = from; number < to; number += 1) {
    await page.getByRole('heading', { name: `Opgave ${number} van ${answers.length}` }).waitFor();
    const item = page.locator('item-container');
    for (const [identifier, value] of Object.entries(answers[number - 1]?.responses ?? {})) {
      await answerOne(item.locator(`[response-identifier="${identifier}"]`), value);
    }
    await page.getByText(`${number} van de ${answers.length} ingevuld`).waitFor();
    if (number < answers.length) await page.getByRole('button', { name: 'Volgende' }).click();
  }
}

/** Types in a box, or clicks what was chosen. */
async function answerOne(interaction: Locator, value: AnswerValue): Promise<void> {
  const texts = [value ?? []].flat();
  await interaction.waitFor();
  const box = interaction.locator('input');
  for (const text of texts) {
    if (await box.count() > 0) await box.first().fill(text);
    else await interaction.locator(`[identifier="${text}"]`).click();
  }
}
