import { listResultsOfPupil } from '../ability/store.ts';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { findNormTable, listForms, type PublishedNormTable } from '../content/store.ts';
import { type Subject, subjectNames } from '../content/types.ts';
import { getOnboarding } from '../onboarding/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Platform } from '../platform/platform.ts';
import { findPupil, groupsOfPupil } from '../roster/store.ts';
import type { ClassGroup, Pupil } from '../roster/types.ts';
import type { BandKind } from '../ui/charts/types.ts';
import { callNameAndLast } from '../ui/format.ts';
import { growthView } from './growth-view.ts';
import type { GrowthView } from './types.ts';

/** A subject that there are tests of. */
export interface SubjectChoice {
  readonly subject: Subject;
  readonly name: string;
}

/** A pupil's growth with who it is about. */
export interface GrowthReport {
  readonly pupil: Pupil;
  readonly groups: readonly ClassGroup[];
  readonly subject: Subject;
  readonly subjects: readonly SubjectChoice[];
  readonly historyCompleted: boolean;
  readonly view: GrowthView;
}

/** Loads a pupil's growth for somebody who may see it; every look is an audit event. Another's pupil is not found. */
export function readGrowthReport(
  platform: Platform, viewer: SchoolViewer, pupilId: string, choice: { subject?: Subject; bandKind: BandKind },
): Promise<GrowthReport> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', async (tx) => {
    const pupil = await findPupil(tx, pupilId);
    const groups = pupil ? await groupsOfPupil(tx, pupilId) : [];
    const subject = { groupIds: groups.map(({ groupId }) => groupId) };
    if (!pupil || !may(viewer, 'read-pupil-report', subject)) throw new NotFound();
    const subjects = await listSubjects(tx);
    const chosen = chooseSubject(subjects, choice.subject);
    const results = await listResultsOfPupil(tx, pupilId, chosen);
    const now = platform.clock.now();
    await audit(tx, now, 'pupil.read', { kind: 'pupil', id: pupilId }, { report: 'growth', subject: chosen });
    const norms = await normsOf(tx, chosen, now);
    return {
      pupil, groups, subject: chosen, subjects,
      historyCompleted: (await getOnboarding(tx, viewer.schoolId)).historyCompletedAt !== null,
      view: growthView({
        subject: chosen, pupilLabel: callNameAndLast(pupil), results, norms, bandKind: choice.bandKind,
      }),
    };
  });
}

async function listSubjects(tx: TenantTx): Promise<readonly SubjectChoice[]> {
  const subjects = new Set((await listForms(tx)).map(({ subject }) => subject));
  return [...subjects].map((subject) => ({ subject, name: subjectNames[subject] }));
}

function chooseSubject(subjects: readonly SubjectChoice[], wanted: Subject | undefined): Subject {
  return subjects.find(({ subject }) => subject === wanted)?.subject ?? subjects[0]?.subject ?? 'arithmetic';
}

async function normsOf(tx: TenantTx, subject: Subject, now: Date): Promise<PublishedNormTable | undefined> {
  const [form] = await listForms(tx, { subject });
  return form && findNormTable(tx, form.scaleCode, today(now));
}

function today(now: Date): ReturnType<typeof plainDateInAmsterdam> {
  return plainDateInAmsterdam(now);
}
