import { assert } from '../../base/assert.ts';

/** An element to write. Children that are null are left out, so that an absent value needs no `if`. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string | null])[];
  readonly content: string | readonly XmlNode[];
}

/** What may stand among children: null is nothing. */
export type XmlNodeOrNothing = XmlNode | null;

/** An element with children; namespace prefixes are part of the name. Attributes that are null are left
 * out. */
export function node(
  name: string,
  attributes: Readonly<Record<string, string | null>>,
  children: readonly XmlNodeOrNothing[] = [],
): XmlNode {
  return {
    name,
    attributes: Object.entries(attributes),
    content: children.filter((child) => child !== null),
  };
}

/** An element with text, or nothing when the text is null. */
export function leaf(
  name: string,
  text: string | null,
  attributes: Readonly<Record<string, string | null>> = {},
): XmlNodeOrNothing {
  return text === null ? null : { name, attributes: Object.entries(attributes), content: text };
}

/** An element round the children, or nothing when there are none: EDEXML forbids empty lists. */
export function list(name: string, children: readonly XmlNodeOrNothing[]): XmlNodeOrNothing {
  return children.every((child) => child === null) ? null : node(name, {}, children);
}

/** The whole document as text, indented by two spaces, with the declaration that it is UTF-8. */
export function writeXml(root: XmlNode): string {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  writeNode(root, '', out);
  return out.join('');
}

/** Nearly every text: nothing to take out and nothing to escape, not even in an attribute. */
const ordinary = /^[ !#-%'-;=?-\uD7FF\uE000-\uFFFD]*$/;

/** The text without characters that XML 1.0 cannot carry at all, such as NUL and half surrogate pairs. */
export function carryable(text: string): string {
  return ordinary.test(text) ? text : text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}

/** An xs:decimal: a point, never an exponent; reading it gives the same number. */
export function writeDecimal(value: number): string {
  assert(Number.isFinite(value), 'a number on the wire is finite');
  const [, sign = '', whole = '', part = '', exponent = ''] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  if (exponent === '') return String(value);
  const shift = Number(exponent);
  const digits = whole + part;
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}${point < digits.length ? `.${digits.slice(point)}` : ''}`;
}

function writeNode(at: XmlNode, indent: string, out: string[]): void {
  const attributes = at.attributes
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value ?? '')}"`)
    .join('');
  out.push(indent, '<', at.name, attributes);
  if (at.content.length === 0) {
    out.push('/>\n');
  } else if (typeof at.content === 'string') {
    out.push('>', escapeText(at.content), '</', at.name, '>\n');
  } else {
    out.push('>\n');
    for (const child of at.content) writeNode(child, `${indent}  `, out);
    out.push(indent, '</', at.name, '>\n');
  }
}

function escapeText(text: string): string {
  if (ordinary.test(text)) return text;
  return carryable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

function escapeAttribute(text: string): string {
  if (ordinary.test(text)) return text;
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
