import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { createServicePerson } from '../../src/access/service.ts';
import { untilQuiet } from '../../src/demo/world.ts';
import { GROUP } from './testing.ts';
import { type Somebody, signInAsStaff, staffMember } from './people.ts';
import { openMail } from './starting.ts';
import type { Journey } from './world.ts';

/** Three days pass; the mail for steps 2 and 3 is there and both steps are open. */
export async function waitThreeDays({ look }: Journey, page: Page): Promise<void> {
  await page.goto('/sandbox');
  await look(page, 'oefenomgeving');
  await page.getByRole('button', { name: 'Drie dagen later' }).click();
  await openMail(page, /stap 2/i);
  await look(page, 'mail-stap-2-en-3');
  await page.goto('/start');
  await look(page, 'vandaag-beheerder-stap-2');
}

/** Old results come from the LAS; one pupil in doubt is matched by a person. */
export async function fetchHistory({ look, world }: Journey, page: Page): Promise<void> {
  await page.goto('/beheer/geschiedenis');
  await look(page, 'oude-resultaten-begin');
  await page.getByRole('button', { name: 'Ophalen uit het LAS' }).click();
  await untilQuiet(world);
  // The page renews itself when the results are in; going elsewhere at that moment would be broken off.
  await page.locator('#voortgang').waitFor({ state: 'detached' });
  await page.goto('/beheer/geschiedenis');
  await look(page, 'oude-resultaten-binnen');
  await page.getByRole('table').getByRole('link').first().click();
  await look(page, 'oude-resultaten-levering');
  await page.goto('/beheer/koppelen');
  await look(page, 'koppelen');
  await page.getByRole('combobox', { name: /een leerling van onze school/ }).selectOption({ label: await twin(page) });
  await page.getByRole('button', { name: 'Deze leerling koppelen' }).click();
  await page.getByText('Wat u eerder koos').waitFor();
  await look(page, 'gekoppeld');
}

/** The pupil of whom the old system had lost the key. */
async function twin(page: Page): Promise<string> {
  const labels = await page.getByRole('option').allTextContents();
  const found = labels.find((label) => label.startsWith('Tweehuysen, Linde'));
  assert(found, 'Linde Tweehuysen is in the list');
  return found;
}

/** The same results once more from a CSV file: what was there is counted as double. */
export async function uploadCsv(journey: Journey, page: Page): Promise<void> {
  const { look, world } = journey;
  await page.goto(`/sandbox/las/${world.schoolCode}`);
  const waits = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Oude resultaten (CSV)' }).click();
  const file = await (await waits).path();
  await page.goto('/beheer/geschiedenis');
  await page.getByLabel('Bestanden', { exact: true }).setInputFiles({
    name: 'oude-resultaten.csv', mimeType: 'text/csv', buffer: await readFile(file),
  });
  await page.getByRole('button', { name: 'Bestanden bekijken' }).click();
  await page.getByRole('heading', { name: 'Wat er binnenkwam' }).waitFor();
  await look(page, 'csv-eerst-bekeken');
  await page.getByRole('button', { name: 'Overnemen' }).click();
  await page.waitForURL(/geschiedenis/);
  await untilQuiet(world);
  await look(page, 'csv-ingelezen');
  await page.goto('/beheer/geschiedenis');
  await page.getByRole('button', { name: 'Stap 2 afronden' }).click();
  await look(page, 'stap-2-klaar');
}

/** The teacher reads the report of the group and the growth of a pupil, on the page and as PDF. */
export async function readReports({ look }: Journey, page: Page, pupil: Somebody): Promise<void> {
  await page.goto('/groepen');
  await page.getByRole('link', { name: GROUP }).click();
  await page.getByRole('link', { name: 'Groepsrapport' }).click();
  await look(page, 'groepsrapport');
  await expectPdf(page);
  await page.getByRole('link', { name: new RegExp(pupil.callName) }).first().click();
  await page.getByRole('heading', { name: `Groei van ${pupil.name}` }).waitFor();
  await look(page, 'groeirapport');
  await expectPdf(page);
  await page.goto('/start');
  await look(page, 'vandaag-leerkracht-later');
}

/** The link beside the title leads to a PDF for who is signed in. */
async function expectPdf(page: Page): Promise<void> {
  const href = await page.getByRole('link', { name: 'Bewaar als PDF' }).getAttribute('href');
  assert(href);
  const body = await (await page.request.get(href)).body();
  assert.equal(body.subarray(0, 4).toString(), '%PDF');
}

/** The results link is turned on; everything goes, and the LAS shows it. */
export async function sendResults({ look, world }: Journey, page: Page): Promise<void> {
  await page.goto('/beheer/resultaten');
  await look(page, 'resultaten-nog-uit');
  await page.getByRole('button', { name: 'Koppeling aanzetten' }).click();
  await untilQuiet(world);
  await page.goto('/beheer/resultaten');
  assert.equal(await page.getByRole('table').getByText('in het LAS').count(), 3);
  await look(page, 'resultaten-afgeleverd');
  await page.goto(`/sandbox/las/${world.schoolCode}/resultaten`);
  assert.equal(await page.getByRole('table').count(), 3, 'three pupils have a result in the LAS');
  await look(page, 'las-ontvangen');
  await page.goto('/start');
  await look(page, 'vandaag-beheerder-klaar');
}

/** What the director, the internal supervisor and customer service see first. */
export async function firstPages(journey: Journey): Promise<void> {
  for (const kind of ['director', 'supervisor'] as const) {
    const page = await signInAsStaff(journey, staffMember(journey, kind));
    await journey.look(page, `vandaag-${kind === 'director' ? 'directeur' : 'intern-begeleider'}`);
    await page.context().close();
  }
  const { running, plan } = journey.world;
  const email = 'klantenservice@inbeeld.example';
  await createServicePerson(running.platform, { name: 'Kees Klantenservice', email });
  const page = await journey.newcomer();
  await page.goto('/inloggen');
  await journey.look(page, 'inloggen');
  await page.getByLabel('E-mailadres').fill(email);
  await page.getByRole('button', { name: 'Stuur mij een inloglink' }).click();
  await openMail(page, /inlog/i);
  await page.locator('a[href*="/uitnodiging/"]').click();
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await page.waitForURL(/klantenservice|start/);
  await journey.look(page, 'klantenservice');
  await page.getByRole('link', { name: plan.name }).click();
  await journey.look(page, 'klantenservice-school');
  await page.goto('/hulp');
  await journey.look(page, 'hulp');
}
