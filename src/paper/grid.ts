import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { plainDateInAmsterdam, type PlainDate } from '../base/plain-date.ts';
import { schoolYearOf, type SchoolYear } from '../base/school-year.ts';
import { getForm, listTestParts, type PublishedForm } from '../content/store.ts';
import { listPaperPlans } from '../planning/store.ts';
import type { PlannedTest } from '../planning/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { findGroup, listGroupPupils } from '../roster/store.ts';
import type { ClassGroup, PupilName } from '../roster/types.ts';
import { contentOf } from './rules.ts';
import type { PaperSitting } from './store.ts';
import { findWay, listEntries, listPaperSittings } from './store.ts';
import type { PaperWay, Round, RowContent, SittingEntry } from './types.ts';

/** Which grid: one taak of one test in one group, and whose entries. */
export interface GridPlace {
  readonly groupId: string;
  readonly testCode: string;
  /** From 1. */
  readonly partNo: number;
  readonly round: Round;
}

/** The grid of one taak on paper: a row for each pupil who has it. */
export interface PaperGrid {
  readonly place: GridPlace;
  readonly group: ClassGroup;
  readonly form: PublishedForm;
  /** Taken of this test, 1 to 3. */
  readonly partCount: number;
  readonly way: PaperWay;
  /** Most points without weights on this taak. */
  readonly totalMax: number;
  readonly schoolYear: SchoolYear;
  readonly today: PlainDate;
  readonly rows: readonly PaperRow[];
}

/** One pupil in the grid, as it is stored. */
export interface PaperRow {
  readonly pupil: PupilName;
  readonly plan: PlannedTest;
  readonly sitting: PaperSitting | null;
  /** Of both rounds. */
  readonly entries: readonly SittingEntry[];
  /** What counts. */
  readonly first: RowContent;
  /** What a second person entered. */
  readonly second: RowContent;
  /** Highest entry number of both rounds; 0 before the first. */
  readonly lastEntryNo: number;
  /** This viewer entered something of the other round: the second round is for somebody else. */
  readonly ownOtherRound: boolean;
}

/** The content of a row in the round that the grid shows. */
export function shownContent({ place: { round } }: Pick<PaperGrid, 'place'>, row: PaperRow): RowContent {
  return round === 1 ? row.first : row.second;
}

/** The same as it stood at an entry number: what a page showed when it was loaded. */
export function contentAt(row: Pick<PaperRow, 'entries'>, round: Round, entryNo: number): RowContent {
  return contentOf(row.entries.filter((entry) => entry.round === round && entry.entryNo <= entryNo));
}

/**
 * Finds the grid; undefined when this viewer or this school has no such group, test or taak.
 * @param shown whether somebody gets to see the scores in it
 */
export async function findPaperGrid(
  platform: Platform, viewer: SchoolViewer, place: GridPlace, { shown }: { readonly shown: boolean },
): Promise<PaperGrid | undefined> {
  if (!may(viewer, 'enter-paper-test', { groupIds: [place.groupId] })) return undefined;
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', async (tx) => {
    const grid = await loadGrid(tx, place, at);
    if (grid && shown) {
      const { testCode, partNo, round } = place;
      await audit(tx, at, 'paper.read', { kind: 'group', id: place.groupId }, { testCode, partNo, round });
    }
    return grid;
  });
}

/** Loads the grid in the caller's transaction. */
export async function loadGrid(tx: TenantTx, place: GridPlace, now: Date): Promise<PaperGrid | undefined> {
  const today = plainDateInAmsterdam(now);
  const schoolYear = schoolYearOf(today);
  const group = await findGroup(tx, place.groupId);
  if (!group) return undefined;
  const pupils = await listGroupPupils(tx, place.groupId);
  const plans = await listPaperPlans(tx, pupils.map(({ pupilId }) => pupilId), place.testCode, schoolYear);
  const [first] = plans;
  const partCount = Math.max(...plans.map((plan) => plan.partCount));
  if (!first || place.partNo > partCount) return undefined;
  const form = await getForm(tx, await formOfPart(tx, first, place.partNo));
  const sittings = (await listPaperSittings(tx, plans.map(({ planId }) => planId)))
    .filter(({ partNo }) => partNo === place.partNo);
  const entries = Map.groupBy(await listEntries(tx, sittings.map(({ sittingId }) => sittingId)),
    ({ sittingId }) => sittingId);
  const actor = actorOf(tx);
  const rows = pupils.flatMap((pupil) => plans
    .filter((plan) => plan.pupilId === pupil.pupilId && plan.partCount >= place.partNo)
    .flatMap((plan): readonly PaperRow[] => {
      const sitting = sittings.find(({ planId }) => planId === plan.planId) ?? null;
      // Of a test that was ended nothing more comes in; what is in can be corrected.
      if (plan.endedAt && !sitting) return [];
      const own = (sitting && entries.get(sitting.sittingId)) ?? [];
      return [rowOf({ pupil, plan, sitting, entries: own }, place, actor)];
    }));
  const totalMax = form.items.reduce((sum, { item }) => sum + item.maxScore, 0);
  const way = await findWay(tx, place.groupId) ?? 'points';
  return { place, group, form, partCount, way, totalMax, schoolYear, today, rows };
}

/** How the database names who is at work. */
export function actorOf({ actor }: Pick<TenantTx, 'actor'>): string {
  return `${actor.kind}:${actor.id}`;
}

function rowOf(
  row: Pick<PaperRow, 'pupil' | 'plan' | 'sitting' | 'entries'>, { round }: GridPlace, actor: string,
): PaperRow {
  const { entries } = row;
  return {
    ...row,
    first: contentAt(row, 1, Number.MAX_SAFE_INTEGER), second: contentAt(row, 2, Number.MAX_SAFE_INTEGER),
    lastEntryNo: entries.at(-1)?.entryNo ?? 0,
    ownOtherRound: entries.some((entry) => entry.round !== round && entry.enteredBy === actor),
  };
}

/** The form of a taak: that of the plan for the first, for the others as the test has it on paper. */
async function formOfPart(tx: TenantTx, plan: PlannedTest, partNo: number): Promise<string> {
  if (partNo === 1) return plan.formCode;
  const parts = await listTestParts(tx, plan.testCode, 'paper');
  return parts.find((part) => part.partNo === partNo && part.shift === 0)?.formCode ?? plan.formCode;
}
