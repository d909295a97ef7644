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
  switch (form) {
    case 'json': {
      const text = `${JSON.stringify(file.report, null, 2)}\n`;
      return { type: 'application/json; charset=utf-8', fileName: 'controle.json', text };
    }
    case 'junit': {
      const text = renderJunit([file], at, false);
      return { type: 'application/xml; charset=utf-8', fileName: 'controle-junit.xml', text };
    }
    case 'sarif': {
      const text = renderSarif([file], `${publicUrl}${cataloguePath}`);
      return { type: 'application/sarif+json; charset=utf-8', fileName: 'controle.sarif', text };
    }
  }
}
