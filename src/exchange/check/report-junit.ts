import type { Finding } from '../../base/findings.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import type { JunitCase, JunitSuite } from './junit.ts';
import type { CheckedFile, DocumentKind } from './report.ts';
import { perCodeMax } from '../catalogue.ts';
import { catalogues, type CatalogueTopic } from './catalogues.ts';
import { fails } from './report.ts';
import { writeJunit } from './junit.ts';
import { severityNames } from './words.ts';

/** The reports of several files as JUnit XML: a suite for each file, a case for each code that this kind of
 * document could have had, so that a build server shows over time which rule broke when.
 * @param strict whether a warning fails its case too */
export function renderJunit(files: readonly CheckedFile[], startedAt: Date, strict: boolean): string {
  return writeJunit(files.map((file) => suiteOf(file, startedAt, strict)));
}

function suiteOf({ name, report }: CheckedFile, startedAt: Date, strict: boolean): JunitSuite {
  const byCode = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding]);
  }
  const topics = topicsOf[familyOf(report.kind)];
  const entries = catalogues.flatMap(({ topic, entries: of }) =>
    Object.values(of).filter(({ code }) => topics.includes(topic) || byCode.has(code)));
  return {
    name, startedAt,
    cases: entries.map((entry) => caseOf(entry, byCode.get(entry.code) ?? [], report.kind, strict)),
  };
}

function caseOf(
  { code, meaning, severity }: CatalogueEntry, findings: readonly Finding[], kind: DocumentKind,
  strict: boolean,
): JunitCase {
  const places = findings.map(placeInWords).join('\n');
  const [first] = findings;
  const failed = first !== undefined && fails(severity, strict);
  const often = findings.length > perCodeMax ? `meer dan ${perCodeMax}` : `${findings.length}`;
  return {
    className: `inbeeld.${kind}`, name: `${code}: ${meaning}`, seconds: 0,
    outcome: failed
      ? { kind: 'failed', type: severityNames[severity], message: `${often} keer: ${first.message}`, text: places }
      : { kind: 'passed', remark: first === undefined ? null : places },
  };
}

function placeInWords({ line, column, path, message }: Finding): string {
  const where = line === null ? null : `${line}${column === null ? '' : `:${column}`}`;
  return [where, path, message].filter((part) => part !== null).join(' ');
}

type Family = 'edexml' | 'roster' | 'uwlr' | 'oso-dossier' | 'history-csv' | 'unknown';

/** What can be found in which kind of document; what was found all the same is told too. */
const topicsOf: { readonly [F in Family]: readonly CatalogueTopic[] } = {
  'edexml': ['file', 'roster'],
  'roster': ['file', 'roster', 'uwlr'],
  'uwlr': ['file', 'uwlr'],
  'oso-dossier': ['file', 'oso'],
  'history-csv': ['csv'],
  'unknown': ['file', 'check'],
};

function familyOf(kind: DocumentKind): Family {
  if (kind === 'edexml' || kind === 'oso-dossier' || kind === 'history-csv' || kind === 'unknown') return kind;
  return rosterKinds.has(kind) ? 'roster' : 'uwlr';
}

const rosterKinds: ReadonlySet<DocumentKind> = new Set<DocumentKind>([
  'uwlr-leerlinggegevens', 'uwlr-structuur', 'uwlr-leerlingen', 'uwlr-leerkrachten',
]);

