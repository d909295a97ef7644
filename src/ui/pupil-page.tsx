import type { ComponentChildren, VNode } from 'preact';
import { Document } from './document.tsx';
import { nl } from './nl.ts';

/** The frame of pupils' pages: one thing, large, without menu, score or clock. */
export function PupilPage({ productName, title, lead, pupilName, sandboxDateLabel, moduleSrc, children }: {
  readonly productName: string;
  readonly title: string;
  /** One short sentence that says what to do. */
  readonly lead?: ComponentChildren;
  /** Call name, so that a child sees that this is its own page; with it comes the button to stop. */
  readonly pupilName?: string | null;
  readonly sandboxDateLabel?: string | null;
  /** Address of the test player's program, on the page that has it. */
  readonly moduleSrc?: string;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <Document title={`${title} - ${productName}`} stylesheet="pupil.css" bodyClass="pupil"
      moduleSrc={moduleSrc}>
      {pupilName && (
        <header class="pupil-head">
          <p class="pupil-head__name">{pupilName}</p>
          <form method="post" action="/uitloggen">
            <button class="pupil-button pupil-button--quiet" type="submit">{nl.stop}</button>
          </form>
        </header>
      )}
      <main class="pupil-main">
        <h1>{title}</h1>
        {lead && <p class="pupil-lead">{lead}</p>}
        {children}
      </main>
      <footer class="pupil-foot">
        <p>{sandboxDateLabel ? `${nl.sandboxName}, ${sandboxDateLabel}. ` : ''}{nl.footer}</p>
      </footer>
    </Document>
  );
}

/** The one thing a pupil can do on a page: a link, or the button of a form when there is no address. */
export function PupilButton({ href, quiet = false, children }: {
  readonly href?: string;
  /** Beside the one that is most likely wanted. */
  readonly quiet?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return href === undefined
    ? <button class={quiet ? 'pupil-button pupil-button--quiet' : 'pupil-button'} type="submit">{children}</button>
    : <a class="pupil-button" href={href}>{children}</a>;
}
