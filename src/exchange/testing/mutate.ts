/* For tests and for `inbeeld fuzz`: damage to a document of any kind, from a flipped bit to half of another
 * document, drawn by a seed. Unlike mutation.ts, which keeps a text XML, this may make anything of it. */
import type { Random } from '../../psychometrics/random.ts';
import { additions } from './mutation.ts';

/** A damaged document, and what was done to it. */
export interface Mutant {
  readonly bytes: Uint8Array;
  readonly steps: readonly string[];
}

/** Largest mutant, in bytes; doubling again and again would tell nothing new. */
const bytesMax = 1_000_000;

/** Damages a document one to four times.
 * @param others documents of which pieces may land in it */
export function mutate(bytes: Uint8Array, others: readonly Uint8Array[], random: Random): Mutant {
  let current: Buffer = Buffer.from(bytes);
  const steps: string[] = [];
  for (let left = random.integer(1, 4); left > 0; left -= 1) {
    const kind = random.pick(kinds);
    const damaged = ways[kind](current, random, others);
    if (damaged.length > bytesMax || damaged.equals(current)) continue;
    current = damaged;
    steps.push(kind);
  }
  return { bytes: current, steps };
}

type Way = (bytes: Buffer, random: Random, others: readonly Uint8Array[]) => Buffer;

const ways = {
  flipBits: (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let left = random.integer(1, 5); left > 0 && copy.length > 0; left -= 1) {
      const at = random.integer(0, copy.length - 1);
      copy[at] = (copy[at] ?? 0) ^ (1 << random.integer(0, 7));
    }
    return copy;
  },
  insertByte: (bytes, random) => {
    const at = place(bytes, random);
    return joined(bytes.subarray(0, at), Buffer.from([random.pick(oddBytes)]), bytes.subarray(at));
  },
  cutOff: (bytes, random) => bytes.subarray(0, place(bytes, random)),
  cutStart: (bytes, random) => bytes.subarray(place(bytes, random)),
  cutOut: (bytes, random) => {
    const [from, to] = range(bytes, random);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  repeatPiece: (bytes, random) => {
    const [from, to] = range(bytes, random);
    const times = Array.from({ length: random.integer(1, 20) }, () => bytes.subarray(from, to));
    return joined(bytes.subarray(0, to), ...times, bytes.subarray(to));
  },
  splice: (bytes, random, others) => {
    const other = Buffer.from(random.pick(others));
    const [from, to] = range(other, random);
    const [start, end] = range(bytes, random);
    return joined(bytes.subarray(0, start), other.subarray(from, to), bytes.subarray(end));
  },
  concatenate: (bytes, random, others) => joined(bytes, Buffer.from(random.pick(others))),
  insertText: (bytes, random) => {
    const at = place(bytes, random);
    return joined(bytes.subarray(0, at), Buffer.from(random.pick(oddTexts)), bytes.subarray(at));
  },
  dropElement: (bytes, random) => withElement(bytes, random, () => ''),
  doubleElement: (bytes, random) => withElement(bytes, random, (whole) => whole + whole),
  multiplyElement: (bytes, random) => withElement(bytes, random, (whole) => whole.repeat(random.integer(3, 200))),
  nestElement: (bytes, random) => withElement(bytes, random, (whole, name) => {
    const depth = random.integer(1, 60);
    return `<${name}>`.repeat(depth) + whole + `</${name}>`.repeat(depth);
  }),
  renameElement: (bytes, random) => withElement(bytes, random, (whole, name) =>
    whole.replaceAll(name, random.pick(['school', 'leerling', 'groep', 'x:y', 'Fault', 'toets', `${name}x`]))),
  swapElements: (bytes, random) => {
    const text = bytes.toString('latin1');
    const [one, other] = [pickElement(text, random), pickElement(text, random)].toSorted(byIndex);
    if (one === undefined || other === undefined || one.index + one.whole.length > other.index) return bytes;
    const between = text.slice(one.index + one.whole.length, other.index);
    const behind = text.slice(other.index + other.whole.length);
    return Buffer.from(text.slice(0, one.index) + other.whole + between + one.whole + behind, 'latin1');
  },
  changeValue: (bytes, random) => replaceOne(bytes, random, />[^<>]*<\//g, () => `>${random.pick(oddValues)}</`),
  changeAttribute: (bytes, random) => replaceOne(bytes, random, /="[^"]*"/g, () => `="${random.pick(oddValues)}"`),
  doubleAttribute: (bytes, random) => replaceOne(bytes, random, /\s[\w:]+="[^"]*"/g, (whole) => whole + whole),
  addAttribute: (bytes, random) => replaceOne(bytes, random, /<[A-Za-z][\w:.-]*(?=[\s>/])/g, (tag) =>
    tag + random.pick(additions)),
  addChild: (bytes, random) => replaceOne(bytes, random, />[^<>]+<\//g, (whole) =>
    whole.replace('</', `${random.pick(['<x/>', '<naam/>', 'los<y>1</y>'])}</`)),
  padValue: (bytes, random) => replaceOne(bytes, random, />[^<>\s]+<\//g, (whole) => {
    const space = random.pick(['\u00a0', '\u2003', '\u3000', ' ', '\t\n']);
    return random.chance(0.5) ? `>${space}${whole.slice(1)}` : whole.replace('</', `${space}</`);
  }),
  addZone: (bytes, random) => replaceOne(bytes, random, /\d{4}-\d{2}-\d{2}(T[\d:.]+)?(?=[Z+<-])/g, (whole) =>
    whole + random.pick(['Z', '+14:00', '-14:00', '+14:01', '-13:60', '+99:99', '+1:00'])),
  swapAttribute: (bytes, random) => {
    const values = [...bytes.toString('latin1').matchAll(/="([^"]*)"/g)].map(([whole]) => whole);
    return values.length === 0 ? bytes : replaceOne(bytes, random, /="[^"]*"/g, () => random.pick(values));
  },
  dropAttribute: (bytes, random) => replaceOne(bytes, random, /\s[\w:]+="[^"]*"/g, () => ''),
  changeCell: (bytes, random) => replaceOne(bytes, random, /[^;\r\n]+/g, () => random.pick(oddValues)),
  recode: (bytes, random) => {
    const text = bytes.toString('utf8');
    return random.pick([
      () => Buffer.from(`\ufeff${text}`),
      () => Buffer.from(`\ufeff${text}`, 'utf16le'),
      () => Buffer.from(text, 'utf16le'),
      () => Buffer.from(text, 'utf16le').swap16(),
      () => Buffer.from(text, 'latin1'),
      () => Buffer.from(text.replace(/encoding="[^"]*"/, `encoding="${random.pick(encodings)}"`)),
    ])();
  },
} satisfies Readonly<Record<string, Way>>;

const kinds = Object.keys(ways) as (keyof typeof ways)[];

const oddBytes = [0, 8, 9, 13, 0x1a, 0x22, 0x26, 0x27, 0x3b, 0x3c, 0x3d, 0x3e, 0x7f, 0x85, 0xc3, 0xed, 0xef, 0xff];
const encodings = ['UTF-8', 'UTF-16', 'ISO-8859-1', 'windows-1252', 'US-ASCII', 'EBCDIC-US', 'x', ''];
const oddTexts = [
  '&', '&x;', '&#0;', '&#xD800;', '&amp', '<', '<!--', '-->', ']]>', '<![CDATA[', '<?xml version="1.0"?>', '<?x?>',
  '<!DOCTYPE EDEX [<!ENTITY x "y">]>', '<x/>', '<x>', '</x>', '<p:x/>', ' xmlns="urn:x"', '\u0000', '\ufeff',
  '\u202e', '\ud83d\ude00', '"', "'", '\r', '\n\n', ';;;;', '"";"', '\t',
];
const oddValues = [
  '', ' ', '0', '-1', '00', '9'.repeat(40), '1e308', '-1e-308', 'NaN', 'Infinity', '7,5', '7.5', '٣', '１',
  '9999-12-31',
  '0000-00-00', '2026-02-30', '2026-02-28T24:00:00', '2026-02-28T23:59:59+14:00', '2026-2028', '2999-3000', '99XX',
  '99xx.00', '#1', ' 1 ', '__proto__', 'constructor', 'toString', '=1+1', '\u00a07',
  '2026-01-19+99:99', 'x'.repeat(300), 'x'.repeat(70_000),
  '\u0301\u0301', '\ud83d\ude00'.repeat(65), '&lt;&gt;&amp;', 'C', 'H', 'IV', '../../etc/passwd', '${1}', '%s%n',
];

function place(bytes: Buffer, random: Random): number {
  return random.integer(0, bytes.length);
}

/** Mostly short. */
function range(bytes: Buffer, random: Random): readonly [number, number] {
  const from = place(bytes, random);
  const most = bytes.length - from;
  return [from, from + random.integer(0, random.chance(0.8) ? Math.min(most, 300) : most)];
}

function joined(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts);
}

interface Found {
  readonly index: number;
  readonly whole: string;
  readonly name: string;
}

function byIndex(a: Found | undefined, b: Found | undefined): number {
  return (a?.index ?? 0) - (b?.index ?? 0);
}

/** An element with all that is in it, as far as the text still shows where it ends. */
function pickElement(text: string, random: Random): Found | undefined {
  const starts = [...text.matchAll(/<([A-Za-z][\w:.-]*)[^<>]*>/g)];
  if (starts.length === 0) return undefined;
  const { index, 0: tag, 1: name = '' } = random.pick(starts);
  const close = tag.endsWith('/>') ? index + tag.length : text.indexOf(`</${name}>`, index) + name.length + 3;
  return close <= index ? undefined : { index, whole: text.slice(index, close), name };
}

/** Bytes as characters of the same number, so that a text in any encoding stays what it is elsewhere. */
function withElement(bytes: Buffer, random: Random, change: (whole: string, name: string) => string): Buffer {
  const text = bytes.toString('latin1');
  const found = pickElement(text, random);
  if (found === undefined) return bytes;
  const { index, whole, name } = found;
  return Buffer.from(text.slice(0, index) + change(whole, name) + text.slice(index + whole.length), 'latin1');
}

function replaceOne(bytes: Buffer, random: Random, form: RegExp, by: (whole: string) => string): Buffer {
  const text = bytes.toString('latin1');
  const all = [...text.matchAll(form)];
  if (all.length === 0) return bytes;
  const { index, 0: whole } = random.pick(all);
  const behind = bytes.subarray(index + whole.length);
  return joined(bytes.subarray(0, index), Buffer.from(by(whole)), behind);
}
