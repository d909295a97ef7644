/* For tests only: small damage to a text with XML, such as exporting programs do, for comparing judges. */
import type { Arbitrary } from 'fast-check';
import * as fc from 'fast-check';

/** One way to damage a document: which element (by number), and what to do to it. */
export interface Damage {
  readonly at: number;
  readonly kind: 'drop' | 'double' | 'empty' | 'rename' | 'swap' | 'value' | 'attribute';
  readonly value: string;
}

/** Any damage, with values that are good in some places and bad in others. */
export const damage: Arbitrary<Damage> = fc.record({
  at: fc.nat(10_000),
  kind: fc.constantFrom('drop', 'double', 'empty', 'rename', 'swap', 'value', 'attribute'),
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
  ),
});

const leafForm = /<([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*(?:\/>|>([^<]*)<\/\1>)/g;

/** The text with the damage done to one of its leaf elements. */
export function damaged(text: string, { at, kind, value }: Damage): string {
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
