import type { FindingList, Place } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { NormBand, Norms, Term, TestDefinition, TestPart } from './types.ts';
import { attributeOf, childOf, childrenOf, textOf } from '../xml/element.ts';
import { checkShape } from '../xml/shape.ts';
import { uwlrFindings } from './findings.ts';
import { numberOf } from './read-oso.ts';
import { testShape, uwlrShapeFindings } from './wire.ts';

/** Reads a `toets`; null when it has no code, which is reported. Parts without number or code are left
 * out. */
export function testOf(element: XmlElement, findings: FindingList): TestDefinition | null {
  checkShape(element, testShape, uwlrShapeFindings, findings);
  const code = termOf(childOf(element, 'toetscode'));
  if (code === null) return null;
  const hierarchy = childOf(element, 'toetshierarchie');
  const norms = childOf(element, 'toetsnormering');
  checkNorms(norms, findings);
  return {
    code,
    version: termOf(childOf(element, 'versie')),
    name: textOf(element, 'toetsnaam'),
    yearGroup: termOf(childOf(element, 'leerjaar')),
    subject: termOf(childOf(element, 'vakgebied')),
    norms: normsOf(norms),
    hierarchy: hierarchy === undefined ? [] : childrenOf(hierarchy, 'ingang').flatMap(entryOf),
    parts: partsOf(element, findings),
  };
}

/** A word with its vocabulary; null when absent or empty. */
export function termOf(element: XmlElement | undefined): Term | null {
  const text = element?.text.trim() ?? '';
  if (element === undefined || text === '') return null;
  return {
    text,
    vocabulary: attributeOf(element, 'vocabulaire'),
    vocabularyLocation: attributeOf(element, 'vocabulairelocatie'),
  };
}

function entryOf(element: XmlElement): readonly { readonly level: number; readonly entry: Term }[] {
  const entry = termOf(element);
  const level = Number(attributeOf(element, 'niveau') ?? Number.NaN);
  return entry === null || !Number.isSafeInteger(level) ? [] : [{ level, entry }];
}

function partsOf(element: XmlElement, findings: FindingList): readonly TestPart[] {
  const list = childOf(element, 'toetsonderdelen');
  const parts: TestPart[] = [];
  const seen = new Set<number | string>();
  for (const child of list === undefined ? [] : childrenOf(list, 'toetsonderdeel')) {
    const sequence = numberOf(child, 'toetsonderdeelvolgnummer');
    const code = termOf(childOf(child, 'toetsonderdeelcode'));
    if (sequence === null || code === null) continue;
    if (seen.has(sequence) || seen.has(code.text)) {
      findings.add(
        uwlrFindings['UWLR-PART-DUPLICATE'],
        child,
        'dit nummer of deze code komt al voor bij deze toets.',
      );
    }
    seen.add(sequence).add(code.text);
    const norms = childOf(child, 'toetsonderdeelnormering');
    checkNorms(norms, findings);
    parts.push({ sequence, code, name: textOf(child, 'toetsonderdeelnaam'), norms: normsOf(norms) });
  }
  return parts;
}

function normsOf(element: XmlElement | undefined): Norms | null {
  const bands = element === undefined ? [] : childrenOf(element, 'norm').flatMap(bandOf);
  if (element === undefined || bands.length === 0) return null;
  return {
    vocabulary: attributeOf(element, 'vocabulaire'),
    vocabularyLocation: attributeOf(element, 'vocabulairelocatie'),
    category: termOf(childOf(element, 'toetscategorie')),
    level: termOf(childOf(element, 'toetsniveau')),
    weight: numberOf(element, 'wegingsfactor'),
    bands,
  };
}

function bandOf(element: XmlElement): readonly NormBand[] {
  const term = textOf(element, 'term');
  const from = numberOf(element, 'beginnormwaarde');
  const to = numberOf(element, 'eindnormwaarde');
  if (term === null || from === null || to === null) return [];
  return [
    {
      term,
      description: textOf(element, 'omschrijving'),
      from,
      to,
      colour: colourOf(childOf(element, 'normkleur')),
      markFrom: numberOf(element, 'schoolcijfer_vanaf'),
      markTo: numberOf(element, 'schoolcijfer_totenmet'),
    },
  ];
}

function colourOf(element: XmlElement | undefined): NormBand['colour'] {
  if (element === undefined) return null;
  const red = numberOf(element, 'rood_code');
  const green = numberOf(element, 'groen_code');
  const blue = numberOf(element, 'blauw_code');
  const alpha = numberOf(element, 'transparantie');
  return red === null || green === null || blue === null || alpha === null ? null : {
    red,
    green,
    blue,
    alpha,
  };
}

/** Bands may leave gaps; they may not overlap (the schema's own constraint points at an element that is
 * gone). */
function checkNorms(element: XmlElement | undefined, findings: FindingList): void {
  if (element === undefined) return;
  const trouble = normTrouble(normsOf(element)?.bands ?? []);
  const place: Place = element;
  if (trouble !== null) findings.add(uwlrFindings['UWLR-NORMS'], place, trouble);
}

/** What is wrong with bands of norms, in Dutch; null when each score falls in one of them at most. */
export function normTrouble(bands: readonly NormBand[]): string | null {
  if (bands.some((band) => band.from > band.to)) return 'een norm begint boven zijn eind.';
  const sorted = bands.toSorted((a, b) => a.from - b.from);
  const overlap = sorted.some((band, at) => at > 0 && band.from <= (sorted[at - 1]?.to ?? -1));
  return overlap ? 'twee normen overlappen elkaar.' : null;
}
