import type { Result } from '../../ability/types.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import { type Subject, subjectNames } from '../../content/types.ts';
import { growthChart } from '../../ui/charts/growth-chart.ts';
import type { BandKind, GrowthChartData, GrowthPoint } from '../../ui/charts/types.ts';
import { formatDateShort, formatScaleScore, plural } from '../../ui/format.ts';
import { cutsOf, momentName } from '../bands.ts';
import type { ReportPart } from '../frame/types.ts';
import { conditionWords, markOf } from '../honest/conditions.ts';
import { levelShown } from '../honest/levels.ts';
import { remarksOnResults } from '../honest/remarks.ts';
import { shownScore } from '../honest/scores.ts';
import { placeIndex } from './growth-axis.ts';
import { growthTable } from './growth-table.ts';
import { newestNorms, normChangesOf, type NormedPlace, normedAxis, type PupilLine } from './pupil-line.ts';

/** What a growth report is made of. */
export interface GrowthInput {
  readonly subject: Subject;
  /** "Sanne de Vries"; stands in the name of the chart. */
  readonly pupilLabel: string;
  /** Results that are shown, in lines: the first is the subject of the report, others stand apart. */
  readonly lines: readonly PupilLine[];
  /** Results in this subject of tests that were declared invalid. */
  readonly invalid: readonly Result[];
  readonly bandKind: BandKind;
}

/** A pupil's growth: a chart for each scale that has norms, and every result in a table. */
export function growthParts(input: GrowthInput): readonly ReportPart[] {
  const { lines, subject, bandKind, invalid } = input;
  const all = lines.flatMap(({ results }) => results).toSorted((a, b) => (a.takenOn < b.takenOn ? -1 : 1));
  const [main, ...others] = lines;
  if (!main) return [];
  return [
    {
      ...partOf(input, main),
      heading: others.length > 0 ? subjectNames[subject] : '',
      remarks: [...remarksOnInvalid(invalid), ...remarksOnResults(all, bandKind)],
    },
    ...others.map((line): ReportPart => ({
      ...partOf(input, line),
      heading: `Op een andere schaal: ${line.results[0]?.generation ?? ''}`,
      lead: 'Deze resultaten staan apart: scores van verschillende schalen zijn niet te vergelijken.',
      remarks: newestNorms(line) ? [] : ['Voor deze schaal zijn geen normen; daarom is er geen grafiek.'],
    })),
  ];
}

function partOf(input: GrowthInput, line: PupilLine): Pick<ReportPart, 'pictures' | 'tables'> {
  const norms = newestNorms(line);
  const chart = norms && chartOf(input, line, norms);
  return {
    pictures: chart ? [{ label: 'Grafiek van de groei', svg: growthChart(chart), alt: chart.description }] : [],
    tables: [growthTable(input.subject, line, input.bandKind)],
  };
}

/** The picture of a line. */
export function chartOf(
  { subject, pupilLabel, bandKind }: Pick<GrowthInput, 'subject' | 'pupilLabel' | 'bandKind'>, line: PupilLine,
  norms: PublishedNormTable,
): GrowthChartData {
  const axis = normedAxis(line);
  const changes = normChangesOf(axis);
  const last = line.results.at(-1);
  return {
    title: `Groei van ${pupilLabel}, ${subjectNames[subject]}`,
    description: `${plural(line.results.length, 'resultaat', 'resultaten')} op de vaardigheidsschaal`
      + `${last ? `; het laatste is ${shownScore(last.scaleScore)} op ${formatDateShort(last.takenOn)}` : ''}. `
      + (changes.length > 0 ? 'Een dubbele streep laat zien waar een andere norm begint. ' : '')
      + 'Dezelfde getallen staan in de tabel eronder.',
    source: norms.synthetic ? 'synthetische norm, niet van Cito' : norms.source,
    bandKind,
    moments: axis.map((place) => momentOf(place, bandKind)),
    points: line.results.map((result) => pointOf(result, line, axis, bandKind)),
    yLabel: 'vaardigheidsscore',
    intervalLabel: 'score-interval (90 %)',
    normChanges: changes,
  };
}

function momentOf({ schoolYear, moment, norms }: NormedPlace, bandKind: BandKind): GrowthChartData['moments'][number] {
  const population = norms?.moments.find((known) => known.moment === moment);
  return {
    code: moment,
    label: momentName(moment),
    schoolYearLabel: schoolYear,
    mean: population?.mean ?? null,
    cuts: population ? cutsOf(population, bandKind) : null,
  };
}

function pointOf(
  result: Result, { takings }: PupilLine, axis: readonly NormedPlace[], bandKind: BandKind,
): GrowthPoint {
  const score = formatScaleScore(shownScore(result.scaleScore));
  const level = levelShown(result, bandKind, 'afname');
  const conditions = conditionWords(result, takings.get(result.resultId));
  return {
    momentIndex: placeIndex(axis, result),
    score: result.scaleScore,
    low: result.intervalLow ?? result.scaleScore,
    high: result.intervalHigh ?? result.scaleScore,
    mark: markOf(result),
    scoreLabel: score,
    label: `${formatDateShort(result.takenOn)}: ${score}${level ? `, niveau ${level}` : ''}; ${conditions}`,
  };
}

/** An invalid test counts nowhere, and is not kept silent. */
export function remarksOnInvalid(invalid: readonly Result[]): readonly string[] {
  if (invalid.length === 0) return [];
  const which = invalid.map(({ subject, testMoment, takenOn }) =>
    `${subjectNames[subject]} ${testMoment ?? ''} van ${formatDateShort(takenOn)}`).join('; ');
  return [`${invalid.length === 1 ? 'Eén toets is ongeldig verklaard en telt'
    : `${invalid.length} toetsen zijn ongeldig verklaard en tellen`} niet mee: ${which}.`];
}
