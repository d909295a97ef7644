import type { VNode } from 'preact';

/** Views of the same thing beside each other; each is a page with an address of its own. */
export function Tabs({ label, items }: {
  /** What the views are of, e.g. "Vakgebied"; heard, not seen. */
  readonly label: string;
  readonly items: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
}): VNode {
  return (
    <nav class="tabs" aria-label={label}>
      <ul class="tabs__list">
        {items.map((item) => (
          <li>
            <a class="tabs__link" href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
