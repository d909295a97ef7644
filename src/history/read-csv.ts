import { readHistoryCsv as readRows } from '../exchange/history-csv/read.ts';
import type { ColumnMapping, HistoryCsvReading, HistoryRow } from '../exchange/history-csv/types.ts';
import { subjectOf } from '../exchange/history-csv/known-tests.ts';
import type { HistoryReading, HistoryRecord } from './types.ts';

/** What a CSV file gave, with its columns: where some are missing, a person can say which they are. */
export interface CsvHistory extends HistoryReading {
  readonly columns: Pick<HistoryCsvReading, 'header' | 'columns' | 'missing'>;
}

/** Reads a CSV file of docs/history-file.md, 3. Every line with a result becomes a record, also a hopeless one,
 * so that all of them are accounted for. Never throws on what is in it. */
export function readHistoryCsv(bytes: Uint8Array, mapping?: ColumnMapping): CsvHistory {
  const { rows, findings, ...columns } = readRows(bytes, mapping);
  return { records: rows.map(recordOf), findings, columns };
}

function recordOf(row: HistoryRow, index: number): HistoryRecord {
  const { line, key, person, subject, moment, generation, takenOn, yearGroup, score, scale } = row;
  return {
    recordNo: index + 1, line, sourceKey: null, origin: row.typedIn ? 'typed-in' : 'migrated', references: [],
    interval: null, pupil: { key, person }, subjectText: subject, subject: subjectOf(subject),
    momentText: moment, generation, takenOn, yearGroup, score, scaleCode: scale,
    correctCount: row.correctCount, itemCount: row.itemCount,
  };
}
