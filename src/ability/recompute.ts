import { findCalibration, findNormTableVersion, getForm, type PublishedForm } from '../content/store.ts';
import type { Doors, TenantTx } from '../platform/database/tenancy.ts';
import { listStoredScorings } from '../scoring/stored-sittings.ts';
import { type Chain, recomputeResult, type RecomputedResult } from './recompute-rules.ts';
import { listResultsAfter, listScoringsOfResults } from './store.ts';
import type { Result } from './types.ts';

// With three taken of thirty items and a few corrections each some ten thousand rows.
const RESULTS_AT_ONCE = 100;

/**
 * Makes every result of a school again, also those that count no more, and tells of each what became of it. Writes
 * nothing; one batch of results and their answers is in memory at a time.
 */
export async function recomputeSchool(
  doors: Doors, schoolId: string, each: (recomputed: RecomputedResult) => void,
): Promise<void> {
  const actor = { kind: 'job', id: 'recompute' } as const;
  let after: string | null = null;
  do {
    const from: string | null = after;
    after = await doors.withTenant(schoolId, actor, 'administration', async (tx) => {
      const results = await listResultsAfter(tx, from, RESULTS_AT_ONCE);
      for (const chain of await chainsOf(tx, results)) each(recomputeResult(chain));
      return results.length < RESULTS_AT_ONCE ? null : results.at(-1)?.resultId ?? null;
    });
  } while (after !== null);
}

/** Everything that these results name, in a fixed number of questions; content is read once a process. */
export async function chainsOf(tx: TenantTx, results: readonly Result[]): Promise<readonly Chain[]> {
  const named = await listScoringsOfResults(tx, results.map(({ resultId }) => resultId));
  const scorings = await listStoredScorings(tx, [...new Set(named.map(({ scoringId }) => scoringId))]);
  const scoringsOf = Map.groupBy(named, ({ resultId }) => resultId);
  const codes = scorings.flatMap(({ sitting }) => [sitting.formCode, sitting.plannedFormCode]);
  const forms = new Map<string, PublishedForm>();
  for (const code of new Set(codes)) forms.set(code, await getForm(tx, code));
  const chains: Chain[] = [];
  for (const result of results) {
    const own = new Set((scoringsOf.get(result.resultId) ?? []).map(({ scoringId }) => scoringId));
    const { calibrationCode, calibrationVersion, normCode, normVersion } = result;
    chains.push({
      result, forms, scorings: scorings.filter(({ scoringId }) => own.has(scoringId)),
      calibration: calibrationCode === null || calibrationVersion === null ? undefined
        : await findCalibration(tx, calibrationCode, calibrationVersion),
      normTable: normCode === null || normVersion === null ? undefined
        : await findNormTableVersion(tx, normCode, normVersion),
    });
  }
  return chains;
}
