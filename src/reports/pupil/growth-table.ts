import type { Result } from '../../ability/types.ts';
import { type Subject, subjectNames } from '../../content/types.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import {
  changeCell, dataCell, dateCell, functioningCell, intervalCell, levelCell, scoreCell, textCell,
} from '../cells.ts';
import type { Cell, ReportColumn, ReportTable } from '../frame/types.ts';
import { changeBetween } from '../honest/change.ts';
import { conditionWords } from '../honest/conditions.ts';
import { isOffLevel } from '../honest/functioning.ts';
import { levelShown } from '../honest/levels.ts';
import { normName } from '../honest/norm-change.ts';
import { normsOfResult, type PupilLine } from './pupil-line.ts';

/** The results of a line, the newest first, each with the change since the one before. */
export function growthTable(subject: Subject, line: PupilLine, bandKind: BandKind): ReportTable {
  const { results } = line;
  return {
    caption: `Resultaten ${subjectNames[subject]}`,
    columns: COLUMNS,
    rows: results.map((result, index) => rowOf(result, results[index - 1], line, bandKind)).toReversed(),
  };
}

const COLUMNS: readonly ReportColumn[] = [
  { key: 'datum', header: 'Datum', kind: 'short', rowHeader: true },
  { key: 'schooljaar', header: 'Schooljaar', kind: 'short', dataOnly: true },
  { key: 'moment', header: 'Moment', kind: 'short' },
  { key: 'toets', header: 'Toets', kind: 'short' },
  { key: 'score', header: 'Score', kind: 'number' },
  { key: 'standaardfout', header: 'Standaardfout', kind: 'number', dataOnly: true },
  { key: 'interval', header: 'Interval (90 %)', kind: 'short' },
  { key: 'interval_laag', header: 'Interval laag', kind: 'number', dataOnly: true },
  { key: 'interval_hoog', header: 'Interval hoog', kind: 'number', dataOnly: true },
  { key: 'niveau', header: 'Niveau', kind: 'short' },
  { key: 'niveau_toets', header: 'Niveau op de toets', kind: 'short', dataOnly: true },
  { key: 'functioneringsniveau', header: 'Functioneert op', kind: 'short' },
  { key: 'verschil', header: 'Verschil met vorige', kind: 'text' },
  { key: 'oordeel_verschil', header: 'Oordeel over het verschil', kind: 'text', dataOnly: true },
  { key: 'afname', header: 'Afname', kind: 'text', wide: true },
  { key: 'norm_versie', header: 'Norm van het resultaat', kind: 'text', dataOnly: true },
  { key: 'schaal', header: 'Schaal', kind: 'text', dataOnly: true },
];

function rowOf(
  result: Result, earlier: Result | undefined, line: PupilLine, bandKind: BandKind,
): readonly Cell[] {
  const change = earlier ? changeBetween(earlier, result) : null;
  const byTest = levelShown(result, bandKind, 'toets', normsOfResult(line, result));
  const level = levelCell(levelShown(result, bandKind, 'afname'));
  return [
    dateCell(result.takenOn),
    textCell(result.schoolYear),
    textCell(result.moment ?? result.testMoment),
    textCell(result.testMoment),
    scoreCell(result),
    dataCell(result.scaleSe),
    intervalCell(result),
    dataCell(result.intervalLow),
    dataCell(result.intervalHigh),
    isOffLevel(result) && byTest
      ? { ...level, more: `Op de toets van ${result.testMoment}: niveau ${byTest}.` } : level,
    levelCell(byTest),
    functioningCell(result),
    changeCell(change),
    dataCell(change && verdictNames[change.verdict]),
    textCell(conditionWords(result, line.takings.get(result.resultId))),
    textCell(normName(result)),
    textCell(result.scaleCode),
  ];
}

const verdictNames = {
  more: 'meer dan toeval', less: 'meer dan toeval', noise: 'kan toeval zijn', unknown: 'onbekend',
  'not-comparable': 'niet te vergelijken',
} as const;
