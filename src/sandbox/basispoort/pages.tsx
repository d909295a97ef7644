import type { ComponentChildren, VNode } from 'preact';
import { Button, ButtonRow, LinkButton } from '../../ui/components/button.tsx';
import { Checkbox } from '../../ui/components/choice-fields.tsx';
import { DataTable } from '../../ui/components/data-table.tsx';
import { EmptyState } from '../../ui/components/empty-state.tsx';
import { Form } from '../../ui/components/form.tsx';
import { Card, Columns, Section } from '../../ui/components/section.tsx';
import { StatusTag } from '../../ui/components/tags.tsx';
import { callNameAndLast, comparePersonNames, formatDateTime, sortName, type PersonName } from '../../ui/format.ts';
import { renderPage } from '../../ui/page.tsx';
import { SandboxPage } from '../frame.tsx';
import type { Person } from './directory.ts';
import type { Institution } from './institutions.ts';
import { Picture } from './pictures.tsx';
import { isGranted, type Permission, type StoredTile } from './store.ts';
import type { InstitutionRoster, Leerling, Medewerker, Rol } from './types.ts';

const base = '/sandbox/basispoort';
const standsIn = 'Dit is de oefenomgeving, niet Basispoort zelf.';

/** The first page of the portal: schools, and what one can do there. */
export function portalPage({ schools, visitor, now }: {
  readonly schools: readonly Institution[];
  readonly visitor: Person | undefined;
  readonly now: Date;
}): string {
  return renderPage(
    <Portal title="Proef-Basispoort" now={now} visitor={visitor}
      lead={`Het inlogportaal van de verzonnen scholen. ${standsIn}`}>
      <DataTable caption="Scholen" captionHidden rows={schools} rowKey={({ id }) => `${id}`} empty={null} columns={[
        { key: 'name', header: 'School', rowHeader: true, cell: ({ name }) => name },
        { key: 'brin', header: 'BRIN en vestiging', tight: true, cell: ({ brin, site }) => `${brin} ${site}` },
        {
          key: 'manage', header: 'Toestemming', cell: ({ id, name }) => (
            <LinkButton small href={`${base}/beheer/${id}`} about={`van ${name}`}>Beheer</LinkButton>),
        },
        {
          key: 'signin', header: 'Inloggen', cell: ({ id, name }) => (
            <ButtonRow>
              <LinkButton small href={`${base}/inloggen?instelling=${id}&soort=medewerker`} about={`van ${name}`}>
                Medewerker</LinkButton>
              <LinkButton small href={`${base}/inloggen?instelling=${id}&soort=leerling`} about={`van ${name}`}>
                Leerling</LinkButton>
            </ButtonRow>
          ),
        },
      ]} />
      <p>
        <a href={`${base}/instellingen`}>Instellen</a>: laat een vinkje pas na de nacht gelden, of vraag om een storing.
      </p>
    </Portal>,
  );
}

/** What the ICT coordinator of a school sees: Beheer > Uitgeverijen. */
export function managePage({ institution, permission, pending, nextDay, productName, saved, now }: {
  readonly institution: Institution;
  readonly permission: Permission;
  /** What was ticked and waits for the night; null: nothing. */
  readonly pending: boolean | null;
  readonly nextDay: boolean;
  readonly productName: string;
  readonly saved: boolean;
  readonly now: Date;
}): string {
  const granted = isGranted(permission);
  const waiting = permission.requestedAt !== null && !granted;
  return renderPage(
    <SandboxPage stranger="basispoort" title="Uitgeverijen" now={now}
      lead={`${institution.name}: kies welke uitgeverijen de gegevens van de school mogen gebruiken.`}
      notices={[
        ...(saved ? [{ kind: 'success', title: 'Bewaard', text: null } as const] : []),
        ...(waiting ? [{
          kind: 'info', title: `${productName} vraagt om toestemming`,
          text: `Gevraagd op ${formatDateTime(permission.requestedAt)}. Zet het vinkje en bewaar.`,
        } as const] : []),
      ]}>
      <Form action={`${base}/beheer/${institution.id}`}>
        <Checkbox name="toestemming" checked={pending ?? granted} label={productName}
          hint="Mag namen, groepen en ECK iD's van leerlingen en medewerkers ophalen en een tegel tonen." />
        <ButtonRow><Button variant="primary">Bewaren</Button></ButtonRow>
      </Form>
      <p>
        Toestemming nu: {granted
          ? <StatusTag tone="success">gegeven</StatusTag> : <StatusTag tone="neutral">niet gegeven</StatusTag>}
        {pending !== null && <> <StatusTag tone="busy">verandert vannacht</StatusTag></>}
      </p>
      <p>
        {nextDay ? 'Hier geldt uw keuze na de eerstvolgende nacht, net als bij de echte Basispoort.'
          : 'Hier geldt uw keuze meteen. Bij de echte Basispoort geldt zij pas na de eerstvolgende nacht.'}
        {' '}Hier mag iedereen dit doen. Bij de echte Basispoort kan alleen de ICT-coördinator van de school dit.
        {' '}<a href={`${base}/instellingen`}>Instellen</a>
      </p>
    </SandboxPage>,
  );
}

/** Where a member of staff says who it is. */
export function staffSignInPage({ institution, roster, interaction, now }: SignInView): string {
  const people = roster.medewerkers.map((person) => ({ person, name: nameOf(person) }))
    .toSorted((a, b) => comparePersonNames(a.name, b.name));
  const groupNames = new Map([...roster.groepen, ...roster.subgroepen].map(({ lasKey, naam }) => [lasKey, naam]));
  return renderPage(
    <SandboxPage stranger="basispoort" title="Inloggen als medewerker" now={now}
      lead={`${institution.name}. Kies wie u bent. In de oefenomgeving zijn geen wachtwoorden.`}>
      <DataTable caption="Medewerkers" captionHidden rows={people} rowKey={({ person }) => `${person.id}`} empty={null}
        columns={[
          { key: 'name', header: 'Naam', rowHeader: true, cell: ({ name }) => sortName(name) },
          {
            key: 'roles', header: 'Rol',
            cell: ({ person }) => person.rollen.map((role) => roleNames[role]).join(', '),
          },
          {
            key: 'groups', header: 'Groepen',
            cell: ({ person: { groepen, subgroepen } }) =>
              [...groepen, ...subgroepen].map((key) => groupNames.get(key)).join(', '),
          },
          {
            key: 'choose', header: 'Kiezen',
            cell: ({ person, name }) => (
              <SignInForm userId={person.id} interaction={interaction}>
                <Button small about={`als ${callNameAndLast(name)}`}>Inloggen</Button>
              </SignInForm>
            ),
          },
        ]} />
    </SandboxPage>,
  );
}

/** Where a pupil chooses the own group, and then the own picture. */
export function pupilSignInPage({ institution, roster, interaction, groupKey, now }: SignInView & {
  readonly groupKey: string | null;
}): string {
  const group = roster.groepen.find(({ lasKey }) => lasKey === groupKey);
  const pupils = roster.leerlingen.filter(({ groep }) => groep === groupKey)
    .map((person) => ({ person, name: nameOf(person) })).toSorted((a, b) => comparePersonNames(a.name, b.name));
  const query = (key: string): string => new URLSearchParams({
    instelling: `${institution.id}`, soort: 'leerling', groep: key, ...(interaction && { interactie: interaction }),
  }).toString();
  return renderPage(
    <SandboxPage stranger="basispoort" title={group ? group.naam : 'Kies je groep'} now={now}
      lead={group ? 'Klik op je plaatje.' : `${institution.name}. In welke groep zit je?`}>
      {group
        ? (
          <Columns>
            {pupils.map(({ person, name }) => (
              <SignInForm userId={person.id} interaction={interaction}>
                <Button><Picture userId={person.id} /> {callNameAndLast(name)}</Button>
              </SignInForm>
            ))}
          </Columns>
        )
        : (
          <ButtonRow>
            {roster.groepen.map(({ lasKey, naam }) => (
              <LinkButton href={`${base}/inloggen?${query(lasKey)}`}>{naam}</LinkButton>))}
          </ButtonRow>
        )}
    </SandboxPage>,
  );
}

/** Where somebody who came from the platform says of which school and what kind. */
export function whoPage({ schools, interaction, now }: {
  readonly schools: readonly Institution[];
  readonly interaction: string;
  readonly now: Date;
}): string {
  return renderPage(
    <SandboxPage stranger="basispoort" title="Wie bent u?" now={now}
      lead={`Kies uw school. In de oefenomgeving zijn geen wachtwoorden. ${standsIn}`}>
      <Columns>
        {schools.map(({ id, name }) => (
          <Card title={name}>
            <ButtonRow>
              <LinkButton href={`${base}/inloggen?instelling=${id}&soort=medewerker&interactie=${interaction}`}
                about={`van ${name}`}>Medewerker</LinkButton>
              <LinkButton href={`${base}/inloggen?instelling=${id}&soort=leerling&interactie=${interaction}`}
                about={`van ${name}`}>Leerling</LinkButton>
            </ButtonRow>
          </Card>
        ))}
      </Columns>
    </SandboxPage>,
  );
}

/** Lesmateriaal: the tiles of who is signed in. */
export function tilesPage({ visitor, tiles, issuer, startUrl, now }: {
  readonly visitor: Person;
  readonly tiles: readonly StoredTile[];
  readonly issuer: string;
  /** initiate_login_uri of the publisher. */
  readonly startUrl: string;
  readonly now: Date;
}): string {
  return renderPage(
    <Portal title="Lesmateriaal" now={now} visitor={visitor} lead={`${visitor.institution.name}. ${standsIn}`}>
      {tiles.length === 0 && <NoTiles />}
      <Columns>
        {tiles.map(({ document }) => (
          <Card title={document.naam} actions={(
            <LinkButton variant="primary" about={document.naam}
              href={`${startUrl}?${launchQuery(issuer, document.url ?? '')}`}>
              Openen
            </LinkButton>
          )}>
            {document.icon && (
              <img src={`data:${document.icon.replace(',', ';base64,')}`} alt="" width="75" height="75" />)}
          </Card>
        ))}
      </Columns>
    </Portal>,
  );
}

/** What a launch by a third party carries (OpenID Connect Core, section 4). */
function launchQuery(issuer: string, target: string): string {
  return new URLSearchParams({ iss: issuer, target_link_uri: target }).toString();
}

/** What somebody reads who may not come in (yet). */
export function noAccessPage({ visitor, now }: { readonly visitor: Person; readonly now: Date }): string {
  return renderPage(
    <Portal title="U kunt nog niet inloggen" now={now} visitor={visitor}
      lead="Er staat voor u nog geen tegel klaar.">
      <NoTiles />
    </Portal>,
  );
}

function NoTiles(): VNode {
  return (
    <EmptyState title="Er staat hier nog niets">
      Geeft de school toestemming in Beheer? En zijn de leerlingen al opgehaald? Bij de echte Basispoort duurt het een
      nacht: kom dan morgen terug.
    </EmptyState>
  );
}

interface SignInView {
  readonly institution: Institution;
  readonly roster: InstitutionRoster;
  /** Sign-on under way, or null. */
  readonly interaction: string | null;
  readonly now: Date;
}

function Portal({ visitor, children, ...frame }: {
  readonly title: string;
  readonly lead: ComponentChildren;
  readonly now: Date;
  readonly visitor: Person | undefined;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <SandboxPage stranger="basispoort" {...frame}>
      {visitor && (
        <Section title={`Ingelogd: ${callNameAndLast(nameOf(visitor.person))}`}>
          <form method="post" action={`${base}/uitloggen`}>
            <ButtonRow>
              <LinkButton href={`${base}/lesmateriaal`}>Lesmateriaal</LinkButton>
              <Button variant="quiet" icon="log-out">Uitloggen bij Basispoort</Button>
            </ButtonRow>
          </form>
        </Section>
      )}
      {children}
    </SandboxPage>
  );
}

function SignInForm({ userId, interaction, children }: {
  readonly userId: number;
  readonly interaction: string | null;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <form method="post" action={`${base}/inloggen`}>
      <input type="hidden" name="gebruiker" value={userId} />
      {interaction !== null && <input type="hidden" name="interactie" value={interaction} />}
      {children}
    </form>
  );
}

function nameOf({ persoonsgegevens }: Leerling | Medewerker): PersonName {
  const { voornaam, voorvoegsel, achternaam } = persoonsgegevens;
  return { callName: voornaam ?? '', prefix: voorvoegsel, lastName: achternaam ?? '' };
}

const roleNames: Readonly<Record<Rol, string>> = {
  Leerkracht: 'leerkracht', ICTCoordinator: 'ICT-coördinator', IBRTer: 'intern begeleider', Stagiair: 'stagiair',
  Inval: 'invaller',
};
