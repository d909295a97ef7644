import type { ComponentChildren, VNode } from 'preact';

interface Part {
  readonly title: string;
  readonly id?: string;
  /** One sentence under the heading. */
  readonly lead?: ComponentChildren;
  /** Buttons beside the heading. */
  readonly actions?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A part of a page under a heading of the second level. */
export function Section({ title, id, lead, actions, children, newSheet }: Part & {
  /** Begins on a sheet of its own when the page is printed. */
  readonly newSheet?: boolean | undefined;
}): VNode {
  return (
    <section class={newSheet ? 'section section--sheet' : 'section'} id={id}>
      <div class="section__head">
        <div>
          <h2>{title}</h2>
          {lead && <p class="section__lead">{lead}</p>}
        </div>
        {actions && <div class="section__actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** A part that stands apart, in a border of its own; with a heading of the third level. */
export function Card({ title, id, lead, actions, children }: Part): VNode {
  return (
    <section class="card" id={id}>
      <h3 class="card__title">{title}</h3>
      {lead && <p class="card__lead">{lead}</p>}
      {children}
      {actions && <div class="card__actions">{actions}</div>}
    </section>
  );
}

/** Cards or sections beside each other as long as there is room. */
export function Columns({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="columns">{children}</div>;
}
