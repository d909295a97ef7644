import { ok, refuse, type Result } from '../base/result.ts';
import type { SchoolViewer } from '../access/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { findAcceptance, insertAcceptance } from './store.ts';

/**
 * The version of the text in `agreement-text.ts`; another text is another version, which has to be accepted
 * anew.
 */
export const agreementVersion = '2026-11';

/** Whether the school accepted the agreement that is in force; before that step 1 stays closed. */
export async function hasAcceptedAgreement(tx: PlatformTx | TenantTx, schoolId: string): Promise<boolean> {
  return await findAcceptance(tx, schoolId, agreementVersion) !== undefined;
}

/**
 * Accepts the agreement for the school; accepting it again changes nothing.
 * @param mandated whether this person declares to be allowed to sign for the board
 */
export async function acceptAgreement(
  platform: Platform, viewer: SchoolViewer, mandated: boolean,
): Promise<Result<null, 'not-mandated'>> {
  if (!mandated) return refuse('not-mandated');
  const at = platform.clock.now();
  const { kind, id } = viewer.actor;
  await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'ordering', async (tx) => {
    const isNew = await insertAcceptance(tx, agreementVersion, at, `${kind}:${id}`);
    if (isNew) await audit(tx, at, 'agreement.accepted', undefined, { version: agreementVersion });
  });
  return ok(null);
}
