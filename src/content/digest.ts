import { createHash } from 'node:crypto';
import type { ContentPackage } from './types.ts';

/** SHA-256 (64 hexadecimal digits) of a package's content: the same for equal content, however its file was packed. */
export function packageDigest(content: ContentPackage): string {
  return contentDigest(content);
}

/** SHA-256 (64 hexadecimal digits) of any content, whatever the order of its keys. */
export function contentDigest(content: object): string {
  return createHash('sha256').update(JSON.stringify(inOrder(content))).digest('hex');
}

/** The same value with the keys of every object in one order; lists keep theirs, for their order means something. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, inOrder(field)]));
}
