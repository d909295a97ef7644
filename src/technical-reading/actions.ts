import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { plainDateInAmsterdam, type PlainDate } from '../base/plain-date.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { testYearGroup } from '../planning/rules.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { findGroup, listGroupPupils } from '../roster/store.ts';
import type { ClassGroup, PupilName } from '../roster/types.ts';
import type { ReadingFault, ReadReading, TypedReading } from './read-rows.ts';
import { fieldNames, isEmptyReading, readAvi, readDmt } from './read-rows.ts';
import { readingMoment } from './rules.ts';
import { addEntry, listTakings, openTaking } from './store.ts';
import { syntheticAviLimits, syntheticDmtNorms } from './synthetic-norms.ts';
import type { ReadingSubject, ReadingTaking } from './types.ts';

/** A pupil with the taking of this moment, and the earlier ones. */
export interface ReadingRow {
  readonly pupil: PupilName;
  /** Whether this pupil can be tested now: a year group from 3 to 8 that has a moment on this day. */
  readonly hasMoment: boolean;
  readonly now: ReadingTaking | null;
  readonly earlier: readonly ReadingTaking[];
}

/** A group with what was read. */
export interface ReadingList {
  readonly group: ClassGroup;
  readonly subject: ReadingSubject;
  readonly today: PlainDate;
  readonly rows: readonly ReadingRow[];
}

/** Faults by pupil. */
export type ReadingFaults = ReadonlyMap<string, ReadingFault>;

/** Loads a group with its technical reading; undefined when this viewer or school has no such group. */
export function loadReadingList(
  platform: Platform, viewer: SchoolViewer, groupId: string, subject: ReadingSubject,
): Promise<ReadingList | undefined> {
  return inGroup(platform, viewer, groupId, async (tx, at) => {
    const list = await findList(tx, groupId, subject, at);
    if (list) await audit(tx, at, 'reading.read', { kind: 'group', id: groupId }, { subject });
    return list;
  });
}

/** Keeps the rows that were typed: all of them or, with a fault anywhere, none. Returns how many changed. */
export async function saveReadings(
  platform: Platform, viewer: SchoolViewer, groupId: string, subject: ReadingSubject,
  typedOf: (pupilId: string) => TypedReading,
): Promise<Result<number, 'not-found' | ReadingFaults>> {
  const saved = await inGroup<Result<number, ReadingFaults>>(platform, viewer, groupId, async (tx, at) => {
    const list = await findList(tx, groupId, subject, at);
    if (!list) return undefined;
    const { faults, readings } = readAll(list, typedOf);
    if (faults.size > 0) return refuse(faults);
    for (const { row, read } of readings) {
      const opened = await openTaking(tx, {
        readingId: platform.newId(), pupilId: row.pupil.pupilId, groupId, subject, moment: read.moment,
        schoolYear: schoolYearOf(read.takenOn), takenOn: read.takenOn, edition: syntheticDmtNorms.edition,
      }, at);
      const enteredBy = `${tx.actor.kind}:${tx.actor.id}`;
      const { document, outcome } = read;
      await addEntry(tx, { ...opened, entryNo: opened.lastEntryNo + 1, document, outcome, enteredBy, at });
      await audit(tx, at, 'reading.entered', { kind: 'pupil', id: row.pupil.pupilId }, { subject });
    }
    return ok(readings.length);
  });
  return saved ?? refuse('not-found');
}

function readAll(list: ReadingList, typedOf: (pupilId: string) => TypedReading): {
  readonly faults: ReadingFaults;
  readonly readings: readonly { readonly row: ReadingRow; readonly read: ReadReading }[];
} {
  const faults = new Map<string, ReadingFault>();
  const readings: { row: ReadingRow; read: ReadReading }[] = [];
  for (const row of list.rows) {
    const typed = typedOf(row.pupil.pupilId);
    const yearGroup = testYearGroup(row.pupil.yearGroup);
    if (!yearGroup || isEmptyReading(typed)) continue;
    const context = { today: list.today, yearGroup, dmt: syntheticDmtNorms, avi: syntheticAviLimits };
    const read = list.subject === 'dmt' ? readDmt(typed, context) : readAvi(typed, context);
    if ('code' in read) faults.set(row.pupil.pupilId, read);
    else if (read.moment !== readingMoment(syntheticDmtNorms, list.today, yearGroup)) {
      faults.set(row.pupil.pupilId, { field: fieldNames.takenOn, code: 'other-moment' });
    } else if (isSame(row.now, read)) continue;
    // Somebody else entered this pupil since the page was opened.
    else if ((row.now?.entryNo ?? 0) !== Number(typed(fieldNames.seen))) {
      faults.set(row.pupil.pupilId, { field: fieldNames.takenOn, code: 'changed-meanwhile' });
    } else readings.push({ row, read });
  }
  return { faults, readings };
}

function isSame(now: ReadingTaking | null, read: ReadReading): boolean {
  if (!now || now.takenOn !== read.takenOn) return false;
  const decided = (outcome: object) => ('decided' in outcome ? outcome.decided : null);
  return canonical([now.document, decided(now.outcome)]) === canonical([read.document, decided(read.outcome)]);
}

/** The database keeps the fields of a document in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (one !== null && typeof one === 'object' && !Array.isArray(one)
    ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one));
}

async function findList(
  tx: TenantTx, groupId: string, subject: ReadingSubject, at: Date,
): Promise<ReadingList | undefined> {
  const group = await findGroup(tx, groupId);
  if (!group) return undefined;
  const today = plainDateInAmsterdam(at);
  const pupils = await listGroupPupils(tx, groupId);
  const takings = Map.groupBy(await listTakings(tx, pupils.map(({ pupilId }) => pupilId), subject),
    ({ pupilId }) => pupilId);
  const rows = pupils.map((pupil): ReadingRow => {
    const own = takings.get(pupil.pupilId) ?? [];
    const yearGroup = testYearGroup(pupil.yearGroup);
    const moment = yearGroup && readingMoment(syntheticDmtNorms, today, yearGroup);
    const now = own.find((one) => one.moment === moment && one.schoolYear === schoolYearOf(today)) ?? null;
    return { pupil, hasMoment: moment !== null, now, earlier: own.filter((one) => one !== now) };
  });
  return { group, subject, today, rows };
}

async function inGroup<Found>(
  platform: Platform, viewer: SchoolViewer, groupId: string,
  work: (tx: TenantTx, at: Date) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  if (!may(viewer, 'enter-paper-test', { groupIds: [groupId] })) return undefined;
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', (tx) => work(tx, at));
}
