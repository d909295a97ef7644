import type { FastifyRequest } from 'fastify';
import type { PlainDate } from '../base/plain-date.ts';
import { newCheck, type CheckInPieces } from '../exchange/check/stream.ts';
import type { CheckedFile } from '../exchange/check/report.ts';
import { fileLimits, streamLimits } from '../exchange/xml/limits.ts';

/** Why a file was not checked. */
export type CheckRefusal = 'no-file' | 'too-large' | 'too-slow' | 'busy';

/** What of a request is needed here. */
export type UploadRequest = Pick<FastifyRequest, 'isMultipart' | 'file' | 'ip'>;

/** Large files cost memory and time, and anybody may send them: who comes when these places are taken, tries again.
 * One address never takes all of them. */
const places = { all: 4, ofOneAddress: 2 } as const;

/** Of dossiers and tables, which are judged in one go while others wait. */
const atOnceBytesMax = 25_000_000;

/** A file that trickles in keeps a place from somebody else. */
const uploadMs = 120_000;

const takenBy = new Map<string, number>();

/** Checks the file of a form while it comes in. Nothing of it is written anywhere.
 * @param today old results of a later day are in the future
 * @param deadlineMs within how long the whole file must be here */
export async function checkUpload(
  request: UploadRequest, bytesMax: number, today: PlainDate, deadlineMs: number = uploadMs,
): Promise<CheckedFile | CheckRefusal> {
  if (!request.isMultipart()) return 'no-file';
  const own = takenBy.get(request.ip) ?? 0;
  const all = [...takenBy.values()].reduce((sum, count) => sum + count, 0);
  if (all >= places.all || own >= places.ofOneAddress) return 'busy';
  takenBy.set(request.ip, own + 1);
  try {
    return await readUpload(request, bytesMax, today, deadlineMs);
  } finally {
    const left = (takenBy.get(request.ip) ?? 1) - 1;
    if (left === 0) takenBy.delete(request.ip);
    else takenBy.set(request.ip, left);
  }
}

async function readUpload(
  request: UploadRequest, bytesMax: number, today: PlainDate, deadlineMs: number,
): Promise<CheckedFile | CheckRefusal> {
  const part = await request.file({ limits: { fileSize: bytesMax + 1 } });
  if (!part) return 'no-file';
  const wholeLimits = { ...fileLimits, bytesMax: Math.min(bytesMax, atOnceBytesMax) };
  const checking = newCheck(part.filename, { ...streamLimits, bytesMax }, wholeLimits, today);
  const late = setTimeout(() => part.file.destroy(new TooSlow()), deadlineMs);
  try {
    const count = await pour(part.file as AsyncIterable<Uint8Array>, checking, bytesMax);
    if (count > bytesMax) return 'too-large';
    if (count === 0 && part.filename === '') return 'no-file';
  } catch (error) {
    if (error instanceof TooSlow) return 'too-slow';
    throw error;
  } finally {
    clearTimeout(late);
  }
  return { name: plainName(part.filename), report: checking.end() };
}

/** Ends a file that trickles in; never leaves this file. */
class TooSlow extends Error {}

async function pour(pieces: AsyncIterable<Uint8Array>, checking: CheckInPieces, bytesMax: number): Promise<number> {
  let count = 0;
  let wanted = true;
  for await (const piece of pieces) {
    count += piece.length;
    // The rest must flow past all the same, or the browser never hears our answer.
    if (wanted && count <= bytesMax) wanted = checking.write(piece);
  }
  return count;
}

/** A file may be named after a child: only its ending is told. */
function plainName(filename: string): string {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(filename)?.[0] ?? '';
  return `bestand${ending.toLowerCase()}`;
}
