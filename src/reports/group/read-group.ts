import { listPeriodsOfPupils, listResultsOfPupils } from '../../ability/group-store.ts';
import type { Result } from '../../ability/types.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { addSchoolYears, type SchoolYear, schoolYearOf, startOf } from '../../base/school-year.ts';
import { findNormTable, getNormTable, type PublishedNormTable } from '../../content/store.ts';
import type { Subject } from '../../content/types.ts';
import { getOnboarding } from '../../onboarding/store.ts';
import { planSeason } from '../../planning/rules.ts';
import { listPlanProgress } from '../../planning/store.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { listGroupPupils, listLastMembers, placementOf } from '../../roster/store.ts';
import type { ClassGroup, PupilName } from '../../roster/types.ts';
import type { Period } from '../frame/choice.ts';
import type { ReportContext, ReportOf, SubjectChoice } from '../frame/types.ts';
import { groupOf, listSubjectChoices, normsOf } from '../reading.ts';
import { listTakings } from '../taking-store.ts';
import { countingResult, isBefore, isInPeriod, periodOf } from './standing.ts';
import type { GroupAtMoment } from './types.ts';
import { reasonsWithout } from './without.ts';

/** A group with its pupils, and what can be looked at. */
export interface GroupRead {
  readonly group: ClassGroup;
  /** Who is in it now; of a group that is no more, who was in it at the end. As the Dutch sort names. */
  readonly pupils: readonly PupilName[];
  readonly subjects: readonly SubjectChoice[];
  /** The season of today, or the next to begin, in the school year of the group. */
  readonly current: Period;
  /** Whether the old results of the school are in. */
  readonly historyCompleted: boolean;
}

/** Reads the group of a report for somebody who may see it. */
export async function readGroup(context: ReportContext, of: ReportOf): Promise<GroupRead> {
  const { tx, now, viewer } = context;
  const group = await groupOf(context, of);
  const subjects = await listSubjectChoices(tx);
  const members = await listGroupPupils(tx, group.groupId);
  const norms = subjects[0] && await normsOf(tx, subjects[0].subject, now);
  const season = norms ? planSeason(norms.periods, plainDateInAmsterdam(now)) : 'M';
  return {
    group, subjects,
    pupils: members.length > 0 ? members : await listLastMembers(tx, group.groupId),
    current: { schoolYear: group.schoolYear, season },
    historyCompleted: (await getOnboarding(tx, viewer.schoolId)).historyCompletedAt !== null,
  };
}

/** Periods in which these pupils have results, the newest first; the current one is always among them. */
export async function periodsOf(
  tx: TenantTx, { pupils, current }: GroupRead, subjects: readonly Subject[],
): Promise<readonly Period[]> {
  const known = await listPeriodsOfPupils(tx, pupils.map(({ pupilId }) => pupilId), subjects);
  const has = known.some(({ schoolYear, season }) => schoolYear === current.schoolYear && season === current.season);
  return has ? known : [...known, current].toSorted((a, b) => (isBefore(a, b) ? 1 : -1));
}

/** Results of a group in one question: those of a school year and the year before it. */
export function resultsUpTo(
  tx: TenantTx, { pupils }: GroupRead, subjects: readonly Subject[], schoolYears: readonly string[],
): Promise<readonly Result[]> {
  return listResultsOfPupils(tx, { pupilIds: pupils.map(({ pupilId }) => pupilId), subjects, schoolYears });
}

/** A school year and the one before it: what a report of a moment and the change since the moment before need. */
export function twoYears({ schoolYear }: Period): readonly string[] {
  return [schoolYear, addSchoolYears(schoolYear as SchoolYear, -1)];
}

/**
 * The group in one subject at a moment: of each pupil the result that counts and the one before, or why there is none.
 * @param results of these pupils in any subjects, the newest of a pupil first
 */
export async function groupAtMoment(
  { tx, now }: ReportContext, read: GroupRead, subject: Subject, period: Period, results: readonly Result[],
): Promise<GroupAtMoment> {
  const own = Map.groupBy(results.filter((result) => result.subject === subject), ({ pupilId }) => pupilId);
  const norms = await normsAt(tx, subject, period, [...own.values()].flat(), now);
  const pupils = await pupilsAt(tx, read, period, results, now);
  const counting = pupils.map((pupil) => {
    const all = own.get(pupil.pupilId) ?? [];
    return {
      pupil, result: countingResult(all.filter((each) => isInPeriod(each, period)), norms?.scaleCode),
      earlier: all.find((each) => isEarlier(each, period)) ?? null,
    };
  });
  const takings = await listTakings(tx, counting.flatMap(({ result }) => (result ? [result.resultId] : [])));
  const reasons = await reasonsOf(tx, { pupils, subject, period, current: read.current }, now);
  return {
    group: read.group, subject, period, norms,
    members: counting.map((each) => ({
      ...each,
      taking: each.result ? takings.get(each.result.resultId) : undefined,
      reason: reasons.get(each.pupil.pupilId) ?? '',
    })),
  };
}

function isEarlier(result: Result, period: Period): boolean {
  const own = periodOf(result);
  return own !== null && isBefore(own, period);
}

/** The norms of the newest of these results, so that bands and levels are of one norm; else those of today. */
async function normsAt(
  tx: TenantTx, subject: Subject, period: Period, results: readonly Result[], now: Date,
): Promise<PublishedNormTable | undefined> {
  const [newest] = results.filter((result) => isInPeriod(result, period) && result.normCode !== null)
    .toSorted((a, b) => (a.takenOn < b.takenOn ? 1 : -1));
  if (newest?.normCode && newest.normVersion !== null) return getNormTable(tx, newest.normCode, newest.normVersion);
  const today = await normsOf(tx, subject, now);
  return today ?? (newest && findNormTable(tx, newest.scaleCode, newest.takenOn));
}

/** Pupils with the year group they had then: of a result of that year, else of the roster of that year, else counted
 * back from now. */
export async function pupilsAt(
  tx: TenantTx, { pupils }: Pick<GroupRead, 'pupils'>, { schoolYear }: Period, results: readonly Result[], now: Date,
): Promise<readonly PupilName[]> {
  const thisYear = schoolYearOf(plainDateInAmsterdam(now));
  if (schoolYear === thisYear) return pupils;
  const tested = new Map(results.flatMap((result) =>
    (result.schoolYear === schoolYear ? [[result.pupilId, result.yearGroup]] : [])));
  const placed = await placementOf(tx, pupils.map(({ pupilId }) => pupilId), schoolYear);
  const years = startOf(thisYear) - startOf(schoolYear as SchoolYear);
  return pupils.map((pupil) => ({
    ...pupil,
    yearGroup: tested.get(pupil.pupilId) ?? placed.get(pupil.pupilId)
      ?? (pupil.yearGroup === null ? null : String(Number(pupil.yearGroup) - years)),
  }));
}

async function reasonsOf(tx: TenantTx, { pupils, subject, period, current }: {
  readonly pupils: readonly PupilName[];
  readonly subject: Subject;
  readonly period: Period;
  readonly current: Period;
}, now: Date): Promise<ReadonlyMap<string, string>> {
  const pupilIds = pupils.map(({ pupilId }) => pupilId);
  const plans = Map.groupBy(await listPlanProgress(tx, { pupilIds, subjects: [subject], ...period }),
    ({ pupilId }) => pupilId);
  const isNow = period.schoolYear === current.schoolYear && period.season === current.season;
  return reasonsWithout(pupils.map(({ pupilId, yearGroup }) =>
    ({ pupilId, yearGroup, plans: plans.get(pupilId) ?? [] })), subject, { now, isNow });
}
