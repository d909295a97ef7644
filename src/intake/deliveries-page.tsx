import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { StatusTag, type StatusTone } from '../ui/components/tags.tsx';
import { formatDateTime } from '../ui/format.ts';
import { isHeldBack } from './accept.ts';
import type { DeliveryStatus, RosterDelivery } from './types.ts';

/** Everything that came in from the school's administration, newest first. */
export function deliveriesPage(
  platform: Platform, viewer: SchoolViewer, deliveries: readonly RosterDelivery[],
): string {
  return schoolPage(platform, viewer, {
    title: 'Gegevens uit het LAS',
    current: '/beheer',
    wide: true,
    lead: 'Elke keer dat er gegevens binnenkwamen, met wat er veranderde en wat er niet klopte.',
    breadcrumbs: [{ href: '/beheer', label: 'Gebruikersbeheer' }],
    children: (
      <DataTable
        caption="Binnengekomen gegevens"
        captionHidden
        rows={deliveries}
        rowKey={({ deliveryId }) => deliveryId}
        empty={<Nothing />}
        columns={[
          {
            key: 'at',
            header: 'Binnengekomen',
            rowHeader: true,
            cell: ({ deliveryId, receivedAt }) => (
              <a href={`/beheer/gegevens/${deliveryId}`}>{formatDateTime(receivedAt)}</a>
            ),
          },
          { key: 'kind', header: 'Hoe', cell: ({ kind }) => kindWords[kind] },
          { key: 'site', header: 'Vestiging', cell: ({ site }) => site ?? 'onbekend' },
          { key: 'status', header: 'Stand', cell: (delivery) => <DeliveryTag delivery={delivery} /> },
          {
            key: 'pupils',
            header: 'Leerlingen',
            align: 'numeric',
            cell: ({ counts }) => counts.pupils ?? '',
          },
          { key: 'added', header: 'Nieuw', align: 'numeric', cell: ({ counts }) => counts.added ?? '' },
          {
            key: 'changed',
            header: 'Gewijzigd',
            align: 'numeric',
            cell: ({ counts }) => counts.changed ?? '',
          },
          {
            key: 'moved',
            header: 'Andere groep',
            align: 'numeric',
            cell: ({ counts }) => counts.moved ?? '',
          },
          { key: 'gone', header: 'Weg', align: 'numeric', cell: ({ counts }) => counts.gone ?? '' },
          {
            key: 'findings',
            header: 'Opmerkingen',
            align: 'numeric',
            cell: ({ findings }) => findings.length,
          },
        ]}
      />
    ),
  });
}

/** How a delivery came in. */
export const kindWords: Readonly<Record<RosterDelivery['kind'], string>> = {
  'roster-uwlr': 'over de koppeling', 'roster-edexml': 'EDEXML-bestand',
};

const statuses: Readonly<Record<DeliveryStatus, readonly [StatusTone, string]>> = {
  received: ['neutral', 'binnen'],
  preview: ['neutral', 'nog niet ingelezen'],
  accepted: ['success', 'ingelezen'],
  refused: ['error', 'geweigerd'],
  waiting: ['warning', 'wacht op u'],
  unchanged: ['neutral', 'niets veranderd'],
  undone: ['warning', 'teruggedraaid'],
};

const heldBack = ['neutral', 'wacht op andere vestiging'] as const;

/** What became of a delivery, in a word or two. */
export function DeliveryTag({ delivery }: { readonly delivery: RosterDelivery }): VNode {
  const [tone, words] = isHeldBack(delivery) ? heldBack : statuses[delivery.status];
  return <StatusTag tone={tone}>{words}</StatusTag>;
}

function Nothing(): VNode {
  return (
    <EmptyState title="Er is nog niets binnengekomen">
      <p>
        Zodra de sleutel is ingevoerd en Basispoort is geaccepteerd, halen we de gegevens op. U kunt ook
        een{' '}
        <a href="/beheer/edexml">EDEXML-bestand inlezen</a>.
      </p>
    </EmptyState>
  );
}
