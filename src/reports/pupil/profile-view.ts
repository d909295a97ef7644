import type { Result } from '../../ability/types.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import { referenceLevelOf, referenceLevelsFrom, type ReferenceStandard } from '../../content/reference.ts';
import { momentsInOrder, type Subject, subjectNames } from '../../content/types.ts';
import { percentile } from '../../psychometrics/levels.ts';
import { pupilNorm } from '../../psychometrics/norms.ts';
import { asScaleScore } from '../../psychometrics/types.ts';
import { profileChart, type ProfileChartData, type ProfileRow } from '../../ui/charts/profile-chart.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import { enumerate, formatDateShort } from '../../ui/format.ts';
import {
  changeCell, dateCell, functioningCell, intervalCell, levelCell, nothing, scoreCell, textCell,
} from '../cells.ts';
import type { Cell, ReportColumn, ReportPart } from '../frame/types.ts';
import { changeBetween } from '../honest/change.ts';
import { otherSubjectRemark } from '../honest/comparable.ts';
import { conditionWords, markOf, type Taking } from '../honest/conditions.ts';
import { averagePupilRemark, farFromTestRemark, isFarFromTest } from '../honest/functioning.ts';
import { letterRemark, levelShown, outsidePeriodRemark, relativeLevelRemark } from '../honest/levels.ts';
import { NATIONAL_SHARES } from '../honest/national.ts';

/** A subject at the moment of a profile. */
export interface ProfileSubject {
  readonly subject: Subject;
  /** The result that counts, with the one before it on its scale; null where the subject was not taken then. */
  readonly result: Result | null;
  readonly earlier: Result | undefined;
  readonly taking: Taking | undefined;
  /** The norms with which the result was made. */
  readonly norms: PublishedNormTable | undefined;
  readonly standard: ReferenceStandard | undefined;
}

/** What a profile is made of. */
export interface ProfileInput {
  /** "Sanne de Vries"; stands in the name of the chart. */
  readonly pupilLabel: string;
  /** "midden 2026-2027". */
  readonly periodLabel: string;
  /** In the order of subjects. */
  readonly subjects: readonly ProfileSubject[];
  readonly bandKind: BandKind;
  readonly remarks: readonly string[];
}

/** A pupil at one moment: the place among other pupils in each subject, and the numbers. */
export function profilePart(input: ProfileInput): ReportPart {
  const { subjects, bandKind } = input;
  const chart = profileChartOf(input);
  const withReference = subjects.some((each) => referenceWords(each) !== null);
  const columns = COLUMNS.filter(({ key }) => withReference || key !== 'referentieniveau');
  return {
    heading: '',
    pictures: [{ label: 'Plaats in elk vak', svg: profileChart(chart), alt: chart.description }],
    tables: [{
      caption: `Resultaten ${input.periodLabel}`,
      columns,
      rows: subjects.filter(({ result }) => result).map((each) => {
        const cells = cellsOf(each, bandKind);
        return columns.map((column) => cells[column.key] ?? nothing);
      }),
    }],
    remarks: [...input.remarks, ...remarksOf(subjects, bandKind, withReference)],
  };
}

/** The picture of a profile. */
export function profileChartOf({ pupilLabel, periodLabel, subjects, bandKind }: ProfileInput): ProfileChartData {
  const taken = subjects.filter(({ result }) => result);
  const norms = taken.find((each) => each.norms)?.norms;
  const levels = taken.map(({ subject, result }) =>
    `${subjectNames[subject]} ${(result && levelShown(result, bandKind, 'afname')) ?? 'zonder niveau'}`);
  return {
    title: `Profiel van ${pupilLabel}, ${periodLabel}`,
    description: `De plaats tussen leerlingen van hetzelfde moment: ${levels.join(', ')}. `
      + 'Dezelfde niveaus staan in de tabel eronder.',
    source: norms?.synthetic === false ? norms.source : 'synthetische norm, niet van Cito',
    bandKind,
    shares: NATIONAL_SHARES[bandKind],
    rows: subjects.map((each) => rowOf(each, bandKind)),
    xLabel: 'plaats tussen alle leerlingen van dat moment',
    intervalLabel: 'onzekerheid (90 %)',
  };
}

function rowOf({ subject, result, norms, taking }: ProfileSubject, bandKind: BandKind): ProfileRow {
  const name = subjectNames[subject];
  if (!result) return { name, place: null, reason: 'niet gemaakt op dit moment' };
  const level = levelShown(result, bandKind, 'afname');
  const population = result.moment && norms && pupilNorm(norms.norms, result.moment);
  if (level === null || !population) {
    return { name, place: null, reason: result.moment === null ? 'buiten de normperiode: geen niveau' : 'geen normen' };
  }
  const share = (score: number): number => percentile(asScaleScore(score), population) / 100;
  return {
    name,
    place: {
      share: share(result.scaleScore),
      low: share(result.intervalLow ?? result.scaleScore),
      high: share(result.intervalHigh ?? result.scaleScore),
      mark: markOf(result),
      levelLabel: level,
      label: `niveau ${level}, ${formatDateShort(result.takenOn)}; ${conditionWords(result, taking)}`,
    },
  };
}

const COLUMNS: readonly ReportColumn[] = [
  { key: 'vak', header: 'Vak', kind: 'text', rowHeader: true },
  { key: 'datum', header: 'Datum', kind: 'short' },
  { key: 'toets', header: 'Toets', kind: 'short' },
  { key: 'score', header: 'Score', kind: 'number' },
  { key: 'interval', header: 'Interval (90 %)', kind: 'short' },
  { key: 'niveau', header: 'Niveau', kind: 'short' },
  { key: 'functioneringsniveau', header: 'Functioneert op', kind: 'short' },
  { key: 'referentieniveau', header: 'Referentieniveau', kind: 'short' },
  { key: 'verschil', header: 'Verschil met vorige', kind: 'text' },
  { key: 'afname', header: 'Afname', kind: 'text', wide: true },
];

function cellsOf(each: ProfileSubject, bandKind: BandKind): Readonly<Record<string, Cell>> {
  const { subject, result, earlier, taking } = each;
  const vak: Cell = { text: subjectNames[subject] };
  if (!result) return { vak };
  return {
    vak,
    datum: dateCell(result.takenOn),
    toets: textCell(result.testMoment),
    score: scoreCell(result),
    interval: intervalCell(result),
    niveau: levelCell(levelShown(result, bandKind, 'afname')),
    functioneringsniveau: functioningCell(result),
    referentieniveau: textCell(referenceWords(each)),
    verschil: changeCell(earlier ? changeBetween(earlier, result) : null),
    afname: textCell(conditionWords(result, taking)),
  };
}

/** The reference level of a result from E6 on; "onzeker" where a cut lies inside the score interval. Null before E6,
 * on another scale than that of the standard, and without a result. */
export function referenceWords({ result, standard }: Pick<ProfileSubject, 'result' | 'standard'>): string | null {
  const moment = result?.moment ?? result?.testMoment;
  if (!result || !moment || !standard || standard.scaleCode !== result.scaleCode) return null;
  if (momentsInOrder.indexOf(moment) < momentsInOrder.indexOf(referenceLevelsFrom)) return null;
  const reached = referenceLevelOf(standard, result.scaleScore);
  const [low, high] = [result.intervalLow ?? result.scaleScore, result.intervalHigh ?? result.scaleScore];
  return referenceLevelOf(standard, low) === referenceLevelOf(standard, high) ? reached : `${reached}, onzeker`;
}

function remarksOf(
  subjects: readonly ProfileSubject[], bandKind: BandKind, withReference: boolean,
): readonly string[] {
  const results = subjects.flatMap(({ result }) => (result ? [result] : []));
  const missing = subjects.flatMap(({ subject, result }) => (result ? [] : [subjectNames[subject]]));
  const standard = subjects.find((each) => referenceWords(each) !== null)?.standard;
  return [
    missing.length > 0 ? `Niet gemaakt op dit moment: ${enumerate(missing)}.` : null,
    otherSubjectRemark,
    'De grafiek laat voor elk vak zien welk deel van de leerlingen van dat moment lager scoort.',
    results.some(({ moment }) => moment === null) ? outsidePeriodRemark : null,
    relativeLevelRemark,
    bandKind === 'letter' ? letterRemark : null,
    results.some(isFarFromTest) ? farFromTestRemark : null,
    results.some(({ functioningLevel }) => functioningLevel !== null) ? averagePupilRemark : null,
    withReference && standard ? `Referentieniveaus: ${standard.synthetic ? 'synthetische grenzen, niet van Cito'
      : standard.source}. "Onzeker" betekent: de grens ligt binnen het score-interval.` : null,
  ].filter((remark) => remark !== null);
}
