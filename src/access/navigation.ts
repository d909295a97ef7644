import type { NavigationItem } from '../ui/page.tsx';
import { may, type Act } from './rules.ts';
import type { Viewer } from './types.ts';

interface Entry extends Omit<NavigationItem, 'current'> {
  /** Shown to who may do at least one of these; empty: to everybody at a school. */
  readonly acts: readonly Act[];
}

const ENTRIES = [
  { href: '/start', label: 'Vandaag', icon: 'house', acts: [] },
  { href: '/groepen', label: 'Groepen', icon: 'users', acts: ['plan-test', 'read-group-report'] },
  { href: '/klaarzetten', label: 'Klaarzetten', icon: 'calendar', acts: ['plan-test'] },
  { href: '/rapporten', label: 'Rapporten', icon: 'chart-line', acts: ['read-group-report'] },
  { href: '/beheer', label: 'Gebruikersbeheer', icon: 'settings', acts: ['see-onboarding'] },
  { href: '/beheer/koppelen', label: 'Koppelen', icon: 'inbox', acts: ['resolve-matches'] },
  { href: '/beheer/resultaten', label: 'Naar het LAS', icon: 'send', acts: ['see-delivery'] },
  { href: '/beheer/medewerkers', label: 'Medewerkers', icon: 'user-round', acts: ['manage-staff-roles'] },
  { href: '/bestuur', label: 'Onze scholen', icon: 'school', acts: ['see-own-schools'] },
  { href: '/klantenservice', label: 'Scholen', icon: 'school', acts: ['see-status-of-schools'] },
  { href: '/klantenservice/besturen', label: 'Besturen', icon: 'users', acts: ['see-status-of-schools'] },
] as const satisfies readonly Entry[];

/** The parts of the site that stand in the main menu. */
export type Section = (typeof ENTRIES)[number]['href'];

/** The main menu of this viewer: only what leads somewhere. A pupil has none. */
export function navigationOf(viewer: Viewer, current?: Section): readonly NavigationItem[] {
  if (viewer.roles.some((role) => role === 'pupil')) return [];
  return (ENTRIES as readonly Entry[])
    .filter(({ acts }) => acts.length === 0
      ? viewer.schoolId !== null
      : acts.some((act) => may(viewer, act)))
    .map(({ href, label, icon }) => ({ href, label, ...(icon ? { icon } : {}), current: href === current }));
}
