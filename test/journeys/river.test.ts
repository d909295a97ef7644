import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { checkFile } from './checking.ts';
import { fetchHistory, firstPages, readReports, sendResults, uploadCsv, waitThreeDays } from './finishing.ts';
import { pupilNamed, signInAsStaff, staffMember } from './people.ts';
import { acceptInBasispoort, becomeAdministrator, enterKey, meetTheSchool, order } from './starting.ts';
import { enterPapers, GROUP, openGroup, planByKeyboard, takeTest } from './testing.ts';
import { openJourney, type Journey } from './world.ts';

test('a school walks the whole river in a browser, from its order to the results in its LAS', async (t) => {
  const browser = await openBrowser();
  if ('reason' in browser) {
    assert.notEqual(process.env.INBEELD_JOURNEYS, 'required', `no browser starts here: ${browser.reason}`);
    return t.skip(`the journeys did not run, no browser starts here: ${browser.reason}`);
  }
  const journey = await openJourney(browser);
  try {
    await walk(t, journey);
  } finally {
    await close(browser, journey);
  }
});

/** Each step stands on the one before it: after the first that fails the others are not tried. */
async function walk(t: TestContext, journey: Journey): Promise<void> {
  const administrator = await journey.newcomer();
  const pupil = pupilNamed(journey, 'Blijleven');
  let teacher: Page | undefined;
  const atSchool = async () => teacher ??= await signInAsStaff(journey, staffMember(journey, 'teacher', GROUP));
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ['the school orders', () => order(journey, administrator)],
    ['whoever has a file finds out what is wrong with it', () => checkFile(journey, administrator)],
    ['the mail makes the contact person administrator', () => becomeAdministrator(journey, administrator)],
    ['the key of the LAS is pasted', () => enterKey(journey, administrator)],
    ['Basispoort gives permission and the pupils come', () => acceptInBasispoort(journey, administrator)],
    ['the administrator looks round and appoints people', () => meetTheSchool(journey, administrator)],
    ['a teacher comes in by the tile', async () => openGroup(journey, await atSchool())],
    ['tests are planned by keyboard', async () => planByKeyboard(journey, await atSchool(), pupil)],
    ['a pupil takes the test, and closes the tab half way', () => takeTest(journey, pupil)],
    ['the teacher enters two papers', async () => enterPapers(journey, await atSchool())],
    ['three days later steps 2 and 3 are open', () => waitThreeDays(journey, administrator)],
    ['old results come from the LAS', () => fetchHistory(journey, administrator)],
    ['the same results in a file are double', () => uploadCsv(journey, administrator)],
    ['the reports show growth', async () => readReports(journey, await atSchool(), pupil)],
    ['the results go to the LAS', () => sendResults(journey, administrator)],
    ['everybody has a first page', () => firstPages(journey)],
  ];
  let stopped = false;
  for (const [name, step] of steps) {
    await t.test(name, { skip: stopped && 'an earlier step failed' }, async () => {
      stopped = true;
      await step();
      journey.watcher.expectNoTrouble();
      stopped = false;
    });
  }
}

async function close(browser: Browser, journey: Journey): Promise<void> {
  await browser.close();
  await journey.close();
}
