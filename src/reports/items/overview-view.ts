import type { PublishedForm } from '../../content/store.ts';
import { type Domain, domainNames, type Presentation, presentationNames } from '../../content/types.ts';
import { itemsGivenTotal } from '../../psychometrics/expected-given-score.ts';
import { itemSet } from '../../psychometrics/irt.ts';
import { formatPercent, plural, sortName, type PersonName } from '../../ui/format.ts';
import type { Cell, ReportColumn, ReportPart } from '../frame/types.ts';
import { howComputedHref } from '../honest/addresses.ts';
import type { ReadTest } from './items-read.ts';
import { itemsOf, type TakenItem } from './taken-items.ts';

/** A pupil with a test of our own. */
export interface PupilTest extends ReadTest {
  readonly name: PersonName;
}

/** One form of one taak with who took it. */
export interface FormGrid {
  readonly partNo: number;
  readonly form: PublishedForm;
  readonly rows: readonly GridRow[];
  readonly items: readonly ItemSummary[];
}

/** What one pupil did with the items of a form. */
export interface GridRow {
  readonly pupil: PupilTest;
  /** In the order of the form. */
  readonly items: readonly TakenItem[];
  /** Points without weights on this taak. */
  readonly sum: number;
}

/** An item over the pupils who took it; shares are of its most points, 0 to 1. */
export interface ItemSummary {
  readonly position: number;
  readonly domain: Domain;
  readonly presentation: Presentation;
  readonly maxScore: number;
  /** Mean share of the points: the p-value. */
  readonly observed: number;
  /** The same as the totals of these pupils let expect. */
  readonly expected: number;
}

/** Pupils by items, one grid a taak and form: after an easier or harder taak pupils have other items. */
export function gridsOf(tests: readonly PupilTest[]): readonly FormGrid[] {
  const all = tests.flatMap((pupil) => {
    const items = itemsOf(pupil.taken);
    const expected = expectedShares(items, pupil);
    return pupil.taken.filter(({ total }) => total === null).map(({ partNo, form }) => {
      const own = items.filter((item) => item.partNo === partNo);
      return { partNo, form, expected, row: { pupil, items: own, sum: own.reduce((sum, { score }) => sum + score, 0) } };
    });
  });
  const byForm = Map.groupBy(all, ({ partNo, form }) => `${partNo}|${form.code}`);
  return [...byForm.values()].map((taken) => {
    const { partNo, form } = taken[0]!;
    return {
      partNo, form, rows: taken.map(({ row }) => row),
      items: form.items.map(({ position, item }, at): ItemSummary => ({
        position, domain: item.domain, presentation: item.presentation, maxScore: item.maxScore,
        observed: mean(taken.map(({ row }) => row.items[at]!.score / item.maxScore)),
        expected: mean(taken.map(({ expected }) => expected.get(item.id) ?? 0)),
      })),
    };
  }).toSorted((a, b) => a.partNo - b.partNo || b.rows.length - a.rows.length || (a.form.code < b.form.code ? -1 : 1));
}

/** The share of the points of each item that pupils with this total have on average. */
function expectedShares(items: readonly TakenItem[], { calibration }: ReadTest): ReadonlyMap<string, number> {
  const own = new Set(items.map(({ itemId }) => itemId));
  const parameters = calibration.items.filter(({ itemId }) => own.has(itemId));
  if (parameters.length === 0) return new Map();
  const byId = new Map(items.map((item) => [item.itemId, item]));
  const total = items.reduce((sum, { score, weight }) => sum + score * weight, 0);
  return new Map(itemsGivenTotal(itemSet(parameters), total).map(({ mean: weighted }, at) => {
    const { itemId } = parameters[at]!;
    const item = byId.get(itemId);
    return [itemId, item ? weighted / (item.weight * item.maxScore) : 0];
  }));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** The parts of the item overview: of each form a grid, and its items with how often they were right. */
export function overviewParts(tests: readonly PupilTest[]): readonly ReportPart[] {
  return gridsOf(tests).map((grid, index): ReportPart => ({
    heading: `Taak ${grid.partNo}, opgaven van ${grid.form.moment}`,
    lead: `${plural(grid.rows.length, 'leerling', 'leerlingen')}. ${legend}`,
    pictures: [],
    tables: [gridTable(grid), itemTable(grid)],
    remarks: index === 0 ? remarks : [],
    ...(index === 0 ? {} : { newSheet: true }),
  }));
}

const legend = '✓ goed, – fout, · niets ingevuld. Een getal is een deel van de punten.';

const remarks: readonly string[] = [
  'Verwacht is het deel van de punten dat leerlingen met dezelfde totalen gemiddeld halen op deze opgave.',
  'Eén opgave zegt weinig: bij een kleine groep verschillen goed en verwacht al gauw door toeval. Kijk voor onderdelen '
    + 'naar de categorieënanalyse.',
  'De tekst van een opgave staat hier niet: de toets moet volgend jaar nog te gebruiken zijn.',
];

function gridTable({ partNo, form, rows, items }: FormGrid): ReportPart['tables'][number] {
  const columns: ReportColumn[] = [
    { key: 'leerling', header: 'Leerling', kind: 'text', wide: true, rowHeader: true },
    ...items.map(({ position }): ReportColumn => ({ key: `opgave_${position}`, header: String(position), kind: 'short' })),
    { key: 'punten_taak', header: 'Taak', kind: 'number' },
    { key: 'punten_toets', header: 'Toets', kind: 'number' },
  ];
  return {
    caption: `Taak ${partNo} (${form.code}): punten per leerling en opgave`, narrow: 'scroll', columns,
    rows: rows.map(({ pupil, items: own, sum }) => [
      { text: sortName(pupil.name) }, ...own.map(pointsCell), { text: String(sum), value: sum }, testCell(pupil),
    ]),
  };
}

/** Points by shape and text, the same in black and white. */
function pointsCell({ score, maxScore, answered }: TakenItem): Cell {
  if (score === maxScore) return { text: '✓', value: score };
  if (score > 0) return { text: String(score), value: score };
  return { text: answered ? '–' : '·', value: 0 };
}

function testCell({ result: { resultId, scoreRaw } }: PupilTest): Cell {
  return { text: String(scoreRaw ?? '–'), value: scoreRaw, href: howComputedHref(resultId) };
}

function itemTable({ partNo, form, items }: FormGrid): ReportPart['tables'][number] {
  return {
    caption: `Taak ${partNo} (${form.code}): hoe vaak goed`,
    columns: [
      { key: 'opgave', header: 'Opgave', kind: 'number', rowHeader: true },
      { key: 'onderdeel', header: 'Onderdeel', kind: 'text', wide: true },
      { key: 'soort', header: 'Soort', kind: 'text' },
      { key: 'hoogste', header: 'Punten', kind: 'number' },
      { key: 'goed', header: 'Goed', kind: 'number' },
      { key: 'verwacht', header: 'Verwacht', kind: 'number' },
    ],
    rows: items.map(({ position, domain, presentation, maxScore, observed, expected }) => [
      { text: String(position), value: position }, { text: domainNames[domain] },
      { text: presentationNames[presentation] }, { text: String(maxScore), value: maxScore },
      { text: formatPercent(observed), value: observed }, { text: formatPercent(expected), value: expected },
    ]),
  };
}
