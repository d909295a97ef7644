import { availableParallelism, tmpdir } from 'node:os';
import { readFlags } from '../arguments.ts';
import { makePlace } from '../bench-taking/bench-database.ts';
import { postgresPrograms, startCluster } from '../bench-taking/cluster.ts';
import { EXIT } from '../exit.ts';
import { measureBare } from './bare.ts';
import { measureCharts } from './charts.ts';
import { loadSchools, publishNorms } from './loading.ts';
import { type BenchNode, openBenchNode } from './node.ts';
import { measurePages, type PagesOutcome } from './pages.ts';
import { measurePdfs, SCHOOLS_FOR_PDFS } from './pdfs.ts';
import { schoolsThatFit } from './room.ts';

const FLAGS = {
  schools: { type: 'string', default: '300' }, requests: { type: 'string', default: '200' },
  seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false },
  part: { type: 'string', default: 'all' },
} as const;
const parts = ['all', 'pages', 'charts', 'pdf'] as const;

/**
 * `inbeeld bench reports [--schools N] [--part pages|charts|pdf] [--requests N] [--seed N]`: how long the pages of
 * reports take at one school and at many in one database, what their statements touch, and how fast charts and PDFs
 * are made; one JSON document.
 */
export async function benchReportsCommand(args: readonly string[]): Promise<number> {
  const flags = readFlags(args, FLAGS);
  const [schools, requests, seed] = [Number(flags?.schools), Number(flags?.requests), Number(flags?.seed)];
  const part = parts.find((name) => name === flags?.part);
  if (!part || ![schools, requests].every((count) => Number.isInteger(count) && count > 0) || !Number.isInteger(seed)) {
    process.stderr.write(`Gebruik: inbeeld bench reports [--schools N] [--part ${parts.join('|')}] [--requests N]\n`);
    return EXIT.wrongUsage;
  }
  const wants = (name: typeof part): boolean => part === 'all' || part === name;
  const document = {
    node: process.version, cores: availableParallelism(), seed,
    ...(wants('charts') ? { charts: measureCharts() } : {}),
    ...(part === 'charts' ? {} : { on_a_database: await onServer({
      schools: part === 'pdf' ? SCHOOLS_FOR_PDFS : schools, requests, seed, pages: wants('pages'), pdf: wants('pdf'),
    }) }),
  };
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return EXIT.fine;
}

/** As a server of that size is set up; what is loaded here can be made again, so nothing waits for the disk. */
const SETTINGS = {
  shared_buffers: '2GB', effective_cache_size: '8GB', fsync: 'off', max_wal_size: '8GB', checkpoint_timeout: '30min',
};

interface Order {
  readonly schools: number;
  readonly requests: number;
  readonly seed: number;
  readonly pages: boolean;
  readonly pdf: boolean;
}

async function onServer(order: Order): Promise<object | string> {
  const given = process.env.DATABASE_URL ?? null;
  const programs = postgresPrograms();
  if (!given && !programs) return 'not run: DATABASE_URL is not set, and there is no PostgreSQL in /usr/lib/postgresql';
  const fits = given ? Number.POSITIVE_INFINITY : await schoolsThatFit(tmpdir());
  const schools = Math.min(order.schools, fits);
  if (schools < order.schools) {
    process.stderr.write(`${order.schools} scholen passen niet; het worden er ${schools}.\n`);
  }
  const cluster = given ? null : await startCluster(programs ?? '', SETTINGS);
  try {
    return {
      database: given ? 'the PostgreSQL server of DATABASE_URL' : `a PostgreSQL server of its own, ${words(SETTINGS)}`,
      schools_asked_for: order.schools, ...await onSchools(given ?? cluster?.url ?? '', { ...order, schools }),
    };
  } finally {
    await cluster?.stop();
  }
}

function words(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings).map(([name, value]) => `${name} ${value}`).join(', ');
}

async function onSchools(server: string, order: Order): Promise<object> {
  const place = await makePlace(server);
  const url = place.environment.DATABASE_URL ?? '';
  try {
    return await place.use(async (doors, database) => {
      const norms = await publishNorms(doors);
      const node = await openBenchNode(place, database);
      try {
        return await measure(node, { url, norms }, order);
      } finally {
        await node.close();
      }
    });
  } finally {
    await place.remove();
  }
}

async function measure(
  node: BenchNode, { url, norms }: { readonly url: string; readonly norms: string },
  { schools, requests, seed, pages, pdf }: Order,
): Promise<object> {
  const say = (what: object): void => void process.stderr.write(`${JSON.stringify(what)}\n`);
  const at = async (count: number) => ({
    ...await measurePages(node, { url, schools: count, requests, seed }),
    bare_select: await measureBare(node, { schools: count, requests, seed }),
  });
  const first = await loadSchools(url, norms, { from: 1, to: 1, seed });
  const atOne = pages ? await at(1) : null;
  if (atOne) say(atOne);
  const loaded = schools > 1 ? await loadSchools(url, norms, { from: 2, to: schools, seed }) : first;
  say(loaded);
  const atMany = pages && schools > 1 ? await at(schools) : null;
  return {
    loaded,
    ...(atOne ? { at_one_school: atOne } : {}),
    ...(atOne && atMany ? { at_many_schools: atMany, buffers_many_to_one: buffersRatio(atOne, atMany) } : {}),
    ...(pdf && schools >= SCHOOLS_FOR_PDFS ? { pdf: await measurePdfs(node) } : {}),
  };
}

/** How much more of tables and indexes the same page reads where there are many schools. Rows of a school lie further
 * apart there: a page of 8 kB that held several holds one. More than that would be rows of others. */
function buffersRatio(one: PagesOutcome, many: PagesOutcome): object {
  return Object.fromEntries(Object.entries(many.aimed).map(([name, { buffers }]) =>
    [name, Math.round((10 * buffers) / (one.aimed[name]?.buffers ?? 1)) / 10]));
}
