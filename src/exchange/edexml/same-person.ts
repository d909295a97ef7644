import type { RosterPupil, RosterStaffMember } from '../roster-document.ts';

/** What tells people apart who came under one key. */
export type Identifying = Pick<RosterStaffMember, 'key' | 'eckId' | 'lastName' | 'callName'> & {
  readonly birthDate?: RosterPupil['birthDate'];
};

/** Whether two records under one key are of two people: another ECK iD, or another name and another birth date.
 * A mistake in one of those is no other person. */
export function isSomebodyElse(first: Identifying, again: Identifying): boolean {
  const differ = (one: string | null | undefined, other: string | null | undefined): boolean =>
    one != null && other != null && one !== other;
  const nameOf = ({ callName, lastName }: Identifying): string | null => callName ?? lastName;
  if (differ(first.eckId, again.eckId)) return true;
  return differ(first.birthDate, again.birthDate) && differ(nameOf(first), nameOf(again));
}

/** Whether somebody has no key but the ECK iD, as UWLR 2.3 allows. */
export function goesByEckId({ key, eckId }: Identifying): boolean {
  return key === eckId;
}
