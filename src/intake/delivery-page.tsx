import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { Checkbox } from '../ui/components/choice-fields.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { Form } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Section } from '../ui/components/section.tsx';
import { enumerate, formatDateTime, plural, sortName } from '../ui/format.ts';
import { isHeldBack, type AcceptRefusal, type DeliveryView } from './accept.ts';
import { Difference, NameList } from './change-lists.tsx';
import { isDiscarded } from './checks.ts';
import { DeliveryTag, kindWords } from './deliveries-page.tsx';
import type { NamedDifference } from './difference.ts';
import type { RosterDoubt } from './doubt-store.ts';
import { FindingList } from './findings-table.tsx';
import { acceptWords, doubtWords, guardWords } from './nl.ts';
import type { DeliveryCounts } from './types.ts';
import { UndoForm, Undone } from './undo-parts.tsx';

/** What the page of one delivery needs. */
export interface DeliveryPageView {
  readonly delivery: DeliveryView;
  /** What it changes or changed; null when nothing is known of it. */
  readonly difference: NamedDifference | null;
  /** Whom nobody could recognise, as far as nobody has decided. */
  readonly doubts: readonly RosterDoubt[];
  /** Whether it is the last that changed something, and can be taken back. */
  readonly undoable: boolean;
  /** Whether the fetching at night stands still. */
  readonly nightPaused: boolean;
  readonly mayAct: boolean;
  readonly mayDecide: boolean;
  readonly refusal: AcceptRefusal | 'not-last' | null;
}

/** One delivery: what is in it, what it would change or changed, and what was found in it. */
export function deliveryPage(platform: Platform, viewer: SchoolViewer, view: DeliveryPageView): string {
  const { delivery, difference, doubts, mayAct, refusal } = view;
  const { plan, status, findings } = delivery;
  const waits = plan !== null && !isHeldBack(delivery);
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
        {refusal && <Notice kind="error" title="Er is niets veranderd"><p>{acceptWords[refusal]}</p></Notice>}
        {status === 'refused' && <Refused findings={findings.filter(({ blocks }) => blocks)} />}
        {status === 'undone' && difference && (
          <Undone stayed={difference.stayed} paused={view.nightPaused} overLink={delivery.kind === 'roster-uwlr'}
            mayAct={mayAct} />
        )}
        <Facts delivery={delivery} />
        {isHeldBack(delivery) && <HeldBack />}
        {waits && mayAct && <AcceptForm delivery={delivery} gone={difference?.pupils.gone ?? []} />}
        {doubts.length > 0 && <Doubts view={view} />}
        {difference && <Difference difference={difference} done={status === 'accepted' || status === 'undone'} />}
        <Section title="Wat ons opviel" id="opmerkingen" lead={findingsLead(findings)}>
          <FindingList findings={findings} />
        </Section>
        {view.undoable && mayAct && <UndoForm delivery={delivery} />}
      </>
    ),
  });
}

/** Who is in doubt; deciding has a screen of its own, once the delivery was taken. */
function Doubts({ view: { delivery, doubts, mayDecide } }: { readonly view: DeliveryPageView }): VNode {
  const taken = delivery.status === 'accepted';
  return (
    <Section
      title="Twijfel" id="twijfel"
      lead={taken ? 'Wij kunnen niet zeker zeggen wie dit zijn.'
        : 'Wij kunnen niet zeker zeggen wie dit zijn. Na het inlezen kiest u dat zelf.'}
      actions={taken && mayDecide && <LinkButton href="/beheer/koppelen/lijst">Kies wie dit zijn</LinkButton>}
    >
      <ul>
        {doubts.map(({ doubtNo, identity, reasonCode }) => (
          <li key={doubtNo}>{identity && `${sortName(identity)}: `}{doubtWords[reasonCode]}</li>
        ))}
      </ul>
    </Section>
  );
}

function leadOf({ status, counts, plan, findings }: DeliveryView): string {
  if (status === 'refused' && isDiscarded(findings)) return 'Deze gegevens zijn ouder dan wat we al hebben.';
  if (status === 'refused') return 'Deze gegevens zijn niet ingelezen. Er is niets veranderd.';
  if (status === 'accepted') return 'Deze gegevens zijn ingelezen.';
  if (status === 'unchanged') return 'Uw LAS zegt dat er sinds de vorige keer niets is veranderd.';
  if (status === 'undone') return 'Deze gegevens waren ingelezen en zijn teruggedraaid.';
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
    <Notice kind={isDiscarded(findings) ? 'info' : 'error'} title="Waarom dit niet is ingelezen">
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
  const { kind, receivedAt, site, schoolYear, documentCreatedAt, acceptedAt, undoneAt } = delivery;
  return (
    <DefinitionList items={[
      ['Hoe', kindWords[kind]],
      ['Stand', <DeliveryTag delivery={delivery} />],
      ['Binnengekomen', formatDateTime(receivedAt)],
      ['School', site ?? 'niet vermeld'],
      ['Schooljaar', schoolYear ?? 'niet vermeld'],
      ...(documentCreatedAt ? [['Gemaakt in het LAS', formatDateTime(documentCreatedAt)] as const] : []),
      ...(acceptedAt ? [['Ingelezen', formatDateTime(acceptedAt)] as const] : []),
      ...(undoneAt ? [['Teruggedraaid', formatDateTime(undoneAt)] as const] : []),
      ['Aantallen', delivery.status === 'unchanged' ? 'zoals de vorige keer' : countWords(delivery.counts)],
    ]} />
  );
}

function countWords({
  pupils,
  groups,
  staff,
  added,
  changed = 0,
  moved = 0,
  gone = 0,
  returned = 0,
  doubtful = 0,
}: DeliveryCounts): string {
  if (pupils === undefined) return 'niet te tellen';
  const size =
    `${plural(pupils, 'leerling', 'leerlingen')}, ${plural(groups ?? 0, 'groep', 'groepen')}, `
    + plural(staff ?? 0, 'medewerker', 'medewerkers');
  if (added === undefined) return size;
  const parts = [
    [added, 'nieuw'], [returned, 'teruggekomen'], [changed, 'gewijzigd'], [moved, 'naar een andere groep'],
    [gone, 'weg'], [doubtful, 'twijfel'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${size}. ${told.length === 0 ? 'Niets anders dan we hadden.' : `Leerlingen: ${enumerate(told)}.`}`;
}

function AcceptForm({ delivery, gone }: {
  readonly delivery: DeliveryView; readonly gone: NamedDifference['pupils']['gone'];
}): VNode {
  const guard = delivery.plan?.guard ?? null;
  const address = `/beheer/gegevens/${delivery.deliveryId}`;
  return (
    <>
      {guard && (
        <>
          <Notice kind="warning" title="Klopt dit?"><p>{guardWords[guard]}</p></Notice>
          <NameList title="Leerlingen die ontbreken" people={gone} open />
        </>
      )}
      <Form action={`${address}/inlezen`}>
        {guard && (
          <Checkbox name="bevestigd" value="ja" label="Ja, dit klopt. Wie er niet in staat, is van school." />
        )}
        <ButtonRow>
          <Button variant={guard ? 'secondary' : 'primary'} icon="check">Inlezen</Button>
          <Button variant={guard ? 'primary' : 'secondary'} formAction={`${address}/tegenhouden`}>
            {guard ? 'Nee, niet inlezen' : 'Niet inlezen'}
          </Button>
        </ButtonRow>
      </Form>
    </>
  );
}
