import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { openSimulation, type SimulatedAnswer } from '../../src/demo/simulated-pupil.ts';
import { seededRandom } from '../../src/psychometrics/random.ts';
import type { AnswerValue } from '../../src/taking/wire.ts';
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

/** The teacher types two papers; a digit fills a cell and goes on to the next. */
export async function enterPapers({ look }: Journey, page: Page): Promise<void> {
  const links = page.getByRole('link', { name: /^Papier invoeren/ });
  const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  assert(addresses.length > 0, 'there is paper to enter');
  for (const [nth, address] of addresses.entries()) {
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
  await page.getByRole('button', { name: 'Begin' }).click();
  const answers = answersOfPupil();
  await answerItems(page, answers, 1, 5);
  await look(page, 'speler');
  await page.getByText('Opgeslagen').waitFor();
  const address = page.url();
  const again = await page.context().newPage();
  await page.close();

  await again.goto('/afname');
  await look(again, 'leerling-bezig');
  await again.getByRole('button', { name: 'Ga verder' }).click();
  await again.getByText(`4 van de ${ITEMS} ingevuld`).waitFor();
  assert.equal(again.url(), address, 'the same taking goes on');
  await answerItems(again, answers, 5, ITEMS + 1);
  await look(again, 'speler-laatste');
  await again.getByRole('button', { name: 'Klaar', exact: true }).click();
  await look(again, 'speler-inleveren');
  await again.getByRole('button', { name: 'Inleveren' }).click();
  await again.getByRole('heading', { name: 'Klaar!' }).waitFor();
  await look(again, 'speler-klaar');
  await again.getByRole('link', { name: 'Terug naar mijn taken' }).click();
  await look(again, 'leerling-niets-te-doen');
  await again.context().close();
}

/** What a pupil a little above the mean of the middle of group 6 does. */
function answersOfPupil(): readonly SimulatedAnswer[] {
  const simulation = openSimulation();
  return simulation.answer('RW-M6-T1-SCHERM', simulation.meanAt('M6') + 15, seededRandom('journey/pupil'));
}

/** Answers the items from one number up to, not with, another, and stands on that one (or the last). */
async function answerItems(
  page: Page, answers: readonly SimulatedAnswer[], from: number, to: number,
): Promise<void> {
  for (let number = from; number < to; number += 1) {
    await page.getByRole('heading', { name: `Opgave ${number} van ${ITEMS}` }).waitFor();
    const item = page.locator('item-container');
    for (const [identifier, value] of Object.entries(answers[number - 1]?.responses ?? {})) {
      await answerOne(item.locator(`[response-identifier="${identifier}"]`), value);
    }
    await page.getByText(`${number} van de ${ITEMS} ingevuld`).waitFor();
    if (number < ITEMS) await page.getByRole('button', { name: 'Volgende' }).click();
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
