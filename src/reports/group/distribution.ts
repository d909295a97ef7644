import type { Result } from '../../ability/types.ts';
import { type Moment, subjectNames } from '../../content/types.ts';
import { letterScheme, romanScheme } from '../../psychometrics/levels.ts';
import { distributionChart } from '../../ui/charts/distribution-chart.ts';
import type { PerBand } from '../../ui/charts/types.ts';
import { formatPercent, plural } from '../../ui/format.ts';
import { momentName } from '../bands.ts';
import type { ReportPicture, ReportTable } from '../frame/types.ts';
import { groupMeanShown } from '../honest/group-size.ts';
import { levelShown } from '../honest/levels.ts';
import { NATIONAL_SHARES } from '../honest/national.ts';
import { sourceOf } from './dots.ts';
import type { GroupView } from './group-view.ts';
import type { GroupAtMoment } from './types.ts';

interface Spread {
  readonly pictures: readonly ReportPicture[];
  readonly tables: readonly ReportTable[];
}

/** How pupils with a level spread over the bands, beside the norm population; nothing of fewer than seven. */
export function distributionOf(
  at: GroupAtMoment, { bandKind, norm }: GroupView, moment: Moment, results: readonly Result[],
): Spread {
  const { labels } = bandKind === 'roman' ? romanScheme : letterScheme;
  const levels = results.flatMap((result) => levelShown(result, bandKind, norm, at.norms) ?? []);
  if (!groupMeanShown(levels.length)) return { pictures: [], tables: [] };
  const count = (band: number): number => levels.filter((level) => level === labels[band]).length;
  const counts: PerBand = [count(0), count(1), count(2), count(3), count(4)];
  const { group, subject } = at;
  const nationalShares = NATIONAL_SHARES[bandKind];
  const description = `Van ${plural(levels.length, 'leerling', 'leerlingen')} met een niveau: ${labels
    .map((label, band) => `${counts[band]} in ${label}`).toReversed().join(', ')}.`;
  return {
    pictures: [{
      label: `Verdeling van ${momentName(moment)}`,
      alt: description,
      svg: distributionChart({
        title: `Verdeling over de niveaus, ${group.name}, ${subjectNames[subject]} ${moment}`, description,
        source: sourceOf(at), bandKind, counts, groupLabel: `De groep (${levels.length})`,
        nationalLabel: 'Landelijk', nationalShares,
      }),
    }],
    tables: [{
      caption: `Verdeling over de niveaus, ${subjectNames[subject]} ${moment}`,
      columns: COLUMNS,
      rows: labels.map((label, band) => [
        { text: label, level: label },
        { text: String(counts[band]), value: counts[band]! },
        share(counts[band]! / levels.length),
        share(nationalShares[band]!),
      ]).toReversed(),
    }],
  };
}

const COLUMNS: ReportTable['columns'] = [
  { key: 'niveau', header: 'Niveau', kind: 'text', rowHeader: true, wide: true },
  { key: 'leerlingen', header: 'Leerlingen', kind: 'number' },
  { key: 'aandeel', header: 'Aandeel', kind: 'number' },
  { key: 'aandeel_landelijk', header: 'Landelijk', kind: 'number' },
];

function share(value: number): { readonly text: string; readonly value: number } {
  return { text: formatPercent(value), value };
}
