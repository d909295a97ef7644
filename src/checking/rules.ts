import type { Finding, Severity } from '../base/findings.ts';
import { severities } from '../exchange/check/words.ts';

/** As many rows as a page shows; the reports to download have everything. */
export const shownMax = 300;

/** From this many on, a code has one row with its places behind it. */
export const often = 4;

/** One row: a finding, or all findings of a code that occurs often, the first in front. */
export type FindingRow = readonly [Finding, ...Finding[]];

/** The findings of a report as the page shows them. */
export interface ShownFindings {
  /** What stops an import first, then by gravity, then by place. */
  readonly rows: readonly FindingRow[];
  /** How many of each gravity there are in all. */
  readonly counts: { readonly [S in Severity]: number };
  /** Rows that are not shown. */
  readonly hidden: number;
}

/** Puts findings in the order in which a person mends them. */
export function showFindings(findings: readonly Finding[]): ShownFindings {
  const byCode = new Map<string, FindingRow>();
  for (const finding of findings) {
    const before = byCode.get(finding.code);
    byCode.set(finding.code, before === undefined ? [finding] : [...before, finding]);
  }
  const rows = [...byCode.values()].flatMap((group): readonly FindingRow[] =>
    (group.length < often ? group.map((one) => [one] as const) : [group]));
  const weight = ([{ severity, blocks }]: FindingRow): number => (blocks ? -1 : severities.indexOf(severity));
  const sorted = rows.toSorted((a, b) => weight(a) - weight(b));
  const count = (of: Severity): number => findings.filter(({ severity }) => severity === of).length;
  return {
    rows: sorted.slice(0, shownMax),
    counts: { error: count('error'), warning: count('warning'), note: count('note') },
    hidden: Math.max(0, sorted.length - shownMax),
  };
}
