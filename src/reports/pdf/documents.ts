import { subjectNames } from '../../content/types.ts';
import { distributionChart } from '../../ui/charts/distribution-chart.ts';
import { groupChart } from '../../ui/charts/group-chart.ts';
import { growthChart } from '../../ui/charts/growth-chart.ts';
import { callNameAndLast, formatDate, formatScaleScore } from '../../ui/format.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import type { GroupReport, GrowthReport } from '../actions.ts';
import { momentName } from '../bands.ts';
import type { GroupPart, GroupReportRow } from '../types.ts';
import { columnNames, growthCells, intervalWords, nothing } from '../words.ts';
import type { ReportDocument, ReportPart, ReportTable } from '../frame/types.ts';
import type { PdfColumn, PdfPart, PdfReport, PdfTable } from './types.ts';

/** What every report is told of its surroundings. */
export interface PdfSetting {
  readonly productName: string;
  readonly schoolName: string;
  readonly now: Date;
}

/** Any report on paper: the same words and numbers as its page. */
export function reportPdf(report: ReportDocument, setting: PdfSetting): PdfReport {
  const { norm } = report;
  return {
    ...frameOf(setting, norm && (norm.synthetic ? 'synthetische norm, niet van Cito' : norm.source)),
    title: report.title,
    landscape: report.landscape ?? false,
    facts: [
      ...report.facts,
      { label: 'School', value: setting.schoolName },
      { label: 'Gemaakt op', value: formatDate(plainDateInAmsterdam(setting.now)) },
    ],
    parts: report.empty
      ? [{ ...NO_PART, heading: report.empty.title, lead: report.empty.words }] : report.parts.map(pdfPart),
  };
}

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
    columns: shown.map(({ column: { header, kind, wide, rowHeader } }) =>
      ({ header, numeric: kind === 'number', wide: wide ?? false, rowHeader: rowHeader ?? false })),
    rows: [...rows, ...(foot ? [foot] : [])].map((row) => shown.map(({ index }) => row[index]?.text ?? '')),
  };
}

/** A pupil's growth on paper: the same numbers as the page. */
export function growthPdf({ pupil, groups, subject, view }: GrowthReport, setting: PdfSetting): PdfReport {
  return {
    ...frameOf(setting, view.normSource),
    title: `Groei van ${callNameAndLast(pupil)}`,
    facts: [
      { label: 'Vak', value: subjectNames[subject] },
      { label: 'Groep', value: groups.map(({ name }) => name).join(', ') || nothing },
      { label: 'School', value: setting.schoolName },
      { label: 'Gemaakt op', value: formatDate(plainDateInAmsterdam(setting.now)) },
    ],
    parts: [{
      heading: '',
      charts: view.chart ? [{ svg: growthChart(view.chart), alt: view.chart.description }] : [],
      lead: '',
      newSheet: false,
      tables: [{ columns: GROWTH_COLUMNS, rows: view.rows.map(growthCells) }],
      remarks: view.remarks,
    }],
  };
}

/** A group's report on paper, one part for each year group in it. */
export function groupPdf({ group, subject, period, view }: GroupReport, setting: PdfSetting): PdfReport {
  return {
    ...frameOf(setting, view.normSource),
    title: `Groepsrapport ${group.name}`,
    facts: [
      { label: 'Vak', value: subjectNames[subject] },
      { label: 'Schooljaar', value: period.schoolYear },
      { label: 'School', value: setting.schoolName },
      { label: 'Gemaakt op', value: formatDate(plainDateInAmsterdam(setting.now)) },
    ],
    parts: view.parts.map(groupPart),
  };
}

function frameOf({ productName, schoolName, now }: PdfSetting, source: string | null) {
  return {
    productName,
    landscape: false,
    footer: `${productName} · ${schoolName} · ${formatDate(plainDateInAmsterdam(now))}`,
    source: `Normen: ${source ?? 'geen'}. Vertrouwelijk: gegevens van leerlingen.`,
    madeAtMs: now.getTime(),
  };
}

function groupPart(part: GroupPart): PdfPart {
  const { mean, distribution } = part;
  return {
    heading: momentName(part.moment),
    charts: [
      { svg: groupChart(part.chart), alt: part.chart.description },
      ...(distribution ? [{ svg: distributionChart(distribution), alt: distribution.description }] : []),
    ],
    lead: '',
    newSheet: false,
    tables: [{ columns: GROUP_COLUMNS, rows: part.rows.map(groupCells) }],
    remarks: [
      ...(mean ? [`Gemiddelde van ${mean.count} leerlingen: ${formatScaleScore(mean.score)}`
        + `${mean.level ? `, niveau ${mean.level} in de norm voor groepen` : ''}.`] : []),
      ...part.remarks,
    ],
  };
}

function groupCells({ name, result }: GroupReportRow): readonly string[] {
  if (!result) return [name, nothing, nothing, nothing, nothing, nothing, 'nog geen resultaat'];
  return [
    name, result.test, formatScaleScore(result.score), intervalWords(result), result.level ?? nothing,
    result.functioningLevel ?? nothing, result.origin,
  ];
}

const text = (header: string, wide = false): PdfColumn => ({ header, numeric: false, wide });
const number = (header: string): PdfColumn => ({ header, numeric: true, wide: false });

const GROWTH_COLUMNS: readonly PdfColumn[] = [
  text(columnNames.takenOn), text(columnNames.moment), text(columnNames.test), number('Score'),
  text('Interval (90 %)'), text(columnNames.level), text('Functioneert op'), text('Verschil'),
  text(columnNames.origin, true),
];
const GROUP_COLUMNS: readonly PdfColumn[] = [
  text('Leerling', true), text(columnNames.test), number('Score'), text('Interval (90 %)'), text(columnNames.level),
  text('Functioneert op'), text(columnNames.origin, true),
];
