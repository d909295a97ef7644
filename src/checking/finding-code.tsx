import type { VNode } from 'preact';
import { catalogues } from '../exchange/check/catalogues.ts';
import { helpPathOf } from '../exchange/check/help-path.ts';
import { cataloguePath } from './report-forms.ts';

const explained: ReadonlySet<string> = new Set(catalogues.flatMap(({ entries }) => Object.keys(entries)));

/** The code of a finding, which leads to its explanation where there is one: findings that need a school to arise
 * have none. */
export function FindingCode({ code }: { readonly code: string }): VNode {
  if (!explained.has(code)) return <code>{code}</code>;
  return (
    <a href={`${cataloguePath}${helpPathOf(code)}`}>
      <span class="heard-only">Uitleg van </span><code>{code}</code>
    </a>
  );
}
