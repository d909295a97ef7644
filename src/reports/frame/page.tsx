import type { ComponentChildren, VNode } from 'preact';
import { schoolPage } from '../../access/frame.tsx';
import type { SchoolViewer } from '../../access/types.ts';
import type { Platform } from '../../platform/platform.ts';
import { ButtonRow, LinkButton } from '../../ui/components/button.tsx';
import { ChartFigure } from '../../ui/components/chart-figure.tsx';
import { type Column, DataTable } from '../../ui/components/data-table.tsx';
import { EmptyState } from '../../ui/components/empty-state.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Tabs } from '../../ui/components/tabs.tsx';
import { LevelTag, SyntheticLabel } from '../../ui/components/tags.tsx';
import type { Choice } from './choice.ts';
import type { Cell, Filter, Report, ReportColumn, ReportDocument, ReportPart, ReportTable } from './types.ts';

const EXPLANATION_HREF = '/hulp#niveaus';

/** Addresses of a report as it was asked. */
export interface ReportAddresses {
  readonly page: (change: Partial<Choice>) => string;
  readonly file: (ending: 'pdf' | 'csv' | 'xlsx') => string;
}

/** The page of any report: what to choose, pictures, the same numbers in tables, and what to keep in mind. */
export function reportPage(
  platform: Platform, viewer: SchoolViewer, { about }: Report, report: ReportDocument, addresses: ReportAddresses,
): string {
  const { parts, norm, empty } = report;
  const one = parts.length === 1;
  return schoolPage(platform, viewer, {
    title: report.title,
    lead: report.lead,
    current: about === 'school' ? '/rapporten' : '/groepen',
    wide: true,
    breadcrumbs: report.breadcrumbs,
    notices: report.notices.map((notice) => ({ kind: 'info', ...notice })),
    actions: !empty && <Files addresses={addresses} />,
    children: (
      <>
        {report.filters.map((filter) => <FilterBar filter={filter} address={addresses.page} />)}
        {empty && <EmptyState title={empty.title} icon="inbox"><p>{empty.words}</p></EmptyState>}
        {parts.map((part) => <PartSection part={part} heading={part.heading || (one ? 'De getallen' : '')} />)}
        {norm && !empty && (
          <p>{norm.synthetic ? <SyntheticLabel /> : <>Normen: {norm.source}.</>}</p>
        )}
        {!empty && <p><a href={EXPLANATION_HREF}>Wat betekenen score, interval en niveau?</a></p>}
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

function FilterBar({ filter, address }: {
  readonly filter: Filter; readonly address: ReportAddresses['page'];
}): VNode | null {
  const { label, look, options } = filter;
  if (options.length < 2) return null;
  if (look === 'tabs') {
    return (
      <Tabs label={label} items={options.map((option) =>
        ({ href: address(option.change), label: option.label, current: option.current }))} />
    );
  }
  if (look === 'switch') {
    return (
      <nav class="button-row" aria-label={label}>
        {options.map((option) => (
          <a class="button button--quiet button--small" href={address(option.change)}
            aria-current={option.current ? 'page' : undefined}>{option.label}</a>
        ))}
      </nav>
    );
  }
  return <FilterList filter={filter} address={address} />;
}

/** Many options: a list that opens, each a link, so that it works without script and by keyboard. */
function FilterList({ filter: { label, options }, address }: {
  readonly filter: Filter; readonly address: ReportAddresses['page'];
}): VNode {
  const current = options.find((option) => option.current);
  return (
    <details class="filter-list">
      <summary>{label}: <strong>{current?.label ?? 'kies'}</strong></summary>
      <ul>
        {options.map((option) => (
          <li>
            <a href={address(option.change)} aria-current={option.current ? 'page' : undefined}>{option.label}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function PartSection({ part, heading }: { readonly part: ReportPart; readonly heading: string }): VNode {
  const body = (
    <>
      {part.pictures.map(({ label, svg }) => <ChartFigure label={label} svg={svg} />)}
      {part.tables.map((table) => <PartTable table={table} />)}
      {part.remarks.length > 0 && <ul class="remarks">{part.remarks.map((remark) => <li>{remark}</li>)}</ul>}
    </>
  );
  return heading ? <Section title={heading} lead={part.lead}>{body}</Section> : body;
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

