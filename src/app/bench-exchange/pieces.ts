import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Starts a piece of the benchmark in a process of its own, so that its memory and time are its own. */
export function startPiece(part: string, flags: Readonly<Record<string, string>>): ChildProcess {
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const own = [...process.execArgv, process.argv[1] ?? '', 'bench', 'exchange', '--part', part, ...args];
  return spawn(process.execPath, own, { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** The JSON that a piece tells when it is done. */
export async function outcomeOf(piece: ChildProcess): Promise<object> {
  let text = '';
  piece.stdout?.on('data', (bytes: Buffer) => { text += bytes.toString('utf8'); });
  const code = await new Promise<number | null>((resolve) => { piece.on('close', resolve); });
  if (code !== 0) throw new Error(`a piece of the benchmark ended with ${code}`);
  return JSON.parse(text) as object;
}

/** Work in a folder that is gone afterwards. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'inbeeld-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The value in the middle. */
export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

/** The value below which that share of the values lies; 0 of none. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Slope of the straight line that fits best through equally spaced values, per step. */
export function slopeOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = (values.length - 1) / 2;
  let [above, below] = [0, 0];
  for (const [at, value] of values.entries()) {
    above += (at - middle) * (value - mean);
    below += (at - middle) ** 2;
  }
  return below === 0 ? 0 : above / below;
}

/** Rounds to tenths. */
export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
