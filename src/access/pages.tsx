import type { VNode } from 'preact';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { errorOf, Form, type FieldError } from '../ui/components/form.tsx';
import { Columns, Section } from '../ui/components/section.tsx';
import { TextField } from '../ui/components/text-field.tsx';
import { publicPage, sandboxOf } from './frame.tsx';
import { linkWords, portalWords, type Words } from './nl.ts';
import type { AdmissionRefusal } from './admission.ts';
import type { LinkRefusal, MailLink } from './mail-link.ts';
import type { SsoRefusal } from './sso.ts';

/** The two ways in: the portal, or a link in a mail. */
export function signInPage(platform: Platform, view: {
  readonly backPath: string;
  readonly signedOut?: boolean;
  readonly email?: string;
  readonly errors?: readonly FieldError[];
}): string {
  const { backPath, signedOut = false, email, errors = [] } = view;
  return publicPage(platform, {
    title: 'Inloggen',
    lead: 'Leerkrachten en leerlingen komen binnen via Basispoort. Doet Basispoort het niet? '
      + 'Dan kan het met een mail of een klassencode.',
    hasErrors: errors.length > 0,
    notices: signedOut ? [signedOutNotice] : [],
    children: (
      <Columns>
        <Section title="Via Basispoort"
          lead="Voor leerkrachten, intern begeleiders, directeuren en leerlingen.">
          <LinkButton href={`/inloggen/basispoort/start?terug=${encodeURIComponent(backPath)}`}
            variant="primary" icon="school">
            Inloggen via Basispoort
          </LinkButton>
        </Section>
        <Section title="Met een link in de mail"
          lead={'Voor beheerders van Gebruikersbeheer, en voor medewerkers als Basispoort het niet doet. Gebruik het '
            + 'adres dat in de administratie van uw school staat.'}>
          <MailLinkForm email={email} errors={errors} />
        </Section>
        <Section title="Leerling met een klassencode" lead="Je juf of meester laat de code zien.">
          <LinkButton href="/klas" icon="key-round">Naar de klassencode</LinkButton>
        </Section>
      </Columns>
    ),
  });
}

const signedOutNotice = {
  kind: 'success', title: 'U bent uitgelogd', text: 'Sluit ook Basispoort af op een gedeelde computer.',
} as const;

/** The same answer for every address, so that nobody learns who works here. */
export function mailLinkSentPage(platform: Platform): string {
  return publicPage(platform, {
    title: 'Kijk in uw mail',
    lead: 'Kennen we dit adres? Dan is er een mail met een link onderweg. De link werkt één keer, en een '
      + 'uur lang.',
    children: (
      <>
        <MailTrayHint platform={platform} />
        <Section title="Geen mail gekregen?">
          <ul>
            <li>Kijk in de map met ongewenste mail.</li>
            <li>Beheerders: gebruik het adres waarmee uw school besteld heeft.</li>
            <li>Medewerkers: gebruik het adres dat in de administratie (het LAS) van uw school staat.</li>
            <li>Na drie keer vragen sturen we een kwartier lang niets meer.</li>
          </ul>
          <p><a href="/inloggen">Vraag nog een link</a></p>
        </Section>
      </>
    ),
  });
}

/** Where mails go in the sandbox, with the way there; nothing elsewhere. */
export function MailTrayHint({ platform }: { readonly platform: Platform }): VNode | null {
  if (!sandboxOf(platform)) return null;
  return <p>In de oefenomgeving komt alle mail in <a href="/sandbox/mail">het postbakje</a>.</p>;
}

/**
 * An invitation before it is used: opening the link alone does nothing, because mail programs do that too.
 */
export function mailLinkPage(platform: Platform, token: string, link: MailLink): string {
  const { personName, schoolName } = link;
  const asStaff = personName === null;
  return publicPage(platform, {
    title: asStaff ? 'Welkom' : `Welkom, ${personName}`,
    lead: linkLead(link),
    children: (
      <>
        <p>
          De link werkt één keer. {asStaff ? 'Kreeg u deze mail per ongeluk?' : `Bent u niet ${personName}?`}
          {' '}Gebruik hem dan niet en gooi de mail weg.
        </p>
        <Form action={`/uitnodiging/${token}`}>
          <ButtonRow>
            <Button variant="primary" icon="arrow-right">
              {schoolName === null || asStaff ? 'Inloggen' : 'Naar Gebruikersbeheer'}
            </Button>
          </ButtonRow>
        </Form>
      </>
    ),
  });
}

function linkLead({ personName, schoolName }: MailLink): string {
  if (schoolName === null) return 'Met deze link logt u in. Een wachtwoord is niet nodig.';
  return personName === null
    ? `Met deze link logt u in als medewerker van ${schoolName}.`
    : `Met deze link logt u in als beheerder van ${schoolName}.`;
}

/** A link that does not open, with the form that sends a new one. */
export function linkRefusedPage(platform: Platform, refusal: LinkRefusal): string {
  return publicPage(platform, {
    ...headOf(linkWords[refusal]),
    children: <><WhatToDo words={linkWords[refusal]} /><MailLinkForm errors={[]} isMain /></>,
  });
}

/** The portal does not answer: how a class starts all the same. */
export function portalDownPage(platform: Platform): string {
  return publicPage(platform, {
    title: 'Basispoort geeft geen antwoord',
    lead: 'Inloggen via Basispoort lukt nu niet. De toetsen kunnen wel doorgaan.',
    children: (
      <>
        <Columns>
          <Section title="U bent leerkracht of intern begeleider"
            lead={'Vraag een inloglink op het mailadres dat in de administratie van uw school staat. Open daarna een '
              + 'klassencode voor uw groep.'}>
            <MailLinkForm errors={[]} isMain />
          </Section>
          <Section title="Je bent leerling" lead="Je juf of meester laat een klassencode zien.">
            <LinkButton href="/klas" icon="key-round">Naar de klassencode</LinkButton>
          </Section>
        </Columns>
        <p><a href="/inloggen">Probeer Basispoort opnieuw</a></p>
      </>
    ),
  });
}

/** Nobody came in through the portal: why, and who does what. */
export function portalRefusedPage(platform: Platform, refusal: SsoRefusal | AdmissionRefusal): string {
  const words = portalWords[refusal];
  const { helpPhone } = platform.config;
  return publicPage(platform, {
    ...headOf(words),
    children: (
      <>
        <WhatToDo words={words} />
        <ButtonRow>
          <LinkButton href="/inloggen" variant="primary">Opnieuw inloggen</LinkButton>
          {refusal === 'school-unknown' && <LinkButton href="/bestellen">Bestellen</LinkButton>}
        </ButtonRow>
        <p>Komt u er niet uit? <a href="/hulp">Kijk bij Hulp</a> of bel {helpPhone}.</p>
      </>
    ),
  });
}

function headOf({ title, lead }: Words): Pick<Words, 'title' | 'lead'> {
  return { title, lead };
}

function WhatToDo({ words }: { readonly words: Words }): VNode {
  return (
    <Section title="Wat kunt u doen?">
      <ol>{words.whatToDo.map((step) => <li>{step}</li>)}</ol>
    </Section>
  );
}

function MailLinkForm({ email, errors, isMain = false }: {
  readonly email?: string | undefined;
  readonly errors: readonly FieldError[];
  /** Whether this is what the page is for. */
  readonly isMain?: boolean;
}): VNode {
  return (
    <Form action="/inloggen/link" errors={errors}>
      <TextField name="email" label="E-mailadres" type="email" autoComplete="email" value={email}
        error={errorOf(errors, 'email')} />
      <ButtonRow>
        <Button icon="mail" variant={isMain ? 'primary' : 'secondary'}>Stuur mij een inloglink</Button>
      </ButtonRow>
    </Form>
  );
}
