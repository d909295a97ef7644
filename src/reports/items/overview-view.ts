import type { PublishedForm } from '../../content/store.ts';
import { type Domain, domainNames, domainsOf } from '../../content/types.ts';
import { itemsGivenTotal } from '../../psychometrics/expected-given-score.ts';
import { itemSet } from '../../psychometrics/irt.ts';
import { formatNumber, plural, sortName, type PersonName } from '../../ui/format.ts';
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
      return { partNo, form, expected, row: { pupil, items: own, sum: pointsIn(own) } };
    });
  });
  const byForm = Map.groupBy(all, ({ partNo, form }) => `${partNo}|${form.code}`);
  return [...byForm.values()].map((taken) => {
    const { partNo, form } = taken[0]!;
    return {
      partNo, form, rows: taken.map(({ row }) => row),
      items: form.items.map(({ position, item }, at): ItemSummary => ({
        position, domain: item.domain, maxScore: item.maxScore,
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

function pointsIn(items: readonly TakenItem[]): number {
  return items.reduce((sum, { score }) => sum + score, 0);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** The parts of the item overview: one grid for each form that was taken. */
export function overviewParts(tests: readonly PupilTest[]): readonly ReportPart[] {
  return gridsOf(tests).map((grid, index): ReportPart => ({
    heading: `Taak ${grid.partNo}, opgaven van ${grid.form.moment}`,
    lead: `${plural(grid.rows.length, 'leerling', 'leerlingen')}. ${marksLegend} ${domainLegend(grid.form)}`,
    pictures: [],
    tables: [gridTable(grid)],
    remarks: index === 0 ? remarks : [],
  }));
}

const marksLegend = '✓ goed, – fout, · niets ingevuld; een getal is een deel van de punten.';

const remarks: readonly string[] = [
  'Verwacht is het deel van de punten dat leerlingen met dezelfde totalen gemiddeld halen op deze opgave.',
  'Eén opgave zegt weinig: bij een kleine groep verschillen goed en verwacht al gauw door toeval. Kijk voor onderdelen '
    + 'naar de categorieënanalyse.',
  'De tekst van een opgave staat hier niet: de toets moet volgend jaar nog te gebruiken zijn.',
];

/** The domains of a form in the order of the subject, each with a letter that fits above a column. */
function domainLetters(form: PublishedForm): ReadonlyMap<Domain, string> {
  const own = domainsOf[form.subject].filter((domain) => form.items.some(({ item }) => item.domain === domain));
  return new Map(own.map((domain, at) => [domain, String.fromCharCode(97 + at)]));
}

function domainLegend(form: PublishedForm): string {
  const letters = [...domainLetters(form)];
  if (letters.length < 2) return '';
  return `Onderdelen: ${letters.map(([domain, letter]) => `${letter} ${domainNames[domain]}`).join(', ')}.`;
}

function gridTable({ partNo, form, rows, items }: FormGrid): ReportPart['tables'][number] {
  const letters = domainLetters(form);
  const columns: ReportColumn[] = [
    { key: 'leerling', header: 'Leerling', kind: 'text', wide: true, rowHeader: true },
    ...items.map(({ position }): ReportColumn =>
      ({ key: `opgave_${position}`, header: String(position), kind: 'short' })),
    { key: 'punten_taak', header: 'Taak', kind: 'number' },
    { key: 'punten_toets', header: 'Toets', kind: 'number' },
  ];
  const under = (words: string, cells: readonly Cell[]): readonly Cell[] => [{ text: words }, ...cells, none, none];
  return {
    caption: `Taak ${partNo} (${form.code}): punten per leerling en opgave`, narrow: 'scroll', columns,
    rows: [
      ...(letters.size < 2 ? []
        : [under('Onderdeel', items.map(({ domain }) => ({ text: letters.get(domain) ?? '' })))]),
      ...rows.map(({ pupil, items: own, sum }) => [
        { text: sortName(pupil.name) }, ...own.map(pointsCell), { text: String(sum), value: sum }, testCell(pupil),
      ]),
      under('Verwacht (%)', items.map(({ expected }) => percentCell(expected))),
    ],
    foot: under('Goed (%)', items.map(({ observed }) => percentCell(observed))),
  };
}

const none: Cell = { text: '', value: null };

/** Points by shape and text, the same in black and white. */
function pointsCell({ score, maxScore, answered }: TakenItem): Cell {
  if (score === maxScore) return { text: '✓', value: score };
  if (score > 0) return { text: String(score), value: score };
  return { text: answered ? '–' : '·', value: 0 };
}

function percentCell(share: number): Cell {
  return { text: formatNumber(100 * share), value: 100 * share };
}

function testCell({ result: { resultId, scoreRaw } }: PupilTest): Cell {
  return { text: String(scoreRaw ?? '–'), value: scoreRaw, href: howComputedHref(resultId) };
}
