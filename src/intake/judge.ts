import { brin6 } from '../base/brin.ts';
import type { Finding } from '../base/findings.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { listSites } from '../onboarding/store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear } from '../roster/store.ts';
import { judgeDocument } from './checks.ts';
import { lastCreatedBySite } from './store.ts';

/**
 * Compares a document with the school of this transaction, its year and what was taken before.
 * @param site of which site it must be, `99XX00`; null: of any of the school
 */
export async function judgeForSchool(
  platform: Platform, tx: TenantTx, document: RosterDocument, site: string | null,
): Promise<readonly Finding[]> {
  const schoolYear = currentSchoolYear(platform.clock);
  const last = await lastCreatedBySite(tx, schoolYear);
  const sites = site === null ? (await listSites(tx)).map(brin6) : [site];
  const from = site === null ? 'file' : 'las';
  return judgeDocument(document, {
    sites, schoolYear, from, now: platform.clock.now(), lastCreatedAt: (of) => last.get(of) ?? null,
  });
}
