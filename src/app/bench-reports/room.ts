import { statfs } from 'node:fs/promises';

/** What a school takes on disk while it is loaded: rows, indexes, and the log of the transactions. */
const BYTES_A_SCHOOL = 6_000_000;

/** Stays free for everybody else. */
const LEFT_FREE_BYTES = 30_000_000_000;

/** How many schools fit beside what is on the disk; what must stay free is left free. */
export async function schoolsThatFit(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.max(0, Math.floor((bavail * bsize - LEFT_FREE_BYTES) / BYTES_A_SCHOOL));
}
