import { type Moment, subjectNames } from '../../content/types.ts';
import { formatScaleScore, sortName } from '../../ui/format.ts';
import { gainChart, type GainRow } from '../../ui/charts/gain-chart.ts';
import { momentName } from '../bands.ts';
import { changeCell, dataCell, nothing, scoreCell, textCell } from '../cells.ts';
import type { Cell, ReportPart, ReportPicture, ReportTable } from '../frame/types.ts';
import { signedPoints } from '../honest/change.ts';
import { conditionWords } from '../honest/conditions.ts';
import { groupMeanShown, groupSizeRemark } from '../honest/group-size.ts';
import { shownScore } from '../honest/scores.ts';
import { sourceOf } from './dots.ts';
import { type Gain, gainBetween, populationAt, type WithoutExpectation } from './gain-rules.ts';
import { periodName } from './group-filters.ts';
import { growthHref } from './member-table.ts';
import { byMoment } from './standing.ts';
import type { GroupAtMoment, Member } from './types.ts';

/** A group at two moments: the same pupils in the same order. */
export interface GroupAtTwo {
  readonly from: GroupAtMoment;
  readonly to: GroupAtMoment;
}

interface Row {
  readonly start: Member | undefined;
  readonly end: Member;
  readonly gain: Gain | null;
}

/** Growth between two moments, a part for each year group at the later one. */
export function gainParts({ from, to }: GroupAtTwo): readonly ReportPart[] {
  const starts = new Map(from.members.map((member) => [member.pupil.pupilId, member]));
  return byMoment(to.members, to.period).flatMap(([moment, members]) => {
    if (!moment) return [];
    const rows = members.map((end): Row => {
      const start = starts.get(end.pupil.pupilId);
      const both = start?.result && end.result;
      return { start, end, gain: both ? gainBetween(start.result, end.result, to.norms) : null };
    });
    return [{
      heading: momentName(moment),
      lead: leadOf(rows),
      pictures: [pictureOf(rows, { from, to }, moment)],
      tables: [tableOf(rows, { from, to }), figuresOf(rows, to, moment)],
      remarks: remarksOn(rows),
    }];
  });
}

/** Whether anybody of the group has two results to lay beside each other. */
export function hasGains(parts: GroupAtTwo): boolean {
  const starts = new Map(parts.from.members.map((member) => [member.pupil.pupilId, member.result]));
  return parts.to.members.some(({ pupil, result }) => result && starts.get(pupil.pupilId));
}

interface Means {
  readonly count: number;
  readonly gain: number;
  readonly expected: number;
}

/** Means of who has both a gain and an expectation; null below seven. Unrounded. */
export function meansOf(gains: readonly (Gain | null)[]): Means | null {
  const known = gains.flatMap((gain) => (gain?.expected ? [{ ...gain, expected: gain.expected }] : []));
  if (!groupMeanShown(known.length)) return null;
  const mean = (each: (gain: (typeof known)[number]) => number): number =>
    known.reduce((sum, gain) => sum + each(gain), 0) / known.length;
  return {
    count: known.length,
    gain: mean(({ from, to }) => to.scaleScore - from.scaleScore),
    expected: mean(({ from, expected }) => expected.score - from.scaleScore),
  };
}

function leadOf(rows: readonly Row[]): string {
  const means = meansOf(rows.map(({ gain }) => gain));
  const count = rows.filter(({ gain }) => gain).length;
  const head = `Van ${count} van de ${rows.length} leerlingen is de groei bekend.`;
  return means ? `${head} Gemiddeld ${signedPoints(shownScore(means.gain))}; verwacht was `
    + `${signedPoints(shownScore(means.expected))}.` : head;
}

function pictureOf(rows: readonly Row[], { from, to }: GroupAtTwo, moment: Moment): ReportPicture {
  const description = 'Per leerling een pijl van de eerste naar de tweede score, met een open ruit waar leerlingen met '
    + 'dezelfde beginscore gemiddeld uitkomen. Dezelfde getallen staan in de tabel eronder.';
  const starts = new Set(rows.flatMap(({ gain }) => (gain?.expected ? [gain.from.moment] : [])));
  const [start] = starts.size === 1 ? starts : [null];
  const [first, second] = [start && to.norms && populationAt(to.norms, start),
    to.norms && populationAt(to.norms, moment)];
  return {
    label: `Groei tot ${momentName(moment)}`,
    alt: description,
    svg: gainChart({
      title: `Vaardigheidsgroei ${to.group.name}, ${subjectNames[to.subject]}`,
      description,
      source: `${sourceOf(to)}; verwachting met een aanname`,
      rows: rows.map(chartRow),
      arrowLabel: `van ${periodName(from.period)} naar ${periodName(to.period)}`,
      xLabel: 'vaardigheidsscore',
      means: first && second ? { from: first.mean, to: second.mean } : null,
    }),
  };
}

function chartRow({ start, end, gain }: Row): GainRow {
  const name = sortName(end.pupil);
  if (!gain) return { name, gain: null, reason: reasonOf({ start, end }) };
  return {
    name,
    gain: {
      from: gain.from.scaleScore,
      to: gain.to.scaleScore,
      expected: gain.expected?.score ?? null,
      gainLabel: signedPoints(gain.change.points ?? 0),
      expectedLabel: gain.expected ? signedPoints(expectedPoints(gain.expected.score, gain)) : '–',
    },
  };
}

/** Expected points as the two shown scores would differ, like the gain itself. */
function expectedPoints(expected: number, { from }: Gain): number {
  return shownScore(expected) - shownScore(from.scaleScore);
}

/** Why nothing can be said of a pupil. */
function reasonOf({ start, end }: Pick<Row, 'start' | 'end'>): string {
  if (!start?.result && !end.result) return 'op geen van beide momenten een resultaat';
  if (!start?.result) return 'geen resultaat op het eerste moment';
  if (!end.result) return `geen resultaat op het tweede moment: ${end.reason}`;
  return 'op een andere schaal, niet te vergelijken';
}

const withoutWords: Readonly<Record<WithoutExpectation, string>> = {
  'no-moment': 'geen verwachting: buiten de normperiode',
  'other-norm': 'geen verwachting: met verschillende normen gemaakt',
  'other-step': 'geen verwachting: een jaar overgedaan of overgeslagen',
  'no-error': 'geen verwachting: de meetfout is niet bekend',
};

const verdictWords = {
  more: 'meer dan verwacht', less: 'minder dan verwacht', as: 'past bij de verwachting',
} as const;

function tableOf(rows: readonly Row[], { from, to }: GroupAtTwo): ReportTable {
  return {
    caption: `Groei van ${periodName(from.period)} naar ${periodName(to.period)}, ${subjectNames[to.subject]}`,
    columns: [
      { key: 'leerling', header: 'Leerling', kind: 'text', rowHeader: true, wide: true },
      { key: 'score_eerste', header: 'Eerste score', kind: 'number' },
      { key: 'score_tweede', header: 'Tweede score', kind: 'number' },
      { key: 'groei', header: 'Groei', kind: 'text', wide: true },
      { key: 'verwachte_groei', header: 'Verwacht', kind: 'number' },
      { key: 'oordeel', header: 'Naast de verwachting', kind: 'text', wide: true },
      { key: 'verwachte_score', header: 'Verwachte score', kind: 'number', dataOnly: true },
      { key: 'verwachte_score_fout', header: 'Spreiding van de verwachting', kind: 'number', dataOnly: true },
      { key: 'score_zelfde_plaats', header: 'Score op dezelfde plaats', kind: 'number', dataOnly: true },
      { key: 'bijzonderheden', header: 'Afgenomen', kind: 'text', wide: true },
    ],
    rows: rows.map((row) => rowCells(row, to)),
  };
}

function rowCells({ start, end, gain }: Row, { subject }: GroupAtMoment): readonly Cell[] {
  const name = { text: sortName(end.pupil), href: growthHref(end.pupil.pupilId, subject) };
  const scores = [start?.result, end.result].map((result) => (result ? scoreCell(result) : nothing));
  if (!gain) return [name, ...scores, ...Array.from({ length: 6 }, () => nothing), textCell(reasonOf({ start, end }))];
  const { change, expected, verdict, without } = gain;
  return [
    name, ...scores, changeCell(change),
    expectedCell(gain),
    verdict ? { text: verdictWords[verdict] } : textCell(without && withoutWords[without]),
    dataCell(expected?.score ?? null), dataCell(expected?.se ?? null), dataCell(expected?.samePlace ?? null),
    { text: [start, end].flatMap((each) => (each?.result ? [conditionWords(each.result, each.taking)] : []))
      .filter((words, index, all) => all.indexOf(words) === index).join(' → ') },
  ];
}

function expectedCell(gain: Gain): Cell {
  const { expected, from } = gain;
  if (!expected) return nothing;
  return { text: signedPoints(expectedPoints(expected.score, gain)), value: expected.score - from.scaleScore };
}

function figuresOf(rows: readonly Row[], { norms, subject }: GroupAtMoment, moment: Moment): ReportTable {
  const gains = rows.map(({ gain }) => gain);
  const means = meansOf(gains);
  const starts = new Set(gains.flatMap((gain) => (gain?.expected ? [gain.from.moment] : [])));
  const [start] = starts.size === 1 ? starts : [null];
  const [first, second] = [start && norms && populationAt(norms, start), norms && populationAt(norms, moment)];
  const points = (value: number | null | undefined): Cell => (value === null || value === undefined ? nothing
    : { text: signedPoints(shownScore(value)), value });
  const score = (value: number | null | undefined): Cell => (value === null || value === undefined ? nothing
    : { text: formatScaleScore(shownScore(value)), value });
  const count = (of: (gain: Gain) => boolean): Cell => {
    const found = gains.filter((gain) => gain && of(gain)).length;
    return { text: String(found), value: found };
  };
  const lines: readonly (readonly [string, Cell])[] = [
    ['Leerlingen met een bekende groei', count(() => true)],
    ['Met een verwachting', count(({ expected }) => expected !== null)],
    ['Meer dan verwacht', count(({ verdict }) => verdict === 'more')],
    ['Minder dan verwacht', count(({ verdict }) => verdict === 'less')],
    ['Gemiddelde groei', points(means?.gain)],
    ['Gemiddelde verwachte groei', points(means?.expected)],
    ['Landelijk gemiddelde op het eerste moment', score(first?.mean)],
    ['Landelijk gemiddelde op het tweede moment', score(second?.mean)],
  ];
  return {
    caption: `Kerngetallen, ${subjectNames[subject]} ${moment}`,
    columns: [
      { key: 'gegeven', header: 'Gegeven', kind: 'text', wide: true, rowHeader: true },
      { key: 'waarde', header: 'Waarde', kind: 'number' },
    ],
    rows: lines.map(([name, value]) => [{ text: name }, value]),
  };
}

/** What an expectation rests on, said under every one (decision 0025). */
export const expectationRemark = 'De verwachting is wat leerlingen met dezelfde beginscore gemiddeld bereiken. Zij '
  + 'rust op de normen van beide momenten en op een aanname (synthetisch, niet van Cito) over hoe sterk leerlingen van '
  + 'plaats wisselen. Een heel hoge of lage beginscore is deels toeval; daarom ligt de verwachting dichter bij het '
  + 'gemiddelde.';

function remarksOn(rows: readonly Row[]): readonly string[] {
  const expected = rows.filter(({ gain }) => gain?.expected).length;
  return [
    expected > 0 ? groupSizeRemark(expected) : null,
    expected > 0 ? expectationRemark : null,
    'Een oordeel staat er alleen als het verschil groter is dan de meetfouten en het gewone verschil tussen leerlingen '
      + 'samen.',
  ].filter((remark) => remark !== null);
}
