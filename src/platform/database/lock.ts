import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A held lock on a data folder; the operating system frees it when the process dies, however it dies. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the one lock of a data folder, or returns null when another process holds it.
 *
 * PGlite has no postmaster.pid: two processes on one folder destroy each other's rows without a word. An
 * exclusive SQLite transaction is the lock, because the operating system drops it with the process, also after
 * kill -9. Creates the folder with mode 0700 when it is absent.
 */
export function lockFolder(folder: string): FolderLock | null {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(path.join(folder, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked|busy/.test(error.message)) return null;
    throw error;
  }
  return { release: () => lock.close() };
}
