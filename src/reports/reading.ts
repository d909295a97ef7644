import { may } from '../access/rules.ts';
import { findNormTable, listForms, type PublishedNormTable } from '../content/store.ts';
import { type Subject, subjectNames } from '../content/types.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { findGroup, findPupil, groupsOfPupil } from '../roster/store.ts';
import type { ClassGroup, Pupil } from '../roster/types.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { Filter, ReportContext, ReportOf, SubjectChoice } from './frame/types.ts';

/** The pupil of a report with the own groups; another's pupil, like one that is not there, is not found. */
export async function pupilOf(
  { tx, viewer }: ReportContext, { pupilId }: ReportOf,
): Promise<{ readonly pupil: Pupil; readonly groups: readonly ClassGroup[] }> {
  const pupil = pupilId ? await findPupil(tx, pupilId) : undefined;
  const groups = pupil ? await groupsOfPupil(tx, pupil.pupilId) : [];
  const subject = { groupIds: groups.map(({ groupId }) => groupId) };
  if (!pupil || !may(viewer, 'read-pupil-report', subject)) throw new NotFound();
  return { pupil, groups };
}

/** The group of a report, also a composite group (clustergroep) or one of an earlier year. */
export async function groupOf({ tx, viewer }: ReportContext, { groupId }: ReportOf): Promise<ClassGroup> {
  const group = groupId ? await findGroup(tx, groupId) : undefined;
  if (!group || !may(viewer, 'read-group-report', { groupIds: [group.groupId] })) throw new NotFound();
  return group;
}

/** Subjects that there are tests of, in the order of the catalogue. */
export async function listSubjectChoices(tx: TenantTx): Promise<readonly SubjectChoice[]> {
  const known = new Set((await listForms(tx)).map(({ subject }) => subject));
  return (Object.keys(subjectNames) as Subject[]).filter((subject) => known.has(subject))
    .map((subject) => ({ subject, name: subjectNames[subject] }));
}

/** The norm table that counts for a subject today; undefined when none is loaded. */
export async function normsOf(tx: TenantTx, subject: Subject, now: Date): Promise<PublishedNormTable | undefined> {
  const [form] = await listForms(tx, { subject });
  return form && findNormTable(tx, form.scaleCode, plainDateInAmsterdam(now));
}

/** The subjects as tabs. */
export function subjectFilter(choices: readonly SubjectChoice[], current: Subject): Filter {
  return {
    label: 'Vakgebied', look: 'tabs',
    options: choices.map(({ subject, name }) => ({ label: name, change: { subject }, current: subject === current })),
  };
}
