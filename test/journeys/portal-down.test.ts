import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { present } from '../../src/base/assert.ts';
import { agreement, order, roster, step1 } from '../../src/demo/stages-before.ts';
import { groupNamed, plan, teacherOf, type GroupOfPupils } from '../../src/demo/stages-during.ts';
import { findMailText, findSchoolId } from '../../src/demo/world.ts';
import { one, sql } from '../../src/platform/database/query.ts';
import type { DeliveryReceipt, HandInReceipt, Task } from '../../src/taking/wire.ts';
import { openBrowser } from './browser.ts';
import { openJourney, type Journey } from './world.ts';

const GROUP = 'Groep 7';

test('Basispoort is down on a test morning: a teacher comes in by mail, the class by its code, a taak is handed in',
  async (t) => {
    const browser = await openBrowser();
    if ('reason' in browser) return t.skip(`no browser starts here: ${browser.reason}`);
    const journey = await openJourney(browser);
    try {
      const { world } = journey;
      for (const stage of [order, agreement, step1, roster]) await stage(world);
      const group = await groupNamed(world, GROUP);
      await plan(world, await teacherOf(world, group), group, 'screen');
      await breakPortal(journey);
      const teacher = await signInByMail(journey, await addressOfTeacher(journey, group));
      const { code, card } = await openClassCode(journey, teacher, group);
      const pupil = await comeIn(journey, code, card);
      await teacher.goto(`/groepen/${group.group.groupId}/afname`);
      await teacher.getByText('Dit bord loopt vanzelf mee').waitFor();
      const row = teacher.getByRole('row', { name: new RegExp(card.name) });
      await handIn(journey, pupil, row);
      await row.getByText('klaar met taak 1').waitFor();
      await journey.look(teacher, 'bord-klaar-met-taak');
      await closeClassCode(teacher, pupil, group);
    } finally {
      await browser.close();
      await journey.close();
    }
  });

/** Turns the sandbox Basispoort so that nobody can sign in. */
async function breakPortal(journey: Journey): Promise<void> {
  const page = await journey.newcomer();
  await page.goto('/sandbox/basispoort/instellingen');
  await page.getByLabel('Wat gaat er mis?').selectOption('503');
  await page.getByLabel('Hoe vaak').fill('999');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await page.getByText('Bewaard').waitFor();
  await page.context().close();
}

/** The mail address that the LAS gave of the group's teacher. */
async function addressOfTeacher({ world }: Journey, { group }: GroupOfPupils): Promise<string> {
  const schoolId = present(await findSchoolId(world), 'the school');
  const { email } = await world.running.platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster',
    (tx) => one<{ email: string }>(tx, sql`select s.email from group_staff g
      join staff_member s using (school_id, staff_id)
      where g.school_id = ${schoolId} and g.group_id = ${group.groupId} and g.left_on is null and s.email is not null
      order by s.staff_id limit 1`));
  return email;
}

async function signInByMail(journey: Journey, email: string): Promise<Page> {
  const page = await journey.newcomer();
  await page.goto('/inloggen');
  await journey.look(page, 'inloggen-basispoort-stil');
  await page.getByLabel('E-mailadres').fill(email);
  await page.getByRole('button', { name: 'Stuur mij een inloglink' }).click();
  await page.getByText('Kijk in uw mail').first().waitFor();
  let text: string | undefined;
  for (let tries = 0; !text && tries < 100; tries += 1) {
    text = await findMailText(journey.world, email, '/uitnodiging/');
    await page.waitForTimeout(100);
  }
  await page.goto(present(/\/uitnodiging\/\S+/.exec(text ?? '')?.[0], 'a link in the mail'));
  await journey.look(page, 'inloglink-medewerker');
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await page.waitForURL(/\/start$/);
  await journey.look(page, 'vandaag-leerkracht-per-mail');
  return page;
}

interface KnownCard {
  /** As it stands in a list. */
  readonly name: string;
  readonly callName: string;
  readonly picture: string;
  readonly digits: string;
}

async function openClassCode(
  { look }: Journey, page: Page, { group }: GroupOfPupils,
): Promise<{ readonly code: string; readonly card: KnownCard }> {
  await page.getByRole('link', { name: 'klassencode' }).click();
  await look(page, 'klassencodes');
  await page.getByRole('link', { name: group.name, exact: true }).click();
  await page.getByRole('button', { name: 'Open de klassencode' }).press('Enter');
  const code = await page.locator('.class-code__code').innerText();
  await page.getByRole('button', { name: 'Kaartjes bekijken en printen' }).click();
  const card = page.locator('.class-card').first();
  const about = await card.getByRole('button', { name: /^Nieuw kaartje/ }).innerText();
  return {
    code,
    card: {
      name: about.replace(/^Nieuw kaartje\s+voor\s+/, '').trim(),
      callName: (await card.locator('.class-card__name').innerText()).split(' ')[0] ?? '',
      picture: await card.locator('.class-card__picture').innerText(),
      digits: (await card.locator('.class-card__digits').innerText()).replace(/\D/g, ''),
    },
  };
}

/** By keyboard alone, on a small tablet at double size. */
async function comeIn({ newcomer, look }: Journey, code: string, card: KnownCard): Promise<Page> {
  const page = await newcomer();
  await page.goto('/klas');
  await look(page, 'klas-code');
  await page.keyboard.type(code.toLowerCase());
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/klas\/plaatje$/);
  await look(page, 'klas-plaatjes');
  assert.ok(!(await page.content()).includes(card.callName), 'no name before the digits are right');
  const picture = page.getByRole('link', { name: card.picture, exact: true });
  await picture.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/klas\/code/);
  await page.keyboard.type(card.digits === '000' ? '111' : '000');
  await page.keyboard.press('Enter');
  await page.getByText('niet de goede cijfers').waitFor();
  await look(page, 'klas-cijfers-fout', 422);
  await page.keyboard.type(card.digits);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/afname$/);
  await look(page, 'afname-met-klassencode');
  return page;
}

/** The pupil begins in the browser; what the player would send is sent by hand. The teacher's board follows it. */
async function handIn({ url }: Journey, page: Page, row: Locator): Promise<void> {
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForURL(/\/afname\/[0-9a-f-]{36}$/);
  // The page opens the taak first: who opens it last is the one who hands it in.
  await page.locator('item-container').first().waitFor();
  const path = new URL(page.url()).pathname;
  const task = await (await page.request.get(`${path}/taak`)).json() as Task;
  const [first] = task.items;
  const post = (where: string, data: object) =>
    page.request.post(where, { data, headers: { origin: url, 'sec-fetch-site': 'same-origin' } });
  const given = {
    sequence: 1, itemId: present(first, 'an item').id, responses: { RESPONSE: '1' }, at: new Date().toISOString(),
  };
  await row.getByText('bezig').waitFor();
  await post(`${path}/hulp`, { pass: task.pass, asks: true });
  await row.getByText('vraagt hulp').waitFor();
  await row.getByRole('button', { name: 'Ik kom' }).click();
  await row.getByText('bezig').waitFor();
  const receipt = await post('/afname/antwoorden', { pass: task.pass, answers: [given], position: 0, answered: 1 });
  assert.deepEqual((await receipt.json() as DeliveryReceipt).acknowledged, [1]);
  const handedIn = await post(`${path}/inleveren`, { pass: task.pass, lastSequence: 1 });
  assert.equal(((await handedIn.json()) as HandInReceipt).ok, true);
}

async function closeClassCode(teacher: Page, pupil: Page, { group }: GroupOfPupils): Promise<void> {
  await teacher.goto(`/groepen/${group.groupId}/klassencode`);
  await teacher.getByRole('button', { name: 'Sluit de klassencode' }).click();
  await teacher.getByText('De klassencode is dicht').waitFor();
  await pupil.goto('/afname');
  await pupil.waitForURL(/\/inloggen/);
}
