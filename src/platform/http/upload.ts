import type { FastifyRequest } from 'fastify';

/** The one file of a form, read piece by piece and dropped as soon as it is too large. */
export async function uploadedFile(
  request: FastifyRequest, bytesMax: number,
): Promise<Uint8Array | 'no-file' | 'too-large'> {
  if (!request.isMultipart()) return 'no-file';
  const part = await request.file({ limits: { fileSize: bytesMax + 1 } });
  if (!part) return 'no-file';
  const pieces: Uint8Array[] = [];
  let count = 0;
  for await (const piece of part.file as AsyncIterable<Uint8Array>) {
    count += piece.length;
    if (count <= bytesMax) pieces.push(piece);
  }
  if (count > bytesMax) return 'too-large';
  return count === 0 ? 'no-file' : Buffer.concat(pieces);
}

/** Files and fields of a form, as far as they fit. */
export interface UploadedForm {
  /** In the order of the form; empty ones are left out. */
  readonly files: readonly Uint8Array[];
  readonly fields: ReadonlyMap<string, string>;
}

/** What a form with several files may hold. */
const formLimits = { files: 1_000, fields: 500, fieldSize: 1_000, parts: 1_500 };

/**
 * Several files of one form, with its other fields, read piece by piece.
 * @param bytesMax of all files together
 */
export async function uploadedForm(request: FastifyRequest, bytesMax: number): Promise<UploadedForm | 'too-large'> {
  const files: Uint8Array[] = [];
  const fields = new Map<string, string>();
  let count = 0;
  if (!request.isMultipart()) return { files, fields };
  for await (const part of request.parts({ limits: { ...formLimits, fileSize: bytesMax + 1 } })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields.set(part.fieldname, part.value);
      continue;
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of part.file as AsyncIterable<Uint8Array>) {
      count += piece.length;
      if (count <= bytesMax) pieces.push(piece);
    }
    // Who sends on long after that is not going to read an answer.
    if (count > 2 * bytesMax) request.raw.destroy();
    if (pieces.length > 0) files.push(Buffer.concat(pieces));
  }
  return count > bytesMax ? 'too-large' : { files, fields };
}
