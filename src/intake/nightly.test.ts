import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { whileNeighboursGoOn } from '../../test/held-transaction.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithLas, type SchoolWithLas } from '../../test/school-with-las.ts';
import { rosterWantedJob } from '../onboarding/jobs.ts';
import { requestDueRosters } from '../onboarding/nightly.ts';
import { SANDBOX_START } from '../platform/clock/sandbox-clock.ts';
import { all, change, sql } from '../platform/database/query.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { startInventedLas, type InventedLas } from './invented-las.ts';
import { bindIntakeJobs } from './jobs.ts';

const MORNING_AFTER = new Date('2027-01-20T07:30:00Z');
const six = ['1', '2', '3', '4', '5', '6'];
const pupils = (keys: readonly string[]) => keys.map((key) => inventedPupil(key));

describe('the roster at night', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let school: SchoolWithLas;

  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url });
    bindIntakeJobs(platform);
  });
  after(() => las.close());
  beforeEach(async () => {
    platform.clock.set(SANDBOX_START);
    school = await newSchoolWithLas(platform, las);
    school.has({ '00': pupils(six) });
    await school.fetch();
  });

  const asked = () => platform.jobs.asked.filter(({ name, data }) =>
    name === rosterWantedJob.name && (data as { schoolId: string }).schoolId === school.schoolId).length;
  async function night(): Promise<void> {
    await requestDueRosters(platform);
    assert.equal(asked(), 1);
    await school.fetch();
  }

  test('is asked for once, however often one looks', async () => {
    await requestDueRosters(platform);
    assert.equal(asked(), 0, 'not before the night');
    platform.clock.set(MORNING_AFTER);
    await requestDueRosters(platform);
    await requestDueRosters(platform);
    assert.equal(asked(), 1);
    assert.ok((await school.state()).rosterDueAt! > MORNING_AFTER);
    platform.clock.set(new Date('2027-01-30T07:30:00Z'));
    await requestDueRosters(platform);
    await requestDueRosters(platform);
    assert.equal(asked(), 2, 'ten nights of standstill are one question');
  });

  test('is asked for once, also when another node looks while the first one is at it', async () => {
    platform.clock.set(MORNING_AFTER);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => { release = resolve; });
    const slow: TestPlatform['jobs']['send'] = async (...given) => {
      await released;
      return platform.jobs.send(...given);
    };
    const first = requestDueRosters({ ...platform, jobs: { ...platform.jobs, send: slow } });
    await whileNeighboursGoOn();
    const second = requestDueRosters(platform);
    await whileNeighboursGoOn();
    release();
    await Promise.all([first, second]);
    assert.equal(asked(), 1);
  });

  test('is not asked for when asking fails: the night stays due', async () => {
    platform.clock.set(MORNING_AFTER);
    const jobs = { ...platform.jobs, send: () => Promise.reject(new Error('full')) };
    await assert.rejects(requestDueRosters({ ...platform, jobs }), /full/);
    assert.ok((await school.state()).rosterDueAt! < MORNING_AFTER);
  });

  test('brings who is new and closes who left', async () => {
    platform.clock.set(MORNING_AFTER);
    school.has({ '00': pupils([...six.slice(1), '7']) });
    await night();
    assert.deepEqual(await school.pupils(), ['2', '3', '4', '5', '6', '7'].map((key) => `Jansen-${key}`));
  });

  test('changes nothing when nothing changed', async () => {
    const rows = () => school.inSchool((tx) => all(tx, sql`
      select to_jsonb(p) as row from pupil p where school_id = ${tx.schoolId}
      union all select to_jsonb(m) from group_pupil m where school_id = ${tx.schoolId}
      union all select to_jsonb(g) from class_group g where school_id = ${tx.schoolId}
      union all select to_jsonb(s) from staff_member s where school_id = ${tx.schoolId}`));
    const before = await rows();
    platform.clock.set(MORNING_AFTER);
    await night();
    assert.deepEqual(await rows(), before);
  });

  test('asks for the new school year from 1 August', async () => {
    platform.clock.set(new Date('2027-08-01T07:00:00Z'));
    await night();
    assert.match(las.asked.at(-1) ?? '', /schooljaar>2027-2028</);
  });

  test('leaves a school without a key alone, and goes on with its next night', async () => {
    await school.inSchool((tx) => change(tx, sql`update onboarding set key_accepted_at = null
      where school_id = ${tx.schoolId}`));
    platform.clock.set(MORNING_AFTER);
    await requestDueRosters(platform);
    assert.equal(asked(), 0);
    assert.ok((await school.state()).rosterDueAt! > MORNING_AFTER);
  });
});
