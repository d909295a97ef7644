import { listGroupResults, listResultMoments, listResultsOfPupil } from '../ability/store.ts';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { findNormTable, listForms, type PublishedNormTable } from '../content/store.ts';
import { type Season, type Subject, subjectNames } from '../content/types.ts';
import { getOnboarding } from '../onboarding/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Platform } from '../platform/platform.ts';
import { planSeason } from '../planning/rules.ts';
import { findGroup, findPupil, groupsOfPupil, listGroupPupils } from '../roster/store.ts';
import type { ClassGroup, Pupil } from '../roster/types.ts';
import type { BandKind } from '../ui/charts/types.ts';
import { callNameAndLast } from '../ui/format.ts';
import { groupReportView } from './group-view.ts';
import { growthView } from './growth-view.ts';
import type { GroupReportView, GrowthView } from './types.ts';

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

/** A season of a school year in which a group can be looked at. */
export interface PeriodChoice {
  readonly schoolYear: string;
  readonly season: Season;
}

/** A group's report with what else can be chosen. */
export interface GroupReport {
  readonly group: ClassGroup;
  readonly subject: Subject;
  readonly subjects: readonly SubjectChoice[];
  readonly period: PeriodChoice;
  /** Newest first; the current season is always among them. */
  readonly periods: readonly PeriodChoice[];
  readonly historyCompleted: boolean;
  readonly view: GroupReportView;
}

/** Loads the report of a group for somebody who may see it; every look is an audit event. */
export function readGroupReport(
  platform: Platform, viewer: SchoolViewer, groupId: string,
  choice: { subject?: Subject; period?: PeriodChoice; bandKind: BandKind },
): Promise<GroupReport> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', async (tx) => {
    const group = await findGroup(tx, groupId);
    if (!group || !may(viewer, 'read-group-report', { groupIds: [groupId] })) throw new NotFound();
    const now = platform.clock.now();
    const subjects = await listSubjects(tx);
    const subject = chooseSubject(subjects, choice.subject);
    const norms = await normsOf(tx, subject, now);
    const pupils = await listGroupPupils(tx, groupId);
    const ids = pupils.map(({ pupilId }) => pupilId);
    const season: Season = norms ? planSeason(norms.periods, today(now)) : 'M';
    const current = { schoolYear: group.schoolYear, season };
    const periods = withCurrent(current, await listResultMoments(tx, ids, subject));
    const period = choice.period ?? current;
    const results = await listGroupResults(tx, ids, subject, period.schoolYear, period.season);
    await audit(tx, now, 'group.read', { kind: 'group', id: groupId }, { subject, ...period });
    return {
      group, subject, subjects, period, periods,
      historyCompleted: (await getOnboarding(tx, viewer.schoolId)).historyCompletedAt !== null,
      view: groupReportView({
        groupName: group.name, subject, season: period.season, schoolYear: period.schoolYear,
        pupils: atTheTime(pupils, results), results, norms, bandKind: choice.bandKind,
      }),
    };
  });
}

/** Pupils with the year group they had then, where a result tells: an older season is shown at its own moments. */
function atTheTime<P extends { readonly pupilId: string; readonly yearGroup: string | null }>(
  pupils: readonly P[], results: readonly { readonly pupilId: string; readonly yearGroup: string }[],
): readonly P[] {
  const then = new Map(results.map(({ pupilId, yearGroup }) => [pupilId, yearGroup]));
  return pupils.map((pupil) => ({ ...pupil, yearGroup: then.get(pupil.pupilId) ?? pupil.yearGroup }));
}

function withCurrent(current: PeriodChoice, known: readonly PeriodChoice[]): readonly PeriodChoice[] {
  const has = known.some(({ schoolYear, season }) => schoolYear === current.schoolYear && season === current.season);
  return has ? known : [current, ...known];
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
