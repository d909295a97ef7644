import { CsvError, parse } from 'csv-parse/sync';
import type { Finding } from '../base/findings.ts';
import { ok, refuse } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { fault } from './io.ts';

/** Parameter table of dexter: what `write.csv(coef(f), row.names = FALSE)` gives, and what its `fixed_params`
 * wants: columns item_id, item_score, beta; others are passed over.
 * Source: dexter 1.8.0, coef.enorm. */
export function readDexterCsv(text: string): Result<readonly unknown[], readonly Finding[]> {
  try {
    const rows: readonly Record<string, string>[] = parse(text, { bom: true, columns: true, skip_empty_lines: true });
    const [first] = rows;
    const absent = ['item_id', 'item_score', 'beta'].find((column) => !first || !(column in first));
    if (absent) return refuse([fault('MEAS-DEXTER-CSV', `De kolom ${absent} ontbreekt, of er zijn geen regels.`, 1)]);
    return ok(rows.map((row) => ({
      item_id: row['item_id'], item_score: numberOrNothing(row['item_score']!), beta: numberOrNothing(row['beta']!),
    })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return refuse([fault('MEAS-DEXTER-CSV', 'Deze regel past niet bij de kopregel.', line)]);
  }
}

/** Writes parameters as dexter lists them: rows of item_id, item_score, beta, se_beta. */
export function writeDexterCsv(rows: readonly object[]): string {
  const lines = rows.map((row) => {
    const { item_id: id, item_score: score, beta, se_beta: seBeta } = { ...row } as Record<string, unknown>;
    return `${quoted(String(id))},${String(score)},${String(beta)},${String(seBeta)}`;
  });
  return `${['"item_id","item_score","beta","SE_beta"', ...lines].join('\n')}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function numberOrNothing(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
