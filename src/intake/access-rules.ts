import type { Doubt } from '../onboarding/basispoort/store.ts';
import type { PortalPerson } from '../onboarding/basispoort/types.ts';

/** Somebody of our roster who can be recognised at the portal. */
export interface RosterPerson {
  readonly personId: string;
  readonly active: boolean;
  readonly eckDigest: string | null;
  readonly lasKeys: readonly string[];
  /** Numbers under which the portal had this person before. */
  readonly userIds: readonly number[];
}

/** Which number the portal gives to whom. */
export interface PersonNumber {
  readonly personId: string;
  readonly userId: number;
}

/** Who was recognised, and who has to be looked at. */
export interface Recognised {
  readonly numbers: readonly PersonNumber[];
  readonly doubts: readonly Pick<Doubt, 'userId' | 'reason'>[];
}

/**
 * Recognises the people of the portal in the roster by ECK iD, by the number that the portal gave before and by
 * LAS key. All that lead to somebody must lead to the same person: a wrong match would open a child's tests to
 * another. Where both sides have an ECK iD and they differ, number and key together may still tell that the
 * ECK iD changed; one of them alone may not.
 */
export function matchUsers(
  users: readonly PortalPerson[], roster: readonly RosterPerson[], digest: (eckId: string) => string,
): Recognised {
  const find = finder(roster, digest);
  const numbers: PersonNumber[] = [];
  const doubts: Pick<Doubt, 'userId' | 'reason'>[] = [];
  const taken = new Set<string>();
  // Who kept a number goes before who comes with a new one for the same person.
  for (const user of users.toSorted((one, other) => Number(find(other).byNumber !== undefined)
    - Number(find(one).byNumber !== undefined) || one.userId - other.userId)) {
    const { userId } = user;
    const { byEckId, byNumber, byKey } = find(user);
    const [person, another] = new Set([byEckId, byNumber, byKey].filter((found) => found !== undefined));
    if (!person) continue;
    const changedEckId = user.eckId !== null && person.eckDigest !== null && !byEckId;
    if (another || (changedEckId && !(byNumber && byKey))) doubts.push({ userId, reason: 'keys-disagree' });
    else if (taken.has(person.personId)) doubts.push({ userId, reason: 'two-users' });
    else {
      taken.add(person.personId);
      numbers.push({ personId: person.personId, userId });
    }
  }
  return { numbers, doubts };
}

function finder(roster: readonly RosterPerson[], digest: (eckId: string) => string) {
  const index = <Key>(keysOf: (person: RosterPerson) => readonly Key[]) =>
    new Map(roster.flatMap((person) => keysOf(person).map((key) => [key, person] as const)));
  const eckIds = index(({ eckDigest }) => (eckDigest === null ? [] : [eckDigest]));
  const numbers = index(({ userIds }) => userIds);
  const lasKeys = index((person) => person.lasKeys);
  return ({ userId, eckId, lasKey }: PortalPerson) => ({
    byEckId: eckId === null ? undefined : eckIds.get(digest(eckId)),
    byNumber: numbers.get(userId),
    byKey: lasKey === null ? undefined : lasKeys.get(lasKey),
  });
}

/** Who has to be put on the list of a tile and who has to be taken off. */
export interface ListChanges {
  readonly add: readonly number[];
  readonly remove: readonly number[];
}

/** The difference between who we put on a list before and who belongs on it now, each ascending. */
export function listChanges(listed: readonly number[], wanted: readonly number[]): ListChanges {
  const [isListed, isWanted] = [new Set(listed), new Set(wanted)];
  const ascending = (ids: ReadonlySet<number>, but: ReadonlySet<number>) =>
    [...ids].filter((userId) => !but.has(userId)).sort((one, other) => one - other);
  return { add: ascending(isWanted, isListed), remove: ascending(isListed, isWanted) };
}

/** What reading a list back says of one school. */
export interface ListVerdict {
  /** We put them on, and they are not there: dropped without a word. */
  readonly dropped: readonly number[];
  /** They are there, are this school's, and we did not put them on, or took them off. */
  readonly stray: readonly number[];
}

/**
 * Holds the whole list of a tile against what we put on it for one school. The list holds people of every
 * school: whoever is not known to be of this one is left alone.
 * @param ours every number that this school ever had
 */
export function judgeList(
  actual: ReadonlySet<number>, listed: readonly number[], ours: readonly number[],
): ListVerdict {
  const isListed = new Set(listed);
  return {
    dropped: listed.filter((userId) => !actual.has(userId)),
    stray: [...new Set(ours)].filter((userId) => actual.has(userId) && !isListed.has(userId)),
  };
}
