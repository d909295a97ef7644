import { countAttempt } from '../access/attempts.ts';
import type { SchoolViewer } from '../access/types.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { hasAcceptedAgreement } from '../ordering/agreement.ts';
import { resolveProfile } from '../exchange/uwlr/las-profile.ts';
import { audit } from '../platform/audit/audit.ts';
import { suppliersToChoose, type LasSupplier } from '../platform/las-suppliers.ts';
import type { Platform } from '../platform/platform.ts';
import { requestRoster } from './jobs.ts';
import { isReadyForRoster, keyHint, parseKey } from './rules.ts';
import { findLasConnection, lockOnboarding, markKeyAccepted, saveLasKey } from './store.ts';
import type { KeyRefusal } from './types.ts';

/** How often an hour, real time, a school may enter a key. */
export const KEY_ATTEMPTS_PER_HOUR = 10;

/** What became of an entered key: new, in place of another, or the one that was there. */
export type KeyEntry = 'entered' | 'replaced' | 'same';

/**
 * Takes the autorisatiesleutel of a school, and fetches the roster when Basispoort was accepted before. The
 * call for the roster is the test of the key. Entering the same key again changes nothing, unless the last
 * call failed: then it is tried again. A key that another school uses is refused without saying which.
 * @param lasCode which LAS it is of, where the settings have more than one
 */
export async function enterKey(
  platform: Platform, viewer: SchoolViewer, pasted: string, lasCode: string | null = null,
): Promise<Result<KeyEntry, KeyRefusal>> {
  const { doors, config } = platform;
  const limit = { max: KEY_ATTEMPTS_PER_HOUR, withinMinutes: 60 };
  const within = await doors.withPlatform((tx) => countAttempt(tx, `las-key:${viewer.schoolId}`, limit));
  if (!within) return refuseKey(platform, viewer, 'too-many-attempts');
  const key = parseKey(pasted);
  if (!key.ok) return refuseKey(platform, viewer, key.refusal);
  const suppliers = suppliersToChoose(config.lasSuppliers);
  const las = lasCode === null && suppliers.length === 1
    ? suppliers[0] : suppliers.find(({ code }) => code === lasCode);
  if (!las) return refuseKey(platform, viewer, suppliers.length === 0 ? 'no-las' : 'las-not-chosen');
  try {
    const entry = await keepKey(platform, viewer, key.value, las);
    return entry ? ok(entry) : await refuseKey(platform, viewer, 'no-agreement');
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return refuseKey(platform, viewer, 'key-in-use');
  }
}

async function keepKey(
  platform: Platform, viewer: SchoolViewer, key: string, las: LasSupplier & { readonly rosterUrl: string },
): Promise<KeyEntry | null> {
  const { doors, clock, secrets, newId } = platform;
  const at = clock.now();
  const keyDigest = secrets.digest(key);
  return doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => {
    if (!await hasAcceptedAgreement(tx, viewer.schoolId)) return null;
    const before = await findLasConnection(tx);
    const state = await lockOnboarding(tx);
    const entry: KeyEntry = before?.keyDigest === keyDigest ? 'same' : before ? 'replaced' : 'entered';
    if (entry === 'same' && state.rosterStatus !== 'failed') return entry;
    await saveLasKey(tx, {
      newId: newId(), at, lasName: las.name, supplierCode: las.code, profileCode: las.profileCode,
      profileChanges: las.profileChanges,
      xsdVersion: resolveProfile(las.profileCode, las.profileChanges).versions[0],
      rosterUrl: las.rosterUrl, stagedUrl: las.stagedUrl, resultsUrl: las.resultsUrl,
      historyUrl: las.historyUrl, keyCipher: secrets.seal(key), keyDigest, keyHint: keyHint(key),
    });
    await markKeyAccepted(tx, at);
    await audit(tx, at, 'las-key.entered', undefined, { entry });
    if (isReadyForRoster({ ...state, keyAcceptedAt: at })) await requestRoster(platform, tx);
    return entry;
  });
}

async function refuseKey(
  { doors, clock }: Platform, viewer: SchoolViewer, code: KeyRefusal,
): Promise<Result<never, KeyRefusal>> {
  await doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding',
    (tx) => audit(tx, clock.now(), 'las-key.refused', undefined, { code }));
  return refuse(code);
}

/** The database found the same value elsewhere, also where this school cannot look (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: unknown }).code === '23505';
}
