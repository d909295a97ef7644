import type { ComponentChildren, VNode } from 'preact';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { Notice, type NoticeKind } from '../ui/components/notice.tsx';
import { Document } from '../ui/document.tsx';
import { formatDate } from '../ui/format.ts';
import { Footer, MainContent, Mark, SandboxBanner } from '../ui/frame.tsx';
import type { NavigationItem } from '../ui/page.tsx';

/** Which of the strangers a page belongs to. */
export type Stranger = 'home' | 'las' | 'basispoort' | 'mail';

/** A message above the content of a sandbox page. */
export interface SandboxNotice {
  readonly kind: NoticeKind;
  readonly title?: string;
  readonly text: ComponentChildren;
}

/** The frame of every page of the sandbox: it says that this is an exercise, which day it is, and whose page it is. */
export function SandboxPage({ stranger, title, lead, now, notices = [], navigation = [], children }: {
  readonly stranger: Stranger;
  readonly title: string;
  readonly lead: ComponentChildren;
  readonly now: Date;
  readonly notices?: readonly SandboxNotice[];
  readonly navigation?: readonly NavigationItem[];
  readonly children?: ComponentChildren;
}): VNode {
  const { name, href } = strangers[stranger];
  return (
    <Document title={`${title} - ${name}`} stylesheet="inbeeld.css" bodyClass="page page--wide">
      <a class="skip-link" href="#inhoud">Naar de inhoud</a>
      <SandboxBanner dateLabel={formatDate(plainDateInAmsterdam(now))} href="/sandbox" />
      <header class="site-head">
        <div class="site-head__row measure">
          <Mark productName={name} schoolName={null} href={href} />
        </div>
        <nav class="main-nav" aria-label="Hoofdmenu">
          <ul class="main-nav__list measure">
            {[...menu(stranger), ...navigation].map((item) => (
              <li>
                <a class="main-nav__link" href={item.href} aria-current={item.current ? 'page' : undefined}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <div class="measure content">
        <MainContent title={title} lead={lead} notices={notices.map((notice) =>
          <Notice kind={notice.kind} title={notice.title}>{notice.text}</Notice>)}>
          {children}
        </MainContent>
      </div>
      <Footer />
    </Document>
  );
}

function menu(stranger: Stranger): readonly NavigationItem[] {
  const items = Object.entries(strangers).map(([key, { label, href }]) => (
    { href, label, current: key === stranger }));
  return [...items, { href: '/', label: 'Het platform zelf' }];
}

const strangers: Readonly<Record<Stranger, Readonly<Record<'name' | 'label' | 'href', string>>>> = {
  home: { name: 'Oefenomgeving', label: 'Oefenomgeving', href: '/sandbox' },
  las: { name: 'Proef-LAS', label: 'LAS', href: '/sandbox/las' },
  basispoort: { name: 'Proef-Basispoort', label: 'Basispoort', href: '/sandbox/basispoort' },
  mail: { name: 'Proef-postbakje', label: 'Postbakje', href: '/sandbox/mail' },
};
