import type { Result } from '../../ability/types.ts';
import { subjectNames } from '../../content/types.ts';
import { sortName } from '../../ui/format.ts';
import {
  changeCell, dataCell, dateCell, functioningCell, intervalCell, levelCell, nothing, scoreCell, textCell,
} from '../cells.ts';
import type { Cell, ReportColumn, ReportTable } from '../frame/types.ts';
import { changeBetween } from '../honest/change.ts';
import { conditionWords } from '../honest/conditions.ts';
import { levelShown } from '../honest/levels.ts';
import { normName } from '../honest/norm-change.ts';
import type { GroupView } from './group-view.ts';
import type { GroupAtMoment, Member } from './types.ts';

/** Every pupil with the result, or with the reason why there is none. Both levels stand in a data file, whichever is
 * shown. */
export function memberTable(at: GroupAtMoment, view: GroupView, members: readonly Member[]): ReportTable {
  return {
    caption: `Resultaten, ${subjectNames[at.subject]}`,
    columns: columnsOf(view),
    rows: members.map((member) => rowOf(member, at, view)),
  };
}

/** Address of a pupil's growth in a subject. */
export function growthHref(pupilId: string, subject: string): string {
  return `/leerlingen/${pupilId}/groei?vak=${subject}`;
}

function columnsOf({ norm }: GroupView): readonly ReportColumn[] {
  const levelColumn = (key: string, header: string, isShown: boolean): ReportColumn =>
    ({ key, header, kind: 'short', ...(isShown ? {} : { dataOnly: true }) });
  return [
    { key: 'leerling', header: 'Leerling', kind: 'text', rowHeader: true, wide: true },
    { key: 'datum', header: 'Datum', kind: 'short', dataOnly: true },
    { key: 'toets', header: 'Toets', kind: 'short' },
    { key: 'score', header: 'Score', kind: 'number' },
    { key: 'score_fout', header: 'Standaardfout', kind: 'number', dataOnly: true },
    { key: 'interval', header: 'Interval (90 %)', kind: 'short' },
    levelColumn('niveau_afname', 'Niveau', norm === 'afname'),
    levelColumn('niveau_toets', 'Niveau op de toets', norm === 'toets'),
    { key: 'functioneringsniveau', header: 'Functioneert op', kind: 'short' },
    { key: 'verschil', header: 'Verschil met vorige', kind: 'text' },
    { key: 'normversie', header: 'Norm van het resultaat', kind: 'text', dataOnly: true },
    { key: 'bijzonderheden', header: 'Afgenomen', kind: 'text', wide: true },
  ];
}

function rowOf(
  { pupil, result, earlier, taking, reason }: Member, at: GroupAtMoment, view: GroupView,
): readonly Cell[] {
  const name = { text: sortName(pupil), href: growthHref(pupil.pupilId, at.subject) };
  if (!result) return [name, ...Array.from({ length: 10 }, () => nothing), textCell(reason)];
  return [
    name,
    dateCell(result.takenOn),
    textCell(result.testMoment),
    scoreCell(result),
    dataCell(result.scaleSe),
    intervalCell(result),
    levelCell(levelShown(result, view.bandKind, 'afname', at.norms)),
    levelCell(levelShown(result, view.bandKind, 'toets', at.norms)),
    functioningCell(result),
    changeCell(earlier && changeBetween(earlier, result)),
    textCell(normName(result)),
    { text: conditionsWith(result, taking, at) },
  ];
}

function conditionsWith(result: Result, taking: Member['taking'], { norms }: GroupAtMoment): string {
  const words = conditionWords(result, taking);
  return norms && result.scaleCode !== norms.scaleCode ? `${words}; op een andere schaal` : words;
}
