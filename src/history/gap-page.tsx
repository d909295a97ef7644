import { schoolPage } from '../access/frame.tsx';
import type { ServiceViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { formatDateTime, formatNumber } from '../ui/format.ts';
import type { CatalogueGap } from './gaps.ts';

/** For customer service: 3.0 tests that schools brought along and that our catalogue lacks. No school, no pupil. */
export function gapPage(platform: Platform, viewer: ServiceViewer, gaps: readonly CatalogueGap[]): string {
  return schoolPage(platform, viewer, {
    title: 'Toetsen die wij niet kennen',
    lead: 'Resultaten van deze 3.0-toetsen worden bewaard tot de toets in onze catalogus staat.',
    current: '/klantenservice',
    breadcrumbs: [{ href: '/klantenservice', label: 'Scholen' }],
    children: (
      <DataTable
        caption="Gaten in de catalogus"
        captionHidden
        rows={gaps}
        rowKey={({ generation, subjectText, testText }) => `${generation} ${subjectText} ${testText}`}
        empty={(
          <EmptyState title="Geen gaten" icon="check">
            <p>Alle 3.0-toetsen die scholen meebrachten, kennen wij.</p>
          </EmptyState>
        )}
        columns={[
          { key: 'subject', header: 'Vak', rowHeader: true, cell: ({ subjectText }) => subjectText },
          { key: 'test', header: 'Toets', cell: ({ testText }) => testText },
          { key: 'generation', header: 'Generatie', cell: ({ generation }) => generation },
          {
            key: 'held', header: 'Bewaarde resultaten', align: 'numeric',
            cell: ({ heldCount }) => formatNumber(heldCount),
          },
          { key: 'last', header: 'Laatst gezien', cell: ({ lastSeenAt }) => formatDateTime(lastSeenAt) },
        ]}
      />
    ),
  });
}
