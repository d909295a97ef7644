import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { Platform } from '../platform/platform.ts';
import { enumerate, formatDate } from '../ui/format.ts';
import {
  Page, PlainPage, renderPage, type Breadcrumb, type FrameProps, type SandboxInfo,
} from '../ui/page.tsx';
import { navigationOf, type Section } from './navigation.ts';
import { roleNames, type Viewer } from './types.ts';

/** What a page of ours says; product name, visitor, menu and sandbox are filled in here. */
export interface PageContent extends Omit<FrameProps, 'productName' | 'sandbox'> {
  /** The entry of the main menu that this page belongs to. */
  readonly current?: Section;
  readonly wide?: boolean;
  readonly breadcrumbs?: readonly Breadcrumb[];
  /** Buttons beside the title, e.g. a PDF to download. */
  readonly actions?: FrameProps['children'];
}

/** A whole page for who is signed in, as HTML. */
export function schoolPage(platform: Platform, viewer: Viewer, { current, ...content }: PageContent): string {
  const visitor = {
    label: viewer.label,
    roleLabel: enumerate(viewer.roles.map((role) => roleNames[role])) || 'Medewerker',
    schoolName: viewer.schoolId === null ? null : viewer.schoolName,
  };
  return renderPage(
    <Page {...content} productName={platform.config.productName} sandbox={sandboxOf(platform)}
      visitor={visitor} navigation={navigationOf(viewer, current)} />,
  );
}

/** A whole page for who is not signed in: ordering, signing in, help. */
export function publicPage(
  platform: Platform, content: Omit<PageContent, 'current' | 'wide' | 'breadcrumbs' | 'actions'>,
): string {
  return renderPage(
    <PlainPage {...content} productName={platform.config.productName} sandbox={sandboxOf(platform)} />,
  );
}

/**
 * The strip of the sandbox with its date; null where the real clock runs. Only the sandbox's clock can be
 * moved.
 */
export function sandboxOf(platform: Platform): SandboxInfo | null {
  if (!('moveTo' in platform.clock)) return null;
  return { dateLabel: formatDate(plainDateInAmsterdam(platform.clock.now())), href: '/sandbox' };
}
