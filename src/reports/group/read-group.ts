import { listPlacesOfPupils, listResultsOfPupils } from '../../ability/group-store.ts';
import type { Result } from '../../ability/types.ts';
import { present } from '../../base/assert.ts';
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
import { countingResult, isBefore, isInPeriod, isSamePeriod, periodOf } from './standing.ts';
import type { GroupAtMoment, Member } from './types.ts';
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

/** Periods in which these pupils have results in any of these subjects, the newest first. */
export async function periodsWithResults(
  tx: TenantTx, { pupils }: GroupRead, subjects: readonly Subject[],
): Promise<readonly Period[]> {
  const places = await listPlacesOfPupils(tx, pupils.map(({ pupilId }) => pupilId), subjects);
  return places.flatMap((place) => periodOf(place) ?? [])
    .filter((period, index, all) => all.findIndex((other) => isSamePeriod(other, period)) === index)
    .toSorted((a, b) => (isBefore(a, b) ? 1 : -1));
}

/** The same with the current period, newest first. */
export function withCurrent({ current }: GroupRead, periods: readonly Period[]): readonly Period[] {
  return periods.some((period) => isSamePeriod(period, current))
    ? periods : [...periods, current].toSorted((a, b) => (isBefore(a, b) ? 1 : -1));
}

/**
 * Results of a group in one question: what reports of these periods need. With the year after each, in which a test of
 * its end may have been taken late; and for the change since the moment before, the year before.
 */
export function resultsFor(
  tx: TenantTx, { pupils }: GroupRead, subjects: readonly Subject[], periods: readonly Period[],
): Promise<readonly Result[]> {
  const years = periods.flatMap(({ schoolYear }) =>
    [-1, 0, 1].map((more) => addSchoolYears(schoolYear as SchoolYear, more)));
  return listResultsOfPupils(tx, {
    pupilIds: pupils.map(({ pupilId }) => pupilId), subjects, schoolYears: [...new Set(years)],
  });
}

/** The group in one subject at a moment. */
export async function groupAtMoment(
  context: ReportContext, read: GroupRead, subject: Subject, period: Period, results: readonly Result[],
): Promise<GroupAtMoment> {
  return present((await groupAtMoments(context, read, [subject], period, results))[0], 'one subject');
}

/**
 * The group at a moment, one a subject: of each pupil the result that counts and the one before, or why there is none.
 * As many questions for all subjects as for one.
 * @param results of these pupils in any subjects, the newest of a pupil first
 */
export async function groupAtMoments(
  { tx, now }: ReportContext, read: GroupRead, subjects: readonly Subject[], period: Period, results: readonly Result[],
): Promise<readonly GroupAtMoment[]> {
  const pupils = await pupilsAt(tx, read, period, results, now);
  const shown = results.filter((result) => isInPeriod(result, period));
  const takings = await listTakings(tx, shown.map(({ resultId }) => resultId));
  const reasonOf = await reasonsOf(tx, { pupils, subjects, period, current: read.current }, now);
  const all: GroupAtMoment[] = [];
  for (const subject of subjects) {
    const ofSubject = results.filter((result) => result.subject === subject);
    const own = Map.groupBy(ofSubject, ({ pupilId }) => pupilId);
    const norms = await normsAt(tx, subject, period, ofSubject, now);
    all.push({
      group: read.group, subject, period, norms,
      members: pupils.map((pupil): Member => {
        const each = own.get(pupil.pupilId) ?? [];
        const result = countingResult(each.filter((one) => isInPeriod(one, period)), norms?.scaleCode);
        return {
          pupil, result, earlier: each.find((one) => isEarlier(one, period)) ?? null,
          taking: result ? takings.get(result.resultId) : undefined, reason: reasonOf(pupil.pupilId, subject),
        };
      }),
    });
  }
  return all;
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

/** Why each pupil has no result, by subject. */
async function reasonsOf(tx: TenantTx, { pupils, subjects, period, current }: {
  readonly pupils: readonly PupilName[];
  readonly subjects: readonly Subject[];
  readonly period: Period;
  readonly current: Period;
}, now: Date): Promise<(pupilId: string, subject: Subject) => string> {
  const all = await listPlanProgress(tx, { pupilIds: pupils.map(({ pupilId }) => pupilId), subjects, ...period });
  const plans = Map.groupBy(all, ({ pupilId, subject }) => `${pupilId}|${subject}`);
  const isNow = isSamePeriod(period, current);
  const reasons = new Map(subjects.map((subject) => [subject, reasonsWithout(pupils.map(({ pupilId, yearGroup }) =>
    ({ pupilId, yearGroup, plans: plans.get(`${pupilId}|${subject}`) ?? [] })), subject, { now, isNow })]));
  return (pupilId, subject) => reasons.get(subject)?.get(pupilId) ?? '';
}
