import { assert } from '../base/assert.ts';
import { seededRandom } from '../psychometrics/random.ts';
import { openSimulation } from './simulated-pupil.ts';
import { handoff, history, report, step3 } from './stages-after.ts';
import { agreement, type Counts, order, roster, step1 } from './stages-before.ts';
import { ability, enterPaper, groupNamed, plan, score, take, teacherOf } from './stages-during.ts';
import { countStored, type World } from './world.ts';

/** The stages in the order in which a school meets them. */
export const stageNames = [
  'order', 'agreement', 'step1', 'roster', 'plan', 'take', 'paper', 'score', 'ability', 'history', 'step3', 'handoff',
  'report',
] as const;

/** What one stage did, and whether its equalities held. */
export interface StageReport {
  readonly name: (typeof stageNames)[number];
  readonly ok: boolean;
  readonly counts: Counts;
  readonly ms: number;
  /** Why it failed; holds ids and counts only. */
  readonly message?: string;
}

/** Groups of the school to walk: a combination group on screen, another group on paper. */
const SCREEN_GROUP = 'Groep 5/6a';
const PAPER_GROUP = 'Groep 7';

/** Walks a school through every stage; after the first that fails the others are not tried, and say so. */
export async function runStages(world: World, onStage: (stage: StageReport) => void): Promise<readonly StageReport[]> {
  const stages = stagesOf(world);
  const reports: StageReport[] = [];
  for (const name of stageNames) {
    const failed = reports.find(({ ok }) => !ok);
    const report = failed
      ? { name, ok: false, counts: {}, ms: 0, message: `not tried: ${failed.name} failed` }
      : await runStage(name, stages[name]);
    reports.push(report);
    onStage(report);
  }
  return reports;
}

async function runStage(name: StageReport['name'], stage: () => Promise<Counts>): Promise<StageReport> {
  const startedMs = performance.now();
  try {
    const counts = await stage();
    return { name, ok: true, counts, ms: performance.now() - startedMs };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { name, ok: false, counts: {}, ms: performance.now() - startedMs, message };
  }
}

function stagesOf(world: World): Readonly<Record<StageReport['name'], () => Promise<Counts>>> {
  const simulation = openSimulation();
  const random = seededRandom('inbeeld/demo/1');
  const handedIn = { tests: 0, taken: 0, points: 0 };
  return {
    order: () => order(world),
    agreement: () => agreement(world),
    step1: () => step1(world),
    roster: () => roster(world),
    async plan() {
      const [onScreen, onPaper] = [await groupNamed(world, SCREEN_GROUP), await groupNamed(world, PAPER_GROUP)];
      const screen = await plan(world, await teacherOf(world, onScreen), onScreen, 'screen');
      const paper = await plan(world, await teacherOf(world, onPaper), onPaper, 'paper');
      return { screen, paper };
    },
    async take() {
      const tests = await take(world, await groupNamed(world, SCREEN_GROUP), simulation, random);
      const acknowledged = tests.reduce((sum, test) => sum + test.acknowledged, 0);
      const taken = tests.reduce((sum, test) => sum + test.taken, 0);
      const stored = await countStored(world);
      assert(stored.answers === acknowledged, 'answers stored = answers acknowledged');
      assert(stored.submitted === taken, 'taken on disk as handed in = taken handed in');
      assert(stored.routed === taken - tests.length, 'choices between taken = taken after the first');
      handedIn.tests += tests.length;
      handedIn.taken += taken;
      handedIn.points += tests.reduce((sum, test) => sum + test.points, 0);
      return {
        pupils: tests.length, taken, easier: stored.easier, harder: stored.harder, answersAcknowledged: acknowledged,
        answersStored: stored.answers,
      };
    },
    async paper() {
      const onPaper = await groupNamed(world, PAPER_GROUP);
      const entered = await enterPaper(world, await teacherOf(world, onPaper), onPaper, simulation, random);
      const stored = await countStored(world);
      assert(stored.paperScores === entered.cells, 'item scores stored = item scores typed');
      handedIn.tests += entered.pupils;
      handedIn.taken += entered.taken;
      handedIn.points += entered.points;
      const { pupils, taken, cells } = entered;
      return { pupils, taken, scoresTyped: cells, scoresStored: stored.paperScores };
    },
    score: () => score(world, handedIn.taken, handedIn.points),
    ability: () => ability(world, handedIn.tests),
    history: () => history(world),
    step3: () => step3(world),
    handoff: () => handoff(world),
    report: async () => report(world, await groupNamed(world, SCREEN_GROUP)),
  };
}
