import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Section } from '../ui/components/section.tsx';
import { SyntheticLabel } from '../ui/components/tags.tsx';
import { plural } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { gridScriptPath } from './grid-page.tsx';
import type { ItemToMark, MarkingDesk, WrittenAnswer } from './marking.ts';

/** Name of the field of a mark. */
export function markField(sittingId: string): string {
  return `punten-${sittingId}`;
}

/** Name of what the page showed there: a mark that a colleague gave meanwhile stays. */
export function shownField(sittingId: string): string {
  return `stond-${sittingId}`;
}

/** Address of the desk, at one item. */
export function markingPath(groupId: string, itemId?: string): string {
  return `/groepen/${groupId}/nakijken${itemId === undefined ? '' : `?opgave=${encodeURIComponent(itemId)}`}`;
}

/** What was kept by the last marks. */
export interface MarksKept {
  readonly kept: number;
  readonly complete: number;
  /** Texts that were no points of this item: they were left as they stood. */
  readonly refused: number;
}

/** The page on which written answers are marked: one item at a time, all answers of the group under each other. */
export function markingPage(
  platform: Platform, viewer: SchoolViewer, desk: MarkingDesk,
  { itemId, kept }: { readonly itemId: string | undefined; readonly kept: MarksKept | undefined },
): string {
  const { group, items } = desk;
  const chosen = items.find(({ item }) => item.id === itemId) ?? items.find((one) => openOf(one) > 0) ?? items[0];
  const open = items.reduce((sum, one) => sum + openOf(one), 0);
  return schoolPage(platform, viewer, {
    title: 'Nakijken', current: '/groepen', lead: leadOf(items.length, open),
    breadcrumbs: [{ href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name }],
    notices: kept === undefined ? [] : noticesOf(kept, chosen),
    children: chosen === undefined
      ? (
        <EmptyState title="Er is niets om na te kijken"
          action={<LinkButton href={`/groepen/${group.groupId}`}>Terug naar de groep</LinkButton>}>
          Hier komen antwoorden op open vragen te staan zodra leerlingen een taak hebben ingeleverd.
        </EmptyState>
      )
      : (
        <>
          {items.length > 1 && <ItemList desk={desk} chosen={chosen} />}
          <MarkForm desk={desk} chosen={chosen} />
          <p><SyntheticLabel text="synthetische opgaven, niet van Cito" /></p>
          <script src={gridScriptPath} defer />
        </>
      ),
  });
}

function noticesOf({ kept, complete, refused }: MarksKept, chosen: ItemToMark | undefined): PageNotice[] {
  const scored = `${plural(complete, 'taak is', 'taken zijn')} helemaal nagekeken en `
    + `${complete === 1 ? 'wordt' : 'worden'} nu gescoord.`;
  const done: PageNotice[] = kept === 0 && refused > 0 ? [] : [{
    kind: 'success', title: `${plural(kept, 'antwoord', 'antwoorden')} nagekeken.`,
    text: complete > 0 ? <p>{scored}</p> : null,
  }];
  return refused === 0 ? done : [...done, {
    kind: 'error', title: `${plural(refused, 'antwoord', 'antwoorden')} niet bewaard`,
    text: <p>Geef hele punten: 0 tot en met {chosen?.item.maxScore ?? 1}. Wat er stond, is gebleven.</p>,
  }];
}

function leadOf(items: number, open: number): string {
  if (items === 0) return 'Antwoorden op open vragen geeft u hier punten.';
  return open === 0
    ? 'Alles is nagekeken. U kunt punten nog veranderen; we berekenen het resultaat dan opnieuw.'
    : `Geef punten per antwoord. Nog ${plural(open, 'antwoord', 'antwoorden')}. U ziet geen namen.`;
}

function openOf({ answers }: ItemToMark): number {
  return answers.filter(({ score }) => score === null).length;
}

function ItemList({ desk: { group, items }, chosen }: {
  readonly desk: MarkingDesk; readonly chosen: ItemToMark;
}): VNode {
  return (
    <DataTable<ItemToMark> caption="Opgaven" captionHidden rows={items} empty={null} rowKey={({ item }) => item.id}
      columns={[
        { key: 'title', header: 'Opgave', rowHeader: true, cell: ({ item, title }) => (
          <a href={markingPath(group.groupId, item.id)} aria-current={item.id === chosen.item.id ? 'true' : undefined}>
            {title}</a>) },
        { key: 'open', header: 'Nog na te kijken', align: 'numeric', cell: (one) => openOf(one) },
      ]} />
  );
}

function MarkForm({ desk: { group }, chosen }: { readonly desk: MarkingDesk; readonly chosen: ItemToMark }): VNode {
  const { item, title, question, guidance, answers } = chosen;
  return (
    <Section title={title} lead={question}>
      <form class="flow" method="post" action={markingPath(group.groupId, item.id)} data-walk>
        <p class="guidance"><strong>Waarvoor geeft u punten?</strong> {guidance
          ?? `De opgave geeft geen aanwijzing. U kunt 0 tot en met ${item.maxScore} punten geven.`}</p>
        <DataTable<WrittenAnswer> caption={`Antwoorden op ${title}`} captionHidden rows={answers} empty={null}
          rowKey={({ sittingId }) => sittingId} columns={[
            { key: 'no', header: 'Nr.', align: 'numeric', tight: true, cell: (_, index) => index + 1 },
            { key: 'text', header: 'Antwoord', cell: ({ text }) => <p class="written">{text}</p> },
            { key: 'points', header: `Punten (0-${item.maxScore})`, align: 'center', tight: true,
              cell: ({ sittingId, score }, index) => (
                <>
                  <input type="hidden" name={shownField(sittingId)} value={score?.toString() ?? ''} />
                  <input class="input input--score" name={markField(sittingId)} id={markField(sittingId)}
                  value={score?.toString() ?? ''} inputmode="numeric" autocomplete="off" data-cell
                  data-max={item.maxScore} data-jump={String(item.maxScore).length}
                  maxLength={String(item.maxScore).length} aria-label={`Antwoord ${index + 1}, punten`} />
                </>
              ) },
          ]} />
        <ButtonRow><Button variant="primary" icon="check">Bewaar de punten</Button></ButtonRow>
      </form>
    </Section>
  );
}
