import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { RosterDocument, RosterPupil } from '../exchange/roster-document.ts';
import { planGroups, type GroupPlan } from './plan-groups.ts';
import { planPupils, planStaff, yearGroupOf, type PeoplePlan } from './plan-people.ts';
import {
  rolesOf, type CurrentRoster, type Membership, type Move, type Placement, type PlanContext, type PupilRow,
  type RosterChanges,
} from './plan.ts';
import type { GroupStaffLink } from './types.ts';

/**
 * What the full state of a site in a school year changes. Absence is the only sign of leaving: who is absent
 * becomes inactive, a membership that is absent ends, and so does a group. Pure; the order of the people does
 * not matter. A document without any staff says nothing about staff.
 */
export function planRoster(
  current: CurrentRoster,
  document: RosterDocument,
  context: PlanContext,
): RosterChanges {
  const present = document.pupils.filter((pupil) => isPresent(pupil, document, context));
  const groups = planGroups(current.groups, document, context);
  const pupils = planPupils(current.pupils, present, context);
  const staff = planStaff(current.staff, document.staff, context);
  const memberships = planMemberships(current, present, pupils, groups);
  const staffLinks = planStaffLinks(current, document, staff.idOf, groups);
  const returned = returnedOf(current, pupils);
  return {
    pupils: pupils.rows,
    staff: staff.rows,
    groups: groups.rows,
    moved: movesOf(current, memberships, groups, pupils).filter(({ pupilId }) => !returned.includes(pupilId)),
    returned,
    withoutYearGroup: present.flatMap((pupil) => {
      const pupilId = pupils.idOf.get(pupil);
      return pupilId && yearGroupOf(pupil) === null ? [pupilId] : [];
    }),
    memberships,
    staffLinks,
    placements: planPlacements(current, present, pupils.idOf),
    pupilIdentifiers: pupils.identifiers,
    staffIdentifiers: staff.identifiers,
    doubts: [...pupils.doubts, ...staff.doubts],
    decided: [...pupils.decided, ...staff.decided],
    totals: {
      pupils: pupils.activeCount,
      groups: document.groups.length + document.compositeGroups.length,
      staff: staff.activeCount,
    },
  };
}

/**
 * A pupil who is at school on the day of the document: not left before it, and no `H` (historical) or `N`
 * (elsewhere).
 */
function isPresent(pupil: RosterPupil, { school }: RosterDocument, { today }: PlanContext): boolean {
  const day = school.referenceDate ?? (school.createdAt ? plainDateInAmsterdam(school.createdAt) : today);
  const left = pupil.exitDate !== null && pupil.exitDate < day;
  return !left && pupil.yearGroup !== 'H' && pupil.yearGroup !== 'N';
}

function planMemberships(
  current: CurrentRoster,
  present: readonly RosterPupil[],
  pupils: PeoplePlan<PupilRow, RosterPupil>,
  groups: GroupPlan,
): RosterChanges['memberships'] {
  const wanted = new Map<string, Membership>();
  for (const pupil of present) {
    const pupilId = pupils.idOf.get(pupil);
    const keys = [
      ...(pupil.groupKey === null ? [] : [groups.idOf('class', pupil.groupKey)]),
      ...pupil.compositeGroupKeys.map((key) => groups.idOf('composite', key)),
    ];
    for (const groupId of keys)
      if (pupilId && groupId) wanted.set(`${groupId} ${pupilId}`, { groupId, pupilId });
  }
  const held = new Set(current.memberships.map(linkKey));
  const stays = (link: Membership) => pupils.heldIds.has(link.pupilId) && !groups.goneIds.has(link.groupId);
  return {
    joined: [...wanted.values()].filter((link) => !held.has(linkKey(link))),
    left: current.memberships.filter((link) => !wanted.has(linkKey(link)) && !stays(link)),
  };
}

function linkKey({ groupId, pupilId }: Membership): string {
  return `${groupId} ${pupilId}`;
}

/** Known pupils who change from one home group to another; who is new or gone is told elsewhere. */
function movesOf(
  current: CurrentRoster, { joined, left }: RosterChanges['memberships'], groups: GroupPlan,
  pupils: PeoplePlan<PupilRow, RosterPupil>,
): readonly Move[] {
  const home = new Set([...current.groups, ...groups.rows.added]
    .filter(({ kind }) => kind === 'class').map(({ groupId }) => groupId));
  const isHome = ({ groupId }: Membership) => home.has(groupId);
  const to = new Map(joined.filter(isHome).map(({ pupilId, groupId }) => [pupilId, groupId]));
  const from = new Map(left.filter(isHome).map(({ pupilId, groupId }) => [pupilId, groupId]));
  const elsewhere = new Set([...pupils.rows.added, ...pupils.rows.gone].map(({ pupilId }) => pupilId));
  return [...new Set([...from.keys(), ...to.keys()])].filter((pupilId) => !elsewhere.has(pupilId))
    .map((pupilId) => ({ pupilId, from: from.get(pupilId) ?? null, to: to.get(pupilId) ?? null }));
}

function returnedOf(current: CurrentRoster, { rows }: PeoplePlan<PupilRow, RosterPupil>): readonly string[] {
  const left = new Set(current.pupils.filter(({ active }) => !active).map(({ pupilId }) => pupilId));
  return rows.changed.filter(({ pupilId, active }) => active && left.has(pupilId)).map(({ pupilId }) => pupilId);
}

function planPlacements(
  current: CurrentRoster, present: readonly RosterPupil[], idOf: ReadonlyMap<RosterPupil, string>,
): readonly Placement[] {
  const before = new Map(current.placements.map(({ pupilId, yearGroup }) => [pupilId, yearGroup]));
  return present.flatMap((pupil) => {
    const pupilId = idOf.get(pupil);
    const yearGroup = yearGroupOf(pupil);
    return pupilId && yearGroup && before.get(pupilId) !== yearGroup ? [{ pupilId, yearGroup }] : [];
  });
}

function planStaffLinks(
  current: CurrentRoster,
  document: RosterDocument,
  idOf: PeoplePlan<never, RosterDocument['staff'][number]>['idOf'],
  groups: GroupPlan,
): RosterChanges['staffLinks'] {
  const wanted = new Map<string, GroupStaffLink>();
  for (const member of document.staff) {
    const staffId = idOf.get(member);
    for (const { kind, key, roles } of member.groups) {
      const groupId = groups.idOf(kind === 'group' ? 'class' : 'composite', key);
      if (staffId && groupId)
        wanted.set(`${groupId} ${staffId}`, { groupId, staffId, roleCodes: rolesOf(roles) });
    }
  }
  const held = new Map(current.staffLinks.map((link) => [`${link.groupId} ${link.staffId}`, link]));
  const silent = document.staff.length === 0;
  return {
    joined: [...wanted].filter(([at]) => !held.has(at)).map(([, link]) => link),
    changed: [...wanted].filter(([at, link]) => rolesChanged(held.get(at), link)).map(([, link]) => link),
    left: [...held]
      .filter(([at, { groupId }]) => (silent ? groups.goneIds.has(groupId) : !wanted.has(at)))
      .map(([, link]) => link),
  };
}

function rolesChanged(before: GroupStaffLink | undefined, after: GroupStaffLink): boolean {
  return before !== undefined && rolesOf(before.roleCodes).join() !== after.roleCodes.join();
}

/** Above this share of the active pupils missing, a person has to say that it is meant (design.md 8.7). */
export const VANISHING_SHARE_MAX = 0.2;

/** Why a state is not applied without a person. */
export type GuardReason = 'pupils-vanish' | 'groups-vanish';

/**
 * Whether a state looks like a filter or a half-filled administration rather than like a school. In the first
 * state of a school year the leaving of group 8 is no news: those pupils are not counted as missing.
 */
export function guardRoster(
  current: CurrentRoster,
  changes: RosterChanges,
  { site, yearChange = false }: Pick<PlanContext, 'site' | 'yearChange'>,
): GuardReason | null {
  const active = current.pupils.filter((pupil) => pupil.active && pupil.sites.includes(site)).length;
  const left = new Set(changes.pupils.gone.map(({ pupilId }) => pupilId));
  const elsewhere = changes.pupils.changed.filter((pupil) => pupil.active && !pupil.sites.includes(site));
  const missing = current.pupils.filter(({ pupilId, yearGroup }) =>
    left.has(pupilId) && !(yearChange && yearGroup === '8')).length + elsewhere.length;
  if (missing > active * VANISHING_SHARE_MAX) return 'pupils-vanish';
  const hadGroups = current.groups.some((group) => group.active);
  return hadGroups && changes.totals.groups === 0 ? 'groups-vanish' : null;
}

/** Whether a document changes nothing at all. */
export function changesNothing(changes: RosterChanges): boolean {
  const { pupils, staff, groups, memberships, staffLinks } = changes;
  return (
    [pupils, staff, groups].every(
      ({ added, changed, gone }) => added.length + changed.length + gone.length === 0,
    )
    && memberships.joined.length + memberships.left.length === 0
    && staffLinks.joined.length + staffLinks.changed.length + staffLinks.left.length === 0
    && changes.placements.length + changes.pupilIdentifiers.length + changes.staffIdentifiers.length === 0
  );
}
