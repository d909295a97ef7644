import { audit } from '../../platform/audit/audit.ts';
import type { Actor, TenantTx } from '../../platform/database/tenancy.ts';
import type { Platform } from '../../platform/platform.ts';
import { troubleWords } from '../../platform/trouble.ts';
import { getGroup } from '../../roster/store.ts';
import { schoolNameOf } from '../parents/results-store.ts';
import type { Press } from '../pdf/press.ts';
import type { PdfFile } from '../pdf/types.ts';
import { readGroupFile } from './group-file.ts';
import {
  type BatchOfSchool, claimStandingStill, endBatch, findBatch, keepFile, listFilesLeft, listKeptTooLong,
  listStandingStill, lockBatch, removeFiles, takeUpFile,
} from './store.ts';
import { type Batch, FILES_KEPT_DAYS, printGroupJob } from './types.ts';

const printing: Actor = { kind: 'job', id: 'reports.print-group' };

/** Times that a group is taken up before the batch is given up: a fault that comes back every time is ours. */
const TRIES_MAX = 8;

interface GroupOfBatch {
  readonly schoolId: string;
  readonly batchId: string;
  readonly groupId: string;
}

/** Binds the jobs of this folder; called once at the start. */
export function bindReportJobs(platform: Platform, press: Press): void {
  platform.jobs.handle(printGroupJob, (group) => printGroup(platform, press, group));
}

/**
 * Prints one group of a batch. Reads, prints outside every transaction, and keeps the file; whoever stops in between
 * leaves nothing behind, and doing it again changes nothing.
 */
export async function printGroup(platform: Platform, press: Press, group: GroupOfBatch): Promise<void> {
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
    platform.doors.withTenant(group.schoolId, printing, 'reporting', work);
  // Counted before it is read: what cannot be read ends as well.
  const batch = await inSchool((tx) => takeUp(platform, tx, group));
  if (!batch) return;
  const file = await inSchool((tx) => read(platform, tx, group, batch));
  const cipher = file ? platform.secrets.seal(await press.printFile(file, 'later')) : null;
  await inSchool((tx) => keep(tx, group, cipher, platform.clock.now()));
}

/** The batch of a group that has to be printed. Undefined when it was printed already, the batch does not run any more,
 * or it was tried too often. */
async function takeUp(
  platform: Platform, tx: TenantTx, { batchId, groupId }: GroupOfBatch,
): Promise<Batch | undefined> {
  const batch = await findBatch(tx, batchId);
  if (batch?.state !== 'running') return undefined;
  const tries = await takeUpFile(tx, batchId, groupId);
  if (tries === undefined) return undefined;
  if (tries > TRIES_MAX) {
    const now = platform.clock.now();
    if (await endBatch(tx, batchId, 'failed', now)) await removeFiles(tx, batchId, now);
    platform.log('reports.batch-failed', { school: tx.schoolId, batch: batchId, group: groupId });
    return undefined;
  }
  return batch;
}

/** What has to be printed: nothing for a group without results by now. */
async function read(
  platform: Platform, tx: TenantTx, { groupId }: GroupOfBatch, { schoolYear, season, doubleSided }: Batch,
): Promise<PdfFile | undefined> {
  const group = await getGroup(tx, groupId);
  const schoolName = await schoolNameOf(tx);
  return readGroupFile(platform, tx, group, { period: { schoolYear, season }, schoolName, doubleSided });
}

async function keep(
  tx: TenantTx, { batchId, groupId }: GroupOfBatch, cipher: Uint8Array | null, at: Date,
): Promise<void> {
  if (await lockBatch(tx, batchId) !== 'running') return;
  const left = await keepFile(tx, batchId, groupId, cipher, at);
  if (left > 0 || !await endBatch(tx, batchId, 'ready', at)) return;
  await audit(tx, at, 'reports.batch-made', undefined, { batch: batchId });
}

/**
 * Asks again for the groups of batches that stand still, such as after a node was switched off. Of several nodes that
 * look at the same moment one asks.
 * @returns how many groups were asked for
 */
export async function takeUpAgain(platform: Platform): Promise<number> {
  const { doors, clock, jobs } = platform;
  const now = clock.now();
  let asked = 0;
  for (const batch of await doors.withPlatform((tx) => listStandingStill(tx, now))) {
    const { schoolId, batchId } = batch;
    await eachAlone(platform, batch, () => doors.withTenant(schoolId, printing, 'reporting', async (tx) => {
      if (!await claimStandingStill(tx, batchId, now)) return;
      const left = await listFilesLeft(tx, batchId);
      for (const groupId of left) {
        await jobs.send(tx, printGroupJob, { schoolId, batchId, groupId }, { group: schoolId });
      }
      asked += left.length;
    }));
  }
  return asked;
}

/**
 * Takes away the files of batches that ended a week ago, by the clock of the domain.
 * @returns of how many batches
 */
export async function removeOldFiles(platform: Platform): Promise<number> {
  const { doors, clock } = platform;
  const now = clock.now();
  const before = new Date(now.getTime() - FILES_KEPT_DAYS * 86_400_000);
  const old = await doors.withPlatform((tx) => listKeptTooLong(tx, before));
  for (const batch of old) {
    await eachAlone(platform, batch, () => doors.withTenant(batch.schoolId,
      { kind: 'job', id: 'reports.remove-files' }, 'administration', (tx) => removeFiles(tx, batch.batchId, now)));
  }
  return old.length;
}

/** Trouble with the batch of one school leaves those of the others to be done. */
async function eachAlone(
  { log }: Platform, { schoolId, batchId }: BatchOfSchool, work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    log('reports.batch-trouble', { school: schoolId, batch: batchId, error: troubleWords(error) });
  }
}

const TICK_MS = 30_000;

/** Looks twice a minute of real time whether a batch stands still or files have to go; the times stand in the database.
 * @returns stops the looking */
export function startReportTicker(platform: Platform): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    const failed = (error: unknown) => platform.log('reports.tick-failed', { error: troubleWords(error) });
    void takeUpAgain(platform).catch(failed).then(() => removeOldFiles(platform)).catch(failed).finally(() => {
      busy = false;
    });
  }, TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
