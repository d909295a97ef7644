import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { Finding } from '../base/findings.ts';
import { ok, refuse } from '../base/result.ts';
import type { Result } from '../base/result.ts';

/** What these commands may touch of the outside world. */
export interface MeasurementIo {
  readFile(path: string): Promise<Uint8Array>;
  writeFile(path: string, text: string): Promise<void>;
  out(text: string): void;
  err(text: string): void;
}

/** Exit status: done; the input is refused; wrong usage or a file that cannot be opened. */
export const exits = { fine: 0, refused: 1, wrongUsage: 2 } as const;

/** Makes a finding that stops a command. */
export function fault(code: string, message: string, line: number | null = null): Finding {
  return { code, severity: 'error', blocks: true, line, column: null, path: null, message };
}

/** Thrown by a step of a command to end it with a message: wrong usage, or a file that cannot be opened. */
export class WrongUsage extends Error {
  override name = 'WrongUsage';
}

/** Runs a command: what it returns is printed, findings and wrong usage become their exit status.
 * @param work answers with the text for standard output, or with findings
 * @param json whether findings are printed as a document too */
export async function runCommand(
  io: MeasurementIo, json: boolean, work: () => Promise<Result<string, readonly Finding[]>>,
): Promise<number> {
  try {
    const result = await work();
    if (result.ok) {
      io.out(result.value.endsWith('\n') ? result.value : `${result.value}\n`);
      return exits.fine;
    }
    for (const { code, line, message } of result.refusal) {
      io.err(`${code}${line === null ? '' : ` (regel ${line})`}: ${message}\n`);
    }
    if (json) io.out(`${JSON.stringify({ findings: result.refusal }, null, 2)}\n`);
    return exits.refused;
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    io.err(`${error.message}\n`);
    return exits.wrongUsage;
  }
}

/** The flags of a command; wrong ones end it with its usage. */
export function flagsOf<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[], options: Options, usage: string,
) {
  try {
    return parseArgs({ args: withNegatives(args), options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new WrongUsage(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** Node takes -0.5 for a flag; behind a flag it is that flag's number. */
function withNegatives(args: readonly string[]): string[] {
  const result: string[] = [];
  for (const arg of args) {
    const flag = result.at(-1);
    if (flag?.startsWith('--') && /^-\.?\d/.test(arg)) result[result.length - 1] = `${flag}=${arg}`;
    else result.push(arg);
  }
  return result;
}

/** The value of a flag that must be there. */
export function needed(value: string | undefined, flag: string, usage: string): string {
  if (value === undefined || value === '') throw new WrongUsage(`--${flag} ontbreekt.\n${usage}`);
  return value;
}

/** A number of the command line, or the one that holds when the flag is absent. */
export function numberOf(value: string | undefined, flag: string, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) throw new WrongUsage(`--${flag}: ${value} is geen getal.`);
  return number;
}

/** Text of a file: UTF-8, with or without a byte order mark. */
export async function readText(io: MeasurementIo, path: string): Promise<Result<string, readonly Finding[]>> {
  const bytes = await io.readFile(path).catch(() => {
    throw new WrongUsage(`Kan ${path} niet openen.`);
  });
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse([fault('MEAS-ENCODING', `${path} is geen UTF-8.`)]);
  }
}

/** Writes a file, or ends the command. */
export async function writeText(io: MeasurementIo, path: string, text: string): Promise<void> {
  await io.writeFile(path, text).catch(() => {
    throw new WrongUsage(`Kan ${path} niet schrijven.`);
  });
}
