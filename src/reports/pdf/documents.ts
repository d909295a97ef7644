import { formatDate } from '../../ui/format.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import type { ReportPart, ReportTable, ShownReport } from '../frame/types.ts';
import type { PdfPart, PdfReport, PdfTable } from './types.ts';

/** What every report is told of its surroundings. */
export interface PdfSetting {
  readonly productName: string;
  /** Whose report it is: a school, or a board with numbers of several schools and of no pupil. */
  readonly owner: { readonly kind: 'school' | 'board'; readonly name: string };
  readonly now: Date;
}

/** Any report on paper: the same words and numbers as its page. */
export function reportPdf(report: ShownReport, setting: PdfSetting): PdfReport {
  const { norm } = report;
  return {
    ...frameOf(setting, norm && (norm.synthetic ? 'synthetische norm, niet van Cito' : norm.source)),
    title: report.title,
    landscape: report.landscape ?? false,
    facts: [
      ...report.facts,
      { label: ownerNames[setting.owner.kind], value: setting.owner.name },
      { label: 'Gemaakt op', value: formatDate(plainDateInAmsterdam(setting.now)) },
    ],
    parts: report.empty
      ? [{ ...NO_PART, heading: report.empty.title, lead: report.empty.words }] : report.parts.map(pdfPart),
  };
}

const ownerNames = { school: 'School', board: 'Bestuur' } as const;

const NO_PART: PdfPart = { heading: '', lead: '', newSheet: false, charts: [], tables: [], remarks: [] };

function pdfPart({ heading, lead, newSheet, pictures, tables, remarks }: ReportPart): PdfPart {
  return {
    heading, lead: lead ?? '', newSheet: newSheet ?? false, remarks,
    charts: pictures.map(({ svg, alt }) => ({ svg, alt })),
    tables: tables.filter(({ rows }) => rows.length > 0).map(pdfTable),
  };
}

function pdfTable({ columns, rows, foot }: ReportTable): PdfTable {
  const shown = columns.map((column, index) => ({ column, index }))
    .filter(({ column }) => !column.dataOnly && !column.pageOnly);
  return {
    columns: shown.map(({ column: { header, kind, wide } }) =>
      ({ header, numeric: kind === 'number', wide: wide ?? false })),
    rows: [...rows, ...(foot ? [foot] : [])].map((row) => shown.map(({ index }) => row[index]?.text ?? '')),
  };
}

function frameOf({ productName, owner, now }: PdfSetting, source: string | null) {
  return {
    productName,
    landscape: false,
    footer: `${productName} · ${owner.name} · ${formatDate(plainDateInAmsterdam(now))}`,
    source: `Normen: ${source ?? 'geen'}.${owner.kind === 'school' ? ' Vertrouwelijk: gegevens van leerlingen.' : ''}`,
    madeAtMs: now.getTime(),
  };
}
