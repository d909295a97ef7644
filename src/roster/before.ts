import type { RawBuilder } from 'kysely';
import { jsonb, one, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { RosterChanges } from './plan.ts';

/**
 * The rows of the roster that a set of changes touches, as they were before it, and what it adds: enough to
 * take it back exactly. Column names and values as the database has them; nothing reads it but restoreRoster.
 */
export interface RosterBefore {
  readonly added: Readonly<Record<ParentTable, readonly string[]>>;
  readonly touched: {
    readonly pupilIdentifiers: readonly IdentifierKey[];
    readonly staffIdentifiers: readonly IdentifierKey[];
    readonly groupPupils: readonly { readonly groupId: string; readonly personId: string }[];
    readonly groupStaff: readonly { readonly groupId: string; readonly personId: string }[];
    readonly placements: readonly { readonly pupilId: string; readonly schoolYear: string }[];
  };
  readonly rows: Readonly<Record<RosterTable, readonly object[]>>;
}

/** What an identifier is found by. */
export interface IdentifierKey {
  readonly source: string;
  readonly kind: string;
  readonly value: string;
}

/** The tables that others point at, and their columns beside school_id and the id. */
export const parentTables = {
  pupil: {
    id: 'pupil_id',
    columns: [
      'last_name', 'prefix', 'first_names', 'initials', 'call_name', 'birth_date', 'gender',
      'year_group_3_from', 'year_group', 'active', 'left_on', 'sites', 'created_at', 'changed_at',
    ],
  },
  class_group: {
    id: 'group_id',
    columns: ['school_year', 'kind', 'las_key', 'name', 'year_group', 'active', 'site'],
  },
  staff_member: {
    id: 'staff_id',
    columns: [
      'last_name', 'prefix', 'call_name', 'email', 'active', 'sites', 'created_at', 'changed_at',
    ],
  },
} as const;

/** The tables whose rows go and come as a whole. */
export const childTables = [
  'pupil_identifier', 'staff_identifier', 'group_pupil', 'group_staff', 'pupil_placement',
] as const;

/** A table that others point at. */
export type ParentTable = keyof typeof parentTables;

/** A table whose rows go and come as a whole. */
export type ChildTable = (typeof childTables)[number];

/** The tables that a delivery writes. */
export type RosterTable = ParentTable | ChildTable;

/** Reads what the changes are about to touch: one query. Call it before applyRoster, in the same transaction. */
export async function readBefore(
  tx: TenantTx, changes: RosterChanges, schoolYear: string,
): Promise<RosterBefore> {
  const { pupils, groups, staff } = changes;
  const identifierKey = ({ source, kind, value }: IdentifierKey) => ({ source, kind, value });
  const touched: RosterBefore['touched'] = {
    pupilIdentifiers: changes.pupilIdentifiers.map(identifierKey),
    staffIdentifiers: changes.staffIdentifiers.map(identifierKey),
    groupPupils: [...changes.memberships.joined, ...changes.memberships.left]
      .map(({ groupId, pupilId }) => ({ groupId, personId: pupilId })),
    groupStaff: [
      ...changes.staffLinks.joined, ...changes.staffLinks.changed, ...changes.staffLinks.left,
    ].map(({ groupId, staffId }) => ({ groupId, personId: staffId })),
    placements: changes.placements.map(({ pupilId }) => ({ pupilId, schoolYear })),
  };
  const rows = await readRows(tx, touched, {
    pupil: [...pupils.changed, ...pupils.gone].map(({ pupilId }) => pupilId),
    class_group: [...groups.changed, ...groups.gone].map(({ groupId }) => groupId),
    staff_member: [...staff.changed, ...staff.gone].map(({ staffId }) => staffId),
  });
  return {
    touched, rows,
    added: {
      pupil: pupils.added.map(({ pupilId }) => pupilId),
      class_group: groups.added.map(({ groupId }) => groupId),
      staff_member: staff.added.map(({ staffId }) => staffId),
    },
  };
}

async function readRows(
  tx: TenantTx, touched: RosterBefore['touched'], ids: Readonly<Record<ParentTable, readonly string[]>>,
): Promise<RosterBefore['rows']> {
  const parent = (table: ParentTable) => sql`coalesce((select jsonb_agg(to_jsonb(t) order by ${idOf(table)})
    from ${sql.table(table)} t
    where t.school_id = ${tx.schoolId} and ${idOf(table)} = any(${ids[table]}::uuid[])), '[]')`;
  const child = (table: ChildTable, keys: readonly object[]) => {
    const { record, matches } = namedBy(table, keys);
    return sql`coalesce((select jsonb_agg(to_jsonb(t)) from ${sql.table(table)} t, ${record}
      where t.school_id = ${tx.schoolId} and ${matches}), '[]')`;
  };
  return one<RosterBefore['rows']>(tx, sql`select ${parent('pupil')} as pupil,
    ${parent('class_group')} as "class_group", ${parent('staff_member')} as "staff_member",
    ${child('pupil_identifier', touched.pupilIdentifiers)} as "pupil_identifier",
    ${child('staff_identifier', touched.staffIdentifiers)} as "staff_identifier",
    ${child('group_pupil', touched.groupPupils)} as "group_pupil",
    ${child('group_staff', touched.groupStaff)} as "group_staff",
    ${child('pupil_placement', touched.placements)} as "pupil_placement"`).then(withTableNames);
}

/** The plugin that makes columns camelCase has done so to the names of the tables. */
function withTableNames(row: RosterBefore['rows']): RosterBefore['rows'] {
  return Object.fromEntries(Object.entries(row).map(([name, rows]) =>
    [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), rows])) as unknown as RosterBefore['rows'];
}

/** The id of a row `t` of a parent table. */
export function idOf(table: ParentTable) {
  return sql.raw(`t.${parentTables[table].id}`);
}

/** The rows of a child table `t` that these keys name: a record set `k`, and when a row is one of them. */
export function namedBy(
  table: ChildTable, keys: readonly object[],
): { readonly record: RawBuilder<unknown>; readonly matches: RawBuilder<unknown> } {
  const [columns, matches] = childKeys[table];
  return { record: sql`jsonb_to_recordset(${jsonb(keys)}) as k(${sql.raw(columns)})`, matches: sql.raw(matches) };
}

const identifierKeys = [
  'source text, kind text, value text', 'k.source = t.source and k.kind = t.kind and k.value = t.value',
] as const;

const childKeys: Readonly<Record<ChildTable, readonly [columns: string, matches: string]>> = {
  pupil_identifier: identifierKeys,
  staff_identifier: identifierKeys,
  group_pupil: [
    '"groupId" uuid, "personId" uuid', 'k."groupId" = t.group_id and k."personId" = t.pupil_id',
  ],
  group_staff: [
    '"groupId" uuid, "personId" uuid', 'k."groupId" = t.group_id and k."personId" = t.staff_id',
  ],
  pupil_placement: [
    '"pupilId" uuid, "schoolYear" text', 'k."pupilId" = t.pupil_id and k."schoolYear" = t.school_year',
  ],
};
