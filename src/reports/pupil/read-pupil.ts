import type { Result } from '../../ability/types.ts';
import { addSchoolYears, type SchoolYear, schoolYearOf } from '../../base/school-year.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { findNormTable, getNormTable, listTests, type PublishedNormTable } from '../../content/store.ts';
import { type Subject, subjectNames, yearGroupOf } from '../../content/types.ts';
import { getOnboarding } from '../../onboarding/store.ts';
import { testYearGroup } from '../../planning/rules.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import type { ReportContext, ReportOf, SubjectChoice } from '../frame/types.ts';
import { linesOf } from '../honest/comparable.ts';
import { pupilOf } from '../reading.ts';
import { listTakings } from '../taking-store.ts';
import type { PupilOfReport } from './pupil-frame.ts';
import { normKey, type PupilLine } from './pupil-line.ts';
import { listAllResultsOfPupil, type PupilResult } from './store.ts';

/** A pupil with all results, read in two questions. */
export interface PupilRead extends PupilOfReport {
  /** Results that count, in all subjects, in the order of taking. */
  readonly results: readonly Result[];
  /** Results of tests that were declared invalid; they count nowhere. */
  readonly invalid: readonly PupilResult[];
  /** Whether the old results of the school are in. */
  readonly historyCompleted: boolean;
}

/** Reads the pupil of a report for somebody who may see it. */
export async function readPupil(context: ReportContext, of: ReportOf): Promise<PupilRead> {
  const { tx, viewer, choice } = context;
  const { pupil, groups } = await pupilOf(context, of);
  const all = await listAllResultsOfPupil(tx, pupil.pupilId);
  return {
    pupil, groups, choice,
    results: all.filter(({ invalid }) => !invalid),
    invalid: all.filter(({ invalid }) => invalid),
    historyCompleted: (await getOnboarding(tx, viewer.schoolId)).historyCompletedAt !== null,
  };
}

/** Subjects that a pupil has results of, or that there are tests of for the year group, in the order of subjects. */
export async function subjectsOfPupil(
  tx: TenantTx, { pupil, results }: PupilRead,
): Promise<readonly SubjectChoice[]> {
  const yearGroup = testYearGroup(pupil.yearGroup);
  const tests = yearGroup === null ? [] : await listTests(tx);
  const offered = new Set([
    ...results.map(({ subject }) => subject),
    ...tests.flatMap(({ subject, moment }) => (yearGroupOf(moment) === yearGroup ? [subject] : [])),
  ]);
  return (Object.keys(subjectNames) as Subject[]).filter((subject) => offered.has(subject))
    .map((subject) => ({ subject, name: subjectNames[subject] }));
}

/** The subject that was chosen if it is offered, else that of the newest result, else the first. */
export function subjectToShow(
  choices: readonly SubjectChoice[], chosen: Subject | undefined, results: readonly Pick<Result, 'subject'>[],
): Subject {
  const offered = (subject: Subject | undefined) => choices.find((choice) => choice.subject === subject)?.subject;
  return offered(chosen) ?? offered(results.at(-1)?.subject) ?? choices[0]?.subject ?? 'arithmetic';
}

/** Results of this school year and the ones before it, as many years as were chosen. */
export function inYears<R extends Pick<Result, 'schoolYear'>>(
  results: readonly R[], years: number | undefined, now: Date,
): readonly R[] {
  if (years === undefined) return results;
  const first: SchoolYear = addSchoolYears(schoolYearOf(plainDateInAmsterdam(now)), 1 - years);
  return results.filter(({ schoolYear }) => schoolYear >= first);
}

/** Results as lines, each with how its tests were taken and the norms with which they were made: the line with the
 * newest result that has norms first. */
export async function linesOfPupil(tx: TenantTx, results: readonly Result[]): Promise<readonly PupilLine[]> {
  const takings = await listTakings(tx, results.map(({ resultId }) => resultId));
  const lines: PupilLine[] = [];
  for (const line of linesOf(results)) lines.push({ results: line, takings, norms: await normsOfLine(tx, line) });
  const newest = ({ results: own, norms }: PupilLine) => `${norms.size > 0 ? 1 : 0}${own.at(-1)?.takenOn}`;
  return lines.toSorted((a, b) => (newest(a) < newest(b) ? 1 : -1));
}

async function normsOfLine(
  tx: TenantTx, results: readonly Result[],
): Promise<ReadonlyMap<string, PublishedNormTable>> {
  const norms = new Map<string, PublishedNormTable>();
  for (const { normCode, normVersion } of results) {
    if (normCode === null || normVersion === null || norms.has(normKey(normCode, normVersion))) continue;
    norms.set(normKey(normCode, normVersion), await getNormTable(tx, normCode, normVersion));
  }
  if (norms.size > 0) return norms;
  // Results of before there were norms for their scale: drawn on the bands of the norms of today, if there are any.
  const last = results.at(-1);
  const today = last && await findNormTable(tx, last.scaleCode, last.takenOn);
  return today ? new Map([[normKey(null, null), today]]) : norms;
}
