import type { CheckReport } from './report.ts';
import { readHistoryCsv } from '../history-csv/read.ts';
import { noCounts, noSchool } from './report.ts';

/** Judges a table of old results by the rules of the import itself. */
export function checkHistoryCsv(bytes: Uint8Array): CheckReport {
  const { rows, pupils, findings } = readHistoryCsv(bytes);
  return {
    kind: 'history-csv',
    version: null,
    school: noSchool,
    counts: { ...noCounts, pupils, results: rows.length },
    findings,
  };
}
