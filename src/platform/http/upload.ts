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
