/* For tests only: small damage to a text with XML, such as exporting programs do, for comparing judges. */
import type { Arbitrary } from 'fast-check';
import * as fc from 'fast-check';

/** One way to damage a document: which element (by number), and what to do to it. */
export interface Damage {
  readonly at: number;
  readonly kind: (typeof kinds)[number];
  readonly value: string;
  /** For an attribute that is added. */
  readonly addition?: string;
}

/** The last two are done to any element, the others to one without elements in it. */
const kinds = [
  'drop', 'double', 'empty', 'rename', 'swap', 'value', 'attribute', 'child', 'addition', 'loose-text',
] as const;

const xsi = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:';

/** Attributes that no element of a standard has, but for the last: where a schema lies may be said anywhere. */
export const additions: readonly string[] = [
  ' a="1"', ' xml:lang="nl"', ' xmlns:q="urn:q" q:a="1"', `${xsi}nil="false"`, `${xsi}type="GeenType"`,
  `${xsi}schemaLocation="urn:x x.xsd"`,
];

/** Any damage, with values that are good in some places and bad in others. */
export const damage: Arbitrary<Damage> = fc.record({
  at: fc.nat(10_000),
  kind: fc.constantFrom(...kinds),
  value: fc.constantFrom(
    '1',
    '9',
    '01',
    'M',
    ' 4 ',
    '',
    'x'.repeat(70),
    '2014-02-30',
    '2014-02-03',
    '7.5',
    '-1',
    'NL',
    '001',
    '\u00a01',
    '1\u00a0',
    '\u00a02014-02-03',
    '2014-02-03\u00a0',
    '2014-02-03+14:00',
    '2014-02-03+14:01',
    '2014-02-03-99:99',
    '2014-02-03T10:00:00+99:99',
    '2014-02-03T10:00:00-14:00',
  ),
  addition: fc.constantFrom(...additions),
});

const leafForm = /<([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*(?:\/>|>([^<]*)<\/\1>)/g;

/** The text with one start tag changed, of any element. */
function behindTag(text: string, at: number, change: (tag: string) => string): string {
  const tags = [...text.matchAll(tagForm)];
  const tag = tags[at % tags.length];
  if (tag === undefined) return text;
  return text.slice(0, tag.index) + change(tag[0]) + text.slice(tag.index + tag[0].length);
}

const tagForm = /<[A-Za-z][\w:.-]*(?:\s+[\w:.-]+="[^"]*")*\s*\/?>/g;

/** The text with the damage done to one of its elements. */
export function damaged(text: string, { at, kind, value, addition = '' }: Damage): string {
  if (kind === 'addition') return behindTag(text, at, (tag) => tag.replace(/\s*\/?>$/, (end) => addition + end));
  if (kind === 'loose-text') return behindTag(text, at, (tag) => (tag.endsWith('/>') ? tag : `${tag}los`));
  const leaves = [...text.matchAll(leafForm)];
  const leaf = leaves[at % leaves.length];
  if (leaf === undefined) return text;
  const [whole, name = '', attributes = ''] = leaf;
  const next = leaves[(at % leaves.length) + 1];
  const replace = (by: string): string => text.slice(
    0,
    leaf.index,
  ) + by + text.slice(leaf.index + whole.length);
  switch (kind) {
    case 'drop':
      return replace('');
    case 'double':
      return replace(whole + whole);
    case 'empty':
      return replace(`<${name}${attributes}/>`);
    case 'rename':
      return replace(whole.replaceAll(name, `${name}x`));
    case 'value':
      return replace(`<${name}${attributes}>${value}</${name}>`);
    case 'child':
      return replace(`<${name}${attributes}><${name}/></${name}>`);
    case 'attribute':
      return replace(whole.replace(/="[^"]*"/, `="${value}"`));
    case 'swap':
      if (next === undefined) return text;
      return (
        text.slice(0, leaf.index) + next[0] + text.slice(leaf.index + whole.length, next.index) + whole +
        text.slice(next.index + next[0].length)
      );
  }
}
