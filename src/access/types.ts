// Who looks, and what that person may do. In: a session. Out: a Viewer that every route and page is given.
// Invariant: rights follow from `rules.ts` alone; a role in the LAS grants nothing but its own groups.

import type { Actor } from '../platform/database/tenancy.ts';

/** What somebody is to the school: domain.md section 3. A person may hold several. */
export type Role = 'administrator' | 'director' | 'supervisor' | 'teacher' | 'pupil' | 'board' | 'service';

/** The name of each role on the screen. */
export const roleNames: Readonly<Record<Role, string>> = {
  administrator: 'Beheerder',
  director: 'Directeur',
  supervisor: 'Intern begeleider',
  teacher: 'Leerkracht',
  pupil: 'Leerling',
  board: 'Bestuur',
  service: 'Klantenservice',
};

/** Somebody who is signed in and looks at one school. */
export interface SchoolViewer {
  readonly kind: 'person' | 'staff' | 'pupil';
  readonly id: string;
  readonly schoolId: string;
  readonly schoolName: string;
  /** Own name, for the head of the page only. */
  readonly label: string;
  readonly roles: readonly Role[];
  /** Groups that the LAS links to this member of staff now; empty for everybody else. */
  readonly ownGroupIds: readonly string[];
  /** How the database and the audit log know this viewer. */
  readonly actor: Actor;
}

/** Customer service: sees how far schools are, never pupils. */
export interface ServiceViewer {
  readonly kind: 'person';
  readonly id: string;
  readonly schoolId: null;
  readonly label: string;
  readonly roles: readonly ['service'];
}

/** Somebody of a board: sees how far the board's schools are, never pupils. */
export interface BoardViewer {
  readonly kind: 'person';
  readonly id: string;
  readonly schoolId: null;
  readonly label: string;
  readonly roles: readonly ['board'];
  /** Usually one; somebody may work for several. */
  readonly boards: readonly Board[];
}

/** A board (bevoegd gezag), known by its number of five digits. */
export interface Board {
  readonly boardNumber: string;
  readonly name: string;
}

export type Viewer = SchoolViewer | ServiceViewer | BoardViewer;

/** A pupil as the session names it, without a look at the roster. Whether the child is still at the school is for the
 * transaction that follows, which loads something of that pupil anyway. */
export type PupilSession = Pick<SchoolViewer, 'kind' | 'id' | 'schoolId' | 'roles' | 'ownGroupIds' | 'actor'>;
