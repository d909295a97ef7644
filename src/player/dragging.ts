// Beyond this many pixels a press is a drag; below it, a click.
const slack = 8;

/** Lets a button be dragged with a mouse, a pen or a finger. A click stays a click, so that the keyboard loses nothing.
 * @param onDrop told what lies under the pointer where it was let go */
export function draggable(handle: HTMLElement, onDrop: (target: Element | null) => void): void {
  handle.addEventListener('pointerdown', (down) => {
    if (down.button !== 0 || !down.isPrimary) return;
    let ghost: HTMLElement | undefined;
    const watch = new AbortController();
    const options = { signal: watch.signal };
    const stop = (): void => {
      watch.abort();
      ghost?.remove();
      handle.classList.remove('is-dragged');
    };
    addEventListener('pointermove', (move) => {
      if (move.pointerId !== down.pointerId) return;
      const far = Math.hypot(move.clientX - down.clientX, move.clientY - down.clientY) > slack;
      if (!ghost && far) {
        ghost = ghostOf(handle);
        handle.classList.add('is-dragged');
      }
      if (ghost) ghost.style.translate = `${move.clientX}px ${move.clientY}px`;
    }, options);
    addEventListener('pointerup', (up) => {
      if (up.pointerId !== down.pointerId) return;
      const dragged = ghost !== undefined;
      stop();
      if (!dragged) return;
      const root = handle.getRootNode() as Document | ShadowRoot;
      // The click that follows belongs to the drag.
      const swallow = (click: Event): void => {
        click.stopPropagation();
        click.preventDefault();
      };
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 50);
      onDrop(root.elementFromPoint(up.clientX, up.clientY));
    }, options);
    addEventListener('pointercancel', stop, options);
    addEventListener('blur', stop, options);
  });
}

function ghostOf(handle: HTMLElement): HTMLElement {
  const ghost = handle.cloneNode(true) as HTMLElement;
  ghost.classList.add('ghost');
  ghost.setAttribute('aria-hidden', 'true');
  ghost.tabIndex = -1;
  delete ghost.dataset['control'];
  delete ghost.dataset['gap'];
  handle.getRootNode().appendChild(ghost);
  return ghost;
}
