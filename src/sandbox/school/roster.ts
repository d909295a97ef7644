import { plainDate, plainDateInAmsterdam } from '../../base/plain-date.ts';
import { firstDayOf, startOf, type SchoolYear } from '../../base/school-year.ts';
import type {
  RosterDocument, RosterGroup, RosterPupil, RosterStaffMember, YearGroupCode,
} from '../../exchange/roster-document.ts';
import { newcomerOf, pupilsIn, staffOf, yearGroupIn } from './people.ts';
import type { GroupPlan, InventedPupil, InventedStaffMember, SchoolPlan } from './types.ts';

/** Ability from which a pupil of group 5 to 8 is in the plus group: about one in nine. */
const plusGroupFrom = 1.2;
const plusGroupName = 'Plusgroep';

/** The administration of one school in one school year, as its LAS knows it at an instant.
 * @param newcomers how many pupils came during the year
 * @returns groups with keys of that year; who has left by that day is absent */
export function rosterOf(plan: SchoolPlan, schoolYear: SchoolYear, at: Date, newcomers = 0): RosterDocument {
  const startYear = startOf(schoolYear);
  const today = plainDateInAmsterdam(at);
  const extra = Array.from({ length: newcomers }, (_, index) => newcomerOf(plan, index + 1))
    .filter((pupil) => yearGroupIn(pupil, startYear) !== null);
  const pupils = [...pupilsIn(plan, startYear), ...extra]
    .filter((pupil) => pupil.exitDate === null || pupil.exitDate >= today);
  const first = firstDayOf(schoolYear);
  return {
    school: {
      schoolYear, brin: plan.brin, site: plan.site, institutionNumber: null, schoolKey: null,
      referenceDate: today < first ? first : today,
      createdAt: new Date(Math.floor(at.getTime() / 1000) * 1000),
      author: 'Proef-LAS', xsdVersion: '2.2',
    },
    sites: [],
    groups: plan.groups.map((group) => groupOf(group, startYear)),
    compositeGroups: [{ key: groupKey(plusGroupName, startYear), name: plusGroupName }],
    pupils: pupils.map((pupil) => pupilOf(plan, pupil, startYear)),
    staff: staffOf(plan).filter(({ leftOn }) => leftOn === null || leftOn >= today)
      .map((member) => staffMemberOf(member, startYear)),
  };
}

/** The home group of a pupil in a school year; undefined for who has none. */
export function homeGroupOf(plan: SchoolPlan, pupil: InventedPupil, startYear: number): GroupPlan | undefined {
  const yearGroup = yearGroupIn(pupil, startYear);
  if (yearGroup === null || pupil.withoutGroup) return undefined;
  const parallel = plan.groups.filter((group) => group.yearGroups.includes(yearGroup));
  return parallel[pupil.sequence % parallel.length];
}

/** A group lives one school year, so its key names the year: `G26-5/6a`. */
export function groupKey(name: string, startYear: number): string {
  return `G${startYear % 100}-${name}`;
}

function groupOf(group: GroupPlan, startYear: number): RosterGroup {
  const [only] = group.yearGroups;
  const yearGroup = group.yearGroups.length > 1 ? 'C' : (`${only}` as YearGroupCode);
  return { key: groupKey(group.name, startYear), name: `Groep ${group.name}`, yearGroup };
}

function pupilOf(plan: SchoolPlan, pupil: InventedPupil, startYear: number): RosterPupil {
  const yearGroup = yearGroupIn(pupil, startYear);
  const home = homeGroupOf(plan, pupil, startYear);
  const gifted = yearGroup !== null && yearGroup >= 5 && pupil.ability >= plusGroupFrom;
  const { key, eckId, lastName, prefix, firstNames, initials, callName, birthDate, gender, exitDate } = pupil;
  return {
    key, eckId, lastName, prefix, firstNames, initials, callName, birthDate, gender, exitDate,
    startYearGroup3: yearGroup !== null && yearGroup >= 3 ? plainDate(`${startOfGroup3(pupil)}-08-01`) : null,
    yearGroup: yearGroup === null ? null : (`${yearGroup}` as YearGroupCode),
    groupKey: home ? groupKey(home.name, startYear) : null,
    compositeGroupKeys: gifted ? [groupKey(plusGroupName, startYear)] : [],
    siteKey: null,
    entryDate: plainDate(`${pupil.cohort}-08-15`),
  };
}

/** Calendar year in which the pupil came into group 3; who did group 1 or 2 twice comes a year later. */
function startOfGroup3({ cohort, repeated }: InventedPupil): number {
  return cohort + 2 + (repeated !== null && repeated < 3 ? 1 : 0);
}

function staffMemberOf(member: InventedStaffMember, startYear: number): RosterStaffMember {
  const { key, eckId, lastName, prefix, firstNames, initials, callName, email, roles } = member;
  const plus = { kind: 'compositeGroup', key: groupKey(plusGroupName, startYear), roles } as const;
  return {
    key, eckId, lastName, prefix, firstNames, initials, callName, email, roles,
    groups: [
      ...member.groupNames.map((name) => ({ kind: 'group', key: groupKey(name, startYear), roles } as const)),
      ...(member.teachesPlusGroup ? [plus] : []),
    ],
  };
}
