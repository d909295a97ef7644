import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { ok } from '../base/result.ts';
import { benchParts } from './bench-parts.ts';
import { peakMb } from './bench-timing.ts';
import { WrongUsage, flagsOf, runCommand } from './io.ts';
import type { MeasurementIo } from './io.ts';

const usage = `Gebruik: inbeeld bench measurement [--part ${Object.keys(benchParts).join('|')}]`;

/** `inbeeld bench measurement`: how fast the measurement core is, as one JSON document with inputs, medians
 * and peak memory. Each part runs in a process of its own, so that its memory is its own; on data that were
 * made up by a seed. */
export function benchCommand([what, ...args]: readonly string[], io: MeasurementIo): Promise<number> {
  return runCommand(io, false, async () => {
    if (what !== 'measurement') throw new WrongUsage(usage);
    const flags = flagsOf(args, { part: { type: 'string' }, json: { type: 'boolean' } }, usage);
    if (flags.part !== undefined) return ok(JSON.stringify(runPart(flags.part)));
    const parts = [];
    for (const part of Object.keys(benchParts)) parts.push(await inOwnProcess(part));
    return ok(JSON.stringify({ node: process.version, cores: availableParallelism(), parts }, null, 2));
  });
}

function runPart(name: string): object {
  const part = benchParts[name];
  if (!part) throw new WrongUsage(usage);
  const { input, base_mb: baseMb, figures } = part();
  return { part: name, input, figures, base_mb: baseMb, peak_mb: peakMb() };
}

async function inOwnProcess(part: string): Promise<unknown> {
  const args = [...process.execArgv, process.argv[1]!, 'bench', 'measurement', '--part', part];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e7 });
  return JSON.parse(stdout);
}
