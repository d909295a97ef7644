import type { CheckReport } from './report.ts';
import { newFindingList, nowhere } from '../catalogue.ts';
import { checkFindings } from './findings.ts';
import { noCounts, noSchool } from './report.ts';

/** Column names of which at least two must be there, of different kinds: who, what, when or how much. */
const columnKinds: readonly RegExp[] = [
  /^(leerling|pupil|eck|bsn|achternaam|roepnaam|naam)/,
  /^(toets|test|vak|taak)/,
  /^(afname|datum|date|schooljaar|moment)/,
  /^(score|vaardigheid|niveau|resultaat|waarde|ability|functionering)/,
];

/** Whether a text begins with a header line of a table of test results. */
export function looksLikeHistoryCsv(bytes: Uint8Array): boolean {
  const header = firstLine(bytes);
  const separator = [';', ',', '\t'].find((candidate) => header.split(candidate).length >= 3);
  if (separator === undefined) return false;
  const columns = header.split(separator).map((column) => column.trim().replace(/^"|"$/g, '').toLowerCase());
  const kinds = columnKinds.filter((kind) => columns.some((column) => kind.test(column)));
  return kinds.length >= 3;
}

/** Counts the lines of a history table; reading it is the work of the migration, and the report says so. */
export function checkHistoryCsv(bytes: Uint8Array): CheckReport {
  const findings = newFindingList();
  findings.add(checkFindings['CHECK-CSV-SHALLOW'], nowhere, checkFindings['CHECK-CSV-SHALLOW'].meaning);
  let lineCount = 0;
  let blank = true;
  for (const byte of bytes) {
    if (byte === newline) {
      lineCount += blank ? 0 : 1;
      blank = true;
    } else if (byte !== carriageReturn && byte !== space) {
      blank = false;
    }
  }
  const results = Math.max(0, lineCount + (blank ? 0 : 1) - 1);
  return {
    kind: 'history-csv',
    version: null,
    school: noSchool,
    counts: { ...noCounts, results },
    findings: findings.all(),
  };
}

const newline = 10;
const carriageReturn = 13;
const space = 32;

function firstLine(bytes: Uint8Array): string {
  const start = new TextDecoder('utf-8').decode(bytes.subarray(0, 4000));
  return start.includes('\u0000') ? '' : (start.split(/\r?\n/, 1)[0] ?? '');
}
