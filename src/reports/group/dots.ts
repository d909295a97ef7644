import { type Moment, subjectNames } from '../../content/types.ts';
import { groupChart } from '../../ui/charts/group-chart.ts';
import type { GroupRow } from '../../ui/charts/types.ts';
import { formatScaleScore, sortName } from '../../ui/format.ts';
import { cutsOf, momentName } from '../bands.ts';
import type { ReportPicture } from '../frame/types.ts';
import { markOf } from '../honest/conditions.ts';
import { levelShown } from '../honest/levels.ts';
import { shownScore } from '../honest/scores.ts';
import type { GroupView } from './group-view.ts';
import type { MeanOfGroup } from './standing.ts';
import type { GroupAtMoment, Member } from './types.ts';

/** Every pupil as a dot with its interval before the bands of the moment. */
export function dotsOf(
  at: GroupAtMoment, view: GroupView, moment: Moment, members: readonly Member[], mean: MeanOfGroup | null,
): ReportPicture {
  const { group, subject, period, norms } = at;
  const population = norms?.moments.find((known) => known.moment === moment);
  const description = 'Per leerling de vaardigheidsscore met het score-interval, op de niveaus van dit moment. '
    + 'Dezelfde getallen staan in de tabel eronder.';
  const meanScore = mean && shownScore(mean.score);
  return {
    label: `Grafiek van ${momentName(moment)}`,
    alt: description,
    svg: groupChart({
      title: `${group.name}, ${subjectNames[subject]}, ${momentName(moment)} ${period.schoolYear}`,
      description,
      source: sourceOf(at),
      bandKind: view.bandKind,
      cuts: population ? cutsOf(population, view.bandKind) : null,
      mean: population?.mean ?? null,
      groupMean: meanScore === null ? null
        : { score: meanScore, label: `gemiddelde van de groep: ${formatScaleScore(meanScore)}` },
      rows: members.map((member) => rowOf(member, at, view)),
      xLabel: 'vaardigheidsscore',
      intervalLabel: 'score-interval (90 %)',
    }),
  };
}

function rowOf(
  { pupil, result, reason }: Member, { norms }: GroupAtMoment, { bandKind, norm }: GroupView,
): GroupRow {
  const name = sortName(pupil);
  if (!result) return { name, result: null, reason };
  if (norms && result.scaleCode !== norms.scaleCode) return { name, result: null, reason: 'op een andere schaal' };
  return {
    name,
    result: {
      score: result.scaleScore,
      low: result.intervalLow ?? result.scaleScore,
      high: result.intervalHigh ?? result.scaleScore,
      mark: markOf(result),
      scoreLabel: formatScaleScore(shownScore(result.scaleScore)),
      levelLabel: levelShown(result, bandKind, norm, norms) ?? '–',
    },
  };
}

/** Whose norms stand in a picture. */
export function sourceOf({ norms }: Pick<GroupAtMoment, 'norms'>): string {
  return norms?.synthetic === false ? norms.source : 'synthetische norm, niet van Cito';
}
