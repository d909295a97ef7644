import { present } from '../base/assert.ts';
import { datePlaces, swapped } from './resemblance-dates.ts';
import { soundOf } from './resemblance-names.ts';
import { bitsOf, compareProfiles, rarest, type Profile, type Rarity, type Resemblance } from './resemblance.ts';

/** Somebody of the school who may be the one, with how much speaks for it. */
export interface Candidate<K> {
  readonly known: K;
  readonly resemblance: Resemblance;
  /**
   * Base-2 logarithm of the odds that this is the same child: the bits of the comparison less those of
   * finding one child among all of the school. 10 is a thousand to one.
   */
  readonly logOdds: number;
}

/**
 * The pupils of a school, so arranged that whoever resembles a record is found without looking at
 * everybody.
 */
export interface SchoolIndex<K> {
  readonly size: number;
  /** Everybody who resembles the record in a birth date or in a name; the likeliest first. */
  candidatesOf(profile: Profile): readonly Candidate<K>[];
  /** How likely it is that these two are one child. */
  compare(profile: Profile, known: K): Candidate<K>;
}

/** A school of fewer pupils is being filled: its few names say too little about how rare a name is. */
const schoolSizeMin = 50;

/**
 * Arranges the pupils of a school: some tens of places for each, so that any size of school takes time in
 * proportion.
 */
export function indexSchool<K extends { readonly id: string; readonly profile: Profile }>(
  everybody: readonly K[],
): SchoolIndex<K> {
  const places = new Map<string, number[]>();
  everybody.forEach(({ profile }, at) => {
    for (const place of placesToStand(profile)) listAt(places, place).push(at);
  });
  const chance = rarityIn(everybody.map(({ profile }) => profile));
  const prior = Math.log2(Math.max(everybody.length, schoolSizeMin));
  const compare = (profile: Profile, known: K): Candidate<K> => {
    const resemblance = compareProfiles(profile, known.profile);
    return { known, resemblance, logOdds: bitsOf(resemblance, chance(known.profile)) - prior };
  };
  return {
    size: everybody.length,
    compare,
    candidatesOf: (profile) => {
      const found = new Set(placesToLook(profile).flatMap((place) => places.get(place) ?? []));
      return [...found].map((at) => compare(profile, present(everybody[at], 'an index points at somebody')))
        .sort((a, b) => b.logOdds - a.logOdds || (a.known.id < b.known.id ? -1 : 1));
    },
  };
}

function listAt(places: Map<string, number[]>, place: string): number[] {
  const list = places.get(place) ?? [];
  places.set(place, list);
  return list;
}

/**
 * A child stands under the birth date, its parts, and every surname with every first letter of a call name.
 */
function placesToStand({ birthDate, lastName, callNames }: Profile): readonly string[] {
  const dates = birthDate === null ? [] : [birthDate, ...datePlaces(birthDate)];
  return [...dates, ...namePlaces({ lastName, callNames })];
}

function placesToLook({ birthDate, lastName, callNames }: Profile): readonly string[] {
  const dates = birthDate === null ? [] : [birthDate, swapped(birthDate), ...datePlaces(birthDate)];
  return [...dates, ...namePlaces({ lastName, callNames })];
}

function namePlaces({ lastName, callNames }: Pick<Profile, 'lastName' | 'callNames'>): readonly string[] {
  if (!lastName || !callNames) return [];
  const letters = new Set([callNames.initials[0] ?? '', callNames.sound[0] ?? '', callNames.call[0] ?? '']);
  const call = [callNames.sound, ...callNames.others.map(soundOf)].filter((name) => name !== '');
  return [
    ...lastName.parts.flatMap((part) => [...letters].map((letter) => `${soundOf(part)} ${letter}`)),
    // A slip in the surname keeps its first letter.
    ...lastName.parts.flatMap((part) => call.map((name) => `${soundOf(part)[0] ?? ''}* ${name}`)),
  ];
}

/** How often another pupil of the school has the same surname, call name or birth date. */
function rarityIn(everybody: readonly Profile[]): (profile: Profile) => Rarity {
  const names = new Map<string, number>();
  const calls = new Map<string, number>();
  const days = new Map<string, number>();
  const add = (counts: Map<string, number>, value: string) => counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const { lastName, callNames, birthDate } of everybody) {
    for (const part of lastName?.parts ?? []) add(names, part);
    add(calls, callNames?.call ?? '');
    add(days, birthDate ?? '');
  }
  const share = (count = 1) => (count - 1) / Math.max(everybody.length, schoolSizeMin);
  return ({ lastName, callNames, birthDate }) => ({
    lastName: Math.max(rarest.lastName, share(Math.min(...countsIn(names, lastName?.parts)))),
    surname: Math.max(rarest.surname, share(Math.max(...countsIn(names, lastName?.parts)))),
    callName: Math.max(rarest.callName, share(calls.get(callNames?.call ?? ''))),
    birthDate: Math.max(rarest.birthDate, share(days.get(birthDate ?? ''))),
  });
}

function countsIn(counts: ReadonlyMap<string, number>, parts: readonly string[] = ['']): readonly number[] {
  return parts.map((part) => counts.get(part) ?? 1);
}
