import type { BasispoortPerson, Tile } from '../onboarding/basispoort/wire.ts';

/** The methode under which our tiles hang at Basispoort. */
export const METHODE_ID = 'leerling-in-beeld';

/** Our two tiles, by who may open them. Ids of products are unique for a publisher (basispoort.md 7). */
export const PRODUCT_IDS = { staff: 'leerkracht', pupil: 'leerling' } as const;

/** The methode and its two products as Basispoort must know them. */
export function tilesOf(productName: string, publicUrl: string): {
  readonly methode: Tile; readonly staff: Tile; readonly pupil: Tile;
} {
  return {
    methode: { id: METHODE_ID, naam: productName, url: null, tags: [] },
    staff: {
      id: PRODUCT_IDS.staff,
      naam: productName,
      url: `${publicUrl}/start`,
      tags: ['leerkrachtApplicatie'],
    },
    pupil: {
      id: PRODUCT_IDS.pupil,
      naam: `${productName}: toetsen`,
      url: `${publicUrl}/afname`,
      tags: ['toetsApplicatie'],
    },
  };
}

/** Somebody of our roster who can be recognised at Basispoort. */
export interface RosterPerson {
  readonly personId: string;
  readonly active: boolean;
  readonly eckDigest: string | null;
  readonly lasKeys: readonly string[];
}

/** Which number Basispoort gives to whom. */
export interface PersonNumber {
  readonly personId: string;
  readonly userId: number;
}

/**
 * Recognises the people of Basispoort in the roster: by ECK iD, else by LAS key when not both sides have an
 * ECK iD. Two that disagree are nobody: a wrong match would open a child's tests to another.
 */
export function matchUsers(
  users: readonly BasispoortPerson[], roster: readonly RosterPerson[], digest: (eckId: string) => string,
): readonly PersonNumber[] {
  const byEckId = new Map(
    roster.flatMap((person) => (person.eckDigest ? [[person.eckDigest, person] as const] : [])),
  );
  const byKey = new Map(roster.flatMap((person) => person.lasKeys.map((key) => [key, person] as const)));
  const taken = new Set<string>();
  return users.flatMap(({ userId, eckId, lasKey }) => {
    const known = eckId === null ? undefined : byEckId.get(digest(eckId));
    const other = lasKey === null ? undefined : byKey.get(lasKey);
    const person = known ?? (eckId !== null && other?.eckDigest ? undefined : other);
    if (known && other && known !== other) return [];
    if (!person || taken.has(person.personId)) return [];
    taken.add(person.personId);
    return [{ personId: person.personId, userId }];
  });
}

/**
 * Who has to be put on an access list and who has to be taken off. The list holds users of every school:
 * whoever is not known to be of this one is left alone.
 * @param ours every number that this school ever had
 */
export function listChanges(
  listed: readonly number[], wanted: readonly number[], ours: readonly number[],
): { readonly add: readonly number[]; readonly remove: readonly number[] } {
  const [isListed, isWanted] = [new Set(listed), new Set(wanted)];
  return {
    add: [...isWanted].filter((userId) => !isListed.has(userId)),
    remove: [...new Set(ours)].filter((userId) => isListed.has(userId) && !isWanted.has(userId)),
  };
}
