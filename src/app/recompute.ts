import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RecomputedResult, ResultDifference } from '../ability/recompute-rules.ts';
import { recomputeSchool } from '../ability/recompute.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { listSchoolsWithSites } from '../onboarding/site-store.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { compareMigrations } from '../platform/database/migrate.ts';
import { type Doors, openDoors } from '../platform/database/tenancy.ts';
import type { Database } from '../platform/database/types.ts';
import { readFlags } from './arguments.ts';
import { EXIT } from './exit.ts';
import { fileIo } from './file-io.ts';
import { connectDatabase, migrationsFolder, refusalSentence } from './open-database.ts';

const FLAGS = { school: { type: 'string' }, json: { type: 'boolean' }, data: { type: 'string' } } as const;

/** What `--json` prints. `results` is the sum of `recomputed`, `imported` and `notRecomputable`. */
export interface RecomputeReport {
  /** Every result that could be made again has the same bytes. */
  readonly ok: boolean;
  readonly schools: number;
  readonly results: number;
  /** Made again from the answers. */
  readonly recomputed: number;
  /** Came from elsewhere: what the score means was made again. */
  readonly imported: number;
  /** Made by an older program, or without answers. */
  readonly notRecomputable: number;
  readonly differences: readonly (ResultDifference & { readonly schoolId: string; readonly resultId: string })[];
  /** Of each result that could not be made again. */
  readonly notRecomputed: readonly {
    readonly schoolId: string; readonly resultId: string; readonly reason: 'older-program' | 'no-answers';
  }[];
}

/** `recompute`: makes every stored result again from what is stored, and tells what is not the same. Writes nothing;
 * exit status 1 means differences, and nothing else does. */
export async function recomputeCommand(
  args: readonly string[], io: Pick<typeof fileIo, 'out' | 'err'> = fileIo,
): Promise<number> {
  const flags = readFlags(args, FLAGS);
  if (!flags) return EXIT.wrongUsage;
  const code = flags.school?.toUpperCase();
  if (code !== undefined && !/^\d{2}[A-Z]{2}(\d{2})?$/.test(code)) {
    io.err('--school vraagt een BRIN van vier tekens (99XX) of zes (99XX00).\n');
    return EXIT.wrongUsage;
  }
  const folder = flags.data === undefined ? {} : { dataFolder: flags.data };
  const opened = await openForReading(readConfig(process.env, folder));
  if (!opened.ok) {
    io.err(`${opened.refusal}\n`);
    return EXIT.wrongUsage;
  }
  try {
    const report = await recomputeAll(openDoors(opened.value), code ?? '');
    if (code !== undefined && report.schools === 0) {
      io.err(`Er is hier geen school met BRIN ${code}.\n`);
      return EXIT.wrongUsage;
    }
    io.out(flags.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report));
    return report.ok ? EXIT.fine : EXIT.refused;
  } finally {
    await opened.value.close();
  }
}

/** The database as it is: this command changes nothing, so it makes no folder and runs no migration. */
async function openForReading(config: Config): Promise<Result<Database, string>> {
  if (!config.databaseUrl && !existsSync(path.join(config.dataFolder, 'postgres')))
    return refuse(`In ${config.dataFolder} staan geen gegevens.`);
  const opened = await connectDatabase(config);
  if (!opened.ok) return refuse(refusalSentence(opened.refusal, config));
  const database = opened.value;
  const { pending, unknown } = await compareMigrations(database, migrationsFolder);
  if (pending.length === 0 && unknown.length === 0) return ok(database);
  await database.close();
  return refuse(pending.length > 0
    ? 'Deze gegevens zijn nog van een oudere versie van dit programma. Start eerst het platform.'
    : 'Deze gegevens zijn van een nieuwere versie van dit programma.');
}

/** Makes the results of these schools again, one school after another. */
export async function recomputeAll(doors: Doors, code: string): Promise<RecomputeReport> {
  const schools = await doors.withPlatform((tx) => listSchoolsWithSites(tx, code));
  const counts = { recomputed: 0, imported: 0, notRecomputable: 0 };
  const differences: RecomputeReport['differences'][number][] = [];
  const notRecomputed: RecomputeReport['notRecomputed'][number][] = [];
  for (const { schoolId } of schools) {
    await recomputeSchool(doors, schoolId, (result: RecomputedResult) => {
      const { resultId } = result;
      if (result.kind === 'not-recomputable') {
        counts.notRecomputable += 1;
        notRecomputed.push({ schoolId, resultId, reason: result.reason });
        return;
      }
      counts[result.kind] += 1;
      differences.push(...result.differences.map((difference) => ({ schoolId, resultId, ...difference })));
    });
  }
  const results = counts.recomputed + counts.imported + counts.notRecomputable;
  return { ok: differences.length === 0, schools: schools.length, results, ...counts, differences, notRecomputed };
}

const REASONS = {
  'older-program': 'niet na te rekenen: gemaakt door een oudere versie van het programma',
  'no-answers': 'niet na te rekenen: er zijn geen antwoorden bij',
} as const;

const LINES_SHOWN = 100;

function inWords(report: RecomputeReport): string {
  const { differences, notRecomputed } = report;
  const lines = [
    ...differences.map(({ resultId, field, itemId, stored, computed }) =>
      `VERSCHIL resultaat ${resultId} ${field}${itemId ? ` ${itemId}` : ''}: `
      + `bewaard ${String(stored)}, berekend ${String(computed)}`),
    ...notRecomputed.map(({ resultId, reason }) => `let op resultaat ${resultId}: ${REASONS[reason]}`),
  ];
  const rest = lines.length - LINES_SHOWN;
  const shown = [...lines.slice(0, LINES_SHOWN), ...(rest > 0 ? [`... en nog ${rest}; --json toont alles`] : [])];
  const counts = `${report.results} resultaten van ${report.schools} scholen: ${report.recomputed} nagerekend vanaf de `
    + `antwoorden, ${report.imported} overgenomen (alleen niveaus), ${report.notRecomputable} niet na te rekenen.`;
  const verdict = report.ok ? 'Geen verschillen.' : `${differences.length} verschillen.`;
  return `${[...shown, counts, verdict].join('\n')}\n`;
}
