import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { stepsClosedSentence } from '../onboarding/nl.ts';
import type { StepsClosed } from '../onboarding/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Form, type FieldError } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Progress } from '../ui/components/progress.tsx';
import { Card, Columns, Section } from '../ui/components/section.tsx';
import { StatusTag, type StatusTone } from '../ui/components/tags.tsx';
import { formatDate, formatDateTime, formatNumber, plural } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { FileCard } from './file-card.tsx';
import { kindWords } from './nl.ts';
import type { HistoryDelivery, OutcomeCounts } from './types.ts';
import type { HistoryView } from './view.ts';

/** The page of step 2: where old results come from, and what became of them. */
export function historyPage(platform: Platform, viewer: SchoolViewer, view: HistoryView, said: {
  readonly notices?: readonly PageNotice[];
  readonly errors?: readonly FieldError[];
} = {}): string {
  const { notices = [], errors = [] } = said;
  return schoolPage(platform, viewer, {
    title: 'Oude resultaten', current: '/beheer', lead: leadOf(view), notices, hasErrors: errors.length > 0,
    breadcrumbs: [{ href: '/beheer', label: 'Gebruikersbeheer' }],
    children: view.closed ? <Closed opensOn={view.closed.opensOn} /> : (
      <>
        {view.underWay > 0 && <Fetching />}
        {view.previews > 0 && <Previews count={view.previews} mayAct={view.mayAct} />}
        {view.conflicts > 0 && <Conflicts count={view.conflicts} />}
        {view.held > 0 && <Held count={view.held} mayAct={view.mayAct} />}
        {view.mayAct && view.deliveries.length === 0 && <TidyFirst />}
        {view.waiting > 0 && <Waiting count={view.waiting} first={view.underWay === 0 && view.previews === 0} />}
        {view.mayAct && <Sources view={view} errors={errors} />}
        {view.deliveries.length > 0 && <Deliveries deliveries={view.deliveries} />}
        {view.mayAct && !view.completedAt && <Done view={view} />}
      </>
    ),
  });
}

function leadOf({ closed, completedAt, waiting, deliveries }: HistoryView): string {
  if (closed) return `Haal hier straks de resultaten van eerdere toetsen op. ${stepsClosedSentence(closed)}`;
  if (waiting > 0)
    return 'Er zijn resultaten waarvan wij niet zeker weten van wie ze zijn. Dat kunt u zeggen.';
  if (completedAt) {
    return (
      `Stap 2 is klaar sinds ${formatDate(plainDateInAmsterdam(completedAt))}. `
      + 'De oude resultaten staan in de rapporten. '
      + 'U mag altijd nog eens ophalen: alleen wat nieuw is komt erbij.'
    );
  }
  return deliveries.length > 0
    ? 'Kijk hieronder wat er is binnengekomen.'
    : 'Haal de resultaten van eerdere 3.0-toetsen op. Daarna zijn de rapporten compleet en is er planadvies.';
}

function Closed({ opensOn }: Pick<StepsClosed, 'opensOn'>): VNode {
  return (
    <EmptyState
      title="Stap 2 is nog niet open"
      icon="lock"
      action={<LinkButton href="/beheer">Naar de drie stappen</LinkButton>}
    >
      <p>
        {opensOn === null && 'Eerst moeten de leerlingen uit uw LAS er zijn. '}
        U hoeft nu niets te doen. U krijgt een mail zodra u verder kunt.
      </p>
      <p>
        Wilt u de tijd gebruiken? <a href="/beheer/geschiedenis/nakijken">Laat ons uw gegevens nakijken</a>.
      </p>
    </EmptyState>
  );
}

/** The bar while deliveries are under way; it renews itself, and then the page does. */
export function Fetching(): VNode {
  return (
    <Progress id="voortgang" label="Oude resultaten ophalen uit het LAS" value={null} max={1}
      words="Wij halen de resultaten op." pollHref="/beheer/geschiedenis/voortgang">
      <p>U kunt deze pagina verlaten. Het ophalen gaat door.</p>
    </Progress>
  );
}

function Waiting({ count, first }: { readonly count: number; readonly first: boolean }): VNode {
  return (
    <Notice kind="warning" title={`${plural(count, 'resultaat wacht', 'resultaten wachten')} op u`}>
      <p>
        Zeg om welke leerling het gaat, of vul de jaargroep van toen in. U kunt stoppen en later verdergaan.
      </p>
      <p>
        <LinkButton href="/beheer/koppelen" variant={first ? 'primary' : 'secondary'}>
          Leerlingen koppelen
        </LinkButton>
      </p>
    </Notice>
  );
}

function Previews({ count, mayAct }: { readonly count: number; readonly mayAct: boolean }): VNode {
  return (
    <Notice kind="info" title={`${plural(count, 'levering staat', 'leveringen staan')} klaar`}>
      <p>
        Er is nog niets overgenomen. Kijk hieronder wat er zou gebeuren, en neem het daarna over.
      </p>
      {mayAct && count > 1 && (
        <Form action="/beheer/geschiedenis/overnemen">
          <ButtonRow>
            <Button variant="primary" icon="check">Alles overnemen</Button>
          </ButtonRow>
        </Form>
      )}
    </Notice>
  );
}

function Conflicts({ count }: { readonly count: number }): VNode {
  return (
    <Notice kind="warning" title={`Bij ${plural(count, 'toets', 'toetsen')} spreken twee bronnen elkaar tegen`}>
      <p>
        <LinkButton href="/beheer/geschiedenis/keuzes">Kiezen welk resultaat telt</LinkButton>
      </p>
    </Notice>
  );
}

function Held({ count, mayAct }: { readonly count: number; readonly mayAct: boolean }): VNode {
  return (
    <Notice kind="info" title={`${plural(count, 'resultaat is', 'resultaten zijn')} van een toets die wij niet kennen`}>
      <p>Ze zijn bewaard. Wij zoeken uit welke toets het is; u hoeft niets te doen.</p>
      {mayAct && (
        <Form action="/beheer/geschiedenis/opnieuw">
          <ButtonRow>
            <Button small>Kijk of wij de toets nu kennen</Button>
          </ButtonRow>
        </Form>
      )}
    </Notice>
  );
}

function TidyFirst(): VNode {
  return (
    <Notice kind="info" title="Eerst opruimen scheelt werk">
      <p>
        Wij kijken uw gegevens na en zeggen wat u in het LAS of in CP LOVS kunt verbeteren voordat u begint.
      </p>
      <p>
        <LinkButton href="/beheer/geschiedenis/nakijken">Gegevens nakijken</LinkButton>
      </p>
    </Notice>
  );
}

function Sources({
  view,
  errors,
}: {
  readonly view: HistoryView;
  readonly errors: readonly FieldError[];
}): VNode {
  const mainAction = view.waiting === 0 && view.deliveries.length === 0 && view.hasLink;
  return (
    <Section title="Ophalen">
      <Columns>
        <Card
          title="Uit het LAS"
          lead={
            view.hasLink
              ? 'Met de sleutel van uw school. Ook wat u zelf in het LAS typte komt mee; dat krijgt een merkje.'
              : 'Uw school heeft geen koppeling met een LAS die oude resultaten levert.'
          }
        >
          {view.hasLink ? (
            <Form action="/beheer/geschiedenis/ophalen">
              <ButtonRow>
                <Button variant={mainAction ? 'primary' : 'secondary'} icon="download">
                  {view.deliveries.length > 0 ? 'Nog eens ophalen' : 'Ophalen uit het LAS'}
                </Button>
                <Button formAction="/beheer/geschiedenis/ophalen?eerst=kijken">Eerst kijken wat er zou gebeuren</Button>
              </ButtonRow>
            </Form>
          ) : (
            <NoLink />
          )}
          <p class="field__hint">
            Voor oude resultaten bestaat geen standaard. Wij spraken met LAS-leveranciers af hoe ze meekomen;
            het is geen onderdeel van UWLR.
          </p>
        </Card>
        <FileCard errors={errors} />
      </Columns>
    </Section>
  );
}

function NoLink(): VNode {
  return (
    <>
      <p>
        Resultaten die u met de hand in het LAS typte, komen alleen over de koppeling mee. Vraag uw
        LAS-leverancier:
      </p>
      <ul>
        <li>Kan onze school oude toetsresultaten laten ophalen door Leerling in beeld?</li>
        <li>Staat de koppeling voor resultaten (DULT) voor onze school aan?</li>
        <li>Zo niet: kunt u een CSV-bestand met de resultaten maken?</li>
      </ul>
    </>
  );
}

function Deliveries({ deliveries }: { readonly deliveries: readonly HistoryDelivery[] }): VNode {
  // A look beforehand has taken nothing in: it would count what is read later once more.
  const totals = deliveries.filter(({ status }) => status !== 'preview').map(({ counts }) => counts);
  const sum = (key: keyof OutcomeCounts) =>
    formatNumber(totals.reduce((total, counts) => total + counts[key], 0));
  return (
    <Section
      title="Wat er binnenkwam"
      lead="Elk resultaat telt één keer: gelezen = overgenomen + dubbel + niet overgenomen + wacht op u."
    >
      <DataTable
        caption="Binnengekomen oude resultaten"
        captionHidden
        rows={deliveries}
        empty={null}
        rowKey={({ deliveryId }) => deliveryId}
        foot={[
          totals.length < deliveries.length ? 'Samen, zonder wat klaarstaat' : 'Samen', '', '',
          sum('read'), sum('taken'), sum('duplicate'), sum('refused'), sum('waiting'),
        ]}
        columns={[
          {
            key: 'at',
            header: 'Binnengekomen',
            rowHeader: true,
            cell: ({ deliveryId, receivedAt }) => (
              <a href={`/beheer/geschiedenis/${deliveryId}`}>{formatDateTime(receivedAt)}</a>
            ),
          },
          { key: 'from', header: 'Waarvandaan', cell: sourceWords },
          { key: 'status', header: 'Stand', cell: ({ status }) => <DeliveryTag status={status} /> },
          ...countColumns,
        ]}
      />
    </Section>
  );
}

const countColumns = (
  [
    ['read', 'Gelezen'],
    ['taken', 'Overgenomen'],
    ['duplicate', 'Dubbel'],
    ['refused', 'Niet overgenomen'],
    ['waiting', 'Wacht op u'],
  ] as const
).map(([key, header]) => ({
  key,
  header,
  align: 'numeric' as const,
  cell: ({ counts }: HistoryDelivery) => formatNumber(counts[key]),
}));

/** Where a delivery came from. */
export function sourceWords({ kind, site }: Pick<HistoryDelivery, 'kind' | 'site'>): string {
  return kind === 'history-uwlr' ? `LAS, vestiging ${site ?? ''}` : kindWords[kind];
}

const statuses: Readonly<Record<HistoryDelivery['status'], readonly [StatusTone, string]>> = {
  received: ['busy', 'onderweg'],
  preview: ['warning', 'nog niet overgenomen'],
  accepted: ['success', 'verwerkt'],
  refused: ['error', 'geweigerd'],
  waiting: ['warning', 'wacht op u'],
};

/** What became of a delivery, in a word. */
export function DeliveryTag({ status }: Pick<HistoryDelivery, 'status'>): VNode {
  const [tone, words] = statuses[status];
  return <StatusTag tone={tone}>{words}</StatusTag>;
}

function Done({ view }: { readonly view: HistoryView }): VNode {
  return (
    <Section
      title="Klaar?"
      lead={
        view.waiting > 0
          ? 'U mag stap 2 ook afronden terwijl er nog iets wacht. Wat wacht, blijft staan.'
          : 'Heeft uw school geen oude resultaten, of is alles er? Rond dan af. Daarna is er planadvies.'
      }
    >
      <Form action="/beheer/geschiedenis/klaar">
        <ButtonRow>
          <Button icon="check">Stap 2 afronden</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}
