import type { PublishedAdviceRule } from '../../content/reference-advice.ts';
import { subjectNames } from '../../content/types.ts';
import { type AdviceChartData, adviceChart } from '../../ui/charts/advice-chart.ts';
import { plural } from '../../ui/format.ts';
import { dataCell, dateCell, intervalCell, levelCell, nothing, scoreCell, textCell } from '../cells.ts';
import type { Cell, ReportColumn, ReportPart, ReportTable } from '../frame/types.ts';
import { conditionWords } from '../honest/conditions.ts';
import { levelShown } from '../honest/levels.ts';
import type { AdvicePartResult, ExpectedAdvice } from './types.ts';
import {
  adviceName, adviceRemarks, assumedErrorRemark, lackWords, missingWords, percent, provisionalRemark, rangeWords,
  ruleRemark,
} from './words.ts';

/** A pupil with an expected advice. */
export interface NamedAdvice {
  /** As the group sorts names. */
  readonly name: string;
  readonly href: string;
  readonly advice: ExpectedAdvice;
}

type RuleSource = Pick<PublishedAdviceRule, 'source'>;

/** The advice of one pupil: the picture, and the results that it rests on with those that are missing. */
export function pupilAdvicePart(name: string, advice: ExpectedAdvice, rule: RuleSource): ReportPart {
  return {
    heading: '',
    pictures: advice.basis ? [pictureOf([{ name, advice }], rule)] : [],
    tables: [summaryTable(advice), partsTable(advice)],
    remarks: remarksOf([advice], rule),
  };
}

/** The advices of a group: the picture, and a row for each pupil. */
export function groupAdvicePart(pupils: readonly NamedAdvice[], rule: RuleSource): ReportPart {
  return {
    heading: '', pictures: pupils.some(({ advice }) => advice.range) ? [pictureOf(pupils, rule)] : [],
    tables: [groupTable(pupils)], remarks: remarksOf(pupils.map(({ advice }) => advice), rule),
  };
}

/** What an advice is based on: "E7, 2025-2026", with "voorlopig" where it is early. */
export function basisWords({ basis }: ExpectedAdvice): string {
  return basis ? `${basis.moment}, ${basis.schoolYear}${basis.provisional ? ' (voorlopig)' : ''}` : '–';
}

function remarksOf(advices: readonly ExpectedAdvice[], rule: RuleSource): readonly string[] {
  const shown = advices.filter(({ range }) => range);
  const [first] = advices;
  return [
    ...adviceRemarks,
    ...(shown.some(({ basis }) => basis?.provisional) ? [provisionalRemark] : []),
    ...(shown.some(({ parts }) => parts.some((part) => part.result && part.errorAssumed)) ? [assumedErrorRemark] : []),
    ...(first ? [ruleRemark(first, rule.source)] : []),
  ];
}

function pictureOf(pupils: readonly Pick<NamedAdvice, 'name' | 'advice'>[], { source }: RuleSource) {
  const count = pupils.filter(({ advice }) => advice.range).length;
  const label = 'Verwacht advies, met wat door de meetfout ook kan';
  const [first] = pupils;
  const data: AdviceChartData = {
    title: label, source,
    description: pupils.length === 1 && first
      ? `${first.name}: ${adviceName(first.advice)}; ${rangeWords(first.advice)}.`
      : `${plural(count, 'leerling heeft', 'leerlingen hebben')} een verwacht advies. De tabel noemt ze alle.`,
    columns: (first?.advice.advices ?? []).map(({ name }) => name.split(' / ')),
    rows: pupils.map(({ name, advice }) => ({ label: name, range: advice.range, words: lackWords(advice) })),
  };
  return { label, svg: adviceChart(data), alt: data.description };
}

const short = (key: string, header: string): ReportColumn => ({ key, header, kind: 'short' });

function summaryTable(advice: ExpectedAdvice): ReportTable {
  return {
    caption: 'Het verwachte advies',
    columns: [
      { key: 'advies', header: 'Verwacht advies', kind: 'text' },
      { key: 'bandbreedte', header: 'Kan ook', kind: 'text', wide: true }, short('gebaseerd_op', 'Gebaseerd op'),
      ...measureColumns,
    ],
    rows: [[
      adviceCell(advice), { text: rangeWords(advice) }, { text: basisWords(advice) }, ...measureCells(advice),
    ]],
  };
}

const measureColumns: readonly ReportColumn[] = [
  { key: 'stand', header: 'Stand in standaarddeviaties', kind: 'number', dataOnly: true },
  { key: 'standaardfout', header: 'Standaardfout', kind: 'number', dataOnly: true },
];

function measureCells({ range }: ExpectedAdvice): readonly Cell[] {
  return [dataCell(range?.standing ?? null), dataCell(range?.se ?? null)];
}

function adviceCell(advice: ExpectedAdvice): Cell {
  const lack = lackWords(advice);
  return { text: lack === '' ? adviceName(advice) : lack };
}

function partsTable({ parts }: ExpectedAdvice): ReportTable {
  return {
    caption: 'De resultaten waarop het rust',
    columns: [
      { key: 'vak', header: 'Vak', kind: 'text', rowHeader: true },
      { key: 'weging', header: 'Telt voor', kind: 'number' },
      short('afgenomen', 'Afgenomen'), { key: 'score', header: 'Score', kind: 'number' },
      short('interval', 'Interval (90 %)'), short('niveau', 'Niveau'),
      { key: 'bijzonderheden', header: 'Hoe', kind: 'text', wide: true },
    ],
    rows: parts.map((part) => [
      { text: subjectNames[part.subject] }, { text: percent(part.weight), value: part.weight }, ...resultCells(part),
    ]),
  };
}

function resultCells(part: AdvicePartResult): readonly Cell[] {
  if (!part.result) return [nothing, nothing, nothing, nothing, { text: missingWords(part.reason) }];
  const { result } = part;
  return [
    dateCell(result.takenOn), scoreCell(result), intervalCell(result), levelCell(levelShown(result, 'roman', 'afname')),
    { text: conditionWords(result) },
  ];
}

function groupTable(pupils: readonly NamedAdvice[]): ReportTable {
  const subjects = pupils[0]?.advice.parts.map(({ subject }) => subject) ?? [];
  return {
    caption: 'Verwacht advies van elke leerling',
    narrow: 'scroll',
    columns: [
      { key: 'leerling', header: 'Leerling', kind: 'text', rowHeader: true },
      { key: 'advies', header: 'Verwacht advies', kind: 'text', wide: true },
      { key: 'bandbreedte', header: 'Kan ook', kind: 'text' }, short('gebaseerd_op', 'Gebaseerd op'),
      ...subjects.map((subject): ReportColumn =>
        ({ key: `score_${dataKey(subjectNames[subject])}`, header: subjectNames[subject], kind: 'number' })),
      ...measureColumns,
    ],
    rows: pupils.map(({ name, href, advice }) => [
      { text: name, href }, adviceCell(advice), textCell(advice.range ? rangeWords(advice) : null),
      { text: basisWords(advice) },
      ...advice.parts.map((part) => (part.result ? scoreCell(part.result) : { text: '–', value: null })),
      ...measureCells(advice),
    ]),
  };
}

/** A name as a column of a data file: "Rekenen-Wiskunde" is `rekenen_wiskunde`. */
function dataKey(name: string): string {
  return name.toLowerCase().replace(/[^a-z]+/gu, '_');
}
