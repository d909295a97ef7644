import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import type { ClassGroup, GroupSummary } from '../roster/types.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { RadioGroup } from '../ui/components/choice-fields.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Form } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { StatusTag } from '../ui/components/tags.tsx';
import { callNameAndLast, formatTime, plural, sortName } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import type { ClassCodeView } from './class-code-actions.ts';
import { sessionMinutes, shownCode, wrongTriesMax, type Card } from './class-code-rules.ts';
import { PrintButton } from '../ui/components/print-button.tsx';
import { Picture } from './pictures.tsx';

/** Every group with its class code, for who lets classes in without the portal. */
export function classCodesPage(
  platform: Platform, viewer: SchoolViewer, groups: readonly GroupSummary[], open: ReadonlySet<string>,
): string {
  return schoolPage(platform, viewer, {
    title: 'Klassencodes',
    lead: 'Doet Basispoort het niet? Dan begint een groep met een klassencode. Kies de groep.',
    children: (
      <DataTable caption="Groepen" captionHidden rows={groups} rowKey={({ groupId }) => groupId}
        empty={<EmptyState title="Er zijn nog geen groepen" icon="users"><p>Groepen komen uit uw administratie.</p>
        </EmptyState>}
        columns={[
          { key: 'name', header: 'Groep', rowHeader: true,
            cell: ({ groupId, name }) => <a href={codePath(groupId)}>{name}</a> },
          { key: 'pupils', header: 'Leerlingen', align: 'numeric', cell: ({ pupilCount }) => pupilCount },
          { key: 'state', header: 'Klassencode', cell: ({ groupId }) => (open.has(groupId)
            ? <StatusTag tone="busy" icon="key-round">open</StatusTag>
            : <StatusTag tone="neutral" icon="lock">dicht</StatusTag>) },
        ]} />
    ),
  });
}

/** The class code of a group: to open it, to show it on the board, to close it. */
export function classCodePage(
  platform: Platform, viewer: SchoolViewer, view: ClassCodeView, notice: PageNotice | null,
): string {
  const { group, open, cards, pupilCount } = view;
  return schoolPage(platform, viewer, {
    title: `Klassencode van ${group.name}`,
    lead: open
      ? 'Laat deze code zien. Leerlingen kiezen daarna hun plaatje en typen hun cijfers.'
      : 'Doet Basispoort het niet? Met een klassencode en een kaartje begint de groep toch.',
    breadcrumbs: crumbs(viewer, group),
    notices: notice ? [notice] : [],
    actions: may(viewer, 'supervise-test', { groupIds: [group.groupId] })
      ? <LinkButton href={`/groepen/${group.groupId}/afname`} icon="monitor">Afname volgen</LinkButton> : null,
    children: (
      <>
        {open ? <OpenCode platform={platform} view={view} /> : <OpenForm platform={platform} group={group} />}
        <LockedSection group={group} cards={cards.filter(({ locked }) => locked)} />
        <CardsSection group={group} dealt={cards.length} pupilCount={pupilCount} />
      </>
    ),
  });
}

function OpenCode({ platform, view: { group, open } }: {
  readonly platform: Platform; readonly view: ClassCodeView;
}): VNode | null {
  if (!open) return null;
  const address = `${platform.config.publicUrl.replace(/^https?:\/\//, '')}/klas`;
  return (
    <section class="class-code">
      <h2 class="heard-only">De code</h2>
      <p class="class-code__where">Ga naar <strong>{address}</strong> en typ</p>
      <p class="class-code__code">{shownCode(open.code)}</p>
      <p>Open tot {formatTime(open.endsAt)}. Daarna, of als u de code sluit, komt niemand er meer mee binnen. Wat een
        leerling al antwoordde, blijft bewaard.</p>
      <ButtonRow>
        <form method="post" action={`${codePath(group.groupId)}/verlengen`}>
          <Button icon="clock">Nog een uur langer</Button>
        </form>
        <form method="post" action={`${codePath(group.groupId)}/sluiten`}>
          <Button icon="lock">Sluit de klassencode</Button>
        </form>
      </ButtonRow>
    </section>
  );
}

function OpenForm({ platform, group }: { readonly platform: Platform; readonly group: ClassGroup }): VNode {
  const now = platform.clock.now().getTime();
  const choices = sessionMinutes.toSorted((a, b) => a - b).map((minutes) => ({
    value: `${minutes}`,
    label: `${plural(minutes / 60, 'uur', 'uur')}, tot ${formatTime(new Date(now + minutes * 60_000))}`,
  }));
  return (
    <Section title="Openen">
      <Form action={codePath(group.groupId)}>
        <RadioGroup name="minuten" label="Hoe lang mag de groep binnenkomen?" choices={choices}
          value={`${sessionMinutes[0]}`} />
        <ButtonRow><Button variant="primary" icon="key-round">Open de klassencode</Button></ButtonRow>
      </Form>
    </Section>
  );
}

/** Only the picture, no name: this page may stand on the board. */
function LockedSection({ group, cards }: {
  readonly group: ClassGroup; readonly cards: readonly Card[];
}): VNode | null {
  if (cards.length === 0) return null;
  return (
    <Section title="Op slot" id="slot"
      lead={`Bij deze plaatjes is ${wrongTriesMax} keer iets verkeerds getypt. Kijk even mee bij de leerling.`}>
      <ul class="locked-pictures">
        {[...new Map(cards.map((card) => [card.picture, card])).values()].map(({ picture }) => (
          <li>
            <Picture name={picture} size={2.5} /> <span>{picture}</span>
            <form method="post" action={`${codePath(group.groupId)}/slot`}>
              <input type="hidden" name="plaatje" value={picture} />
              <Button small about={`van ${picture}`}>Haal van het slot</Button>
            </form>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function CardsSection({ group, dealt, pupilCount }: {
  readonly group: ClassGroup; readonly dealt: number; readonly pupilCount: number;
}): VNode {
  const missing = pupilCount - dealt;
  return (
    <Section title="Kaartjes" lead={'Elke leerling heeft een kaartje met een plaatje en drie cijfers. Het geldt het '
      + 'hele schooljaar, dus u kunt de kaartjes nu al printen. Zonder klassencode is een kaartje niets waard.'}>
      {missing > 0 && <p>{plural(missing, 'leerling heeft', 'leerlingen hebben')} nog geen kaartje.</p>}
      <ButtonRow>
        <form method="post" action={`${codePath(group.groupId)}/kaartjes`}>
          <Button icon="printer">{dealt === 0 ? 'Maak de kaartjes' : 'Kaartjes bekijken en printen'}</Button>
        </form>
      </ButtonRow>
    </Section>
  );
}

/** The cards to print: one a pupil, to cut out. */
export function cardsPage(
  platform: Platform, viewer: SchoolViewer, { group, cards }: {
    readonly group: ClassGroup; readonly cards: readonly Card[];
  }, renewed: boolean,
): string {
  const address = `${platform.config.publicUrl.replace(/^https?:\/\//, '')}/klas`;
  return schoolPage(platform, viewer, {
    title: `Kaartjes van ${group.name}`,
    lead: 'Print deze pagina, knip de kaartjes uit en bewaar ze in de klas. '
      + 'Laat deze pagina niet op het digibord zien.',
    breadcrumbs: [...crumbs(viewer, group), { href: codePath(group.groupId), label: 'Klassencode' }],
    notices: renewed
      ? [{ kind: 'success', title: 'Er is een nieuw kaartje', text: 'Het oude werkt niet meer.' }] : [],
    actions: <PrintButton about="de kaartjes" />,
    children: (
      <ul class="class-cards">
        {cards.map(({ pupil, picture, digits }) => (
          <li class="class-card">
            <p class="class-card__name">{callNameAndLast(pupil)}</p>
            <p class="class-card__picture"><Picture name={picture} size={4.5} /><span>{picture}</span></p>
            <p class="class-card__digits"><span class="heard-only">Cijfers: </span>{[...digits].join(' ')}</p>
            <p class="class-card__address">{address}</p>
            <form class="class-card__renew" method="post" action={`${codePath(group.groupId)}/kaartjes/nieuw`}>
              <input type="hidden" name="leerling" value={pupil.pupilId} />
              <Button variant="quiet" small about={`voor ${sortName(pupil)}`}>Nieuw kaartje</Button>
            </form>
          </li>
        ))}
      </ul>
    ),
  });
}

/** Where the class code of a group is. */
export function codePath(groupId: string): string {
  return `/groepen/${groupId}/klassencode`;
}

function crumbs(viewer: SchoolViewer, { groupId, name }: ClassGroup): readonly { href: string; label: string }[] {
  return may(viewer, 'read-group-report', { groupIds: [groupId] })
    ? [{ href: '/groepen', label: 'Groepen' }, { href: `/groepen/${groupId}`, label: name }]
    : [{ href: '/klassencodes', label: 'Klassencodes' }];
}
