import type { CatalogueEntry, FindingList, Place } from '../catalogue.ts';
import type { ShapeFindings } from './shape.ts';
import type { XmlStart, XmlStep } from './read.ts';
import { xmlFindings } from './findings.ts';
import { recordsMax } from './limits.ts';
import { checkNoAttributes } from './shape.ts';

/** A part of a large document: one element to collect, or a list whose items are collected one by one. */
export interface Section {
  readonly name: string;
  readonly required: boolean;
  /** Names of what a list may hold; none for a section that is one element. */
  readonly items: readonly string[];
  /** Where it is not that of the root. */
  readonly namespace?: string;
  /** Instead of the shape's own codes, where absence or emptiness is graver. */
  readonly whenAbsent?: CatalogueEntry;
  readonly whenRepeated?: CatalogueEntry;
}

/** Steers a walk through a root with sections, and reports those that are unknown, repeated, misplaced, empty
 * or absent. */
export interface SectionWalk {
  /** For each element in the root, and each element in its lists. */
  open(start: XmlStart, parent: XmlStart, parentIsRoot: boolean): XmlStep;
  /** For each section but the root itself. */
  close(start: XmlStart): void;
  /** Once, when the root has closed. */
  finish(root: Place): void;
}

/** Begins a walk. A second section that is one element is passed by; items of a second list are read. */
export function newSectionWalk(
  sections: readonly Section[],
  codes: ShapeFindings,
  findings: FindingList,
  most: number = recordsMax,
): SectionWalk {
  const seen = new Set<string>();
  let furthest = 0;
  let itemCount = 0;
  let total = 0;

  const openSection = (start: XmlStart, ofRoot: string): XmlStep => {
    const at = sections.findIndex(
      ({ name, namespace = ofRoot }) => name === start.name && namespace === start.namespace,
    );
    const section = sections[at];
    if (section === undefined) return unknown(start);
    const again = seen.has(start.name);
    if (again) findings.add(section.whenRepeated ?? codes.repeated, start, 'dit element staat hier vaker.');
    else if (at < furthest) findings.add(codes.order, start, `<${start.name}> staat op de verkeerde plaats.`);
    seen.add(start.name);
    furthest = Math.max(furthest, at);
    itemCount = 0;
    if (section.items.length > 0) {
      checkNoAttributes(start, codes, findings);
      return 'descend';
    }
    return again ? 'skip' : 'collect';
  };

  const openItem = (start: XmlStart, parent: XmlStart): XmlStep => {
    const items = sections.find((section) => section.name === parent.name)?.items ?? [];
    total += 1;
    if (total > most) {
      findings.add(xmlFindings['XML-RECORDS'], start, `Er staan meer dan ${most} onderdelen in.`);
      return 'stop';
    }
    if (!items.includes(start.name) || start.namespace !== parent.namespace) return unknown(start);
    itemCount += 1;
    return 'collect';
  };

  const unknown = (start: XmlStart): XmlStep => {
    findings.add(codes.unknown, start, 'dit element hoort hier niet.');
    return 'skip';
  };

  return {
    open: (start, parent, parentIsRoot) =>
      parentIsRoot ? openSection(start, parent.namespace) : openItem(start, parent),
    close: (start) => {
      const section = sections.find((one) => one.name === start.name);
      if (itemCount === 0) findings.add(section?.whenAbsent ?? codes.empty, start, 'deze lijst is leeg.');
    },
    finish: (root) => {
      for (const section of sections) {
        if (!section.required || seen.has(section.name)) continue;
        findings.add(section.whenAbsent ?? codes.missing, root, `<${section.name}> ontbreekt.`);
      }
    },
  };
}
