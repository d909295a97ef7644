import type { VNode } from 'preact';
import { MailTrayHint } from '../access/pages.tsx';
import { publicPage, schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { Checkbox, RadioGroup } from '../ui/components/choice-fields.tsx';
import { ErrorSummary, errorOf, FieldSet, Form, type FieldError } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Section } from '../ui/components/section.tsx';
import { TextField } from '../ui/components/text-field.tsx';
import { enumerate, formatDateTime } from '../ui/format.ts';
import { agreementVersion } from './agreement.ts';
import { articles } from './agreement-text.ts';
import { featureNames } from './nl.ts';
import { orderableSchoolYears } from './rules.ts';
import type { OrderInput, Package } from './types.ts';

/** The order form; what was typed stays when something is wrong. */
export function orderPage(platform: Platform, view: {
  readonly packages: readonly Package[]; readonly input: OrderInput; readonly errors: readonly FieldError[];
}): string {
  const { packages, input, errors } = view;
  const schoolYears = orderableSchoolYears(platform.clock.now());
  return publicPage(platform, {
    title: 'Bestellen',
    lead: 'Bestel voor één school en één schooljaar. Daarna krijgt u een mail waarmee u meteen kunt '
      + 'beginnen.',
    hasErrors: errors.length > 0,
    children: (
      <Form action="/bestellen" errors={errors}>
        <SchoolFields input={input} errors={errors} />
        <FieldSet legend="Wat bestelt u?">
          <RadioGroup name="packageCode" label="Pakket" value={input.packageCode}
            error={errorOf(errors, 'packageCode')}
            choices={packages.map(({ code, name, features }) => ({
              value: code, label: name,
              hint: `${enumerate(inReadingOrder(features).map(lowerFirst))}.`,
            }))} />
          <RadioGroup name="schoolYear" label="Schooljaar" value={input.schoolYear} inline
            error={errorOf(errors, 'schoolYear')}
            choices={schoolYears.map((year) => ({ value: year, label: year }))} />
          <TextField name="pupilCount" label="Aantal leerlingen in groep 3 tot en met 8"
            value={input.pupilCount} width={4} inputMode="numeric" hint="Ongeveer is genoeg."
            error={errorOf(errors, 'pupilCount')} />
        </FieldSet>
        <ContactFields input={input} errors={errors} />
        <ButtonRow><Button variant="primary">Bestellen</Button></ButtonRow>
      </Form>
    ),
  });
}

interface FieldsView {
  readonly input: OrderInput;
  readonly errors: readonly FieldError[];
}

function SchoolFields({ input, errors }: FieldsView): VNode {
  return (
    <FieldSet legend="Uw school">
      <TextField name="brinSite" label="BRIN-nummer met vestiging" value={input.brinSite} width={10}
        autoComplete="off" spellCheck={false}
        hint="Bijvoorbeeld 99XX00. Zonder vestiging gaan we uit van de hoofdvestiging, 00."
        error={errorOf(errors, 'brinSite')} />
      <TextField name="schoolName" label="Naam van de school" value={input.schoolName} width="full"
        autoComplete="organization" error={errorOf(errors, 'schoolName')} />
      <TextField name="boardNumber" label="Bestuursnummer" value={input.boardNumber ?? ''} width={10} optional
        inputMode="numeric" autoComplete="off"
        hint="Vijf cijfers (bevoegd gezag). Uw bestuur ziet dan hoe ver de school is, en geen leerlingen."
        error={errorOf(errors, 'boardNumber')} />
    </FieldSet>
  );
}

function ContactFields({ input, errors }: FieldsView): VNode {
  return (
    <FieldSet legend="Contactpersoon"
      lead="Deze persoon wordt de eerste beheerder, krijgt de mail en zet de drie stappen.">
      <TextField name="contactName" label="Naam" value={input.contactName} autoComplete="name" width="full"
        error={errorOf(errors, 'contactName')} />
      <TextField name="contactEmail" label="E-mailadres" type="email" value={input.contactEmail}
        autoComplete="email" width="full" error={errorOf(errors, 'contactEmail')} />
    </FieldSet>
  );
}

/** What a package holds, in the order of `featureNames`. */
export function inReadingOrder(features: Package['features']): readonly string[] {
  return Object.entries(featureNames).filter(([code]) => features.some((feature) => feature === code))
    .map(([, name]) => name);
}

function lowerFirst(text: string, index: number): string {
  return index === 0 ? text : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** The order was taken. */
export function orderedPage(platform: Platform): string {
  return publicPage(platform, {
    title: 'Uw bestelling is binnen',
    lead: 'We stuurden een mail naar de contactpersoon. Daarin staat de link naar Gebruikersbeheer.',
    children: (
      <>
        <MailTrayHint platform={platform} />
        <Section title="Zo gaat het verder">
          <ol>
            <li>Open de mail en log in met de link. Hij werkt één keer, en twee weken lang.</li>
            <li>Lees de verwerkersovereenkomst en accepteer haar.</li>
            <li>Zet stap 1: plak de autorisatiesleutel van uw LAS, en vink ons aan in Basispoort.</li>
          </ol>
        </Section>
        <p>Geen mail gekregen? Kijk bij ongewenste mail, of <a href="/inloggen">vraag een nieuwe link</a>.</p>
      </>
    ),
  });
}

/** The processing agreement, and the button to accept it for who may do that. */
export function agreementPage(platform: Platform, viewer: SchoolViewer, view: {
  readonly acceptedAt: Date | null; readonly mayAccept: boolean; readonly refused: boolean;
}): string {
  return schoolPage(platform, viewer, {
    title: 'Verwerkersovereenkomst',
    lead: view.acceptedAt
      ? `Geaccepteerd op ${formatDateTime(view.acceptedAt)}. U hoeft niets te doen.`
      : 'Lees wat we met de gegevens van uw leerlingen doen. Accepteer het daarna; dan gaat stap 1 open.',
    current: '/beheer',
    breadcrumbs: [{ href: '/beheer', label: 'Gebruikersbeheer' }],
    hasErrors: view.refused,
    children: (
      <>
        {view.refused && <ErrorSummary errors={[{ field: 'mandated', message: mandateMissing }]} />}
        <Notice kind="warning" title="Dit is een voorbeeldtekst">
          Wij schreven hem zelf. Niemand buiten ons keurde hem goed. Het bestuur van uw school beoordeelt of
          deze tekst genoeg is.
        </Notice>
        <p>Versie {agreementVersion}</p>
        {articles.map(({ title, paragraphs }) => (
          <Section title={title}>{paragraphs.map((text) => <p>{text}</p>)}</Section>
        ))}
        {view.acceptedAt
          ? <LinkButton href="/beheer">Naar de drie stappen</LinkButton> : <AcceptForm {...view} />}
      </>
    ),
  });
}

const mandateMissing = 'Vink aan dat u dit namens het bestuur mag accepteren. Mag u dat niet? Vraag het '
  + 'dan uw directeur.';

function AcceptForm({ mayAccept, refused }: {
  readonly mayAccept: boolean; readonly refused: boolean;
}): VNode {
  if (!mayAccept) return <p>De beheerder of de directeur van uw school kan deze overeenkomst accepteren.</p>;
  return (
    <Form action="/beheer/overeenkomst">
      <Checkbox name="mandated" label="Ik mag deze overeenkomst accepteren namens het bestuur van de school."
        error={refused ? mandateMissing : null} />
      <ButtonRow><Button variant="primary">Accepteren</Button></ButtonRow>
    </Form>
  );
}
