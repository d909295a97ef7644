import { type BenchPlace } from './bench-database.ts';
import type { LoadOrder, LoadOutcome } from './load.ts';
import { rawCommits } from './pgbench.ts';
import { type LoadProcess, type NodeProcess, startLoad, startNode } from './processes.ts';
import type { Kind } from './requests.ts';
import { type BenchSize, fillRows } from './rows.ts';

/** The national morning of the base scenario: requests a second, with the spike of sign-ins when a slot begins. */
const morning = { answers: 2000, handIns: 140, signIns: 143 } as const;
const spikeOfSignIns = 290;
/** The share of its maximum at which a node is expected to work. */
const WORKING_SHARE = 0.7;
/** As many as wait at a node at its maximum; the clients of pgbench are the same number. */
const CLIENTS = 64;
/** At a rate, so many may be under way before a request has to wait for a line. */
const CLIENTS_AT_RATE = 256;

/** How long and how large. */
export interface SpeedOrder {
  readonly seconds: number;
  readonly size: BenchSize;
  /** Sign-ins that are prepared; they are used up. */
  readonly signIns: number;
  /** Lines that are opened to see what a pupil costs. */
  readonly lines: number;
}

/** Everything about speed, on one node. */
export async function measureSpeed(place: BenchPlace, programs: string | null, order: SpeedOrder): Promise<object> {
  const rows = await place.use(async (doors, database) => {
    const filled = await fillRows(doors, order.size);
    await database.refreshStatistics();
    return filled;
  });
  const load = startLoad();
  const { issuer } = await load.tell({ kind: 'open', rows, masterKey: place.masterKey }, 'opened');
  const environment = { ...place.environment, BASISPOORT_ISSUER_URL: issuer };
  const { dataFolder } = place;
  try {
    const url = place.environment.DATABASE_URL;
    const raw = { clients: CLIENTS, seconds: order.seconds };
    const commits = url ? await rawCommits(programs, url, dataFolder, raw) : null;
    const node = await startNode({ environment, dataFolder });
    const away = await load.tell({ kind: 'send-away', port: node.port, count: order.signIns }, 'sent-away');
    const measured = await measureNode(load, node, order);
    await node.kill();
    const unbatched = await measureUnbatched(load, { environment, dataFolder }, order);
    const memory = await measureMemory(load, { environment, dataFolder }, order.lines);
    return { clients: CLIENTS, raw_commits_per_second: commits, ...measured, sign_in_begun_per_second: away.perSecond,
      unbatched, ratios: ratiosOf(measured.answers.maximum_per_second, unbatched.maximum_per_second, commits), memory };
  } finally {
    load.end();
  }
}

async function measureNode(load: LoadProcess, node: NodeProcess, { seconds }: SpeedOrder) {
  const ports = [node.port];
  // The program warms up; nobody starts a morning on a cold node.
  const warmUp = Math.max(1, seconds / 2);
  await loadWith(load, { ports, seconds: warmUp, mix: { answers: 1 }, clients: CLIENTS, perSecond: null });
  const answers = await measureKind(load, ports, seconds, { answers: 1 });
  const handIns = await measureKind(load, ports, seconds, { handIns: 1 });
  const signIns = await measureKind(load, ports, seconds, { signIns: 1 });
  const mixed = await measureKind(load, ports, seconds, morning);
  const perNode = mixed.maximum_per_second * WORKING_SHARE;
  const total = morning.answers + morning.handIns + morning.signIns;
  return {
    answers, hand_ins: handIns, sign_ins: signIns, mixed,
    machines: {
      of: 'this machine, with database, node and load generator on it, at 70 % of its maximum of the mix',
      base_scenario: Math.ceil(total / perNode),
      base_scenario_at_the_spike: Math.ceil((total + spikeOfSignIns - morning.signIns) / perNode),
    },
  };
}

/** The most of a mix, and how long it takes at 70 % of that. */
async function measureKind(
  load: LoadProcess, ports: readonly number[], seconds: number, mix: Partial<Record<Kind, number>>,
) {
  const most = await loadWith(load, { ports, seconds, mix, clients: CLIENTS, perSecond: null });
  const perSecond = rateOf(most);
  const atWork = await loadWith(load, {
    ports, seconds, mix, clients: CLIENTS_AT_RATE, perSecond: perSecond * WORKING_SHARE,
  });
  return {
    maximum_per_second: Math.round(perSecond), at_maximum_ms: most.done, failed: most.failed + atWork.failed,
    at_70_percent: { per_second: Math.round(rateOf(atWork)), ms: atWork.done },
  };
}

function rateOf({ done, seconds }: LoadOutcome): number {
  return Object.values(done).reduce((sum, { count }) => sum + count, 0) / seconds;
}

async function loadWith(load: LoadProcess, order: LoadOrder): Promise<LoadOutcome> {
  return (await load.tell({ kind: 'load', order }, 'loaded')).outcome;
}

type NodePlace = Pick<BenchPlace, 'environment' | 'dataFolder'>;

async function measureUnbatched(load: LoadProcess, place: NodePlace, { seconds }: SpeedOrder) {
  const node = await startNode({ ...place, unbatched: true });
  const order = { ports: [node.port], mix: { answers: 1 }, clients: CLIENTS, perSecond: null };
  await loadWith(load, { ...order, seconds: Math.max(1, seconds / 2) });
  const most = await loadWith(load, { ...order, seconds });
  await node.kill();
  return { maximum_per_second: Math.round(rateOf(most)), at_maximum_ms: most.done, failed: most.failed };
}

function ratiosOf(batched: number, unbatched: number, commits: number | null): object | null {
  if (commits === null) return null;
  const of = (rate: number): number => Math.round((rate / commits) * 100) / 100;
  return { batched_to_raw: of(batched), unbatched_to_raw: of(unbatched) };
}

/** What an open line costs the process of a node. */
async function measureMemory(load: LoadProcess, place: NodePlace, count: number): Promise<object> {
  const node = await startNode(place);
  const open = (lines: number) => load.tell({ kind: 'lines', port: node.port, count: lines }, 'lines-open');
  // What the first lines cost once, such as compiled code, is not what a pupil costs.
  await open(Math.min(200, count));
  await settled();
  const before = await node.memory();
  await open(count);
  await settled();
  const after = await node.memory();
  await node.kill();
  const each = (bytes: number): number => Math.round(bytes / count / 102.4) / 10;
  return {
    open_lines: count, rss_kb_per_line: each(after.rssBytes - before.rssBytes),
    heap_kb_per_line: each(after.heapBytes - before.heapBytes), rss_mb_before: Math.round(before.rssBytes / 1e6),
    rss_mb_after: Math.round(after.rssBytes / 1e6),
  };
}

function settled(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, 2500); });
}
