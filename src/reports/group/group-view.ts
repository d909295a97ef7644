import type { Moment } from '../../content/types.ts';
import { subjectNames } from '../../content/types.ts';
import { letterLevel, romanLevel } from '../../psychometrics/levels.ts';
import { groupNorm } from '../../psychometrics/norms.ts';
import { asScaleScore } from '../../psychometrics/types.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import { formatScaleScore, plural } from '../../ui/format.ts';
import { momentName } from '../bands.ts';
import { nothing } from '../cells.ts';
import type { Cell, ReportPart, ReportTable } from '../frame/types.ts';
import { otherScaleRemark } from '../honest/comparable.ts';
import { isOffLevel } from '../honest/functioning.ts';
import { remarksOnGroup } from '../honest/group-size.ts';
import { letterRemark, type LevelNorm } from '../honest/levels.ts';
import { nationalPatternRemark } from '../honest/national.ts';
import { shownScore } from '../honest/scores.ts';
import { distributionOf } from './distribution.ts';
import { dotsOf } from './dots.ts';
import { memberTable } from './member-table.ts';
import { byMoment, meanAt, type MeanOfGroup, onScale, ordered } from './standing.ts';
import type { GroupAtMoment, Member } from './types.ts';
import { withoutWords } from './without.ts';

/** How a group report is looked at. */
export interface GroupView {
  readonly bandKind: BandKind;
  readonly norm: LevelNorm;
  readonly order: 'name' | 'score';
}

/** A group at one moment, one part for each year group in it that has tests. */
export function groupParts(at: GroupAtMoment, view: GroupView): readonly ReportPart[] {
  return byMoment(at.members, at.period).flatMap(([moment, members]) =>
    (moment ? [partOf(at, view, moment, ordered(members, view.order))] : []));
}

function partOf(at: GroupAtMoment, view: GroupView, moment: Moment, members: readonly Member[]): ReportPart {
  const results = onScale(members, at.norms?.scaleCode);
  const mean = meanAt(results, moment);
  const spread = distributionOf(at, view, moment, results);
  return {
    heading: momentName(moment),
    lead: leadOf(at, view, moment, members, mean),
    pictures: [dotsOf(at, view, moment, members, mean), ...spread.pictures],
    tables: [memberTable(at, view, members), keyFigures(at, view, moment, members, mean), ...spread.tables],
    remarks: remarksOn(at, view, members, spread.pictures.length > 0),
  };
}

/** Level of a mean by the norm of group means, never by that of pupils; null where the mean is of too few. */
export function levelOfMean(
  mean: MeanOfGroup | null, { norms }: Pick<GroupAtMoment, 'norms'>, moment: Moment, bandKind: BandKind,
): string | null {
  const population = norms && groupNorm(norms.norms, moment);
  if (!mean?.mayHaveLevel || !population) return null;
  return (bandKind === 'roman' ? romanLevel : letterLevel)(asScaleScore(mean.score), population);
}

function leadOf(
  at: GroupAtMoment, { bandKind }: GroupView, moment: Moment, members: readonly Member[], mean: MeanOfGroup | null,
): string {
  const level = levelOfMean(mean, at, moment, bandKind);
  const taken = members.filter(({ result }) => result).length;
  return [
    `${plural(taken, 'resultaat', 'resultaten')} van ${plural(members.length, 'leerling', 'leerlingen')}.`,
    ...(mean ? [`Gemiddelde van ${mean.count}: ${formatScaleScore(shownScore(mean.score))}`
      + `${level ? `, niveau ${level} in de norm voor groepen` : ''}.`] : []),
  ].join(' ');
}

function remarksOn(
  { norms, period, group }: GroupAtMoment, { bandKind, norm }: GroupView, members: readonly Member[], isSpread: boolean,
): readonly string[] {
  const results = onScale(members, norms?.scaleCode);
  // By the test taken no level is "that of the own moment".
  const about = norm === 'toets' ? results.map((result) => ({ ...result, testMoment: result.moment })) : results;
  const elsewhere = members.some(({ result }) => result && result.scaleCode !== norms?.scaleCode);
  return [
    withoutWords(members.flatMap(({ result, reason }) => (result ? [] : [reason]))),
    ...remarksOnGroup(about),
    norm === 'toets' ? byTestRemark : null,
    elsewhere ? otherScaleRemark : null,
    isSpread ? nationalPatternRemark : null,
    bandKind === 'letter' ? letterRemark : null,
    period.schoolYear === group.schoolYear ? null : earlierYearRemark,
  ].filter((remark) => remark !== null);
}

const byTestRemark = 'Het niveau is dat van de toets die is gemaakt: zo staat de leerling tussen leerlingen van het '
  + 'moment waarvoor die toets bedoeld is. Het gemiddelde gaat over het eigen moment.';

/** Said where a group is shown in another school year than its own. */
export const earlierYearRemark = 'Dit zijn de leerlingen van deze groep, met hun resultaten in een ander schooljaar.';

const COLUMNS: ReportTable['columns'] = [
  { key: 'gegeven', header: 'Gegeven', kind: 'text', wide: true, rowHeader: true },
  { key: 'waarde', header: 'Waarde', kind: 'number' },
];

/** What the picture says besides pupils: counts and means. */
function keyFigures(
  at: GroupAtMoment, { bandKind }: GroupView, moment: Moment, members: readonly Member[], mean: MeanOfGroup | null,
): ReportTable {
  const results = onScale(members, at.norms?.scaleCode);
  const national = at.norms?.moments.find((known) => known.moment === moment)?.mean;
  const level = levelOfMean(mean, at, moment, bandKind);
  const rows: readonly (readonly [string, Cell])[] = [
    ['Leerlingen', count(members.length)],
    ['Met een resultaat', count(members.filter(({ result }) => result).length)],
    ['Met een toets van een ander moment', count(results.filter(isOffLevel).length)],
    ['In het gemiddelde', count(results.filter((result) => result.moment === moment).length)],
    ['Gemiddelde van de groep', mean ? score(mean.score) : nothing],
    ['Niveau van het gemiddelde (norm voor groepen)', level ? { text: level, level } : nothing],
    ['Landelijk gemiddelde', national === undefined ? nothing : score(national)],
  ];
  return {
    caption: `Kerngetallen, ${subjectNames[at.subject]} ${moment}`, columns: COLUMNS,
    rows: rows.map(([name, value]) => [{ text: name }, value]),
  };
}

function count(value: number): Cell {
  return { text: String(value), value };
}

function score(value: number): Cell {
  return { text: formatScaleScore(shownScore(value)), value };
}
