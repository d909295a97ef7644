import { execFile } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { newCheck } from '../../exchange/check/stream.ts';
import { readEdexml } from '../../exchange/edexml/read.ts';
import { fileLimits } from '../../exchange/xml/limits.ts';
import type { BenchFlags } from './command.ts';
import { writeRosterFile, type RosterFileKind } from './roster-file.ts';

const run = promisify(execFile);

/** Bytes of a megabyte, as disks count. */
const mega = 1_000_000;

/** Reads and checks roster files of growing size, each in a process of its own, and the largest comparison against
 * `xmllint --stream --schema` on the same file in the same run. */
export async function parsePart({ quick }: BenchFlags): Promise<object> {
  const folder = await mkdtemp(path.join(tmpdir(), 'inbeeld-bench-'));
  try {
    const figures: object[] = [];
    for (const size of quick ? [1] : [10, 50, 100]) {
      figures.push(await measureFile(path.join(folder, `${size}.xml`), size, 'edexml', 'counted'));
    }
    const compared = quick ? 1 : 50;
    figures.push(await measureFile(path.join(folder, 'uwlr.xml'), compared, 'uwlr', 'counted'));
    figures.push(await measureFile(path.join(folder, `${compared}.xml`), compared, 'edexml', 'kept'));
    const against = await againstXmllint(path.join(folder, `${compared}.xml`), quick ? 1 : 3);
    return {
      input: 'invented rosters, written by the bench: EDEXML 2.1, and one UWLR answer (alles-in-een)', figures, against,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureFile(file: string, megabytes: number, kind: RosterFileKind, keeping: string): Promise<object> {
  const pupils = existsSync(file) ? {} : { pupils: await writeRosterFile(file, megabytes * mega, kind) };
  const name = `${kind === 'uwlr' ? 'UWLR ' : ''}${keeping === 'kept' ? 'read whole' : 'checked'}, ${megabytes} MB`;
  return { name, ...pupils, bytes: statSync(file).size, ...(await inOwnProcess(file, keeping)) };
}

interface ReadOnce {
  readonly ms: number;
  /** With the start of the program itself. */
  readonly process_ms: number;
  readonly base_mb: number;
  readonly peak_mb: number;
  readonly findings: number;
}

async function inOwnProcess(file: string, keeping: string): Promise<ReadOnce> {
  const own = ['bench', 'exchange', '--part', 'read-one', '--file', file, '--keeping', keeping];
  const from = performance.now();
  const { stdout } = await run(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...own]);
  const processMs = Math.round(performance.now() - from);
  return { ...(JSON.parse(stdout) as Omit<ReadOnce, 'process_ms'>), process_ms: processMs };
}

/** Reads one file and tells how long that took and how much memory, as the only thing this process does. */
export async function readOnePart({ file, keeping }: BenchFlags): Promise<object> {
  const base = peakMb();
  const from = performance.now();
  const findings = keeping === 'kept' ? await wholeOf(file) : await checkOf(file);
  return { ms: Math.round(performance.now() - from), base_mb: base, peak_mb: peakMb(), findings };
}

async function checkOf(file: string): Promise<number> {
  const check = newCheck(file);
  for await (const bytes of createReadStream(file, { highWaterMark: 262_144 })) {
    if (!check.write(bytes as Uint8Array)) break;
  }
  return check.end().findings.length;
}

async function wholeOf(file: string): Promise<number> {
  return readEdexml(await readFile(file), fileLimits).findings.length;
}

/** Most memory that this process has held, in megabytes. */
function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** In turns, so that what else the machine does meets both; the medians are compared. */
async function againstXmllint(file: string, rounds: number): Promise<object> {
  const schema = path.join(sharedFolder(), 'standards/edexml-2.1/EDEXML.structuur.xsd');
  if (!existsSync(schema)) return { absent: 'the official schema (../shared/standards) is not on this machine' };
  const xmllint: number[] = [];
  const whole: number[] = [];
  const inside: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    try {
      await run('xmllint', ['--stream', '--noout', '--nonet', '--schema', schema, file]);
    } catch (error) {
      const absent = (error as { code?: unknown }).code === 'ENOENT';
      return { absent: absent ? 'xmllint is not on this machine' : 'xmllint refuses the file' };
    }
    xmllint.push(performance.now() - from);
    const once = await inOwnProcess(file, 'counted');
    whole.push(once.process_ms);
    inside.push(once.ms);
  }
  const [theirs, ours, reading] = [xmllint, whole, inside].map(median) as [number, number, number];
  return {
    command: 'xmllint --stream --noout --nonet --schema edexml-2.1/EDEXML.structuur.xsd', rounds,
    xmllint_ms: theirs, process_ms: ours, ms: reading,
    times_xmllint: Number((ours / theirs).toFixed(2)), aim: 2, load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
}

function median(times: readonly number[]): number {
  return Math.round(times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN);
}

function sharedFolder(): string {
  return process.env['INBEELD_SHARED'] ?? path.join(import.meta.dirname, '../../../../shared');
}
