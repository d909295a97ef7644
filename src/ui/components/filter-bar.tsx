import type { VNode } from 'preact';
import { Tabs } from './tabs.tsx';

/** What can be chosen; each option is a page with an address of its own, so that it works without script. */
export interface FilterOption {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
}

/** One choice of a page. Few options stand beside each other, many in a list that opens. One option is no choice. */
export function FilterBar({ label, look, options }: {
  /** What the options are of, e.g. "Vakgebied". */
  readonly label: string;
  readonly look: 'tabs' | 'list' | 'switch';
  readonly options: readonly FilterOption[];
}): VNode | null {
  if (options.length < 2) return null;
  if (look === 'tabs') return <Tabs label={label} items={options} />;
  return look === 'switch' ? <Switch label={label} options={options} /> : <List label={label} options={options} />;
}

interface Choices {
  readonly label: string;
  readonly options: readonly FilterOption[];
}

function Switch({ label, options }: Choices): VNode {
  return (
    <nav class="filter filter--switch" aria-label={label}>
      <span class="filter__label" aria-hidden="true">{label}</span>
      <ul class="filter__options">{options.map((option) => <li><Option option={option} /></li>)}</ul>
    </nav>
  );
}

function List({ label, options }: Choices): VNode {
  const current = options.find((option) => option.current);
  return (
    <nav class="filter" aria-label={label}>
      <details class="filter__list" name="filter">
        <summary class="filter__summary">
          <span class="filter__label">{label}</span> <span class="filter__now">{current?.label ?? 'kies'}</span>
        </summary>
        <ul class="filter__menu">{options.map((option) => <li><Option option={option} /></li>)}</ul>
      </details>
    </nav>
  );
}

function Option({ option: { href, label, current } }: { readonly option: FilterOption }): VNode {
  return <a class="filter__option" href={href} aria-current={current ? 'page' : undefined}>{label}</a>;
}
