import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { PersonNumber, RosterPerson } from './access-rules.ts';

/** Which half of the roster. */
export type Who = 'pupil' | 'staff';

const tables = {
  pupil: sql.raw('pupil p join pupil_identifier i on i.school_id = p.school_id and i.pupil_id = p.pupil_id'),
  staff: sql.raw(
    'staff_member p join staff_identifier i on i.school_id = p.school_id and i.staff_id = p.staff_id',
  ),
};

/** Everybody of the roster who has a key, an ECK iD or a number at the portal. */
export function listRecognisable(tx: TenantTx, who: Who): Promise<readonly RosterPerson[]> {
  const id = sql.raw(`p.${who}_id`);
  return all<RosterPerson>(tx, sql`select ${id} as person_id, p.active,
      max(i.value) filter (where i.kind = 'eckid') as eck_digest,
      coalesce(array_agg(i.value) filter (where i.kind = 'las-key'), '{}') as las_keys,
      coalesce(jsonb_agg(i.value::bigint) filter (where i.kind = 'basispoort-id'), '[]') as user_ids
    from ${tables[who]} where p.school_id = ${tx.schoolId} group by ${id}, p.active order by ${id}`);
}

/** The numbers that the portal ever gave to people of this school, and who still is here. */
export function listNumbers(
  tx: TenantTx, who: Who,
): Promise<readonly (PersonNumber & { readonly active: boolean })[]> {
  return all(tx, sql`select ${sql.raw(`p.${who}_id`)} as person_id, p.active, i.value::bigint as user_id
    from ${tables[who]}
    where p.school_id = ${tx.schoolId} and i.source = 'basispoort' and i.kind = 'basispoort-id'
    order by i.value`);
}

/** Remembers the portal's numbers; a number that went to somebody else goes along. */
export async function saveNumbers(
  tx: TenantTx,
  who: Who,
  numbers: readonly PersonNumber[],
  at: Date,
): Promise<void> {
  if (numbers.length === 0) return;
  const rows = numbers.map(({ personId, userId }) => ({ personId, value: String(userId) }));
  const person = sql.raw(`${who}_id`);
  await change(
    tx,
    sql`insert into ${sql.table(`${who}_identifier`)}
      (school_id, source, kind, value, ${person}, first_seen_at, last_seen_at)
    select ${tx.schoolId}::uuid, 'basispoort', 'basispoort-id', value, "personId", ${at}::timestamptz,
      ${at}::timestamptz
    from jsonb_to_recordset(${jsonb(rows)}) as r("personId" uuid, value text)
    on conflict (school_id, source, kind, value)
      do update set ${person} = excluded.${person}, last_seen_at = excluded.last_seen_at`,
  );
}
