import type { VNode } from 'preact';
import { sandboxOf, schoolPage } from '../../access/frame.tsx';
import type { SchoolViewer } from '../../access/types.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import type { Platform } from '../../platform/platform.ts';
import { Button, ButtonRow } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/data-table.tsx';
import { Notice } from '../../ui/components/notice.tsx';
import { Section } from '../../ui/components/section.tsx';
import { StatusTag } from '../../ui/components/tags.tsx';
import { formatDate, plural } from '../../ui/format.ts';
import { basispoortRefusals } from '../nl.ts';
import type { BasispoortConnection, BasispoortRefusal } from '../types.ts';
import type { OnboardingView } from '../view.ts';

/** What asking Basispoort just gave: an answer, or why it could not be asked. */
export type AskOutcome = 'granted' | 'waiting' | BasispoortRefusal | null;

/** The page where Basispoort is linked: who must do what there, and a button to look whether it is done. */
export function basispoortPage(
  platform: Platform, viewer: SchoolViewer, view: OnboardingView, outcome: AskOutcome,
): string {
  const accepted = view.basispoortAcceptedAt !== null;
  const asked = view.basispoort.length > 0;
  return schoolPage(platform, viewer, {
    title: 'Basispoort',
    current: '/beheer',
    breadcrumbs: [{ href: '/beheer', label: 'Gebruikersbeheer' }],
    lead: accepted
      ? 'Uw school heeft ons geaccepteerd. Leerkrachten en leerlingen loggen in met onze tegel in Basispoort.'
      : 'De ICT-coördinator accepteert ons in Basispoort. Dan kunnen leerkrachten en leerlingen inloggen.',
    children: (
      <>
        <Outcome outcome={outcome} />
        <Sites connections={view.basispoort} />
        {!accepted && <HowTo productName={platform.config.productName} asked={asked} />}
        {!accepted && sandboxOf(platform) && (
          <p>In de oefenomgeving doet u dat in de <a href="/sandbox/basispoort">proef-Basispoort</a>.</p>
        )}
        <Doubts doubts={view.doubts} />
        <ButtonRow>
          <form method="post" action={`/beheer/basispoort/${asked ? 'controleren' : 'vragen'}`}>
            <Button variant={accepted ? 'secondary' : 'primary'}>
              {asked ? 'Controleren of het gelukt is' : 'Toestemming vragen in Basispoort'}
            </Button>
          </form>
        </ButtonRow>
      </>
    ),
  });
}

/** Numbers and no names: who it is stands in Basispoort, beside the number. */
function Doubts({ doubts }: { readonly doubts: OnboardingView['doubts'] }): VNode | null {
  if (doubts.length === 0) return null;
  return (
    <Notice kind="warning" title={`Bij ${plural(doubts.length, 'persoon', 'personen')} weten we niet zeker wie het is`}>
      <p>
        Basispoort en uw LAS noemen hier verschillende mensen. Deze personen kunnen nog niet inloggen. Vraag de
        administratie of ECK iD en LAS-sleutel in het LAS kloppen. Daarna gaat het vanzelf goed.
      </p>
      <ul>
        {doubts.slice(0, 20).map(({ userKind, userId, reason }) => (
          <li>
            {userKind === 'pupil' ? 'Leerling' : 'Medewerker'} met nummer {userId} in Basispoort:{' '}
            {reason === 'two-users' ? 'heeft daar twee accounts' : 'de sleutels wijzen twee mensen aan'}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function HowTo({ productName, asked }: { readonly productName: string; readonly asked: boolean }): VNode {
  return (
    <Section title="Zo accepteert u ons">
      <ol>
        {!asked && <li>Druk op de knop hieronder. Uw vraag staat dan klaar in Basispoort.</li>}
        <li>
          Log in bij Basispoort als ICT-coördinator. Een leerkracht of directeur kan dit niet, tenzij die ook
          ICT-coördinator is.
        </li>
        <li>
          Ga naar <strong>Beheer</strong>, dan <strong>Uitgeverijen</strong>. Vink{' '}
          <strong>{productName}</strong> aan en bewaar.
        </li>
        <li>
          Kom hier terug en druk op <strong>Controleren</strong>.
        </li>
      </ol>
      <p>In Basispoort kan een wijziging tot morgen duren. U kunt intussen gewoon verder.</p>
    </Section>
  );
}

function Outcome({ outcome }: { readonly outcome: AskOutcome }): VNode | null {
  if (outcome === null) return null;
  if (outcome === 'granted') {
    return (
      <Notice kind="success" title="Basispoort is gekoppeld">
        <p>Uw school heeft ons geaccepteerd.</p>
      </Notice>
    );
  }
  if (outcome === 'waiting') {
    return (
      <Notice kind="info" title="Nog niet geaccepteerd">
        <p>
          De vraag staat klaar in Basispoort. De ICT-coördinator vinkt ons daar nog aan. Controleer het
          daarna
          hier.
        </p>
      </Notice>
    );
  }
  if (outcome === 'no-answer') {
    return <Notice kind="warning" title="Even geen verbinding"><p>{basispoortRefusals[outcome]}</p></Notice>;
  }
  return <Notice kind="error" title="Het vragen lukte niet"><p>{basispoortRefusals[outcome]}</p></Notice>;
}

function Sites({ connections }: { readonly connections: readonly BasispoortConnection[] }): VNode | null {
  if (connections.length === 0) return null;
  const day = (at: Date | null) => (at ? formatDate(plainDateInAmsterdam(at)) : '');
  return (
    <DataTable
      caption="Toestemming per vestiging"
      rows={connections}
      rowKey={({ site }) => site}
      empty={null}
      columns={[
        { key: 'site', header: 'Vestiging', rowHeader: true, cell: ({ site }) => site },
        { key: 'asked', header: 'Gevraagd', cell: ({ requestedAt }) => day(requestedAt) },
        { key: 'state', header: 'Toestemming', cell: (connection) => <PermissionTag {...connection} /> },
        {
          key: 'lists',
          header: 'Tegel bijgewerkt',
          cell: ({ accessListsAt }) => (accessListsAt ? day(accessListsAt) : 'nog niet'),
        },
      ]}
    />
  );
}

function PermissionTag({ grantedAt, revokedAt, closedAt }: BasispoortConnection): VNode {
  if (closedAt) return <StatusTag tone="error">gesloten of gefuseerd</StatusTag>;
  if (revokedAt) return <StatusTag tone="error">ingetrokken</StatusTag>;
  return grantedAt ? (
    <StatusTag tone="success">gegeven</StatusTag>
  ) : (
    <StatusTag tone="busy">gevraagd</StatusTag>
  );
}
