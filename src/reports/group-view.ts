import type { Result } from '../ability/types.ts';
import type { PublishedNormTable } from '../content/store.ts';
import { momentsInOrder, type Moment, type Season, type Subject, subjectNames } from '../content/types.ts';
import { testYearGroup } from '../planning/rules.ts';
import { letterLevel, letterScheme, romanLevel, romanScheme } from '../psychometrics/levels.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import type { PupilName } from '../roster/types.ts';
import type { BandKind, DistributionChartData, GroupChartData, PerBand } from '../ui/charts/types.ts';
import { formatScaleScore, plural, sortName } from '../ui/format.ts';
import { cutsOf, momentName } from './bands.ts';
import { markOf } from './honest/conditions.ts';
import { isOffLevel } from './honest/functioning.ts';
import { groupMeanFrom } from './honest/group-size.ts';
import { NATIONAL_SHARES } from './honest/national.ts';
import { shownScore } from './honest/scores.ts';
import { resultRow } from './rows.ts';
import type { GroupPart, GroupReportRow, GroupReportView } from './types.ts';

/** What a group report is made of. */
export interface GroupReportInput {
  readonly groupName: string;
  readonly subject: Subject;
  readonly season: Season;
  readonly schoolYear: string;
  /** In the order in which they are shown. */
  readonly pupils: readonly PupilName[];
  /** Results of these pupils in this season, the newest of a pupil first. */
  readonly results: readonly Result[];
  readonly norms: PublishedNormTable | undefined;
  readonly bandKind: BandKind;
}

/** A group at one season, one part for each year group in it. */
export function groupReportView(input: GroupReportInput): GroupReportView {
  const { pupils, season, norms, bandKind } = input;
  const byMoment = Map.groupBy(pupils, (pupil) => momentOfPupil(pupil, season));
  const moments = momentsInOrder.filter((moment) => byMoment.has(moment));
  return {
    season,
    parts: moments.map((moment) => partOf(input, moment, byMoment.get(moment) ?? [])),
    withoutTest: (byMoment.get(null) ?? []).map(sortName),
    normSource: norms?.source ?? null,
    bandKind,
  };
}

function momentOfPupil({ yearGroup }: PupilName, season: Season): Moment | null {
  const group = testYearGroup(yearGroup);
  return momentsInOrder.find((moment) => moment === `${season}${group}`) ?? null;
}

/** A pupil with the result that counts: the newest one on the scale of the norms. */
interface Taken {
  readonly pupil: PupilName;
  readonly result: Result | undefined;
}

function partOf(input: GroupReportInput, moment: Moment, pupils: readonly PupilName[]): GroupPart {
  const { results, norms, bandKind } = input;
  const taken = pupils.map((pupil): Taken => ({
    pupil,
    result: results.find(({ pupilId, scaleCode }) =>
      pupilId === pupil.pupilId && (!norms || scaleCode === norms.scaleCode)),
  }));
  const mean = meanOf(taken, moment, norms, bandKind);
  return {
    moment,
    rows: taken.map(({ pupil, result }): GroupReportRow => ({
      pupilId: pupil.pupilId,
      name: sortName(pupil),
      result: result ? resultRow(result, bandKind, undefined) : null,
    })),
    chart: chartOf(input, moment, taken, mean),
    distribution: distributionOf(input, moment, taken),
    mean,
    remarks: remarksOn(taken),
  };
}

function meanOf(
  taken: readonly Taken[], moment: Moment, norms: PublishedNormTable | undefined, bandKind: BandKind,
): GroupPart['mean'] {
  // A result from outside the norm period has no moment, so no place in a mean that gets a level (domain.md 6.2, 3).
  const scores = taken.flatMap(({ result }) => (result?.moment === moment ? [result.scaleScore] : []));
  if (scores.length < groupMeanFrom) return null;
  const mean = asScaleScore(scores.reduce((sum, score) => sum + score, 0) / scores.length);
  const norm = norms?.moments.find((known) => known.moment === moment);
  const population = norm && { mean: norm.mean, sd: norm.groupMeanSd };
  const levelOf = bandKind === 'roman' ? romanLevel : letterLevel;
  return { score: shownScore(mean), level: population ? levelOf(mean, population) : null, count: scores.length };
}

function chartOf(
  { groupName, subject, schoolYear, norms, bandKind }: GroupReportInput, moment: Moment, taken: readonly Taken[],
  mean: GroupPart['mean'],
): GroupChartData {
  const population = norms?.moments.find((known) => known.moment === moment);
  return {
    title: `${groupName}, ${subjectNames[subject]}, ${momentName(moment)} ${schoolYear}`,
    description: 'Per leerling de vaardigheidsscore met het score-interval, op de niveaus van dit moment. Dezelfde '
      + 'getallen staan in de tabel eronder.',
    source: norms?.synthetic === false ? norms.source : 'synthetische norm, niet van Cito',
    bandKind,
    cuts: population ? cutsOf(population, bandKind) : null,
    mean: population?.mean ?? null,
    groupMean: mean && { score: mean.score, label: `gemiddelde van de groep: ${formatScaleScore(mean.score)}` },
    rows: taken.map(({ pupil, result }) => ({
      name: sortName(pupil),
      result: result ? {
        score: result.scaleScore,
        low: result.intervalLow ?? result.scaleScore,
        high: result.intervalHigh ?? result.scaleScore,
        mark: markOf(result),
        scoreLabel: formatScaleScore(shownScore(result.scaleScore)),
        levelLabel: (bandKind === 'roman' ? result.roman : result.letter) ?? '-',
      } : null,
      reason: 'nog geen resultaat',
    })),
    xLabel: 'vaardigheidsscore',
    intervalLabel: 'score-interval (90 %)',
  };
}

function distributionOf(
  { groupName, subject, bandKind }: GroupReportInput, moment: Moment, taken: readonly Taken[],
): DistributionChartData | null {
  const { labels } = bandKind === 'roman' ? romanScheme : letterScheme;
  const levels = taken.flatMap(({ result }) => {
    const level = bandKind === 'roman' ? result?.roman : result?.letter;
    return level ? [level] : [];
  });
  if (levels.length === 0) return null;
  const count = (band: number) => levels.filter((level) => level === labels[band]).length;
  const counts: PerBand = [count(0), count(1), count(2), count(3), count(4)];
  return {
    title: `Verdeling over de niveaus, ${groupName}, ${subjectNames[subject]} ${moment}`,
    description: `Van ${plural(levels.length, 'leerling', 'leerlingen')} met een niveau: ${labels
      .map((label, band) => `${counts[band]} in ${label}`).toReversed().join(', ')}.`,
    source: 'synthetische norm, niet van Cito',
    bandKind,
    counts,
    groupLabel: `${groupName} (${levels.length})`,
    nationalLabel: 'Landelijk',
    nationalShares: NATIONAL_SHARES[bandKind],
  };
}

function remarksOn(taken: readonly Taken[]): readonly string[] {
  const results = taken.flatMap(({ result }) => (result ? [result] : []));
  const offLevel = results.filter(isOffLevel).length;
  const remarks: string[] = [];
  if (results.length > 0 && results.length < groupMeanFrom) {
    remarks.push(`Met ${plural(results.length, 'resultaat', 'resultaten')} zegt een gemiddelde te weinig; `
      + 'daarom staat het er niet.');
  }
  if (offLevel > 0) {
    remarks.push(`${plural(offLevel, 'leerling maakte', 'leerlingen maakten')} een toets van een ander moment; `
      + 'het niveau is dat van het eigen moment.');
  }
  const withoutLevel = results.filter(({ roman }) => roman === null).length;
  if (withoutLevel > 0) {
    remarks.push(`${plural(withoutLevel, 'resultaat is', 'resultaten zijn')} van buiten de normperiode en `
      + `${withoutLevel === 1 ? 'heeft' : 'hebben'} daarom geen niveau.`);
  }
  return remarks;
}
