import type { ComponentChildren, VNode } from 'preact';
import type { RosterPupil } from '../../exchange/roster-document.ts';
import { plainDate } from '../../base/plain-date.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/data-table.tsx';
import { DefinitionList } from '../../ui/components/definition-list.tsx';
import { EmptyState } from '../../ui/components/empty-state.tsx';
import { Section } from '../../ui/components/section.tsx';
import { StatusTag, SyntheticLabel } from '../../ui/components/tags.tsx';
import {
  comparePersonNames, formatDateShort, formatDateTime, plural, sortName, type PersonName,
} from '../../ui/format.ts';
import { renderPage } from '../../ui/page.tsx';
import { SandboxPage, type SandboxNotice } from '../frame.tsx';
import type { SchoolPlan } from '../school/types.ts';
import { inChunks, type IssuedKey } from './keys.ts';
import type { LoggedCall, LoggedMessages } from './message-store.ts';
import type { ReceivedResult } from './result-store.ts';
import { KnobForm, KnobSection } from './knobs-page.tsx';
import { viewResult } from './result-view.ts';
import type { LasSchool } from './school-store.ts';

/** Where a school is chosen. */
export function lasHomePage({ schools, now }: { readonly schools: readonly SchoolPlan[]; readonly now: Date }): string {
  return renderPage(
    <SandboxPage stranger="las" title="Proef-LAS" now={now}
      lead="De leerlingadministratie van de verzonnen scholen. Kies een school.">
      <DataTable caption="Scholen" captionHidden rows={schools} rowKey={codeOf} empty={null} columns={[
        {
          key: 'name', header: 'School', rowHeader: true,
          cell: (plan) => <a href={`/sandbox/las/${codeOf(plan)}`}>{plan.name}</a>,
        },
        { key: 'code', header: 'BRIN en vestiging', tight: true, cell: ({ brin, site }) => `${brin} ${site}` },
        { key: 'purpose', header: 'Waarvoor', cell: ({ purpose }) => purpose },
      ]} />
    </SandboxPage>,
  );
}

/** The page of one school: its keys, its files and what can be turned. */
export function lasSchoolPage({ plan, sites, settings, keys, counts, newKey, now }: {
  readonly plan: SchoolPlan;
  /** Codes of all sites under this BRIN. */
  readonly sites: readonly string[];
  readonly settings: LasSchool;
  readonly keys: readonly IssuedKey[];
  readonly counts: { readonly pupils: number; readonly staff: number; readonly results: number };
  /** Just issued: shown here, once. */
  readonly newKey: string | null;
  readonly now: Date;
}): string {
  const code = codeOf(plan);
  return renderPage(
    <SchoolFrame plan={plan} title={plan.name} now={now}
      lead={`${counts.pupils} leerlingen en ${counts.staff} medewerkers.
        Maak hier de sleutel waarmee Leerling in beeld bij deze school mag.`}
      notices={newKey === null ? [] : [{
        kind: 'success', title: 'De sleutel is gemaakt',
        text: <><p>Kopieer hem nu: u ziet hem maar één keer.</p><p><code id="sleutel">{inChunks(newKey)}</code></p></>,
      }]}>
      <KeySection code={code} sites={sites} keys={keys} />
      <Section title="Bestanden" lead="Voor scholen die met de hand inlezen.">
        <ButtonRow>
          <LinkButton href={`/sandbox/las/${code}/edexml`} download="EDEX.XML" icon="download">EDEXML 2.1</LinkButton>
          <LinkButton href={`/sandbox/las/${code}/geschiedenis.xml`} icon="download">Oude resultaten (XML)</LinkButton>
          <LinkButton href={`/sandbox/las/${code}/geschiedenis.csv`} icon="download">Oude resultaten (CSV)</LinkButton>
        </ButtonRow>
        <p>De oude resultaten zijn geen standaard: UWLR kent geen weg van het LAS naar een leerlingvolgsysteem. De XML
          heeft de vorm van een UWLR-bericht, maar dat gebruik is een afspraak van ons. <SyntheticLabel /></p>
      </Section>
      <KnobSection code={code} settings={settings} />
    </SchoolFrame>,
  );
}

function KeySection({ code, sites, keys }: {
  readonly code: string;
  readonly sites: readonly string[];
  readonly keys: readonly IssuedKey[];
}): VNode {
  return (
    <Section title="Koppeling met Leerling in beeld" id="koppeling">
      <form method="post" action={`/sandbox/las/${code}/sleutels`}>
        <ButtonRow>
          <Button variant="primary" icon="key-round" name="vestigingen" value={code}>Autorisatiesleutel maken</Button>
          {sites.length > 1 && (
            <Button name="vestigingen" value={sites.join(' ')}>Sleutel voor alle vestigingen</Button>)}
        </ButtonRow>
      </form>
      <DataTable caption="Sleutels van deze school" rows={keys} rowKey={({ keyHash }) => keyHash} columns={[
        { key: 'hint', header: 'Begint met', rowHeader: true, cell: ({ keyHint }) => <code>{keyHint}</code> },
        { key: 'schools', header: 'Geldt voor', cell: ({ schoolCodes }) => schoolCodes.join(', ') },
        { key: 'issued', header: 'Gemaakt', cell: ({ issuedAt }) => formatDateTime(issuedAt) },
        {
          key: 'state', header: 'Stand', cell: ({ revokedAt }) => (
            <StatusTag tone={revokedAt ? 'error' : 'success'}>{revokedAt ? 'ingetrokken' : 'geldig'}</StatusTag>),
        },
        {
          key: 'revoke', header: 'Intrekken', cell: ({ keyHash, keyHint, revokedAt }) => revokedAt === null && (
            <form method="post" action={`/sandbox/las/${code}/sleutels/${keyHash}/intrekken`}>
              <Button small variant="quiet" about={`van sleutel ${keyHint}`}>Intrekken</Button>
            </form>
          ),
        },
      ]} empty={<p>Deze school heeft nog geen sleutel.</p>} />
    </Section>
  );
}

/** Where the LAS of a school is set otherwise. */
export function knobsPage({ plan, settings, now }: {
  readonly plan: SchoolPlan;
  readonly settings: LasSchool;
  readonly now: Date;
}): string {
  return renderPage(
    <SchoolFrame plan={plan} title="Draaiknoppen" now={now}
      lead="Kies wat er misgaat, en hoe dit LAS het anders doet dan andere. Dat blijft zo tot u het verandert.">
      <KnobForm code={codeOf(plan)} settings={settings} />
    </SchoolFrame>,
  );
}

/** What was asked of this school and what was answered. */
export function callsPage({ plan, calls, now }: {
  readonly plan: SchoolPlan;
  readonly calls: readonly LoggedCall[];
  readonly now: Date;
}): string {
  return renderPage(
    <SchoolFrame plan={plan} title="Berichten" now={now}
      lead="Wat aan dit LAS is gevraagd, en wat het heeft geantwoord.">
      <DataTable caption="Berichten, de nieuwste boven" captionHidden rows={calls} rowKey={({ messageId }) => messageId}
        columns={[
          { key: 'at', header: 'Wanneer', cell: ({ at }) => formatDateTime(at) },
          {
            key: 'operation', header: 'Vraag', rowHeader: true,
            cell: ({ messageId, operation }) => <a href={`/sandbox/las/berichten/${messageId}`}>{operation}</a>,
          },
          { key: 'outcome', header: 'Antwoord', cell: ({ outcome }) => outcome },
          {
            key: 'fault', header: 'Foutcode', cell: ({ faultCode }) => (
              <StatusTag tone={faultCode ? 'error' : 'success'}>{faultCode ?? 'goed'}</StatusTag>),
          },
        ]}
        empty={(
          <EmptyState title="Nog geen berichten">Zodra het platform iets vraagt of stuurt, staat het hier.</EmptyState>
        )} />
    </SchoolFrame>,
  );
}

/** One call: both messages as they went over the line. */
export function callPage({ call, plan, now }: {
  readonly call: LoggedMessages;
  readonly plan: SchoolPlan | undefined;
  readonly now: Date;
}): string {
  const content = (
    <>
      <DefinitionList items={[
        ['Wanneer', formatDateTime(call.at)], ['Antwoord', call.outcome], ['Foutcode', call.faultCode ?? 'geen'],
        ['Nummer', <code>{call.messageId}</code>],
      ]} />
      <Section title="Ontvangen"><XmlText xml={call.requestXml} /></Section>
      <Section title="Gestuurd"><XmlText xml={call.answerXml} /></Section>
    </>
  );
  const lead = 'De twee berichten zoals ze over de lijn gingen; de sleutel is eruit gehaald.';
  return renderPage(plan
    ? <SchoolFrame plan={plan} title={call.operation} now={now} lead={lead}>{content}</SchoolFrame>
    : <SandboxPage stranger="las" title={call.operation} now={now} lead={lead}>{content}</SandboxPage>);
}

const shownCharacters = 30_000;

function XmlText({ xml }: { readonly xml: string }): VNode {
  const rest = xml.length - shownCharacters;
  return (
    <pre tabIndex={0} style="max-height: 30rem; overflow: auto">
      <code>{xml.slice(0, shownCharacters)}{rest > 0 && `\n... en nog ${rest} tekens`}</code>
    </pre>
  );
}

/** The results that came in, by pupil, as a LAS shows them. */
export function resultsPage({ plan, pupils, results, now }: {
  readonly plan: SchoolPlan;
  readonly pupils: readonly RosterPupil[];
  readonly results: readonly ReceivedResult[];
  readonly now: Date;
}): string {
  const byPupil = Map.groupBy(results, ({ pupilKey }) => pupilKey);
  const shown = pupils.filter(({ key }) => byPupil.has(key)).map((pupil) => ({ pupil, name: nameOf(pupil) }))
    .toSorted((a, b) => comparePersonNames(a.name, b.name));
  return renderPage(
    <SchoolFrame plan={plan} title="Ontvangen resultaten" now={now}
      lead={(
        <>Leerling in beeld stuurde {plural(results.length, 'resultaat', 'resultaten')}. <SyntheticLabel /></>
      )}>
      {shown.length === 0 && (
        <EmptyState title="Er zijn nog geen resultaten">
          Zet in Leerling in beeld stap 3 aan. Daarna komen de resultaten hier vanzelf binnen.
        </EmptyState>
      )}
      {shown.map(({ pupil, name }) => (
        <DataTable caption={`${sortName(name)} (${pupil.key})`} rows={(byPupil.get(pupil.key) ?? []).map(viewResult)}
          rowKey={({ resultKey }) => resultKey} empty={null} columns={[
            { key: 'test', header: 'Toets', rowHeader: true, cell: ({ test }) => test },
            { key: 'taken', header: 'Afgenomen', cell: ({ takenOn }) => formatDateShort(plainDate(takenOn)) },
            { key: 'ability', header: 'Vaardigheidsscore', align: 'numeric', cell: ({ ability }) => ability },
            { key: 'roman', header: 'I-V', align: 'center', cell: ({ levelRoman }) => levelRoman },
            { key: 'letter', header: 'A-E', align: 'center', cell: ({ levelLetter }) => levelLetter },
            {
              key: 'fn', header: 'Functioneringsniveau', align: 'center',
              cell: ({ functioningLevel }) => functioningLevel,
            },
            {
              key: 'received', header: 'Ontvangen',
              cell: ({ receivedAt, receivedCount }) => (
                `${formatDateTime(receivedAt)}${receivedCount > 1 ? `, ${receivedCount} keer` : ''}`),
            },
          ]} />
      ))}
    </SchoolFrame>,
  );
}

function SchoolFrame({ plan, children, ...frame }: {
  readonly plan: SchoolPlan;
  readonly title: string;
  readonly lead: ComponentChildren;
  readonly now: Date;
  readonly notices?: readonly SandboxNotice[];
  readonly children: ComponentChildren;
}): VNode {
  const code = codeOf(plan);
  return (
    <SandboxPage stranger="las" {...frame}>
      <p>
        {plan.name} ({plan.brin} {plan.site}): <a href={`/sandbox/las/${code}`}>koppeling en bestanden</a>,
        {' '}<a href={`/sandbox/las/${code}/berichten`}>berichten</a>,
        {' '}<a href={`/sandbox/las/${code}/resultaten`}>ontvangen resultaten</a>
      </p>
      {children}
    </SandboxPage>
  );
}

function nameOf({ callName, prefix, lastName }: RosterPupil): PersonName {
  return { callName: callName ?? '', prefix, lastName: lastName ?? '' };
}

function codeOf({ brin, site }: SchoolPlan): string {
  return `${brin}${site}`;
}
