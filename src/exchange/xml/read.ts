import type { SaxesTagNS } from 'saxes';
import { SaxesParser } from 'saxes';
import type { Finding } from '../../base/findings.ts';
import type { CatalogueEntry, Place } from '../catalogue.ts';
import type { XmlElement } from './element.ts';
import { findingOf, nowhere } from '../catalogue.ts';
import { BadBytes, decodeXml } from './decode.ts';
import { xmlFindings } from './findings.ts';
import { malformedInDutch, notXml } from './not-xml.ts';

/** How much a text may ask of us. */
export interface XmlLimits {
  readonly bytesMax: number;
  readonly depthMax: number;
}

/** For files that a person chooses. */
export const fileLimits: XmlLimits = { bytesMax: 100_000_000, depthMax: 40 };

/** For messages that come in over a link. */
export const messageLimits: XmlLimits = { bytesMax: 25_000_000, depthMax: 40 };

/** An element at its start tag: no content yet. */
export type XmlStart = Omit<XmlElement, 'children' | 'text'>;

/** What to do with an element: read it whole, look at each child, pass it by, or stop reading altogether. */
export type XmlStep = 'collect' | 'descend' | 'skip' | 'stop';

/** Receives a document in its own order. */
export interface XmlVisitor {
  /** The root, and each child of an element for which the answer was `descend`. */
  open(start: XmlStart, parent: XmlStart | null): XmlStep;
  /** An element for which the answer was `collect`, complete. */
  element?(element: XmlElement): void;
  /** The end of an element for which the answer was `descend`. */
  close?(start: XmlStart): void;
  /** Text that is not white space, directly in an element for which the answer was `descend`; once an
   * element. */
  strayText?(start: XmlStart): void;
}

/** Walks through an XML document once, holding no more than the element being collected.
 * Refuses DOCTYPE, unknown entities, and more depth or size than the limits.
 * @returns null, or the finding that ended the reading; what was visited before it must not be trusted
 * alone */
export function readXml(bytes: Uint8Array, limits: XmlLimits, visitor: XmlVisitor): Finding | null {
  if (bytes.length > limits.bytesMax) {
    const megabytes = Math.floor(limits.bytesMax / 1_000_000);
    return findingOf(xmlFindings['XML-TOO-LARGE'], nowhere, `Het bestand is groter dan ${megabytes} MB.`);
  }
  const decoded = decodeXml(bytes);
  const foreign = notXml(bytes);
  if (foreign !== null) return foreign;
  if (!decoded.ok) return decoded.refusal;
  try {
    parse(decoded.value, limits, visitor);
    return null;
  } catch (reason) {
    if (reason instanceof Halt) return reason.finding;
    if (reason instanceof BadBytes) {
      const what = 'Het bestand bevat tekens die niet bij zijn codering passen.';
      return findingOf(xmlFindings['XML-ENCODING'], nowhere, what);
    }
    throw reason;
  }
}

/** Ends a walk from inside a parser event; never leaves this file. */
class Halt extends Error {
  readonly finding: Finding | null;
  constructor(finding: Finding | null) {
    super('halt');
    this.finding = finding;
  }
}

interface Frame {
  readonly start: XmlStart;
  readonly step: XmlStep;
  /** Of a collected element. */
  readonly children: XmlElement[];
  readonly text: string[];
  /** How many children of each name so far, for the index in a path. */
  seen: Map<string, number> | null;
  strayTextTold: boolean;
}

function parse(text: Iterable<string>, limits: XmlLimits, visitor: XmlVisitor): void {
  const parser = new SaxesParser({ xmlns: true });
  const frames: Frame[] = [];
  const tags = tagStarts(parser);
  const halt = (entry: CatalogueEntry, place: Place, what: string): never => {
    throw new Halt(findingOf(entry, place, what));
  };
  const here = (): Place => ({
    line: parser.line,
    column: parser.columnIndex + 1,
    path: frames.at(-1)?.start.path ?? null,
  });

  parser.on('error', (error) => {
    const entry = /undefined entity|malformed character entity|entity/.test(
      error.message
    ) ? 'XML-ENTITY' : 'XML-MALFORMED';
    halt(xmlFindings[entry], here(), malformedInDutch(error.message));
  });
  parser.on('doctype', () => halt(xmlFindings['XML-DOCTYPE'], here(), 'Het bestand heeft een DOCTYPE.'));
  parser.on('opentagstart', (tag) => tags.note(tag.name));
  parser.on('opentag', (tag) => {
    if (frames.length >= limits.depthMax) {
      halt(xmlFindings['XML-DEPTH'], here(), `De elementen zijn meer dan ${limits.depthMax} lagen diep.`);
    }
    frames.push(openFrame(tag, tags.last(), frames.at(-1), visitor));
  });
  parser.on('text', (text) => takeText(frames.at(-1), text, visitor));
  parser.on('cdata', (text) => takeText(frames.at(-1), text, visitor));
  parser.on('closetag', () => closeFrame(frames, visitor));
  for (const piece of text) {
    tags.piece(piece);
    parser.write(piece);
  }
  parser.close();
}

function openFrame(tag: SaxesTagNS, at: LineColumn, parent: Frame | undefined, visitor: XmlVisitor): Frame {
  const nth = (parent?.seen?.get(tag.local) ?? 0) + 1;
  if (parent !== undefined) (parent.seen ??= new Map<string, number>()).set(tag.local, nth);
  const parentPath = parent?.start.path ?? '';
  const indexed = nth > 1 || (parent !== undefined && isList(parent.start.name));
  const start: XmlStart = {
    name: tag.local,
    namespace: tag.uri,
    attributes: attributesOf(tag),
    line: at.line,
    column: at.column,
    path: `${parentPath}/${tag.local}${indexed ? `[${nth}]` : ''}`,
  };
  const inherited = parent === undefined || parent.step === 'descend' ? null : parent.step;
  const step = inherited ?? visitor.open(start, parent?.start ?? null);
  if (step === 'stop') throw new Halt(null);
  return { start, step, children: [], text: [], seen: null, strayTextTold: false };
}

/** Elements that hold a list of like elements; their children always carry an index in a path. */
function isList(name: string): boolean {
  return listNames.has(name);
}

const listNames: ReadonlySet<string> = new Set([
  'vestigingen', 'groepen', 'samengestelde_groepen', 'leerlingen', 'leerkrachten', 'toevoegingen',
  'toetsafnames', 'resultaten', 'toetsen', 'toetsonderdelen', 'toetshierarchie', 'toetsnormering',
  'toetsonderdeelnormering', 'osoresultaat', 'toetslijst',
]);

const xsi = 'http://www.w3.org/2001/XMLSchema-instance';
const none: ReadonlyMap<string, string> = new Map();

function attributesOf(tag: SaxesTagNS): ReadonlyMap<string, string> {
  const all = Object.values(tag.attributes);
  if (all.length === 0) return none;
  const result = new Map<string, string>();
  for (const { prefix, local, uri, value } of all) {
    if (prefix === '' && local !== 'xmlns') result.set(local, value);
    if (uri === xsi && local === 'type') result.set('xsi:type', value);
  }
  return result;
}

function takeText(frame: Frame | undefined, text: string, visitor: XmlVisitor): void {
  if (frame === undefined) return;
  if (frame.step === 'collect') frame.text.push(text);
  else if (frame.step === 'descend' && !frame.strayTextTold && text.trim() !== '') {
    frame.strayTextTold = true;
    visitor.strayText?.(frame.start);
  }
}

function closeFrame(frames: Frame[], visitor: XmlVisitor): void {
  const frame = frames.pop();
  if (frame === undefined || frame.step === 'skip') return;
  if (frame.step === 'descend') {
    visitor.close?.(frame.start);
    return;
  }
  const element: XmlElement = { ...frame.start, children: frame.children, text: frame.text.join('') };
  const parent = frames.at(-1);
  if (parent?.step === 'collect') parent.children.push(element);
  else visitor.element?.(element);
}

interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Keeps where the last start tag began. saxes tells of a tag one character after its name, which may be a
 * line end. */
function tagStarts(
  parser: { readonly line: number; readonly columnIndex: number; readonly position: number }
): {
  piece(text: string): void;
  note(name: string): void;
  last(): LineColumn;
} {
  let current = '';
  let pieceStart = 0;
  let found: LineColumn = { line: 1, column: 1 };
  return {
    piece(text) {
      pieceStart += current.length;
      current = text;
    },
    note(name) {
      const column = parser.columnIndex - name.length - 1;
      if (column >= 1) {
        found = { line: parser.line, column };
        return;
      }
      const tagAt = parser.position - name.length - 2 - pieceStart;
      const lineAt = tagAt < 1 ? -1 : current.lastIndexOf('\n', tagAt - 1);
      found = { line: Math.max(parser.line - 1, 1), column: Math.max(tagAt - lineAt, 1) };
    },
    last: () => found,
  };
}
