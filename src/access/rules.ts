import type { PupilSession, Role, Viewer } from './types.ts';

/** Everything that can be done, as the table of domain.md section 3 has it. */
export type Act =
  | 'order' | 'accept-agreement' | 'run-onboarding' | 'see-onboarding' | 'resolve-matches'
  | 'manage-staff-roles' | 'plan-test' | 'enter-paper-test' | 'take-test' | 'read-pupil-report'
  | 'read-group-report' | 'see-delivery' | 'read-audit-log' | 'read-messages' | 'withdraw-result'
  | 'read-school-report' | 'read-board-report' | 'see-status-of-schools' | 'see-own-schools' | 'supervise-test'
  | 'open-class-code'
  | 'set-reports' | 'print-school-reports';

type Reach = 'school' | 'own-groups' | 'self';

/** Role by act: over the whole school, over own groups, or over oneself. What is absent is not allowed. */
const RIGHTS: Readonly<Record<Role, Readonly<Partial<Record<Act, Reach>>>>> = {
  administrator: {
    order: 'school', 'accept-agreement': 'school', 'run-onboarding': 'school', 'see-onboarding': 'school',
    'resolve-matches': 'school', 'manage-staff-roles': 'school', 'see-delivery': 'school',
    'read-audit-log': 'school', 'read-messages': 'school', 'withdraw-result': 'school', 'open-class-code': 'school',
    'set-reports': 'school',
  },
  director: {
    'accept-agreement': 'school', 'see-onboarding': 'school', 'read-pupil-report': 'school',
    'read-group-report': 'school', 'read-school-report': 'school', 'see-delivery': 'school',
    'read-audit-log': 'school', 'set-reports': 'school', 'print-school-reports': 'school',
  },
  supervisor: {
    'resolve-matches': 'school', 'plan-test': 'school', 'enter-paper-test': 'school',
    'read-pupil-report': 'school', 'read-group-report': 'school', 'read-school-report': 'school',
    'see-delivery': 'school', 'withdraw-result': 'school', 'supervise-test': 'school', 'open-class-code': 'school',
    'set-reports': 'school', 'print-school-reports': 'school',
  },
  teacher: {
    'plan-test': 'own-groups', 'enter-paper-test': 'own-groups', 'read-pupil-report': 'own-groups',
    'read-group-report': 'own-groups', 'supervise-test': 'own-groups', 'open-class-code': 'own-groups',
  },
  pupil: { 'take-test': 'self' },
  board: { 'see-own-schools': 'school', 'read-board-report': 'school' },
  service: { 'see-status-of-schools': 'school' },
};

/** What an act is about: the groups it touches, or the pupil whose own it is. */
export interface ActSubject {
  /** Groups of the pupil, or the group itself; one of them being the viewer's own is enough. */
  readonly groupIds?: readonly string[];
  readonly pupilId?: string;
}

/**
 * Whether this viewer may do this. Without a subject: whether there is anything at all that this viewer may
 * do it to.
 */
export function may(viewer: Viewer | PupilSession, act: Act, subject?: ActSubject): boolean {
  return viewer.roles.some((role) => {
    const reach = RIGHTS[role][act];
    if (!reach) return false;
    if (reach === 'school' || !subject) return true;
    if (reach === 'self') return subject.pupilId === viewer.id;
    const own = viewer.schoolId === null ? [] : viewer.ownGroupIds;
    return (subject.groupIds ?? []).some((groupId) => own.includes(groupId));
  });
}

/** Whether the viewer sees every group of the school for this act, or only the own ones. */
export function reaches(viewer: Viewer, act: Act): 'school' | 'own-groups' | 'nothing' {
  const reach = viewer.roles.map((role) => RIGHTS[role][act]).filter((found) => found !== undefined);
  if (reach.includes('school')) return 'school';
  return reach.includes('own-groups') ? 'own-groups' : 'nothing';
}
