import {
  compareProfiles, isCertain, isExact, profileOf, supportFor, type Profile, type Resemblance,
} from './resemblance.ts';
import { indexSchool } from './resemblance-index.ts';
import { plainName } from './resemblance-names.ts';
import { recognise } from './resemblance-verdict.ts';
import type { Identifier, RosterSource } from './types.ts';

export { plainName };

/** Somebody in a document, reduced to what recognising needs. */
export interface Incoming {
  /** Keyed digest of the ECK iD. */
  readonly eckDigest: string | null;
  /** LAS key; null for a dummy, which means nothing outside its document. */
  readonly key: string | null;
  readonly traits: Traits;
}

/** Somebody of the roster. */
export interface Known {
  readonly id: string;
  readonly identifiers: readonly Identifier[];
  readonly traits: Traits;
}

/** What makes it plausible that two records are one person, spelt so that equal means equal. */
export interface Traits {
  /** Enough beside an equal key: last name, of a pupil with the birth date. Null when a part is missing. */
  readonly supporting: string | null;
  /**
   * Enough by itself when exactly one on each side has it: of a pupil also call name and sex, of staff the
   * e-mail address. Null when a part is missing.
   */
  readonly sufficient: string | null;
  /**
   * Of a pupil: name, birth date and sex to compare with forgiveness. Staff are recognised by the texts
   * alone.
   */
  readonly profile?: Profile;
}

/** Why nobody but a person can say who this is. */
export type DoubtReason =
  /**
   * Several people of the roster fit equally well, or several of the document. Nothing is changed for any of
   * them.
   */
  | 'several-candidates'
  /** Somebody of the roster is very much like this one, but not the same. Nothing is changed for either. */
  | 'similar-candidate'
  /**
   * The key is of somebody with another name and birth date, and no ECK iD tells. Nothing is changed for
   * either.
   */
  | 'key-contradicts'
  /** The key belonged to somebody else, by ECK iD, name and birth date. Taken as a new person. */
  | 'key-reused'
  /**
   * No key, no ECK iD and no birth date (staff: e-mail address): the next delivery could not recognise this
   * person.
   */
  | 'unrecognisable';

/** Whether somebody in doubt stays out of the roster until a person has said who it is. */
export function isHeld(reason: DoubtReason | null): boolean {
  return reason !== null && reason !== 'key-reused';
}

/** Who each incoming person is; `known` null means new. In the order of the incoming. */
export interface Match<K extends Known> {
  readonly known: K | null;
  readonly doubt: DoubtReason | null;
  /** With a doubt: those who fit, and who therefore stay as they are. */
  readonly candidates: readonly K[];
}

/**
 * Recognises people: by ECK iD, then by the key of the same source, then by a key of another source that name
 * and birth date support, then by name, birth date and sex together. Never by name alone, and nobody twice.
 * Source: exchange.md 10.7, 14 and 15.8.
 */
export function matchPeople<I extends Incoming, K extends Known>(
  incoming: readonly I[], roster: readonly K[], source: RosterSource,
): readonly Match<K>[] {
  const matches = matchByIdentifier(incoming, roster, source);
  const taken = new Set([...matches.values()].flatMap(({ known }) => known?.id ?? []));
  const open = incoming.filter((person) =>
    !matches.has(person) || matches.get(person)?.doubt === 'key-reused');
  const free = roster.filter(({ id }) => !taken.has(id));
  const byName = new Map([
    ...matchByTexts(open.filter(({ traits }) => !traits.profile), free),
    ...matchByResemblance(open, roster, { source, taken }),
  ]);
  return incoming.map((person) => {
    const named = byName.get(person);
    const found = named && (named.known || named.candidates.length > 0) ? named : matches.get(person);
    return found ?? { known: null, doubt: recognisable(person) ? null : 'unrecognisable', candidates: [] };
  });
}

function recognisable({ eckDigest, key, traits }: Incoming): boolean {
  return (eckDigest ?? key ?? traits.sufficient) !== null;
}

/** Whom an ECK iD or a key tells, and whose key stands against name and birth date. */
function matchByIdentifier<I extends Incoming, K extends Known>(
  incoming: readonly I[], roster: readonly K[], source: RosterSource,
): Map<I, Match<K>> {
  const byIdentifier = new Map(roster.flatMap((known) =>
    known.identifiers.map((one) => [`${one.source}\n${one.value}`, known] as const)));
  const holder = (of: RosterSource | 'eckid', value: string | null) =>
    (value === null ? undefined : byIdentifier.get(`${of}\n${value}`));
  const matches = new Map<I, Match<K>>();
  const taken = new Set<string>();
  const round = (judge: (person: I) => Match<K> | undefined) => {
    for (const person of incoming) {
      const match = matches.has(person) ? undefined : judge(person);
      const ids = [...match?.known ? [match.known] : [], ...match?.candidates ?? []].map(({ id }) => id);
      if (!match || ids.some((id) => taken.has(id))) continue;
      for (const id of ids) taken.add(id);
      matches.set(person, match);
    }
  };
  const found = (known: K | undefined) => known && { known, doubt: null, candidates: [] };
  round((person) => found(holder('eckid', person.eckDigest)));
  round((person) => {
    const known = holder(source, person.key);
    if (!known || taken.has(known.id)) return undefined;
    if (otherEckId(person, known)) return confirms(person, known) ? found(known) : reused;
    if (!contradicts(person, known)) return found(known);
    return { known: null, doubt: 'key-contradicts', candidates: [known] };
  });
  round((person) => {
    const known = holder(source === 'uwlr' ? 'edexml' : 'uwlr', person.key);
    return known && confirms(person, known) && !otherEckId(person, known) ? found(known) : undefined;
  });
  return matches;
}

const reused = { known: null, doubt: 'key-reused', candidates: [] } as const;

/** Name and birth date say by themselves that this is one person, but for somebody like them. */
function confirms(person: Incoming, known: Known): boolean {
  const [a, b] = [person.traits, known.traits];
  if (a.profile && b.profile) return isCertain(compareProfiles(a.profile, b.profile));
  return a.supporting !== null && a.supporting === b.supporting;
}

function contradicts({ traits }: Incoming, known: Known): boolean {
  return traits.profile !== undefined && known.traits.profile !== undefined
    && supportFor(compareProfiles(traits.profile, known.traits.profile)) === 'contradicts';
}

/** Equal texts on both sides, and exactly one on each. */
function matchByTexts<I extends Incoming, K extends Known>(
  open: readonly I[], free: readonly K[],
): readonly (readonly [I, Match<K>])[] {
  const textOf = ({ traits }: Incoming | Known) => traits.sufficient ?? '';
  const known = Map.groupBy(free.filter(({ traits }) => traits.sufficient !== null), textOf);
  const alike = Map.groupBy(open, textOf);
  return open.map((person) => {
    const candidates = (known.get(textOf(person)) ?? []).filter((one) => !otherEckId(person, one));
    const [only] = candidates;
    const clear = candidates.length <= 1 && alike.get(textOf(person))?.length === 1;
    if (only && clear) return [person, { known: only, doubt: null, candidates: [] }];
    return [person, { known: null, doubt: only ? 'several-candidates' : null, candidates }];
  });
}

/**
 * By name, birth date and sex. The administration's own keys lead: who has another key of the same source
 * is somebody else unless nothing at all differs, and then was entered anew.
 */
function matchByResemblance<I extends Incoming, K extends Known>(
  open: readonly I[], roster: readonly K[],
  { source, taken }: { readonly source: RosterSource; readonly taken: ReadonlySet<string> },
): readonly (readonly [I, Match<K>])[] {
  const profiled = roster.map((known) => ({ id: known.id, known, profile: known.traits.profile ?? nobody }));
  const people = open.filter(({ traits }) => traits.profile);
  const asked = people.map((person, at) => ({
    holder: null, profile: person.traits.profile ?? null, source: String(at),
    excludes: ({ known }: { readonly known: K }, resemblance: Resemblance) =>
      taken.has(known.id) || resemblance.birthDate === 'unknown'
      || otherEckId(person, known) || (otherKey(person, known, source) && !isExact(resemblance)),
  }));
  const verdicts = recognise(asked, indexSchool(profiled));
  return people.map((person, at) => {
    const verdict = verdicts[at];
    if (verdict?.kind === 'same') return [person, { known: verdict.known.known, doubt: null, candidates: [] }];
    if (verdict?.kind !== 'doubt') return [person, { known: null, doubt: null, candidates: [] }];
    return [person, {
      known: null, doubt: verdict.reason, candidates: verdict.candidates.map(({ known: { known } }) => known),
    }];
  });
}

const nobody = profileOf({ callName: null, prefix: null, lastName: null, birthDate: null });

/**
 * Both have an ECK iD and no two of them are equal: after a change of number this may still be one person.
 */
function otherEckId(person: Incoming, known: Known): boolean {
  const digests = known.identifiers.filter(({ kind }) => kind === 'eckid').map(({ value }) => value);
  return person.eckDigest !== null && digests.length > 0 && !digests.includes(person.eckDigest);
}

/** Both have a key of this source, and no two of them are equal. */
function otherKey(person: Incoming, known: Known, source: RosterSource): boolean {
  const keys = known.identifiers.filter((one) => one.kind === 'las-key' && one.source === source);
  return person.key !== null && keys.length > 0 && !keys.some(({ value }) => value === person.key);
}
