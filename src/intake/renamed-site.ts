import { lockOnboarding } from '../onboarding/store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { dropAllBefore } from './before-store.ts';
import { renamed } from './checks.ts';
import { keepAsItWas } from './commit.ts';
import { supersedeAllDoubts } from './doubt-store.ts';
import { refuseWaiting } from './store.ts';

/**
 * Closes what came in while a site of the school had another BRIN or number: nothing of it can be taken back, taken or
 * decided any more, since all of it names a site that is not there. Call it before the site is renamed; whoever fetches
 * or decides at that moment is waited for.
 */
export async function closeBeforeRename(tx: TenantTx): Promise<void> {
  const { rosterProgress } = await lockOnboarding(tx);
  await dropAllBefore(tx);
  await supersedeAllDoubts(tx);
  await refuseWaiting(tx, renamed);
  if (rosterProgress?.fault?.deliveryId) await keepAsItWas(tx);
}
