import type { ComponentChildren, VNode } from 'preact';
import { assetUrl } from './assets.ts';
import { nl } from './nl.ts';

/** The product's name with its mark, and the school's name beside it. */
export function Mark({ productName, schoolName, href = '/' }: {
  readonly productName: string;
  readonly schoolName: string | null;
  readonly href?: string;
}): VNode {
  return (
    <div class="mark">
      <a class="mark__product" href={href}>
        <img class="mark__sign" src={assetUrl('mark.svg')} alt="" width="28" height="28" />
        {productName}
      </a>
      {schoolName !== null && <span class="mark__school">{schoolName}</span>}
    </div>
  );
}

/** The strip that says that everything here is invented. */
export function SandboxBanner({ dateLabel, href }: {
  readonly dateLabel: string;
  readonly href: string;
}): VNode {
  return (
    <aside class="sandbox" aria-label={nl.sandboxName}>
      <p class="sandbox__text measure">
        <strong>{nl.sandboxName}.</strong> {nl.sandboxText} <strong class="no-break">{dateLabel}</strong>.
        {' '}<a href={href}>{nl.sandboxLink}</a>
      </p>
    </aside>
  );
}

/** Title, lead, messages and content of a page. */
export function MainContent({ title, lead, actions, notices, children }: {
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly notices?: ComponentChildren;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <main class="main flow" id="inhoud" tabIndex={-1}>
      <div class="page-head">
        <div class="page-head__text">
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {actions && <div class="page-head__actions">{actions}</div>}
      </div>
      {notices}
      {children}
    </main>
  );
}

/** The foot of every page; it says whose this is, and whose it is not. */
export function Footer({ helpHref = '/hulp' }: { readonly helpHref?: string | undefined }): VNode {
  return (
    <footer class="site-foot">
      <div class="site-foot__row measure">
        <p>{nl.footer}</p>
        <p class="no-print"><a href={helpHref}>{nl.help}</a></p>
      </div>
    </footer>
  );
}
