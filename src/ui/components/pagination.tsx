import type { VNode } from 'preact';
import { nl } from '../nl.ts';
import { Icon } from './icon.tsx';

/** Turns the pages of a long list; nothing at all when there is one page. Pages count from 1. */
export function Pagination({ page, pageCount, hrefOf }: {
  readonly page: number;
  readonly pageCount: number;
  readonly hrefOf: (page: number) => string;
}): VNode | null {
  if (pageCount < 2) return null;
  return (
    <nav class="pagination" aria-label={nl.pages}>
      {page > 1 && (
        <a class="button button--quiet button--small" href={hrefOf(page - 1)} rel="prev">
          <Icon name="arrow-left" /><span>{nl.previousPage}</span>
        </a>
      )}
      <span class="pagination__place">{nl.page} {page} {nl.of} {pageCount}</span>
      {page < pageCount && (
        <a class="button button--quiet button--small" href={hrefOf(page + 1)} rel="next">
          <span>{nl.nextPage}</span><Icon name="arrow-right" />
        </a>
      )}
    </nav>
  );
}
