import type { BrinSite } from '../base/brin.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/** A site with the dates between which the school has it. */
export interface DatedSite {
  readonly brin: string;
  readonly siteCode: string;
  readonly validFrom: PlainDate;
  /** The first day on which the school had it no more; null: it has it now. */
  readonly validTo: PlainDate | null;
}

/** Every site that the school has or had. */
export function listDatedSites(tx: TenantTx): Promise<readonly DatedSite[]> {
  return all<DatedSite>(tx, sql`select brin, site_code, valid_from, valid_to from school_site
    where school_id = ${tx.schoolId} order by valid_to nulls first, brin, site_code`);
}

/** Opens a site, or opens again one that the school had before. */
export async function openSite(tx: TenantTx, { brin, site }: BrinSite, from: PlainDate): Promise<void> {
  await change(tx, sql`insert into school_site (school_id, brin, site_code, valid_from)
    values (${tx.schoolId}, ${brin}, ${site}, ${from})
    on conflict (school_id, brin, site_code) do update set valid_from = excluded.valid_from, valid_to = null`);
}

/** Closes a site.
 * @returns false when the school does not have it now */
export async function closeSite(tx: TenantTx, { brin, site }: BrinSite, on: PlainDate): Promise<boolean> {
  return await change(tx, sql`update school_site set valid_to = ${on}
    where school_id = ${tx.schoolId} and brin = ${brin} and site_code = ${site} and valid_to is null`) === 1;
}
