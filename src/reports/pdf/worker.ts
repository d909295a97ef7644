import { parentPort } from 'node:worker_threads';
import { present } from '../../base/assert.ts';
import { compilePdf } from './compile.ts';
import type { PdfReport } from './types.ts';

/** Sets reports beside the server, one after another: setting one takes the processor for its whole time. */
const port = present(parentPort, 'pdf/worker.ts runs as a worker');

port.on('message', ({ id, report }: { id: number; report: PdfReport }) => {
  try {
    const bytes = compilePdf(report);
    port.postMessage({ id, bytes });
  } catch (error) {
    port.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  }
});
