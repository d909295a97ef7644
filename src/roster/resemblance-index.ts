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
    return { known, resemblance, logOdds: bitsOf(resemblance, chance(profile, known.profile)) - prior };
  };
  return {
    size: everybody.length,
    compare,
    candidatesOf: (profile) => {
      const found = new Set(placesToLook(profile).flatMap((place) => places.get(place) ?? []));
      return [...found].map((at) => compare(profile, present(everybody[at], 'an index points at somebody')))
        .sort((a, b) => b.logOdds - a.logOdds || byCallName(a.known, b.known));
    },
  };
}

/** Those who fit equally well, such as twins, stand in an order that a person expects, the same each time. */
function byCallName<K extends { readonly id: string; readonly profile: Profile }>(a: K, b: K): number {
  const [one, other] = [a, b].map(({ id, profile }) => `${profile.callNames?.call ?? ''} ${id}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
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
  const calls = [callNames.sound, ...callNames.others.map(soundOf)].filter((name) => name !== '');
  return [
    ...lastName.sounds.flatMap((sound) => [...letters].map((letter) => `${sound} ${letter}`)),
    // A slip in the surname mostly keeps its first letter.
    ...lastName.sounds.flatMap((sound) => calls.map((name) => `${sound[0] ?? ''}* ${name}`)),
  ];
}

/**
 * The chance that two children of the school share a surname, call name or birth date by accident: by how
 * many have the one or the other, so that a common name is not made rare by a slip in it.
 */
function rarityIn(everybody: readonly Profile[]): (a: Profile, b: Profile) => Rarity {
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
  const countsOf = ({ lastName }: Profile) => (lastName?.parts ?? ['']).map((part) => names.get(part) ?? 1);
  const chanceOf = (profile: Profile): Rarity => ({
    lastName: share(Math.min(...countsOf(profile))),
    surname: share(Math.max(...countsOf(profile))),
    callName: share(calls.get(profile.callNames?.call ?? '')),
    birthDate: share(days.get(profile.birthDate ?? '')),
  });
  return (a, b) => {
    const [left, right] = [chanceOf(a), chanceOf(b)];
    const commonest = (field: keyof Rarity) => Math.max(rarest[field], left[field], right[field]);
    return {
      lastName: commonest('lastName'), surname: commonest('surname'), callName: commonest('callName'),
      birthDate: commonest('birthDate'),
    };
  };
}
