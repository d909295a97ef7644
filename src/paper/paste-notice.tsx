import type { VNode } from 'preact';
import { DataTable } from '../ui/components/data-table.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { plural } from '../ui/format.ts';
import type { PaperGrid } from './grid.ts';
import { leftOverWords } from './nl.ts';
import type { LeftOver, Placed } from './paste.ts';

/** What a paste would fill, and what of it has no place; nothing is saved yet. */
export function PasteNotice({ placed, grid }: { readonly placed: Placed; readonly grid: PaperGrid }): VNode {
  const { cells, left, hasHeader, hasNames } = placed;
  const pupils = new Set(cells.map(({ planId }) => planId)).size;
  return (
    <>
      <Notice kind={left.length > 0 ? 'warning' : 'info'} title="Er is nog niets bewaard">
        <p>
          {`${plural(cells.length, 'vakje', 'vakjes')} voor ${plural(pupils, 'leerling', 'leerlingen')} van de `
            + `${grid.rows.length}, gekleurd in de tabel. `}
          {hasNames ? 'We volgden de namen in de eerste kolom. ' : 'Zonder namen: rij voor rij. '}
          {hasHeader && 'De kopregel is overgeslagen.'}
        </p>
        {left.length > 0 && (
          <p>{plural(left.length, 'stuk past', 'stukken passen')} nergens. U ziet hieronder welke.</p>)}
      </Notice>
      <DataTable<LeftOver> caption="Wat nergens past" rows={left} empty={null}
        rowKey={({ line, text }) => `${line} ${text}`} columns={[
          { key: 'line', header: 'Regel', align: 'numeric', tight: true, cell: ({ line }) => line },
          { key: 'why', header: 'Waarom', cell: ({ code }) => leftOverWords[code] },
          { key: 'text', header: 'Wat er stond', cell: ({ text }) => <code>{text}</code> },
        ]} />
    </>
  );
}
