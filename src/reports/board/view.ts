import { type Subject, subjectNames } from '../../content/types.ts';
import { type SchoolColumn, schoolsChart, type SchoolsChartData } from '../../ui/charts/schools-chart.ts';
import { enumerate, formatNumber, formatPercent, plural } from '../../ui/format.ts';
import { nothing } from '../cells.ts';
import type { Choice } from '../frame/choice.ts';
import type { Cell, Filter, ReportColumn, ReportPart, ReportTable, ShownReport } from '../frame/types.ts';
import { publishedLevels } from './rules.ts';
import type { BoardReportSchool } from './store.ts';
import { publishedFrom } from './suppression.ts';
import type { AggregateCell, AggregatePeriod, SchoolAggregate } from './types.ts';

/** Everything that the report of a board shows. */
export interface BoardReportInput {
  /** Boards of the viewer, by name. */
  readonly boardNames: readonly string[];
  /** Schools that publish, by name, also those without results. */
  readonly schools: readonly BoardReportSchool[];
  readonly aggregates: readonly (SchoolAggregate & { readonly schoolId: string })[];
  readonly choice: Choice;
}

const YEAR_GROUPS = ['3', '4', '5', '6', '7', '8'] as const;
const seasonWords = { B: 'begin', M: 'midden', E: 'eind' } as const;

/** The overview of the schools of a board: of one subject at one period, each school beside the national mean. */
export function boardReport({ boardNames, schools, aggregates, choice }: BoardReportInput): ShownReport {
  const periods = periodsOf(aggregates);
  const period = periods.find((one) => isChosen(one, choice)) ?? newestOf(periods, choice.subject) ?? periods[0];
  const ofPeriod = aggregates.filter((one) => period && isSame(one, period));
  const published = schools.map((school) => ({
    ...school, cells: new Map(ofPeriod.filter(({ schoolId }) => schoolId === school.schoolId)
      .map((one): [AggregateCell, SchoolAggregate] => [one.cell, one])),
  }));
  const [first] = ofPeriod;
  return {
    title: 'Resultaten van onze scholen',
    lead: 'Waar de jaargroepen van elke school staan ten opzichte van het landelijk gemiddelde.',
    facts: [
      { label: 'Bestuur', value: enumerate(boardNames) },
      ...(period ? [
        { label: 'Vak', value: subjectNames[period.subject] }, { label: 'Periode', value: periodName(period) },
      ] : []),
    ],
    breadcrumbs: [{ href: '/bestuur', label: 'Onze scholen' }],
    filters: period ? filtersOf(periods, period) : [],
    parts: period ? [partOf(period, published)] : [],
    empty: period ? null : {
      title: 'Nog geen resultaten om te tonen',
      words: 'De cijfers van een school komen hier de nacht nadat zij toetsen heeft afgenomen. Een school die de '
        + 'verwerkersovereenkomst niet accepteerde of die opzegde, staat er niet bij.',
    },
    notices: [],
    norm: first ? { source: first.normSource, synthetic: ofPeriod.some(({ synthetic }) => synthetic) } : null,
    landscape: true,
  };
}

type PublishedSchool = BoardReportSchool & { readonly cells: ReadonlyMap<AggregateCell, SchoolAggregate> };

function partOf(period: AggregatePeriod, schools: readonly PublishedSchool[]): ReportPart {
  const first = schools.flatMap(({ cells }) => [...cells.values()])[0];
  const data: SchoolsChartData = {
    title: `${subjectNames[period.subject]}, ${periodName(period)}`,
    description: `${plural(schools.length, 'school', 'scholen')}, elk met het gemiddelde van de jaargroepen. `
      + 'De tabel noemt de getallen.',
    source: first?.synthetic ? 'synthetische norm, niet van Cito' : first?.normSource ?? '',
    columnLabels: YEAR_GROUPS.map((yearGroup) => `gr. ${yearGroup}`), nationalLabel: 'landelijk gemiddelde (0)',
    panels: schools.map(({ name, cells }) => ({
      title: name, columns: YEAR_GROUPS.map((yearGroup) => columnOf(cells.get(yearGroup))),
    })),
  };
  return {
    heading: '',
    pictures: [{ label: data.title, svg: schoolsChart(data), alt: data.description }],
    tables: [meanTable(schools), levelTable(schools)],
    remarks: remarksOf(schools),
  };
}

function columnOf(cell: SchoolAggregate | undefined): SchoolColumn {
  if (!cell) return 'none';
  return cell.meanZ ?? 'too-small';
}

function meanTable(schools: readonly PublishedSchool[]): ReportTable {
  const cells = ['all', ...YEAR_GROUPS] as const;
  const nameOf = (cell: AggregateCell) => (cell === 'all' ? 'Alle' : `Groep ${cell}`);
  return {
    caption: 'Gemiddelde afstand tot het landelijk gemiddelde', narrow: 'scroll',
    columns: [
      SCHOOL, { key: 'leerlingen', header: 'Leerlingen', kind: 'number' },
      ...cells.map((cell): ReportColumn =>
        ({ key: cell === 'all' ? 'gemiddelde' : `groep_${cell}`, header: nameOf(cell), kind: 'number' })),
      ...YEAR_GROUPS.map((cell): ReportColumn =>
        ({ key: `leerlingen_groep_${cell}`, header: `Leerlingen groep ${cell}`, kind: 'number', dataOnly: true })),
    ],
    rows: schools.map(({ name, cells: published }) => [
      { text: name }, countCell(published.get('all')), ...cells.map((cell) => meanCell(published.get(cell))),
      ...YEAR_GROUPS.map((cell) => countCell(published.get(cell))),
    ]),
  };
}

function levelTable(schools: readonly PublishedSchool[]): ReportTable {
  return {
    caption: 'Niveaus over alle jaargroepen (landelijk is elk niveau 20 %)', narrow: 'scroll',
    columns: [SCHOOL, ...publishedLevels.map((level): ReportColumn =>
      ({ key: `niveau_${level.toLowerCase()}`, header: `Niveau ${level}`, kind: 'number' }))],
    rows: schools.map(({ name, cells }) => {
      const total = cells.get('all')?.n ?? null;
      return [{ text: name }, ...publishedLevels.map((level): Cell => {
        const cell = cells.get(level);
        if (!cell || total === null) return cell ? TOO_SMALL : nothing;
        return cell.n === null ? TOO_SMALL : { text: formatPercent(cell.n / total), value: cell.n / total };
      })];
    }),
  };
}

const SCHOOL: ReportColumn = { key: 'school', header: 'School', kind: 'text', rowHeader: true, wide: true };
const TOO_SMALL: Cell = { text: 'te weinig' };

function countCell(cell: SchoolAggregate | undefined): Cell {
  if (!cell) return { text: 'geen', value: 0 };
  return cell.n === null ? TOO_SMALL : { text: formatNumber(cell.n), value: cell.n };
}

function meanCell(cell: SchoolAggregate | undefined): Cell {
  if (!cell) return nothing;
  if (cell.meanZ === null) return TOO_SMALL;
  const sign = cell.meanZ > 0 ? '+' : cell.meanZ < 0 ? '−' : '';
  return { text: `${sign}${formatNumber(Math.abs(cell.meanZ), 1)}`, value: cell.meanZ };
}

function remarksOf(schools: readonly PublishedSchool[]): readonly string[] {
  const without = schools.filter(({ cells }) => cells.size === 0).map(({ name }) => name);
  const hidden = schools.some(({ cells }) => [...cells.values()].some(({ n }) => n === null));
  return [
    'De afstand is in standaarddeviaties: 0 is het landelijk gemiddelde van het eigen moment. Ongeveer twee op de '
      + 'drie leerlingen in het land staan tussen −1 en +1.',
    'De scholen staan op naam. Scholen hebben een verschillende populatie: een verschil zegt niets over het onderwijs.',
    ...(hidden ? [
      `Te weinig: van minder dan ${publishedFrom} leerlingen staan hier geen cijfers. Soms valt daarom ook een groter `
        + 'aantal weg, omdat het kleine anders uit te rekenen is.',
    ] : []),
    ...(without.length > 0 ? [
      `Zonder resultaten in deze periode: ${enumerate(without)}.`,
    ] : []),
    'Meegeteld is van elke leerling het nieuwste resultaat met een niveau. De cijfers worden elke nacht bijgewerkt.',
  ];
}

function filtersOf(periods: readonly AggregatePeriod[], period: AggregatePeriod): readonly Filter[] {
  const subjects = (Object.keys(subjectNames) as Subject[])
    .filter((subject) => periods.some((one) => one.subject === subject));
  return [{
    label: 'Vakgebied', look: 'tabs', options: subjects.map((subject) =>
      ({ label: subjectNames[subject], change: { subject }, current: subject === period.subject })),
  }, {
    label: 'Periode', look: 'list', options: periods.filter(({ subject }) => subject === period.subject).map((one) => ({
      label: periodName(one), change: { period: { schoolYear: one.schoolYear, season: one.season } },
      current: isSame(one, period),
    })),
  }];
}

/** Every subject and period of which anything was published, the newest first. */
function periodsOf(aggregates: readonly SchoolAggregate[]): readonly AggregatePeriod[] {
  const found = new Map(aggregates.map(({ subject, schoolYear, season }) =>
    [`${subject} ${schoolYear} ${season}`, { subject, schoolYear, season }]));
  const order = ({ schoolYear, season }: AggregatePeriod) => `${schoolYear}${['B', 'M', 'E'].indexOf(season)}`;
  const subjects = Object.keys(subjectNames);
  return [...found.values()].toSorted((a, b) =>
    subjects.indexOf(a.subject) - subjects.indexOf(b.subject) || (order(a) < order(b) ? 1 : -1));
}

function newestOf(periods: readonly AggregatePeriod[], subject: Subject | undefined): AggregatePeriod | undefined {
  return periods.find((period) => period.subject === subject);
}

function isChosen(one: AggregatePeriod, { subject, period }: Choice): boolean {
  return period !== undefined && one.subject === (subject ?? one.subject)
    && one.schoolYear === period.schoolYear && one.season === period.season;
}

function isSame(a: AggregatePeriod, b: AggregatePeriod): boolean {
  return a.subject === b.subject && a.schoolYear === b.schoolYear && a.season === b.season;
}

function periodName({ schoolYear, season }: AggregatePeriod): string {
  return `${seasonWords[season]} ${schoolYear}`;
}
