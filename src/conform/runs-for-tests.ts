/* For tests only: the command as somebody runs it, against our own small LAS. */
import { readFile } from 'node:fs/promises';
import { conformCommand } from './command.ts';
import { listeningLas, type Flaw } from './faulty-las.ts';
import { invented } from './invented.ts';

/** What a run came to. */
export interface Ran { readonly status: number; readonly out: string; readonly err: string }

/** Runs the command. */
export async function run(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const status = await conformCommand(args, {
    readFile: (name) => (name === 'weg.pem' ? Promise.reject(new Error('ENOENT')) : readFile(name)),
    out: (text) => { out += text; }, err: (text) => { err += text; },
    now: () => new Date('2027-01-19T08:00:00Z'), variable: (name) => variables[name],
  });
  return { status, out, err };
}

/** The report as a program reads it. */
export interface JsonReport {
  readonly ok: boolean;
  readonly counts: Readonly<Record<'passed' | 'failedMust' | 'failedShould' | 'skipped', number>>;
  readonly cases: readonly {
    readonly id: string; readonly outcome: string; readonly came: string | null; readonly reason: string | null;
    readonly sent: { readonly body: string | null } | null;
  }[];
}

/** What every run against our small LAS says of itself. */
export const client = [
  '--school', '99XX00', '--client-code', invented.clientCode, '--client-name', invented.clientName,
];

/** The command against our own small LAS with a flaw. */
export async function against(flaw: Flaw, ...more: readonly string[]): Promise<Ran> {
  const las = await listeningLas(flaw);
  try {
    const staged = ['--staged', `${las.url}/getrapt`, '--results', `${las.url}/resultaten`, '--deliver'];
    return await run([`${las.url}/gegevens`, ...client, '--key', invented.schoolKey, ...staged, ...more]);
  } finally {
    las.close();
  }
}

/** The cases that fail because of a flaw. */
export async function failing(flaw: Flaw, ...more: readonly string[]): Promise<readonly string[]> {
  const { out } = await against(flaw, '--json', ...more);
  const { cases } = JSON.parse(out) as JsonReport;
  return cases.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
}
