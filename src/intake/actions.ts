import type { SchoolViewer } from '../access/types.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { readEdexml } from '../exchange/edexml/read.ts';
import { hasAcceptedAgreement } from '../ordering/agreement.ts';
import { setNightlyPause } from '../onboarding/night-store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { acceptDelivery, rejectDelivery, type Acceptance, type AcceptRefusal } from './accept.ts';
import { decideDoubt, type DecideRefusal, type DoubtDecision } from './decide.ts';
import { takeFile, type Taken } from './take.ts';
import { undoDelivery, type Undone } from './undo.ts';

/**
 * Keeps an EDEXML file that a person chose, judged but not taken: the next page shows what it would change.
 */
export async function receiveEdexml(
  platform: Platform, viewer: SchoolViewer, bytes: Uint8Array,
): Promise<Result<Taken, 'no-agreement'>> {
  const { document, findings } = readEdexml(bytes, {
    bytesMax: platform.config.uploadBytesMax,
    depthMax: 40,
  });
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster', async (tx) => {
    if (!await hasAcceptedAgreement(tx, viewer.schoolId)) return refuse('no-agreement');
    return ok(await takeFile(platform, tx, { source: 'edexml', bytes, site: null, document, findings }));
  });
}

/** Takes a delivery that a person looked at. */
export function acceptByPerson(
  platform: Platform, viewer: SchoolViewer, deliveryId: string, confirmed: boolean,
): Promise<Result<Acceptance, AcceptRefusal>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster',
    (tx) => acceptDelivery(platform, tx, deliveryId, confirmed));
}

/** Puts aside a delivery that a person looked at: it is not meant. */
export function rejectByPerson(
  platform: Platform, viewer: SchoolViewer, deliveryId: string,
): Promise<Result<null, 'not-found' | 'settled'>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster',
    (tx) => rejectDelivery(platform, tx, deliveryId));
}

/** Takes the last delivery back.
 * @param pause whether the fetching at night stops as well, until somebody lets it go on */
export function undoByPerson(
  platform: Platform, viewer: SchoolViewer, deliveryId: string, pause: boolean,
): Promise<Result<Undone, 'not-last'>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster', async (tx) => {
    const undone = await undoDelivery(platform, tx, deliveryId);
    if (undone.ok && pause) await pauseNight(platform, tx, true);
    return undone;
  });
}

/** Decides who somebody in a delivery is. */
export function decideByPerson(
  platform: Platform, viewer: SchoolViewer, decision: DoubtDecision,
): Promise<Result<null, DecideRefusal>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster',
    (tx) => decideDoubt(platform, tx, decision));
}

/** Stops the fetching at night, or lets it go on. */
export function pauseByPerson(platform: Platform, viewer: SchoolViewer, pause: boolean): Promise<void> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'roster',
    (tx) => pauseNight(platform, tx, pause));
}

async function pauseNight(platform: Platform, tx: TenantTx, pause: boolean): Promise<void> {
  const at = platform.clock.now();
  if (await setNightlyPause(tx, pause ? at : null))
    await audit(tx, at, pause ? 'roster.paused' : 'roster.resumed');
}
