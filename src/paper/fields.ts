import type { PaperGrid } from './grid.ts';
import type { GridFault, TypedRow } from './read-rows.ts';
import type { PaperWay } from './types.ts';

/** Names of the fields of a row, which are their ids too. */
export const fieldNames = {
  cell: (planId: string, position: number) => `s-${planId}-${position}`,
  total: (planId: string) => `tot-${planId}`,
  takenOn: (planId: string) => `dag-${planId}`,
  ready: (planId: string) => `klaar-${planId}`,
  seen: (planId: string) => `stand-${planId}`,
} as const;

/** Names of the fields of the whole form. */
export const formFields = {
  /** What is to be done: inleveren, bewaren, wisselen, plakken, or concept (by the script). */
  action: 'doe',
  /** The way in which the page was shown, and the one that was chosen. */
  shownWay: 'manier-getoond', way: 'manier',
  /** What was pasted, and the cell it begins in as `row,column` from 0. */
  pasted: 'plak', pastedFrom: 'plak-vanaf',
  /** Entry numbers that the script knows, `planId:number` with commas between. */
  known: 'standen',
} as const;

const ways: readonly string[] = ['answers', 'points', 'totals'] satisfies readonly PaperWay[];

/** A way of entering as a form names it; undefined when it is none. */
export function wayIn(text: string | undefined): PaperWay | undefined {
  return text !== undefined && ways.includes(text) ? text as PaperWay : undefined;
}

/** The rows of the form that are in the grid; a row that the form does not hold is left alone. */
export function typedRows(grid: PaperGrid, typed: Readonly<Record<string, string>>): TypedRow[] {
  const way = wayIn(typed[formFields.shownWay]) ?? grid.way;
  return grid.rows.flatMap(({ plan: { planId } }) => {
    const seen = typed[fieldNames.seen(planId)];
    if (seen === undefined) return [];
    const cells = grid.form.items.flatMap(({ item, position }) => {
      const text = typed[fieldNames.cell(planId, position)];
      return text === undefined ? [] : [[item.id, text] as const];
    });
    return [{
      planId, way, seenEntryNo: Number(seen) || 0, cells: new Map(cells), total: typed[fieldNames.total(planId)],
      takenOn: typed[fieldNames.takenOn(planId)] ?? grid.today, ready: typed[fieldNames.ready(planId)] !== undefined,
    }];
  });
}

/** The field that a fault is about. */
export function fieldOfFault(grid: PaperGrid, planId: string, { place }: GridFault): string {
  if (place.kind === 'total') return fieldNames.total(planId);
  if (place.kind === 'day') return fieldNames.takenOn(planId);
  if (place.kind === 'row') return rowId(planId);
  const position = grid.form.items.find(({ item }) => item.id === place.itemId)?.position ?? 0;
  return fieldNames.cell(planId, position);
}

/** Id of a row: of the name in front. */
export function rowId(planId: string): string {
  return `rij-${planId}`;
}

/** The address of a grid. */
export function gridPath({ groupId, testCode, partNo, round }: PaperGrid['place']): string {
  return `/groepen/${groupId}/papier/${testCode}?taak=${partNo}${round === 2 ? '&ronde=2' : ''}`;
}
