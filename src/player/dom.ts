/** What a new element may be given; text is always text, never markup. */
export interface Shape {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly (Node | string)[];
  readonly onClick?: () => void;
}

/** Makes an element. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, shape: Shape = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (shape.class !== undefined) made.className = shape.class;
  if (shape.text !== undefined) made.textContent = shape.text;
  for (const [name, value] of Object.entries(shape.attributes ?? {})) made.setAttribute(name, value);
  made.append(...(shape.children ?? []));
  if (shape.onClick !== undefined) made.addEventListener('click', shape.onClick);
  return made;
}

/** Makes a button; `filled` is the most likely action of the page. */
export function button(text: string, kind: 'filled' | 'plain', onClick: () => void): HTMLButtonElement {
  return element('button', {
    class: `player-button player-button-${kind}`, text, attributes: { type: 'button' }, onClick,
  });
}
