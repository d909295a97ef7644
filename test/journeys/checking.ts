import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Journey } from './world.ts';

/** An export with one fault and one thing worth knowing. */
const exported = `<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode></school><leerlingen>
<leerling key="1"><achternaam>Verzonnen</achternaam><jaargroep>9</jaargroep></leerling></leerlingen></EDEX>`;

/** Somebody who has not signed in finds out by keyboard what is wrong with a file. */
export async function checkFile({ look }: Journey, page: Page): Promise<void> {
  await page.goto('/hulp');
  await page.getByRole('link', { name: 'Controleer het bestand' }).click();
  await look(page, 'controleren');
  await page.getByLabel('Bestand', { exact: true }).setInputFiles({
    name: 'EDEX.XML', mimeType: 'text/xml', buffer: Buffer.from(exported),
  });
  await page.getByRole('button', { name: 'Controleren' }).press('Enter');
  await page.getByText('Wij kunnen dit toch inlezen').waitFor();
  await look(page, 'gecontroleerd');
  const rows = page.getByRole('table').locator('tbody tr');
  await page.getByRole('radio', { name: '1 fout' }).press('Space');
  assert.deepEqual(await rows.filter({ visible: true }).count(), 1);
  await page.getByRole('link', { name: 'EDEX-CODE' }).press('Enter');
  await page.locator('#edex-code:target').getByText('Een code staat niet in de codelijst').waitFor();
}
