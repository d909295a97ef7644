import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Bug } from '../../base/assert.ts';
import { Outage } from '../../platform/outage.ts';
import { fileOf, type PdfFile, type PdfReport } from './types.ts';

/** `now`: somebody looks at the screen and waits. `later`: one of many, while whoever asked does something else. */
export type Urgency = 'now' | 'later';

/** Sets reports as PDF/UA-1 without holding up the server. */
export interface Press {
  /** A report that somebody waits for. */
  print(report: PdfReport): Promise<Uint8Array>;
  /** A file of several reports. What waits `now` goes before everything that may come `later`. */
  printFile(file: PdfFile, urgency: Urgency): Promise<Uint8Array>;
  /** How many files are set at once, at most. */
  readonly workerCount: number;
  close(): Promise<void>;
}

/** What a test wants otherwise. */
export interface PressOptions {
  readonly workerCount?: number;
  /** The program of a worker. */
  readonly program?: URL;
  /** A file that takes longer than this has hung. */
  readonly secondsMax?: number;
}

const WORKERS_MAX = 4;
const SECONDS_MAX = 60;
/** Files that may wait; more than this is not served in a time that a person waits. */
const WAITING_MAX = 200;

type Answer = { readonly bytes: Uint8Array } | { readonly failure: string };

interface Order {
  readonly file: PdfFile;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** A worker with what it is setting now. */
interface Bench {
  readonly worker: Worker;
  order: Order | null;
  timer: NodeJS.Timeout | undefined;
}

/** Opens the press. Its workers start with the files that need them, not before: most starts never print one. */
export function openPress(options: PressOptions = {}): Press {
  const { workerCount = Math.min(availableParallelism(), WORKERS_MAX), secondsMax = SECONDS_MAX } = options;
  const program = options.program ?? new URL('./worker.ts', import.meta.url);
  const waiting: Readonly<Record<Urgency, Order[]>> = { now: [], later: [] };
  const benches = new Set<Bench>();

  function deal(): void {
    while (waiting.now.length + waiting.later.length > 0) {
      const bench = [...benches].find(({ order }) => order === null)
        ?? (benches.size < workerCount ? start() : undefined);
      if (!bench) return;
      give(bench, (waiting.now.shift() ?? waiting.later.shift())!);
    }
  }

  function give(bench: Bench, order: Order): void {
    bench.order = order;
    bench.timer = setTimeout(() => lose(bench, 'took too long'), secondsMax * 1000);
    bench.worker.ref();
    bench.worker.postMessage(order.file);
  }

  function settle(bench: Bench, answer: Answer): void {
    const { order } = bench;
    clearTimeout(bench.timer);
    bench.order = null;
    bench.worker.unref();
    if ('bytes' in answer) order?.resolve(answer.bytes);
    else order?.reject(new Bug(answer.failure));
    deal();
  }

  /** What was being set fails and may be asked again; the others go on with a new worker. */
  function lose(bench: Bench, why: string): void {
    if (!benches.delete(bench)) return;
    clearTimeout(bench.timer);
    bench.order?.reject(new Outage(`a worker of the press ${why}`, { retryable: true }));
    void bench.worker.terminate();
    deal();
  }

  function start(): Bench {
    const bench: Bench = { worker: new Worker(program), order: null, timer: undefined };
    bench.worker.on('message', (answer: Answer) => settle(bench, answer));
    bench.worker.on('error', (error) => lose(bench, `broke: ${error instanceof Error ? error.name : 'unknown'}`));
    bench.worker.on('exit', () => lose(bench, 'stopped'));
    benches.add(bench);
    return bench;
  }

  function printFile(file: PdfFile, urgency: Urgency): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (waiting[urgency].length >= WAITING_MAX) {
        reject(new Outage('too many files wait for the press', { retryable: true }));
        return;
      }
      waiting[urgency].push({ file, resolve, reject });
      deal();
    });
  }

  return {
    print: (report) => printFile(fileOf(report), 'now'),
    printFile,
    workerCount,
    async close() {
      const open = [...benches];
      for (const order of [...waiting.now.splice(0), ...waiting.later.splice(0)]) {
        order.reject(new Outage('the press was closed', { retryable: true }));
      }
      for (const bench of open) lose(bench, 'was closed');
      await Promise.all(open.map(({ worker }) => worker.terminate()));
    },
  };
}

/**
 * Sets many files, in their order. Reads no further ahead than there are workers, with one more for each to go on
 * with: neither what waits nor what is ready piles up, however many there are.
 */
export async function* printMany(
  press: Press, files: AsyncIterable<PdfFile> | Iterable<PdfFile>,
): AsyncGenerator<Uint8Array> {
  const underWay: Promise<Uint8Array>[] = [];
  try {
    for await (const file of files) {
      const printed = press.printFile(file, 'later');
      // Whoever stops reading does not hear how the others ended.
      printed.catch(() => undefined);
      underWay.push(printed);
      if (underWay.length >= press.workerCount * 2) yield await underWay.shift()!;
    }
    while (underWay.length > 0) yield await underWay.shift()!;
  } finally {
    await Promise.allSettled(underWay);
  }
}
