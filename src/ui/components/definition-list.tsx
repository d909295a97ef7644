import type { ComponentChildren, VNode } from 'preact';

/** Facts with their names: `items` holds pairs of name and fact. */
export function DefinitionList({ items }: {
  readonly items: readonly (readonly [name: string, fact: ComponentChildren])[];
}): VNode {
  return (
    <dl class="facts">
      {items.map(([name, fact]) => <div class="facts__row"><dt>{name}</dt><dd>{fact}</dd></div>)}
    </dl>
  );
}
