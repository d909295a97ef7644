import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { ServiceViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { stepStates, type StepState } from '../onboarding/rules.ts';
import { NOTICE_DAYS } from '../onboarding/states.ts';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { Checkbox } from '../ui/components/choice-fields.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Form } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { StatusTag, type StatusTone } from '../ui/components/tags.tsx';
import { TextField } from '../ui/components/text-field.tsx';
import { formatDateTime, formatNumber } from '../ui/format.ts';
import type { ServiceDelivery, ServiceMail, ServiceResults, ServiceSchool } from './types.ts';

/** Customer service: find a school by its BRIN and see how far it is. No pupils, no names of people. */
export function serviceListPage(platform: Platform, viewer: ServiceViewer, view: {
  readonly query: string; readonly schools: readonly ServiceSchool[];
}): string {
  return schoolPage(platform, viewer, {
    title: 'Scholen',
    lead: 'Zoek een school op BRIN-nummer. U ziet hoe ver de school is, en geen leerlingen.',
    current: '/klantenservice',
    children: (
      <>
        <Form action="/klantenservice" method="get">
          <TextField name="brin" label="BRIN-nummer" type="search" value={view.query} width={10}
            spellCheck={false} autoComplete="off" optional
            hint="Het begin is genoeg. Leeg: alle scholen, de eerste vijftig." />
          <ButtonRow><Button icon="search">Zoeken</Button></ButtonRow>
        </Form>
        <p><a href="/klantenservice/onbekende-toetsen">Toetsen uit oude resultaten die wij niet kennen</a></p>
        <DataTable caption="Gevonden scholen" rows={view.schools} rowKey={({ schoolId }) => schoolId}
          empty={(
            <EmptyState title="Geen school gevonden" icon="search">
              <p>Er is geen school waarvan het BRIN-nummer zo begint. Kijk of de school al bestelde.</p>
            </EmptyState>
          )}
          columns={[
            {
              key: 'name', header: 'School', rowHeader: true,
              cell: ({ schoolId, schoolName }) => <a href={`/klantenservice/${schoolId}`}>{schoolName}</a>,
            },
            { key: 'sites', header: 'BRIN en vestiging', cell: ({ sites }) => sites },
            ...([0, 1, 2] as const).map((index) => ({
              key: `step-${index + 1}`, header: `Stap ${index + 1}`,
              cell: (school: ServiceSchool) => <StepTag {...stepStates(school)[index]} />,
            })),
          ]} />
      </>
    ),
  });
}

function StepTag({ state }: StepState): VNode {
  const { tone, words } = stepTags[state];
  return <StatusTag tone={tone}>{words}</StatusTag>;
}

interface Tag {
  readonly tone: StatusTone;
  readonly words: string;
}

const stepTags: Readonly<Record<StepState['state'], Tag>> = {
  done: { tone: 'success', words: 'klaar' }, now: { tone: 'busy', words: 'bezig' },
  later: { tone: 'neutral', words: 'later' },
};

/**
 * One school: its steps, its last deliveries, its results on their way and its mails; states and counts only.
 */
export function serviceSchoolPage(platform: Platform, viewer: ServiceViewer, view: {
  readonly school: ServiceSchool;
  readonly deliveries: readonly ServiceDelivery[];
  readonly results: readonly ServiceResults[];
  readonly mails: readonly ServiceMail[];
}): string {
  const { school } = view;
  return schoolPage(platform, viewer, {
    title: school.schoolName,
    lead: `BRIN en vestiging: ${school.sites}.`,
    current: '/klantenservice',
    breadcrumbs: [{ href: '/klantenservice', label: 'Scholen' }],
    children: (
      <>
        <Section title="Stand van de stappen"><StateList school={school} /></Section>
        <Section title="Laatste leveringen"><Deliveries deliveries={view.deliveries} /></Section>
        <Section title="Resultaten naar het LAS"><Results results={view.results} /></Section>
        <Section title="Verstuurde mails"
          lead="Soort en tijd; de tekst en het adres zijn voor de school zelf.">
          <Mails mails={view.mails} />
          <form method="post" action={`/klantenservice/${school.schoolId}/uitnodigen`}>
            <Button variant="secondary" icon="send">Uitnodiging opnieuw sturen</Button>
          </form>
        </Section>
        <CancelSection school={school} />
      </>
    ),
  });
}

function CancelSection({ school }: { readonly school: ServiceSchool }): VNode {
  if (school.cancelledAt) {
    return <Section title="Opgezegd"><p>Sinds {formatDateTime(school.cancelledAt)}.</p></Section>;
  }
  return (
    <Section title="Licentie opzeggen" lead={`De school kan nog ${NOTICE_DAYS} dagen lezen en uitvoeren. Daarna `
      + 'geven we de toestemming in Basispoort terug.'}>
      <Form action={`/klantenservice/${school.schoolId}/opzeggen`}>
        <Checkbox name="zeker" label="De school of het bestuur heeft dit schriftelijk gevraagd." />
        <ButtonRow><Button variant="secondary">Opzeggen</Button></ButtonRow>
      </Form>
    </Section>
  );
}

function StateList({ school }: { readonly school: ServiceSchool }): VNode {
  const at = (when: Date | null) => when ? formatDateTime(when) : 'nog niet';
  const fault = school.lasFaultCode === null ? 'geen'
    : `${school.lasFaultCode}${school.lasFaultAt ? `, ${formatDateTime(school.lasFaultAt)}` : ''}`;
  return (
    <DefinitionList items={[
      ['Verwerkersovereenkomst', at(school.agreementAcceptedAt)],
      ['Autorisatiesleutel', at(school.keyAcceptedAt)],
      ['Basispoort', at(school.basispoortAcceptedAt)],
      ['Leerlingen ophalen', rosterText(school)],
      ['Stap 1 klaar', at(school.step1CompletedAt)],
      ['Stap 2 en 3 open', school.stepsOpenedAt || !school.instructionsDueAt
        ? at(school.stepsOpenedAt) : `op ${formatDateTime(school.instructionsDueAt)}`],
      ['Stap 2 klaar', at(school.historyCompletedAt)],
      ['Stap 3 klaar', at(school.resultsLinkAt)],
      ['Laatste fout van het LAS', fault],
    ]} />
  );
}

function rosterText({ rosterStatus, rosterProgress }: ServiceSchool): string {
  const fault = rosterProgress?.fault;
  return `${rosterNames[rosterStatus]}${fault ? `, foutcode ${fault.code}` : ''}`;
}

const rosterNames: Readonly<Record<ServiceSchool['rosterStatus'], string>> = {
  none: 'nog niet begonnen', loading: 'bezig', loaded: 'opgehaald', failed: 'mislukt',
};

function Deliveries({ deliveries }: { readonly deliveries: readonly ServiceDelivery[] }): VNode {
  return (
    <DataTable caption="Laatste leveringen" captionHidden rows={deliveries}
      rowKey={({ deliveryId }) => deliveryId} empty={<p>Er is nog niets binnengekomen.</p>}
      columns={[
        {
          key: 'at', header: 'Ontvangen', rowHeader: true, tight: true,
          cell: ({ receivedAt }) => formatDateTime(receivedAt),
        },
        { key: 'kind', header: 'Soort', cell: ({ kind }) => deliveryNames[kind] },
        { key: 'status', header: 'Stand', cell: ({ status }) => deliveryStates[status] },
        { key: 'counts', header: 'Aantallen', cell: ({ counts }) => countsText(counts) },
      ]} />
  );
}

const deliveryNames: Readonly<Record<ServiceDelivery['kind'], string>> = {
  'roster-uwlr': 'Leerlingen uit het LAS', 'roster-edexml': 'Leerlingen uit EDEXML',
  'history-uwlr': 'Oude resultaten uit het LAS', 'history-csv': 'Oude resultaten uit CSV',
  'history-oso': 'Oude resultaten uit OSO-dossiers', 'history-uwlr-file': 'Oude resultaten uit een UWLR-bestand',
};
const deliveryStates: Readonly<Record<ServiceDelivery['status'], string>> = {
  received: 'ontvangen', preview: 'wacht op de school', accepted: 'verwerkt', refused: 'geweigerd',
  waiting: 'wacht op de school', unchanged: 'niets veranderd', undone: 'teruggedraaid',
};

/** Counts as `226 leerlingen, 10 groepen`; what has no Dutch name is for ourselves and is not told. */
function countsText(counts: ServiceDelivery['counts']): string {
  return Object.entries(countNames).flatMap(([name, words]) => {
    const count = counts[name];
    return typeof count === 'number' ? [`${formatNumber(count)} ${words}`] : [];
  }).join(', ') || 'niet geteld';
}

const countNames: Readonly<Record<string, string>> = {
  pupils: 'leerlingen', groups: 'groepen', compositeGroups: 'samengestelde groepen', staff: 'medewerkers',
  added: 'nieuw', changed: 'gewijzigd', moved: 'naar een andere groep', gone: 'weg', doubtful: 'in twijfel',
  returned: 'teruggekomen', stayed: 'bewaard gebleven',
  read: 'gelezen', taken: 'overgenomen', duplicate: 'dubbel', refused: 'geweigerd', waiting: 'wacht',
};

function Results({ results }: { readonly results: readonly ServiceResults[] }): VNode {
  return (
    <DataTable caption="Resultaten naar het LAS" captionHidden rows={results}
      rowKey={({ status, faultCode }) => `${status} ${faultCode}`} empty={<p>Er is nog niets verstuurd.</p>}
      columns={[
        { key: 'status', header: 'Stand', rowHeader: true, cell: ({ status }) => resultStates[status] },
        { key: 'fault', header: 'Foutcode', cell: ({ faultCode }) => faultCode ?? 'geen' },
        { key: 'count', header: 'Aantal', align: 'numeric', cell: ({ count }) => formatNumber(count) },
        { key: 'at', header: 'Laatst', cell: ({ lastAt }) => formatDateTime(lastAt) },
      ]} />
  );
}

const resultStates: Readonly<Record<ServiceResults['status'], string>> = {
  waiting: 'wacht', delivered: 'in het LAS', refused: 'geweigerd',
  superseded: 'vervangen of ingetrokken',
};

const mailNames: Readonly<Record<string, string>> = {
  instructies: 'instructies na de bestelling', inloglink: 'link om in te loggen',
  'steps-opened': 'stap 2 en 3 zijn open',
};

function Mails({ mails }: { readonly mails: readonly ServiceMail[] }): VNode {
  return (
    <DataTable caption="Verstuurde mails" captionHidden rows={mails} rowKey={({ mailId }) => mailId}
      empty={<p>Er is nog geen mail verstuurd.</p>}
      columns={[
        { key: 'at', header: 'Gemaakt', rowHeader: true, cell: ({ createdAt }) => formatDateTime(createdAt) },
        { key: 'kind', header: 'Soort', cell: ({ kind }) => mailNames[kind] ?? kind },
        {
          key: 'sent', header: 'Verstuurd',
          cell: ({ sentAt }) => sentAt ? formatDateTime(sentAt) : 'nog niet',
        },
      ]} />
  );
}
