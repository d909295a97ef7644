/* For tests: what a program that reads a PDF aloud finds in it. Reads the files of our own press only: objects that
 * stand by themselves, fonts of two bytes a letter. */
import { inflateSync } from 'node:zlib';
import { present } from '../src/base/assert.ts';

/** An element of the structure, such as `Table` or `TD`, with the text that stands in it. */
export interface PdfElement {
  readonly role: string;
  /** Own text only, without that of its children; in the order of reading. */
  readonly text: string;
  /** The words for who cannot see a picture. */
  readonly alt: string | null;
  readonly children: readonly PdfElement[];
}

/** What a file says of itself and holds. */
export interface PdfStructure {
  readonly title: string | null;
  readonly language: string | null;
  /** Headings in the outline, in their order. */
  readonly outline: readonly string[];
  readonly root: PdfElement;
  readonly pages: number;
}

/** Reads the structure of a PDF. */
export function readPdf(bytes: Uint8Array): PdfStructure {
  const source = Buffer.from(bytes).toString('latin1');
  const objects = new Map([...source.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\nendobj/g)]
    .map(([, id, body]) => [id!, body!]));
  const all = [...objects.values()];
  const texts = new Map([...objects].filter(([, body]) => /\/Type \/Page\n/.test(body))
    .map(([id, body]) => [id, pageTexts(body, objects)]));
  const treeRoot = present(all.find((body) => body.includes('/Type /StructTreeRoot')), 'a PDF without structure');
  const first = present(/\/K \[?(\d+) 0 R/.exec(treeRoot)?.[1], 'a structure without elements');
  return {
    title: textString(all.find((body) => body.includes('/Creator')) ?? '', 'Title'),
    language: textString(all.find((body) => body.includes('/Type /Catalog')) ?? '', 'Lang'),
    outline: all.filter((body) => /\/Title/.test(body) && /\/Dest|\/A /.test(body))
      .map((body) => textString(body, 'Title') ?? ''),
    root: element(first, objects, texts),
    pages: texts.size,
  };
}

/** Every element with a role, wherever it stands, in the order of reading. */
export function elementsOf(root: PdfElement, role: string): readonly PdfElement[] {
  return [...(root.role === role ? [root] : []), ...root.children.flatMap((child) => elementsOf(child, role))];
}

/** The text of an element with everything in it. */
export function fullText({ text, children }: PdfElement): string {
  return text + children.map(fullText).join('');
}

type Objects = ReadonlyMap<string, string>;

function element(id: string, objects: Objects, texts: ReadonlyMap<string, ReadonlyMap<number, string>>): PdfElement {
  const body = present(objects.get(id), `object ${id}`);
  const kids = /\/K \[([^\]]*)\]/.exec(body)?.[1] ?? '';
  const page = texts.get(/\/Pg (\d+) 0 R/.exec(body)?.[1] ?? '');
  const parts = [...kids.matchAll(/(\d+) 0 R|<<[^>]*?\/MCID (\d+)[^>]*?>>|\b(\d+)\b/g)];
  return {
    role: /\/S \/(\w+)/.exec(body)?.[1] ?? '',
    alt: textString(body, 'Alt'),
    text: parts.map(([, , inPage, plain]) => page?.get(Number(inPage ?? plain)) ?? '').join(''),
    children: parts.flatMap(([, child]) =>
      (child && /\/Type \/StructElem/.test(objects.get(child) ?? '') ? [element(child, objects, texts)] : [])),
  };
}

/** The text of each marked piece of a page. */
function pageTexts(page: string, objects: Objects): ReadonlyMap<number, string> {
  const fonts = new Map([...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name, id]) =>
    [name!, letters(objects.get(/\/ToUnicode (\d+)/.exec(objects.get(id!) ?? '')?.[1] ?? '') ?? '')]));
  const content = stream(objects.get(/\/Contents (\d+)/.exec(page)?.[1] ?? '') ?? '');
  const found = new Map<number, string>();
  let [marked, font] = [-1, fonts.get('f0')];
  for (const token of content.matchAll(/\/MCID (\d+)|(EMC)|\/(f\d+) [\d.]+ Tf|\(((?:\\[^]|[^\\()])*)\)/g)) {
    const [, mcid, end, name, string] = token;
    if (mcid !== undefined) marked = Number(mcid);
    else if (end) marked = -1;
    else if (name) font = fonts.get(name);
    else if (marked >= 0) found.set(marked, (found.get(marked) ?? '') + decoded(string ?? '', font));
  }
  return found;
}

function decoded(string: string, font: ReadonlyMap<number, string> | undefined): string {
  const bytes = Buffer.from(unescaped(string), 'latin1');
  return Array.from({ length: bytes.length / 2 }, (_, index) => font?.get(bytes.readUInt16BE(index * 2)) ?? '?')
    .join('');
}

function letters(cmap: string): ReadonlyMap<number, string> {
  return new Map([...stream(cmap).matchAll(/<([0-9a-f]{4})> <([0-9a-f]+)>/gi)].map(([, code, text]) =>
    [parseInt(code!, 16), Buffer.from(text!, 'hex').swap16().toString('utf16le')]));
}

function stream(body: string): string {
  const start = body.indexOf('stream\n') + 'stream\n'.length;
  if (start < 'stream\n'.length) return '';
  return /\/FlateDecode/.test(body.slice(0, start))
    ? inflateSync(Buffer.from(body.slice(start), 'latin1')).toString('latin1') : body.slice(start);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(string: string): string {
  return string.replace(/\\([0-7]{1,3}|[^])/g, (_, code: string) =>
    (/^[0-7]/.test(code) ? String.fromCharCode(parseInt(code, 8)) : ESCAPES[code] ?? code));
}

function textString(body: string, key: string): string | null {
  const plain = new RegExp(String.raw`/${key} \(((?:\\[^]|[^\\()])*)\)`).exec(body)?.[1];
  if (plain === undefined) return null;
  const raw = Buffer.from(unescaped(plain), 'latin1');
  return raw[0] === 0xfe && raw[1] === 0xff ? raw.subarray(2).swap16().toString('utf16le') : raw.toString('latin1');
}
