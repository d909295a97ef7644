import type { BrinSite } from '../base/brin.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';

/** A school that goes into another. */
export interface Merger {
  readonly mergerId: string;
  readonly fromSchoolId: string;
  readonly fromName: string;
  readonly intoSchoolId: string;
  readonly intoName: string;
  readonly effectiveOn: PlainDate;
  readonly fromConsentAt: Date | null;
  readonly intoConsentAt: Date | null;
  readonly doneAt: Date | null;
  readonly counts: Readonly<Record<string, number>> | null;
}

const mergerColumns = sql.raw(`merger_id, from_school_id, from_school.name as from_name, into_school_id,
  into_school.name as into_name, effective_on, from_consent_at, into_consent_at, done_at, counts`);
const mergerTables = sql.raw(`school_merger join school from_school on from_school.school_id = from_school_id
  join school into_school on into_school.school_id = into_school_id`);

/** The mergers that a school is part of, the newest first. */
export function listMergers(tx: PlatformTx, schoolId: string): Promise<readonly Merger[]> {
  return all<Merger>(tx, sql`select ${mergerColumns} from ${mergerTables}
    where ${schoolId} in (from_school_id, into_school_id) order by asked_at desc, merger_id`);
}

/** Mergers that both sides want and whose day has come. */
export function listDueMergers(tx: PlatformTx, today: PlainDate): Promise<readonly Merger[]> {
  return all<Merger>(tx, sql`select ${mergerColumns} from ${mergerTables}
    where done_at is null and from_consent_at is not null and into_consent_at is not null
      and effective_on <= ${today} order by effective_on, merger_id`);
}

/** Proposes that a school goes into another, with the consent of the first. */
export async function insertMerger(tx: PlatformTx, merger: {
  readonly mergerId: string; readonly fromSchoolId: string; readonly intoSchoolId: string;
  readonly effectiveOn: PlainDate; readonly at: Date; readonly by: string;
}): Promise<void> {
  await change(tx, sql`insert into school_merger
      (merger_id, from_school_id, into_school_id, effective_on, asked_at, from_consent_at, from_consent_by)
    values (${merger.mergerId}, ${merger.fromSchoolId}, ${merger.intoSchoolId}, ${merger.effectiveOn}, ${merger.at},
      ${merger.at}, ${merger.by})`);
}

/** Writes the consent of the school that takes the other in.
 * @returns false when it is not that school's to give, or was given before */
export async function consentToMerger(
  tx: TenantTx, mergerId: string, consent: { readonly at: Date; readonly by: string },
): Promise<boolean> {
  return await change(tx, sql`update school_merger
    set into_consent_at = ${consent.at}, into_consent_by = ${consent.by}
    where merger_id = ${mergerId} and into_school_id = ${tx.schoolId} and into_consent_at is null`) === 1;
}

/** Takes the doing of a merger, once, in the transaction of the school that takes the other in.
 * @returns false when it was done */
export async function finishMerger(
  tx: TenantTx, mergerId: string, at: Date, counts: Readonly<Record<string, number>>,
): Promise<boolean> {
  const open = await find(tx, sql`select 1 from school_merger
    where merger_id = ${mergerId} and into_school_id = ${tx.schoolId} and done_at is null for update`);
  if (!open) return false;
  await change(tx, sql`update school_merger set done_at = ${at}, counts = ${jsonb(counts)}
    where merger_id = ${mergerId}`);
  return true;
}

/** Remembers of each copied row where it came from. */
export async function saveOrigins(
  tx: TenantTx, mergerId: string, ids: {
    readonly pupils: ReadonlyMap<string, string>; readonly results: ReadonlyMap<string, string>;
  },
): Promise<void> {
  const rows = (map: ReadonlyMap<string, string>) => jsonb([...map].map(([from, to]) => ({ from, to })));
  await change(tx, sql`insert into pupil_origin (school_id, pupil_id, merger_id, from_pupil_id)
    select ${tx.schoolId}::uuid, "to", ${mergerId}::uuid, "from"
    from jsonb_to_recordset(${rows(ids.pupils)}) as r("from" uuid, "to" uuid) on conflict do nothing`);
  await change(tx, sql`insert into result_origin (school_id, result_id, merger_id, from_result_id)
    select ${tx.schoolId}::uuid, "to", ${mergerId}::uuid, "from"
    from jsonb_to_recordset(${rows(ids.results)}) as r("from" uuid, "to" uuid) on conflict do nothing`);
}

/** The school that has this site now. */
export function findSchoolHaving(
  tx: PlatformTx, { brin, site }: BrinSite,
): Promise<{ readonly schoolId: string; readonly name: string } | undefined> {
  return find(tx, sql`select school_id, school.name from school_site join school using (school_id)
    where brin = ${brin} and site_code = ${site} and valid_to is null`);
}

/** Every school by id, or only those that ever had a site whose code begins with these characters. */
export function listSchoolsWithSites(
  tx: PlatformTx, code: string,
): Promise<readonly { readonly schoolId: string; readonly sites: readonly string[] }[]> {
  return all(tx, sql`select school_id, array_agg(brin || site_code order by brin, site_code) as sites from school_site
    group by school_id having bool_or(starts_with(brin || site_code, ${code})) order by school_id`);
}
