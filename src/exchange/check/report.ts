import type { Brin, SiteCode } from '../../base/brin.ts';
import type { Finding, Severity } from '../../base/findings.ts';
import type { SchoolYear } from '../../base/school-year.ts';
import type { UwlrKind } from '../uwlr/message-kind.ts';

/** The outcome of checking one document: the JSON of `inbeeld check --json`, which other programs rely on. */
export interface CheckReport {
  readonly kind: DocumentKind;
  /** As the document says it, such as `2.1`; null when it does not. */
  readonly version: string | null;
  readonly school: {
    readonly brin: Brin | null;
    readonly vestiging: SiteCode | null;
    readonly schoolYear: SchoolYear | null;
  };
  readonly counts: CheckCounts;
  readonly findings: readonly Finding[];
}

/** What was recognised. A request ends in `-verzoek`, the empty answer in `-bevestiging`. */
export type DocumentKind = 'edexml' | UwlrKind | 'oso-dossier' | 'history-csv' | 'unknown';

/** How much is in it; what a kind does not have is 0. */
export interface CheckCounts {
  readonly groups: number;
  readonly compositeGroups: number;
  readonly pupils: number;
  readonly staff: number;
  readonly results: number;
}

/** Counts of nothing. */
export const noCounts: CheckCounts = { groups: 0, compositeGroups: 0, pupils: 0, staff: 0, results: 0 };

/** The school of a document that names none. */
export const noSchool: CheckReport['school'] = { brin: null, vestiging: null, schoolYear: null };

/** A report with what the document is called. */
export interface CheckedFile {
  readonly name: string;
  readonly report: CheckReport;
}

/** Whether it breaks its standard, or is no document that we know.
 * @param strict whether a warning is enough */
export function hasErrors(report: CheckReport, strict: boolean = false): boolean {
  return report.findings.some(({ severity }) => fails(severity, strict));
}

/** Whether a finding of that severity is a failure: an error is, a warning when strictness was asked for. */
export function fails(severity: Severity, strict: boolean): boolean {
  return severity === 'error' || (strict && severity === 'warning');
}
