import type { Cell, ReportColumn, ReportDocument, ReportTable } from '../frame/types.ts';

/** A report with these tables, one part each; for tests of files. */
export function inventedDocument(tables: readonly ReportTable[], given: Partial<ReportDocument> = {}): ReportDocument {
  return {
    title: 'Groepsrapport', lead: '', facts: [], breadcrumbs: [], filters: [], notices: [], empty: null,
    parts: tables.map((table) => ({ heading: '', pictures: [], tables: [table], remarks: [] })),
    norm: { source: 'SYN', synthetic: true }, seen: { kind: 'group', id: 'groep' }, ...given,
  };
}

/** A table of two columns: who, and how many points. */
export function inventedTable(
  rows: readonly (readonly [string | Cell, number | null])[], caption = 'Scores',
): ReportTable {
  const columns: readonly ReportColumn[] = [
    { key: 'leerling', header: 'Leerling', kind: 'text' }, { key: 'punten', header: 'Punten', kind: 'number' },
  ];
  return {
    caption, columns,
    rows: rows.map(([name, points]): readonly Cell[] => [
      typeof name === 'string' ? { text: name } : name,
      { text: points === null ? '–' : String(Math.round(points)), value: points },
    ]),
  };
}
