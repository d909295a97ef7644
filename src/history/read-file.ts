import { recognise } from '../exchange/check/recognise.ts';
import type { ColumnMapping } from '../exchange/history-csv/types.ts';
import { findingOf, nowhere } from '../exchange/catalogue.ts';
import { fileLimits } from '../exchange/xml/read.ts';
import { historyFindings } from './findings.ts';
import { readHistoryCsv, type CsvHistory } from './read-csv.ts';
import { readHistoryOso } from './read-oso.ts';
import { readHistoryUwlr } from './read-uwlr.ts';
import type { DeliveryKind, HistoryReading } from './types.ts';

/** What a file that a person chose turned out to be. */
export interface FileReading extends HistoryReading {
  readonly kind: Exclude<DeliveryKind, 'history-uwlr'>;
  /** Of a CSV file. */
  readonly columns: CsvHistory['columns'] | null;
}

/** What reading a file needs to know of the school. */
export interface SchoolOfFile {
  /** BRIN and site, `99XX00`. */
  readonly ownSites: readonly string[];
  /** Columns of earlier CSV files, as a person said. */
  readonly mapping: ColumnMapping;
}

/** Reads any file of docs/history-file.md by what is in it; its name says nothing. What is none of them is read
 * as CSV, and refused there with what it is. */
export function readHistoryFile(bytes: Uint8Array, school: SchoolOfFile): FileReading {
  const { family } = recognise(bytes, fileLimits);
  const none = { columns: null };
  if (family === 'oso-dossier') return { kind: 'history-oso', ...none, ...readHistoryOso(bytes, school.ownSites) };
  if (family === 'uwlr') return { kind: 'history-uwlr-file', ...none, ...readUwlrFile(bytes, school) };
  if (family === 'edexml') return { kind: 'history-uwlr-file', ...none, ...noResults('Dit is een EDEXML-bestand.') };
  return { kind: 'history-csv', ...readHistoryCsv(bytes, school.mapping) };
}

function readUwlrFile(bytes: Uint8Array, { ownSites }: SchoolOfFile): HistoryReading {
  const read = readHistoryUwlr(bytes, ownSites);
  if (read.kind === 'results') return { records: read.records, findings: read.findings };
  return noResults('Dit is een foutmelding van een LAS.');
}

function noResults(what: string): HistoryReading {
  return { records: [], findings: [findingOf(historyFindings['HISTORY-NO-RESULTS'], nowhere, what)] };
}
