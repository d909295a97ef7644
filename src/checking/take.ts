import type { FastifyRequest } from 'fastify';
import { newCheck } from '../exchange/check/stream.ts';
import type { CheckedFile } from '../exchange/check/report.ts';
import { streamLimits } from '../exchange/xml/limits.ts';

/** Why a file was not checked. */
export type CheckRefusal = 'no-file' | 'too-large' | 'busy';

/** Large files cost memory and time; who comes when these are taken, tries again. */
const atOnceMax = 4;
let atOnce = 0;

/** Checks the file of a form while it comes in. Nothing of it is written anywhere. */
export async function checkUpload(request: FastifyRequest, bytesMax: number): Promise<CheckedFile | CheckRefusal> {
  if (!request.isMultipart()) return 'no-file';
  if (atOnce >= atOnceMax) return 'busy';
  atOnce += 1;
  try {
    return await readUpload(request, bytesMax);
  } finally {
    atOnce -= 1;
  }
}

async function readUpload(request: FastifyRequest, bytesMax: number): Promise<CheckedFile | CheckRefusal> {
  const part = await request.file({ limits: { fileSize: bytesMax + 1 } });
  if (!part) return 'no-file';
  const checking = newCheck(part.filename, { ...streamLimits, bytesMax });
  let count = 0;
  let wanted = true;
  for await (const piece of part.file as AsyncIterable<Uint8Array>) {
    count += piece.length;
    // The rest must flow past all the same, or the browser never hears our answer.
    if (wanted && count <= bytesMax) wanted = checking.write(piece);
  }
  if (count > bytesMax) return 'too-large';
  if (count === 0 && part.filename === '') return 'no-file';
  return { name: plainName(part.filename), report: checking.end() };
}

/** A file may be named after a child: only its ending is told. */
function plainName(filename: string): string {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(filename)?.[0] ?? '';
  return `bestand${ending.toLowerCase()}`;
}
