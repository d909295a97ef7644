import type { SchoolViewer } from '../../access/types.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { ok, refuse, type Result } from '../../base/result.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import { features } from '../../ordering/store.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import type { Platform } from '../../platform/platform.ts';
import { listGroups, listMembers } from '../../roster/store.ts';
import { listPupilsWithResults } from '../parents/results-store.ts';
import { endBatch, findBatch, insertBatch, insertFiles, lockBatch, removeFiles } from './store.ts';
import { type BatchRefusal, type BatchWish, printGroupJob } from './types.ts';

/**
 * Asks for the parent reports of groups: the batch, its files and the work in one transaction. While one runs, nothing
 * is begun and the running one is what the page shows: two who press at once get the same.
 */
export function startBatch(
  platform: Platform, viewer: SchoolViewer, wish: BatchWish,
): Promise<Result<'begun' | 'runs-already', BatchRefusal>> {
  const now = platform.clock.now();
  const { schoolId } = viewer;
  return platform.doors.withTenant(schoolId, viewer.actor, 'reporting', async (tx) => {
    const schoolYear = schoolYearOf(plainDateInAmsterdam(now));
    if (!(await features(tx, schoolId, schoolYear)).has('pupil_reports')) return refuse('not-in-package');
    const groups = await groupsWithResults(tx, schoolYear, wish);
    if (groups.length === 0) return refuse('no-results');
    const batchId = platform.newId();
    if (!await insertBatch(tx, batchId, wish, now)) return ok('runs-already');
    await insertFiles(tx, batchId, groups);
    for (const { groupId } of groups) {
      await platform.jobs.send(tx, printGroupJob, { schoolId, batchId, groupId }, { group: schoolId });
    }
    const pupils = groups.reduce((sum, { pupilCount }) => sum + pupilCount, 0);
    await audit(tx, now, 'reports.batch-asked', undefined, { batch: batchId, groups: groups.length, pupils });
    return ok('begun');
  });
}

async function groupsWithResults(tx: TenantTx, schoolYear: string, { groupIds, period }: BatchWish) {
  const known = (await listGroups(tx, { schoolYear })).filter(({ groupId }) => groupIds.includes(groupId));
  const members = await listMembers(tx, known.map(({ groupId }) => groupId));
  const reported = await listPupilsWithResults(tx, members.map(({ pupilId }) => pupilId), period);
  const byGroup = Map.groupBy(members.filter(({ pupilId }) => reported.has(pupilId)), ({ groupId }) => groupId);
  return known.map(({ groupId }) => ({ groupId, pupilCount: byGroup.get(groupId)?.length ?? 0 }))
    .filter(({ pupilCount }) => pupilCount > 0);
}

/**
 * Stops a batch and takes its files away; what is being printed at that moment is thrown away when it is ready.
 * @returns false when this school has no such batch
 */
export function stopBatch(platform: Platform, viewer: SchoolViewer, batchId: string): Promise<boolean> {
  const now = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', async (tx) => {
    if (await lockBatch(tx, batchId) === undefined) return false;
    if (await endBatch(tx, batchId, 'cancelled', now)) {
      await removeFiles(tx, batchId, now);
      await audit(tx, now, 'reports.batch-stopped', undefined, { batch: batchId });
    }
    return true;
  });
}

/** Says in the audit log that the files of a batch are fetched; undefined when there are none to fetch. */
export function openBatch(platform: Platform, viewer: SchoolViewer, batchId: string) {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', async (tx) => {
    const batch = await findBatch(tx, batchId);
    if (batch?.state !== 'ready' || batch.filesRemovedAt) return undefined;
    await audit(tx, platform.clock.now(), 'reports.batch-read', undefined, { batch: batchId, pupils: batch.pupils });
    return batch;
  });
}
