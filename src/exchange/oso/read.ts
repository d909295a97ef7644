import type { Finding } from '../../base/findings.ts';
import type { XmlElement } from '../xml/element.ts';
import type { XmlLimits, XmlStart } from '../xml/read.ts';
import type { Draft } from './draft.ts';
import type { OsoDossier } from './types.ts';
import type { ShapeWalk } from './walk.ts';
import { newFindingList } from '../catalogue.ts';
import { fileLimits, readXml } from '../xml/read.ts';
import { finishDossier, newDraft, takeElement } from './draft.ts';
import { osoFindings } from './findings.ts';
import { newShapeWalk } from './walk.ts';
import { dossiersShape, dossierShape, knownYear, osoShapeFindings, yearOfNamespace } from './wire.ts';

/** What a file with dossiers turned out to hold. */
export interface OsoReading {
  /** Of the first dossier: school, school year and version; and counts over all. */
  readonly summary: OsoSummary;
  /** Use what was handed out only if nothing here blocks. */
  readonly findings: readonly Finding[];
}

/** Whose dossiers, and how much is in them. */
export interface OsoSummary extends Pick<OsoDossier, 'kind' | 'school' | 'schoolYear'> {
  readonly version: string | null;
  readonly part: string | null;
  /** The year in the namespace, such as `2019`. */
  readonly namespaceYear: string | null;
  readonly pupils: number;
  /** `toets` elements; parts of a test are not counted. */
  readonly results: number;
}

/** Whether a root is that of OSO dossiers of any year: one `dossier`, or `dossiers` with several. */
export function isOsoDossier({ name, namespace }: Pick<XmlStart, 'name' | 'namespace'>): boolean {
  return (name === 'dossier' || name === 'dossiers') && yearOfNamespace(namespace) !== null;
}

/** Reads one OSO dossier or a file with several, leniently: whatever order, empty as absent, unknown parts
 * passed by; each deviation is a finding. Holds one dossier at a time. Never throws on what is in the file.
 * @param take receives each dossier at its end, before it is known whether the file is sound to its end */
export function readOso(
  bytes: Uint8Array,
  take: (dossier: OsoDossier) => void,
  limits: XmlLimits = fileLimits,
): OsoReading {
  const findings = newFindingList();
  let root: XmlStart | null = null;
  let walk: ShapeWalk | null = null;
  let draft: Draft = newDraft();
  let first: OsoDossier | null = null;
  const counts = { pupils: 0, results: 0 };

  const halted = readXml(bytes, limits, {
    open(start, parent) {
      if (parent === null) {
        root = start;
        if (!isOsoDossier(start)) return 'stop';
        const shape = start.name === 'dossier' ? dossierShape : dossiersShape;
        walk = newShapeWalk(shape, findings, yearOfNamespace(start.namespace) === knownYear);
      }
      if (start.name === 'leerling' && parent?.name === 'huidigeschool') draft.pupilSeen = true;
      if (start.name === 'terugkoppeling') {
        findings.add(osoFindings['OSO-FEEDBACK'], start, 'Hier staat een terugkoppeling.');
      }
      return walk?.open(start, parent) ?? 'stop';
    },
    element(element: XmlElement) {
      walk?.judge(element);
      takeElement(element, draft, findings);
    },
    close(start) {
      walk?.close(start);
      if (start.name !== 'dossier') return;
      const dossier = finishDossier(draft, start, findings);
      counts.pupils += draft.pupilSeen ? 1 : 0;
      counts.results += dossier.tests.length;
      first ??= dossier;
      if (draft.pupilSeen) take(dossier);
      draft = newDraft();
    },
    strayText: (start) => findings.add(osoShapeFindings.text, start, 'hier hoort geen tekst te staan.'),
    notice: ({ entry, place, what }) => findings.add(entry, place, what),
  });
  reportWhole(root, halted === null && counts.pupils === 0, findings);
  const whole = wholeOf(first, root);
  // What a file that stops halfway had of its last dossier is counted too.
  const pupils = counts.pupils + (draft.pupilSeen ? 1 : 0);
  return {
    summary: { ...whole, pupils, results: counts.results + draft.tests.length },
    findings: halted === null ? findings.all() : [...findings.all(), halted],
  };
}

function reportWhole(
  root: XmlStart | null,
  nobody: boolean,
  findings: ReturnType<typeof newFindingList>,
): void {
  if (root === null) return;
  if (!isOsoDossier(root)) {
    findings.add(osoFindings['OSO-ROOT'], root, 'Dit is geen OSO-dossier.');
    return;
  }
  const year = yearOfNamespace(root.namespace);
  if (year !== knownYear) findings.add(osoFindings['OSO-OTHER-YEAR'], root, `Dit is een dossier van OSO ${year}.`);
  if (nobody) findings.add(osoFindings['OSO-NO-PUPIL'], root, 'Er staat geen leerling in.');
}

function wholeOf(first: OsoDossier | null, root: XmlStart | null): Omit<OsoSummary, 'pupils' | 'results'> {
  return {
    version: first?.metadata.version ?? null,
    part: first?.metadata.part ?? null,
    kind: first?.kind ?? null,
    school: first?.school ?? { brin: null, site: null },
    schoolYear: first?.schoolYear ?? null,
    namespaceYear: root === null ? null : yearOfNamespace(root.namespace),
  };
}
