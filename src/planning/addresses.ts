import { enumerate } from '../ui/format.ts';
import type { Board } from './board.ts';

/** What an address names; of groups their ids are enough. */
interface Chosen extends Pick<Board, 'bundle' | 'season' | 'seasons' | 'yearGroup'> {
  readonly groups: readonly { readonly groupId: string }[];
}

/** The page on which these groups are planned. */
export function addressOf(chosen: Chosen, ofGroup: string | null = null): string {
  const path = ofGroup ? `/groepen/${ofGroup}/klaarzetten` : '/klaarzetten';
  return `${path}?${queryOf(chosen, ofGroup !== null)}`;
}

/** The page that shows who of these groups still has to take what. */
export function overviewAddressOf(chosen: Chosen): string {
  return `/klaarzetten/overzicht?${queryOf(chosen, false)}`;
}

/** The report of who still has to take what, and what is not in the LAS: of one group, or of the school. */
export function stillToDoPath(groupId: string | null = null): string {
  return groupId ? `/groepen/${groupId}/afnameoverzicht` : '/rapporten/afnameoverzicht';
}

/** Where tests that stay behind are ended. */
export const leftOverPath = '/klaarzetten/blijft-liggen';

function queryOf({ bundle, season, seasons, groups, yearGroup }: Chosen, isOfGroup: boolean): string {
  const query = new URLSearchParams({ vak: bundle.code });
  if (season !== seasons[0]) query.set('moment', season);
  if (yearGroup) query.set('jaargroep', String(yearGroup));
  else if (!isOfGroup) for (const { groupId } of groups) query.append('groep', groupId);
  return query.toString();
}

/** Whom a page is about: a year group, or groups by name. */
export function titleOf({ yearGroup, groups }: Pick<Board, 'yearGroup' | 'groups'>): string {
  if (yearGroup) return `jaargroep ${yearGroup}`;
  return groups.length > 4 ? `${groups.length} groepen` : enumerate(groups.map(({ name }) => name));
}
