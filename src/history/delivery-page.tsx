import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { Form } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Pagination } from '../ui/components/pagination.tsx';
import { Section } from '../ui/components/section.tsx';
import { StatusTag, type StatusTone } from '../ui/components/tags.tsx';
import { formatDateShort, formatDateTime, formatNumber, plural } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { DeliveryTag, sourceWords } from './pages.tsx';
import { reasonWords, statusWords, subjectWords, testTitle } from './nl.ts';
import type { RecordRow } from './store.ts';
import type { HistoryDelivery, ReasonCode, RecordStatus } from './types.ts';
import type { DeliveryView } from './view.ts';

/** How many records a page shows; the download has all. */
export const recordsShown = 100;

/** Which records a list is about. */
export interface RecordFilter {
  readonly status: RecordStatus | null;
  readonly page: number;
}

/**
 * One delivery: that it adds up, why what was refused was refused, and every record. Scores are not shown
 * here.
 */
export function historyDeliveryPage(
  platform: Platform, viewer: SchoolViewer, view: DeliveryView & { readonly filter: RecordFilter },
  notices: readonly PageNotice[] = [],
): string {
  const { delivery } = view;
  const { read, taken, duplicate, refused, waiting } = delivery.counts;
  const base = `/beheer/geschiedenis/${delivery.deliveryId}`;
  return schoolPage(platform, viewer, {
    title: 'Wat er binnenkwam',
    current: '/beheer',
    wide: true,
    notices,
    lead: `${sourceWords(delivery)}, ${formatDateTime(delivery.receivedAt)}.`,
    breadcrumbs: [
      { href: '/beheer', label: 'Gebruikersbeheer' },
      { href: '/beheer/geschiedenis', label: 'Oude resultaten' },
    ],
    actions: read > 0 && (
      <LinkButton href={`${base}/regels.csv`} icon="download" download="oude-resultaten.csv">
        Download alles
      </LinkButton>
    ),
    children: (
      <>
        <p>
          <DeliveryTag status={delivery.status} />
        </p>
        {delivery.status === 'preview' && <Preview base={base} mayAct={view.mayAct} isNew={taken + waiting > 0} />}
        {read > 0 && (
          <DefinitionList
            items={[
              [delivery.status === 'preview' ? 'Gelezen (nog niets overgenomen)' : 'Gelezen', formatNumber(read)],
              ['Overgenomen', formatNumber(taken)],
              ['Waarvan met de hand in het LAS getypt', formatNumber(delivery.typedIn)],
              ['Dubbel', formatNumber(duplicate)],
              ['Niet overgenomen', formatNumber(refused)],
              ['Wacht op u', formatNumber(waiting)],
            ]}
          />
        )}
        {delivery.findings.length > 0 && <Findings findings={delivery.findings} />}
        {delivery.reasons.length > 0 && <Reasons delivery={delivery} base={base} mayAct={view.mayAct} />}
        {view.unknownScale.size > 0 && <UnknownScale count={view.unknownScale.size} base={base} />}
        {read > 0 && <Records {...view} base={base} />}
      </>
    ),
  });
}

function Findings({ findings }: Pick<HistoryDelivery, 'findings'>): VNode {
  return (
    <Section title="Wat wij tegenkwamen">
      <ul>
        {findings.map(({ message, line }) => <li>{line === null ? message : `Regel ${line}: ${message}`}</li>)}
      </ul>
    </Section>
  );
}

function Preview({ base, mayAct, isNew }: {
  readonly base: string;
  readonly mayAct: boolean;
  /** Whether anything would be taken or would wait. */
  readonly isNew: boolean;
}): VNode {
  return (
    <Notice kind="info" title={isNew ? 'Er is nog niets overgenomen' : 'Hier zit niets nieuws in'}>
      <p>
        {isNew
          ? 'Dit zou er nu gebeuren. Klopt het? Neem het dan over. Anders doet u het weg en verandert er niets.'
          : 'Er is niets om over te nemen. Onder aan de pagina staat bij elke regel waarom. Doe het bestand weg.'}
      </p>
      {mayAct && (
        <Form action={`${base}/overnemen`}>
          <ButtonRow>
            {isNew && <Button variant="primary" icon="check">Overnemen</Button>}
            <Button formAction={`${base}/wegdoen`} variant={isNew ? 'secondary' : 'primary'}>Wegdoen</Button>
          </ButtonRow>
        </Form>
      )}
    </Notice>
  );
}

function UnknownScale({ count, base }: { readonly count: number; readonly base: string }): VNode {
  return (
    <Notice kind="info" title={`${plural(count, 'resultaat staat', 'resultaten staan')} op een schaal zonder normen`}>
      <p>
        Wij bewaren ze, maar tonen ze nooit op de lijn van een andere schaal.{' '}
        <a href={`${base}/regels.csv?schaal=onbekend`}>Download de lijst</a>
      </p>
    </Notice>
  );
}

/** The way to where a person decides about records that wait for one. */
function Decide({ status, reason }: {
  readonly status: RecordStatus; readonly reason: ReasonCode;
}): VNode | null {
  if (status !== 'waiting' || reason === 'unknown-test') return null;
  const href = reason === 'conflict' ? '/beheer/geschiedenis/keuzes' : '/beheer/koppelen';
  return <><br /><a href={href}>{reason === 'conflict' ? 'Kiezen welk resultaat telt' : 'Kiezen'}</a></>;
}

function Reasons({ delivery, base, mayAct }: {
  readonly delivery: HistoryDelivery; readonly base: string; readonly mayAct: boolean;
}): VNode {
  return (
    <Section title="Waarom niet alles is overgenomen">
      <DataTable
        caption="Redenen"
        captionHidden
        rows={delivery.reasons}
        rowKey={({ status, reason }) => `${status} ${reason}`}
        empty={null}
        columns={[
          { key: 'reason', header: 'Reden', rowHeader: true, cell: ({ reason }) => reasonWords(reason) },
          {
            key: 'status',
            header: 'Wat ermee gebeurt',
            tight: true,
            cell: ({ status, reason }) => (
              <>
                <RecordTag status={status} reason={reason} />
                {mayAct && delivery.status !== 'preview' && <Decide status={status} reason={reason} />}
              </>
            ),
          },
          { key: 'count', header: 'Aantal', align: 'numeric', cell: ({ count }) => formatNumber(count) },
          {
            key: 'list',
            header: 'Lijst',
            tight: true,
            cell: ({ reason }) => (
              <a href={`${base}/regels.csv?reden=${reason}`}>
                Download<span class="heard-only"> {reasonWords(reason)}</span>
              </a>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Records({ records, filter, base }: {
  readonly records: readonly RecordRow[]; readonly filter: RecordFilter; readonly base: string;
}): VNode {
  const shown = records.filter(({ status }) => !filter.status || status === filter.status);
  const pageCount = Math.max(1, Math.ceil(shown.length / recordsShown));
  const page = Math.min(filter.page, pageCount);
  const hrefOf = (status: RecordStatus | null, at = 1) =>
    `${base}?pagina=${at}${status ? `&stand=${status}` : ''}#regels`;
  return (
    <Section title="Alle regels" id="regels">
      <p>
        {([null, 'taken', 'duplicate', 'refused', 'waiting'] as const).map((status, index) => (
          <>
            {index > 0 && ' · '}
            <a href={hrefOf(status)} aria-current={status === filter.status ? 'true' : undefined}>
              {status ? statusWords[status] : 'alle'}
            </a>
          </>
        ))}
      </p>
      <DataTable
        caption="Regels van deze levering"
        captionHidden
        rows={shown.slice((page - 1) * recordsShown, page * recordsShown)}
        rowKey={({ recordNo }) => String(recordNo)}
        empty={<p>Geen regels met deze stand.</p>}
        columns={[
          {
            key: 'no',
            header: 'Regel',
            align: 'numeric',
            tight: true,
            cell: ({ record, recordNo }) => record.line ?? recordNo,
          },
          {
            key: 'key',
            header: 'Sleutel van de leerling',
            rowHeader: true,
            cell: ({ record }) => record.pupil.key ?? 'zonder sleutel',
          },
          { key: 'test', header: 'Toets', cell: ({ record }) => testTitle(record) },
          {
            key: 'generation',
            header: 'Generatie',
            tight: true,
            cell: ({ record }) => record.generation ?? '',
          },
          {
            key: 'day',
            header: 'Afgenomen',
            tight: true,
            cell: ({ record }) => record.takenOn && formatDateShort(record.takenOn),
          },
          {
            key: 'status',
            header: 'Stand',
            tight: true,
            cell: ({ status, reason }) => <RecordTag status={status} reason={reason} />,
          },
          { key: 'why', header: 'Reden', cell: ({ reason }) => reason && reasonWords(reason) },
        ]}
      />
      <Pagination page={page} pageCount={pageCount} hrefOf={(at) => hrefOf(filter.status, at)} />
    </Section>
  );
}

const tones: Readonly<Record<RecordStatus, StatusTone>> = {
  taken: 'success', duplicate: 'neutral', refused: 'error', waiting: 'warning',
};

function RecordTag({ status, reason }: {
  readonly status: RecordStatus; readonly reason: ReasonCode | null;
}): VNode {
  if (reason === 'unknown-test') return <StatusTag tone="neutral">wij zoeken het uit</StatusTag>;
  return <StatusTag tone={tones[status]}>{statusWords[status]}</StatusTag>;
}

/** The records as a CSV file for a spreadsheet: what became of each, without names and scores. */
export function recordsCsv(records: readonly RecordRow[]): string {
  const head = [
    'regel',
    'leerlingsleutel',
    'vak',
    'toets',
    'generatie',
    'afnamedatum',
    'jaargroep',
    'schaal',
    'stand',
    'reden',
  ];
  const lines = records.map(({ record, recordNo, status, reason }) => [
    record.line ?? recordNo,
    record.pupil.key,
    subjectWords(record),
    record.momentText,
    record.generation,
    record.takenOn,
    record.yearGroup,
    record.scaleCode,
    statusWords[status],
    reason && reasonWords(reason),
  ]);
  return `\uFEFF${[head, ...lines].map((line) => `${line.map(csvField).join(';')}\r\n`).join('')}`;
}

/** Quoted where needed; what a spreadsheet would take for a formula is kept a text. */
function csvField(value: string | number | null): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
