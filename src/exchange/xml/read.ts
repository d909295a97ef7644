import type { Finding } from '../../base/findings.ts';
import type { XmlElement } from './element.ts';
import type { Decoding, Notice } from './decode.ts';
import type { XmlLimits } from './limits.ts';
import type { Walk } from './walk.ts';
import { findingOf, nowhere } from '../catalogue.ts';
import { BadBytes, headBytes, newDecoding } from './decode.ts';
import { xmlFindings } from './findings.ts';
import { notXml } from './not-xml.ts';
import { Halt, newWalk } from './walk.ts';

export { fileLimits, messageLimits, streamLimits } from './limits.ts';
export type { XmlLimits } from './limits.ts';

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
  /** Something odd about the text as XML that does not stop the reading. */
  notice?(notice: Notice): void;
}

/** A document that is being read as its bytes come in. */
export interface XmlReading {
  /** Takes the next bytes, which may end anywhere.
   * @returns whether more are wanted; false once the visitor stopped or the text was refused */
  write(bytes: Uint8Array): boolean;
  /** Says that there are no more bytes.
   * @returns null, or the finding that ended the reading; what was visited before it must not be trusted
   * alone */
  end(): Finding | null;
}

/** Walks through an XML document once, holding no more than the element being collected.
 * Refuses DOCTYPE, unknown entities, and more depth or size than the limits. Never throws on what is in the
 * text.
 * @returns null, or the finding that ended the reading; what was visited before it must not be trusted
 * alone */
export function readXml(bytes: Uint8Array, limits: XmlLimits, visitor: XmlVisitor): Finding | null {
  const reading = newXmlReading(limits, visitor);
  inPieces(bytes, limits, reading);
  return reading.end();
}

/** Hands a text that lies ready to a reading, in pieces; of a text that is too large, only as much as shows
 * it. */
export function inPieces(
  bytes: Uint8Array,
  { bytesMax }: XmlLimits,
  reading: { write(bytes: Uint8Array): boolean },
): void {
  if (bytes.length > bytesMax) reading.write(bytes);
  else for (let at = 0; at < bytes.length; at += pieceBytes) {
    if (!reading.write(bytes.subarray(at, at + pieceBytes))) return;
  }
}

/** Bytes of one piece; small enough to keep memory flat, large enough to keep the parser busy. */
const pieceBytes = 65_536;

/** Begins to read a document that comes in pieces. */
export function newXmlReading(limits: XmlLimits, visitor: XmlVisitor): XmlReading {
  let head: Uint8Array = new Uint8Array();
  let open: { readonly decoding: Decoding; readonly walk: Walk } | null = null;
  let total = 0;
  let over: { readonly finding: Finding | null } | null = null;

  const begin = (): void => {
    const foreign = notXml(head);
    if (foreign !== null) throw new Halt(foreign);
    const decoding = newDecoding(head);
    if (!decoding.ok) throw new Halt(decoding.refusal);
    for (const notice of decoding.value.notices) visitor.notice?.(notice);
    open = { decoding: decoding.value, walk: newWalk(limits, visitor) };
    feed(open, (decode) => decode.decode(head));
  };
  const finish = (): void => {
    if (open === null) begin();
    if (open === null) return;
    feed(open, (decode) => decode.end());
    open.walk.end();
    const notice = open.decoding.afterwards();
    if (notice !== null) visitor.notice?.(notice);
  };
  /** Runs a step and remembers what ended it. */
  const attempt = (step: () => void): void => {
    try {
      step();
    } catch (reason) {
      if (!(reason instanceof Halt)) throw reason;
      over = { finding: reason.finding };
    }
  };

  return {
    write(bytes) {
      total += bytes.length;
      if (over === null && total > limits.bytesMax) over = { finding: tooLarge(limits) };
      if (over !== null) return false;
      attempt(() => {
        if (open !== null) {
          feed(open, (decode) => decode.decode(bytes));
          return;
        }
        head = head.length === 0 ? bytes : Buffer.concat([head, bytes]);
        if (head.length >= headBytes) begin();
      });
      return over === null;
    },
    end() {
      if (over === null) attempt(finish);
      over ??= { finding: null };
      return over.finding;
    },
  };
}

function feed(
  { decoding, walk }: { readonly decoding: Decoding; readonly walk: Walk },
  decode: (decoding: Decoding) => string,
): void {
  let text: string;
  try {
    text = decode(decoding);
  } catch (reason) {
    if (!(reason instanceof BadBytes)) throw reason;
    walk.write(reason.before);
    const what = 'Hier staan tekens die niet bij de codering van het bestand passen.';
    throw new Halt(findingOf(xmlFindings['XML-ENCODING'], walk.next(), what));
  }
  if (text !== '') walk.write(text);
}

function tooLarge({ bytesMax }: XmlLimits): Finding {
  const what = `Het bestand is groter dan ${Math.floor(bytesMax / 1_000_000)} MB.`;
  return findingOf(xmlFindings['XML-TOO-LARGE'], nowhere, what);
}
