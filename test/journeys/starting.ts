import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { contactOf } from '../../src/demo/stages-before.ts';
import { staffMember } from './people.ts';
import type { Journey } from './world.ts';

/** The school orders on the public page; the mail with the invitation lies in the tray. */
export async function order(journey: Journey, page: Page): Promise<void> {
  const { world, look } = journey;
  await page.goto('/');
  await look(page, 'voorpagina');
  await page.goto('/bestellen');
  await page.getByRole('button', { name: 'Bestellen' }).click();
  await look(page, 'bestellen-fouten', 422);
  await page.getByLabel('BRIN-nummer met vestiging').fill(world.schoolCode);
  await page.getByLabel('Naam van de school').fill(world.plan.name);
  await page.getByLabel('Compleet').check();
  await page.getByLabel('2026-2027').check();
  await page.getByLabel(/^Aantal leerlingen/).fill('168');
  await page.getByLabel('Naam', { exact: true }).fill('Bea Beheer');
  await page.getByLabel('E-mailadres').fill(contactOf(world));
  await page.getByRole('button', { name: 'Bestellen' }).click();
  await page.waitForURL('**/bestellen/bedankt');
  await look(page, 'besteld');
}

/** Opens the newest mail whose subject holds these words, as soon as it is there. */
export async function openMail(page: Page, subject: RegExp): Promise<void> {
  const link = page.getByRole('link', { name: subject }).first();
  for (let tries = 0; tries < 40; tries += 1) {
    await page.goto('/sandbox/mail');
    if (await link.count() > 0) break;
    await page.waitForTimeout(250);
  }
  await link.click();
}

/** From the mail with the link to the first page of the administrator, and the agreement accepted. */
export async function becomeAdministrator({ look }: Journey, page: Page): Promise<void> {
  await page.goto('/sandbox/mail');
  await openMail(page, /Leerling in beeld|begin/i);
  await look(page, 'mail-bestelling');
  await page.locator('a[href*="/uitnodiging/"]').click();
  await look(page, 'uitnodiging');
  await page.getByRole('button', { name: 'Naar Gebruikersbeheer' }).click();
  await page.waitForURL(/\/(start|beheer)$/);
  await page.goto('/start');
  await look(page, 'vandaag-beheerder-begin');
  await page.getByRole('link', { name: 'Lees de overeenkomst' }).click();
  await page.getByRole('button', { name: 'Accepteren' }).click();
  await look(page, 'overeenkomst-zonder-vinkje', 422);
  await page.getByLabel('Ik mag deze overeenkomst accepteren').check();
  await page.getByRole('button', { name: 'Accepteren' }).click();
  await page.waitForURL(/\/beheer$/);
}

/** The LAS makes a key, which is copied from its page and pasted into ours with a line break in it. */
export async function enterKey(journey: Journey, page: Page): Promise<void> {
  const { look, world } = journey;
  const las = await page.context().newPage();
  await las.goto('/sandbox/las');
  await las.getByRole('link', { name: world.plan.name }).click();
  await las.getByRole('button', { name: 'Autorisatiesleutel maken' }).click();
  await look(las, 'las-sleutel');
  const key = (await las.locator('#sleutel').textContent() ?? '').trim();
  await las.close();

  await page.goto('/beheer/sleutel');
  await page.getByRole('button', { name: 'Sleutel opslaan' }).click();
  await look(page, 'sleutel-fout', 422);
  await page.getByLabel('Autorisatiesleutel').fill(`  ${key.slice(0, 20)}\n${key.slice(20)} `);
  await page.getByRole('button', { name: 'Sleutel opslaan' }).click();
  await page.waitForURL(/\/beheer\?melding=/);
  assert(!(await page.content()).includes(key), 'the key is never shown again');
  await look(page, 'sleutel-opgeslagen');
}

/** The permission in Basispoort, after which the pupils are fetched while the page shows how far it is. */
export async function acceptInBasispoort(journey: Journey, page: Page): Promise<void> {
  const { look, world } = journey;
  await page.getByRole('link', { name: 'Basispoort koppelen' }).click();
  await look(page, 'basispoort-vragen');
  await page.getByRole('button', { name: 'Toestemming vragen in Basispoort' }).click();
  const coordinator = await journey.newcomer();
  await coordinator.goto('/sandbox/basispoort');
  await coordinator.getByRole('link', { name: `Beheer van ${world.plan.name}` }).click();
  await coordinator.getByLabel(world.running.platform.config.productName).check();
  await look(coordinator, 'basispoort-uitgeverijen');
  await coordinator.getByRole('button', { name: 'Bewaren' }).click();
  await coordinator.context().close();

  await page.getByRole('button', { name: 'Controleren of het gelukt is' }).click();
  await page.waitForURL(/\/beheer\?melding=/);
  await journey.watcher.picture(page, 'leerlingen-ophalen');
  await page.locator('#voortgang').waitFor({ state: 'detached' });
  await page.getByText('sinds di 19 januari 2027').first().waitFor();
  await look(page, 'stap-1-klaar');
  await page.goto('/start');
  await look(page, 'vandaag-beheerder-stap-1-klaar');
}

/** Step 2 and 3 are closed and say when they open; director and supervisor are appointed. */
export async function meetTheSchool(journey: Journey, page: Page): Promise<void> {
  const { look } = journey;
  await page.goto('/beheer/gegevens');
  await look(page, 'gegevens-uit-het-las');
  await page.getByRole('table').getByRole('link').first().click();
  await look(page, 'een-levering');
  await page.goto('/beheer/geschiedenis');
  await look(page, 'stap-2-nog-dicht');
  await page.goto('/beheer/medewerkers');
  for (const [kind, role] of [['director', 'Directeur'], ['supervisor', 'Intern begeleider']] as const) {
    const { callName } = staffMember(journey, kind);
    await page.getByRole('button', { name: new RegExp(`Aanwijzen.*: ${role}, .*${callName}`) }).click();
  }
  await look(page, 'medewerkers');
}
