import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { plural, sortName } from '../ui/format.ts';
import { answerFormOf, textOfCell } from './cell-text.ts';
import { fieldNames, gridPath } from './fields.ts';
import { differencesPath, titleOf } from './grid-page.tsx';
import type { PaperGrid } from './grid.ts';
import { isEmptyRow } from './rules.ts';
import type { Difference, Settled } from './settle.ts';
import { listDifferences } from './settle.ts';
import type { RowContent } from './types.ts';

/** Name of the choice at a difference; the position is 0 for the total. */
export function choiceName({ plan }: Difference['row'], position: number): string {
  return `kies-${plan.planId}-${position}`;
}

/** Where a difference stands in the form, from 1; 0 for the total. */
export function positionOf(grid: PaperGrid, itemId: string | null): number {
  return grid.form.items.find(({ item }) => item.id === itemId)?.position ?? 0;
}

/** The page on which what two people entered stands side by side, where it differs. */
export function differencesPage(
  platform: Platform, viewer: SchoolViewer, grid: PaperGrid, settled: Settled | undefined,
): string {
  const differences = listDifferences(grid);
  const compared = grid.rows.filter(({ second }) => !isEmptyRow(second)).length;
  return schoolPage(platform, viewer, {
    title: `${titleOf(grid)}: twee keer ingevoerd`, current: '/groepen',
    lead: differences.length === 0
      ? `Geen verschillen bij ${plural(compared, 'leerling', 'leerlingen')} die twee keer zijn ingevoerd.`
      : 'Kijk op het papier wat er echt staat en kies. Pas daarna kunt u deze leerlingen inleveren.',
    breadcrumbs: [
      { href: '/groepen', label: 'Groepen' }, { href: `/groepen/${grid.group.groupId}`, label: grid.group.name },
      { href: gridPath(grid.place), label: titleOf(grid) },
    ],
    notices: settled === undefined ? [] : [{
      kind: settled.changedMeanwhile > 0 ? 'warning' : 'success',
      title: `${plural(settled.settled, 'verschil', 'verschillen')} beslist.`,
      text: settled.changedMeanwhile > 0
        ? <p>Bij {plural(settled.changedMeanwhile, 'verschil', 'verschillen')} voerde een collega net iets nieuws in.
          Kijk daar nog eens.</p> : null,
    }],
    children: differences.length === 0
      ? <EmptyState title="Er is niets te kiezen"
          action={<LinkButton href={gridPath({ ...grid.place, round: 1 })}>Terug naar de invoer</LinkButton>}>
          Wat twee keer is ingevoerd, is gelijk.</EmptyState>
      : <DifferencesForm grid={grid} differences={differences} />,
  });
}

function DifferencesForm({ grid, differences }: {
  readonly grid: PaperGrid; readonly differences: readonly Difference[];
}): VNode {
  return (
    <form class="flow" method="post" action={differencesPath(grid)}>
      {[...new Set(differences.map(({ row }) => row))].map(({ plan, lastEntryNo }) => (
        <input type="hidden" name={fieldNames.seen(plan.planId)} value={lastEntryNo} />))}
      <DataTable<Difference> caption="Verschillen" captionHidden rows={differences} empty={null}
        rowKey={({ row, itemId }) => `${row.plan.planId} ${itemId}`} columns={[
          { key: 'name', header: 'Leerling', rowHeader: true, cell: ({ row }) => sortName(row.pupil) },
          { key: 'item', header: 'Opgave', 
            cell: ({ itemId }) => (itemId === null ? 'totaal' : positionOf(grid, itemId)) },
          { key: 'first', header: 'Eerste invoer', cell: (one) => <Choice grid={grid} of={one} round={1} /> },
          { key: 'second', header: 'Tweede invoer', cell: (one) => <Choice grid={grid} of={one} round={2} /> },
        ]} />
      <ButtonRow><Button variant="primary" icon="check">Bewaar de keuzes</Button></ButtonRow>
    </form>
  );
}

function Choice({ grid, of: { row, itemId }, round }: {
  readonly grid: PaperGrid; readonly of: Difference; readonly round: 1 | 2;
}): VNode {
  const name = choiceName(row, positionOf(grid, itemId));
  const id = `${name}-${round}`;
  const where = itemId === null ? 'totaal' : `opgave ${positionOf(grid, itemId)}`;
  return (
    <div class="choice">
      <input class="choice__control" type="radio" name={name} id={id} value={round} />
      <label class="choice__label" for={id}>
        <span class="heard-only">{sortName(row.pupil)}, {where}, {round === 1 ? 'eerste' : 'tweede'} invoer: </span>
        {textIn(grid, round === 1 ? row.first : row.second, itemId)}
      </label>
    </div>
  );
}

function textIn(grid: PaperGrid, { cells, total }: RowContent, itemId: string | null): string {
  const found = grid.form.items.find(({ item }) => item.id === itemId);
  if (!found) return String(total ?? '');
  const form = answerFormOf(found.item);
  return textOfCell(cells.get(found.item.id), form, cells.get(found.item.id)?.kind === 'answer' ? 'answers' : 'points');
}
