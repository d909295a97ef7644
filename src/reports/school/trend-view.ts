import { addSchoolYears, startOf, type SchoolYear } from '../../base/school-year.ts';
import { type Season, type Subject, subjectNames } from '../../content/types.ts';
import { trendOfMeans, type TrendOfMeans } from '../../psychometrics/group-means.ts';
import { trendChart, type TrendPanel, type TrendPoint } from '../../ui/charts/trend-chart.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import { seasonNames } from '../bands.ts';
import type { Cell, ReportPart, ReportTable } from '../frame/types.ts';
import { groupVerdictShown } from '../honest/group-size.ts';
import { nationalPatternRemark } from '../honest/national.ts';
import { trendRemarks, trendSpeaks } from '../honest/trend.ts';
import { breaksOf, brokenLineRemark } from './measures.ts';
import { cutsInUnits, type NormsByKey, placedOf, type Standing, standingOf } from './standing.ts';
import type { SchoolResult } from './types.ts';
import {
  groupNormRemark, intervalRemark, inUnits, leftOutRemark, nothing, shortYear, standingCells, standingColumns,
  unitRemark,
} from './words.ts';

/** What a trend is made of: one subject in some school years. */
export interface TrendInput {
  readonly subject: Subject;
  /** That the picture shows, also those without results, the oldest first. */
  readonly schoolYears: readonly string[];
  /** One year group, or all that have results. */
  readonly yearGroup: string | undefined;
  readonly results: readonly SchoolResult[];
  readonly norms: NormsByKey;
  readonly bandKind: BandKind;
  readonly source: string;
}

/** A year group in one season of one school year. */
export interface YearStanding {
  readonly schoolYear: string;
  readonly measure: string;
  readonly standing: Standing;
}

/** A year group in one season through the years: other pupils each year. */
export interface YearGroupTrend {
  readonly yearGroup: string;
  readonly season: Season;
  /** By school year; two norms in one year give two. */
  readonly years: readonly YearStanding[];
  /** Over the years with the newest norm and at least ten pupils; null with fewer than three of them. */
  readonly trend: TrendOfMeans | null;
}

const SEASONS = ['B', 'M', 'E'] as const satisfies readonly Season[];

/** Each year group in each season through the years, year groups first. */
export function yearGroupTrends(
  { results, norms, bandKind, yearGroup }: Pick<TrendInput, 'results' | 'norms' | 'bandKind' | 'yearGroup'>,
): readonly YearGroupTrend[] {
  const placed = placedOf(results, norms).filter(({ result }) => !yearGroup || result.yearGroup === yearGroup);
  const series = Map.groupBy(placed, ({ result }) => `${result.yearGroup}${result.season}`);
  return [...series.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const years = [...Map.groupBy(all, ({ result, measure }) => `${result.schoolYear} ${measure}`).values()]
      .flatMap((members): YearStanding[] => {
        const [{ result, measure } = first] = members;
        return [{ schoolYear: result.schoolYear, measure, standing: standingOf(members, bandKind) }];
      })
      .toSorted((a, b) => order(a.schoolYear, b.schoolYear) || order(a.measure, b.measure));
    return [{ yearGroup: first.result.yearGroup, season: first.result.season, years, trend: trendOf(years) }];
  }).toSorted((a, b) => order(a.yearGroup, b.yearGroup) || SEASONS.indexOf(a.season) - SEASONS.indexOf(b.season));
}

/** The change a year, where there are years enough with pupils enough and one norm. */
function trendOf(years: readonly YearStanding[]): TrendOfMeans | null {
  const newest = years.at(-1)?.measure;
  const points = years.flatMap(({ schoolYear, measure, standing: { count, mean } }) =>
    (measure === newest && mean?.se && groupVerdictShown(count)
      ? [{ time: startOf(schoolYear as SchoolYear), score: mean.mean, se: mean.se }] : []));
  return trendSpeaks(points.length) ? trendOfMeans(points) : null;
}

/** The trend by year group as one part of a report; null where no result has a place in a norm. */
export function trendPart(input: TrendInput): ReportPart | null {
  const { subject, schoolYears, bandKind, results } = input;
  const trends = yearGroupTrends(input);
  if (trends.length === 0) return null;
  const yearGroups = [...new Set(trends.map((trend) => trend.yearGroup))];
  const description = `Per jaargroep het gemiddelde van elk schooljaar, telkens van andere leerlingen. ${
    describe(trends)} Dezelfde getallen staan in de tabellen eronder.`;
  const asked = results.filter(({ yearGroup }) => !input.yearGroup || yearGroup === input.yearGroup).length;
  const counted = trends.flatMap(({ years }) => years).reduce((sum, { standing }) => sum + standing.count, 0);
  const broken = trends.some(({ years }) => breaksOf(years).length > 0);
  return {
    heading: '',
    pictures: [{
      label: 'Grafiek van de trend per jaargroep', alt: description,
      svg: trendChart({
        title: `Trend per jaargroep, ${subjectNames[subject]}`, description, source: input.source, bandKind,
        cuts: cutsInUnits(bandKind),
        panels: yearGroups.map((group) =>
          panelOf(group, trends.filter((trend) => trend.yearGroup === group), schoolYears)),
        yLabel: 'plaats naast het landelijk gemiddelde, in standaardafwijkingen',
        intervalLabel: 'interval (90 %)',
      }),
    }],
    tables: [trendTable(trends), yearTable(trends)],
    remarks: [
      ...trendRemarks('year-group', Math.max(...trends.map(({ years }) => yearsWithMean(years)))),
      unitRemark, groupNormRemark(bandKind), intervalRemark, broken ? brokenLineRemark : null,
      leftOutRemark(asked - counted), nationalPatternRemark,
    ].filter((remark) => remark !== null),
  };
}

function describe(trends: readonly YearGroupTrend[]): string {
  const spoken = trends.filter(({ trend }) => trend !== null);
  if (spoken.length === 0) return 'Er zijn nog te weinig jaren voor een trend.';
  const changed = spoken.filter(({ trend }) => trend?.beyondNoise);
  if (changed.length === 0) return 'Geen van de lijnen stijgt of daalt meer dan door toeval kan.';
  return changed.map((each) => `${nameOf(each)}: ${trendWords(each)}.`).join(' ');
}

function panelOf(
  yearGroup: string, trends: readonly YearGroupTrend[], schoolYears: readonly string[],
): TrendPanel {
  return {
    title: `Groep ${yearGroup}`,
    // Eight whole school years do not fit under a small panel.
    times: schoolYears.map((year) => ({ label: shortYear(year).slice(0, schoolYears.length > 6 ? 3 : undefined) })),
    lines: trends.map((trend) => ({
      label: `${seasonNames[trend.season]} (${trend.season})`,
      look: trend.season === 'M' ? 0 : trend.season === 'E' ? 1 : 2,
      points: trend.years.flatMap((year) => pointOf(trend, year, schoolYears)),
    })),
    breaks: [...new Map(trends.flatMap(({ years }) => breaksOf(years)).map(({ schoolYear, label }) =>
      [schoolYear, { before: schoolYears.indexOf(schoolYear), label }])).values()],
  };
}

function pointOf(
  trend: YearGroupTrend, { schoolYear, measure, standing }: YearStanding, schoolYears: readonly string[],
): readonly TrendPoint[] {
  const { mean, interval, count } = standing;
  if (!mean || !interval) return [];
  return [{
    time: schoolYears.indexOf(schoolYear), value: mean.mean, low: interval.low, high: interval.high, piece: measure,
    label: `${nameOf(trend)}, ${schoolYear}: ${inUnits(mean.mean)} (${count} leerlingen)`,
  }];
}

function nameOf({ yearGroup, season }: YearGroupTrend): string {
  return `Groep ${yearGroup} ${seasonNames[season]}`;
}

function yearsWithMean(years: readonly YearStanding[]): number {
  return new Set(years.filter(({ standing }) => standing.mean !== null).map(({ schoolYear }) => schoolYear)).size;
}

/** What may be said of a trend: nothing inside the noise, and nothing of too few years. */
export function trendWords({ trend }: Pick<YearGroupTrend, 'trend'>): string {
  if (trend === null) return 'te weinig jaren met genoeg leerlingen';
  if (!trend.beyondNoise) return 'geen verandering buiten toeval';
  return trend.slope > 0 ? 'stijgt' : 'daalt';
}

function trendTable(trends: readonly YearGroupTrend[]): ReportTable {
  return {
    caption: 'Verandering per jaar, over de jaren met dezelfde norm',
    columns: [
      { key: 'jaargroep', header: 'Jaargroep', kind: 'short', rowHeader: true },
      { key: 'moment', header: 'Moment', kind: 'short' },
      { key: 'jaren', header: 'Jaren met gemiddelde', kind: 'number' },
      { key: 'per_jaar', header: 'Per jaar', kind: 'number' },
      { key: 'per_jaar_laag', header: 'Per jaar, ondergrens', kind: 'number', dataOnly: true },
      { key: 'per_jaar_hoog', header: 'Per jaar, bovengrens', kind: 'number', dataOnly: true },
      { key: 'per_jaar_interval', header: 'Interval (95 %)', kind: 'short' },
      { key: 'trend', header: 'Trend', kind: 'text', wide: true },
    ],
    rows: trends.map((each): Cell[] => {
      const { yearGroup, season, years, trend } = each;
      const count = yearsWithMean(years);
      return [
        { text: `Groep ${yearGroup}`, value: yearGroup }, { text: `${season}${yearGroup}` },
        { text: String(count), value: count },
        trend ? { text: inUnits(trend.slope), value: trend.slope } : nothing,
        trend ? { text: inUnits(trend.low), value: trend.low } : nothing,
        trend ? { text: inUnits(trend.high), value: trend.high } : nothing,
        trend ? { text: `${inUnits(trend.low)} tot ${inUnits(trend.high)}` } : nothing,
        { text: trendWords(each) },
      ];
    }),
  };
}

function yearTable(trends: readonly YearGroupTrend[]): ReportTable {
  return {
    caption: 'Gemiddelden per schooljaar',
    columns: [
      { key: 'moment', header: 'Moment', kind: 'short', rowHeader: true },
      { key: 'schooljaar', header: 'Schooljaar', kind: 'short' },
      ...standingColumns,
      { key: 'maat', header: 'Schaal en norm', kind: 'text', dataOnly: true },
    ],
    rows: trends.flatMap(({ yearGroup, season, years }) => years.map(({ schoolYear, measure, standing }) => [
      { text: `${season}${yearGroup}` }, { text: schoolYear }, ...standingCells(standing), { text: measure },
    ])),
  };
}

/** The school years that a trend shows: so many, the newest last. */
export function yearsUpTo(newest: SchoolYear, count: number): readonly SchoolYear[] {
  return Array.from({ length: count }, (_, index) => addSchoolYears(newest, index - count + 1));
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
