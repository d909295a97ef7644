import type { Brin, SiteCode } from '../../base/brin.ts';
import type { Finding } from '../../base/findings.ts';
import type { SchoolYear } from '../../base/school-year.ts';
import type { RosterDocument } from '../roster-document.ts';
import type { XmlLimits, XmlStart } from '../xml/read.ts';
import type { Keeping, RosterDraft } from './draft.ts';
import { newFindingList } from '../catalogue.ts';
import { fileLimits, inPieces, newXmlReading } from '../xml/read.ts';
import { newSectionWalk } from '../xml/sections.ts';
import { checkNoAttributes } from '../xml/shape.ts';
import { askedNothing, newDraft } from './draft.ts';
import { edexFindings } from './findings.ts';
import { documentOf, finishRoster } from './rules.ts';
import { rosterSections, takeRecord } from './sections.ts';
import { edexShapeFindings } from './wire.ts';

/** What a roster file or message turned out to hold. */
export interface RosterReading {
  /** Null when it could not be read to the end, or school or school year is unusable. Use it only if nothing
   * blocks. */
  readonly document: RosterDocument | null;
  /** What there is to tell even without a document. */
  readonly summary: RosterSummary;
  readonly findings: readonly Finding[];
}

/** Whose roster, and how much is in it. */
export interface RosterSummary {
  readonly version: string | null;
  readonly brin: Brin | null;
  readonly site: SiteCode | null;
  readonly schoolYear: SchoolYear | null;
  readonly groups: number;
  readonly compositeGroups: number;
  readonly pupils: number;
  readonly staff: number;
}

/** An EDEXML file that is being read as its bytes come in. */
export interface EdexmlReading {
  /** @returns whether more bytes are wanted */
  write(bytes: Uint8Array): boolean;
  end(): RosterReading;
}

/** Reads an EDEXML file of version 1.03, 2.0 or 2.1, leniently: whatever order, empty as absent, unknown
 * parts passed by; each deviation is a finding. Never throws on what is in the file. */
export function readEdexml(bytes: Uint8Array, limits: XmlLimits = fileLimits): RosterReading {
  const reading = newEdexmlReading('kept', limits);
  inPieces(bytes, limits, reading);
  return reading.end();
}

/** Begins to read an EDEXML file.
 * @param keeping `counted` judges the file and makes no document of it, so that its size does not matter */
export function newEdexmlReading(keeping: Keeping, limits: XmlLimits): EdexmlReading {
  const findings = newFindingList();
  const draft = newDraft('all', keeping, askedNothing, limits.recordsMax);
  const walk = newSectionWalk(rosterSections('all'), edexShapeFindings, findings, limits.recordsMax);
  let root: XmlStart | null = null;
  const xml = newXmlReading(limits, {
    open(start, parent) {
      if (parent !== null) return walk.open(start, parent, parent === root);
      root = start;
      checkNoAttributes(start, edexShapeFindings, findings);
      return isEdex(start) ? 'descend' : 'stop';
    },
    element: (element) => takeRecord(element, draft, 'edexml', findings),
    close: (start) => (start === root ? walk.finish(start) : walk.close(start)),
    strayText: (start) => findings.add(edexShapeFindings.text, start, 'hier hoort geen tekst te staan.'),
    notice: ({ entry, place, what }) => findings.add(entry, place, what),
  });
  return {
    write: (bytes) => xml.write(bytes),
    end() {
      const halted = xml.end();
      if (root !== null && !isEdex(root)) findings.add(edexFindings['EDEX-ROOT'], root, 'Dit is geen EDEXML.');
      const broken = halted !== null || root === null || !isEdex(root);
      if (!broken) finishRoster(draft, findings);
      return {
        document: broken ? null : documentOf(draft),
        summary: summaryOf(draft),
        findings: halted === null ? findings.all() : [...findings.all(), halted],
      };
    },
  };
}

/** Whether a root element is that of EDEXML: the name, in no namespace. */
export function isEdex(root: Pick<XmlStart, 'name' | 'namespace'>): boolean {
  return root.name === 'EDEX' && root.namespace === '';
}

/** Counts and identity of what was read so far. */
export function summaryOf(draft: RosterDraft): RosterSummary {
  const school = draft.school?.value;
  return {
    version: school?.xsdVersion ?? null,
    brin: school?.brin ?? null,
    site: school?.site ?? null,
    schoolYear: school?.schoolYear ?? null,
    groups: draft.counts.groups,
    compositeGroups: draft.counts.compositeGroups,
    pupils: draft.counts.pupils,
    staff: draft.counts.staff,
  };
}
