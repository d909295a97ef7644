import type { ReportDocument } from '../frame/types.ts';
import type { GroupRead } from './read-group.ts';

/** What every report of a group has round it. */
export function groupFrame(
  { group }: Pick<GroupRead, 'group'>, title: string, path: GroupReportPath,
): Pick<ReportDocument, 'title' | 'breadcrumbs' | 'seen' | 'related'> {
  const href = `/groepen/${group.groupId}`;
  return {
    title,
    breadcrumbs: [{ href: '/groepen', label: 'Groepen' }, { href, label: group.name }],
    seen: { kind: 'group', id: group.groupId },
    related: related.filter((each) => each.path !== 'verwacht-advies' || isLate(group.yearGroup)).map((each) => ({
      href: `${href}/${each.path}`, label: each.label, current: each.path === path,
    })),
  };
}

/** Last part of the address of a report of a group. */
export type GroupReportPath = (typeof related)[number]['path'];

const related = [
  { path: 'rapport', label: 'Eén vak' },
  { path: 'overzicht', label: 'Alle vakken' },
  { path: 'vaardigheidsgroei', label: 'Groei tussen twee momenten' },
  { path: 'categorieen', label: 'Onderdelen' },
  { path: 'opgaven', label: 'Opgaven' },
  { path: 'verwacht-advies', label: 'Verwacht advies' },
] as const;

/** From group 7 on there can be an expected advice; a group without one year group may have such pupils. */
function isLate(yearGroup: string | null): boolean {
  return yearGroup === null || yearGroup === '7' || yearGroup === '8';
}

/** Said above a report as long as the old results of the school are not in. */
export const historyNotice = {
  title: 'Oude resultaten ontbreken nog',
  text: 'Ze komen mee in stap 2 van de overstap. Tot dan ziet u alleen wat hier gemaakt is.',
};
