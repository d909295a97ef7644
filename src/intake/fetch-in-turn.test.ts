import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithLas, type SchoolWithLas } from '../../test/school-with-las.ts';
import { writeFault } from '../exchange/uwlr/write.ts';
import { rosterWantedJob } from '../onboarding/jobs.ts';
import { hostOf, listOutages, type LasOutage } from '../onboarding/night-store.ts';
import { change, sql } from '../platform/database/query.ts';
import type { Platform } from '../platform/platform.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { fetchInTurn } from './fetch-in-turn.ts';
import { startInventedLas, type InventedLas } from './invented-las.ts';

describe('a LAS that is down', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let schools: readonly [SchoolWithLas, SchoolWithLas];
  const sent: { readonly startAfterSeconds?: number; readonly group?: string }[] = [];

  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url });
  });
  after(() => las.close());
  beforeEach(async () => {
    schools = [await newSchoolWithLas(platform, las), await newSchoolWithLas(platform, las)];
    await platform.doors.withPlatform((tx) => change(tx, sql`delete from las_outage`));
    sent.length = 0;
  });

  /** Jobs whose delay a test sees. */
  const watched = (): Platform => ({
    ...platform,
    jobs: {
      ...platform.jobs,
      send: async (tx, kind, data, options = {}) => {
        if (kind.name === rosterWantedJob.name) sent.push(options);
        await platform.jobs.send(tx, kind, data, options);
      },
    },
  });
  const outage = async (): Promise<LasOutage | undefined> =>
    (await platform.doors.withPlatform(listOutages)).find(({ lasHost }) => lasHost === hostOf(las.url));
  const over = () => platform.doors.withPlatform((tx) =>
    change(tx, sql`update las_outage set paused_until = now()`));
  const fetch = (school: SchoolWithLas, byPerson = false) =>
    fetchInTurn(watched(), { schoolId: school.schoolId, byPerson });

  test('is asked by one school, and the others wait until it may be tried again', async () => {
    las.answer(null);
    await assert.rejects(fetch(schools[0]), { name: 'Outage' });
    const asked = las.asked.length;
    assert.equal(await fetch(schools[1]), 'waits');
    assert.equal(las.asked.length, asked);
    const [waits] = sent;
    const seconds = waits?.startAfterSeconds ?? 0;
    assert.ok(seconds > 0 && seconds <= 15, 'ten seconds, and half of it to spread');
    assert.equal(waits?.group, hostOf(las.url));
  });

  test('is left alone longer each time, and for nobody any more once it answers', async () => {
    const pauses: number[] = [];
    for (const status of [502, 502, 502]) {
      las.answer('<html>weg</html>', status);
      await assert.rejects(fetch(schools[0]), { name: 'Outage' });
      pauses.push((await outage())?.secondsLeft ?? 0);
      await over();
    }
    assert.deepEqual(pauses, [10, 20, 40]);
    las.answer(writeFault('TijdelijkNietBeschikbaar', 'Straks.'), 500);
    await assert.rejects(fetch(schools[0]), { name: 'Outage' });
    assert.equal((await outage())?.secondsLeft, 80);
    await over();
    schools[1].has({ '00': ['1', '2'].map((key) => inventedPupil(key)) });
    assert.equal(await fetch(schools[1]), 'changed');
    assert.equal(await outage(), undefined);
  });

  test('is asked at once when a person wants it; a fault about one school stops no other', async () => {
    las.answer(null);
    await assert.rejects(fetch(schools[0]), { name: 'Outage' });
    const asked = las.asked.length;
    await assert.rejects(fetch(schools[0], true), { name: 'Outage' });
    assert.equal(las.asked.length, asked + 1);
    await platform.doors.withPlatform((tx) => change(tx, sql`delete from las_outage`));
    las.answer(writeFault('InterneFout', 'Nee.'), 500);
    await assert.rejects(fetch(schools[0]), { name: 'Outage' });
    assert.equal(await outage(), undefined);
  });
});
