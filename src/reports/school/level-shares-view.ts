import { type Season, type Subject, subjectNames } from '../../content/types.ts';
import { stackedColumnsChart } from '../../ui/charts/stacked-columns-chart.ts';
import type { BandKind, PerBand } from '../../ui/charts/types.ts';
import { formatPercent, plural } from '../../ui/format.ts';
import type { Cell, ReportPart, ReportTable } from '../frame/types.ts';
import { groupMeanFrom, groupMeanShown } from '../honest/group-size.ts';
import { outsidePeriodRemark } from '../honest/levels.ts';
import { NATIONAL_SHARES, nationalPatternRemark } from '../honest/national.ts';
import { mixedNormsRemark, normName } from '../honest/norm-change.ts';
import { breaksOf } from './measures.ts';
import { schemeOf } from './standing.ts';
import type { SchoolResult } from './types.ts';
import { nothing, shortYear } from './words.ts';

/** What a level distribution is made of: one subject in some school years. */
export interface LevelSharesInput {
  readonly subject: Subject;
  readonly yearGroup: string | undefined;
  readonly results: readonly SchoolResult[];
  readonly bandKind: BandKind;
  readonly source: string;
}

/** How pupils are divided over the levels in one period. */
export interface LevelShares {
  readonly schoolYear: string;
  readonly season: Season;
  /** The lowest level first; each pupil by the norm of the own moment. */
  readonly counts: PerBand;
  readonly total: number;
  /** All norms and scales in it, in one text. */
  readonly measure: string;
}

const SEASONS = 'BME';

/** The division of each period, in the order of time; results without a level are left out. */
export function levelShares(
  { results, yearGroup, bandKind }: Pick<LevelSharesInput, 'results' | 'yearGroup' | 'bandKind'>,
): readonly LevelShares[] {
  const levelled = results.filter((result) =>
    result.moment !== null && levelOf(result, bandKind) !== null && (!yearGroup || result.yearGroup === yearGroup));
  const { labels } = schemeOf(bandKind);
  return [...Map.groupBy(levelled, ({ schoolYear, season }) => `${schoolYear} ${SEASONS.indexOf(season)}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, period]): LevelShares[] => {
      const [first] = period;
      if (!first) return [];
      const count = (band: number) => period.filter((result) => levelOf(result, bandKind) === labels[band]).length;
      return [{
        schoolYear: first.schoolYear, season: first.season, total: period.length,
        counts: [count(0), count(1), count(2), count(3), count(4)],
        measure: [...new Set(period.map((result) => `${result.scaleCode}, ${normName(result)}`))].toSorted().join('; '),
      }];
    });
}

function levelOf({ roman, letter }: SchoolResult, bandKind: BandKind): string | null {
  return bandKind === 'roman' ? roman : letter;
}

/** The level distribution over time as one part of a report; null where no result has a level. */
export function levelSharesPart(input: LevelSharesInput): ReportPart | null {
  const { subject, yearGroup, results, bandKind } = input;
  const periods = levelShares(input);
  if (periods.length === 0) return null;
  const { labels } = schemeOf(bandKind);
  const breaks = breaksOf(periods.map((period) => ({ schoolYear: timeName(period), measure: period.measure })));
  const whom = yearGroup ? `groep ${yearGroup}` : 'alle jaargroepen';
  const title = `Verdeling over de niveaus, ${subjectNames[subject]}, ${whom}`;
  const description = 'Per periode het deel van de leerlingen in elk niveau, naast de landelijke verdeling. '
    + 'Dezelfde getallen staan in de tabel eronder.';
  const asked = results.filter((result) => !yearGroup || result.yearGroup === yearGroup);
  const without = asked.length - periods.reduce((sum, { total }) => sum + total, 0);
  return {
    heading: '',
    pictures: [{
      label: 'Grafiek van de niveaus door de tijd', alt: description,
      svg: stackedColumnsChart({
        title, description, source: input.source, partLabels: labels,
        columns: periods.map((period, index) => {
          const broken = breaks.find(({ schoolYear }) => schoolYear === timeName(period));
          return {
            label: period.season, countLabel: String(period.total),
            ...(periods[index - 1]?.schoolYear === period.schoolYear ? {} : { subLabel: shortYear(period.schoolYear) }),
            shares: groupMeanShown(period.total) ? sharesOf(period) : null,
            ...(broken ? { breakLabel: broken.label } : {}),
          };
        }),
        reference: { label: 'landelijk', shares: NATIONAL_SHARES[bandKind] },
      }),
    }],
    tables: [sharesTable(periods, bandKind, title)],
    remarks: [
      yearGroup ? null : 'Alle jaargroepen staan bij elkaar, elke leerling in de norm van het eigen moment.',
      periods.some(({ total }) => !groupMeanShown(total))
        ? `Bij minder dan ${groupMeanFrom} leerlingen is er geen kolom: één leerling zou het beeld bepalen.` : null,
      breaks.length > 0
        ? 'Waar een stippellijn staat, begint een andere norm: een andere verdeling kan daarvan komen.' : null,
      mixedNormsRemark(asked),
      without > 0 ? `${plural(without, 'resultaat zonder niveau telt', 'resultaten zonder niveau tellen')} niet mee. ${
        outsidePeriodRemark}` : null,
      'Met een paar leerlingen meer of minder in een niveau verschuift een kolom al. Kijk naar meer perioden samen.',
      nationalPatternRemark,
    ].filter((remark) => remark !== null),
  };
}

function timeName({ schoolYear, season }: LevelShares): string {
  return `${season} ${schoolYear}`;
}

function sharesOf({ counts, total }: LevelShares): readonly number[] {
  return counts.map((count) => count / total);
}

/** The highest level first, as one reads levels. */
function sharesTable(periods: readonly LevelShares[], bandKind: BandKind, caption: string): ReportTable {
  const { labels } = schemeOf(bandKind);
  const bands = labels.map((label, band) => ({ label, band })).toReversed();
  return {
    caption,
    columns: [
      { key: 'periode', header: 'Periode', kind: 'text', rowHeader: true, wide: true },
      { key: 'aantal', header: 'Leerlingen', kind: 'number' },
      ...bands.flatMap(({ label }) => [
        { key: `aantal_${label.toLowerCase()}`, header: `Aantal ${label}`, kind: 'number' as const,
          dataOnly: true as const },
        { key: `deel_${label.toLowerCase()}`, header: `Niveau ${label}`, kind: 'number' as const },
      ]),
      { key: 'normen', header: 'Norm', kind: 'text', dataOnly: true },
    ],
    rows: [
      ...periods.map((period): Cell[] => [
        { text: timeName(period) }, { text: String(period.total), value: period.total },
        ...bands.flatMap(({ band }) => shareCells(period.counts[band] ?? 0, period.total)),
        { text: period.measure },
      ]),
      [
        { text: 'Landelijk' }, nothing,
        ...bands.flatMap(({ band }) => {
          const share = NATIONAL_SHARES[bandKind][band] ?? 0;
          return [nothing, { text: formatPercent(share), value: share }];
        }),
        nothing,
      ],
    ],
  };
}

/** A count for the data file, and the share with its count; no share of few pupils. */
export function shareCells(count: number, total: number): readonly Cell[] {
  return [
    { text: String(count), value: count },
    groupMeanShown(total) ? { text: `${formatPercent(count / total)} (${count})`, value: count / total }
      : { text: `(${count})`, value: null },
  ];
}
