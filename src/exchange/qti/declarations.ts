import type { Finding } from '../../base/findings.ts';
import type { BaseType, Cardinality, SingleValue, Value } from './values.ts';
import { container, isBaseType, parseAtom, single } from './values.ts';
import type { XmlElement } from './tree.ts';
import { childElements, childNamed, qtiFinding, textOf } from './tree.ts';

/** One line of a mapping: this value earns this much. */
export interface MapEntry {
  readonly key: string;
  readonly mappedValue: number;
  /** Strings only; true unless the author says otherwise. */
  readonly caseSensitive: boolean;
}

/** Points per value, with bounds on the sum (QTI 3.0, qti-mapping). */
export interface Mapping {
  readonly entries: readonly MapEntry[];
  readonly defaultValue: number;
  readonly lowerBound: number | null;
  readonly upperBound: number | null;
}

/** The shapes of an area. */
export type AreaShape = 'circle' | 'rect' | 'poly' | 'ellipse' | 'default';

/** An area of a picture that earns points. */
export interface AreaEntry {
  readonly shape: AreaShape;
  readonly coords: readonly number[];
  readonly mappedValue: number;
}

/** Points per area hit, each area once, with bounds on the sum. */
export interface AreaMapping {
  readonly entries: readonly AreaEntry[];
  readonly defaultValue: number;
  readonly lowerBound: number | null;
  readonly upperBound: number | null;
}

/** What the pupil may answer, and the key. */
export interface ResponseDeclaration {
  readonly identifier: string;
  readonly cardinality: Cardinality;
  /** Null for a record. */
  readonly baseType: BaseType | null;
  readonly correct: Value;
  readonly defaultValue: Value;
  readonly mapping: Mapping | null;
  readonly areaMapping: AreaMapping | null;
}

/** One row of a lookup table. For a match table `source` is compared exactly; else it is the row's lower
 * bound. */
export interface LookupRow {
  readonly source: number;
  readonly includeBoundary: boolean;
  readonly target: SingleValue | null;
}

/** Turns a number into an outcome. */
export interface LookupTable {
  readonly kind: 'match' | 'interpolation';
  readonly rows: readonly LookupRow[];
  readonly defaultValue: SingleValue | null;
}

/** What the processing computes. */
export interface OutcomeDeclaration {
  readonly identifier: string;
  readonly cardinality: Cardinality;
  readonly baseType: BaseType | null;
  readonly defaultValue: Value;
  readonly lookupTable: LookupTable | null;
}

const cardinalities: ReadonlySet<string> = new Set(['single', 'multiple', 'ordered', 'record']);

interface Head {
  readonly identifier: string;
  readonly cardinality: Cardinality;
  readonly baseType: BaseType | null;
}

/** Reads a qti-response-declaration; faults are added to `findings`. */
export function readResponseDeclaration(
  element: XmlElement, findings: Finding[],
): ResponseDeclaration | null {
  const head = readHead(element, findings);
  if (head === null) return null;
  const mapping = childNamed(element, 'qti-mapping');
  const areaMapping = childNamed(element, 'qti-area-mapping');
  return {
    ...head,
    correct: readValues(childNamed(element, 'qti-correct-response'), head, findings),
    defaultValue: readValues(childNamed(element, 'qti-default-value'), head, findings),
    mapping: mapping === undefined ? null : readMapping(mapping, findings),
    areaMapping: areaMapping === undefined ? null : readAreaMapping(areaMapping, findings),
  };
}

/** Reads a qti-outcome-declaration (also template declarations, which have the same form). */
export function readOutcomeDeclaration(element: XmlElement, findings: Finding[]): OutcomeDeclaration | null {
  const head = readHead(element, findings);
  if (head === null) return null;
  return {
    ...head,
    defaultValue: readValues(childNamed(element, 'qti-default-value'), head, findings),
    lookupTable: readLookupTable(element, head, findings),
  };
}

function readHead(element: XmlElement, findings: Finding[]): Head | null {
  const identifier = element.attributes.get('identifier') ?? '';
  const cardinality = element.attributes.get('cardinality') ?? '';
  const baseType = element.attributes.get('base-type');
  const complain = (code: string, message: string): null => {
    findings.push(qtiFinding(code, message, element));
    return null;
  };
  if (identifier === '') return complain('QTI-IDENTIFIER', 'Een declaratie heeft geen identifier.');
  if (!cardinalities.has(cardinality)) {
    return complain('QTI-CARDINALITY', `Declaratie ${identifier} heeft geen geldige cardinality.`);
  }
  if (cardinality === 'record') return { identifier, cardinality, baseType: null };
  if (baseType === undefined || !isBaseType(baseType)) {
    return complain('QTI-BASE-TYPE', `Declaratie ${identifier} heeft geen geldig base-type.`);
  }
  return { identifier, cardinality: cardinality as Cardinality, baseType };
}

function readValues(element: XmlElement | undefined, head: Head, findings: Finding[]): Value {
  if (element === undefined) return null;
  const values = childElements(element).filter((child) => child.name === 'qti-value');
  if (head.cardinality === 'record') return readRecord(values, findings);
  const baseType = head.baseType as BaseType;
  const atoms = values.flatMap((value) => {
    const atom = parseAtom(textOf(value), baseType);
    if (atom !== undefined) return [atom];
    const message = `Een waarde van ${head.identifier} past niet bij ${baseType}.`;
    findings.push(qtiFinding('QTI-VALUE', message, value));
    return [];
  });
  if (head.cardinality !== 'single') return container(head.cardinality, baseType, atoms);
  const [first] = atoms;
  return first === undefined ? null : single(baseType, first);
}

function readRecord(values: readonly XmlElement[], findings: Finding[]): Value {
  const fields = new Map<string, SingleValue>();
  for (const value of values) {
    const name = value.attributes.get('field-identifier');
    const baseType = value.attributes.get('base-type') ?? 'string';
    const atom = isBaseType(baseType) ? parseAtom(textOf(value), baseType) : undefined;
    if (name === undefined || atom === undefined) {
      findings.push(qtiFinding('QTI-VALUE', 'Een veld van een record is niet te lezen.', value));
    } else {
      fields.set(name, single(baseType as BaseType, atom));
    }
  }
  return fields.size === 0 ? null : { cardinality: 'record', fields };
}

/** Reads a number attribute; absent gives the fallback, unreadable gives a finding and the fallback. */
function readNumber<F extends number | null>(
  element: XmlElement, name: string, fallback: F, findings: Finding[],
): number | F {
  const text = element.attributes.get(name);
  if (text === undefined) return fallback;
  const number = parseAtom(text, 'float');
  if (typeof number === 'number') return number;
  findings.push(qtiFinding('QTI-NUMBER', `Attribuut ${name} is geen getal.`, element));
  return fallback;
}

function readMapping(element: XmlElement, findings: Finding[]): Mapping {
  return {
    ...readBounds(element, findings),
    entries: childElements(element).filter((child) => child.name === 'qti-map-entry').map((entry) => ({
      key: entry.attributes.get('map-key') ?? '',
      mappedValue: readNumber(entry, 'mapped-value', 0, findings),
      caseSensitive: entry.attributes.get('case-sensitive') !== 'false',
    })),
  };
}

function readAreaMapping(element: XmlElement, findings: Finding[]): AreaMapping {
  return {
    ...readBounds(element, findings),
    entries: childElements(element).filter((child) => child.name === 'qti-area-map-entry').map((entry) => ({
      shape: readShape(entry, findings),
      coords: readCoords(entry),
      mappedValue: readNumber(entry, 'mapped-value', 0, findings),
    })),
  };
}

function readBounds(element: XmlElement, findings: Finding[]): Omit<Mapping, 'entries'> {
  return {
    defaultValue: readNumber(element, 'default-value', 0, findings),
    lowerBound: readNumber(element, 'lower-bound', null, findings),
    upperBound: readNumber(element, 'upper-bound', null, findings),
  };
}

/** Reads the shape of an area or of qti-inside; an unknown one is a finding and hits nothing. */
export function readShape(element: XmlElement, findings: Finding[]): AreaShape {
  const shape = element.attributes.get('shape') ?? '';
  if (['circle', 'rect', 'poly', 'ellipse', 'default'].includes(shape)) return shape as AreaShape;
  findings.push(qtiFinding('QTI-SHAPE', 'Een gebied heeft een onbekende vorm.', element));
  return 'poly';
}

/** Reads the coords attribute: numbers separated by commas. */
export function readCoords(element: XmlElement): number[] {
  const text = (element.attributes.get('coords') ?? '').trim();
  return text === '' ? [] : text.split(/[\s,]+/).map(Number);
}

function readLookupTable(element: XmlElement, head: Head, findings: Finding[]): LookupTable | null {
  const match = childNamed(element, 'qti-match-table');
  const table = match ?? childNamed(element, 'qti-interpolation-table');
  if (table === undefined || head.baseType === null) return null;
  const baseType = head.baseType;
  const target = (owner: XmlElement, name: string): SingleValue | null => {
    const atom = parseAtom(owner.attributes.get(name) ?? '', baseType);
    return atom === undefined ? null : single(baseType, atom);
  };
  return {
    kind: match === undefined ? 'interpolation' : 'match',
    defaultValue: target(table, 'default-value'),
    rows: childElements(table).filter((row) => row.name.endsWith('-table-entry')).map((row) => ({
      source: readNumber(row, 'source-value', 0, findings),
      includeBoundary: row.attributes.get('include-boundary') !== 'false',
      target: target(row, 'target-value'),
    })),
  };
}
