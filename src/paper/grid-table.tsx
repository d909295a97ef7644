import type { VNode } from 'preact';
import type { FormItem } from '../content/store.ts';
import { DataTable, type Column } from '../ui/components/data-table.tsx';
import { StatusTag } from '../ui/components/tags.tsx';
import { sortName } from '../ui/format.ts';
import { answerFormOf, textOfCell } from './cell-text.ts';
import { fieldNames, fieldOfFault, rowId } from './fields.ts';
import type { PaperGrid, PaperRow } from './grid.ts';
import { shownContent } from './grid.ts';
import type { GridFault, TypedRow } from './read-rows.ts';

/** Rows that are shown as they were typed or pasted instead of as they are stored. */
export interface TypedGrid {
  readonly rows: readonly TypedRow[];
  readonly faults: ReadonlyMap<string, readonly GridFault[]>;
  /** Names of the fields that a paste filled. */
  readonly pasted?: ReadonlySet<string>;
}

/** Why the cells of a row cannot be typed in; null when they can. */
function lockOf(grid: PaperGrid, row: PaperRow): 'total' | 'items' | 'own' | null {
  const { cells, total } = shownContent(grid, row);
  if (grid.place.round === 2 && row.ownOtherRound) return 'own';
  if (grid.way === 'totals' && cells.size > 0) return 'items';
  return grid.way !== 'totals' && total !== null ? 'total' : null;
}

/** The table of the grid: a row a pupil, a column an item, or the total. */
export function GridTable({ grid, title, typed }: {
  readonly grid: PaperGrid; readonly title: string; readonly typed: TypedGrid | undefined;
}): VNode {
  return (
    <DataTable caption={`${title}, een rij per leerling`} captionHidden narrow="scroll" rows={grid.rows} empty={null}
      rowKey={({ plan }) => plan.planId} columns={columnsOf(grid, typed)} />
  );
}

function columnsOf(grid: PaperGrid, typed: TypedGrid | undefined): readonly Column<PaperRow>[] {
  const typedOf = ({ plan }: PaperRow) => typed?.rows.find(({ planId }) => planId === plan.planId);
  const wrong = ({ plan: { planId } }: PaperRow, field: string) =>
    typed?.faults.get(planId)?.some((fault) => fieldOfFault(grid, planId, fault) === field) ?? false;
  const name: Column<PaperRow> = {
    key: 'name', header: 'Leerling', rowHeader: true, tight: true,
    cell: (row) => <NameCell grid={grid} row={row} seen={typedOf(row)?.seenEntryNo ?? row.lastEntryNo} />,
  };
  const cell = (row: PaperRow) => ({ grid, row, typed: typedOf(row), pasted: typed?.pasted, wrong });
  const values: Column<PaperRow>[] = grid.way === 'totals'
    ? [{ key: 'total', header: 'Totaal', align: 'center', cell: (row) => <TotalCell {...cell(row)} /> }]
    : grid.form.items.map((item) => ({
      key: item.item.id, header: String(item.position), align: 'center',
      cell: (row) => <ItemCell {...cell(row)} item={item} />,
    }));
  // Day and tick beside the name, because the end of a long row is out of sight.
  return grid.place.round === 2
    ? [name, ...values] : [name, dayColumn(grid, typedOf, wrong), readyColumn(typedOf), ...values];
}

type TypedOf = (row: PaperRow) => TypedRow | undefined;
type Wrong = (row: PaperRow, field: string) => boolean;

function dayColumn({ today }: PaperGrid, typedOf: TypedOf, wrong: Wrong): Column<PaperRow> {
  return {
    key: 'day', header: 'Gemaakt op',
    cell: (row) => {
      const name = fieldNames.takenOn(row.plan.planId);
      return (
        <input class="input input--10" type="date" id={name} name={name}
          value={typedOf(row)?.takenOn ?? row.sitting?.takenOn ?? today}
          aria-invalid={wrong(row, name) ? 'true' : undefined} aria-label={`${sortName(row.pupil)}, gemaakt op`} />
      );
    },
  };
}

function readyColumn(typedOf: TypedOf): Column<PaperRow> {
  return {
    key: 'ready', header: 'Klaar', align: 'center', tight: true,
    cell: (row) => (row.sitting?.submittedAt ? null : (
      <input class="choice__control" type="checkbox" name={fieldNames.ready(row.plan.planId)}
        checked={typedOf(row)?.ready ?? false}
        aria-label={`${sortName(row.pupil)}, klaar: aan lege vakjes kwam de leerling niet toe`} />
    )),
  };
}

/** The entries that this page shows are named with it, so that a colleague's later cells are kept; what was refused
 * shows those it was typed over. */
function NameCell({ grid, row, seen }: {
  readonly grid: PaperGrid; readonly row: PaperRow; readonly seen: number;
}): VNode {
  const { pupil, plan, sitting } = row;
  const lock = lockOf(grid, row);
  return (
    <span id={rowId(plan.planId)} tabIndex={-1} data-row={plan.planId}>
      {sortName(pupil)}
      {sitting?.submittedAt && grid.place.round === 1 && <div><StatusTag tone="success">ingeleverd</StatusTag></div>}
      {lock === 'total' && <div class="cell__note">totaal: {shownContent(grid, row).total}</div>}
      {lock === 'own' && <div class="cell__note">zelf al ingevoerd</div>}
      <input type="hidden" name={fieldNames.seen(plan.planId)} value={seen} />
    </span>
  );
}

interface CellProps {
  readonly grid: PaperGrid;
  readonly row: PaperRow;
  readonly typed: TypedRow | undefined;
  readonly pasted: ReadonlySet<string> | undefined;
  readonly wrong: Wrong;
}

function ItemCell({ grid, row, typed, pasted, wrong, item: { item, position } }: CellProps & {
  readonly item: FormItem;
}): VNode {
  const form = answerFormOf(item);
  const byAnswer = grid.way === 'answers' && form.kind !== 'points';
  const wide = byAnswer && (form.kind === 'text' || form.many);
  const name = fieldNames.cell(row.plan.planId, position);
  const lock = lockOf(grid, row);
  return (
    <input class={`input input--score${wide ? ' input--answer' : ''}${pasted?.has(name) ? ' input--pasted' : ''}`}
      id={name} name={name} autocomplete="off" spellcheck={false} data-cell disabled={lock !== null}
      value={typed?.cells.get(item.id) ?? textOfCell(shownContent(grid, row).cells.get(item.id), form, grid.way)}
      inputmode={byAnswer ? 'text' : 'numeric'} data-max={byAnswer ? undefined : item.maxScore}
      data-jump={wide ? undefined : byAnswer ? 1 : String(item.maxScore).length}
      aria-invalid={wrong(row, name) ? 'true' : undefined} aria-label={`${sortName(row.pupil)}, opgave ${position}`} />
  );
}

function TotalCell({ grid, row, typed, pasted, wrong }: CellProps): VNode {
  const name = fieldNames.total(row.plan.planId);
  const lock = lockOf(grid, row);
  if (lock === 'items') return <span class="cell__note">per opgave ingevoerd</span>;
  return (
    <input class={`input input--score input--answer${pasted?.has(name) ? ' input--pasted' : ''}`} id={name} name={name}
      autocomplete="off" inputmode="numeric" data-cell data-max={grid.totalMax} disabled={lock !== null}
      value={typed?.total ?? shownContent(grid, row).total?.toString() ?? ''}
      aria-invalid={wrong(row, name) ? 'true' : undefined} aria-label={`${sortName(row.pupil)}, totaal`} />
  );
}
