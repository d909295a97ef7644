import { assert } from '../../base/assert.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { writeEdexml } from '../../exchange/edexml/write.ts';
import { acceptByPerson, receiveEdexml } from '../../intake/actions.ts';
import { rosterOf } from '../../sandbox/school/roster.ts';
import type { BenchFlags } from './command.ts';
import { benchPlan, makeBenchSchools, openBenchPlatform, type BenchPlatform } from './invented-schools.ts';
import { inTemporaryFolder, medianOf, outcomeOf, startPiece, tenths } from './pieces.ts';

/** Takes an EDEXML file of a school of ordinary and of great size: from its bytes to rows on disk, and once more. */
export async function importPart({ quick }: BenchFlags): Promise<object> {
  const figures: object[] = [];
  for (const pupils of quick ? [226] : [226, 1100])
    figures.push(await outcomeOf(startPiece('import-one', { pupils: `${pupils}` })));
  return { input: 'EDEXML 2.1 of a school of the sandbox, by hand: received, previewed, taken', figures };
}

/** How often each size is taken, at a school of its own. */
const TIMES = 5;

/** One size, in a process of its own. The first school warms the program up and is not counted. */
export function importOnePart({ pupils }: BenchFlags): Promise<object> {
  return inTemporaryFolder(async (folder) => {
    const platform = await openBenchPlatform(folder, null);
    const rounds = { first: [] as Took[], again: [] as Took[] };
    let size = { pupils: 0, bytes: 0 };
    for (const [nth, school] of (await makeBenchSchools(platform, TIMES + 1)).entries()) {
      const year = schoolYearOf(plainDateInAmsterdam(platform.clock.now()));
      const document = rosterOf(benchPlan(school.brin, pupils), year, platform.clock.now());
      const bytes = new TextEncoder().encode(writeEdexml(document));
      size = { pupils: document.pupils.length, bytes: bytes.length };
      for (const round of ['first', 'again'] as const) {
        const took = await measure(platform, async () => {
          const received = await receiveEdexml(platform, school.viewer, bytes);
          assert(received.ok && received.value.status === 'preview', 'the file is in order');
          const accepted = await acceptByPerson(platform, school.viewer, received.value.deliveryId, false);
          assert(accepted.ok, 'the file is taken');
        });
        if (nth > 0) rounds[round].push(took);
      }
      await platform.database.refreshStatistics();
    }
    await platform.close();
    const { kind } = platform.database;
    return { ...size, database: kind, first: summaryOf(rounds.first), again: summaryOf(rounds.again) };
  });
}

interface Took {
  readonly ms: number;
  /** Time of the processor, which does not grow when the machine does other things as well. */
  readonly cpuMs: number;
  readonly statements: number;
}

async function measure(platform: BenchPlatform, work: () => Promise<void>): Promise<Took> {
  const before = platform.statements();
  const cpu = process.cpuUsage();
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000, statements: platform.statements() - before };
}

function summaryOf(rounds: readonly Took[]): object {
  const ms = rounds.map((round) => round.ms);
  return {
    median_ms: tenths(medianOf(ms)), slowest_ms: tenths(Math.max(...ms)),
    median_cpu_ms: tenths(medianOf(rounds.map(({ cpuMs }) => cpuMs))),
    // The aim is a school in less than a second.
    share_of_a_second: Math.round(medianOf(ms) / 10) / 100,
    statements: Math.max(...rounds.map(({ statements }) => statements)),
  };
}
