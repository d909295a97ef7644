import type { ComponentChildren, VNode } from 'preact';
import { schoolPage } from '../../access/frame.tsx';
import type { SchoolViewer, Viewer } from '../../access/types.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import type { Platform } from '../../platform/platform.ts';
import { ButtonRow, LinkButton } from '../../ui/components/button.tsx';
import { ChartFigure } from '../../ui/components/chart-figure.tsx';
import { type Column, DataTable } from '../../ui/components/data-table.tsx';
import { EmptyState } from '../../ui/components/empty-state.tsx';
import { FilterBar } from '../../ui/components/filter-bar.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Tabs } from '../../ui/components/tabs.tsx';
import { LevelTag, SyntheticLabel } from '../../ui/components/tags.tsx';
import { formatDate } from '../../ui/format.ts';
import type { ChoiceChange } from './choice.ts';
import type { Cell, Filter, Report, ReportColumn, ReportPart, ReportTable, ShownReport } from './types.ts';

const EXPLANATION_HREF = '/hulp#niveaus';
/** A page of so many parts is longer than two screens, and begins with what is on it. */
const PARTS_WITH_CONTENTS = 4;

/** Addresses of a report as it was asked. */
export interface ReportAddresses {
  readonly page: (change: ChoiceChange) => string;
  readonly file: (ending: 'pdf' | 'csv' | 'xlsx') => string;
}

const sectionOf = { pupil: '/groepen', group: '/groepen', school: '/rapporten', board: '/bestuur' } as const;

/** The page of any report: what to choose, pictures, the same numbers in tables, and what to keep in mind. */
export function reportPage(
  platform: Platform, viewer: Viewer, { about }: { readonly about: Report['about'] | 'board' }, report: ShownReport,
  addresses: ReportAddresses,
): string {
  const { parts, norm, empty } = report;
  const one = parts.length === 1;
  return schoolPage(platform, viewer, {
    title: report.title,
    lead: report.lead,
    current: sectionOf[about],
    wide: true,
    breadcrumbs: report.breadcrumbs,
    notices: report.notices.map((notice) => ({ kind: 'info', ...notice })),
    actions: !empty && <Files addresses={addresses} />,
    children: (
      <>
        <PaperFacts platform={platform} viewer={viewer} report={report} />
        {report.related && report.related.length > 1 && <Tabs label="Rapporten" items={report.related} />}
        <Filters filters={report.filters} address={addresses.page} />
        {empty && <EmptyState title={empty.title} icon="inbox"><p>{empty.words}</p></EmptyState>}
        {parts.length >= PARTS_WITH_CONTENTS && <Contents parts={parts} />}
        {parts.map((part, index) => <PartSection part={part} alone={one} id={partId(index)} />)}
        {norm && !empty && (
          <p>{norm.synthetic ? <SyntheticLabel /> : <>Normen: {norm.source}.</>}</p>
        )}
        {!empty && <p class="no-print"><a href={EXPLANATION_HREF}>Wat betekenen score, interval en niveau?</a></p>}
      </>
    ),
  });
}

function Files({ addresses: { file } }: { readonly addresses: ReportAddresses }): VNode {
  return (
    <>
      <LinkButton icon="download" href={file('pdf')}>Bewaar als PDF</LinkButton>
      <LinkButton variant="quiet" small href={file('xlsx')}>Excel</LinkButton>
      <LinkButton variant="quiet" small href={file('csv')}>CSV</LinkButton>
    </>
  );
}

/** Said on paper, where nothing can be chosen any more: of whom, of when, and when it was printed. */
function PaperFacts({ platform, viewer, report: { facts, landscape } }: {
  readonly platform: Platform; readonly viewer: Viewer; readonly report: ShownReport;
}): VNode {
  const made = formatDate(plainDateInAmsterdam(platform.clock.now()));
  const school = viewer.schoolId === null ? [] : [{ label: 'School', value: viewer.schoolName }];
  const shown = [...facts, ...school, { label: 'Gemaakt op', value: made }];
  return (
    <dl class={landscape ? 'print-facts report--landscape' : 'print-facts'}>
      {shown.map(({ label, value }) => <div><dt>{label}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}

/** What stays in a row on a wide screen: tabs first, then what narrows the view. */
function Filters({ filters, address }: {
  readonly filters: readonly Filter[]; readonly address: ReportAddresses['page'];
}): VNode {
  const bar = ({ label, look, options }: Filter): VNode => (
    <FilterBar label={label} look={look} options={options.map(({ label, change, current }) =>
      ({ label, current, href: address(change) }))} />
  );
  const narrowing = filters.filter(({ look, options }) => look !== 'tabs' && options.length > 1);
  return (
    <>
      {filters.filter(({ look }) => look === 'tabs').map(bar)}
      {narrowing.length > 0 && <div class="filters">{narrowing.map(bar)}</div>}
    </>
  );
}

function Contents({ parts }: { readonly parts: readonly ReportPart[] }): VNode {
  return (
    <nav class="contents no-print" aria-label="Op deze pagina">
      <span class="contents__label">Op deze pagina</span>
      <ul class="contents__list">
        {parts.map(({ heading }, index) => heading && <li><a href={`#${partId(index)}`}>{heading}</a></li>)}
      </ul>
    </nav>
  );
}

function partId(index: number): string {
  return `deel-${index + 1}`;
}

/** A part under its heading. Of a report of one part the pictures come first, as the page itself is their heading. */
function PartSection({ part, alone, id }: {
  readonly part: ReportPart; readonly alone: boolean; readonly id: string;
}): VNode {
  const { heading, lead, newSheet } = part;
  const pictures = part.pictures.map(({ label, svg }) => <ChartFigure label={label} svg={svg} />);
  const numbers = (
    <>
      {part.tables.map((table) => <PartTable table={table} />)}
      {part.remarks.length > 0 && <ul class="remarks">{part.remarks.map((remark) => <li>{remark}</li>)}</ul>}
    </>
  );
  if (heading) return <Section title={heading} id={id} lead={lead} newSheet={newSheet}>{pictures}{numbers}</Section>;
  return <>{pictures}{alone ? <Section title="De getallen" lead={lead}>{numbers}</Section> : numbers}</>;
}

interface IndexedRow {
  readonly cells: readonly Cell[];
  readonly key: string;
}

function PartTable({ table }: { readonly table: ReportTable }): VNode {
  const rows = table.rows.map((cells, index): IndexedRow => ({ cells, key: String(index) }));
  const shown = table.columns.map((column, index) => ({ column, index })).filter(({ column }) => !column.dataOnly);
  return (
    <DataTable caption={table.caption} narrow={table.narrow ?? 'stack'} rows={rows} rowKey={({ key }) => key}
      empty={null} columns={shown.map(({ column, index }) => pageColumn(column, index))}
      {...(table.foot ? { foot: shown.map(({ index }) => cellContent(table.foot?.[index])) } : {})} />
  );
}

function pageColumn(column: ReportColumn, index: number): Column<IndexedRow> {
  return {
    key: column.key,
    header: column.header,
    ...(column.kind === 'number' ? { align: 'numeric' as const } : {}),
    ...(column.kind === 'short' ? { tight: true } : {}),
    ...(column.rowHeader ? { rowHeader: true } : {}),
    cell: ({ cells }) => cellContent(cells[index]),
  };
}

function cellContent(cell: Cell | undefined): ComponentChildren {
  if (!cell) return null;
  const text = cell.level ? <LevelTag level={cell.level as Parameters<typeof LevelTag>[0]['level']} /> : cell.text;
  const linked = cell.href ? <a href={cell.href}>{text}</a> : text;
  if (!cell.more) return linked;
  return <>{linked} <details class="source"><summary>meer</summary><p>{cell.more}</p></details></>;
}

/** Why a school cannot open a report of a package that it does not have. */
export function packagePage(platform: Platform, viewer: SchoolViewer, { name }: Report): string {
  return schoolPage(platform, viewer, {
    title: name,
    lead: 'Dit rapport hoort bij het pakket Compleet.',
    current: '/rapporten',
    children: (
      <>
        <p>Uw school heeft voor dit schooljaar een ander pakket. De beheerder van uw school kan het pakket wijzigen.</p>
        <ButtonRow><LinkButton href="/rapporten">Naar alle rapporten</LinkButton></ButtonRow>
      </>
    ),
  });
}

