import type { BrinSite } from '../base/brin.ts';
import { all, change, find, one, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { Feature, Order, Package } from './types.ts';

/** Lets orders for the same site wait for each other, so that of two at once the second finds the first. */
export async function lockSite(tx: PlatformTx, { brin, site }: BrinSite): Promise<void> {
  await one(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`order:${brin}${site}`}, 0))`);
}

/** The school that has this site now, and whether it ordered for that school year. */
export function findSchoolOfSite(
  tx: PlatformTx, { brin, site }: BrinSite, schoolYear: string,
): Promise<{ readonly schoolId: string; readonly ordered: boolean } | undefined> {
  return find(tx, sql`
    select school_id, exists (select from licence_order
      where licence_order.school_id = school_site.school_id and school_year = ${schoolYear}) as ordered
    from school_site
    where brin = ${brin} and site_code = ${site} and valid_to is null`);
}

/** A new school with its site, at the start of the three steps. */
export async function insertSchool(
  tx: PlatformTx, schoolId: string, order: Order, at: Date, validFrom: string,
): Promise<void> {
  const { brin, site } = order.brinSite;
  await change(tx, sql`insert into school (school_id, name, created_at)
    values (${schoolId}, ${order.schoolName}, ${at})`);
  await change(tx, sql`insert into school_site (school_id, brin, site_code, valid_from)
    values (${schoolId}, ${brin}, ${site}, ${validFrom})`);
  await change(tx, sql`insert into onboarding (school_id) values (${schoolId})`);
}

/** One order of a school for one school year. */
export async function insertOrder(
  tx: PlatformTx, schoolId: string, orderId: string, order: Order, at: Date,
): Promise<void> {
  await change(tx, sql`insert into licence_order
      (school_id, order_id, package_code, school_year, pupil_count, contact_name, contact_email, ordered_at,
      board_number)
    values (${schoolId}, ${orderId}, ${order.packageCode}, ${order.schoolYear}, ${order.pupilCount},
      ${order.contactName}, ${order.contactEmail}, ${at}, ${order.boardNumber})`);
}

/** The packages in the order in which they are offered, each with what it holds. */
export function listPackages(tx: PlatformTx | TenantTx): Promise<readonly Package[]> {
  return all<Package>(tx, sql`
    select package_code as code, name,
      array(select feature_code from package_feature
        where package_feature.package_code = package.package_code
        order by feature_code) as features
    from package
    order by position`);
}

/**
 * What the school may use in a school year, by the package it ordered for it; nothing when it ordered none.
 * Enforced where tests are planned and reports are opened, never where a pupil starts.
 */
export async function features(
  tx: PlatformTx | TenantTx, schoolId: string, schoolYear: string,
): Promise<ReadonlySet<Feature>> {
  const rows = await all<{ featureCode: Feature }>(tx, sql`
    select feature_code
    from licence_order
    join package_feature using (package_code)
    where school_id = ${schoolId} and school_year = ${schoolYear}`);
  return new Set(rows.map(({ featureCode }) => featureCode));
}

/** Whether this version of the processing agreement was accepted for the school. */
export async function findAcceptance(
  tx: PlatformTx | TenantTx, schoolId: string, version: string,
): Promise<{ readonly acceptedAt: Date } | undefined> {
  return find(tx, sql`select accepted_at from agreement_acceptance
    where school_id = ${schoolId} and agreement_version = ${version}`);
}

/** Writes the acceptance down.
 * @returns false when it was there already */
export async function insertAcceptance(
  tx: TenantTx, version: string, at: Date, acceptedBy: string,
): Promise<boolean> {
  return await change(tx, sql`
    insert into agreement_acceptance (school_id, agreement_version, accepted_at, accepted_by)
    values (${tx.schoolId}, ${version}, ${at}, ${acceptedBy})
    on conflict do nothing`) === 1;
}

/** To whom the mails of a school go. */
export interface Contact {
  readonly contactName: string;
  readonly contactEmail: string;
  readonly schoolName: string;
}

/** Who ordered last for the school, or was made its contact person since. */
export function findContactOfSchool(tx: PlatformTx, schoolId: string): Promise<Contact | undefined> {
  return find<Contact>(tx, sql`select contact_name, contact_email, school.name as school_name
    from licence_order join school using (school_id)
    where school_id = ${schoolId} order by ordered_at desc, order_id limit 1`);
}

/** Makes somebody the contact person of every order of a school that still runs. */
export async function saveContact(
  tx: PlatformTx, schoolId: string, contact: Omit<Contact, 'schoolName'>,
): Promise<void> {
  await change(tx, sql`update licence_order
    set contact_name = ${contact.contactName}, contact_email = ${contact.contactEmail}
    where school_id = ${schoolId} and order_id = (select order_id from licence_order newest
      where newest.school_id = ${schoolId} order by ordered_at desc, order_id limit 1)`);
}
