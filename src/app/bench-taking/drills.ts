import { all, sql } from '../../platform/database/query.ts';
import type { BenchPlace } from './bench-database.ts';
import type { Acknowledged, DevicesOutcome } from './devices.ts';
import { type NodeProcess, startLoad, startNode } from './processes.ts';
import { fillRows } from './rows.ts';

/** What is to go wrong, and how often. */
export interface DrillOrder {
  readonly devices: number;
  readonly nodes: 1 | 2;
  readonly times: number;
  /** Between one blow and the next, in milliseconds. */
  readonly everyMs: number;
  /** Restarts the database as a power cut would; without it a node is killed each time. */
  readonly restartDatabase?: () => Promise<void>;
}

/** What was found, answer by answer. */
export interface DrillOutcome {
  readonly blows: number;
  readonly acknowledged: number;
  /** Acknowledged to a device, but not on disk with the same content. */
  readonly missing: number;
  /** Given once, on disk more than once. */
  readonly doubled: number;
  readonly on_disk: number;
  readonly refused: number;
  readonly sent_again: number;
  readonly longest_wait_ms: number;
}

/** Lets devices answer while nodes or the database die, and compares what they were told with what is on disk. */
export async function drill(place: BenchPlace, order: DrillOrder): Promise<DrillOutcome> {
  const rows = await place.use((doors) => fillRows(doors, {
    pupilsPerSchool: 10, answering: order.devices, handingIn: 0,
  }));
  const load = startLoad();
  const { environment, dataFolder } = place;
  const nodes: NodeProcess[] = [];
  try {
    for (let nth = 0; nth < order.nodes; nth += 1) nodes.push(await startNode({ environment, dataFolder }));
    const ports = nodes.map(({ port }) => port);
    await load.tell({ kind: 'open', rows, masterKey: place.masterKey }, 'opened');
    const done = load.tell({ kind: 'devices', order: { ports, count: order.devices, pauseMs: 20 } }, 'devices-done');
    for (let blow = 0; blow < order.times; blow += 1) {
      await new Promise((resolve) => { setTimeout(resolve, order.everyMs); });
      if (order.restartDatabase) {
        await order.restartDatabase();
      } else {
        const victim = blow % nodes.length;
        await nodes[victim]!.kill();
        nodes[victim] = await startNode({ environment, dataFolder, port: ports[victim]! });
      }
    }
    await new Promise((resolve) => { setTimeout(resolve, order.everyMs); });
    await load.tell({ kind: 'stop-devices' }, 'stopping');
    const { outcome } = await done;
    await Promise.all(nodes.map((node) => node.kill()));
    return await compare(place, order.times, outcome);
  } finally {
    load.end();
    await Promise.all(nodes.map((node) => node.kill()));
  }
}

async function compare(place: BenchPlace, blows: number, outcome: DevicesOutcome): Promise<DrillOutcome> {
  const { acknowledged } = outcome;
  const onDisk = await readAnswers(place, new Set(acknowledged.map(({ schoolId }) => schoolId)));
  const values = new Map(onDisk.map(({ sittingId, sequence, value }) => [`${sittingId}/${sequence}`, value]));
  const times = Map.groupBy(onDisk, ({ value }) => value);
  return {
    blows, acknowledged: acknowledged.length, on_disk: onDisk.length,
    missing: acknowledged.filter(({ sittingId, sequence, value }) =>
      values.get(`${sittingId}/${sequence}`) !== value).length,
    doubled: [...times.values()].filter((rows) => rows.length > 1).length,
    refused: outcome.refused, sent_again: outcome.sentAgain, longest_wait_ms: outcome.longestWaitMs,
  };
}

/** Also those that came late: nothing was handed in here, so there must be none. */
function readAnswers(place: BenchPlace, schoolIds: ReadonlySet<string>): Promise<readonly Acknowledged[]> {
  return place.use(async (doors) => {
    const found: Acknowledged[] = [];
    for (const schoolId of schoolIds) {
      found.push(...await doors.withTenant(schoolId, { kind: 'job', id: 'bench' }, 'taking', (tx) =>
        all<Acknowledged>(tx, sql`select school_id, sitting_id, sequence, responses ->> 'RESPONSE' as value from answer
          where school_id = ${schoolId} union all
          select school_id, sitting_id, sequence, responses ->> 'RESPONSE' from late_answer
          where school_id = ${schoolId}`)));
    }
    return found;
  });
}
