import { once } from 'node:events';
import { assert } from '../../base/assert.ts';
import { fetchRosterNow } from '../../intake/fetch-roster.ts';
import type { BenchFlags } from './command.ts';
import {
  linkSchool, makeBenchSchools, openBenchPlatform, type BenchPlatform, type BenchSchool,
} from './invented-schools.ts';
import { serveBenchLas } from './las-for-bench.ts';
import {
  inTemporaryFolder, medianOf, outcomeOf, quantileOf, slopeOf, startPiece, tenths,
} from './pieces.ts';

/** Keeps many schools in step with a LAS, over real HTTP on loopback: the LAS and the platform in a process each. */
export async function syncPart({ quick, schools, pupils }: BenchFlags): Promise<object> {
  const las = startPiece('las-for-bench', { pupils: `${pupils}` });
  try {
    const [line] = await once(las.stdout!, 'data') as [Buffer];
    const { url } = JSON.parse(line.toString('utf8')) as { url: string };
    const count = quick ? Math.min(schools, 10) : schools;
    return await outcomeOf(startPiece('sync-all', { file: url, schools: `${count}`, pupils: `${pupils}` }));
  } finally {
    las.stdin?.end();
  }
}

/** The LAS of the benchmark; ends with its input. */
export async function lasPart({ pupils }: BenchFlags): Promise<object> {
  await serveBenchLas(pupils);
  return {};
}

const rounds = [
  { name: 'first time', incremental: false, outcome: 'changed' },
  { name: 'everything again, nothing new', incremental: false, outcome: 'unchanged' },
  { name: 'only changes, nothing new', incremental: true, outcome: 'unchanged' },
] as const;

/** The platform's side, in a process of its own: every school once a night, three nights. */
export function syncAllPart({ file: url, schools: count, pupils }: BenchFlags): Promise<object> {
  return inTemporaryFolder(async (folder) => {
    const platform = await openBenchPlatform(folder, url);
    const schools = await makeBenchSchools(platform, count);
    const nights: object[] = [];
    for (const round of rounds) {
      nights.push({ night: round.name, ...await syncNight(platform, schools, round) });
      platform.clock.advance(86_400_000);
    }
    await platform.close();
    return { input: 'the answering of the sandbox LAS, alles-in-een', schools: count, pupils, nights };
  });
}

async function syncNight(
  platform: BenchPlatform, schools: readonly BenchSchool[], { incremental, outcome }: (typeof rounds)[number],
): Promise<object> {
  const ms: number[] = [];
  const rss: number[] = [];
  let statements = 0;
  for (const school of schools) {
    await linkSchool(platform, school, { incremental });
    const before = platform.statements();
    const from = performance.now();
    const came = await fetchRosterNow(platform, school.schoolId);
    ms.push(performance.now() - from);
    assert(came === outcome, `a fetch was ${came}, not ${outcome}`);
    statements = Math.max(statements, platform.statements() - before);
    rss.push(process.memoryUsage.rss() / 1_048_576);
  }
  return {
    median_ms: tenths(medianOf(ms)), p95_ms: tenths(quantileOf(ms, 0.95)), slowest_ms: tenths(Math.max(...ms)),
    share_of_a_second: Math.round(medianOf(ms) / 10) / 100, statements_per_school: statements,
    rss_mb: tenths(rss.at(-1) ?? 0),
    rss_mb_per_100_schools: tenths(slopeOf(rss) * 100),
  };
}
