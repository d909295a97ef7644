import type { CatalogueEntry, FindingList, Place } from '../catalogue.ts';
import type { XmlElement } from './element.ts';
import type { XmlStart } from './read.ts';
import { parsePlainDate } from '../../base/plain-date.ts';
import { isZone, readDateTime } from './date-time.ts';
import { atAttribute, withoutWhiteSpace } from './element.ts';

/** What an element may hold, as an XSD sequence says it. */
export interface Shape {
  /** Elements in their order. */
  readonly fields: readonly Field[];
  readonly attributes?: readonly AttributeField[];
  /** Whether the content is this text instead of elements. */
  readonly text?: ValueType;
  /** Whether `xsi:type` chooses what it holds, which the reader then judges. */
  readonly typed?: boolean;
}

/** One element of a sequence. */
export interface Field {
  readonly name: string;
  /** Fields of equal slot may alternate. */
  readonly slot: number;
  readonly required: boolean;
  readonly many: boolean;
  readonly content: ValueType | Shape | 'anything';
}

/** An attribute of an element. */
export interface AttributeField {
  readonly name: string;
  readonly required: boolean;
  readonly type: ValueType;
}

/** What a text may be, and which sort of trouble it is when it is not. */
export interface ValueType {
  readonly trouble: 'length' | 'form' | 'code' | 'date';
  readonly accepts: (text: string) => boolean;
  /** What it must be, in Dutch, for the message. */
  readonly dutch: string;
  /** Whether an empty text is fine. */
  readonly mayBeEmpty: boolean;
  /** Whether white space round it means nothing, as with dates and numbers. */
  readonly collapses: boolean;
  /** The type of XML Schema itself that it is, which `xsi:type` may repeat. */
  readonly builtIn?: string;
}

/** The codes of a standard for what a shape can find. */
export interface ShapeFindings {
  readonly missing: CatalogueEntry;
  readonly unknown: CatalogueEntry;
  readonly order: CatalogueEntry;
  readonly repeated: CatalogueEntry;
  readonly empty: CatalogueEntry;
  readonly text: CatalogueEntry;
  readonly value: { readonly [T in ValueType['trouble']]: CatalogueEntry };
}

/** Any text, also an empty one. */
export const anyText: ValueType = {
  trouble: 'length',
  accepts: () => true,
  dutch: 'tekst',
  mayBeEmpty: true,
  collapses: false,
  builtIn: 'string',
};

/** A text of 1 to `max` characters. */
export function textUpTo(max: number): ValueType {
  // A character outside the basic plane has length 2; a text of megabytes is not taken apart to be counted.
  const accepts = (text: string): boolean =>
    text.length <= max || (text.length <= 2 * max && [...text].length <= max);
  return {
    trouble: 'length',
    accepts,
    dutch: `hoogstens ${max} tekens`,
    mayBeEmpty: false,
    collapses: false,
  };
}

/** A text of a fixed form, described in Dutch. */
export function pattern(form: RegExp, dutch: string): ValueType {
  return { trouble: 'form', accepts: (text) => form.test(text), dutch, mayBeEmpty: false, collapses: false };
}

/** One of a list of codes. */
export function oneOf(codes: readonly string[]): ValueType {
  const known = new Set(codes);
  const shown = codes.length <= 25 ? codes.join(', ') : 'een code uit de lijst van de standaard';
  const dutch = codes.length <= 25 ? `een van ${shown}` : shown;
  return { trouble: 'code', accepts: (text) => known.has(text), dutch, mayBeEmpty: false, collapses: false };
}

/** A number that `accepts` judges after the form has been checked. */
export function numberType(
  form: RegExp,
  dutch: string,
  accepts: (value: number) => boolean = () => true,
): ValueType {
  const accepted = (text: string): boolean => form.test(text) && accepts(Number(text));
  return { trouble: 'form', accepts: accepted, dutch, mayBeEmpty: false, collapses: true };
}

/** An xs:date; a zone is allowed there and means nothing to us. */
export const dateType: ValueType = {
  trouble: 'date',
  accepts: (text) => {
    const zone = zoneForm.exec(text)?.[0] ?? '';
    return isZone(zone) && parsePlainDate(text.slice(0, text.length - zone.length)).ok;
  },
  dutch: 'een bestaande dag als 2026-08-01',
  mayBeEmpty: false,
  collapses: true,
  builtIn: 'date',
};

const zoneForm = /(Z|[+-]\d{2}:\d{2})$/;

/** An xs:dateTime. */
export const dateTimeType: ValueType = {
  trouble: 'date',
  accepts: (text) => readDateTime(text) !== null,
  dutch: 'een bestaand tijdstip als 2026-08-01T09:30:00+02:00',
  mayBeEmpty: false,
  collapses: true,
  builtIn: 'dateTime',
};

/** Builds the fields of a sequence; each spec is a name with `?` (0..1), `*` (0..n), `+` (1..n) or nothing
 * (1), or several such names with `|` between them, which may alternate. */
export function sequence(...specs: readonly (readonly [string, Field['content']])[]): readonly Field[] {
  const fields: Field[] = [];
  let slot = 0;
  for (const [spec, content] of specs) {
    const shared = spec.startsWith('|');
    if (!shared) slot += 1;
    const mark = /[?*+]$/.exec(spec)?.[0] ?? '';
    const name = spec.replace(/^\|/, '').replace(/[?*+]$/, '');
    const required = mark === '' || mark === '+';
    fields.push({ name, slot, required, many: mark === '*' || mark === '+', content });
  }
  return fields;
}

/** Compares an element and all below it with its shape, and reports every deviation. */
export function checkShape(
  element: XmlElement,
  shape: Shape,
  codes: ShapeFindings,
  findings: FindingList,
): void {
  checkAttributes(element, shape, codes, findings);
  if (shape.text !== undefined) {
    for (const inner of element.children) findings.add(codes.unknown, inner, 'dit element hoort hier niet.');
    checkValue(element.text, () => element, shape.text, codes, findings);
    return;
  }
  checkNoText(element, codes, findings);
  checkChildren(element, shape, codes, findings);
}

/** Reports loose text in an element that holds elements only. */
export function checkNoText(element: XmlElement, codes: ShapeFindings, findings: FindingList): void {
  if (withoutWhiteSpace(element.text) === '') return;
  findings.add(codes.text, element, 'hier hoort geen tekst te staan.');
}

/** Reports each attribute of an element that has none by nature, such as a list. */
export function checkNoAttributes(start: XmlStart, codes: ShapeFindings, findings: FindingList): void {
  if (start.attributes.size > 0) checkAttributes(start, bare, codes, findings);
}

function checkChildren(element: XmlElement, shape: Shape, codes: ShapeFindings, findings: FindingList): void {
  const { places, required, none } = indexOf(shape);
  const seen = none.slice();
  let slot = 0;
  let orderTold = false;
  for (const child of element.children) {
    const at = places.get(child.name);
    const field = at === undefined ? undefined : shape.fields[at];
    if (at === undefined || field === undefined || child.namespace !== element.namespace) {
      findings.add(codes.unknown, child, 'dit element hoort hier niet.');
      continue;
    }
    if (seen[at] === true && !field.many) findings.add(codes.repeated, child, 'dit element staat hier vaker.');
    seen[at] = true;
    if (field.slot < slot && !orderTold) {
      orderTold = true;
      findings.add(codes.order, child, `<${child.name}> staat op de verkeerde plaats.`);
    }
    slot = Math.max(slot, field.slot);
    checkContent(child, field.content, codes, findings);
  }
  for (const at of required) {
    if (seen[at] !== true) findings.add(codes.missing, element, `<${shape.fields[at]?.name}> ontbreekt.`);
  }
}

/** What is looked up of a shape. */
interface ShapeIndex {
  /** Where each field stands. */
  readonly places: ReadonlyMap<string, number>;
  readonly required: readonly number[];
  /** That no field was seen. */
  readonly none: readonly boolean[];
}

/** Shapes are constants, and a large file asks for the same few of them a million times. */
const indexes = new WeakMap<Shape, ShapeIndex>();

function indexOf(shape: Shape): ShapeIndex {
  const known = indexes.get(shape);
  if (known !== undefined) return known;
  const made = {
    places: new Map(shape.fields.map((field, at) => [field.name, at])),
    required: shape.fields.flatMap((field, at) => (field.required ? [at] : [])),
    none: shape.fields.map(() => false),
  };
  indexes.set(shape, made);
  return made;
}

function checkContent(
  child: XmlElement,
  content: Field['content'],
  codes: ShapeFindings,
  list: FindingList,
): void {
  if (content === 'anything') return;
  if ('fields' in content) {
    checkShape(child, content, codes, list);
    return;
  }
  for (const inner of child.children) list.add(codes.unknown, inner, 'dit element hoort hier niet.');
  if (child.attributes.size > 0) checkAttributes(child, bare, codes, list, content.builtIn);
  checkValue(child.text, () => child, content, codes, list);
}

const bare: Shape = { fields: [] };

function checkAttributes(
  element: XmlStart,
  shape: Shape,
  codes: ShapeFindings,
  findings: FindingList,
  builtIn?: string,
): void {
  const known = shape.attributes ?? [];
  for (const { name, required, type } of known) {
    const text = element.attributes.get(name);
    if (text !== undefined) checkValue(text, () => atAttribute(element, name), type, codes, findings);
    else if (required) {
      findings.add(codes.missing, atAttribute(element, name), `het attribuut ${name} ontbreekt.`);
    }
  }
  for (const name of element.attributes.keys()) {
    if (known.some((attribute) => attribute.name === name)) continue;
    if (name === 'xsi:type' && (shape.typed === true || isBuiltIn(element, builtIn))) continue;
    const what = `het attribuut ${name.slice(0, 40)} hoort hier niet.`;
    findings.add(codes.unknown, atAttribute(element, name), what);
  }
}

function isBuiltIn(element: XmlStart, builtIn: string | undefined): boolean {
  const { namespace, name } = typeNameOf(element);
  return name === builtIn && namespace === 'http://www.w3.org/2001/XMLSchema';
}

/** The type that an element claims to have with `xsi:type`; the name is empty when it claims none. */
export function typeNameOf(element: XmlStart): { readonly namespace: string | null; readonly name: string } {
  const [, prefix = '', name = ''] = /^(?:(.*):)?(.*)$/.exec(element.attributes.get('xsi:type')?.trim() ?? '') ?? [];
  return { namespace: element.namespaceOf(prefix), name };
}

function checkValue(
  raw: string,
  at: () => Place,
  type: ValueType,
  codes: ShapeFindings,
  findings: FindingList,
): void {
  const text = raw.trim();
  const collapsed = type.collapses ? withoutWhiteSpace(raw) : raw;
  if (text === '') {
    if (!type.mayBeEmpty) findings.add(codes.empty, at(), 'dit is leeg.');
    else if (raw !== '' && !type.accepts(raw)) findings.add(codes.value[type.trouble], at(), 'hier staan spaties.');
    return;
  }
  if (!type.accepts(text)) {
    const what = `${shown(text, type)} kan hier niet; het moet zijn: ${type.dutch}.`;
    findings.add(codes.value[type.trouble], at(), what);
  } else if (text !== collapsed && !type.accepts(collapsed)) {
    findings.add(codes.value[type.trouble], at(), 'er staan spaties omheen die hier niet mogen.');
  }
}

/** Only what cannot be somebody is repeated in a message, and only where a code belongs: a wrong value may be
 * a name, a date of birth or a piece of a number that landed in the wrong place. */
function shown(text: string, { trouble }: ValueType): string {
  return trouble === 'code' && /^([\p{L}?#-]|\d{1,2})$/u.test(text) ? `"${text}"` : 'deze waarde';
}
