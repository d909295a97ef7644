import type { CurrentRoster, GroupRow, Move, PupilRow, RosterChanges, StaffRow } from './plan.ts';

/** What a delivery changes, by id and by name of field: no value of a person, so that it can be kept. */
export interface RosterReport {
  readonly pupils: {
    readonly added: readonly string[];
    readonly changed: readonly ChangedPerson[];
    readonly moved: readonly Move[];
    readonly gone: readonly string[];
    readonly returned: readonly string[];
    readonly withoutYearGroup: readonly string[];
  };
  readonly staff: {
    readonly added: readonly string[];
    readonly changed: readonly ChangedPerson[];
    readonly gone: readonly string[];
  };
  readonly groups: {
    readonly added: readonly string[];
    readonly changed: readonly string[];
    readonly gone: readonly string[];
  };
  /** Groups in which the number of pupils or who they are changes. */
  readonly perGroup: readonly GroupDifference[];
}

/** Somebody of whom something changes, and what. */
export interface ChangedPerson {
  readonly id: string;
  readonly fields: readonly (PupilField | StaffField)[];
}

/** How many pupils a group has before and after, and how many come and go. */
export interface GroupDifference {
  readonly groupId: string;
  readonly before: number;
  readonly after: number;
  readonly joined: number;
  readonly left: number;
}

/** What of a pupil can change; being there or not is told apart from this. */
export type PupilField = Exclude<keyof PupilRow, 'pupilId' | 'active' | 'leftOn'>;

/** What of a member of staff can change. */
export type StaffField = Exclude<keyof StaffRow, 'staffId' | 'active'>;

/** The difference between the roster as it is and as it becomes. */
export function reportOf(current: CurrentRoster, changes: RosterChanges): RosterReport {
  const { pupils, staff, groups, moved, returned, withoutYearGroup } = changes;
  const back = new Set(returned);
  return {
    pupils: {
      added: pupils.added.map(idOfPupil), gone: pupils.gone.map(idOfPupil), moved, returned, withoutYearGroup,
      changed: changedPeople(current.pupils, pupils.changed, idOfPupil, pupilFields)
        .map((one) => (back.has(one.id) ? { ...one, fields: one.fields.filter((field) => field !== 'sites') } : one))
        .filter(({ fields }) => fields.length > 0),
    },
    staff: {
      added: staff.added.map(idOfStaff), gone: staff.gone.filter(({ active }) => !active).map(idOfStaff),
      changed: changedPeople(current.staff, staff.changed, idOfStaff, staffFields),
    },
    groups: {
      added: groups.added.map(idOfGroup), changed: groups.changed.map(idOfGroup),
      gone: groups.gone.map(idOfGroup),
    },
    perGroup: groupDifferences(current, changes),
  };
}

/** Whether somebody would notice anything of a delivery; keys and year groups of earlier days are no news. */
export function reportsNothing({ pupils, staff, groups }: RosterReport): boolean {
  const lists = [
    pupils.added, pupils.changed, pupils.moved, pupils.gone, pupils.returned, staff.added, staff.changed,
    staff.gone, groups.added, groups.changed, groups.gone,
  ];
  return lists.every((list) => list.length === 0);
}

const idOfPupil = ({ pupilId }: PupilRow) => pupilId;
const idOfStaff = ({ staffId }: StaffRow) => staffId;
const idOfGroup = ({ groupId }: GroupRow) => groupId;

const pupilFields: readonly PupilField[] = [
  'lastName', 'prefix', 'firstNames', 'initials', 'callName', 'birthDate', 'gender', 'yearGroup3From',
  'yearGroup', 'sites',
];
const staffFields: readonly StaffField[] = ['lastName', 'prefix', 'callName', 'email', 'sites'];

function changedPeople<Row extends object, Field extends keyof Row & (PupilField | StaffField)>(
  before: readonly Row[], after: readonly Row[], idOf: (row: Row) => string, fields: readonly Field[],
): readonly ChangedPerson[] {
  const known = new Map(before.map((row) => [idOf(row), row]));
  return after.flatMap((row) => {
    const old = known.get(idOf(row));
    const other = fields.filter((field) => JSON.stringify(old?.[field]) !== JSON.stringify(row[field]));
    return other.length === 0 ? [] : [{ id: idOf(row), fields: other }];
  });
}

function groupDifferences(
  current: CurrentRoster, { memberships: { joined, left } }: RosterChanges,
): readonly GroupDifference[] {
  const count = (links: readonly { readonly groupId: string }[]) => {
    const by = Map.groupBy(links, ({ groupId }) => groupId);
    return (groupId: string) => by.get(groupId)?.length ?? 0;
  };
  const [before, came, went] = [count(current.memberships), count(joined), count(left)];
  return [...new Set([...joined, ...left].map(({ groupId }) => groupId))].map((groupId) => ({
    groupId, before: before(groupId), joined: came(groupId), left: went(groupId),
    after: before(groupId) + came(groupId) - went(groupId),
  }));
}
