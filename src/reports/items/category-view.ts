import { categoryChart } from '../../ui/charts/category-chart.ts';
import { formatNumber, formatPercent, plural } from '../../ui/format.ts';
import type { Cell, ReportColumn, ReportPart } from '../frame/types.ts';
import { type CategoryScore, categoriesOf, type Dimension, type TakenTest } from './category-rules.ts';

/** What a part of the report is called, and what it asks. */
const dimensions: readonly { readonly dimension: Dimension; readonly heading: string; readonly lead: string }[] = [
  {
    dimension: 'domain', heading: 'Per onderdeel',
    lead: 'Behaalde punten per onderdeel van het vak, naast wat bij deze vaardigheid te verwachten is.',
  },
  {
    dimension: 'presentation', heading: 'Per soort opgave',
    lead: 'Behaalde punten per soort opgave, naast wat bij deze vaardigheid te verwachten is.',
  },
];

/** The parts of a category analysis, of one pupil or of the pupils of a group together; none where the items have one
 * category only. */
export function categoryParts(tests: readonly TakenTest[], words: {
  /** Of whom, for the name of the picture: "Sanne de Vries, Rekenen-Wiskunde". */
  readonly of: string;
  readonly source: string;
}): readonly ReportPart[] {
  const parts = dimensions.flatMap(({ dimension, heading, lead }) => {
    const scores = categoriesOf(tests, dimension);
    return scores.length === 0 ? [] : [partOf(scores, { heading, lead, ...words })];
  });
  return parts.map((part, index) =>
    (index === 0 ? { ...part, remarks: [...part.remarks, ...generalRemarks] } : part));
}

/** The verdict on a category, calm: it is about points, not about the pupil. */
export const verdictWords: Readonly<Record<CategoryScore['verdict'], string>> = {
  lower: 'minder dan verwacht', asExpected: 'zoals verwacht', higher: 'meer dan verwacht',
};

function partOf(scores: readonly CategoryScore[], { heading, lead, of, source }: {
  readonly heading: string; readonly lead: string; readonly of: string; readonly source: string;
}): ReportPart {
  const flagged = scores.filter(({ verdict }) => verdict !== 'asExpected');
  const summary = flagged.length === 0 ? 'Alles is zoals verwacht.'
    : `${flagged.map(({ label, verdict }) => `${label}: ${verdictWords[verdict]}`).join('. ')}.`;
  const svg = categoryChart({
    title: `${heading} van ${of}`, source,
    description: `${plural(scores.length, 'rij', 'rijen')}: behaald en verwacht deel van de punten. ${summary}`,
    xLabel: 'deel van de gewogen punten', observedLegend: 'behaald', expectedLegend: 'verwacht',
    intervalLegend: 'wat door toeval kan verschillen',
    rows: scores.map((score) => ({
      name: score.label, observed: score.observed / score.maxScore, expected: score.expected / score.maxScore,
      low: score.low / score.maxScore, high: score.high / score.maxScore,
      observedLabel: formatPercent(score.observed / score.maxScore), verdict: score.verdict,
      verdictLabel: verdictWords[score.verdict],
    })),
  });
  return {
    heading, lead,
    pictures: [{ label: `${heading} van ${of}`, svg, alt: `${heading}. ${summary}` }],
    tables: [{ caption: heading, columns, rows: scores.map(cellsOf) }],
    remarks: [chanceRemark(scores.length)],
  };
}

const columns: readonly ReportColumn[] = [
  { key: 'categorie', header: 'Onderdeel', kind: 'text', wide: true, rowHeader: true },
  { key: 'opgaven', header: 'Opgaven', kind: 'number' },
  { key: 'behaald', header: 'Behaald', kind: 'number' },
  { key: 'hoogste', header: 'Hoogste', kind: 'number' },
  { key: 'behaald_deel', header: 'Deel', kind: 'number' },
  { key: 'verwacht', header: 'Verwacht', kind: 'number' },
  { key: 'interval', header: 'Door toeval', kind: 'short' },
  { key: 'interval_laag', header: 'Interval laag', kind: 'number', dataOnly: true },
  { key: 'interval_hoog', header: 'Interval hoog', kind: 'number', dataOnly: true },
  { key: 'oordeel', header: 'Behaald is', kind: 'short' },
];

function cellsOf(score: CategoryScore): readonly Cell[] {
  const { label, items, observed, maxScore, expected, low, high, verdict } = score;
  const decimals = (value: number): Cell => ({ text: formatNumber(value, 1), value });
  const whole = (value: number): Cell => ({ text: formatNumber(value), value });
  return [
    { text: label }, whole(items), whole(observed), whole(maxScore),
    { text: formatPercent(observed / maxScore), value: observed / maxScore }, decimals(expected),
    { text: `${formatNumber(low)} tot ${formatNumber(high)}` }, whole(low), whole(high),
    { text: `${marks[verdict]}${verdictWords[verdict]}`, value: verdictWords[verdict] },
  ];
}

/** Beside the words, so that a row that stands out is found at a glance, also in black and white. */
const marks: Readonly<Record<CategoryScore['verdict'], string>> = { lower: '▼ ', asExpected: '', higher: '▲ ' };

/** What to keep in mind with the first picture; the same for a pupil and a group. */
const generalRemarks: readonly string[] = [
  'Verwacht is wat leerlingen met evenveel gewogen punten in totaal gemiddeld op dit onderdeel halen. Een zware '
    + 'opgave telt met een hoger gewicht mee.',
  'Meer dan verwacht op het ene onderdeel betekent altijd iets minder op de rest: het gaat om de verdeling, niet om '
    + 'het niveau.',
];

function chanceRemark(count: number): string {
  return `Er staan ${count} rijen naast elkaar. Het interval is zo breed dat toeval in hoogstens 1 van de 20 van zulke `
    + 'overzichten iets laat opvallen. Binnen het interval is er niets bijzonders te zeggen.';
}
