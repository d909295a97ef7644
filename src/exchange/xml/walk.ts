import type { SaxesTagNS } from 'saxes';
import { SaxesParser } from 'saxes';
import type { Finding } from '../../base/findings.ts';
import type { CatalogueEntry, Place } from '../catalogue.ts';
import type { XmlVisitor } from './read.ts';
import { findingOf } from '../catalogue.ts';
import { xmlFindings } from './findings.ts';
import { childNamesMax, nameMax, recordElementsMax, tagMax, textMax, type XmlLimits } from './limits.ts';
import { malformedInDutch } from './not-xml.ts';
import { WalkedElement } from './walked-element.ts';

/** Ends a walk from inside; the finding says why, null that the visitor had seen enough. */
export class Halt extends Error {
  readonly finding: Finding | null;
  constructor(finding: Finding | null) {
    super('halt');
    this.finding = finding;
  }
}

/** Walks through the characters of a document as they come. Both methods throw a Halt. */
export interface Walk {
  write(text: string): void;
  end(): void;
  /** The place of the next character. */
  next(): Place;
}

/** Begins a walk that holds no more than the element being collected. */
export function newWalk(limits: XmlLimits, visitor: XmlVisitor): Walk {
  const parser = new Parser();
  const state = new WalkState(parser, limits, visitor);
  parser.refuse = (message) => {
    state.checkReference(0);
    if (message.includes('entity')) state.haltReference(message);
    state.halt(xmlFindings['XML-MALFORMED'], malformedInDutch(message));
  };
  // Six handlers are the most that saxes bears: with a seventh, V8 keeps the parser as a dictionary and each
  // character takes seven times as long (docs/decisions/0011). `inbeeld bench exchange` would show it.
  parser.on('doctype', () => state.halt(xmlFindings['XML-DOCTYPE'], 'Het bestand heeft een DOCTYPE.'));
  parser.on('opentagstart', (tag) => state.startTag(tag.name));
  parser.on('opentag', (tag) => state.open(tag));
  parser.on('text', (text) => state.takeText(text));
  parser.on('cdata', (text) => state.takeText(text));
  parser.on('closetag', () => state.close());
  return {
    write(text) {
      state.newPiece(text);
      parser.write(text);
      parser.dropUnread();
      state.checkStretch();
    },
    end: () => void parser.close(),
    next: () => state.here(1),
  };
}

/** saxes with one way to complain, which is no event: see above. */
class Parser extends SaxesParser<{ xmlns: true; forceXMLVersion: true; defaultXMLVersion: '1.0' }> {
  refuse: (message: string) => void = () => undefined;

  constructor() {
    super({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  }

  /** What came behind an & of which the ; has not come yet; saxes waits for it to the end of the text. */
  pendingReference(): string {
    const pending: unknown = Reflect.get(this, 'entity');
    return typeof pending === 'string' ? pending : '';
  }

  /** Comments and instructions are for nobody; saxes gathers them to the end, in a form that takes ten times their
   * length and more. */
  dropUnread(): void {
    if (unreadStates.has(Reflect.get(this, 'state'))) Reflect.set(this, 'text', '');
  }

  override fail(message: string): this {
    this.refuse(message);
    return this;
  }
}

/** Of saxes: inside a comment, or inside the body of an instruction. */
const unreadStates: ReadonlySet<unknown> = new Set([17, 25]);

const xsi = 'http://www.w3.org/2001/XMLSchema-instance';
const noAttributes: ReadonlyMap<string, string> = new Map();

class WalkState {
  readonly #parser: Parser;
  readonly #limits: XmlLimits;
  readonly #visitor: XmlVisitor;
  #current: WalkedElement | null = null;
  #depth = 0;
  /** Open elements inside one that is passed by. */
  #skipped = 0;
  #recordElements = 0;
  #recordCharacters = 0;
  /** Where the last start tag began. */
  #line = 1;
  #column = 1;
  /** Where the text stood at the last event, and whether that was the beginning of a start tag. */
  #eventAt = 0;
  #inTag = false;
  #referenceAt: Place | null = null;
  #piece = '';
  #pieceStart = 0;

  constructor(parser: Parser, limits: XmlLimits, visitor: XmlVisitor) {
    this.#parser = parser;
    this.#limits = limits;
    this.#visitor = visitor;
  }

  /** The last character that was read, or as many behind it. */
  here(behind = 0): Place {
    const { line, column } = this.#parser;
    return { line, column: Math.max(column + behind, 1), path: this.#current?.path ?? null };
  }

  halt(entry: CatalogueEntry, what: string): never {
    throw new Halt(findingOf(entry, this.here(), what));
  }

  newPiece(text: string): void {
    this.#pieceStart += this.#piece.length;
    this.#piece = text;
  }

  /** Between events the parser gathers characters; this bounds how many. */
  checkStretch(): void {
    this.checkReference(nameMax);
    // Between two pieces the parser's own position counts the last one twice.
    const length = this.#pieceStart + this.#piece.length - this.#eventAt;
    if (this.#inTag && length > tagMax) this.#haltTag();
    if (length > textMax) this.halt(xmlFindings['XML-TEXT-LENGTH'], 'Een tekst is langer dan wij lezen.');
  }

  /** A reference without its end is most often a loose &. */
  checkReference(lengthMax: number): void {
    const pending = this.#parser.pendingReference();
    if (pending.length > lengthMax) this.haltReference('undefined entity');
    // Its & may be out of sight by the time it turns out to be loose.
    this.#referenceAt = pending === '' ? null : (this.#referenceAt ?? this.#lastAmpersand(pending));
  }

  /** Told where the & stands, and not where saxes found no end to it, which may be lines further on. */
  haltReference(message: string): never {
    const place = this.#referenceAt ?? this.#lastAmpersand(this.#parser.pendingReference());
    throw new Halt(findingOf(xmlFindings['XML-ENTITY'], place, malformedInDutch(message)));
  }

  #lastAmpersand(pending: string): Place {
    const { line, column, position } = this.#parser;
    const path = this.#current?.path ?? null;
    const end = Math.min(position - this.#pieceStart, this.#piece.length);
    const at = this.#piece.lastIndexOf('&', end - 1);
    if (at < 0) return { line, column: Math.max(column - pending.length, 1), path };
    const lines = this.#piece.slice(at, end).split('\n').length - 1;
    const sameLine = this.#piece.lastIndexOf('\n', at);
    // The line may have begun in an earlier piece.
    const own = sameLine < 0 && lines === 0 ? column - (end - at) + 1 : at - sameLine;
    return { line: line - lines, column: Math.max(own, 1), path };
  }

  #haltTag(): never {
    const place = { line: this.#line, column: this.#column, path: this.#current?.path ?? null };
    const what = 'Hier begint een element met meer of langere attributen dan wij lezen.';
    throw new Halt(findingOf(xmlFindings['XML-TAG-LENGTH'], place, what));
  }

  startTag(name: string): void {
    const parser = this.#parser;
    this.#eventAt = parser.position;
    this.#inTag = true;
    this.#noteTag(name, parser);
    if (name.length > nameMax) this.#haltTag();
  }

  /** saxes tells of a tag one character after its name, which may be a line end. */
  #noteTag(name: string, parser: Parser): void {
    const column = parser.columnIndex - name.length - 1;
    if (column >= 1) {
      this.#line = parser.line;
      this.#column = column;
      return;
    }
    const tagAt = parser.position - name.length - 2 - this.#pieceStart;
    const lineAt = tagAt < 1 ? -1 : this.#piece.lastIndexOf('\n', tagAt - 1);
    this.#line = Math.max(parser.line - 1, 1);
    this.#column = Math.max(tagAt - lineAt, 1);
  }

  open(tag: SaxesTagNS): void {
    const length = this.#parser.position - this.#eventAt;
    this.#inTag = false;
    this.#eventAt += length;
    if (length > tagMax) this.#haltTag();
    if (this.#depth >= this.#limits.depthMax) {
      this.halt(xmlFindings['XML-DEPTH'], `De elementen zijn meer dan ${this.#limits.depthMax} lagen diep.`);
    }
    this.#depth += 1;
    if (this.#skipped > 0) this.#skipped += 1;
    else this.#enter(tag);
  }

  #enter(tag: SaxesTagNS): void {
    const parent = this.#current;
    const { attributes, declares } = attributesOf(tag);
    const prefixes = declares ? tag.ns : null;
    const element = new WalkedElement(
      tag.local, tag.uri, attributes, prefixes, this.#line, this.#column, parent,
    );
    if (parent?.step === 'collect') {
      parent.append(element);
      this.#recordElements += 1;
      if (this.#recordElements > recordElementsMax) {
        this.halt(xmlFindings['XML-RECORD'], `In één onderdeel staan meer dan ${recordElementsMax} elementen.`);
      }
      this.#current = element;
      return;
    }
    if (parent !== null) element.nth = this.#count(parent, tag.local);
    element.step = this.#visitor.open(element, parent);
    if (element.step === 'stop') throw new Halt(null);
    if (element.step === 'skip') {
      this.#skipped = 1;
      return;
    }
    this.#recordElements = 0;
    this.#recordCharacters = 0;
    this.#current = element;
  }

  #count(parent: WalkedElement, name: string): number {
    const nth = parent.countChild(name);
    if (parent.seen !== null && parent.seen.size > childNamesMax) {
      this.halt(xmlFindings['XML-RECORD'], `In één element staan meer dan ${childNamesMax} soorten elementen.`);
    }
    return nth;
  }

  takeText(text: string): void {
    this.#eventAt = this.#parser.position;
    const element = this.#current;
    if (element === null || this.#skipped > 0) return;
    if (element.step === 'collect') {
      this.#recordCharacters += text.length;
      if (this.#recordCharacters > textMax) {
        this.halt(xmlFindings['XML-TEXT-LENGTH'], 'Een tekst is langer dan wij lezen.');
      }
      if (element.text !== '') element.text += text;
      else if (!isBlank(text)) element.text = text;
    } else if (!element.strayTextTold && !isBlank(text)) {
      element.strayTextTold = true;
      this.#visitor.strayText?.(element);
    }
  }

  close(): void {
    this.#eventAt = this.#parser.position;
    this.#depth -= 1;
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    const element = this.#current;
    if (element === null) return;
    this.#current = element.parent;
    if (element.step === 'descend') this.#visitor.close?.(element);
    else if (element.parent?.step !== 'collect') this.#visitor.element?.(element);
  }
}

/** The attributes of a tag, and whether it declares prefixes. */
function attributesOf(tag: SaxesTagNS): {
  readonly attributes: ReadonlyMap<string, string>;
  readonly declares: boolean;
} {
  let result: Map<string, string> | null = null;
  let declares = false;
  for (const name in tag.attributes) {
    const attribute = tag.attributes[name];
    if (attribute === undefined) continue;
    const { prefix, local, uri, value } = attribute;
    if (prefix === 'xmlns' || name === 'xmlns') declares = true;
    else if (prefix === '') (result ??= new Map()).set(local, value);
    else if (uri !== xsi || !schemaPlaces.has(local)) {
      // Somebody else's prefix may be called xsi.
      const shown = uri === xsi ? 'xsi' : prefix === 'xsi' ? 'x' : prefix;
      (result ??= new Map()).set(`${shown}:${local}`, value);
    }
  }
  return result === null && !declares ? nothing : { attributes: result ?? noAttributes, declares };
}

/** Most tags have no attributes. */
const nothing = { attributes: noAttributes, declares: false } as const;

/** Allowed at every element, and never followed. */
const schemaPlaces: ReadonlySet<string> = new Set(['schemaLocation', 'noNamespaceSchemaLocation']);

/** Whether a text is white space alone, as most text between elements is. */
function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 32) return false;
  return true;
}
