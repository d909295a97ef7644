import { findResultsLink } from '../onboarding/results-queue.ts';
import { getOnboarding } from '../onboarding/store.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { formatDate } from '../ui/format.ts';
import { queueNow } from './desk.ts';
import { whyNotInLas } from './nl.ts';
import { findOnItsWay } from './store.ts';

/**
 * What the school's own administration has of a result, so that nobody has to wonder which of two systems is right.
 * @returns null for a result that came from elsewhere, and for one that counts no more
 */
export async function wordsInLas(
  platform: Pick<Platform, 'clock'>, tx: TenantTx, resultId: string,
): Promise<string | null> {
  const link = await findResultsLink(tx);
  const result = await findOnItsWay(tx, link ? queueNow(platform, link) : null, resultId);
  if (!result) return null;
  if (result.state === 'delivered') {
    const day = result.settledAt ? ` op ${formatDate(plainDateInAmsterdam(result.settledAt))}` : '';
    return `${link?.lasName ?? 'Het LAS'} heeft dit resultaat${day} aangenomen: dezelfde score, hetzelfde interval en `
      + 'dezelfde niveaus als hier, afgerond volgens dezelfde regel. Staat daar iets anders? Dan is het daar met de '
      + 'hand gewijzigd.';
  }
  const { resultsLinkAt } = await getOnboarding(tx, tx.schoolId);
  const why = whyNotInLas(result, resultsLinkAt !== null);
  return result.state === 'earlier-las' ? why : `Dit resultaat staat nog niet in het LAS. ${why}`;
}
