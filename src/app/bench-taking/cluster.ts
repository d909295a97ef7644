import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { freePort } from '../../demo/command.ts';

/** A PostgreSQL server of our own, with its default settings for safety: every commit is forced to disk. */
export interface Cluster {
  /** For a role that owns its database and is no superuser. */
  readonly url: string;
  /** Stops the server as a power cut would, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Folder with the programs of the newest PostgreSQL on this machine; null without one. */
export function postgresPrograms(): string | null {
  const root = '/usr/lib/postgresql';
  try {
    const versions = readdirSync(root).filter((name) => Number(name) >= 15).sort((a, b) => Number(b) - Number(a));
    return versions[0] ? path.join(root, versions[0], 'bin') : null;
  } catch {
    return null;
  }
}

/**
 * Makes and starts a cluster in a temporary folder. PostgreSQL does not run as root: then as its own user.
 * @param settings what is to differ from the default, `fsync` off for instance
 */
export async function startCluster(
  programs: string, settings: Readonly<Record<string, string>> = {},
): Promise<Cluster> {
  const user = process.getuid?.() === 0 ? idsOf('postgres') : null;
  const folder = mkdtempSync(path.join(tmpdir(), 'inbeeld-postgres-'));
  const data = path.join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user) for (const each of [folder, data]) chownSync(each, user.uid, user.gid);
  const run = (program: string, ...args: readonly string[]): Promise<void> => new Promise((resolve, reject) => {
    const child = spawn(path.join(programs, program), args, { ...user, cwd: folder, stdio: 'ignore' });
    child.on('error', reject).on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code}`));
    });
  });
  const port = await freePort();
  const start = (): Promise<void> => run('pg_ctl', 'start', '-w', '-D', data, '-l', path.join(folder, 'log'), '-o',
    [`-p ${port} -c listen_addresses=127.0.0.1 -k ${folder} -c max_connections=200`,
      ...Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)].join(' '));
  await run('initdb', '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-D', data);
  await start();
  const address = `127.0.0.1:${port}`;
  await runOnServer(`postgres://postgres@${address}/postgres`, 'create role inbeeld login createrole createdb');
  await runOnServer(`postgres://postgres@${address}/postgres`, 'create database inbeeld owner inbeeld');
  return {
    url: `postgres://inbeeld@${address}/inbeeld`,
    async restart() {
      await run('pg_ctl', 'stop', '-D', data, '-m', 'immediate');
      await start();
    },
    async stop() {
      await run('pg_ctl', 'stop', '-D', data, '-m', 'immediate').catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idsOf(user: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string): number => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** Runs one statement over a connection of its own. */
export async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
