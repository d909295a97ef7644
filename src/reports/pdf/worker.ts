import { parentPort } from 'node:worker_threads';
import { present } from '../../base/assert.ts';
import { compilePdf } from './compile.ts';
import type { PdfFile } from './types.ts';

/** Sets files beside the server, one after another: setting one takes the processor for its whole time. */
const port = present(parentPort, 'pdf/worker.ts runs as a worker');

port.on('message', (file: PdfFile) => {
  try {
    port.postMessage({ bytes: compilePdf(file) });
  } catch (error) {
    port.postMessage({ failure: error instanceof Error ? error.message : String(error) });
  }
});
