import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { plainDate, plainDateInAmsterdam } from '../base/plain-date.ts';
import { stepsClosedSentence } from '../onboarding/nl.ts';
import { stillToDoPath } from '../planning/addresses.ts';
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
import { StatusTag, type StatusTone } from '../ui/components/tags.tsx';
import { formatDate, formatDateShort, formatDateTime, formatNumber, plural, sortName } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { messagesPath } from './messages-pages.tsx';
import { stateWords, whyNotInLas, wordsOfFault, wordsOfRefusal } from './nl.ts';
import { resendPath, withdrawPath } from './resend-pages.tsx';
import type { DeliveryState } from './types.ts';
import type { HandoffFilter, HandoffView } from './view.ts';

const rowsShown = 100;
const path = '/beheer/resultaten';

/** The page of step 3: turning the link on, and where every result stands. */
export function handoffPage(
  platform: Platform, viewer: SchoolViewer, view: HandoffView, notices: readonly PageNotice[] = [],
): string {
  return schoolPage(platform, viewer, {
    title: 'Resultaten naar het LAS', current: path, lead: leadOf(view), notices, wide: true,
    children: view.closed && !view.openedAt ? <Closed /> : (
      <>
        {view.link?.faultCode && <LinkFault view={view} />}
        {!view.openedAt && <TurnOn view={view} />}
        <Counts view={view} />
        <ToRemoveList view={view} />
        <Results view={view} />
        <More view={view} />
        <Explanation />
      </>
    ),
  });
}

function leadOf({ closed, openedAt, counts }: HandoffView): string {
  if (!openedAt && closed) return `Zet hier straks de resultaatkoppeling aan. ${stepsClosedSentence(closed)}`;
  if (!openedAt)
    return 'Zet de resultaatkoppeling aan. Daarna gaan resultaten vanzelf naar uw LAS, ook die er al zijn.';
  if (counts.refused > 0) {
    const refused = plural(counts.refused, 'resultaat kwam', 'resultaten kwamen');
    return `${refused} niet in het LAS. Hieronder staat wat u kunt doen.`;
  }
  const since = formatDate(plainDateInAmsterdam(openedAt));
  return `De resultaatkoppeling staat aan sinds ${since}. Resultaten gaan vanzelf naar uw LAS.`;
}

function Closed(): VNode {
  return (
    <EmptyState
      title="Stap 3 is nog niet open"
      icon="lock"
      action={<LinkButton href="/beheer">Naar de drie stappen</LinkButton>}
    >
      <p>
        Toetsen afnemen kan wel. De resultaten blijven hier bewaard, en gaan naar uw LAS zodra de koppeling
        aanstaat.
      </p>
    </EmptyState>
  );
}

function TurnOn({ view: { link, mayAct, counts } }: { readonly view: HandoffView }): VNode {
  if (!link) {
    return (
      <EmptyState
        title="Er is geen koppeling met een LAS"
        icon="key-round"
        action={mayAct && <LinkButton href="/beheer/sleutel">Sleutel invoeren</LinkButton>}
      >
        <p>
          Uw school leest leerlingen in uit een bestand. Om resultaten terug te sturen is een
          autorisatiesleutel van uw LAS nodig.
        </p>
      </EmptyState>
    );
  }
  return (
    <Section title="De koppeling aanzetten">
      <p>
        {counts.made > 0
          ? `${plural(counts.made, 'resultaat staat', 'resultaten staan')} klaar. De eerste levering gaat meteen, `
            + 'en is ook de proef of de koppeling werkt.'
          : 'Er zijn nog geen resultaten. Het eerste resultaat is ook de proef of de koppeling werkt.'}
      </p>
      {mayAct ? (
        <Form action={`${path}/aanzetten`}>
          <ButtonRow>
            <Button variant="primary" icon="send">
              Koppeling aanzetten
            </Button>
          </ButtonRow>
        </Form>
      ) : (
        <p>De beheerder van uw school zet de koppeling aan.</p>
      )}
    </Section>
  );
}

function LinkFault({ view: { link, mayAct } }: { readonly view: HandoffView }): VNode {
  const { what, remedy } = wordsOfFault(link?.faultCode ?? '');
  return (
    <Notice kind="error" title={what}>
      <p>{remedy} De resultaten zijn bewaard.</p>
      <p>Code: <code>{link?.faultCode}</code>{link?.faultAt && `, ${formatDateTime(link.faultAt)}`}.{' '}
        {link?.faultText && <>Het LAS schreef: “{link.faultText}”</>}</p>
      {mayAct && <SendNow />}
    </Notice>
  );
}

function Counts({ view: { counts, lastDeliveredAt } }: { readonly view: HandoffView }): VNode | null {
  if (counts.made === 0) return null;
  return (
    <DefinitionList items={[
      ['Resultaten', formatNumber(counts.made)],
      ['In het LAS', formatNumber(counts.delivered)],
      ['Wacht', formatNumber(counts.waiting)],
      ['Geweigerd', formatNumber(counts.refused)],
      ...(counts.unknown > 0 ? [['Leerling niet in dit LAS', formatNumber(counts.unknown)] as const] : []),
      ['Laatst afgeleverd', lastDeliveredAt ? formatDateTime(lastDeliveredAt) : 'nog niet'],
    ]} />
  );
}

type Row = HandoffView['rows'][number];

function Results({ view }: { readonly view: HandoffView }): VNode {
  const { rows, filter, openedAt, mayAct } = view;
  const pageCount = Math.max(1, Math.ceil(rows.length / rowsShown));
  const page = Math.min(filter.page, pageCount);
  return (
    <Section
      title="Per resultaat"
      actions={openedAt && mayAct && view.counts.waiting + view.counts.refused > 0 && !view.link?.faultCode
        && <SendNow again={view.counts.refused > 0} />}
    >
      {(view.counts.made > 0 || filter.groupId) && <Filter view={view} />}
      <DataTable
        caption="Resultaten en waar ze zijn"
        captionHidden
        rows={rows.slice((page - 1) * rowsShown, page * rowsShown)}
        rowKey={({ resultId }) => resultId}
        empty={<NoResults filtered={Boolean(filter.groupId ?? filter.state)} />}
        columns={[
          {
            key: 'who',
            header: 'Leerling',
            rowHeader: true,
            cell: ({ pupil }) => (pupil ? sortName(pupil) : ''),
          },
          { key: 'test', header: 'Toets', cell: ({ title }) => title },
          {
            key: 'day',
            header: 'Afgenomen',
            tight: true,
            cell: ({ takenOn }) => formatDateShort(plainDate(takenOn)),
          },
          { key: 'state', header: 'Stand', cell: ({ state }) => <StateTag state={state} /> },
          {
            key: 'what',
            header: 'Wat er is, en wat u kunt doen',
            cell: (row) => <What row={row} view={view} />,
          },
          ...(view.mayWithdraw ? [{
            key: 'withdraw', header: 'Intrekken', tight: true,
            cell: ({ resultId, title, pupil }: Row) => (
              <a href={`${withdrawPath}/${resultId}`}>
                Intrekken<span class="heard-only">: {title}{pupil && ` van ${sortName(pupil)}`}</span>
              </a>
            ),
          }] : []),
        ]}
      />
      <Pagination page={page} pageCount={pageCount} hrefOf={(at) => hrefOf({ ...filter, page: at })} />
    </Section>
  );
}

function ToRemoveList({ view: { toRemove, mayWithdraw } }: { readonly view: HandoffView }): VNode | null {
  if (toRemove.length === 0) return null;
  return (
    <Section
      title="Weghalen uit het LAS"
      lead="Deze resultaten zijn ingetrokken, en staan nog in het LAS. Wij kunnen ze daar niet weghalen. Doe dat in het
        LAS, en vink ze hier af."
    >
      <DataTable
        caption="Ingetrokken resultaten die nog in het LAS staan"
        captionHidden
        rows={toRemove}
        rowKey={({ resultKey }) => resultKey}
        empty={null}
        columns={[
          { key: 'who', header: 'Leerling', rowHeader: true, cell: ({ pupil }) => (pupil ? sortName(pupil) : '') },
          { key: 'test', header: 'Toets', cell: ({ title }) => title },
          {
            key: 'day', header: 'Afgenomen', tight: true, cell: ({ takenOn }) => formatDateShort(plainDate(takenOn)),
          },
          {
            key: 'there', header: 'In het LAS',
            cell: ({ certain }) => (certain ? 'ja' : 'misschien; kijk het na'),
          },
          {
            key: 'done', header: 'Klaar',
            cell: ({ resultKey, pupil, title }) => mayWithdraw && (
              <Form action={`${path}/weggehaald`}>
                <input type="hidden" name="sleutel" value={resultKey} />
                <Button small about={pupil ? `: ${title} van ${sortName(pupil)}` : title}>Weggehaald</Button>
              </Form>
            ),
          },
        ]}
      />
    </Section>
  );
}

function More({ view: { openedAt, mayAct } }: { readonly view: HandoffView }): VNode | null {
  if (!openedAt) return null;
  return (
    <Section title="Meer">
      <ul>
        <li>
          <a href={stillToDoPath()}>Afnameoverzicht</a>: wie nog wat moet, en wat niet in het LAS staat.
        </li>
        <li><a href={messagesPath}>Berichten van en naar het LAS</a>: wat wij stuurden, en wat het LAS antwoordde.</li>
        {mayAct && (
          <li>
            <a href={resendPath}>Een periode opnieuw sturen</a>, als het LAS resultaten kwijt is of om nieuwe vraagt.
          </li>
        )}
      </ul>
    </Section>
  );
}

function SendNow({ again = false }: { readonly again?: boolean }): VNode {
  return (
    <Form action={`${path}/versturen`}>
      <ButtonRow><Button icon="send">{again ? 'Alles opnieuw proberen' : 'Nu versturen'}</Button></ButtonRow>
    </Form>
  );
}

function Filter({ view: { groups, filter } }: { readonly view: HandoffView }): VNode {
  const states = [null, ...Object.keys(stateWords) as DeliveryState[]];
  return (
    <>
      <Tabs
        label="Groep"
        items={[{ groupId: null, name: 'Alle groepen' }, ...groups].map(({ groupId, name }) => ({
          href: hrefOf({ ...filter, groupId, page: 1 }),
          label: name,
          current: groupId === filter.groupId,
        }))}
      />
      <Tabs
        label="Stand"
        items={states.map((state) => ({
          href: hrefOf({ ...filter, state, page: 1 }),
          label: state ? stateWords[state] : 'alles',
          current: state === filter.state,
        }))}
      />
    </>
  );
}

/** The address of the list with this filter. */
function hrefOf({ groupId, state, page }: HandoffFilter): string {
  const query = new URLSearchParams({
    ...(groupId ? { groep: groupId } : {}), ...(state ? { stand: state } : {}), pagina: String(page),
  });
  return `${path}?${query}`;
}

const tones: Readonly<Record<DeliveryState, StatusTone>> = {
  waiting: 'neutral', delivered: 'success', refused: 'error', 'unknown-pupil': 'warning', 'earlier-las': 'neutral',
};

function StateTag({ state }: { readonly state: DeliveryState }): VNode {
  return <StatusTag tone={tones[state]}>{stateWords[state]}</StatusTag>;
}

function What({ row, view }: { readonly row: Row; readonly view: HandoffView }): VNode | string {
  if (row.state === 'refused') return <Refused row={row} mayAct={view.mayAct} />;
  if (row.state === 'delivered') return row.settledAt ? `Afgeleverd ${formatDateTime(row.settledAt)}` : '';
  return whyNotInLas(row, view.openedAt !== null);
}

function Refused({ row, mayAct }: { readonly row: Row; readonly mayAct: boolean }): VNode {
  const { what, remedy } = wordsOfRefusal(row.faultCode ?? '');
  return (
    <>
      <p>
        {what} {remedy}
      </p>
      <p>
        Code: <code>{row.faultCode}</code>
        {row.faultText && <>. Het LAS schreef: “{row.faultText}”</>}
      </p>
      {mayAct && (
        <Form action={`${path}/opnieuw`}>
          <input type="hidden" name="resultaat" value={row.resultId} />
          <ButtonRow>
            <Button
              small
              icon="send"
              about={row.pupil ? `met ${row.title} van ${sortName(row.pupil)}` : row.title}
            >
              Opnieuw proberen
            </Button>
          </ButtonRow>
        </Form>
      )}
    </>
  );
}

function NoResults({ filtered }: { readonly filtered: boolean }): VNode {
  if (filtered) return <p>Geen resultaten met deze keuze. <a href={path}>Toon alles</a></p>;
  return (
    <EmptyState title="Er zijn nog geen resultaten" icon="send">
      <p>
        Zodra een leerling een toets inlevert, of een leerkracht een papieren toets invoert, staat het
        resultaat hier. Resultaten die u uit het LAS ophaalde, gaan niet terug.
      </p>
    </EmptyState>
  );
}

function Explanation(): VNode {
  return (
    <Section title="Wat gaat er naar het LAS?">
      <p>
        Van elke toets de vaardigheidsscore met het interval, het niveau I tot en met V, het niveau A tot en
        met E en het functioneringsniveau, zoals M5. Scholen kennen dit als <strong>DULT</strong>; wij
        gebruiken de open standaard UWLR, die hetzelfde doet. De scores komen uit een synthetische norm, niet
        van Cito.
      </p>
      <p>
        Wordt een resultaat verbeterd, dan gaat het opnieuw, in plaats van het eerste. Trekt u een resultaat in, dan
        haalt u het zelf weg uit het LAS; wij zeggen welk resultaat het is.
      </p>
    </Section>
  );
}
