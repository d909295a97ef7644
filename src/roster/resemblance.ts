// How likely it is that two records are of one child: a weight for each field, added up. What people are
// shown and what is done without them both rest on this one comparison. Pure. Described with its figures in
// docs/matching.md.
import type { PlainDate } from '../base/plain-date.ts';
import { compareBirthDates, type BirthDateLevel } from './resemblance-dates.ts';
import {
  callNamesOf, compareCallNames, compareLastNames, lastNameOf, type CallNameLevel, type CallNames, type LastName,
  type LastNameLevel,
} from './resemblance-names.ts';
import type { PupilGender } from './types.ts';

/** What a record says about somebody; null where it is silent. */
export interface PersonRecord {
  readonly callName: string | null;
  readonly firstNames?: string | null;
  readonly initials?: string | null;
  readonly prefix: string | null;
  readonly lastName: string | null;
  readonly birthDate: PlainDate | null;
  readonly gender?: PupilGender | null;
}

/** A record, taken apart once so that it can be compared often. */
export interface Profile {
  readonly lastName: LastName | null;
  readonly callNames: CallNames | null;
  readonly birthDate: PlainDate | null;
  /** Null also for unknown and unspecified: those say nothing. */
  readonly gender: 'boy' | 'girl' | null;
}

/** Takes a record apart. */
export function profileOf(record: PersonRecord): Profile {
  const { gender = null } = record;
  return {
    lastName: lastNameOf(record.prefix, record.lastName),
    callNames: callNamesOf(record.callName, record.firstNames, record.initials),
    birthDate: record.birthDate,
    gender: gender === 'boy' || gender === 'girl' ? gender : null,
  };
}

/** Whether boy and girl are the same on both sides. */
export type GenderLevel = 'same' | 'different' | 'unknown';

/** What is alike and what is not, by field. */
export interface Resemblance {
  readonly lastName: LastNameLevel;
  readonly callName: CallNameLevel;
  readonly birthDate: BirthDateLevel;
  readonly gender: GenderLevel;
}

/** Compares two records. Symmetric. */
export function compareProfiles(a: Profile, b: Profile): Resemblance {
  return {
    lastName: compareLastNames(a.lastName, b.lastName),
    callName: compareCallNames(a.callNames, b.callNames),
    birthDate: compareBirthDates(a.birthDate, b.birthDate),
    gender: a.gender === null || b.gender === null ? 'unknown' : a.gender === b.gender ? 'same' : 'different',
  };
}

/** How rare what they share is in the school: the chance that another pupil has it as well, 0 to 1. */
export interface Rarity {
  readonly lastName: number;
  /** Of the commonest of two surnames: what counts when only one of them is shared. */
  readonly surname: number;
  readonly callName: number;
  readonly birthDate: number;
}

/**
 * No value is taken to be rarer than this, however small the school: one in 500 for a name, one in 1500 for
 * a day (eight years of birth in a school hold some 2900 days, and families and holidays bunch them).
 */
export const rarest: Rarity = { lastName: 1 / 500, surname: 1 / 500, callName: 1 / 500, birthDate: 1 / 1500 };

/**
 * Bits of evidence that two records are of one child, by field (Fellegi and Sunter 1969: the base-2
 * logarithm of how much likelier the outcome is for one child than for two). For what agrees they are the
 * bits of an equal value, which depend on its rarity, less this.
 */
export const discounts = {
  lastName: { same: 0, prefix: 0.5, sound: 2, slip: 2.5, part: 3, near: 6 },
  callName: { same: 0, 'first-name': 0.5, sound: 2, slip: 2.5, short: 4, initial: 5, near: 6 },
  birthDate: { same: 0, swapped: 5, digit: 7, part: 8.5 },
} as const;

/** Bits against, for what does not agree; the same in every school. */
export const penalties = {
  /** A child gets another surname after a divorce or an adoption: about one in a hundred. */
  lastName: -5,
  callName: { letter: -5, different: -6 },
  birthDate: -7,
  gender: -5,
} as const;

/** A record has boy or girl wrong about once in a hundred times; half of the others share it. */
const genderBits = 0.9;

/** However common a name, agreement never counts against. */
const agreementMin = 0.5;

/** The bits of one comparison, added up: higher is likelier; more of the same never lowers it. */
export function bitsOf(resemblance: Resemblance, rarity: Rarity): number {
  return lastNameBits(resemblance.lastName, rarity)
    + callNameBits(resemblance.callName, rarity.callName)
    + birthDateBits(resemblance.birthDate, rarity.birthDate)
    + { same: genderBits, different: penalties.gender, unknown: 0 }[resemblance.gender];
}

function lastNameBits(level: LastNameLevel, { lastName, surname }: Rarity): number {
  if (level === 'unknown') return 0;
  if (level === 'different') return penalties.lastName;
  const chance = level === 'part' ? surname : lastName;
  return Math.max(agreement(chance) - discounts.lastName[level], penalties.lastName);
}

function callNameBits(level: CallNameLevel, chance: number): number {
  if (level === 'unknown') return 0;
  if (level === 'different' || level === 'letter') return penalties.callName[level];
  return Math.max(agreement(chance) - discounts.callName[level], penalties.callName.letter);
}

function birthDateBits(level: BirthDateLevel, chance: number): number {
  if (level === 'unknown') return 0;
  if (level === 'different') return penalties.birthDate;
  return Math.max(agreement(chance) - discounts.birthDate[level], penalties.birthDate);
}

function agreement(chance: number): number {
  return Math.max(Math.log2(0.95 / chance), agreementMin);
}

/** Whether the names of two records are those of one child, as far as both say. */
export function namesAgree({ lastName, callName }: Resemblance): boolean {
  return lastName !== 'different' && lastName !== 'near' && !otherCallNames.has(callName)
    && (lastName !== 'unknown' || callName !== 'unknown');
}

const otherCallNames = new Set<CallNameLevel>(['near', 'letter', 'different']);

/** What name and birth date say beside an equal key. */
export type Support = 'supports' | 'silent' | 'contradicts';

/**
 * Another birth date and another name: the key was given to somebody else. One of the two may well have
 * changed, or have a slip in it.
 */
export function supportFor(resemblance: Resemblance): Support {
  const { lastName, callName, birthDate } = resemblance;
  const named = lastName !== 'unknown' || callName !== 'unknown';
  if (namesAgree(resemblance) || dayAgrees(birthDate)) return 'supports';
  return birthDate !== 'unknown' && named ? 'contradicts' : 'silent';
}

function dayAgrees(birthDate: BirthDateLevel): boolean {
  return birthDate === 'same' || birthDate === 'swapped' || birthDate === 'digit';
}

/** Neither surname nor call name is alike, as far as both say: a key that points there is asked about. */
export function isOtherName({ lastName, callName }: Resemblance): boolean {
  return lastName === 'different' && (callName === 'different' || callName === 'letter');
}

/**
 * Whether a name and birth date are equal enough to act on without a person: born on the same day, not
 * another sex, and of last name and call name at most one with a slip in it. A birth date that is not quite
 * the same, an initial and another surname are for a person.
 */
export function isCertain({ lastName, callName, birthDate, gender }: Resemblance): boolean {
  if (birthDate !== 'same' || gender === 'different') return false;
  const exactLast = lastName === 'same' || lastName === 'prefix';
  const exactCall = callName === 'same' || callName === 'first-name';
  const slipLast = exactLast || lastName === 'sound' || lastName === 'slip' || lastName === 'part';
  const slipCall = exactCall || callName === 'sound' || callName === 'slip';
  return (exactLast && slipCall) || (slipLast && exactCall);
}

/** Nothing differs but how it is written: enough where anything less would leave a doubt. */
export function isExact({ lastName, callName, birthDate, gender }: Resemblance): boolean {
  return (lastName === 'same' || lastName === 'prefix') && callName === 'same' && birthDate === 'same'
    && gender !== 'different';
}

/** Whether two records may be of twins: one family by name, born on one day. */
export function mayBeTwins({ lastName, birthDate }: Resemblance): boolean {
  return birthDate === 'same' && lastName !== 'different' && lastName !== 'unknown';
}
