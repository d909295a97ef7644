import type { Identifier, RosterSource } from './types.ts';

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
  /** Enough beside an equal key: last name and birth date. Null when a part is missing. */
  readonly supporting: string | null;
  /**
   * Enough by itself when exactly one on each side has it: also call name and sex. Null when a part is
   * missing.
   */
  readonly sufficient: string | null;
}

/** Why nobody but a person can say who this is. */
export type DoubtReason =
  /**
   * Several people of the roster fit equally well, or several of the document. Nothing is changed for any of
   * them.
   */
  | 'several-candidates'
  /** The key belonged to somebody else, by ECK iD, name and birth date. Taken as a new person. */
  | 'key-reused'
  /**
   * No key, no ECK iD and no birth date (staff: e-mail address): the next delivery could not recognise this
   * person.
   */
  | 'unrecognisable';

/** Who each incoming person is; `known` null means new. In the order of the incoming. */
export interface Match<K extends Known> {
  readonly known: K | null;
  readonly doubt: DoubtReason | null;
  /** With `several-candidates`: those who fit, and who therefore stay as they are. */
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
  const taken = new Set<string>();
  const matches: (Match<K> | null)[] = incoming.map(() => null);
  const reused = new Set<number>();
  const settle = (at: number, known: K) => {
    taken.add(known.id);
    matches[at] = { known, doubt: null, candidates: [] };
  };
  const round = (choose: (person: I, at: number) => K | undefined) => {
    for (const [at, person] of incoming.entries()) {
      const known = matches[at] ? undefined : choose(person, at);
      if (known && !taken.has(known.id)) settle(at, known);
    }
  };
  const byIdentifier = indexByIdentifier(roster);
  const holder = (of: RosterSource | 'eckid', value: string | null) =>
    value === null ? undefined : byIdentifier.get(`${of}\n${value}`);

  round((person) => holder('eckid', person.eckDigest));
  round((person, at) => {
    const known = holder(source, person.key);
    if (!known || taken.has(known.id)) return undefined;
    if (!otherEckId(person, known) || supports(person, known)) return known;
    reused.add(at);
    return undefined;
  });
  round((person) => {
    const known = holder(source === 'uwlr' ? 'edexml' : 'uwlr', person.key);
    return known && supports(person, known) && !otherEckId(person, known) ? known : undefined;
  });
  const open = (person: I) => byTraits.get(person.traits.sufficient ?? '')
    ?.filter((known) => !taken.has(known.id) && !otherEckId(person, known)) ?? [];
  const byTraits = Map.groupBy(roster.filter(({ traits }) => traits.sufficient !== null),
    ({ traits }) => traits.sufficient ?? '');
  const alike = Map.groupBy(
    incoming.filter((_, at) => !matches[at]),
    ({ traits }) => traits.sufficient ?? '',
  );
  const doubtful = new Map<I, readonly K[]>();
  for (const person of incoming.filter((_, at) => !matches[at])) {
    const candidates = open(person);
    const rivals = alike.get(person.traits.sufficient ?? '')?.length ?? 0;
    if (candidates.length > 0 && (candidates.length > 1 || rivals > 1)) doubtful.set(person, candidates);
  }
  round((person) => (doubtful.has(person) ? undefined : open(person)[0]));
  const doubtAbout = (person: I, at: number): DoubtReason | null => {
    if (doubtful.has(person)) return 'several-candidates';
    if (reused.has(at)) return 'key-reused';
    return person.eckDigest ?? person.key ?? person.traits.sufficient ? null : 'unrecognisable';
  };
  return incoming.map((person, at) => matches[at]
    ?? { known: null, doubt: doubtAbout(person, at), candidates: doubtful.get(person) ?? [] });
}

function indexByIdentifier<K extends Known>(roster: readonly K[]): ReadonlyMap<string, K> {
  return new Map(roster.flatMap((known) =>
    known.identifiers.map(({ source, value }) => [`${source}\n${value}`, known] as const)));
}

function supports(person: Incoming, known: Known): boolean {
  return person.traits.supporting !== null && person.traits.supporting === known.traits.supporting;
}

/**
 * Both have an ECK iD and no two of them are equal: after a change of number this may still be one person.
 */
function otherEckId(person: Incoming, known: Known): boolean {
  const digests = known.identifiers.filter(({ kind }) => kind === 'eckid').map(({ value }) => value);
  return person.eckDigest !== null && digests.length > 0 && !digests.includes(person.eckDigest);
}

/** A text for comparing names: no capitals, accents, hyphens, apostrophes or double spaces. */
export function plainName(...parts: readonly (string | null)[]): string {
  return parts.map((part) => part ?? '').join(' ').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
