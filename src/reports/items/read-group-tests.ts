import { type Subject, subjectNames } from '../../content/types.ts';
import type { Period } from '../frame/choice.ts';
import type { Filter, ReportContext, ReportDocument, ReportOf } from '../frame/types.ts';
import { periodFilter, periodName } from '../group/group-filters.ts';
import {
  groupAtMoment, type GroupRead, periodsWithResults, readGroup, resultsFor, withCurrent,
} from '../group/read-group.ts';
import type { GroupAtMoment } from '../group/types.ts';
import { subjectFilter } from '../reading.ts';
import { isOwnTest, type ReadTest, readTests } from './items-read.ts';

/** A group in one subject at one moment, with the tests of our own that its results rest on. */
export interface GroupTests {
  readonly read: GroupRead;
  readonly at: GroupAtMoment;
  readonly subject: Subject;
  readonly period: Period;
  /** Of who took a test of our own; the order of the members. */
  readonly tests: readonly ReadTest[];
  readonly filters: readonly Filter[];
  readonly facts: ReportDocument['facts'];
}

/** Reads the tests of a group, for somebody who may see it; as many questions for thirty pupils as for one. */
export async function readGroupTests(context: ReportContext, of: ReportOf): Promise<GroupTests> {
  const { tx, choice } = context;
  const read = await readGroup(context, of);
  const subject = read.subjects.find((known) => known.subject === choice.subject)?.subject
    ?? read.subjects[0]?.subject ?? 'arithmetic';
  const period = choice.period ?? read.current;
  const periods = withCurrent(read, await periodsWithResults(tx, read, [subject]));
  const at = await groupAtMoment(context, read, subject, period, await resultsFor(tx, read, [subject], [period]));
  const own = at.members.flatMap(({ result }) => (result && isOwnTest(result) ? [result] : []));
  return {
    read, at, subject, period, tests: await readTests(tx, own),
    filters: [subjectFilter(read.subjects, subject), periodFilter(periods, period)],
    facts: [{ label: 'Vak', value: subjectNames[subject] }, { label: 'Moment', value: periodName(period) }],
  };
}
