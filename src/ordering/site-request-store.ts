import type { BrinSite } from '../base/brin.ts';
import { all, change, find, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';

/** A school of which another site wants to order. */
export interface SchoolOfBrin {
  readonly schoolId: string;
  readonly schoolName: string;
  readonly contactName: string;
  readonly contactEmail: string;
  /** What its administrator said of this site; `none`: was not asked yet. */
  readonly answer: 'none' | 'waiting' | 'declined';
}

/**
 * The school that holds another site of this BRIN now, the eldest customer first; nothing when the site itself is a
 * customer, or no other site is.
 */
export function findSchoolOfBrin(tx: PlatformTx, { brin, site }: BrinSite): Promise<SchoolOfBrin | undefined> {
  return find<SchoolOfBrin>(tx, sql`
    select school.school_id, school.name as school_name, contact_name, contact_email,
      coalesce((select case when decided_at is null then 'waiting' else 'declined' end from site_request
        where site_request.school_id = school.school_id and site_request.brin = ${brin}
          and site_request.site_code = ${site} and coalesce(outcome, 'declined') = 'declined'
        order by requested_at desc limit 1), 'none') as answer
    from school_site
    join school using (school_id)
    join licence_order using (school_id)
    where brin = ${brin} and valid_to is null
      and not exists (select from school_site own
        where own.brin = ${brin} and own.site_code = ${site} and own.valid_to is null)
    order by school.created_at, licence_order.ordered_at desc
    limit 1`);
}

/** Keeps the question whether a site belongs to a school. */
export async function insertSiteRequest(tx: PlatformTx, schoolId: string, request: BrinSite & {
  readonly requestId: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly at: Date;
}): Promise<void> {
  await change(tx, sql`insert into site_request
      (school_id, request_id, brin, site_code, contact_name, contact_email, requested_at)
    values (${schoolId}, ${request.requestId}, ${request.brin}, ${request.site}, ${request.contactName},
      ${request.contactEmail}, ${request.at})
    on conflict do nothing`);
}

/** A question that an administrator has to answer. */
export interface SiteRequest {
  readonly requestId: string;
  readonly brin: string;
  readonly siteCode: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly requestedAt: Date;
}

/** The questions that are open at the school of this transaction. */
export function listSiteRequests(tx: TenantTx): Promise<readonly SiteRequest[]> {
  return all<SiteRequest>(tx, sql`select request_id, brin, site_code, contact_name, contact_email, requested_at
    from site_request where school_id = ${tx.schoolId} and decided_at is null
    order by requested_at, request_id`);
}

/** Writes the answer down, once.
 * @returns the site that it was about; nothing when it was answered before, or is not of this school */
export function decideSiteRequest(
  tx: TenantTx, requestId: string, outcome: 'joined' | 'declined', decided: { readonly by: string; readonly at: Date },
): Promise<{ readonly brin: string; readonly siteCode: string } | undefined> {
  return find(tx, sql`update site_request
    set outcome = ${outcome}, decided_at = ${decided.at}, decided_by = ${decided.by}
    where school_id = ${tx.schoolId} and request_id = ${requestId} and decided_at is null
    returning brin, site_code`);
}
