import type { CheckedFile } from '../exchange/check/report.ts';
import { renderJunit } from '../exchange/check/report-junit.ts';
import { renderSarif } from '../exchange/check/report-sarif.ts';

/** The forms of a report for programs. */
export const reportForms = ['json', 'junit', 'sarif'] as const;

/** One of them. */
export type ReportForm = (typeof reportForms)[number];

/** The page that explains every finding; behind it comes the anchor of a code. */
export const cataloguePath = '/controleren/bevindingen';

/** A report as a file. */
export interface WrittenReport {
  readonly type: string;
  readonly fileName: string;
  readonly text: string;
}

/** Writes a report.
 * @param publicUrl where this site stands, for links to the findings */
export function renderForm(form: ReportForm, file: CheckedFile, at: Date, publicUrl: string): WrittenReport {
  const helpBase = `${publicUrl}${cataloguePath}`;
  switch (form) {
    case 'json':
      return { type: 'application/json; charset=utf-8', fileName: 'controle.json',
        text: `${JSON.stringify(file.report, null, 2)}\n` };
    case 'junit':
      return { type: 'application/xml; charset=utf-8', fileName: 'controle-junit.xml', text: renderJunit([file], at, false) };
    case 'sarif':
      return { type: 'application/sarif+json; charset=utf-8', fileName: 'controle.sarif', text: renderSarif([file], helpBase) };
  }
}
