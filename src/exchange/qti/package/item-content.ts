// The content of an item as the pupil's browser may have it: known elements only, pictures and sounds inside the item
// as data addresses. A list of what is allowed, for a list of what is dangerous is never complete.

import { type XmlElement, childElements, itemCharactersMax, parseTree } from '../tree.ts';
import type { packageFindings } from './findings.ts';
import { svgTrouble } from './svg.ts';

/** Tells of trouble in an item. */
export type Tell = (code: keyof typeof packageFindings, what: string) => void;

/** Finds a file of the package by its path. */
export type FindFile = (path: string) => Uint8Array | undefined;

const html = new Set([
  'p', 'div', 'span', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table',
  'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'img', 'audio', 'source',
  'figure', 'figcaption', 'strong', 'em', 'b', 'i', 'u', 's', 'small', 'sub', 'sup', 'abbr', 'cite', 'code', 'pre',
  'blockquote', 'q', 'dfn', 'kbd', 'samp', 'var', 'ruby', 'rb', 'rt', 'rp', 'bdi', 'bdo', 'label', 'article', 'section',
  'aside', 'header', 'footer', 'address',
]);

const mathml = new Set([
  'math', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'mfrac', 'msqrt', 'mroot', 'mstyle', 'msub', 'msup',
  'msubsup', 'munder', 'mover', 'munderover', 'mtable', 'mtr', 'mtd', 'mpadded', 'mphantom', 'menclose', 'semantics',
  'mmultiscripts', 'mprescripts', 'none',
]);

// QTI's own elements are judged by what they are, all but these.
const refused = new Set([
  'qti-portable-custom-interaction', 'qti-custom-interaction', 'qti-custom-operator', 'qti-interaction-modules',
  'qti-interaction-markup', 'qti-template-block', 'qti-template-inline', 'qti-assessment-stimulus-ref',
]);

// Attributes through which a page fetches something, and on which elements we fill them from the package.
const addresses = new Set([
  'src', 'href', 'data', 'srcset', 'poster', 'action', 'formaction', 'background', 'cite', 'longdesc', 'usemap',
  'codebase', 'classid', 'archive', 'profile', 'ping', 'manifest', 'base',
]);
const filled = new Set(['img src', 'audio src', 'source src']);

/**
 * Judges an item's content and puts its pictures and sounds into it.
 * @param path of the item in the package, from which its addresses are read
 * @returns the item as it is kept; what was told decides whether it is
 */
export function selfContained(xml: string, path: string, findFile: FindFile, tell: Tell): string {
  const tree = parseTree(xml);
  // Unreadable items are told of by `readItem`.
  if (!tree.ok) return xml;
  const edits: Edit[] = [];
  // Counted before a file is copied: a thousand times one picture is a thousand copies.
  let room = itemCharactersMax - xml.length;
  walk(tree.value, (element) => {
    if (element.name === 'qti-stylesheet') {
      tell('PACKAGE-STYLE', 'Het opmaakbestand slaan wij over.');
      edits.push({ start: element.span.start, end: element.span.end, text: '' });
      return;
    }
    if (!isAllowed(element.name)) tell('PACKAGE-ACTIVE', `Het element <${element.name}> nemen wij niet aan.`);
    const tag = xml.slice(element.span.start, element.span.body);
    for (const attribute of attributesOf(tag)) {
      const address = judgeAttribute(element.name, attribute, tell);
      if (address === null) continue;
      const inlined = inline(address, path, findFile, room, tell);
      room -= inlined?.length ?? 0;
      const start = element.span.start + attribute.start;
      if (inlined !== null) edits.push({ start, end: start + attribute.length, text: inlined });
    }
  });
  return applied(xml, edits);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function applied(text: string, edits: readonly Edit[]): string {
  let [result, at] = ['', 0];
  for (const { start, end, text: instead } of edits.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    result += text.slice(at, start) + instead;
    at = end;
  }
  return result + text.slice(at);
}

function walk(element: XmlElement, visit: (element: XmlElement) => void): void {
  visit(element);
  for (const child of childElements(element)) walk(child, visit);
}

function isAllowed(name: string): boolean {
  if (name.startsWith('qti-')) return !refused.has(name);
  return html.has(name) || mathml.has(name);
}

interface Attribute {
  readonly name: string;
  readonly value: string;
  /** Offset of the value in the start tag, past its quote, and its length as it is written. */
  readonly start: number;
  readonly length: number;
}

function attributesOf(tag: string): Attribute[] {
  // A name may have any letter: one that is passed over would have its value read as attributes.
  return [...tag.matchAll(/\s([^\s=]+)\s*=\s*("([^"]*)"|'([^']*)')/g)].map((match) => {
    const written = match[3] ?? match[4] ?? '';
    return {
      name: (match[1] ?? '').toLowerCase(), value: decoded(written), length: written.length,
      start: match.index + match[0].length - written.length - 1,
    };
  });
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: '\'' };

function decoded(written: string): string {
  return written.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (typeof hex === 'string') return String.fromCodePoint(Number.parseInt(hex, 16));
    if (typeof decimal === 'string') return String.fromCodePoint(Number(decimal));
    return entities[String(name)] ?? whole;
  });
}

/** The address that is to be filled from the package; null when the attribute holds none or is refused. */
function judgeAttribute(element: string, { name: written, value }: Attribute, tell: Tell): string | null {
  // The player drops prefixes: x:onclick, xlink:href and even xmlns:onclick work there as what follows the colon.
  const name = written.split(':').at(-1) ?? '';
  if (name.startsWith('on')) tell('PACKAGE-ACTIVE', `Het attribuut ${name} nemen wij niet aan.`);
  if (name === 'style' && /(?:url|src|image|image-set|cross-fade|expression)\s*\(|@import|\\/i.test(value)) {
    tell('PACKAGE-FOREIGN', 'De opmaak van een element haalt iets op.');
  }
  if (!addresses.has(name)) return null;
  if (filled.has(`${element} ${written}`)) return value.trim();
  tell('PACKAGE-ACTIVE', `Het attribuut ${name} van <${element}> nemen wij niet aan.`);
  return null;
}

/** What stands in the item instead of an address; null when it stays, because it is inside already or refused. */
function inline(
  address: string, itemPath: string, findFile: FindFile, room: number, tell: Tell,
): string | null {
  if (/^data:/i.test(address)) {
    judgeDataAddress(address, tell);
    return null;
  }
  if (/^[a-z][\w+.-]*:|^\/\//i.test(address)) {
    tell('PACKAGE-FOREIGN', 'Er wordt iets van buiten het pakket gehaald.');
    return null;
  }
  const path = resolvePath(itemPath, address);
  const content = path === null ? undefined : findFile(path);
  if (content === undefined || path === null) {
    tell('PACKAGE-MISSING', `Het bestand ${address} zit niet in het pakket.`);
    return null;
  }
  if (content.length / 3 * 4 > room) {
    tell('PACKAGE-TOO-LARGE', `Met zijn plaatjes is het item langer dan ${itemCharactersMax} tekens.`);
    return null;
  }
  const kind = kindOf(path, content);
  if (kind === null) {
    tell('PACKAGE-KIND', `Het bestand ${path} is geen PNG, JPEG, SVG of MP3.`);
    return null;
  }
  if (kind === 'image/svg+xml') judgeSvg(new TextDecoder().decode(content), path, tell);
  return `data:${kind};base64,${Buffer.from(content).toString('base64')}`;
}

function judgeSvg(text: string, path: string, tell: Tell): void {
  const trouble = svgTrouble(text);
  if (trouble === null) return;
  const code = { active: 'PACKAGE-ACTIVE', foreign: 'PACKAGE-FOREIGN', unreadable: 'PACKAGE-KIND' } as const;
  tell(code[trouble.kind], `De tekening ${path} ${trouble.what}.`);
}

function judgeDataAddress(address: string, tell: Tell): void {
  const parts = /^data:([\w/+.-]*)(?:;charset=[\w-]+)?(;base64)?,(.*)$/is.exec(address);
  const [, mime = '', base64, data = ''] = parts ?? [];
  if (['image/png', 'image/jpeg', 'audio/mpeg'].includes(mime)) return;
  if (mime !== 'image/svg+xml') return tell('PACKAGE-KIND', 'Een ingevoegd bestand is geen PNG, JPEG, SVG of MP3.');
  try {
    const text = base64 === undefined ? decodeURIComponent(data) : Buffer.from(data, 'base64').toString();
    judgeSvg(text, 'in het item', tell);
  } catch {
    tell('PACKAGE-KIND', 'Een ingevoegde tekening is niet te lezen.');
  }
}

/** The path that an address means, seen from a file of the package; null when it leaves the package. */
export function resolvePath(from: string, address: string): string | null {
  const plain = address.split(/[?#]/)[0] ?? '';
  let decodedPath: string;
  try {
    decodedPath = decodeURIComponent(plain);
  } catch {
    return null;
  }
  if (decodedPath === '' || /^\/|\\|:/.test(decodedPath)) return null;
  const steps = from.split('/').slice(0, -1);
  for (const step of decodedPath.split('/')) {
    if (step === '..' && steps.pop() === undefined) return null;
    if (step !== '..' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

const starts: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  png: [['89504e470d0a1a0a', 'image/png']],
  jpg: [['ffd8ff', 'image/jpeg']],
  jpeg: [['ffd8ff', 'image/jpeg']],
  mp3: [['494433', 'audio/mpeg'], ['fffb', 'audio/mpeg'], ['fff3', 'audio/mpeg'], ['fff2', 'audio/mpeg']],
};

/** The kind of a file by its ending and its first bytes, which must agree. */
function kindOf(path: string, content: Uint8Array): string | null {
  const ending = path.split('.').at(-1)?.toLowerCase() ?? '';
  if (ending === 'svg') return 'image/svg+xml';
  const start = Buffer.from(content.subarray(0, 8)).toString('hex');
  return starts[ending]?.find(([bytes]) => start.startsWith(bytes))?.[1] ?? null;
}
