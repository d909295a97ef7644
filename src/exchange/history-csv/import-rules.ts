import type { PlainDate } from '../../base/plain-date.ts';
import type { Line } from './rows.ts';
import type { ColumnName, HistoryRow } from './types.ts';
import { knownMoments, knownScale, subjectOf, takenGeneration } from './known-tests.ts';

/** Tells what the import will not take of a line that can be read: the rules of docs/history-file.md that need
 * no school. The import itself judges again, with what it knows of pupils and norms.
 * @param today a day after it is in the future */
export function reportNotTaken(line: Line, row: HistoryRow, today: PlainDate): void {
  reportTest(line, row);
  if (row.typedIn) {
    line.complain('CSV-TYPED-IN', 'herkomst', 'dit resultaat is met de hand in het LAS gezet.');
  }
  if (row.takenOn !== null && row.takenOn > today) {
    line.complain('CSV-DATE-FUTURE', 'afnamedatum', 'deze dag moet nog komen.');
  }
  if (row.yearGroup !== null && row.yearGroup < 3) {
    line.complain('CSV-YEAR-GROUP-OUTSIDE', 'jaargroep', 'deze leerling zat nog niet in groep 3.');
  }
  if (isImplausible(row)) {
    const what = `deze score kan niet op de schaal ${knownScale.code}.`;
    line.complain('CSV-SCORE-OUTSIDE', 'vaardigheidsscore', what);
  }
}

function reportTest(line: Line, { subject, moment, generation }: HistoryRow): void {
  const at = (name: ColumnName): ColumnName => (line.cell(name) === null ? 'toetsnaam' : name);
  if (subject !== null && subjectOf(subject) === null) {
    line.complain('CSV-SUBJECT-UNKNOWN', at('vak'), 'dit vak kennen wij niet.');
  }
  if (moment !== null && !knownMoments.has(moment)) {
    line.complain('CSV-MOMENT-UNKNOWN', at('toets'), 'deze toets kennen wij niet.');
  }
  if (generation !== null && generation !== takenGeneration) {
    line.complain('CSV-GENERATION-OTHER', at('generatie'), 'dit is een toets van een andere generatie.');
  }
}

/** Of another scale or generation than ours we cannot say what is possible. */
function isImplausible({ subject, generation, scale, score }: HistoryRow): boolean {
  const own = scale === null ? subjectOf(subject) === knownScale.subject : scale === knownScale.code;
  return own && generation === takenGeneration && score !== null && (score < knownScale.low || score > knownScale.high);
}
