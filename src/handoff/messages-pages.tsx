import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { exchangeDaysKept, type ExchangeFlow } from '../link/message-log.ts';
import { layOut } from '../link/message-layout.ts';
import type { Exchange, ExchangeFilter } from '../link/message-log-store.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Form } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Pagination } from '../ui/components/pagination.tsx';
import { Section } from '../ui/components/section.tsx';
import { Tabs } from '../ui/components/tabs.tsx';
import { StatusTag } from '../ui/components/tags.tsx';
import { formatDateTime, formatNumber, plural } from '../ui/format.ts';
import type { MessagesView, MessageView } from './messages-view.ts';
import { wordsOfMessage } from './nl.ts';

/** Where the message log is. */
export const messagesPath = '/beheer/resultaten/berichten';

const breadcrumbs = [{ href: '/beheer/resultaten', label: 'Resultaten naar het LAS' }];

const flowWords: Readonly<Record<ExchangeFlow, string>> = {
  roster: 'leerlinggegevens halen', results: 'resultaten brengen', history: 'oude resultaten halen',
};

/** The message log: every call to the LAS of the last thirty days. */
export function messagesPage(platform: Platform, viewer: SchoolViewer, view: MessagesView): string {
  return schoolPage(platform, viewer, {
    title: 'Berichten van en naar het LAS', current: '/beheer/resultaten', wide: true, breadcrumbs,
    lead: `Wat wij het LAS vroegen of stuurden, en wat het LAS antwoordde. Berichten bewaren wij `
      + `${exchangeDaysKept} dagen, versleuteld.`,
    children: (
      <>
        <Choice filter={view.filter} />
        <Exchanges view={view} />
        {!view.mayRead && <p>De inhoud van een bericht ziet alleen de beheerder van uw school.</p>}
      </>
    ),
  });
}

function Choice({ filter }: { readonly filter: ExchangeFilter }): VNode {
  const flows: readonly (ExchangeFlow | null)[] = [null, 'results', 'roster', 'history'];
  const outcomes = [[null, 'alles'], ['accepted', 'gelukt'], ['trouble', 'niet gelukt']] as const;
  return (
    <>
      <Tabs label="Soort bericht" items={flows.map((flow) => ({
        label: flow ? flowWords[flow] : 'alle soorten', current: flow === filter.flow,
        href: hrefOf({ ...filter, flow, page: 1 }),
      }))} />
      <Tabs label="Afloop" items={outcomes.map(([outcome, label]) => ({
        label, current: outcome === filter.outcome, href: hrefOf({ ...filter, outcome, page: 1 }),
      }))} />
    </>
  );
}

function hrefOf({ flow, outcome, page }: ExchangeFilter): string {
  const query = new URLSearchParams({
    ...(flow ? { soort: flow } : {}), ...(outcome ? { afloop: outcome } : {}), pagina: String(page),
  });
  return `${messagesPath}?${query}`;
}

function Exchanges({ view: { exchanges, filter, pageCount } }: { readonly view: MessagesView }): VNode {
  return (
    <>
      <DataTable
        caption="Berichten, het nieuwste boven"
        captionHidden
        rows={exchanges}
        rowKey={({ exchangeId }) => exchangeId}
        empty={<NoMessages filtered={Boolean(filter.flow ?? filter.outcome)} />}
        columns={[
          {
            key: 'when', header: 'Wanneer', rowHeader: true, tight: true,
            cell: ({ exchangeId, startedAt }) =>
              <a href={`${messagesPath}/${exchangeId}`}>{formatDateTime(startedAt)}</a>,
          },
          { key: 'what', header: 'Wat', cell: ({ flow }) => flowWords[flow] },
          {
            key: 'count', header: 'Hoeveel', align: 'numeric', tight: true,
            cell: ({ subjectCount }) => (subjectCount === null ? '' : formatNumber(subjectCount)),
          },
          { key: 'how', header: 'Afloop', tight: true, cell: (exchange) => <OutcomeTag exchange={exchange} /> },
          { key: 'why', header: 'Wat er was', cell: (exchange) => whatOf(exchange) },
        ]}
      />
      <Pagination page={filter.page} pageCount={pageCount} hrefOf={(page) => hrefOf({ ...filter, page })} />
    </>
  );
}

function NoMessages({ filtered }: { readonly filtered: boolean }): VNode {
  if (filtered) return <p>Geen berichten met deze keuze. <a href={messagesPath}>Toon alles</a></p>;
  return (
    <EmptyState title="Er zijn nog geen berichten" icon="inbox"
      action={<LinkButton href="/beheer/resultaten">Naar de resultaten</LinkButton>}>
      <p>Zodra wij uw LAS iets vragen of sturen, staat het hier.</p>
    </EmptyState>
  );
}

function OutcomeTag({ exchange: { outcome } }: { readonly exchange: Exchange }): VNode {
  return outcome === 'accepted'
    ? <StatusTag tone="success">gelukt</StatusTag> : <StatusTag tone="error">niet gelukt</StatusTag>;
}

function whatOf({ outcome, subjectCount }: Exchange): string {
  return outcome === 'accepted' ? '' : wordsOfMessage(outcome, subjectCount ?? 0).what;
}

/** One call, with request and answer for who may read them. */
export function messagePage(platform: Platform, viewer: SchoolViewer, view: MessageView): string {
  const { exchange, messages, maySendAgain } = view;
  return schoolPage(platform, viewer, {
    title: `Bericht van ${formatDateTime(exchange.startedAt)}`, current: '/beheer/resultaten', wide: true,
    breadcrumbs: [...breadcrumbs, { href: messagesPath, label: 'Berichten' }],
    lead: exchange.outcome === 'accepted'
      ? 'Dit bericht is gelukt.' : `Dit bericht is niet gelukt. ${whatOf(exchange)}`,
    children: (
      <>
        <Facts exchange={exchange} />
        {maySendAgain && <SendAgain exchange={exchange} />}
        {messages ? (
          <Section title="De berichten"
            lead="Sleutels, ECK iD’s en gegevens die wij niet gebruiken zijn onherkenbaar gemaakt (•••).">
            <Message title="Wat wij stuurden" text={messages.request} bytes={exchange.requestBytes} />
            <Message title="Wat het LAS antwoordde" text={messages.answer} bytes={exchange.answerBytes} open />
          </Section>
        ) : (
          <Notice kind="info" title="De inhoud ziet alleen de beheerder">
            <p>In een bericht staan namen en resultaten van leerlingen.</p>
          </Notice>
        )}
      </>
    ),
  });
}

function Facts({ exchange }: { readonly exchange: Exchange }): VNode {
  const { flow, soapAction, tookMs, httpStatus, outcome, subjectCount } = exchange;
  return (
    <DefinitionList items={[
      ['Wat', flowWords[flow]],
      ...(subjectCount === null ? [] : [
        [flow === 'results' ? 'Resultaten' : 'Hoeveel', formatNumber(subjectCount)] as const]),
      ['Opdracht', <code>{soapAction}</code>],
      ['Duur', tookMs < 100 ? 'minder dan 0,1 seconde' : `${formatNumber(tookMs / 1000, 1)} seconde`],
      ['Antwoord', httpStatus === null ? 'geen' : `HTTP ${httpStatus}`],
      ...(outcome === 'accepted' ? [] : [
        ['Code', <code>{outcome}</code>] as const,
        ['Wat u kunt doen', wordsOfMessage(outcome, subjectCount ?? 0).remedy] as const]),
    ]} />
  );
}

function SendAgain({ exchange: { exchangeId } }: { readonly exchange: Exchange }): VNode {
  return (
    <Form action={`${messagesPath}/${exchangeId}/opnieuw`}>
      <ButtonRow><Button icon="send">Deze resultaten opnieuw sturen</Button></ButtonRow>
      <p>
        De resultaten gaan zoals ze nu zijn, in een nieuw bericht. Het LAS herkent ze aan hun sleutel, dus ze
        komen er niet dubbel in.
      </p>
    </Form>
  );
}

function Message({ title, text, bytes, open = false }: {
  readonly title: string; readonly text: string; readonly bytes: number; readonly open?: boolean;
}): VNode {
  if (bytes === 0) return <p>{title}: niets.</p>;
  return (
    <details open={open}>
      <summary>{title} ({plural(Math.ceil(bytes / 1000), 'kilobyte', 'kilobyte')})</summary>
      {text === '' ? <p>Deze tekst is niet bewaard.</p> : (
        <pre class="message-text" tabIndex={0} role="region" aria-label={title}>{layOut(text)}</pre>
      )}
    </details>
  );
}
