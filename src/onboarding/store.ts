import { parseBrinSite, type BrinSite } from '../base/brin.ts';
import { resolveProfile, type LasProfileChanges, type XsdVersion } from '../exchange/uwlr/las-profile.ts';
import { all, change, find, jsonb, one, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import { forgetSiteKeys } from './key-store.ts';
import type { BasispoortConnection, LasConnection, Onboarding, RosterProgress } from './types.ts';

const onboardingColumns =
  sql.raw(`school_id, key_accepted_at, basispoort_accepted_at, roster_status, roster_progress,
  step1_completed_at, instructions_due_at, steps_opened_at, history_completed_at, results_link_at,
  roster_due_at`);

/** Where a school stands. */
export function getOnboarding(tx: TenantTx | PlatformTx, schoolId: string): Promise<Onboarding> {
  return one<Onboarding>(tx, sql`select ${onboardingColumns} from onboarding where school_id = ${schoolId}`);
}

/** The same, locked: whoever decides on it waits for whoever is deciding. */
export function lockOnboarding(tx: TenantTx): Promise<Onboarding> {
  return one<Onboarding>(tx, sql`select ${onboardingColumns} from onboarding
    where school_id = ${tx.schoolId} for update`);
}

/** The sites of the school that are in force, main site first. */
export async function listSites(tx: TenantTx): Promise<readonly BrinSite[]> {
  const rows = await all<{ code: string }>(tx, sql`select brin || site_code as code from school_site
    where school_id = ${tx.schoolId} and valid_to is null order by brin, site_code`);
  return rows.flatMap(({ code }) => {
    const site = parseBrinSite(code);
    return site.ok ? [site.value] : [];
  });
}

/** The link with the LAS that is in use; undefined before a key was entered. */
export async function findLasConnection(tx: TenantTx): Promise<LasConnection | undefined> {
  type Row = Omit<LasConnection, 'profile'>
    & { readonly profileCode: string; readonly profileChanges: LasProfileChanges };
  const row = await find<Row>(tx, sql`select connection_id, las_name, supplier_code, profile_code,
      profile_changes, roster_url, staged_url, results_url, history_url, xsd_version, key_cipher, key_digest,
      key_hint, created_at, fault_code, fault_text, fault_at
    from las_connection where school_id = ${tx.schoolId} and ended_at is null`);
  if (!row) return undefined;
  const { profileCode, profileChanges, ...connection } = row;
  return { ...connection, profile: resolveProfile(profileCode, profileChanges) };
}

/** A key and where it leads. */
export interface KeyToSave extends Pick<LasConnection,
  'lasName' | 'supplierCode' | 'rosterUrl' | 'stagedUrl' | 'resultsUrl' | 'historyUrl' | 'keyCipher' | 'keyDigest'
  | 'keyHint'> {
  readonly newId: string;
  readonly at: Date;
  readonly profileCode: string;
  readonly profileChanges: LasProfileChanges;
  readonly xsdVersion: XsdVersion;
}

/** Keeps the key: in the link that there is, so that its results stay where they are, else in a new one. A school
 * that goes to another LAS gets a new link, and the old one ends with the keys of its sites. */
export async function saveLasKey(tx: TenantTx, key: KeyToSave): Promise<void> {
  const changed = await change(tx, sql`update las_connection set key_cipher = ${key.keyCipher},
      key_digest = ${key.keyDigest}, key_hint = ${key.keyHint}, las_name = ${key.lasName},
      profile_code = ${key.profileCode}, profile_changes = ${jsonb(key.profileChanges)},
      xsd_version = ${key.xsdVersion}, roster_url = ${key.rosterUrl}, staged_url = ${key.stagedUrl},
      results_url = ${key.resultsUrl},
      history_url = ${key.historyUrl}, fault_code = null, fault_text = null, fault_at = null
    where school_id = ${tx.schoolId} and supplier_code = ${key.supplierCode} and ended_at is null`);
  if (changed > 0) return;
  await forgetSiteKeys(tx);
  await change(tx, sql`update las_connection set ended_at = ${key.at}
    where school_id = ${tx.schoolId} and ended_at is null`);
  await change(tx, sql`insert into las_connection
      (school_id, connection_id, las_name, supplier_code, profile_code, profile_changes, xsd_version, roster_url,
      staged_url, results_url, history_url, key_cipher, key_digest, key_hint, created_at)
    values (${tx.schoolId}, ${key.newId}, ${key.lasName}, ${key.supplierCode}, ${key.profileCode},
      ${jsonb(key.profileChanges)}, ${key.xsdVersion}, ${key.rosterUrl}, ${key.stagedUrl}, ${key.resultsUrl},
      ${key.historyUrl}, ${key.keyCipher}, ${key.keyDigest}, ${key.keyHint}, ${key.at})`);
}

/** Remembers which version of the messages this LAS takes. */
export async function saveXsdVersion(tx: TenantTx, connectionId: string, version: XsdVersion): Promise<void> {
  await change(tx, sql`update las_connection set xsd_version = ${version}
    where school_id = ${tx.schoolId} and connection_id = ${connectionId}`);
}

/** Marks what the LAS last said was wrong, since when it says so, or with null that all is well. */
export async function saveLasFault(
  tx: TenantTx, fault: { readonly code: string; readonly text: string; readonly at: Date } | null,
): Promise<void> {
  await change(tx, sql`update las_connection set
      fault_code = ${fault?.code ?? null}, fault_text = ${fault?.text ?? null},
      fault_at = case when fault_code = ${fault?.code ?? null} then fault_at
        else ${fault?.at ?? null}::timestamptz end
    where school_id = ${tx.schoolId} and ended_at is null`);
}

/** Remembers since when; the first time counts. */
export async function markKeyAccepted(tx: TenantTx, at: Date): Promise<void> {
  await change(tx, sql`update onboarding set key_accepted_at = coalesce(key_accepted_at, ${at})
    where school_id = ${tx.schoolId}`);
}

/** Remembers since when Basispoort is accepted for every site; null: no longer. */
export async function markBasispoortAccepted(tx: TenantTx, at: Date | null): Promise<void> {
  await change(tx, sql`update onboarding set basispoort_accepted_at =
      case when ${at}::timestamptz is null then null else coalesce(basispoort_accepted_at, ${at}) end
    where school_id = ${tx.schoolId}`);
}

/** Remembers how far the loading of the roster is. */
export async function saveRosterStatus(
  tx: TenantTx, status: Onboarding['rosterStatus'], progress: RosterProgress,
): Promise<void> {
  await change(tx, sql`update onboarding set roster_status = ${status}, roster_progress = ${jsonb(progress)}
    where school_id = ${tx.schoolId}`);
}

/** Marks step 1 as done, once, with when the other steps open and when the roster is fetched next.
 * @returns false when it was done already */
export async function markStep1Completed(
  tx: TenantTx, done: { readonly at: Date; readonly stepsDueAt: Date; readonly rosterDueAt: Date },
): Promise<boolean> {
  return await change(tx, sql`update onboarding set step1_completed_at = ${done.at},
      instructions_due_at = ${done.stepsDueAt}, roster_due_at = ${done.rosterDueAt}
    where school_id = ${tx.schoolId} and step1_completed_at is null`) === 1;
}

/** Marks steps 2 and 3 as open, once, and not before their time.
 * @returns false when they were open already */
export async function markStepsOpened(tx: TenantTx, at: Date): Promise<boolean> {
  return await change(tx, sql`update onboarding set steps_opened_at = ${at}
    where school_id = ${tx.schoolId} and steps_opened_at is null and instructions_due_at <= ${at}`) === 1;
}

/** Marks step 2 as done, once. */
export async function markHistoryCompleted(tx: TenantTx, at: Date): Promise<void> {
  await change(tx, sql`update onboarding set history_completed_at = coalesce(history_completed_at, ${at})
    where school_id = ${tx.schoolId}`);
}

/** Marks step 3 as done, once. */
export async function markResultsLinkOpened(tx: TenantTx, at: Date): Promise<void> {
  await change(tx, sql`update onboarding set results_link_at = coalesce(results_link_at, ${at})
    where school_id = ${tx.schoolId}`);
}

/** Schools whose steps 2 and 3 are due. */
export async function listDueSchoolIds(tx: PlatformTx, now: Date): Promise<readonly string[]> {
  const rows = await all<{ schoolId: string }>(tx, sql`select school_id from onboarding
    where steps_opened_at is null and instructions_due_at <= ${now} order by instructions_due_at, school_id`);
  return rows.map(({ schoolId }) => schoolId);
}

/** Who ordered last for the school: to whom its mails go. */
export function findContact(
  tx: TenantTx,
): Promise<
  { readonly contactName: string; readonly contactEmail: string; readonly schoolName: string } | undefined
> {
  return find(
    tx,
    sql`select contact_name, contact_email, school.name as school_name
    from licence_order join school using (school_id)
    where school_id = ${tx.schoolId} order by ordered_at desc, order_id limit 1`,
  );
}

/** The sites that Basispoort knows, by site. */
export function listBasispoortConnections(tx: TenantTx): Promise<readonly BasispoortConnection[]> {
  return all<BasispoortConnection>(tx, sql`select institution_id, site, requested_at, granted_at, revoked_at,
      access_lists_at, closed_at
    from basispoort_connection where school_id = ${tx.schoolId} order by site`);
}

/** What Basispoort answered about a site. */
export interface PermissionAnswer {
  readonly institutionId: number;
  readonly site: string;
  readonly reference: string | null;
  readonly granted: boolean;
}

/** Keeps what Basispoort answered about a site; a permission that is gone is marked as revoked. */
export async function savePermission(tx: TenantTx, answer: PermissionAnswer, at: Date): Promise<void> {
  const grantedAt = answer.granted ? at : null;
  // The portal files the site under another number since a merger there: the permission starts anew.
  await change(tx, sql`update basispoort_connection set institution_id = ${answer.institutionId},
      granted_at = null, revoked_at = null, access_lists_at = null, closed_at = null, merged_into = null
    where school_id = ${tx.schoolId} and site = ${answer.site} and institution_id <> ${answer.institutionId}`);
  await change(tx, sql`insert into basispoort_connection
      (school_id, institution_id, site, institution_ref, requested_at, granted_at)
    values (${tx.schoolId}, ${answer.institutionId}, ${answer.site}, ${answer.reference}, ${at}, ${grantedAt})
    on conflict (school_id, institution_id) do update set
      closed_at = null, merged_into = null,
      institution_ref = coalesce(excluded.institution_ref, basispoort_connection.institution_ref),
      granted_at = case when excluded.granted_at is null then basispoort_connection.granted_at
        when basispoort_connection.revoked_at is null
          then coalesce(basispoort_connection.granted_at, excluded.granted_at)
        else excluded.granted_at end,
      revoked_at = case when ${answer.granted} then null
        when basispoort_connection.granted_at is null then null
        else coalesce(basispoort_connection.revoked_at, ${at}::timestamptz) end`);
}

/** Remembers that the access lists of a site were brought up to date. */
export async function markAccessListsPushed(tx: TenantTx, institutionId: number, at: Date): Promise<void> {
  await change(tx, sql`update basispoort_connection set access_lists_at = ${at}
    where school_id = ${tx.schoolId} and institution_id = ${institutionId}`);
}
