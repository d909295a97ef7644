import type { SchoolViewer } from '../access/types.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { readEdexml } from '../exchange/edexml/read.ts';
import { hasAcceptedAgreement } from '../ordering/agreement.ts';
import type { Platform } from '../platform/platform.ts';
import { acceptDelivery, type Acceptance, type AcceptRefusal } from './accept.ts';
import { takeFile, type Taken } from './take.ts';

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
