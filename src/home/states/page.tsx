import type { VNode } from 'preact';
import { schoolPage } from '../../access/frame.tsx';
import type { SchoolViewer } from '../../access/types.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import {
  abilitiesOf, nextWordsOf, stateNames, troubleWords, turnNames, type NextWords,
} from '../../onboarding/state-words.ts';
import { isFault, readableUntil, type Trouble } from '../../onboarding/states.ts';
import type { Platform } from '../../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/data-table.tsx';
import { DefinitionList } from '../../ui/components/definition-list.tsx';
import { errorOf, FieldSet, Form, type FieldError } from '../../ui/components/form.tsx';
import { Notice } from '../../ui/components/notice.tsx';
import { Columns, Section } from '../../ui/components/section.tsx';
import { StatusTag } from '../../ui/components/tags.tsx';
import { TextField } from '../../ui/components/text-field.tsx';
import { formatDate } from '../../ui/format.ts';
import type { PageNotice } from '../../ui/page.tsx';
import type { SchoolInState } from './store.ts';

/** What the page of the state shows beside the state itself. */
export interface StandingView {
  readonly school: SchoolInState;
  /** Whether this viewer may act, or only see. */
  readonly mayAct: boolean;
  readonly notices: readonly PageNotice[];
  /** What was typed as a new contact person and has to be mended. */
  readonly errors: readonly FieldError[];
}

/** Stand van zaken: where the school stands, what works, what does not, and whose turn it is. */
export function standingPage(platform: Platform, viewer: SchoolViewer, view: StandingView): string {
  const { school, mayAct } = view;
  const [first] = school.troubles;
  const onward = nextWordsOf(school.state, school.facts);
  const turn = first ? troubleWords[first].next : onward;
  const mends = school.troubles.some((trouble) => troubleWords[trouble].next.href !== null);
  const { works, worksNot } = abilitiesOf(school, school.facts);
  return schoolPage(platform, viewer, {
    title: 'Stand van zaken',
    current: '/beheer',
    breadcrumbs: [{ href: '/beheer', label: 'Gebruikersbeheer' }],
    hasErrors: view.errors.length > 0,
    notices: view.notices,
    lead: `${stateNames[school.state]}, sinds ${formatDate(plainDateInAmsterdam(school.since))}. ${turn.sentence}`,
    children: (
      <>
        {school.troubles.map((trouble, index) => (
          <TroubleNotice trouble={trouble} main={index === 0} mayAct={mayAct} />))}
        <DefinitionList items={[
          ['Stand', <StateTag school={school} />],
          ['Sinds', formatDate(plainDateInAmsterdam(school.since))],
          ['Wie is aan zet', turnNames[school.turn]],
          ...(school.facts.cancelledAt
            ? [['Lezen kan tot', formatDate(plainDateInAmsterdam(readableUntil(school.facts.cancelledAt)))] as const]
            : []),
        ]} />
        {mayAct && !school.troubles.some(isFault) && <NextButton words={onward} main={!mends} />}
        <Columns>
          <Section title="Dit werkt nu"><Lines lines={works} empty="Nog niets." /></Section>
          <Section title="Dit werkt nu niet"><Lines lines={worksNot} empty="Alles werkt." /></Section>
        </Columns>
        <Section title="Tot nu toe"><History school={school} /></Section>
        {mayAct && <ContactSection view={view} />}
      </>
    ),
  });
}

/** The state as a tag; a trouble colours it. */
export function StateTag({ school: { state, troubles } }: {
  readonly school: Pick<SchoolInState, 'state' | 'troubles'>;
}): VNode {
  const isDone = state === 'link-active' || state === 'migrated';
  return (
    <>
      <StatusTag tone={isDone ? 'success' : state === 'cancelled' ? 'neutral' : 'busy'}>{stateNames[state]}</StatusTag>
      {troubles.some(isFault) && <> <StatusTag tone="error">storing</StatusTag></>}
    </>
  );
}

function TroubleNotice({ trouble, main, mayAct }: {
  readonly trouble: Trouble; readonly main: boolean; readonly mayAct: boolean;
}): VNode {
  const { title, next } = troubleWords[trouble];
  return (
    <Notice kind={isFault(trouble) ? 'warning' : 'info'} title={title}>
      <p>{next.sentence}</p>
      {mayAct && <NextButton words={next} main={main} />}
    </Notice>
  );
}

function NextButton({ words, main }: { readonly words: NextWords; readonly main: boolean }): VNode | null {
  if (!words.href) return null;
  return (
    <ButtonRow>
      <LinkButton href={words.href} variant={main ? 'primary' : 'secondary'}>{words.label}</LinkButton>
    </ButtonRow>
  );
}

function Lines({ lines, empty }: { readonly lines: readonly string[]; readonly empty: string }): VNode {
  if (lines.length === 0) return <p>{empty}</p>;
  return <ul>{lines.map((line) => <li>{line}</li>)}</ul>;
}

function History({ school: { facts } }: { readonly school: SchoolInState }): VNode {
  const events: readonly (readonly [string, Date | null])[] = [
    ['Besteld', facts.orderedAt], ['Uitnodiging gestuurd', facts.invitedAt],
    ['Verwerkersovereenkomst geaccepteerd', facts.agreementAcceptedAt], ['Sleutel ingevoerd', facts.keyAcceptedAt],
    ['Toestemming gevraagd in Basispoort', facts.portalRequestedAt],
    ['Geaccepteerd in Basispoort', facts.basispoortAcceptedAt], ['Stap 1 klaar', facts.step1CompletedAt],
    ['Stap 2 en 3 open', facts.stepsOpenedAt], ['Oude resultaten klaar', facts.historyCompletedAt],
    ['Resultaatkoppeling aangezet', facts.resultsLinkAt], ['Eerste resultaat in het LAS', facts.firstDeliveredAt],
    ['Opgezegd', facts.cancelledAt],
  ];
  const rows = events.flatMap(([name, at]) => (at ? [{ name, at }] : []))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return (
    <DataTable caption="Wat er wanneer gebeurde" captionHidden rows={rows} rowKey={({ name }) => name} empty={null}
      columns={[
        { key: 'what', header: 'Wat', rowHeader: true, cell: ({ name }) => name },
        { key: 'when', header: 'Wanneer', tight: true, cell: ({ at }) => formatDate(plainDateInAmsterdam(at)) },
      ]} />
  );
}

function ContactSection({ view: { school: { facts }, errors } }: { readonly view: StandingView }): VNode {
  return (
    <Section title="Contactpersoon" lead="Naar deze persoon gaan onze mails en herinneringen.">
      <DefinitionList items={[
        ['Naam', facts.contactName ?? 'niemand'], ['E-mailadres', facts.contactEmail ?? 'geen'],
      ]} />
      <form method="post" action="/beheer/stand/uitnodigen">
        <Button variant="secondary" icon="send">Uitnodiging opnieuw sturen</Button>
      </form>
      <Form action="/beheer/stand/contact" errors={errors}>
        <FieldSet legend="Een andere contactpersoon">
          <TextField name="naam" label="Naam" autoComplete="off" width="full" error={errorOf(errors, 'naam')} />
          <TextField name="email" label="E-mailadres" type="email" autoComplete="off" width="full"
            hint="Deze persoon wordt ook beheerder en krijgt een link om in te loggen."
            error={errorOf(errors, 'email')} />
        </FieldSet>
        <ButtonRow><Button variant="secondary">Contactpersoon wijzigen</Button></ButtonRow>
      </Form>
    </Section>
  );
}
