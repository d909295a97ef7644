import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';

/** Why somebody whom the portal knows does not come in here: `nl.ts` says who must do what. */
export type AdmissionRefusal =
  | 'school-unknown' | 'permission-missing' | 'roster-not-loaded'
  | 'person-unknown' | 'person-left' | 'two-people';

/** How the school stands with the portal and with step 1. */
export interface SchoolFacts {
  readonly schoolId: string;
  readonly grantedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly step1CompletedAt: Date | null;
}

/** A member of staff or a pupil whom one of the portal's keys leads to. */
export interface KnownMember {
  readonly kind: 'eckid' | 'basispoort-id';
  readonly memberId: string;
  readonly active: boolean;
}

/** Whether anybody of this school may come in through the portal now. */
export function admitSchool(school: SchoolFacts | undefined): Result<string, AdmissionRefusal> {
  if (!school) return refuse('school-unknown');
  const { grantedAt, revokedAt } = school;
  if (!grantedAt || (revokedAt && revokedAt >= grantedAt)) return refuse('permission-missing');
  return school.step1CompletedAt ? ok(school.schoolId) : refuse('roster-not-loaded');
}

/**
 * Whom the portal's keys mean in our roster.
 * @param members one a key at most: the ECK iD and the portal's own number; when they mean two different
 * people nobody comes in, because the wrong one would see the other's results
 */
export function admitMember(members: readonly KnownMember[]): Result<string, AdmissionRefusal> {
  const [member, other] = [...new Map(members.map((known) => [known.memberId, known])).values()];
  if (!member) return refuse('person-unknown');
  if (other) return refuse('two-people');
  return member.active ? ok(member.memberId) : refuse('person-left');
}
