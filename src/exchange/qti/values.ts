/** Base types of QTI 3.0 section 2.10 (BaseTypeEnum). */
export type BaseType =
  | 'identifier' | 'boolean' | 'integer' | 'float' | 'string' | 'point' | 'pair' | 'directedPair'
  | 'duration' | 'file' | 'uri';

/** How many values a variable holds. */
export type Cardinality = 'single' | 'multiple' | 'ordered' | 'record';

/** A position in whole pixels from the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One value without its base type; a pair is two identifiers, a duration is seconds. */
export type Atom = string | number | boolean | Point | readonly [string, string];

/** A single value. */
export interface SingleValue {
  readonly cardinality: 'single';
  readonly baseType: BaseType;
  readonly value: Atom;
}

/** A container of one base type, never empty: an empty container is NULL. */
export interface ContainerValue {
  readonly cardinality: 'multiple' | 'ordered';
  readonly baseType: BaseType;
  readonly values: readonly Atom[];
}

/** Named single values. */
export interface RecordValue {
  readonly cardinality: 'record';
  readonly fields: ReadonlyMap<string, SingleValue>;
}

/** A value of a variable or expression; `null` is QTI's NULL. */
export type Value = SingleValue | ContainerValue | RecordValue | null;

const baseTypes: ReadonlySet<string> = new Set([
  'identifier', 'boolean', 'integer', 'float', 'string', 'point', 'pair', 'directedPair', 'duration',
  'file', 'uri',
]);

/** Whether a text names a base type. */
export function isBaseType(text: string): text is BaseType {
  return baseTypes.has(text);
}

/** Wraps one atom. */
export function single(baseType: BaseType, value: Atom): SingleValue {
  return { cardinality: 'single', baseType, value };
}

/** Wraps a truth value. */
export function truth(value: boolean): SingleValue {
  return single('boolean', value);
}

/** Wraps atoms as a container, or NULL when there are none. */
export function container(
  cardinality: 'multiple' | 'ordered', baseType: BaseType, values: readonly Atom[],
): ContainerValue | null {
  return values.length === 0 ? null : { cardinality, baseType, values };
}

const integerText = /^[+-]?\d+$/;
const floatText = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** Reads the text form of a value; undefined when the text is no value of that type. Spaces round it are
 * ignored,
 * except in a string. Numbers are IEEE 754 doubles, as the standard prescribes; integers must fit exactly. */
export function parseAtom(text: string, baseType: BaseType): Atom | undefined {
  const trimmed = text.trim();
  switch (baseType) {
    case 'string':
      return text;
    case 'identifier':
    case 'uri':
    case 'file':
      return trimmed === '' ? undefined : trimmed;
    case 'boolean':
      return ({ true: true, 1: true, false: false, 0: false } as Record<string, boolean>)[trimmed];
    case 'integer': {
      const number = integerText.test(trimmed) ? Number(trimmed) : Number.NaN;
      return Number.isSafeInteger(number) ? number + 0 : undefined;
    }
    case 'float':
    case 'duration':
      return floatText.test(trimmed) ? Number(trimmed) : infinity(trimmed);
    case 'point': {
      const [x, y, ...rest] = trimmed.split(/\s+/).map(Number);
      if (x === undefined || y === undefined || rest.length > 0) return undefined;
      return Number.isFinite(x) && Number.isFinite(y) && trimmed !== '' ? { x, y } : undefined;
    }
    case 'pair':
    case 'directedPair': {
      const [a, b, ...rest] = trimmed.split(/\s+/);
      return a !== undefined && b !== undefined && rest.length === 0 ? [a, b] : undefined;
    }
  }
}

function infinity(text: string): number | undefined {
  return text === 'INF' ? Number.POSITIVE_INFINITY : text === '-INF' ? Number.NEGATIVE_INFINITY : undefined;
}

function isPoint(atom: Atom): atom is Point {
  return typeof atom === 'object' && 'x' in atom;
}

/** The text form of a value, the inverse of `parseAtom`. */
export function printAtom(atom: Atom): string {
  if (typeof atom !== 'object') return String(atom);
  return isPoint(atom) ? `${atom.x} ${atom.y}` : atom.join(' ');
}

/** Whether two atoms of one base type are the same value; a pair has no order, a directed pair has. */
export function sameAtom(a: Atom, b: Atom, baseType: BaseType): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (isPoint(a) || isPoint(b)) return isPoint(a) && isPoint(b) && a.x === b.x && a.y === b.y;
  if (a[0] === b[0] && a[1] === b[1]) return true;
  return baseType === 'pair' && a[0] === b[1] && a[1] === b[0];
}

/** The atoms of a single value or a container, in order; none for NULL. */
export function atomsOf(value: SingleValue | ContainerValue | null): readonly Atom[] {
  if (value === null) return [];
  return value.cardinality === 'single' ? [value.value] : value.values;
}

/** Whether two values are equal: same cardinality and base type, `multiple` without regard to order. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === null || b === null) return a === b;
  if (a.cardinality === 'record' || b.cardinality === 'record') {
    return a.cardinality === 'record' && b.cardinality === 'record' && sameFields(a, b);
  }
  if (a.cardinality !== b.cardinality || !sameKind(a.baseType, b.baseType)) return false;
  const left = atomsOf(a);
  const right = atomsOf(b);
  if (left.length !== right.length) return false;
  if (a.cardinality !== 'multiple') {
    return left.every((atom, index) => sameAtom(atom, right[index] as Atom, a.baseType));
  }
  return left.every((atom) => count(left, atom, a.baseType) === count(right, atom, a.baseType));
}

function sameKind(a: BaseType, b: BaseType): boolean {
  // An integer and a float may be compared: authors write base-value 3 as either.
  return a === b || (isNumeric(a) && isNumeric(b));
}

/** Whether values of this type are numbers to count with. */
export function isNumeric(baseType: BaseType): boolean {
  return baseType === 'integer' || baseType === 'float';
}

function count(atoms: readonly Atom[], wanted: Atom, baseType: BaseType): number {
  return atoms.filter((atom) => sameAtom(atom, wanted, baseType)).length;
}

function sameFields(a: RecordValue, b: RecordValue): boolean {
  if (a.fields.size !== b.fields.size) return false;
  return [...a.fields].every(([name, value]) => sameValue(value, b.fields.get(name) ?? null));
}
