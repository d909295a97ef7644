import { fieldNames, formFields, typedRows } from './fields.ts';
import type { GridPageAfter } from './grid-page.tsx';
import type { PaperGrid } from './grid.ts';
import { placePaste } from './paste.ts';
import { readRows, type TypedRow } from './read-rows.ts';

/** Lays a paste over what was typed, to show it before anything is saved. */
export function pasteOn(grid: PaperGrid, body: Readonly<Record<string, string>>): GridPageAfter {
  const pastedText = body[formFields.pasted] ?? '';
  const [row = 0, column = 0] = (body[formFields.pastedFrom] ?? '').split(',').map((part) => Number(part) || 0);
  const placed = placePaste(pastedText, {
    rows: grid.rows.map(({ plan, pupil }) => ({ planId: plan.planId, pupil })),
    columns: grid.way === 'totals' ? 1 : grid.form.items.length, from: { row, column },
  });
  const pasted = new Set<string>();
  const rows = typedRows(grid, body).map((typed): TypedRow => {
    const cells = new Map(typed.cells);
    let { total } = typed;
    for (const { planId, column: at, text } of placed.cells) {
      const item = grid.form.items[at];
      if (planId !== typed.planId || !item) continue;
      if (grid.way === 'totals') total = text;
      else cells.set(item.item.id, text);
      pasted.add(grid.way === 'totals' ? fieldNames.total(planId) : fieldNames.cell(planId, item.position));
    }
    return { ...typed, cells, total };
  });
  return { typed: { rows, faults: readRows(grid, rows).faults, pasted }, placed, pastedText };
}
