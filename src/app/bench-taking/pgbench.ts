import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { runOnServer } from './cluster.ts';

const TABLE = 'bench_answer';

/** What a server commits by itself, a like row a transaction from as many clients, per second; null without pgbench. */
export async function rawCommits(programs: string | null, url: string, folder: string, order: {
  readonly clients: number; readonly seconds: number;
}): Promise<number | null> {
  await runOnServer(url, `create table if not exists ${TABLE} (like answer including indexes)`);
  const script = path.join(folder, 'commit.sql');
  await writeFile(script, `insert into ${TABLE} values (gen_random_uuid(), gen_random_uuid(), 1, 1, 'RW-M5-01-01', `
    + `'{"RESPONSE": "42"}', now(), now());\n`);
  const [clients, seconds] = [String(order.clients), String(Math.ceil(order.seconds))];
  const args = ['-n', '-f', script, '-M', 'prepared', '-c', clients, '-j', '2', '-T', seconds, url];
  try {
    const { stdout } = await promisify(execFile)(programs ? path.join(programs, 'pgbench') : 'pgbench', args);
    return Math.round(Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? 0));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  } finally {
    await rm(script);
    await runOnServer(url, `drop table ${TABLE}`);
  }
}
