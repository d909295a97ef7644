import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../platform/config.ts';
import { openDoors, type Doors } from '../../platform/database/tenancy.ts';
import type { Database } from '../../platform/database/types.ts';
import { openDatabase } from '../open-database.ts';
import { runOnServer } from './cluster.ts';

/** Where the nodes of a benchmark keep their data. */
export interface BenchPlace {
  readonly environment: Readonly<Record<string, string>>;
  readonly dataFolder: string;
  readonly masterKey: string;
  /** Works on the database as a node would, and lets go of it again. */
  use<T>(work: (doors: Doors, database: Database) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

/** A database of the benchmark's own on a server, dropped at the end; without one, embedded in a temporary folder. */
export async function makePlace(serverUrl: string | null): Promise<BenchPlace> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'inbeeld-bench-'));
  const masterKey = randomBytes(32).toString('hex');
  const name = `inbeeld_bench_${randomBytes(4).toString('hex')}`;
  const url = serverUrl === null ? null : new URL(serverUrl);
  if (url && serverUrl) {
    await runOnServer(serverUrl, `create database ${name}`);
    url.pathname = `/${name}`;
  }
  const environment = { INBEELD_KEY: masterKey, ...(url ? { DATABASE_URL: url.href } : {}) };
  return {
    environment, dataFolder, masterKey,
    async use(work) {
      const opened = await openDatabase(readConfig(environment, { dataFolder }));
      if (!opened.ok) throw new Error(opened.refusal);
      try {
        return await work(openDoors(opened.value), opened.value);
      } finally {
        await opened.value.close();
      }
    },
    async remove() {
      if (serverUrl) await runOnServer(serverUrl, `drop database ${name} with (force)`);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
