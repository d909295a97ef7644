import { addDays, plainDateInAmsterdam } from '../base/plain-date.ts';
import { firstDayOf, type SchoolYear } from '../base/school-year.ts';
import type { RosterFault } from '../onboarding/types.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listSitesWithPupils } from '../roster/store.ts';
import { fetchWords, noDataAt } from './nl.ts';
import { listTakenStates } from './store.ts';

/** How long after 1 August a LAS may be without the new school year. */
const WEEKS_TO_BEGIN = 6;

/** What it means that a LAS has no data for sites of a school. */
export interface WithoutData {
  /** Sites of which last year's pupils stay until the LAS has the school year that has only just begun. */
  readonly notYet: readonly string[];
  /** Why nothing can be taken; null: what there is can be. */
  readonly fault: RosterFault | null;
}

/**
 * Weighs that a LAS has no data for sites: no trouble for one that has no pupils, which may have been opened for later,
 * beside one that has data. Any other is without data only in the first weeks of a school year of which we have
 * nothing.
 * @param sites all that were asked for
 * @param empty those without data
 */
export async function weighWithoutData(
  platform: Platform, tx: TenantTx, schoolYear: SchoolYear,
  { sites, empty }: { readonly sites: readonly string[]; readonly empty: readonly string[] },
): Promise<WithoutData> {
  const whole = empty.length === sites.length;
  const filled = await listSitesWithPupils(tx);
  const missed = whole ? empty : empty.filter((site) => filled.includes(site));
  if (missed.length === 0) return { notYet: [], fault: null };
  const taken = await listTakenStates(tx);
  const early = plainDateInAmsterdam(platform.clock.now()) < addDays(firstDayOf(schoolYear), WEEKS_TO_BEGIN * 7);
  const comes = (one: string) => {
    const years = taken.filter(({ site }) => whole || site === one).map((state) => state.schoolYear);
    return early && years.length > 0 && !years.includes(schoolYear);
  };
  const gone = missed.filter((site) => !comes(site));
  if (gone.length === 0) return { notYet: missed, fault: null };
  const words = whole ? fetchWords['no-data'] : noDataAt(gone);
  return { notYet: [], fault: { code: 'no-data', ...words, retrying: false } };
}
