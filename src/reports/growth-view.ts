import type { Result } from '../ability/types.ts';
import { addSchoolYears, type SchoolYear } from '../base/school-year.ts';
import type { PublishedNormTable } from '../content/store.ts';
import { momentsInOrder, type Moment, type Season, type Subject, subjectNames } from '../content/types.ts';
import type { BandKind, GrowthChartData, GrowthMoment, GrowthPoint } from '../ui/charts/types.ts';
import { formatDateShort, formatScaleScore, plural } from '../ui/format.ts';
import { cutsOf, momentName } from './bands.ts';
import { markOf } from './honest/conditions.ts';
import { isOffLevel } from './honest/functioning.ts';
import { shownScore } from './honest/scores.ts';
import { resultRow } from './rows.ts';
import type { GrowthView, ResultRow } from './types.ts';

/** What a growth view is made of. */
export interface GrowthInput {
  readonly subject: Subject;
  /** "Sanne de Vries"; stands in the chart's name. */
  readonly pupilLabel: string;
  /** Results that count now, in the order of taking, on any scale. */
  readonly results: readonly Result[];
  /** The norm table to draw with; its scale is the scale of the chart. Undefined: no chart. */
  readonly norms: PublishedNormTable | undefined;
  readonly bandKind: BandKind;
}

/** A pupil's growth as page and PDF show it. */
export function growthView({ subject, pupilLabel, results, norms, bandKind }: GrowthInput): GrowthView {
  const drawn = norms ? results.filter(({ scaleCode }) => scaleCode === norms.scaleCode) : [];
  const others = results.filter((result) => !drawn.includes(result));
  const rows = drawn.map((result, index) => resultRow(result, bandKind, drawn[index - 1]));
  return {
    chart: norms && drawn.length > 0 ? chartOf(subject, pupilLabel, drawn, rows, norms, bandKind) : null,
    rows: rows.toReversed(),
    otherScales: others.map((result) => resultRow(result, bandKind, undefined)).toReversed(),
    remarks: remarksOn(drawn, others),
    normSource: norms?.source ?? null,
    bandKind,
  };
}

function chartOf(
  subject: Subject, pupilLabel: string, results: readonly Result[], rows: readonly ResultRow[],
  norms: PublishedNormTable, bandKind: BandKind,
): GrowthChartData {
  const axis = axisOf(results);
  const last = rows.at(-1);
  return {
    title: `Groei van ${pupilLabel}, ${subjectNames[subject]}`,
    description: `${plural(results.length, 'resultaat', 'resultaten')} op de vaardigheidsschaal`
      + `${last ? `; het laatste is ${last.score} op ${formatDateShort(last.takenOn)}` : ''}. `
      + 'Dezelfde getallen staan in de tabel eronder.',
    source: norms.synthetic ? 'synthetische norm, niet van Cito' : norms.source,
    bandKind,
    moments: axis.map((place) => momentOf(place, norms, bandKind)),
    points: results.flatMap((result, index) => pointOf(result, rows[index], axis)),
    yLabel: 'vaardigheidsscore',
    intervalLabel: 'score-interval (90 %)',
  };
}

/** A place on the horizontal axis. */
interface Place {
  readonly schoolYear: SchoolYear;
  readonly moment: Moment;
}

/** From the first to the last result every moment of every school year, so that a missing one is a gap. */
function axisOf(results: readonly Result[]): readonly Place[] {
  const yearGroups = yearGroupBySchoolYear(results);
  const places = [...yearGroups].flatMap(([schoolYear, yearGroup]) =>
    seasonsOf(yearGroup).map((season) => ({ schoolYear, moment: `${season}${yearGroup}` as Moment })));
  const used = results.map((result) => placeIndex(places, result)).filter((index) => index >= 0);
  return places.slice(Math.min(...used), Math.max(...used) + 1);
}

/** Year group in each school year from the first to the last; a year without results follows the year before. */
function yearGroupBySchoolYear(results: readonly Result[]): ReadonlyMap<SchoolYear, number> {
  const known = new Map(results.map(({ schoolYear, yearGroup }) => [schoolYear, Number(yearGroup)]));
  const years = [...known.keys()].sort();
  const all = new Map<SchoolYear, number>();
  const [first, last] = [years[0], years.at(-1)];
  if (!first || !last) return all;
  for (let year: SchoolYear = first, group = 3; year <= last; year = addSchoolYears(year, 1)) {
    group = Math.min(8, known.get(year) ?? group + 1);
    all.set(year, group);
  }
  return all;
}

function seasonsOf(yearGroup: number): readonly Season[] {
  return (['B', 'M', 'E'] as const).filter((season) => momentsInOrder.includes(`${season}${yearGroup}` as Moment));
}

/**
 * Where a result stands: at its moment. One from between the norm periods has none; it stands at the season of its
 * test, the last time that this season had begun. -1 when the axis has no such place.
 */
function placeIndex(places: readonly Place[], { schoolYear, moment, testMoment, yearGroup, takenOn }: Result): number {
  const at = (year: SchoolYear, code: string) =>
    places.findIndex((place) => place.schoolYear === year && place.moment === code);
  if (moment) return at(schoolYear, moment);
  const season = (testMoment ?? 'M').charAt(0);
  // From August to November neither the M nor the E tests of the school year have begun.
  const early = takenOn.slice(5) >= '08-01' && takenOn.slice(5) < '12-01' && season !== 'B';
  return early
    ? at(addSchoolYears(schoolYear, -1), `${season}${Number(yearGroup) - 1}`)
    : at(schoolYear, `${season}${yearGroup}`);
}

function momentOf({ schoolYear, moment }: Place, norms: PublishedNormTable, bandKind: BandKind): GrowthMoment {
  const population = norms.moments.find((known) => known.moment === moment);
  return {
    code: moment,
    label: momentName(moment),
    schoolYearLabel: schoolYear,
    mean: population?.mean ?? null,
    cuts: population ? cutsOf(population, bandKind) : null,
  };
}

function pointOf(result: Result, row: ResultRow | undefined, axis: readonly Place[]): readonly GrowthPoint[] {
  const momentIndex = placeIndex(axis, result);
  if (momentIndex < 0 || !row) return [];
  return [{
    momentIndex,
    score: result.scaleScore,
    low: result.intervalLow ?? result.scaleScore,
    high: result.intervalHigh ?? result.scaleScore,
    mark: markOf(result),
    scoreLabel: formatScaleScore(shownScore(result.scaleScore)),
    label: `${row.moment}: ${row.score}${row.level ? `, niveau ${row.level}` : ''}, ${row.origin}`,
  }];
}

function remarksOn(drawn: readonly Result[], others: readonly Result[]): readonly string[] {
  const remarks = [
    'Een niveau zegt waar een leerling staat tussen andere leerlingen van dat moment. Hetzelfde niveau betekent: '
      + 'meegegroeid.',
  ];
  if (drawn.some(({ roman }) => roman === null)) {
    remarks.push('Bij een toets buiten de normperiode hoort geen niveau; dan staan er alleen de score en het '
      + 'functioneringsniveau.');
  }
  if (drawn.some(isOffLevel)) {
    remarks.push('Een of meer toetsen horen bij een ander moment dan het eigen moment van de leerling.');
  }
  if (drawn.some(({ intervalLow }) => intervalLow === null)) {
    remarks.push('Bij een of meer oude resultaten is geen score-interval meegekomen.');
  }
  if (others.length > 0) {
    remarks.push('Resultaten op een andere schaal staan apart: scores van verschillende schalen zijn niet te '
      + 'vergelijken.');
  }
  return remarks;
}
