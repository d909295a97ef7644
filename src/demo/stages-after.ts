import { assert, present } from '../base/assert.ts';
import { getOnboarding } from '../onboarding/store.ts';
import { historyOf } from '../sandbox/school/history.ts';
import type { Counts } from './stages-before.ts';
import { type GroupOfPupils, teacherOf } from './stages-during.ts';
import {
  countHistory, countInLas, countStored, expectPage, findMailText, findSchoolId, newVisitor, until, untilQuiet,
  type World,
} from './world.ts';
import { contactOf } from './stages-before.ts';

/** Three days later the mail comes and steps 2 and 3 open; then the old results come from the LAS. */
export async function history(world: World): Promise<Counts> {
  const { administrator, running } = world;
  assert((await administrator.post('/beheer/geschiedenis/ophalen')).status === 409, 'step 2 is closed before its day');
  await newVisitor(running).post('/sandbox/klok/drie-dagen-later');
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const state = () => running.platform.doors.withPlatform((tx) => getOnboarding(tx, schoolId));
  await until('steps 2 and 3 to open', async () => (await state()).stepsOpenedAt !== null);
  const mail = () => findMailText(world, contactOf(world), 'stap 2');
  await until('the mail for steps 2 and 3', async () => (await mail()) !== undefined);

  expectPage(await administrator.post('/beheer/geschiedenis/ophalen'), /^\/beheer\/geschiedenis/);
  await untilQuiet(world);
  const { taken = 0, duplicate = 0, refused = 0, waiting = 0 } = await countHistory(world);
  const read = historyOf(world.plan).length;
  assert(taken + duplicate + refused + waiting === read, 'read = taken + duplicate + refused + waiting');
  assert((await countStored(world)).oldResults === taken, 'old results stored = records taken');
  expectPage(await administrator.post('/beheer/geschiedenis/klaar'), /^\/beheer\/geschiedenis/);
  return { read, taken, duplicate, refused, waiting };
}

/** The results link is turned on. */
export async function step3(world: World): Promise<Counts> {
  expectPage(await world.administrator.post('/beheer/resultaten/aanzetten'), /^\/beheer\/resultaten/);
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const { resultsLinkAt } = await world.running.platform.doors.withPlatform((tx) => getOnboarding(tx, schoolId));
  assert(resultsLinkAt !== null, 'the link is on');
  return { links: 1 };
}

/** Every result of our own tests, also those made before the link was on, lies in the LAS. */
export async function handoff(world: World): Promise<Counts> {
  await untilQuiet(world);
  const stored = await countStored(world);
  const inLas = await countInLas(world);
  assert(stored.deliveries === stored.results, 'deliveries = results of our own tests');
  assert(stored.delivered === stored.results, 'delivered = results of our own tests');
  assert(inLas === stored.results, 'results in the LAS = results sent');
  return { results: stored.results, delivered: stored.delivered, inLas };
}

/** A teacher looks: the group report and the growth of each pupil, as page and as PDF. */
export async function report(world: World, of: GroupOfPupils): Promise<Counts> {
  const teacher = await teacherOf(world, of);
  const path = `/groepen/${of.group.groupId}/rapport`;
  const page = await teacher.get(path);
  expectPage(page, /rapport$/);
  const shown = of.pupils.filter(({ pupilId }) => page.text.includes(pupilId)).length;
  assert(shown === of.pupils.length, 'pupils on the group report = pupils in the group');
  let charts = 0;
  for (const { pupilId } of of.pupils) {
    const growth = await teacher.get(`/leerlingen/${pupilId}/groei`);
    expectPage(growth, /groei$/);
    if (growth.text.includes('<svg')) charts += 1;
  }
  assert(charts === of.pupils.length, 'growth charts = pupils in the group');
  const [first] = of.pupils;
  const pdfs = [await teacher.get(`${path}.pdf`), await teacher.get(`/leerlingen/${first?.pupilId}/groei.pdf`)];
  assert(pdfs.every(({ text }) => text.startsWith('%PDF-')), 'both reports are PDFs');
  return { pupilsOnGroupReport: shown, growthPages: of.pupils.length, charts, pdfs: pdfs.length };
}
