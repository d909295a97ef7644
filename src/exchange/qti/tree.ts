import { SaxesParser } from 'saxes';

import type { Finding } from '../../base/findings.ts';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';

/** An element of an item file. `name` is the local name in lower case as in QTI 3, without namespace
 * prefix. */
export interface XmlElement {
  readonly name: string;
  /** By local name; prefixed attributes (xsi:..., xml:...) are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Character offsets in the text: of `<`, of the end of the start tag, and past the end tag. */
  readonly span: Span;
}

/** Where an element stands in the text; half-open. `body` is the offset just past the start tag. */
export interface Span {
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** Largest item file that is read, in characters. Items are a few kilobytes; pictures are separate files
 * or SVG. */
export const itemCharactersMax = 2_000_000;

/** Deepest nesting that is read. */
export const itemDepthMax = 200;

interface OpenElement {
  name: string;
  attributes: Map<string, string>;
  children: (XmlElement | string)[];
  line: number;
  column: number;
  span: { start: number; body: number; end: number };
}

/** Makes a finding about an item file. Never holds an answer of a person. */
export function qtiFinding(
  code: string,
  message: string,
  place: { line: number; column: number } | null,
  severity: Finding['severity'] = 'error',
): Finding {
  return {
    code,
    severity,
    blocks: severity === 'error',
    line: place?.line ?? null,
    column: place?.column ?? null,
    path: null,
    message,
  };
}

class Stop extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

/** Text of an XML file; UTF-8 (with or without byte order mark) or UTF-16 by its byte order mark. */
export function decodeXml(bytes: Uint8Array): Result<string, Finding> {
  const label = bytes[0] === 0xfe ? 'utf-16be' : bytes[0] === 0xff ? 'utf-16le' : 'utf-8';
  try {
    return ok(new TextDecoder(label, { fatal: true }).decode(bytes));
  } catch {
    return refuse(qtiFinding('QTI-ENCODING', 'Het bestand is geen leesbare UTF-8-tekst.', null));
  }
}

/** Reads XML into a tree of elements; refuses a DOCTYPE, unknown entities, too large and too deep
 * documents. */
export function parseTree(xml: string): Result<XmlElement, Finding> {
  if (xml.length > itemCharactersMax) {
    return refuse(qtiFinding('QTI-TOO-LARGE', 'Het itembestand is te groot.', null));
  }
  try {
    return ok(buildTree(xml));
  } catch (error) {
    if (error instanceof Stop) return refuse(error.finding);
    throw error;
  }
}

function buildTree(xml: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  const place = (): { line: number; column: number } => ({ line: parser.line, column: parser.column });
  const addText = (text: string): void => void open.at(-1)?.children.push(text);

  parser.on('doctype', () => {
    throw new Stop(qtiFinding('QTI-DOCTYPE', 'Een item met een DOCTYPE nemen we niet aan.', place()));
  });
  parser.on('error', (error) => {
    // The parser's own text may quote the file; only its place is passed on.
    void error;
    throw new Stop(qtiFinding('QTI-MALFORMED', 'Dit is geen goed gevormde XML.', place()));
  });
  parser.on('opentag', (tag) => {
    if (open.length >= itemDepthMax) {
      throw new Stop(qtiFinding('QTI-TOO-DEEP', 'Het itembestand is te diep genest.', place()));
    }
    const attributes = new Map<string, string>();
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.prefix === '') attributes.set(attribute.local, attribute.value);
    }
    const start = xml.lastIndexOf('<', parser.position - 1);
    const span = { start, body: parser.position, end: parser.position };
    open.push({ name: tag.local, attributes, children: [], ...place(), span });
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element === undefined) return;
    element.span.end = parser.position;
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
  });
  parser.write(xml).close();
  if (root === undefined) throw new Stop(qtiFinding('QTI-MALFORMED', 'Dit is geen goed gevormde XML.', null));
  return root;
}

/** The child elements, in order. */
export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}

/** The first child element with that name. */
export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return childElements(element).find((child) => child.name === name);
}

/** The text of an element and everything in it, white space kept. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
