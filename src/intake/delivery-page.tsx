import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import type { PupilName } from '../roster/types.ts';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { Checkbox } from '../ui/components/choice-fields.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { Form } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Section } from '../ui/components/section.tsx';
import { formatDateTime, plural } from '../ui/format.ts';
import { isHeldBack, type AcceptRefusal, type DeliveryView } from './accept.ts';
import { ChangeLists } from './change-lists.tsx';
import { DeliveryTag, kindWords } from './deliveries-page.tsx';
import { FindingList } from './findings-table.tsx';
import { guardWords } from './nl.ts';
import type { DeliveryCounts } from './types.ts';

/** What the page of one delivery needs. */
export interface DeliveryPageView {
  readonly delivery: DeliveryView;
  /** Names of the pupils that the changes speak of. */
  readonly names: readonly PupilName[];
  readonly mayAct: boolean;
  readonly refusal: AcceptRefusal | null;
}

/** One delivery: what is in it, what it would change or changed, and what was found in it. */
export function deliveryPage(platform: Platform, viewer: SchoolViewer, view: DeliveryPageView): string {
  const { delivery, names, mayAct, refusal } = view;
  const { plan, status, findings } = delivery;
  return schoolPage(platform, viewer, {
    title: status === 'preview' && !isHeldBack(delivery) ? 'Bestand bekijken' : 'Binnengekomen gegevens',
    current: '/beheer',
    lead: leadOf(delivery),
    breadcrumbs: [
      { href: '/beheer', label: 'Gebruikersbeheer' },
      { href: '/beheer/gegevens', label: 'Gegevens uit het LAS' },
    ],
    children: (
      <>
        {refusal && (
          <Notice kind="error" title="Er is niets ingelezen">
            <p>{acceptWords[refusal]}</p>
          </Notice>
        )}
        {status === 'refused' && <Refused findings={findings.filter(({ blocks }) => blocks)} />}
        <Facts delivery={delivery} />
        {isHeldBack(delivery) && <HeldBack />}
        {plan && mayAct && !isHeldBack(delivery) && <AcceptForm delivery={delivery} />}
        {plan && <ChangeLists changes={plan.changes} names={names} />}
        <Section title="Wat ons opviel" id="opmerkingen" lead={findingsLead(findings)}>
          <FindingList findings={findings} />
        </Section>
      </>
    ),
  });
}

function leadOf({ status, counts, plan }: DeliveryView): string {
  if (status === 'refused') return 'Deze gegevens zijn niet ingelezen. Er is niets veranderd.';
  if (status === 'accepted') return 'Deze gegevens zijn ingelezen.';
  if (!plan) return 'De inhoud is niet meer bewaard. Haal de gegevens opnieuw op.';
  return `Er is nog niets veranderd. Er staan ${plural(counts.pupils ?? 0, 'leerling', 'leerlingen')} in.`;
}

function findingsLead(findings: DeliveryView['findings']): string {
  if (findings.length === 0) return 'Niets. De gegevens zijn in orde.';
  return findings.every(({ severity }) => severity === 'note')
    ? 'U hoeft hier niets mee te doen.' : 'Verbeter dit in uw LAS, dan is het de volgende keer weg.';
}

function Refused({ findings }: { readonly findings: DeliveryView['findings'] }): VNode {
  return (
    <Notice kind="error" title="Waarom dit niet kan">
      <ul>{findings.map(({ message, line }) => <li>{line !== null && <>Regel {line}. </>}{message}</li>)}</ul>
    </Notice>
  );
}

function HeldBack(): VNode {
  return (
    <Notice kind="info" title="Deze vestiging wacht op een andere vestiging">
      <p>
        De gegevens van deze vestiging zijn in orde. We lezen alle vestigingen samen in, of geen. Kijk
        bij <a href="/beheer/gegevens">Gegevens uit het LAS</a> wat er bij de andere vestiging nodig is.
        Daarna gaat deze vestiging vanzelf mee.
      </p>
    </Notice>
  );
}

function Facts({ delivery }: { readonly delivery: DeliveryView }): VNode {
  const { kind, receivedAt, site, schoolYear, documentCreatedAt, acceptedAt } = delivery;
  return (
    <DefinitionList items={[
      ['Hoe', kindWords[kind]],
      ['Stand', <DeliveryTag delivery={delivery} />],
      ['Binnengekomen', formatDateTime(receivedAt)],
      ['School', site ?? 'niet vermeld'],
      ['Schooljaar', schoolYear ?? 'niet vermeld'],
      ...(documentCreatedAt ? [['Gemaakt in het LAS', formatDateTime(documentCreatedAt)] as const] : []),
      ...(acceptedAt ? [['Ingelezen', formatDateTime(acceptedAt)] as const] : []),
      ['Aantallen', countWords(delivery.counts)],
    ]} />
  );
}

function countWords({
  pupils,
  groups,
  staff,
  added,
  changed,
  moved,
  gone,
  doubtful,
}: DeliveryCounts): string {
  if (pupils === undefined) return 'niet te tellen';
  const size =
    `${plural(pupils, 'leerling', 'leerlingen')}, ${plural(groups ?? 0, 'groep', 'groepen')}, `
    + plural(staff ?? 0, 'medewerker', 'medewerkers');
  if (added === undefined) return size;
  return (
    `${size}. Leerlingen: ${added} nieuw, ${changed} gewijzigd, ${moved} naar een andere groep, ${gone} weg, `
    + `${doubtful} twijfel.`
  );
}

function AcceptForm({ delivery }: { readonly delivery: DeliveryView }): VNode {
  const guard = delivery.plan?.guard ?? null;
  return (
    <Form action={`/beheer/gegevens/${delivery.deliveryId}/inlezen`}>
      {guard && (
        <>
          <Notice kind="warning" title="Klopt dit?"><p>{guardWords[guard]}</p></Notice>
          <Checkbox name="bevestigd" value="ja" label="Ja, dit klopt. Wie er niet in staat, is van school." />
        </>
      )}
      <ButtonRow><Button variant="primary" icon="check">Inlezen</Button></ButtonRow>
    </Form>
  );
}

const acceptWords: Readonly<Record<AcceptRefusal, string>> = {
  'not-found': 'Deze gegevens zijn er niet.',
  settled: 'Over deze gegevens is al beslist.',
  purged: 'De inhoud is na dertig dagen gewist. Haal de gegevens opnieuw op.',
  confirm: 'Vink aan dat het klopt dat deze leerlingen of groepen ontbreken.',
  'other-site':
    'We lezen alle vestigingen samen in. Van een andere vestiging kunnen we de gegevens niet gebruiken, '
    + 'of moet u nog iets bevestigen. Kijk bij Gegevens uit het LAS.',
  outdated:
    'Er zijn intussen nieuwere gegevens ingelezen. Maak een nieuw bestand, of haal de gegevens opnieuw op.',
};
