import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import type { Onboarding } from '../onboarding/types.ts';
import { RosterState } from '../onboarding/progress.tsx';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable, type Column } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Section } from '../ui/components/section.tsx';
import { StatusTag, type StatusTone } from '../ui/components/tags.tsx';
import { formatDateTime } from '../ui/format.ts';
import { isHeldBack } from './accept.ts';
import { isDiscarded } from './checks.ts';
import type { DeliveryCounts, DeliveryStatus, RosterDelivery } from './types.ts';
import { NightSwitch } from './undo-parts.tsx';
import type { LinkState } from './view.ts';

/** What the page of deliveries needs. */
export interface DeliveriesView {
  readonly deliveries: readonly RosterDelivery[];
  readonly link: LinkState;
  readonly onboarding: Onboarding;
  readonly mayAct: boolean;
}

/** Everything that came in from the school's administration, newest first. */
export function deliveriesPage(platform: Platform, viewer: SchoolViewer, view: DeliveriesView): string {
  const waiting = view.deliveries.find(({ status }) => status === 'waiting')?.deliveryId;
  return schoolPage(platform, viewer, {
    title: 'Gegevens uit het LAS',
    current: '/beheer',
    wide: true,
    lead: 'Elke keer dat er gegevens binnenkwamen, met wat er veranderde en wat er niet klopte.',
    breadcrumbs: [{ href: '/beheer', label: 'Gebruikersbeheer' }],
    children: (
      <>
        <RosterState view={view.onboarding} />
        {waiting && (
          <ButtonRow>
            <LinkButton href={`/beheer/gegevens/${waiting}`} variant="primary">Bekijk en beslis</LinkButton>
          </ButtonRow>
        )}
        {view.link.linked && <Fetching {...view} />}
        <DataTable
          caption="Binnengekomen gegevens"
          captionHidden
          rows={withoutQuietDays(view.deliveries)}
          rowKey={({ deliveryId }) => deliveryId}
          empty={<Nothing />}
          columns={columns}
        />
      </>
    ),
  });
}

/** When the roster comes by itself, with the button that fetches it now. */
function Fetching({ link, onboarding, mayAct, deliveries }: DeliveriesView): VNode {
  const waiting = deliveries.some(({ status }) => status === 'waiting');
  const loading = onboarding.rosterStatus === 'loading';
  return (
    <Section
      title="Ophalen"
      lead={nightWords(link)}
      actions={mayAct && !loading && (
        <ButtonRow>
          <form method="post" action="/beheer/gegevens/ophalen">
            <Button variant={waiting ? 'secondary' : 'primary'}>Nu ophalen</Button>
          </form>
          {(link.dueAt || link.pausedAt) && <NightSwitch paused={link.pausedAt !== null} />}
        </ButtonRow>
      )}
    />
  );
}

function nightWords({ dueAt, pausedAt }: LinkState): string {
  if (pausedAt)
    return `Het ophalen in de nacht staat stil sinds ${formatDateTime(pausedAt)}. Nu ophalen kan wel.`;
  return dueAt
    ? `Elke nacht halen we op wat er in uw LAS veranderde. De volgende keer is ${formatDateTime(dueAt)}.`
    : 'Na stap 1 halen we elke nacht op wat er in uw LAS veranderde.';
}

/** One row, or several nights in a row on which nothing changed as the last of them. */
type ListedDelivery = RosterDelivery & { readonly times: number };

/** Nights on which the LAS said that nothing changed take one row together. */
export function withoutQuietDays(deliveries: readonly RosterDelivery[]): readonly ListedDelivery[] {
  const rows: ListedDelivery[] = [];
  for (const delivery of deliveries) {
    const last = rows.at(-1);
    const quiet = delivery.status === 'unchanged' && delivery.findings.length === 0;
    if (quiet && last?.status === 'unchanged' && last.site === delivery.site && last.findings.length === 0)
      rows[rows.length - 1] = { ...last, times: last.times + 1 };
    else rows.push({ ...delivery, times: 1 });
  }
  return rows;
}

const numeric = (key: keyof DeliveryCounts, header: string): Column<ListedDelivery> =>
  ({ key, header, align: 'numeric', cell: ({ counts }) => counts[key] ?? '' });

const columns: readonly Column<ListedDelivery>[] = [
  {
    key: 'at',
    header: 'Binnengekomen',
    rowHeader: true,
    cell: ({ deliveryId, receivedAt, times }) => (
      <>
        <a href={`/beheer/gegevens/${deliveryId}`}>{formatDateTime(receivedAt)}</a>
        {times > 1 && ` en ${times - 1} keer daarvoor`}
      </>
    ),
  },
  { key: 'kind', header: 'Hoe', cell: ({ kind }) => kindWords[kind] },
  { key: 'site', header: 'Vestiging', cell: ({ site }) => site ?? 'onbekend' },
  { key: 'status', header: 'Stand', tight: true, cell: (delivery) => <DeliveryTag delivery={delivery} /> },
  numeric('pupils', 'Leerlingen'),
  numeric('added', 'Nieuw'),
  numeric('changed', 'Gewijzigd'),
  numeric('moved', 'Andere groep'),
  numeric('gone', 'Weg'),
  numeric('doubtful', 'Twijfel'),
  { key: 'findings', header: 'Opmerkingen', align: 'numeric', cell: ({ findings }) => findings.length },
];

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
  const [tone, words] = tagOf(delivery);
  return <StatusTag tone={tone}>{words}</StatusTag>;
}

function tagOf(delivery: RosterDelivery): readonly [StatusTone, string] {
  const { status, counts, findings } = delivery;
  if (isHeldBack(delivery)) return heldBack;
  if (status === 'refused' && isDiscarded(findings)) return ['neutral', 'niet nodig: ouder'];
  const { added = 1, changed = 0, moved = 0, gone = 0, returned = 0, doubtful = 0 } = counts;
  const quiet = added + changed + moved + gone + returned + doubtful === 0;
  return status === 'accepted' && quiet ? ['success', 'ingelezen, niets anders'] : statuses[status];
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
