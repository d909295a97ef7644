import type { Result } from '../../ability/types.ts';
import { findNormTableVersion, type PublishedNormTable } from '../../content/store.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import type { PupilName } from '../../roster/types.ts';
import type { Period } from '../frame/choice.ts';
import type { ReportDocument } from '../frame/types.ts';
import { listTakings } from '../taking-store.ts';
import { normKeyOf, parentReport } from './parent-view.ts';
import { listResultsUpTo } from './results-store.ts';
import { readReportSetting } from './setting-store.ts';

/**
 * The reports for the parents of these pupils, in their order: a handful of questions, however many pupils.
 * @param groupNamesOf what stands as the group of a pupil
 */
export async function readParentReports(
  tx: TenantTx, pupils: readonly PupilName[], period: Period, groupNamesOf: (pupilId: string) => readonly string[],
): Promise<readonly ReportDocument[]> {
  const { parentsSee } = await readReportSetting(tx);
  const results = await listResultsUpTo(tx, pupils.map(({ pupilId }) => pupilId), period);
  const takings = await listTakings(tx, results.map(({ resultId }) => resultId));
  const norms = await normsOfResults(tx, results);
  const byPupil = Map.groupBy(results, ({ pupilId }) => pupilId);
  return pupils.map((pupil) => parentReport({
    pupil, period, takings, norms, see: parentsSee, groupNames: groupNamesOf(pupil.pupilId),
    results: byPupil.get(pupil.pupilId) ?? [],
  }));
}

/** The norm tables that these results were made with: few, and kept by the content store. */
async function normsOfResults(
  tx: TenantTx, results: readonly Result[],
): Promise<ReadonlyMap<string, PublishedNormTable>> {
  const found = new Map<string, PublishedNormTable>();
  for (const [key, [first]] of Map.groupBy(results, normKeyOf)) {
    if (!first || first.normCode === null || first.normVersion === null) continue;
    const table = await findNormTableVersion(tx, first.normCode, first.normVersion);
    if (table) found.set(key, table);
  }
  return found;
}
