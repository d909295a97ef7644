import type { PlainDate } from '../../base/plain-date.ts';
import type { XmlLimits } from '../xml/read.ts';
import type { UwlrReading } from '../uwlr/read.ts';
import type { RosterReading, RosterSummary } from '../edexml/read.ts';
import type { Recognised } from './recognise.ts';
import type { CheckReport } from './report.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { findingOf, nowhere } from '../catalogue.ts';
import { readEdexml } from '../edexml/read.ts';
import { readUwlr } from '../uwlr/read.ts';
import { xmlFindings } from '../xml/findings.ts';
import { fileLimits } from '../xml/read.ts';
import { checkFindings } from './findings.ts';
import { checkHistoryCsv } from './history-csv.ts';
import { checkOsoDossier } from './oso.ts';
import { recognise } from './recognise.ts';
import { noCounts, noSchool } from './report.ts';

/** Recognises a document and judges it against its standard. Never throws on what is in it.
 * @param bytes the file as it is
 * @param name what the file is called; only tells an old EDEX text file from other texts
 * @param limits what is too large or too deep; a person chose this file, so the limits for files by
 * default
 * @param today of the person who asks: old results of a later day are in the future */
export function checkDocument(
  bytes: Uint8Array, name: string, limits: XmlLimits = fileLimits, today: PlainDate = plainDateInAmsterdam(new Date()),
): CheckReport {
  const recognised = recognise(bytes, limits);
  switch (recognised.family) {
    case 'edexml':
      return ofRoster(readEdexml(bytes, limits));
    case 'uwlr':
      return ofUwlr(readUwlr(bytes, limits));
    case 'oso-dossier':
      return checkOsoDossier(bytes, limits);
    case 'history-csv':
      return checkHistoryCsv(bytes, limits, today);
    case 'unknown':
      return ofUnknown(recognised, name);
  }
}

/** The report on a roster file. */
export function ofRoster({ summary, findings }: RosterReading): CheckReport {
  return { kind: 'edexml', version: summary.version, ...wholeOf(summary, 0), findings };
}

/** The report on a UWLR message. */
export function ofUwlr({ kind, summary, findings }: UwlrReading): CheckReport {
  return {
    kind: kind ?? 'unknown',
    version: summary.version,
    ...wholeOf(summary, summary.results),
    findings,
  };
}

function wholeOf(summary: RosterSummary, results: number): Pick<CheckReport, 'school' | 'counts'> {
  const { brin, site, schoolYear, groups, compositeGroups, pupils, staff } = summary;
  return {
    school: { brin, vestiging: brin === null ? null : site, schoolYear },
    counts: { groups, compositeGroups, pupils, staff, results },
  };
}

type Unknown = Extract<Recognised, { readonly family: 'unknown' }>;

function ofUnknown(unknown: Unknown, name: string): CheckReport {
  const { root, reason } = unknown;
  const old = reason?.code === xmlFindings['XML-NOT-XML'].code && /(^|[/\\])edex\w*\.txt$/i.test(name);
  const entry = old ? xmlFindings['XML-EDEX2000'] : checkFindings['CHECK-UNKNOWN'];
  const finding = reason !== null && !old ? reason : findingOf(entry, root ?? nowhere, entry.meaning);
  return { kind: 'unknown', version: null, school: noSchool, counts: noCounts, findings: [finding] };
}
