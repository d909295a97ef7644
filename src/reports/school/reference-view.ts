import {
  type ReachedLevel, referenceLevelOf, referenceLevelsFrom, type ReferenceStandard,
} from '../../content/reference.ts';
import { type Moment, momentsInOrder, type Subject, subjectNames } from '../../content/types.ts';
import { normalQuantile } from '../../psychometrics/normal.ts';
import { shownCoverage } from '../../psychometrics/scale.ts';
import { stackedColumnsChart } from '../../ui/charts/stacked-columns-chart.ts';
import { compareText, plural } from '../../ui/format.ts';
import { momentName } from '../bands.ts';
import type { Cell, ReportPart, ReportPicture, ReportTable } from '../frame/types.ts';
import { groupMeanFrom, groupMeanShown } from '../honest/group-size.ts';
import { shareCells } from './level-shares-view.ts';
import type { GroupThen } from './placing.ts';
import type { SchoolResult } from './types.ts';
import { shortYear } from './words.ts';

/** What the report on reference levels is made of: one subject in some school years. */
export interface ReferenceInput {
  readonly subject: Subject;
  readonly standard: ReferenceStandard;
  readonly yearGroup: string | undefined;
  readonly results: readonly SchoolResult[];
  readonly groupOf: GroupThen;
}

/** How pupils at one moment of one school year are divided over the reference levels. */
export interface ReferenceShares {
  readonly moment: Moment;
  readonly schoolYear: string;
  /** Null for all groups together. */
  readonly groupName: string | null;
  /** By `levelsOf`, the lowest first; each pupil by the score as it is. */
  readonly counts: readonly number[];
  readonly total: number;
  /** Pupils whose score-interval (90 %) holds a cut: a second test could put them on the other side. */
  readonly nearCut: number;
  /** Pupils of whom that is not known: no error came with an old result. */
  readonly unknownError: number;
}

/** Levels of a standard, the lowest first: `<1F`, `1F` and the aim. */
export function levelsOf({ cuts }: ReferenceStandard): readonly ReachedLevel[] {
  return ['<1F', ...cuts.map(({ level }) => level)];
}

/** Results from E6 on, on the scale of the standard. Those from between the norm periods are of no moment: a test of
 * the end that is taken in autumn would open a moment that is still to come. */
export function judgedBy(
  { standard, results, yearGroup }: Pick<ReferenceInput, 'standard' | 'results' | 'yearGroup'>,
): readonly { readonly result: SchoolResult; readonly moment: Moment }[] {
  return fromE6({ standard, results, yearGroup }).filter(({ result }) => result.moment !== null);
}

function fromE6({ standard, results, yearGroup }: Parameters<typeof judgedBy>[0]) {
  return results.flatMap((result) => {
    const moment = momentsInOrder.find((known) => known === `${result.season}${result.yearGroup}`);
    if (!moment || result.scaleCode !== standard.scaleCode) return [];
    if (momentsInOrder.indexOf(moment) < momentsInOrder.indexOf(referenceLevelsFrom)) return [];
    return yearGroup && result.yearGroup !== yearGroup ? [] : [{ result, moment }];
  });
}

/** The division of each moment in each school year: all groups together, and each group apart. */
export function referenceShares(input: ReferenceInput): readonly ReferenceShares[] {
  const { standard, groupOf } = input;
  const judged = judgedBy(input);
  const whole = Map.groupBy(judged, ({ result, moment }) => `${moment} ${result.schoolYear}`);
  const apart = Map.groupBy(judged, ({ result, moment }) =>
    `${moment} ${result.schoolYear} ${groupOf(result)?.groupId ?? ''}`);
  const sharesOf = (of: readonly (typeof judged)[number][], groupName: string | null): ReferenceShares[] => {
    const [first] = of;
    if (!first) return [];
    const results = of.map(({ result }) => result);
    return [{
      moment: first.moment, schoolYear: first.result.schoolYear, groupName, total: of.length,
      counts: levelsOf(standard).map((level) =>
        results.filter(({ scaleScore }) => referenceLevelOf(standard, scaleScore) === level).length),
      nearCut: results.filter((result) => isNearCut(result, standard)).length,
      unknownError: results.filter(({ scaleSe }) => scaleSe === null).length,
    }];
  };
  return [
    ...[...whole.values()].flatMap((of) => sharesOf(of, null)),
    ...[...apart.values()].flatMap((of) => {
      const group = of[0] && groupOf(of[0].result);
      return group ? sharesOf(of, group.groupName) : [];
    }),
  ].toSorted((a, b) => momentsInOrder.indexOf(a.moment) - momentsInOrder.indexOf(b.moment)
    || compareText(a.schoolYear, b.schoolYear) || Number(a.groupName !== null) - Number(b.groupName !== null)
    || compareText(a.groupName ?? '', b.groupName ?? ''));
}

/** Half the shown interval in standard errors. */
const HALF = normalQuantile((1 + shownCoverage) / 2);

function isNearCut({ scaleScore, scaleSe }: SchoolResult, { cuts }: ReferenceStandard): boolean {
  return scaleSe !== null && cuts.some(({ score }) => Math.abs(scaleScore - score) <= HALF * scaleSe);
}

/** Reference levels as one part of a report; null where nobody has a result from E6 on. */
export function referencePart(input: ReferenceInput): ReportPart | null {
  const shares = referenceShares(input);
  if (shares.length === 0) return null;
  const whole = shares.filter(({ groupName }) => groupName === null);
  const [near, total, unknown] = [
    sum(whole.map(({ nearCut }) => nearCut)), sum(whole.map((each) => each.total)),
    sum(whole.map(({ unknownError }) => unknownError)),
  ];
  const outside = fromE6(input).filter(({ result }) => result.moment === null).length;
  return {
    heading: '',
    pictures: [...Map.groupBy(whole, ({ moment }) => moment)]
      .filter(([, years]) => years.some((each) => groupMeanShown(each.total)))
      .map(([moment, years]) => pictureOf(input, moment, years)),
    tables: [sharesTable(input, shares)],
    remarks: [
      'Een leerling telt mee op het niveau van de score zelf, zonder rekening te houden met het score-interval.',
      `Van ${plural(total, 'resultaat ligt', 'resultaten liggen')} er ${near} zo dicht bij een grens dat de `
        + 'leerling met een tweede toets ook aan de andere kant had kunnen uitkomen (score-interval 90 %).',
      outside > 0
        ? `${plural(outside, 'resultaat telt', 'resultaten tellen')} niet mee: van buiten de normperiode.` : null,
      unknown > 0 ? `Bij ${plural(unknown, 'oud resultaat', 'oude resultaten')} is dat niet bekend.` : null,
      shares.some(({ total: count }) => !groupMeanShown(count))
        ? `Bij minder dan ${groupMeanFrom} leerlingen staan er aantallen en geen percentages.` : null,
      'Referentieniveaus zijn bedoeld voor het einde van de basisschool. Eerder in de tijd laten ze zien wie er al is; '
        + 'wie er nog niet is, kan er op tijd komen.',
    ].filter((remark) => remark !== null),
  };
}

function pictureOf(
  { subject, standard }: ReferenceInput, moment: Moment, whole: readonly ReferenceShares[],
): ReportPicture {
  const description = `Per schooljaar het deel van de leerlingen op elk referentieniveau, `
    + `${momentName(moment)}. Dezelfde `
    + 'getallen staan in de tabel eronder.';
  return {
    label: `Grafiek van de referentieniveaus, ${momentName(moment)}`, alt: description,
    svg: stackedColumnsChart({
      title: `Referentieniveaus, ${subjectNames[subject]}, ${momentName(moment)}`, description,
      source: standard.synthetic ? 'synthetische grenzen, niet van Cito' : standard.source,
      partLabels: levelsOf(standard),
      columns: whole.map(({ schoolYear, counts, total }) => ({
        label: moment, subLabel: shortYear(schoolYear), countLabel: String(total),
        shares: groupMeanShown(total) ? counts.map((count) => count / total) : null,
      })),
      reference: null,
    }, { height: 320 }),
  };
}

function sharesTable({ subject, standard }: ReferenceInput, shares: readonly ReferenceShares[]): ReportTable {
  const levels = levelsOf(standard);
  const keyOf = (level: ReachedLevel) => (level === '<1F' ? 'onder_1f' : level.toLowerCase());
  return {
    caption: `Referentieniveaus, ${subjectNames[subject]}`,
    columns: [
      { key: 'moment', header: 'Moment', kind: 'short', rowHeader: true },
      { key: 'schooljaar', header: 'Schooljaar', kind: 'short' },
      { key: 'groep', header: 'Groep', kind: 'text', wide: true },
      { key: 'aantal', header: 'Leerlingen', kind: 'number' },
      ...levels.flatMap((level) => [
        { key: `aantal_${keyOf(level)}`, header: `Aantal ${level}`, kind: 'number' as const, dataOnly: true as const },
        { key: `deel_${keyOf(level)}`, header: level, kind: 'number' as const },
      ]),
      { key: 'dicht_bij_grens', header: 'Dicht bij een grens', kind: 'number' },
      { key: 'grenzen', header: 'Grenzen', kind: 'text', dataOnly: true },
    ],
    rows: shares.map((each): Cell[] => [
      { text: each.moment }, { text: each.schoolYear }, { text: each.groupName ?? 'alle groepen' },
      { text: String(each.total), value: each.total },
      ...each.counts.flatMap((count) => shareCells(count, each.total)),
      { text: String(each.nearCut), value: each.nearCut },
      { text: `${standard.code} versie ${standard.version}` },
    ]),
  };
}

/** Where the levels begin, in words: "1F vanaf 620, 1S vanaf 710". */
export function cutsInWords({ cuts }: ReferenceStandard): string {
  return cuts.map(({ level, score }) => `${level} vanaf ${Math.ceil(score)}`).join(', ');
}

/** The aim of a subject in words, for the lead of the report: "1S". */
export function aimOf({ cuts }: ReferenceStandard): string {
  return cuts.at(-1)?.level ?? '1F';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
