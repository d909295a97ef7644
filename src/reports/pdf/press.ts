import { Worker } from 'node:worker_threads';
import { Bug } from '../../base/assert.ts';
import type { PdfReport } from './types.ts';

type Answer = { readonly id: number } & ({ readonly bytes: Uint8Array } | { readonly failure: string });

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Sets reports as PDF/UA-1 without holding up the server. */
export interface Press {
  print(report: PdfReport): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens the press. Its worker starts with the first report, not before: most starts never print one. */
export function openPress(): Press {
  let worker: Worker | undefined;
  let count = 0;
  const waiting = new Map<number, Waiting>();

  function settle(answer: Answer): void {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('bytes' in answer) asker?.resolve(answer.bytes);
    else asker?.reject(new Bug(answer.failure));
    if (waiting.size === 0) worker?.unref();
  }

  function start(): Worker {
    const started = new Worker(new URL('./worker.ts', import.meta.url));
    started.on('message', settle);
    started.on('error', (error) => {
      worker = undefined;
      for (const { reject } of waiting.values()) reject(error instanceof Error ? error : new Bug(String(error)));
      waiting.clear();
    });
    return started;
  }

  return {
    print: (report) => new Promise((resolve, reject) => {
      worker ??= start();
      worker.ref();
      count += 1;
      waiting.set(count, { resolve, reject });
      worker.postMessage({ id: count, report });
    }),
    close: async () => void (await worker?.terminate()),
  };
}
