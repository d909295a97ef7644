import { assert } from '../base/assert.ts';
import { all, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { defaultAccommodations, readAccommodations, type Accommodations } from './accommodations.ts';

/** What each of these pupils uses now, in one question; the usual settings for a pupil of whom nothing is set. */
export async function accommodationsFor(
  tx: TenantTx, pupilIds: readonly string[],
): Promise<ReadonlyMap<string, Accommodations>> {
  const rows = await all<{ pupilId: string; settings: unknown }>(tx, sql`select pupil_id, settings
    from accommodation_profile where school_id = ${tx.schoolId} and pupil_id = any(${pupilIds}::uuid[])`);
  const known = new Map(rows.map(({ pupilId, settings }) => {
    const read = readAccommodations(settings);
    assert(read.ok, `the profile of pupil ${pupilId} was checked before it was stored`);
    return [pupilId, read.value] as const;
  }));
  return new Map(pupilIds.map((pupilId) => [pupilId, known.get(pupilId) ?? defaultAccommodations]));
}

/** Sets what pupils use from now on; who has the same already is not touched. Returns who was changed. */
export async function saveAccommodations(
  tx: TenantTx, profiles: readonly { readonly pupilId: string; readonly settings: Accommodations }[],
  by: { readonly changedBy: string; readonly at: Date },
): Promise<readonly string[]> {
  const rows = await all<{ pupilId: string }>(tx, sql`insert into accommodation_profile as known
      (school_id, pupil_id, settings, changed_by, changed_at)
    select ${tx.schoolId}, r."pupilId", r.settings, ${by.changedBy}, ${by.at}
    from jsonb_to_recordset(${jsonb(profiles)}) as r("pupilId" uuid, settings jsonb) order by r."pupilId"
    on conflict (school_id, pupil_id) do update
      set settings = excluded.settings, changed_by = excluded.changed_by, changed_at = excluded.changed_at
      where known.settings <> excluded.settings
    returning pupil_id`);
  return rows.map(({ pupilId }) => pupilId);
}
