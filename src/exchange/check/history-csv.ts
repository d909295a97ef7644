import type { PlainDate } from '../../base/plain-date.ts';
import type { CheckReport } from './report.ts';
import type { HistoryCsvReading } from '../history-csv/types.ts';
import type { XmlLimits } from '../xml/limits.ts';
import { findingOf, nowhere } from '../catalogue.ts';
import { csvFindings } from '../history-csv/findings.ts';
import { readHistoryCsv } from '../history-csv/read.ts';
import { noCounts, noSchool } from './report.ts';

/** Judges a table of old results by the rules of the import itself, as of a day. One that is too large is not
 * read at all: half of it would look like a whole one. */
export function checkHistoryCsv(bytes: Uint8Array, { bytesMax }: XmlLimits, today: PlainDate): CheckReport {
  const { rows, pupils, findings } = bytes.length > bytesMax
    ? tooLarge(bytesMax) : readHistoryCsv(bytes, new Map(), today);
  return {
    kind: 'history-csv',
    version: null,
    school: noSchool,
    counts: { ...noCounts, pupils, results: rows.length },
    findings,
  };
}

function tooLarge(bytesMax: number): Pick<HistoryCsvReading, 'rows' | 'pupils' | 'findings'> {
  const what = `Het bestand is groter dan ${Math.floor(bytesMax / 1_000_000)} MB.`;
  return { rows: [], pupils: 0, findings: [findingOf(csvFindings['CSV-TOO-LARGE'], nowhere, what)] };
}
