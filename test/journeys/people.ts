import type { Page } from 'playwright-core';
import { present } from '../../src/base/assert.ts';
import { peopleOf } from '../../src/demo/sign-in.ts';
import type { Journey } from './world.ts';

/** Somebody of the school as the sign-in pages of the sandbox Basispoort show them. */
export interface Somebody {
  readonly callName: string;
  /** As it is said: "Sanne de Vries". */
  readonly name: string;
}

type Kind = 'director' | 'supervisor' | 'teacher';

/** A member of staff of the invented school, found by what they do there. */
export function staffMember({ world }: Journey, kind: Kind, groupName?: string): Somebody {
  const seeded = present(world.sandbox.seededPeople().find(({ schoolCode, role }) => schoolCode === world.schoolCode
    && role.startsWith({ director: 'directeur', supervisor: 'intern begeleider', teacher: 'leerkracht' }[kind])
    && (groupName === undefined || role.includes(groupName.toLowerCase()))), `a ${kind}`);
  return { callName: seeded.name.split(' ')[0] ?? '', name: seeded.name };
}

/** A pupil of the invented school by family name, which tells what is odd about them. */
export function pupilNamed({ world }: Journey, lastName: string): Somebody {
  const { persoonsgegevens: { voornaam, voorvoegsel, achternaam } } = present(peopleOf(world).pupils
    .find(({ persoonsgegevens }) => persoonsgegevens.achternaam === lastName), lastName);
  return { callName: voornaam ?? '', name: [voornaam, voorvoegsel, achternaam].filter(Boolean).join(' ') };
}

/** A member of staff chooses who they are in Basispoort and clicks the tile. */
export async function signInAsStaff(journey: Journey, { name }: Somebody): Promise<Page> {
  const page = await journey.newcomer();
  await page.goto('/sandbox/basispoort');
  await page.getByRole('row', { name: journey.world.plan.name }).getByRole('link', { name: /^Medewerker/ }).click();
  await page.getByRole('button', { name: `als ${name}` }).click();
  await clickTile(page);
  return page;
}

/** The tile of the platform between the teaching materials. */
export async function clickTile(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Openen/ }).click();
  await page.waitForURL(/\/(start|afname)$/);
}
