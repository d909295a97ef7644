import { assert, present } from '../base/assert.ts';
import { getOnboarding } from '../onboarding/store.ts';
import { listGroups } from '../roster/store.ts';
import { currentSchoolYear } from '../roster/store.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { rosterOf } from '../sandbox/school/roster.ts';
import {
  countStored, expectPage, findMailText, findSchoolId, newVisitor, until, untilQuiet, type World,
} from './world.ts';

/** Where the contact person of an invented school is reached. */
export function contactOf({ schoolCode }: World): string {
  return `beheer@${schoolCode.toLowerCase()}.school.example`;
}

/** The school orders, gets a mail and becomes administrator through the link in it. */
export async function order(world: World): Promise<Counts> {
  const { plan, running, administrator } = world;
  const schoolYear = schoolYearOf(plainDateInAmsterdam(running.platform.clock.now()));
  const pupilCount = rosterOf(plan, schoolYear, running.platform.clock.now()).pupils.length;
  expectPage(await newVisitor(running).post('/bestellen', {
    brinSite: world.schoolCode, schoolName: plan.name, contactName: 'Bea Beheer', contactEmail: contactOf(world),
    packageCode: 'compleet', schoolYear, pupilCount,
  }), /^\/bestellen\/bedankt$/);
  await until('the mail with the invitation', async () => (await invitation(world)) !== undefined);
  const path = present(await invitation(world), 'the invitation');
  expectPage(await administrator.post(path), /^\/(start|beheer)/);
  return { orders: 1, mails: 1, pupilsOrdered: pupilCount };
}

async function invitation(world: World): Promise<string | undefined> {
  const text = await findMailText(world, contactOf(world), '/uitnodiging/');
  return /\/uitnodiging\/[A-Za-z0-9_-]+/.exec(text ?? '')?.[0];
}

/** The processing agreement is accepted; before that there is no step 1. */
export async function agreement({ administrator }: World): Promise<Counts> {
  expectPage(await administrator.post('/beheer/overeenkomst', { mandated: 'on' }), /^\/beheer/);
  return { accepted: 1 };
}

/** The key of the LAS and the permission in Basispoort. */
export async function step1(world: World): Promise<Counts> {
  const { administrator, running, schoolCode, institutionId } = world;
  const answer = await fetch(`${running.platform.config.publicUrl}/sandbox/las/${schoolCode}/sleutels`, {
    method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ vestigingen: schoolCode }),
  });
  const { autorisatiesleutel } = await answer.json() as { autorisatiesleutel: string };
  const pasted = `  ${autorisatiesleutel.slice(0, 20)}\r\n ${autorisatiesleutel.slice(20)} `;
  expectPage(await administrator.post('/beheer/sleutel', { sleutel: pasted }), /^\/beheer$/);
  expectPage(await administrator.post('/beheer/basispoort/vragen'), /^\/beheer/);
  await newVisitor(running).post(`/sandbox/basispoort/beheer/${institutionId}`, { toestemming: 'on' });
  expectPage(await administrator.post('/beheer/basispoort/controleren'), /^\/beheer/);
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const state = () => running.platform.doors.withPlatform((tx) => getOnboarding(tx, schoolId));
  await until('the roster to be loaded', async () => (await state()).step1CompletedAt !== null);
  await untilQuiet(world);
  return { keys: 1, permissions: 1, stepsDone: 1 };
}

/** What was fetched equals what the LAS has. */
export async function roster(world: World): Promise<Counts> {
  const { plan, running } = world;
  const now = running.platform.clock.now();
  const sent = rosterOf(plan, schoolYearOf(plainDateInAmsterdam(now)), now);
  const stored = await countStored(world);
  assert(stored.pupils === sent.pupils.length, 'pupils stored = pupils in the LAS');
  assert(stored.groups === sent.groups.length + sent.compositeGroups.length, 'groups stored = groups in the LAS');
  assert(stored.staff === sent.staff.length, 'staff stored = staff in the LAS');
  return { pupils: stored.pupils, groups: stored.groups, staff: stored.staff };
}

/** The groups of the school now, by name. */
export async function groupsByName(world: World): Promise<ReadonlyMap<string, { readonly groupId: string }>> {
  const { doors, clock } = world.running.platform;
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const groups = await doors.withTenant(schoolId, { kind: 'job', id: 'demo' }, 'planning', (tx) =>
    listGroups(tx, { schoolYear: currentSchoolYear(clock) }));
  return new Map(groups.map((group) => [group.name, group]));
}

/** What a stage counted. */
export type Counts = Readonly<Record<string, number>>;
