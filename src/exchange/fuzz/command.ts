import { parseArgs } from 'node:util';
import { corpus } from '../testing/corpus.ts';
import { troubleWith } from './judge.ts';
import { fuzz, type FuzzFailure, type FuzzOutcome } from './run.ts';

/** What the command needs of the world. */
export interface FuzzIo {
  out(text: string): void;
  err(text: string): void;
}

const usage = `Gebruik: inbeeld fuzz [--runs N] [--seed S] [--from N] [--json]
  --runs N   zoveel mutanten (standaard 20000)
  --seed S   waaruit ze gemaakt worden; dezelfde seed geeft dezelfde mutanten
  --from N   begin bij mutant N, bijvoorbeeld om er één over te doen
`;

/** `inbeeld fuzz`: damages every example there is and looks how the readers take it.
 * @returns 0 all was taken as it should be; 1 something threw, hung or contradicted itself; 2 wrong usage */
export async function fuzzCommand(args: readonly string[], io: FuzzIo): Promise<0 | 1 | 2> {
  const flags = flagsOf(args);
  if (flags === null) {
    io.err(usage);
    return 2;
  }
  const outcome = fuzz(corpus(), flags, troubleWith);
  io.out(flags.json ? `${JSON.stringify(asJson(outcome), null, 2)}\n` : inWords(outcome));
  return outcome.failures.length === 0 ? 0 : 1;
}

interface Flags {
  readonly runs: number;
  readonly seed: string;
  readonly from: number;
  readonly json: boolean;
}

function flagsOf(args: readonly string[]): Flags | null {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args], options: { runs: text, seed: text, from: text, json: { type: 'boolean', default: false } },
    });
    const runs = Number(values.runs ?? 20_000);
    const from = Number(values.from ?? 0);
    const good = Number.isSafeInteger(runs) && runs > 0 && Number.isSafeInteger(from) && from >= 0;
    return good ? { runs, from, seed: values.seed ?? 'inbeeld', json: values.json } : null;
  } catch {
    return null;
  }
}

function asJson({ failures, ...rest }: FuzzOutcome): object {
  const told = failures.map(({ bytes, ...failure }) => ({
    ...failure, size: bytes.length, reproduction: Buffer.from(bytes).toString('base64'),
  }));
  return { ok: failures.length === 0, ...rest, failures: told };
}

function inWords({ runs, documents, seed, ms, slowestMs, failures }: FuzzOutcome): string {
  const head = `${runs} mutanten van ${documents} documenten (seed ${seed}) in ${(ms / 1000).toFixed(1)} s, `
    + `de langzaamste ${slowestMs} ms.\n`;
  if (failures.length === 0) return `${head}Alles is gelezen of geweigerd zoals het hoort.\n`;
  return head + failures.map((failure) => failureInWords(failure, seed)).join('');
}

function failureInWords({ run, trouble, document, steps, bytes }: FuzzFailure, seed: string): string {
  const shown = JSON.stringify(Buffer.from(bytes.subarray(0, 500)).toString('latin1'));
  return `\nMutant ${run} van ${document} (${steps.join(', ')}): ${trouble}\n`
    + `  opnieuw: inbeeld fuzz --seed '${seed}' --from ${run} --runs 1\n`
    + `  kleinst (${bytes.length} bytes): ${shown}\n`;
}
