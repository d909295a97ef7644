import { isDummyKey, type RosterDocument } from '../exchange/roster-document.ts';
import type { GroupRow, PlanContext, RowChanges } from './plan.ts';

/** What becomes of the groups, and which group a key of the document means. */
export interface GroupPlan {
  readonly rows: RowChanges<GroupRow>;
  readonly idOf: (kind: GroupRow['kind'], documentKey: string) => string | undefined;
  readonly goneIds: ReadonlySet<string>;
}

type IncomingGroup = Pick<GroupRow, 'kind' | 'name' | 'yearGroup' | 'lasKey'> & {
  readonly documentKey: string;
};

/**
 * A group is the same when its key is, else when it is the only one of that kind with that name: the two
 * formats of one LAS may have other keys. Groups of other years that are still active end here.
 */
export function planGroups(
  current: readonly GroupRow[], document: RosterDocument, { site, schoolYear, newId }: PlanContext,
): GroupPlan {
  const incoming = groupsOf(document);
  const ofYear = current.filter((group) => group.schoolYear === schoolYear);
  const found = matchGroups(ofYear, incoming);
  const rows = incoming.map((group): GroupRow => ({
    groupId: found.get(group)?.groupId ?? newId(), schoolYear, site, active: true,
    kind: group.kind, lasKey: group.lasKey, name: group.name, yearGroup: group.yearGroup,
  }));
  const known = new Map(current.map((group) => [group.groupId, group]));
  const kept = new Set(rows.map(({ groupId }) => groupId));
  const gone = current.filter((group) => group.active && !kept.has(group.groupId));
  const ids = new Map(incoming.map((group, at) => [`${group.kind} ${group.documentKey}`, rows[at]?.groupId]));
  return {
    rows: {
      added: rows.filter(({ groupId }) => !known.has(groupId)),
      changed: rows.filter((row) => known.has(row.groupId) && differs(known.get(row.groupId), row)),
      gone: gone.map((group) => ({ ...group, active: false })),
    },
    idOf: (kind, documentKey) => ids.get(`${kind} ${documentKey}`),
    goneIds: new Set(gone.map(({ groupId }) => groupId)),
  };
}

function groupsOf(document: RosterDocument): readonly IncomingGroup[] {
  return [
    ...document.groups.map((group) => ({
      kind: 'class' as const,
      name: group.name,
      yearGroup: group.yearGroup,
      lasKey: groupIdentity(group),
      documentKey: group.key,
    })),
    ...document.compositeGroups.map((group) => ({
      kind: 'composite' as const,
      name: group.name,
      yearGroup: null,
      lasKey: groupIdentity(group),
      documentKey: group.key,
    })),
  ];
}

function matchGroups(
  current: readonly GroupRow[], incoming: readonly IncomingGroup[],
): ReadonlyMap<IncomingGroup, GroupRow> {
  const byKey = new Map(current.map((group) => [`${group.kind} ${group.lasKey}`, group]));
  const found = new Map<IncomingGroup, GroupRow>();
  for (const group of incoming) {
    const known = byKey.get(`${group.kind} ${group.lasKey}`);
    if (known) found.set(group, known);
  }
  const taken = new Set(found.values());
  const free = Map.groupBy(
    current.filter((group) => !taken.has(group)),
    ({ kind, name }) => `${kind} ${name}`,
  );
  const alike = Map.groupBy(
    incoming.filter((group) => !found.has(group)),
    ({ kind, name }) => `${kind} ${name}`,
  );
  for (const [name, [group, ...others]] of alike) {
    const candidates = free.get(name) ?? [];
    if (group && candidates[0] && others.length === 0 && candidates.length === 1)
      found.set(group, candidates[0]);
  }
  return found;
}

function differs(before: GroupRow | undefined, after: GroupRow): boolean {
  return before?.name !== after.name || before.yearGroup !== after.yearGroup || before.lasKey !== after.lasKey
    || !before.active;
}

/** The key by which a group is found again: its own, or for a dummy key its name. */
export function groupIdentity(group: { readonly key: string; readonly name: string }): string {
  return isDummyKey(group.key) ? `#${group.name}` : group.key;
}
