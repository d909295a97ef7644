import { brin6 } from '../base/brin.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { schoolYearOf } from '../base/school-year.ts';
import type { RosterDocument, RosterName, RosterStaffMember } from '../exchange/roster-document.ts';
import { schoolPlans } from './school/plans.ts';
import { rosterOf } from './school/roster.ts';
import type { SeededPerson } from './types.ts';

/** A few people of every school who can sign in at the sandbox Basispoort: director, IB, ICT, a teacher, a pupil. */
export function seededPeople(now: Date): readonly SeededPerson[] {
  const schoolYear = schoolYearOf(plainDateInAmsterdam(now));
  return schoolPlans.flatMap((plan) => {
    const roster = rosterOf(plan, schoolYear, now);
    const school = { school: plan.name, schoolCode: brin6(plan) };
    const chosen = [
      ...(['DIR', 'IB', 'ICT'] as const).map((role) => roster.staff.find(({ roles }) => roles.includes(role))),
      roster.staff.find(({ roles, groups }) => roles.includes('LRK') && teachesGroup5(roster, groups)),
    ].filter((member) => member !== undefined);
    const pupil = roster.pupils.find(({ yearGroup, groupKey }) => yearGroup === '5' && groupKey !== null);
    return [
      ...chosen.map((member): SeededPerson => (
        { ...school, kind: 'medewerker', name: fullName(member), role: roleOf(roster, member) })),
      ...(pupil ? [{
        ...school, kind: 'leerling', name: fullName(pupil), role: `leerling van ${groupName(roster, pupil.groupKey)}`,
      } as const] : []),
    ];
  });
}

function teachesGroup5(roster: RosterDocument, groups: RosterStaffMember['groups']): boolean {
  const ofGroup5 = new Set(roster.pupils.filter(({ yearGroup }) => yearGroup === '5').map(({ groupKey }) => groupKey));
  return groups.some(({ key }) => ofGroup5.has(key));
}

function roleOf(roster: RosterDocument, { roles, groups }: RosterStaffMember): string {
  if (roles.includes('DIR')) return 'directeur';
  if (roles.includes('IB')) return 'intern begeleider';
  if (roles.includes('ICT')) return 'ICT-coördinator';
  return `leerkracht van ${groups.map(({ key }) => groupName(roster, key)).join(', ')}`;
}

function groupName({ groups, compositeGroups }: RosterDocument, key: string | null): string {
  return [...groups, ...compositeGroups].find((group) => group.key === key)?.name.toLowerCase() ?? 'geen groep';
}

function fullName({ callName, prefix, lastName }: RosterName): string {
  return [callName, prefix, lastName].filter((part) => part !== null).join(' ');
}
