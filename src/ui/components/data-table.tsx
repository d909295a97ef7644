import type { ComponentChildren, VNode } from 'preact';
import { nl } from '../nl.ts';

/** A column of a table: its head, and what a row has in it. */
export interface Column<Row> {
  readonly key: string;
  readonly header: ComponentChildren;
  /** Numbers stand right, with figures of equal width. */
  readonly align?: 'start' | 'numeric' | 'center';
  /** The column that names the row; at most one. */
  readonly rowHeader?: boolean;
  readonly cell: (row: Row, index: number) => ComponentChildren;
  /** Takes no more room than it needs, and never breaks. */
  readonly tight?: boolean;
  /** Address that sorts by this column, and how it is sorted now. */
  readonly sort?: { readonly href: string; readonly now: 'ascending' | 'descending' | null };
}

/** A table of rows that are alike. An empty one shows `empty` in its place: say why it is empty and what to
 * do. */
export function DataTable<Row>({
  caption, captionHidden = false, columns, rows, rowKey, empty, narrow = 'stack', foot,
}: {
  readonly caption: string;
  /** Heard but not seen, when the heading above says the same. */
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly empty: ComponentChildren;
  /** On a narrow screen: rows become small lists, or the table scrolls sideways with head and first column
   * in sight. */
  readonly narrow?: 'stack' | 'scroll';
  /** Totals: one cell for each column. */
  readonly foot?: readonly ComponentChildren[];
}): VNode {
  if (rows.length === 0) return <>{empty}</>;
  const captionId = `caption-${slug(caption)}`;
  const scrolls = narrow === 'scroll';
  return (
    <div class={`table-box table-box--${narrow}`} {...(scrolls
      ? { role: 'region', 'aria-labelledby': captionId, tabIndex: 0 } : {})}>
      <table class="table" role="table">
        <caption class={captionHidden ? 'table__caption heard-only' : 'table__caption'} id={captionId}>
          {caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">{columns.map((column) => <HeadCell column={column} />)}</tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr role="row" key={rowKey(row)}>
              {columns.map((column) => <BodyCell column={column}>{column.cell(row, index)}</BodyCell>)}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map((column, index) => <BodyCell column={column}>{foot[index]}</BodyCell>)}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function HeadCell<Row>({ column }: { readonly column: Column<Row> }): VNode {
  const { header, sort } = column;
  return (
    <th scope="col" role="columnheader" class={classOf(column)} aria-sort={sort?.now ?? undefined}>
      {sort === undefined ? header : (
        <a class="table__sort" href={sort.href}>
          {header}
          {sort.now !== null && (
            <span aria-hidden="true" class="table__arrow">{sort.now === 'ascending' ? '▲' : '▼'}</span>
          )}
          {sort.now !== null && <span class="heard-only">, {nl.sorted[sort.now]}</span>}
        </a>
      )}
    </th>
  );
}

/** The roles are spelled out because a narrow screen shows rows as blocks, and browsers then forget that it
 * is a table. */
function BodyCell<Row>({ column, children }: {
  readonly column: Column<Row>;
  readonly children: ComponentChildren;
}): VNode {
  const label = typeof column.header === 'string' ? column.header : undefined;
  if (column.rowHeader) return <th scope="row" role="rowheader" class={classOf(column)}>{children}</th>;
  return (
    <td role="cell" class={classOf(column)} data-label={label}>
      <div class="table__value">{children}</div>
    </td>
  );
}

function classOf<Row>({ align = 'start', rowHeader, tight }: Column<Row>): string {
  return ['cell', `cell--${align}`, rowHeader ? 'cell--head' : '', tight ? 'cell--tight' : '']
    .filter((name) => name !== '').join(' ');
}

function slug(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/[^a-z0-9]+/gu, '-').replace(/^-|-$/gu, '');
}
