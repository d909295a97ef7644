import type { SchoolViewer } from '../access/types.ts';
import { brin6 } from '../base/brin.ts';
import type { Finding } from '../base/findings.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { plainColumn } from '../exchange/history-csv/columns.ts';
import type { ColumnName } from '../exchange/history-csv/types.ts';
import { requireStepsOpen } from '../onboarding/steps.ts';
import { listSites } from '../onboarding/store.ts';
import type { StepsClosed } from '../onboarding/types.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { sha256 } from '../platform/secrets/secrets.ts';
import { findColumnMapping, saveColumnMapping } from './column-store.ts';
import { commitDelivery, newDelivery, previewDelivery, type DeliveryRef } from './deliver.ts';
import { reportGaps } from './gaps.ts';
import type { CsvHistory } from './read-csv.ts';
import { readHistoryFile, type FileReading, type SchoolOfFile } from './read-file.ts';
import { putAway } from './findings.ts';
import { dropContent, findContent, listPreviews, lockDelivery, lockHistory, settleDelivery } from './store.ts';
import type { HistoryReading, HistoryRecord } from './types.ts';

/** What came of reading files: shown, or a CSV file of which somebody must say which column is which. */
export interface PreviewedFiles {
  readonly deliveryIds: readonly string[];
  readonly askColumns: CsvHistory['columns'] | null;
}

/**
 * Reads files that a person chose and shows what would become of them: one delivery a file, and one for all OSO
 * dossiers together. Nothing is taken yet.
 */
export async function previewHistoryFiles(
  platform: Platform, viewer: SchoolViewer, files: readonly Uint8Array[],
): Promise<Result<PreviewedFiles, StepsClosed>> {
  return deliverFiles(platform, viewer, files, previewDelivery);
}

/** Takes a CSV file at once, without showing it first: read first, then one transaction for everything in it. */
export async function importHistoryCsv(
  platform: Platform, viewer: SchoolViewer, bytes: Uint8Array,
): Promise<Result<{ readonly deliveryId: string }, StepsClosed>> {
  const done = await deliverFiles(platform, viewer, [bytes], commitDelivery, { ask: false });
  if (!done.ok) return done;
  await reportGaps(platform, viewer.schoolId, done.value.deliveryIds);
  return ok({ deliveryId: done.value.deliveryIds[0] ?? '' });
}

async function deliverFiles(
  platform: Platform, viewer: SchoolViewer, files: readonly Uint8Array[], deliver: typeof commitDelivery,
  { ask = true } = {},
): Promise<Result<PreviewedFiles, StepsClosed>> {
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> =>
    platform.doors.withTenant(viewer.schoolId, viewer.actor, 'history', work);
  const school = await inSchool(async (tx): Promise<Result<SchoolOfFile, StepsClosed>> => {
    const open = await requireStepsOpen(tx);
    if (!open.ok) return open;
    return ok({ ownSites: (await listSites(tx)).map(brin6), mapping: await findColumnMapping(tx) });
  });
  if (!school.ok) return school;
  const readings = files.map((bytes) => ({ hash: sha256(bytes), ...readHistoryFile(bytes, school.value) }));
  const unclear = ask ? readings.find(({ columns }) => columns !== null && canBeAsked(columns)) : undefined;
  const clear = readings.filter((one) => one !== unclear);
  const deliveryIds: string[] = [];
  for (const { hash, reading, kind } of batchesOf(clear)) {
    deliveryIds.push(await inSchool(async (tx) => {
      await lockHistory(tx);
      const deliveryId = await newDelivery(platform, tx, { kind, site: null, preview: false });
      await deliver(platform, tx, { deliveryId, kind }, reading, hash);
      return deliveryId;
    }));
  }
  return ok({ deliveryIds, askColumns: unclear?.columns ?? null });
}

/** Whether a person can say which column is which: there are names that are no dates or numbers. */
function canBeAsked({ header, missing }: CsvHistory['columns']): boolean {
  const names = header.filter((name) => name !== '' && !/^[\d.,/-]+$/.test(name));
  return missing.length > 0 && header.length >= 3 && names.length === header.filter((name) => name !== '').length;
}

interface Batch extends Pick<FileReading, 'kind'> {
  readonly hash: string;
  readonly reading: HistoryReading;
}

/** One file, one delivery; but dossiers are one a pupil, and a school chooses all of them at once. */
function batchesOf(readings: readonly (FileReading & { readonly hash: string })[]): readonly Batch[] {
  const isDossier = ({ kind, findings }: FileReading): boolean =>
    kind === 'history-oso' && !findings.some(({ blocks }) => blocks);
  const dossiers = readings.filter(isDossier);
  const others = readings.filter((one) => dossiers.length === 1 || !isDossier(one));
  const single = others.map(({ hash, kind, records, findings }): Batch =>
    ({ hash, kind, reading: { records, findings } }));
  if (dossiers.length < 2) return single;
  const records = dossiers.flatMap((one) => one.records);
  const together: Batch = {
    kind: 'history-oso',
    hash: sha256(dossiers.map(({ hash }) => hash).join('')),
    reading: {
      records: records.map((record, index): HistoryRecord => ({ ...record, recordNo: index + 1 })),
      findings: readings.flatMap((one, at) => (isDossier(one) ? one.findings.map((found) => ofFile(found, at)) : [])),
    },
  };
  return [together, ...single];
}

/** Which of the chosen files it is about; their names may be those of pupils. */
function ofFile(finding: Finding, at: number): Finding {
  return { ...finding, message: `Bestand ${at + 1}: ${finding.message}` };
}

/** Why a delivery that was shown cannot be taken. */
export type ApplyRefusal =
  /** It was taken or put away before, or there is none. */
  | 'no-preview'
  /** What came in is kept for thirty days only. */
  | 'too-long-ago';

/** Takes a delivery that was shown: everything in it in one transaction, judged again by what is known now. */
export async function applyPreview(
  platform: Platform, viewer: SchoolViewer, deliveryId: string,
): Promise<Result<DeliveryRef, ApplyRefusal>> {
  const applied = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'history',
    async (tx): Promise<Result<DeliveryRef, ApplyRefusal>> => {
      await lockHistory(tx);
      const delivery = await lockDelivery(tx, deliveryId);
      if (delivery?.status !== 'preview') return refuse('no-preview');
      const cipher = await findContent(tx, deliveryId);
      if (!cipher) return refuse('too-long-ago');
      const records = JSON.parse(platform.secrets.open(cipher).toString('utf8')) as readonly HistoryRecord[];
      const { kind, findings, sha256: hash } = delivery;
      await commitDelivery(platform, tx, { deliveryId, kind }, { records, findings }, hash);
      return ok({ deliveryId, kind });
    });
  if (applied.ok) await reportGaps(platform, viewer.schoolId, [deliveryId]);
  return applied;
}

/** Takes everything that was shown, one delivery after the other; what was taken stays when it is broken off. */
export async function applyAllPreviews(
  platform: Platform, viewer: SchoolViewer,
): Promise<{ readonly count: number }> {
  const waiting = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'history', listPreviews);
  let count = 0;
  for (const deliveryId of waiting) if ((await applyPreview(platform, viewer, deliveryId)).ok) count += 1;
  return { count };
}

/** Puts away a delivery that was shown: nothing of it is taken, and its content is gone at once. */
export async function discardPreview(
  platform: Platform, viewer: SchoolViewer, deliveryId: string,
): Promise<Result<null, ApplyRefusal>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const delivery = await lockDelivery(tx, deliveryId);
    if (delivery?.status !== 'preview') return refuse('no-preview');
    await dropContent(tx, deliveryId);
    await settleDelivery(tx, deliveryId, 'accepted', { findings: [putAway], at: platform.clock.now() });
    return ok(null);
  });
}

/** Remembers for this school which columns are which. */
export async function rememberColumns(
  { doors, clock }: Platform, viewer: SchoolViewer, chosen: ReadonlyMap<string, ColumnName | null>,
): Promise<void> {
  const named = new Map([...chosen].map(([written, column]) => [plainColumn(written).slice(0, 80), column] as const)
    .filter(([written]) => written !== ''));
  if (named.size === 0) return;
  await doors.withTenant(viewer.schoolId, viewer.actor, 'history', (tx) =>
    saveColumnMapping(tx, named, `${viewer.actor.kind}:${viewer.actor.id}`, clock.now()));
}
