import type { FindingList, Place } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { NormBand, Norms, Term, TestDefinition, TestPart } from './types.ts';
import { attributeOf, childOf, childrenOf, textOf } from '../xml/element.ts';
import { checkShape } from '../xml/shape.ts';
import { uwlrFindings } from './findings.ts';
import { numberOf } from './read-oso.ts';
import { testShape, uwlrShapeFindings } from './wire.ts';

/** A test, and what is wrong with its norms and those of its parts. */
export interface ReadTest {
  readonly test: TestDefinition;
  readonly normTroubles: readonly NormTrouble[];
}

/** Reads a `toets`; null when it has no code, which is reported. Parts without number or code are left
 * out. */
export function testOf(element: XmlElement, findings: FindingList): ReadTest | null {
  checkShape(element, testShape, uwlrShapeFindings, findings);
  const code = termOf(childOf(element, 'toetscode'));
  if (code === null) return null;
  const hierarchy = childOf(element, 'toetshierarchie');
  const norms = childOf(element, 'toetsnormering');
  checkSpaces(childOf(element, 'toetscode'), findings);
  const parts = partsOf(element, findings);
  const test = {
    code,
    version: termOf(childOf(element, 'versie')),
    name: textOf(element, 'toetsnaam'),
    yearGroup: termOf(childOf(element, 'leerjaar')),
    subject: termOf(childOf(element, 'vakgebied')),
    norms: normsOf(norms),
    hierarchy: hierarchy === undefined ? [] : childrenOf(hierarchy, 'ingang').flatMap(entryOf),
    parts: parts.map(({ part }) => part),
  };
  return { test, normTroubles: [...normTroubles(norms), ...parts.flatMap(({ troubles }) => troubles)] };
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

interface ReadPart {
  readonly part: TestPart;
  readonly troubles: readonly NormTrouble[];
}

function partsOf(element: XmlElement, findings: FindingList): readonly ReadPart[] {
  const list = childOf(element, 'toetsonderdelen');
  const parts: ReadPart[] = [];
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
    const part = { sequence, code, name: textOf(child, 'toetsonderdeelnaam'), norms: normsOf(norms) };
    checkSpaces(childOf(child, 'toetsonderdeelcode'), findings);
    parts.push({ part, troubles: normTroubles(norms) });
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

/** What is wrong with the norms of a test, told once it is known whether its results use them. */
export interface NormTrouble {
  readonly place: Place;
  readonly what: string;
}

/** What is wrong with norms; nothing when each score falls in one of them at most. Bands may leave gaps; they may
 * not overlap (the schema's own constraint points at an element that is gone). */
function normTroubles(element: XmlElement | undefined): readonly NormTrouble[] {
  const norms = element === undefined ? [] : childrenOf(element, 'norm');
  const bands = norms.flatMap((at) => bandOf(at).map(({ from, to }) => ({ from, to, at })));
  const reversed = bands.find(({ from, to }) => from > to);
  if (reversed !== undefined) return [troubleAt(reversed.at, 'deze norm begint boven zijn eind.')];
  const sorted = bands.toSorted((a, b) => a.from - b.from);
  const nth = sorted.findIndex((band, at) => at > 0 && band.from <= (sorted[at - 1]?.to ?? -1));
  const pair = nth < 0 ? [] : sorted.slice(nth - 1, nth + 1).map(({ at }) => at);
  const [first, second] = pair.toSorted((a, b) => a.line - b.line || a.column - b.column);
  if (first === undefined || second === undefined) return [];
  const where = first.line === second.line ? `in kolom ${first.column} van deze regel` : `op regel ${first.line}`;
  return [troubleAt(second, `deze norm en die ${where} overlappen elkaar.`)];
}

function troubleAt({ line, column, path }: XmlElement, what: string): NormTrouble {
  return { place: { line, column, path }, what };
}

/** Reports white space round a key or a code, which means nothing to us and makes it another for the schema. */
export function checkSpaces(element: XmlElement | undefined, findings: FindingList): void {
  if (element === undefined || element.text.trim() === element.text) return;
  findings.add(uwlrFindings['UWLR-KEY-SPACES'], element, spacesRound);
}

/** The words for it. */
export const spacesRound = 'er staan spaties voor of achter.';
