import { subjectNames, type Subject } from '../content/types.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { findGroup, listGroupPupils } from '../roster/store.ts';
import type { ClassGroup, PupilName } from '../roster/types.ts';
import { takingState, type TakingFacts, type TakingState } from './board-rules.ts';
import { listSubjects, listTaking, type SubjectActivity } from './board-store.ts';

/** The pupils of a group who take tests in one subject, as the teacher watches them. */
export interface LiveBoard {
  readonly group: ClassGroup;
  /** Every subject that is planned for this group. */
  readonly subjects: readonly Subject[];
  /** Null when nothing is planned. */
  readonly subject: Subject | null;
  readonly rows: readonly BoardRow[];
  /** Pupils of the group without a test in this subject. */
  readonly without: readonly PupilName[];
}

/** One pupil on the board. */
export interface BoardRow {
  readonly pupil: PupilName;
  readonly facts: TakingFacts;
  readonly state: TakingState;
}

/** As everywhere else a teacher reads them. */
const inOrder = Object.keys(subjectNames) as readonly Subject[];

/** Loads the board of a group of this school year; undefined when the school has no such group now.
 * @param wanted the subject that was asked for; else the one that is being taken, or is planned */
export async function loadLiveBoard(tx: TenantTx, groupId: string, about: {
  readonly wanted: string | null; readonly schoolYear: string; readonly now: Date;
}): Promise<LiveBoard | undefined> {
  const { schoolYear, now } = about;
  const group = await findGroup(tx, groupId);
  if (!group?.active || group.schoolYear !== schoolYear) return undefined;
  const activity = await listSubjects(tx, groupId, schoolYear);
  const subjects = inOrder.filter((known) => activity.some(({ subject }) => subject === known));
  const subject = subjects.find((known) => known === about.wanted) ?? subjectOfToday(activity);
  const pupils = await listGroupPupils(tx, groupId);
  const facts = subject ? await listTaking(tx, [{ groupId, subject }], schoolYear) : [];
  const byPupil = new Map(facts.map((one) => [one.pupilId, one]));
  return {
    group, subjects, subject,
    rows: pupils.flatMap((pupil) => {
      const own = byPupil.get(pupil.pupilId);
      return own ? [{ pupil, facts: own, state: takingState(own, now) }] : [];
    }),
    without: pupils.filter(({ pupilId }) => !byPupil.has(pupilId)),
  };
}

/** The subject that was begun last among those with open tests; else the one with most open tests; else the last. */
export function subjectOfToday(activity: readonly SubjectActivity[]): Subject | null {
  const best = activity.toSorted((a, b) => Number(b.open > 0) - Number(a.open > 0)
    || (b.lastStartedAt?.getTime() ?? 0) - (a.lastStartedAt?.getTime() ?? 0) || b.open - a.open)[0];
  return best?.subject ?? null;
}
