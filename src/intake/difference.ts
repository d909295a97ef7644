import type { TenantTx } from '../platform/database/tenancy.ts';
import type { RosterChanges } from '../roster/plan.ts';
import type { PupilField, RosterReport, StaffField } from '../roster/report.ts';
import { listGroupNames, listPupilNames, listStaffNames } from '../roster/store.ts';
import { comparePersonNames, compareText, type PersonName } from '../ui/format.ts';

/** The difference report with names, as a page shows it; sorted as the Dutch sort names. */
export interface NamedDifference {
  readonly pupils: {
    readonly added: readonly Listed[];
    readonly changed: readonly Listed[];
    readonly moved: readonly Listed[];
    readonly gone: readonly Listed[];
    readonly returned: readonly Listed[];
    readonly withoutYearGroup: readonly Listed[];
  };
  readonly staff: {
    readonly added: readonly Listed[];
    readonly changed: readonly Listed[];
    readonly gone: readonly Listed[];
  };
  readonly groups: {
    readonly added: readonly string[]; readonly changed: readonly string[]; readonly gone: readonly string[];
  };
  readonly perGroup: readonly NamedGroupDifference[];
  /** After taking back: who and what stayed. */
  readonly stayed: readonly Listed[];
}

/** Somebody in a list, with what is told of this person there. */
export interface Listed extends PersonName {
  readonly id: string;
  readonly note: string | null;
}

/** How many pupils a group has before and after. */
export interface NamedGroupDifference {
  readonly groupId: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly joined: number;
  readonly left: number;
}

/** A report as it is stored: one that was taken back tells who stayed. */
export type StoredReport = RosterReport & { readonly stayed?: Readonly<Record<string, readonly string[]>> };

/**
 * Names a report: from the roster, and for those who are not in it yet from the plan. A name that is gone from the
 * roster leaves its list, so that the counts of the delivery may be higher.
 */
export async function nameDifference(
  tx: TenantTx, report: StoredReport, changes: RosterChanges | null,
): Promise<NamedDifference> {
  const names = await namesOf(tx, report, changes);
  const list = (ids: readonly string[], noteOf: (id: string) => string | null = () => null) =>
    ids.flatMap((id): Listed[] => {
      const name = names.people.get(id);
      return name ? [{ ...name, id, note: noteOf(id) }] : [];
    }).sort((a, b) => comparePersonNames(a, b) || compareText(a.id, b.id));
  const changed = (people: RosterReport['pupils']['changed']) => {
    const fields = new Map(people.map((one) => [one.id, one.fields]));
    return list([...fields.keys()], (id) => (fields.get(id) ?? []).map((field) => fieldWords[field]).join(', '));
  };
  const moves = new Map(report.pupils.moved.map((move) => [move.pupilId, move]));
  const groupName = (id: string | null | undefined) => (id ? names.groups.get(id) : null) ?? 'geen groep';
  const groupsOf = (ids: readonly string[]) => ids.map(groupName).sort(compareText);
  const { pupils, staff, groups, perGroup, stayed = {} } = report;
  return {
    pupils: {
      added: list(pupils.added), changed: changed(pupils.changed), gone: list(pupils.gone),
      returned: list(pupils.returned), withoutYearGroup: list(pupils.withoutYearGroup),
      moved: list([...moves.keys()], (id) =>
        `van ${groupName(moves.get(id)?.from)} naar ${groupName(moves.get(id)?.to)}`),
    },
    staff: { added: list(staff.added), changed: changed(staff.changed), gone: list(staff.gone) },
    groups: { added: groupsOf(groups.added), changed: groupsOf(groups.changed), gone: groupsOf(groups.gone) },
    perGroup: perGroup.map((group) => ({ ...group, name: groupName(group.groupId) }))
      .sort((a, b) => compareText(a.name, b.name) || compareText(a.groupId, b.groupId)),
    stayed: [
      ...list([...stayed['pupil'] ?? [], ...stayed['staff_member'] ?? []]),
      ...(stayed['class_group'] ?? []).map((id) =>
        ({ id, callName: null, prefix: null, lastName: groupName(id), note: null })),
    ],
  };
}

interface Names {
  readonly people: ReadonlyMap<string, PersonName>;
  readonly groups: ReadonlyMap<string, string>;
}

async function namesOf(tx: TenantTx, report: StoredReport, changes: RosterChanges | null): Promise<Names> {
  const { pupils, staff, groups, perGroup, stayed = {} } = report;
  const pupilIds = [
    ...pupils.added, ...pupils.changed.map(({ id }) => id), ...pupils.moved.map(({ pupilId }) => pupilId),
    ...pupils.gone, ...pupils.returned, ...pupils.withoutYearGroup, ...stayed['pupil'] ?? [],
  ];
  const staffIds = [
    ...staff.added, ...staff.changed.map(({ id }) => id), ...staff.gone, ...stayed['staff_member'] ?? [],
  ];
  const groupIds = [
    ...groups.added, ...groups.changed, ...groups.gone, ...perGroup.map(({ groupId }) => groupId),
    ...pupils.moved.flatMap(({ from, to }) => [from, to]).filter((id) => id !== null),
    ...stayed['class_group'] ?? [],
  ];
  const inRoster = [
    ...(await listPupilNames(tx, pupilIds)).map((pupil) => [pupil.pupilId, pupil] as const),
    ...(await listStaffNames(tx, staffIds)).map((member) => [member.staffId, member] as const),
  ];
  return {
    people: new Map<string, PersonName>([
      ...(changes?.pupils.added ?? []).map((pupil) => [pupil.pupilId, pupil] as const),
      ...(changes?.staff.added ?? []).map((member) => [member.staffId, member] as const),
      ...inRoster,
    ]),
    groups: new Map([
      ...(changes?.groups.added ?? []).map(({ groupId, name }) => [groupId, name] as const),
      ...await listGroupNames(tx, groupIds),
    ]),
  };
}

const fieldWords: Readonly<Record<PupilField | StaffField, string>> = {
  lastName: 'achternaam', prefix: 'voorvoegsel', firstNames: 'voornamen', initials: 'voorletters',
  callName: 'roepnaam', birthDate: 'geboortedatum', gender: 'geslacht', yearGroup3From: 'begin van groep 3',
  yearGroup: 'jaargroep', sites: 'vestiging', email: 'e-mailadres',
};
