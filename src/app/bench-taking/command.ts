import { availableParallelism } from 'node:os';
import { readFlags } from '../arguments.ts';
import { EXIT } from '../exit.ts';
import { makePlace, type BenchPlace } from './bench-database.ts';
import { type Cluster, postgresPrograms, startCluster } from './cluster.ts';
import { drill } from './drills.ts';
import { measureSpeed, type SpeedOrder } from './speed.ts';

const FLAGS = {
  seconds: { type: 'string', default: '5' }, quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false }, part: { type: 'string', default: 'all' },
} as const;
const parts = ['all', 'speed', 'drills', 'embedded'] as const;
type Part = typeof parts[number];

/** How long the parts take and how large they are. */
interface Size {
  readonly speed: SpeedOrder;
  readonly kills: number;
  readonly everyMs: number;
  readonly devices: number;
}

/**
 * `inbeeld bench taking [--seconds N] [--part NAME] [--quick] [--json]`: how much of the national morning one machine
 * carries, and what is left of it when nodes and databases die; one JSON document.
 */
export async function benchTakingCommand(args: readonly string[]): Promise<number> {
  const flags = readFlags(args, FLAGS);
  const seconds = Number(flags?.seconds);
  const part = parts.find((name) => name === flags?.part);
  if (!flags || !part || !(seconds > 0)) {
    process.stderr.write(`Gebruik: inbeeld bench taking [--seconds N] [--part ${parts.join('|')}] [--quick]\n`);
    return EXIT.wrongUsage;
  }
  const outcome = await benchTaking(part, flags.quick ? quickSize() : fullSize(seconds));
  const document = { node: process.version, cores: availableParallelism(), ...outcome };
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return EXIT.fine;
}

function fullSize(seconds: number): Size {
  const handingIn = Math.round(seconds * 2500);
  return {
    speed: {
      seconds, lines: 10_000, signIns: Math.round(seconds * 1500),
      size: { pupilsPerSchool: 226, answering: 10_000, handingIn },
    },
    kills: 8, everyMs: 2500, devices: 200,
  };
}

/** To see that it works, not how fast it is. */
function quickSize(): Size {
  return {
    speed: { seconds: 1, lines: 300, signIns: 300, size: { pupilsPerSchool: 100, answering: 400, handingIn: 400 } },
    kills: 2, everyMs: 700, devices: 40,
  };
}

/** Runs the parts that this machine can run, and says which it cannot. */
export async function benchTaking(part: Part, size: Size): Promise<object> {
  const programs = postgresPrograms();
  const given = process.env.DATABASE_URL ?? null;
  const wants = (name: Part): boolean => part === 'all' || part === name;
  const cluster = wants('speed') && !given || wants('drills') ? await privateCluster(programs) : null;
  try {
    const server = given ?? cluster?.url ?? null;
    return {
      database: part === 'embedded' ? 'the embedded one' : databaseWords(given, cluster),
      ...(wants('speed') ? { speed: await onPlace(server, (place) => measureSpeed(place, programs, size.speed)) } : {}),
      ...(wants('drills') && server ? { node_killed: await nodeKilled(server, size) } : {}),
      ...(wants('drills') ? { database_restarted: await databaseRestarted(cluster, size) } : {}),
      ...(wants('embedded') ? { embedded: await embedded(size) } : {}),
    };
  } finally {
    await cluster?.stop();
  }
}

async function privateCluster(programs: string | null): Promise<Cluster | null> {
  return programs === null ? null : startCluster(programs);
}

function databaseWords(given: string | null, cluster: Cluster | null): string {
  if (given) return 'the PostgreSQL server of DATABASE_URL';
  return cluster ? 'a PostgreSQL server of its own, with the default settings for safety'
    : 'no PostgreSQL on this machine (DATABASE_URL is not set, no initdb in /usr/lib/postgresql): embedded only';
}

async function onPlace<T>(server: string | null, work: (place: BenchPlace) => Promise<T>): Promise<T> {
  const place = await makePlace(server);
  try {
    return await work(place);
  } finally {
    await place.remove();
  }
}

function nodeKilled(server: string, { devices, kills, everyMs }: Size): Promise<object> {
  return onPlace(server, (place) => drill(place, { devices, nodes: 2, times: kills, everyMs }));
}

async function databaseRestarted(cluster: Cluster | null, { devices, kills, everyMs }: Size): Promise<object | string> {
  if (!cluster) return 'not run: no initdb in /usr/lib/postgresql';
  return onPlace(cluster.url, (place) => drill(place, {
    devices, nodes: 2, times: Math.ceil(kills / 2), everyMs, restartDatabase: () => cluster.restart(),
  }));
}

/** Smaller: one process, one connection. */
function embedded({ devices, kills, everyMs }: Size): Promise<object> {
  return onPlace(null, (place) => drill(place, { devices: Math.ceil(devices / 10), nodes: 1, times: kills, everyMs }));
}
