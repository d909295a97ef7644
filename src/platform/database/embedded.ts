import fs from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { CamelCasePlugin, CompiledQuery, Kysely, PGliteDialect } from 'kysely';
import { fromPglite } from 'pg-boss';
import { refuse, ok, type Result } from '../../base/result.ts';
import { lockFolder, type FolderLock } from './lock.ts';
import { batchCalls } from './batch-calls.ts';
import type { AnyTables, BatchCall, Database } from './types.ts';

const OID_DATE = 1082;
const OID_BIGINT = 20;
const OID_NUMERIC = 1700;

type EmscriptenModule = { NODEFS?: NodeFsDriver; FS: { filesystems?: { NODEFS?: NodeFsDriver } } };
type NodeFsDriver = { stream_ops: { fsync?: (stream: { nfd: number }) => number } };

/**
 * PGlite's Node file system, but with fsync handed on to the disk. PGlite itself swallows it: a power cut could then
 * take commits that were already acknowledged. The hook depends on the exact version of PGlite, which is pinned;
 * `embedded.test.ts` counts the calls.
 */
class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const prepared = await super.init(...args);
    prepared.emscriptenOpts.preRun ??= [];
    prepared.emscriptenOpts.preRun.push((module: unknown) => {
      const { NODEFS, FS } = module as EmscriptenModule;
      const driver = NODEFS ?? FS.filesystems?.NODEFS;
      if (!driver) throw new Error('PGlite without NODEFS: refusing to run without fsync');
      driver.stream_ops.fsync = (stream) => {
        fs.fsyncSync(stream.nfd);
        return 0;
      };
    });
    return prepared;
  }
}

/**
 * Opens the embedded database in `folder/postgres`, every commit forced to disk; refuses when another process
 * has it.
 */
export async function openEmbedded(folder: string): Promise<Result<Database, 'folder-in-use'>> {
  const lock = lockFolder(folder);
  if (!lock) return refuse('folder-in-use');
  const startParams = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
  const pglite = await PGlite.create({
    fs: new DurableNodeFS(path.join(folder, 'postgres')),
    // fdatasync, the default method, is not forwarded by the file system layer; fsync is.
    startParams: [...startParams, '-c', 'wal_sync_method=fsync'],
    parsers,
  });
  return ok(describe(pglite, lock));
}

/** Opens an embedded database in memory: for tests and for nothing else. */
export async function openInMemory(): Promise<Database> {
  return describe(await PGlite.create({ parsers }), { release: () => undefined });
}

const parsers = { [OID_DATE]: String, [OID_BIGINT]: Number, [OID_NUMERIC]: Number };

function describe(pglite: PGlite, lock: FolderLock): Database {
  const kysely = new Kysely<AnyTables>({
    dialect: new PGliteDialect({ pglite }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return {
    kind: 'embedded',
    kysely,
    runScript: async (sql) => void (await pglite.exec(sql)),
    admitRequests: async () => undefined,
    jobStore: { backend: 'pglite', db: fromPglite(pglite) },
    maintain: async () => void (await pglite.exec('vacuum (analyze)')),
    refreshStatistics: async () => void (await pglite.exec('analyze')),
    batchesAtOnce: 1,
    async callBatch<Row>(call: BatchCall, values: readonly unknown[]) {
      return (await kysely.executeQuery<Row>(CompiledQuery.raw(batchCalls[call], [...values]))).rows;
    },
    // One process, one connection: there is no line that could break.
    listen: (channel, { onPayload }) => pglite.listen(channel, onPayload),
    async close() {
      await kysely.destroy();
      if (!pglite.closed) await pglite.close();
      lock.release();
    },
  };
}
