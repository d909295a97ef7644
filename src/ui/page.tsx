import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { IconName } from './icons.ts';
import { Icon } from './components/icon.tsx';
import type { NoticeKind } from './components/notice.tsx';
import { Notice } from './components/notice.tsx';
import { Document } from './document.tsx';
import { Footer, MainContent, Mark, SandboxBanner } from './frame.tsx';
import { nl } from './nl.ts';

/** The whole HTML document of a page: `renderPage(<Page ...>...</Page>)`. */
export function renderPage<Props>(page: VNode<Props>): string {
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/** A piece of a page, for what htmx puts into a page that is open already. */
export function renderFragment<Props>(piece: VNode<Props>): string {
  return renderToString(piece);
}

/** Who is signed in, as the page's head shows it. */
export interface Visitor {
  /** Name as it is said, e.g. "Sanne de Vries". */
  readonly label: string;
  /** E.g. "leerkracht groep 5". */
  readonly roleLabel: string;
  /** Null for who belongs to no school, or has not chosen one yet. */
  readonly schoolName: string | null;
}

/** An entry of the main menu; which ones a role sees is decided by who calls. */
export interface NavigationItem {
  readonly href: string;
  readonly label: string;
  readonly icon?: IconName;
  /** The part of the site that this page belongs to. */
  readonly current?: boolean;
}

/** A step of the way from the first page to this one; the last, this page itself, is not given. */
export interface Breadcrumb {
  readonly href: string;
  readonly label: string;
}

/** A message above the content, for instance what the previous page did. */
export interface PageNotice {
  readonly kind: NoticeKind;
  readonly title?: string;
  readonly text: ComponentChildren;
}

/** Says that this is the invented world, and which day it is there. */
export interface SandboxInfo {
  /** E.g. "di 19 januari 2027". */
  readonly dateLabel: string;
  readonly href: string;
}

/** What every frame asks: the title is the h1, the lead the first line, which says what can be done here. */
export interface FrameProps {
  readonly productName: string;
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly notices?: readonly PageNotice[];
  readonly sandbox?: SandboxInfo | null | undefined;
  /** There is a form on this page that was refused. */
  readonly hasErrors?: boolean;
  readonly helpHref?: string;
  readonly children?: ComponentChildren;
}

/** The frame of every page for who is signed in: head, menu, content, foot. */
export function Page(props: FrameProps & {
  /** For wide tables; text keeps its measure. */
  readonly wide?: boolean;
  readonly visitor?: Visitor | null;
  readonly navigation: readonly NavigationItem[];
  readonly breadcrumbs?: readonly Breadcrumb[];
  /** Buttons beside the title, e.g. a PDF to download. */
  readonly actions?: ComponentChildren;
}): VNode {
  const { productName, title, visitor, navigation, breadcrumbs = [], sandbox, wide = false } = props;
  return (
    <Document title={`${title} - ${productName}`} hasErrors={props.hasErrors} stylesheet="inbeeld.css"
      bodyClass={wide ? 'page page--wide' : 'page'}>
      <a class="skip-link" href="#inhoud">{nl.skipToContent}</a>
      {sandbox && <SandboxBanner {...sandbox} />}
      <header class="site-head">
        <div class="site-head__row measure">
          <Mark productName={productName} schoolName={visitor?.schoolName ?? null} />
          {visitor && <VisitorCorner visitor={visitor} />}
        </div>
        {navigation.length > 0 && <MainNavigation items={navigation} />}
      </header>
      <div class="measure content">
        {breadcrumbs.length > 0 && <Breadcrumbs items={breadcrumbs} />}
        <MainContent title={title} lead={props.lead} actions={props.actions} notices={<Notices {...props} />}>
          {props.children}
        </MainContent>
      </div>
      <Footer helpHref={props.helpHref} />
    </Document>
  );
}

/** The frame of pages outside the school: order, sign in, help, errors. */
export function PlainPage(props: FrameProps & { readonly homeHref?: string }): VNode {
  const { productName, title, sandbox } = props;
  return (
    <Document title={`${title} - ${productName}`} hasErrors={props.hasErrors} stylesheet="inbeeld.css"
      bodyClass="page page--plain">
      <a class="skip-link" href="#inhoud">{nl.skipToContent}</a>
      {sandbox && <SandboxBanner {...sandbox} />}
      <header class="site-head">
        <div class="site-head__row measure">
          <Mark productName={productName} schoolName={null} href={props.homeHref ?? '/'} />
        </div>
      </header>
      <div class="measure content">
        <MainContent title={title} lead={props.lead} notices={<Notices {...props} />}>
          {props.children}
        </MainContent>
      </div>
      <Footer helpHref={props.helpHref} />
    </Document>
  );
}

function Notices({ notices = [] }: Pick<FrameProps, 'notices'>): VNode {
  return (
    <>
      {notices.map(({ kind, title, text }) => <Notice kind={kind} title={title}>{text}</Notice>)}
    </>
  );
}

function VisitorCorner({ visitor }: { readonly visitor: Visitor }): VNode {
  return (
    <div class="visitor">
      <p class="visitor__who">
        <span class="visitor__name">{visitor.label}</span>
        <span class="visitor__role">{visitor.roleLabel}</span>
      </p>
      <form method="post" action="/uitloggen">
        <button class="button button--quiet button--small" type="submit">
          <Icon name="log-out" />{nl.signOut}
        </button>
      </form>
    </div>
  );
}

function MainNavigation({ items }: { readonly items: readonly NavigationItem[] }): VNode {
  return (
    <nav class="main-nav" aria-label={nl.mainNavigation}>
      <ul class="main-nav__list measure">
        {items.map(({ href, label, icon, current }) => (
          <li>
            <a class="main-nav__link" href={href} aria-current={current ? 'page' : undefined}>
              {icon && <Icon name={icon} />}{label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Breadcrumbs({ items }: { readonly items: readonly Breadcrumb[] }): VNode {
  return (
    <nav class="breadcrumbs" aria-label={nl.breadcrumbs}>
      <ol class="breadcrumbs__list">
        {items.map(({ href, label }, index) => (
          <li>{index > 0 && <Icon name="chevron-right" />}<a href={href}>{label}</a></li>
        ))}
      </ol>
    </nav>
  );
}
