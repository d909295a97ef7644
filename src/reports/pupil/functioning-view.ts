import type { Result } from '../../ability/types.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import { type Subject, subjectNames } from '../../content/types.ts';
import { functioningLevel } from '../../psychometrics/norms.ts';
import { asScaleScore } from '../../psychometrics/types.ts';
import {
  functioningChart, type FunctioningChartData, type FunctioningPoint,
} from '../../ui/charts/functioning-chart.ts';
import { formatDateShort, plural } from '../../ui/format.ts';
import { momentName } from '../bands.ts';
import { dateCell, functioningCell, nothing, scoreCell, textCell } from '../cells.ts';
import type { Cell, ReportColumn, ReportPart, ReportTable } from '../frame/types.ts';
import { conditionWords, markOf } from '../honest/conditions.ts';
import { averagePupilRemark, farFromTestRemark, isFarFromTest, placeOfLevel } from '../honest/functioning.ts';
import { normChangeRemark, normMarks } from '../honest/norm-change.ts';
import { placeIndex } from './growth-axis.ts';
import { remarksOnInvalid } from './growth-view.ts';
import { newestNorms, type NormedPlace, normedAxis, normsOfResult, type PupilLine } from './pupil-line.ts';

/** What a report of functioning levels is made of. */
export interface FunctioningInput {
  readonly subject: Subject;
  /** "Sanne de Vries"; stands in the name of the chart. */
  readonly pupilLabel: string;
  readonly lines: readonly PupilLine[];
  readonly invalid: readonly Result[];
}

/** A pupil by functioning level: steps beside the line of the own year group, a part for each scale with norms. */
export function functioningParts(input: FunctioningInput): readonly ReportPart[] {
  const parts = input.lines.flatMap((line): readonly ReportPart[] => {
    const norms = newestNorms(line);
    const results = line.results.filter((result) => result.functioningLevel !== null);
    return norms && results.length > 0 ? [partOf(input, { ...line, results }, norms)] : [];
  });
  const [first, ...others] = parts;
  if (!first) return [];
  return [{ ...first, remarks: [...remarksOnInvalid(input.invalid), ...first.remarks] }, ...others];
}

function partOf(input: FunctioningInput, line: PupilLine, norms: PublishedNormTable): ReportPart {
  const { results } = line;
  const chart = functioningChartOf(input, line, norms);
  const first = input.lines[0] === undefined || line.results[0]?.scaleCode === input.lines[0].results[0]?.scaleCode;
  return {
    heading: first ? '' : `Op een andere schaal: ${results[0]?.generation ?? ''}`,
    pictures: [{ label: 'Grafiek van het functioneringsniveau', svg: functioningChart(chart), alt: chart.description }],
    tables: [tableOf(input.subject, line)],
    remarks: [
      averagePupilRemark,
      ...normMarks(results).map(normChangeRemark),
      ...(results.some(isFarFromTest) ? [farFromTestRemark] : []),
      `Buiten de tabel staat alleen "<${norms.moments[0]?.moment}" of ">${norms.moments.at(-1)?.moment}": `
        + 'hoe ver eronder of erboven is niet te zeggen.',
    ],
  };
}

/** The picture of a line by functioning level. */
export function functioningChartOf(
  { subject, pupilLabel }: Pick<FunctioningInput, 'subject' | 'pupilLabel'>, line: PupilLine,
  norms: PublishedNormTable,
): FunctioningChartData {
  const levels = norms.moments.map(({ moment }) => moment);
  const axis = normedAxis(line);
  const last = line.results.at(-1);
  const nominalRow = (moment: string): number | null => (levels.some((level) => level === moment)
    ? rowOfLevel(moment, levels) : null);
  return {
    title: `Functioneringsniveau van ${pupilLabel}, ${subjectNames[subject]}`,
    description: plural(line.results.length, 'resultaat', 'resultaten')
      + `${last ? `; het laatste is ${last.functioningLevel} op ${formatDateShort(last.takenOn)}` : ''}. `
      + 'Dezelfde niveaus staan in de tabel eronder.',
    source: norms.synthetic ? 'synthetische norm, niet van Cito' : norms.source,
    levels,
    moments: axis.map(({ schoolYear, moment }) => ({
      code: moment, label: momentName(moment), schoolYearLabel: schoolYear,
      nominalRow: nominalRow(moment),
    })),
    points: line.results.map((result) => pointOf(result, line, axis, levels)),
    yLabel: 'functioneringsniveau',
    intervalLabel: 'van laagste tot hoogste (90 %)',
  };
}

function pointOf(
  result: Result, line: PupilLine, axis: readonly NormedPlace[], levels: readonly string[],
): FunctioningPoint {
  const label = result.functioningLevel ?? '';
  const conditions = conditionWords(result, line.takings.get(result.resultId));
  const range = rangeOf(result, line);
  return {
    momentIndex: placeIndex(axis, result),
    row: rowOfLevel(label, levels),
    lowRow: rowOfLevel(range?.low ?? label, levels),
    highRow: rowOfLevel(range?.high ?? label, levels),
    mark: markOf(result),
    levelLabel: label,
    label: `${formatDateShort(result.takenOn)}: functioneert op ${label}; ${conditions}`,
  };
}

/** The row of a level: -1 below the first, their number above the last. A level of an older norm that these levels do
 * not hold stands at the one before it. */
export function rowOfLevel(label: string, levels: readonly string[]): number {
  if (label.startsWith('<')) return -1;
  if (label.startsWith('>')) return levels.length;
  return levels.findLastIndex((level) => placeOfLevel(level) <= placeOfLevel(label));
}

/** Functioning levels of both ends of the interval, by the norm of the result; null where one of them is not known. */
function rangeOf(result: Result, line: PupilLine): { readonly low: string; readonly high: string } | null {
  const norms = normsOfResult(line, result);
  if (!norms || result.intervalLow === null || result.intervalHigh === null) return null;
  const labelOf = (score: number): string => functioningLevel(norms.norms, asScaleScore(score)).label;
  return { low: labelOf(result.intervalLow), high: labelOf(result.intervalHigh) };
}

const COLUMNS: readonly ReportColumn[] = [
  { key: 'datum', header: 'Datum', kind: 'short', rowHeader: true },
  { key: 'schooljaar', header: 'Schooljaar', kind: 'short', dataOnly: true },
  { key: 'moment', header: 'Moment', kind: 'short' },
  { key: 'toets', header: 'Toets', kind: 'short' },
  { key: 'functioneringsniveau', header: 'Functioneert op', kind: 'short' },
  { key: 'functioneringsniveau_van_tot', header: 'Van laagste tot hoogste (90 %)', kind: 'short' },
  { key: 'score', header: 'Score', kind: 'number' },
  { key: 'afname', header: 'Afname', kind: 'text', wide: true },
];

function tableOf(subject: Subject, line: PupilLine): ReportTable {
  return {
    caption: `Functioneringsniveaus ${subjectNames[subject]}`,
    columns: COLUMNS,
    rows: line.results.map((result) => cellsOf(result, line)).toReversed(),
  };
}

function cellsOf(result: Result, line: PupilLine): readonly Cell[] {
  const range = rangeOf(result, line);
  return [
    dateCell(result.takenOn),
    textCell(result.schoolYear),
    textCell(result.moment ?? result.testMoment),
    textCell(result.testMoment),
    functioningCell(result),
    range ? textCell(range.low === range.high ? range.low : `${range.low} tot ${range.high}`) : nothing,
    scoreCell(result),
    textCell(conditionWords(result, line.takings.get(result.resultId))),
  ];
}
