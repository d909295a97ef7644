import { type SchoolYear, startOf } from '../../base/school-year.ts';
import { type Season, type Subject, subjectNames } from '../../content/types.ts';
import { differsFrom, type GroupMean, groupMean, groupMeanInterval } from '../../psychometrics/group-means.ts';
import { trendChart, type TrendPanel, type TrendPoint } from '../../ui/charts/trend-chart.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import { plural } from '../../ui/format.ts';
import type { Cell, ReportPart, ReportTable } from '../frame/types.ts';
import { groupMeanShown, groupVerdictShown } from '../honest/group-size.ts';
import { trendRemarks, trendSpeaks } from '../honest/trend.ts';
import { breaksOf, brokenLineRemark } from './measures.ts';
import { cutsInUnits, type NormsByKey, type Placed, placedOf, type Standing, standingOf } from './standing.ts';
import type { SchoolResult } from './types.ts';
import {
  groupNormRemark, intervalRemark, inUnits, nothing, shortYear, standingCells, standingColumns, unitRemark,
} from './words.ts';

/** What the trend by cohort is made of: one subject in some school years. */
export interface CohortInput {
  readonly subject: Subject;
  readonly results: readonly SchoolResult[];
  readonly norms: NormsByKey;
  /** Year group in the newest year with results, or all. */
  readonly yearGroup: string | undefined;
  /** Only pupils with a result in the first and the last period of their line that has a mean. */
  readonly stayers: boolean;
  readonly bandKind: BandKind;
  readonly source: string;
}

/** A cohort at one time. */
export interface CohortStanding {
  readonly schoolYear: string;
  readonly season: Season;
  readonly measure: string;
  readonly standing: Standing;
  readonly placed: readonly Placed[];
}

/** Pupils who are in one year group now, followed back. */
export interface Cohort {
  /** In the newest year with results. */
  readonly yearGroup: string;
  readonly pupilCount: number;
  /** In the order of time; two norms at one time give two. */
  readonly times: readonly CohortStanding[];
  /** Of pupils with a result at both ends of the line with the newest norm, as far as it has means: last minus
   * first. Null where these lie within fewer than three school years, or with fewer than ten pupils. */
  readonly change: { readonly mean: GroupMean; readonly side: -1 | 0 | 1; readonly from: string } | null;
}

const SEASONS = 'BME';

/** Each cohort with its standings through the years. */
export function cohorts(
  { results, norms, bandKind, yearGroup, stayers }: Omit<CohortInput, 'subject' | 'source'>,
): readonly Cohort[] {
  const newest = results.reduce((last, { schoolYear }) => (schoolYear > last ? schoolYear : last), '');
  const groupNow = new Map(results.filter(({ schoolYear }) => schoolYear === newest)
    .toSorted((a, b) => order(a.takenOn, b.takenOn)).map((result) => [result.pupilId, result.yearGroup]));
  const byGroup = Map.groupBy(placedOf(results, norms).filter(({ result }) => groupNow.has(result.pupilId)),
    ({ result }) => groupNow.get(result.pupilId) ?? '');
  return [...byGroup].filter(([group]) => !yearGroup || group === yearGroup)
    .map(([group, placed]) => cohortOf(group, stayers ? stayersOf(placed) : placed, bandKind))
    .filter(({ times }) => times.length > 0)
    .toSorted((a, b) => order(a.yearGroup, b.yearGroup));
}

/** Results of the pupils who were there in the first and in the last period with enough of them for a mean: a few who
 * repeated a year have results from before the cohort was together. */
function stayersOf(placed: readonly Placed[]): readonly Placed[] {
  const byTime = [...Map.groupBy(placed, timeOf)].toSorted(([a], [b]) => order(a, b)).map(([, members]) =>
    new Set(members.map(({ result }) => result.pupilId))).filter(({ size }) => groupMeanShown(size));
  const [first, last] = [byTime[0] ?? new Set(), byTime.at(-1) ?? new Set()];
  return placed.filter(({ result }) => first.has(result.pupilId) && last.has(result.pupilId));
}

/** Sorts by time: `2026-2027 1` is the middle of that year. */
function timeOf({ result: { schoolYear, season } }: Placed): string {
  return `${schoolYear} ${SEASONS.indexOf(season)}`;
}

function cohortOf(yearGroup: string, placed: readonly Placed[], bandKind: BandKind): Cohort {
  const times = [...Map.groupBy(placed, (each) => `${timeOf(each)} ${each.measure}`)]
    .toSorted(([a], [b]) => order(a, b))
    .flatMap(([, members]): CohortStanding[] => {
      const [first] = members;
      if (!first) return [];
      const { measure, result: { schoolYear, season } } = first;
      return [{ schoolYear, season, measure, standing: standingOf(members, bandKind), placed: members }];
    });
  return {
    yearGroup, times, change: changeOf(times), pupilCount: new Set(placed.map(({ result }) => result.pupilId)).size,
  };
}

/** The same pupils at both ends, each with the own difference: who came or left changes nothing. */
function changeOf(times: readonly CohortStanding[]): Cohort['change'] {
  const whole = times.filter(({ standing }) => standing.mean !== null);
  const last = whole.at(-1);
  const first = whole.find(({ measure }) => measure === last?.measure);
  if (!last || !first) return null;
  const years = startOf(last.schoolYear as SchoolYear) - startOf(first.schoolYear as SchoolYear) + 1;
  if (!trendSpeaks(years)) return null;
  const before = new Map(first.placed.map(({ result, inGroups }) => [result.pupilId, inGroups]));
  const differences = last.placed.flatMap(({ result, inGroups }) => {
    const start = before.get(result.pupilId);
    return start === undefined ? [] : [inGroups - start];
  });
  if (!groupVerdictShown(differences.length)) return null;
  const mean = groupMean(differences);
  return { mean, side: differsFrom(mean, 0), from: `${first.season} ${first.schoolYear}` };
}

/** The trend by cohort as one part of a report; null where no result has a place in a norm. */
export function cohortPart(input: CohortInput): ReportPart | null {
  const { subject, bandKind } = input;
  const all = cohorts(input);
  if (all.length === 0) return null;
  const years = Math.max(...all.map(({ times }) => new Set(times.map(({ schoolYear }) => schoolYear)).size));
  const description = 'Per lijn dezelfde leerlingen door de jaren heen, naast het landelijk gemiddelde van hun moment. '
    + `${all.map((cohort) => `Nu groep ${cohort.yearGroup}: ${changeWords(cohort)}.`).join(' ')} `
    + 'Dezelfde getallen staan in de tabellen eronder.';
  return {
    heading: '',
    pictures: [{
      label: 'Grafiek van dezelfde leerlingen door de jaren', alt: description,
      svg: trendChart({
        title: `Dezelfde leerlingen door de jaren, ${subjectNames[subject]}`, description, source: input.source,
        bandKind, cuts: cutsInUnits(bandKind), panels: all.map(panelOf),
        yLabel: 'plaats naast het landelijk gemiddelde, in standaardafwijkingen',
        intervalLabel: 'interval (90 %)',
      }),
    }],
    tables: [changeTable(all), timeTable(all)],
    remarks: [
      ...trendRemarks('cohort', years), whoRemark(input.stayers), repeatersRemark(all), unitRemark,
      groupNormRemark(bandKind), intervalRemark,
      all.some(({ times }) => breaksOf(times).length > 0) ? brokenLineRemark : null,
    ].filter((remark) => remark !== null),
  };
}

function whoRemark(stayers: boolean): string {
  return stayers
    ? 'Alleen leerlingen die op het eerste én het laatste moment van hun lijn een resultaat hebben, tellen mee. '
      + 'De lijn begint op het eerste moment met genoeg resultaten voor een gemiddelde.'
    : 'Een lijn volgt de leerlingen die nu in de jaargroep zitten. Wie later instroomde, telt mee vanaf de '
      + 'eerste toets; wie vertrok, telt niet mee.';
}

/** Who repeated or skipped a year stands in the norm of the own moment. */
function repeatersRemark(all: readonly Cohort[]): string | null {
  const newest = all.flatMap(({ times }) => times.map(({ schoolYear }) => schoolYear)).toSorted(order).at(-1) ?? '';
  const others = new Set(all.flatMap(({ yearGroup, times }) => times.flatMap(({ schoolYear, placed }) => {
    const nominal = Number(yearGroup) - startOf(newest as SchoolYear) + startOf(schoolYear as SchoolYear);
    return placed.filter(({ result }) => Number(result.yearGroup) !== nominal).map(({ result }) => result.pupilId);
  })));
  if (others.size === 0) return null;
  return `${plural(others.size, 'leerling zat', 'leerlingen zaten')} in een eerder jaar in een andere jaargroep `
    + 'dan de rest. Elk resultaat telt in de norm van het eigen moment.';
}

function panelOf({ yearGroup, times, pupilCount }: Cohort): TrendPanel {
  const moments = [...new Map(times.map((time) => [placeName(time), time])).values()];
  const place = (time: CohortStanding) => moments.findIndex((other) => placeName(other) === placeName(time));
  return {
    title: `Nu groep ${yearGroup} (${plural(pupilCount, 'leerling', 'leerlingen')})`,
    times: moments.map((time, index) => ({
      label: nominalMoment(time, yearGroup, times.at(-1)?.schoolYear ?? ''),
      ...(moments[index - 1]?.schoolYear === time.schoolYear ? {} : { subLabel: shortYear(time.schoolYear) }),
    })),
    lines: [{
      label: 'gemiddelde van deze leerlingen', look: 0,
      points: times.flatMap((time) => pointOf(time, place(time))),
    }],
    breaks: breaksOf(times).map(({ schoolYear, label }) =>
      ({ before: moments.findIndex((time) => time.schoolYear === schoolYear), label })),
  };
}

function placeName({ schoolYear, season }: CohortStanding): string {
  return `${schoolYear} ${season}`;
}

/** The moment of who repeats nothing. */
function nominalMoment({ season, schoolYear }: CohortStanding, yearGroup: string, newest: string): string {
  return `${season}${Number(yearGroup) - startOf(newest as SchoolYear) + startOf(schoolYear as SchoolYear)}`;
}

function pointOf({ schoolYear, season, measure, standing }: CohortStanding, time: number): readonly TrendPoint[] {
  const { mean, interval, count } = standing;
  if (!mean || !interval) return [];
  return [{
    time, value: mean.mean, low: interval.low, high: interval.high, piece: measure,
    label: `${season} ${schoolYear}: ${inUnits(mean.mean)} (${plural(count, 'leerling', 'leerlingen')})`,
  }];
}

/** What may be said of how a cohort moved: nothing inside the noise, and nothing of too little. */
export function changeWords({ change }: Pick<Cohort, 'change'>): string {
  if (change === null) return 'te weinig jaren of leerlingen voor een oordeel';
  if (change.side === 0) return 'geen verschil met landelijke groei buiten toeval';
  return change.side > 0 ? 'meer groei dan landelijk' : 'minder groei dan landelijk';
}

function changeTable(all: readonly Cohort[]): ReportTable {
  return {
    caption: 'Van eerste naar laatste moment, van leerlingen die er beide keren waren',
    columns: [
      { key: 'nu_jaargroep', header: 'Nu', kind: 'short', rowHeader: true },
      { key: 'vanaf', header: 'Vanaf', kind: 'short' },
      { key: 'aantal', header: 'Leerlingen', kind: 'number' },
      { key: 'verschil', header: 'Verschil in plaats', kind: 'number' },
      { key: 'verschil_laag', header: 'Verschil, ondergrens', kind: 'number', dataOnly: true },
      { key: 'verschil_hoog', header: 'Verschil, bovengrens', kind: 'number', dataOnly: true },
      { key: 'verschil_interval', header: 'Interval (95 %)', kind: 'short' },
      { key: 'oordeel', header: 'Naast landelijk', kind: 'text', wide: true },
    ],
    rows: all.map((cohort): Cell[] => {
      const { yearGroup, change } = cohort;
      const bounds = change && groupMeanInterval(change.mean, 0.95);
      return [
        { text: `Groep ${yearGroup}`, value: yearGroup }, change ? { text: change.from } : nothing,
        change ? { text: String(change.mean.count), value: change.mean.count } : nothing,
        change ? { text: inUnits(change.mean.mean), value: change.mean.mean } : nothing,
        bounds ? { text: inUnits(bounds.low), value: bounds.low } : nothing,
        bounds ? { text: inUnits(bounds.high), value: bounds.high } : nothing,
        bounds ? { text: `${inUnits(bounds.low)} tot ${inUnits(bounds.high)}` } : nothing,
        { text: changeWords(cohort) },
      ];
    }),
  };
}

function timeTable(all: readonly Cohort[]): ReportTable {
  return {
    caption: 'Gemiddelden per moment',
    columns: [
      { key: 'nu_jaargroep', header: 'Nu', kind: 'short', rowHeader: true },
      { key: 'schooljaar', header: 'Schooljaar', kind: 'short' },
      { key: 'moment', header: 'Periode', kind: 'short' },
      ...standingColumns,
      { key: 'maat', header: 'Schaal en norm', kind: 'text', dataOnly: true },
    ],
    rows: all.flatMap(({ yearGroup, times }) => times.map(({ schoolYear, season, measure, standing }) => [
      { text: `Groep ${yearGroup}`, value: yearGroup }, { text: schoolYear }, { text: season },
      ...standingCells(standing), { text: measure },
    ])),
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
