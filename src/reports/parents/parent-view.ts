import type { Result } from '../../ability/types.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import { type Season, type Subject, subjectNames } from '../../content/types.ts';
import { letterScheme, levelBands, romanScheme } from '../../psychometrics/levels.ts';
import { pupilNorm } from '../../psychometrics/norms.ts';
import { bandLabels, bandTint } from '../../ui/charts/chart-frame.ts';
import { placeChart, type PlaceChartData, type PlaceStretch } from '../../ui/charts/place-chart.ts';
import type { PupilName } from '../../roster/types.ts';
import { callNameAndLast, formatDate } from '../../ui/format.ts';
import type { Period } from '../frame/choice.ts';
import type { Cell, ReportColumn, ReportDocument, ReportPart, ReportTable } from '../frame/types.ts';
import { howComputedHref } from '../honest/addresses.ts';
import { areComparable } from '../honest/comparable.ts';
import type { Taking } from '../honest/conditions.ts';
import { shownScore } from '../honest/scores.ts';
import { momentPlace, placeAmongMoments } from './moment-line.ts';
import {
  explanations, meaningOf, momentWords, type ParentResult, shownToParents, takingSentences,
} from './parent-words.ts';
import type { ParentsSee } from './setting-store.ts';

/** Everything that a report for parents is made of. */
export interface ParentInput {
  readonly pupil: PupilName;
  readonly groupNames: readonly string[];
  readonly period: Period;
  /** Of this pupil, up to and with the period: the newest of a subject first. */
  readonly results: readonly Result[];
  /** By result. */
  readonly takings: ReadonlyMap<string, Taking>;
  /** By `normKeyOf`. */
  readonly norms: ReadonlyMap<string, PublishedNormTable>;
  readonly see: ParentsSee;
}

const seasonNames: Readonly<Record<Season, string>> = { B: 'begin', M: 'midden', E: 'eind' };

/** A period as parents say it: "midden van schooljaar 2026-2027". */
export function periodWords({ schoolYear, season }: Period): string {
  return `${seasonNames[season]} van schooljaar ${schoolYear}`;
}

/** By which a norm table is found for a result. */
export function normKeyOf({ normCode, normVersion }: Pick<Result, 'normCode' | 'normVersion'>): string {
  return `${normCode}/${normVersion}`;
}

/** A report for the parents of one pupil: each subject with what its result means, and no other pupil. */
export function parentReport(input: ParentInput): ReportDocument {
  const { pupil, groupNames, period, see } = input;
  const found = parentResults(input);
  const norms = found.flatMap(({ norms: table }) => table ?? []);
  return {
    title: `Ouderrapport van ${callNameAndLast(pupil)}`,
    lead: `Resultaten van toetsen: ${periodWords(period)}.`,
    facts: [
      { label: 'Groep', value: groupNames.join(', ') || 'niet bekend' },
      { label: 'Toetsen van', value: periodWords(period) },
    ],
    breadcrumbs: [],
    filters: [],
    parts: found.length === 0 ? [] : [
      ...found.map((each) => subjectPart(pupil.callName, each, see)),
      { heading: 'Alle vakken bij elkaar', pictures: [], tables: [overview(found, see)], remarks: [] },
      { heading: 'Hoe leest u dit?', pictures: [], tables: [], remarks: explanations(see) },
    ],
    empty: found.length > 0 ? null : {
      title: 'Geen resultaten in deze periode',
      words: `Van ${pupil.callName} zijn er geen resultaten van ${periodWords(period)}.`,
    },
    notices: [],
    norm: norms[0] ? { source: norms[0].source, synthetic: norms.some(({ synthetic }) => synthetic) } : null,
    seen: { kind: 'pupil', id: pupil.pupilId },
  };
}

/** The result of the period of each subject, in the order of the subjects, with the newest of before. */
function parentResults({ results, takings, norms, period }: ParentInput): readonly ParentResult[] {
  const bySubject = Map.groupBy(results, ({ subject }) => subject);
  return (Object.keys(subjectNames) as Subject[]).flatMap((subject) => {
    const ofSubject = bySubject.get(subject) ?? [];
    const result = ofSubject.find((each) => isOf(each, period));
    if (!result) return [];
    const earlier = ofSubject
      .find((each) => !isOf(each, period) && each.takenOn < result.takenOn && areComparable(each, result)) ?? null;
    return [{ result, earlier, taking: takings.get(result.resultId), norms: norms.get(normKeyOf(result)) }];
  });
}

function isOf({ schoolYear, moment, testMoment }: Result, period: Period): boolean {
  return schoolYear === period.schoolYear && (moment ?? testMoment)?.charAt(0) === period.season;
}

function subjectPart(name: string, given: ParentResult, see: ParentsSee): ReportPart {
  const chart = chartOf(name, given, see);
  return {
    heading: subjectNames[given.result.subject],
    lead: meaningOf(name, given, see).join(' '),
    pictures: chart ? [{ label: chart.title, svg: placeChart(chart), alt: chart.description }] : [],
    tables: [],
    remarks: takingSentences(given, see),
  };
}

function chartOf(name: string, given: ParentResult, see: ParentsSee): PlaceChartData | null {
  const { result, norms } = given;
  if (!norms) return null;
  const words = {
    title: `${subjectNames[result.subject]} van ${name}`,
    description: meaningOf(name, { ...given, earlier: null }, see).join(' '),
    source: norms.synthetic ? 'synthetische norm, niet van Cito' : norms.source,
  };
  const line = see === 'functioning-level' ? momentLine(result, norms) : bandLine(result, norms, see);
  return line && { ...words, ...line };
}

type Line = Omit<PlaceChartData, 'title' | 'description' | 'source'>;

/** Standard deviations from the mean to either end of the line; a score beyond has an arrow. */
const TAIL = 2;

/** The five bands, as wide as they are on the scale; null outside the norm period. */
function bandLine(result: Result, { norms }: PublishedNormTable, see: 'roman' | 'letter'): Line | null {
  const population = result.moment && pupilNorm(norms, result.moment);
  if (!population) return null;
  const bands = see === 'roman' ? levelBands(romanScheme, population) : levelBands(letterScheme, population);
  const [from, to] = [population.mean - TAIL * population.sd, population.mean + TAIL * population.sd];
  return {
    from,
    stretches: bands.map(({ to: end }, band): PlaceStretch =>
      ({ label: bandLabels[see][band]!, to: end ?? to, tint: bandTint(band) })),
    at: result.scaleScore, interval: intervalOf(result),
    mark: { at: population.mean, label: 'gemiddelde' },
  };
}

/** The year groups, each as long as the others; scores between two moments lie between them. */
function momentLine(result: Result, table: PublishedNormTable): Line {
  const place = (score: number) => placeAmongMoments(table.moments, score);
  const interval = intervalOf(result);
  const groups = [...new Set(table.moments.map(({ moment }) => Number(moment.charAt(1))))];
  return {
    from: (groups[0] ?? 3) - 1,
    stretches: groups.map((group, index) =>
      ({ label: `groep ${group}`, to: group, tint: bandTint(index % 2 === 0 ? 0 : 1) })),
    at: place(result.scaleScore),
    interval: interval && { low: place(interval.low), high: place(interval.high) },
    mark: result.moment && { at: momentPlace(result.moment), label: `nu: ${momentWords(result.moment)}` },
  };
}

function intervalOf({ intervalLow, intervalHigh }: Result): { low: number; high: number } | null {
  return intervalLow === null || intervalHigh === null ? null : { low: intervalLow, high: intervalHigh };
}

function overview(found: readonly ParentResult[], see: ParentsSee): ReportTable {
  return {
    caption: 'Alle vakken van dit moment', columns: columnsOf(see),
    rows: found.map((each) => rowOf(each, see)),
  };
}

function columnsOf(see: ParentsSee): readonly ReportColumn[] {
  const level = see === 'functioning-level' ? 'Scoort als een gemiddelde leerling' : 'Niveau';
  return [
    { key: 'vak', header: 'Vak', kind: 'text', wide: true, rowHeader: true },
    { key: 'afgenomen_op', header: 'Gemaakt op', kind: 'short' },
    { key: 'niveau', header: level, kind: 'text' },
    { key: 'score', header: 'Score', kind: 'number', dataOnly: true },
    { key: 'score_interval_laag', header: 'Interval laag', kind: 'number', dataOnly: true },
    { key: 'score_interval_hoog', header: 'Interval hoog', kind: 'number', dataOnly: true },
  ];
}

function rowOf(each: ParentResult, see: ParentsSee): readonly Cell[] {
  const { result } = each;
  const shown = shownToParents(each, see);
  const number = (value: number | null): Cell =>
    ({ text: value === null ? '' : String(shownScore(value)), value });
  return [
    { text: subjectNames[result.subject] },
    { text: formatDate(result.takenOn), value: result.takenOn },
    {
      text: shown ?? 'geen niveau', value: shown, href: howComputedHref(result.resultId),
      ...(see !== 'functioning-level' && shown !== null ? { level: shown } : {}),
    },
    number(result.scaleScore), number(result.intervalLow), number(result.intervalHigh),
  ];
}
