import { present } from '../../src/base/assert.ts';
import { startPlatform } from '../../src/app/running.ts';
import { openSimulation, type SimulatedAnswer } from '../../src/demo/simulated-pupil.ts';
import { signInThroughBasispoort } from '../../src/demo/sign-in.ts';
import { agreement, order, roster, step1 } from '../../src/demo/stages-before.ts';
import { groupNamed, plan, teacherOf } from '../../src/demo/stages-during.ts';
import type { Visitor } from '../../src/demo/visitor.ts';
import { expectPage, findSchoolId, openWorld, untilQuiet, type World } from '../../src/demo/world.ts';
import { readConfig } from '../../src/platform/config.ts';
import { one, sql } from '../../src/platform/database/query.ts';
import { silentLog } from '../../src/platform/log.ts';
import { seededRandom } from '../../src/psychometrics/random.ts';
import { schoolPlans } from '../../src/sandbox/school/plans.ts';

/** A pupil at the first item of a screen test, on a data folder that nobody has open any more. */
export interface PreparedTest {
  readonly origin: string;
  readonly schoolId: string;
  readonly sittingId: string;
  /** `/afname/...` of the sitting. */
  readonly path: string;
  /** The pupil, signed in. */
  readonly visitor: Visitor;
  /** What the pupil will answer in the end, and the points that it is worth. */
  readonly answers: readonly SimulatedAnswer[];
  readonly points: number;
}

/** Walks the first invented school up to a planned test, lets one pupil open it, and stops the platform. */
export async function prepareTest(port: number, dataFolder: string): Promise<PreparedTest> {
  const config = readConfig({}, { port, dataFolder });
  const started = await startPlatform(config, { sandbox: true, log: silentLog });
  if (!started.ok) throw new Error(started.refusal);
  try {
    const world = openWorld(started.value, present(schoolPlans[0], 'a school'));
    return { origin: config.publicUrl, ...await openedTest(world) };
  } finally {
    await started.value.close();
  }
}

/** The same on a platform that runs: the test is planned and opened, the platform stays. */
export async function openedTest(world: World): Promise<Omit<PreparedTest, 'origin'>> {
  for (const stage of [order, agreement, step1, roster]) await stage(world);
  const group = await groupNamed(world, 'Groep 5/6a');
  await plan(world, await teacherOf(world, group), group, 'screen');
  await untilQuiet(world);
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const { doors } = world.running.platform;
  const planned = await doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'planning', (tx) =>
    one<{ planId: string; formCode: string; basispoortId: string }>(tx, sql`
      select p.plan_id, p.form_code, i.value as basispoort_id from planned_test p
      join pupil_identifier i on i.school_id = p.school_id and i.pupil_id = p.pupil_id and i.kind = 'basispoort-id'
      where p.school_id = ${schoolId} order by p.plan_id limit 1`));
  const visitor = await signInThroughBasispoort(world, Number(planned.basispoortId));
  const opened = await visitor.post(`/afname/${planned.planId}/start`);
  expectPage(opened, /^\/afname\/[0-9a-f-]{36}$/);
  const answers = openSimulation().answer(planned.formCode, 650, seededRandom('inbeeld/kill/pupil'));
  const path = opened.url.pathname;
  return {
    schoolId, sittingId: path.slice('/afname/'.length), path, visitor, answers,
    points: answers.reduce((sum, { score }) => sum + score, 0),
  };
}
