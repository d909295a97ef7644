import type { RawBuilder } from 'kysely';
import type { PlainDate } from '../base/plain-date.ts';
import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import {
  childTables, idOf, namedBy, parentTables, type ChildTable, type IdentifierKey, type ParentTable,
  type RosterBefore,
} from './before.ts';

/** Who and what was added and had to stay, because something else hangs on it; inactive from now on. */
export type Stayed = Readonly<Record<ParentTable, readonly string[]>>;

/**
 * Makes the roster what it was before the changes: rows that were added go, rows that were there come back as
 * they were. What something else hangs on (a test, a result, a role) stays, inactive, with its keys and its
 * year groups. The last changes only: what later changes touched would come back too old.
 */
export async function restoreRoster(
  tx: TenantTx, { added, touched, rows }: RosterBefore, today: PlainDate,
): Promise<Stayed> {
  const pupil = await inUse(tx, 'pupil', added.pupil);
  const staffMember = await inUse(tx, 'staff_member', added.staff_member);
  await forgetIdentifiers(tx, 'pupil', touched.pupilIdentifiers, added.pupil, pupil);
  await forgetIdentifiers(tx, 'staff', touched.staffIdentifiers, added.staff_member, staffMember);
  await forget(tx, 'group_pupil', touched.groupPupils, sql`t.pupil_id <> all(${pupil}::uuid[])`);
  await forget(tx, 'group_staff', touched.groupStaff, sql`t.staff_id <> all(${staffMember}::uuid[])`);
  await forget(tx, 'pupil_placement', touched.placements, sql`t.pupil_id <> all(${pupil}::uuid[])`);
  for (const table of Object.keys(parentTables) as ParentTable[]) await putBack(tx, table, rows[table]);
  for (const table of childTables) await putBackChildren(tx, table, rows[table]);
  await endMemberships(tx, pupil, staffMember, today);
  await change(tx, sql`update pupil set active = false, left_on = ${today}, sites = '{}'
    where school_id = ${tx.schoolId} and pupil_id = any(${pupil}::uuid[])`);
  await change(tx, sql`update staff_member set active = false, sites = '{}'
    where school_id = ${tx.schoolId} and staff_id = any(${staffMember}::uuid[])`);
  const group = await inUse(tx, 'class_group', added.class_group);
  await change(tx, sql`update class_group set active = false
    where school_id = ${tx.schoolId} and group_id = any(${group}::uuid[])`);
  const stayed = { pupil, staff_member: staffMember, class_group: group };
  for (const table of Object.keys(parentTables) as ParentTable[]) {
    const gone = added[table].filter((id) => !stayed[table].includes(id));
    if (gone.length === 0) continue;
    await change(tx, sql`delete from ${sql.table(table)} t
      where t.school_id = ${tx.schoolId} and ${idOf(table)} = any(${gone}::uuid[])`);
  }
  return stayed;
}

/** Tables of the roster itself: a row there goes with its pupil or member of staff. */
const ownTables: Readonly<Record<ParentTable, readonly string[]>> = {
  pupil: ['pupil_identifier', 'group_pupil', 'pupil_placement'],
  staff_member: ['staff_identifier', 'group_staff'],
  class_group: [],
};

/**
 * Which of these rows something else points at, by the foreign keys of the database, so that no table can be
 * forgotten. Locked: nobody begins to point at one meanwhile.
 */
async function inUse(tx: TenantTx, table: ParentTable, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  await all(tx, sql`select 1 from ${sql.table(table)} t where t.school_id = ${tx.schoolId}
    and ${idOf(table)} = any(${ids}::uuid[]) order by ${idOf(table)} for update`);
  const pointing = await all<{ tableName: string; columnName: string }>(tx, sql`
    select c.conrelid::regclass::text as table_name, a.attname::text as column_name
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid = ${table}::regclass and a.attname <> 'school_id'
      and c.conrelid::regclass::text <> all(${ownTables[table]}::text[])
    order by 1, 2`);
  if (pointing.length === 0) return [];
  const queries = pointing.map(({ tableName, columnName }) => sql`select distinct ${sql.ref(columnName)} as id
    from ${sql.table(tableName)}
    where school_id = ${tx.schoolId} and ${sql.ref(columnName)} = any(${ids}::uuid[])`);
  const found = await all<{ id: string }>(tx, sql`${sql.join(queries, sql` union `)} order by id`);
  return found.map(({ id }) => id);
}

/** Also what other systems called somebody who goes, such as a number of Basispoort that came later. */
async function forgetIdentifiers(
  tx: TenantTx, who: 'pupil' | 'staff', keys: readonly IdentifierKey[], added: readonly string[],
  stay: readonly string[],
): Promise<void> {
  const person = sql.raw(`t.${who}_id`);
  await forget(tx, `${who}_identifier`, keys, sql`${person} <> all(${stay}::uuid[])`);
  const gone = added.filter((id) => !stay.includes(id));
  if (gone.length === 0) return;
  await change(tx, sql`delete from ${sql.table(`${who}_identifier`)} t
    where t.school_id = ${tx.schoolId} and ${person} = any(${gone}::uuid[])`);
}

async function forget(
  tx: TenantTx, table: ChildTable, keys: readonly object[], who: RawBuilder<unknown>,
): Promise<void> {
  if (keys.length === 0) return;
  const { record, matches } = namedBy(table, keys);
  await change(tx, sql`delete from ${sql.table(table)} t using ${record}
    where t.school_id = ${tx.schoolId} and ${matches} and ${who}`);
}

async function putBack(tx: TenantTx, table: ParentTable, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const { id, columns } = parentTables[table];
  const set = columns.map((column) => `${column} = r.${column}`).join(', ');
  await change(tx, sql`update ${sql.table(table)} t set ${sql.raw(set)}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${jsonb(rows)}) r
    where t.school_id = ${tx.schoolId} and ${idOf(table)} = r.${sql.raw(id)}`);
}

async function putBackChildren(
  tx: TenantTx, table: ChildTable, rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const moved = table.endsWith('_identifier')
    ? sql.raw(`on conflict (school_id, source, kind, value) do update set
        ${table === 'pupil_identifier' ? 'pupil_id = excluded.pupil_id' : 'staff_id = excluded.staff_id'},
        value_cipher = excluded.value_cipher, first_seen_at = excluded.first_seen_at,
        last_seen_at = excluded.last_seen_at`)
    : sql.raw('');
  await change(tx, sql`insert into ${sql.table(table)}
    select r.* from jsonb_populate_recordset(null::${sql.table(table)}, ${jsonb(rows)}) r
    where r.school_id = ${tx.schoolId} ${moved}`);
}

async function endMemberships(
  tx: TenantTx, pupilIds: readonly string[], staffIds: readonly string[], today: PlainDate,
): Promise<void> {
  await change(tx, sql`update group_pupil set left_on = greatest(${today}::date, joined_on)
    where school_id = ${tx.schoolId} and left_on is null and pupil_id = any(${pupilIds}::uuid[])`);
  await change(tx, sql`update group_staff set left_on = greatest(${today}::date, joined_on)
    where school_id = ${tx.schoolId} and left_on is null and staff_id = any(${staffIds}::uuid[])`);
}
