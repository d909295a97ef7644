import { matchPeople } from '../roster/match.ts';
import { profileOf } from '../roster/resemblance.ts';
import type { PupilIdentity } from '../roster/types.ts';
import { newMatcher, type PupilMatch } from '../history/match.ts';
import type { SourcePupil } from '../history/types.ts';
import { seededRandom } from '../psychometrics/random.ts';
import { oldEntries, presentEntries, type Entry, type ErrorKind } from './generate/administrations.ts';
import { inventSchools } from './generate/population.ts';

/**
 * What is matched: old results with keys; the same without any key, as from CP LOVS; or a roster that comes
 * over another carrier, with ECK iDs and keys of its own.
 */
export const variants = ['history-with-keys', 'history-without-keys', 'roster-other-carrier'] as const;

export type Variant = (typeof variants)[number];

/** How one record ended. */
type Ending =
  | 'automatic-right' | 'automatic-wrong'
  /** Left to a person, with the right pupil as the first candidate, as a further one, or not among them. */
  | 'offered-first' | 'offered' | 'not-offered'
  /** Of a child who is not in the school: left to a person, with others to look at or without anybody. */
  | 'stranger-with-candidates' | 'stranger';

/** What came of one variant. Shares are 0 to 1, of the records named. */
export interface Measurement {
  readonly variant: Variant;
  readonly records: number;
  /** Of a pupil who is in the school. */
  readonly withCounterpart: number;
  readonly automatic: number;
  readonly automaticWrong: number;
  readonly precision: number;
  readonly automaticRecall: number;
  /** Also those that a person is shown as the first candidate. */
  readonly recallWithFirstCandidate: number;
  /** Also those that a person is shown further down. */
  readonly recallWithAnyCandidate: number;
  /** Share of all records that is left to a person; the two below add up to it. */
  readonly leftToPerson: number;
  /** Share of all records that a person has to look at, with somebody to choose. */
  readonly leftToPersonWithCandidates: number;
  /** Share of all records of which nobody in the school comes near. */
  readonly leftToPersonWithout: number;
  readonly milliseconds: number;
  /**
   * Of records with exactly this wrong and nothing else (`none`: nothing), and of those with more than one.
   */
  readonly byError: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

interface Tally {
  milliseconds: number;
  readonly endings: Map<string, Map<Ending, number>>;
}

/** Invents a population of this size and matches it in every variant. */
export function measureMatching(size: number, seed: string): readonly Measurement[] {
  const tallies = new Map(variants.map((variant) => [variant, { milliseconds: 0, endings: new Map() } as Tally]));
  for (const school of inventSchools(size, seed)) {
    const random = seededRandom(`${seed}/${school.name}/errors`);
    const now = presentEntries(school.now, random);
    const old = oldEntries(school.earlier, now, random);
    for (const [variant, tally] of tallies) addSchool(variant, tally, old, now);
  }
  return [...tallies].map(([variant, tally]) => summary(variant, tally));
}

function addSchool(variant: Variant, tally: Tally, old: readonly Entry[], now: readonly Entry[]): void {
  const present = new Set(now.map(({ truth }) => truth));
  const started = performance.now();
  const found = variant === 'roster-other-carrier' ? byRoster(old, now) : byHistory(old, now, variant);
  tally.milliseconds += performance.now() - started;
  for (const [at, entry] of old.entries()) {
    const ending = endingOf(entry, found[at]!, present.has(entry.truth));
    const kind = errorOf(entry, variant);
    const counts = tally.endings.get(kind) ?? new Map<Ending, number>();
    tally.endings.set(kind, counts.set(ending, (counts.get(ending) ?? 0) + 1));
  }
}

/** Truth of the pupil who was chosen, and of those who are shown to a person. */
interface Found {
  readonly chosen: string | null;
  readonly shown: readonly string[];
}

function byHistory(old: readonly Entry[], now: readonly Entry[], variant: Variant): readonly Found[] {
  const delivery = old.map((entry): SourcePupil => ({
    key: variant === 'history-without-keys' ? null : entry.key,
    person: {
      callName: entry.callName, prefix: entry.prefix, lastName: entry.lastName, birthDate: entry.birthDate,
    },
  }));
  const match = newMatcher({
    pupils: now.map(identityOf), decisions: new Map(), keySources: ['uwlr'], digest: (text) => text, delivery,
  });
  return delivery.map((pupil) => foundOf(match(pupil)));
}

function foundOf(match: PupilMatch): Found {
  if (match.kind === 'pupil') return { chosen: match.pupilId, shown: [] };
  return { chosen: null, shown: match.kind === 'waiting' ? match.candidateIds : [] };
}

function identityOf(entry: Entry): PupilIdentity {
  return {
    pupilId: entry.truth, callName: entry.callName, prefix: entry.prefix, lastName: entry.lastName,
    firstNames: entry.firstNames, birthDate: entry.birthDate, gender: entry.gender, active: true, yearGroup: '5',
    identifiers: [{ source: 'uwlr', kind: 'las-key', value: entry.key ?? '' }],
  };
}

/** The old administration as the roster that was there, the present one as the delivery. */
function byRoster(old: readonly Entry[], now: readonly Entry[]): readonly Found[] {
  const known = now.map((entry) => ({
    id: entry.truth, traits: { supporting: null, sufficient: null, profile: profileOf(entry) },
    identifiers: [
      { source: 'uwlr', kind: 'las-key', value: entry.key ?? '' } as const,
      ...entry.eckId === null ? [] : [{ source: 'eckid', kind: 'eckid', value: entry.eckId } as const],
    ],
  }));
  const incoming = old.map((entry) => ({
    eckDigest: entry.eckId, key: entry.key === null ? null : `file-${entry.key}`,
    traits: { supporting: null, sufficient: '', profile: profileOf(entry) },
  }));
  return matchPeople(incoming, known, 'edexml').map(({ known: chosen, candidates }) =>
    ({ chosen: chosen?.id ?? null, shown: candidates.map(({ id }) => id) }));
}

function endingOf({ truth }: Entry, { chosen, shown }: Found, isPresent: boolean): Ending {
  if (chosen !== null) return chosen === truth ? 'automatic-right' : 'automatic-wrong';
  if (!isPresent) return shown.length > 0 ? 'stranger-with-candidates' : 'stranger';
  if (shown[0] === truth) return 'offered-first';
  return shown.includes(truth) ? 'offered' : 'not-offered';
}

/** Errors that a variant does not see are none. */
function errorOf({ errors }: Entry, variant: Variant): string {
  const unseen: readonly ErrorKind[] = variant === 'roster-other-carrier' ? ['missing-key', 'changed-key']
    : variant === 'history-without-keys' ? ['missing-key', 'changed-key', 'missing-eck-id'] : ['missing-eck-id'];
  const seen = errors.filter((error) => !unseen.includes(error));
  return seen.length > 1 ? 'several' : seen[0] ?? 'none';
}

function summary(variant: Variant, { endings, milliseconds }: Tally): Measurement {
  const count = (...wanted: readonly Ending[]) => [...endings.values()].reduce((sum, counts) =>
    sum + wanted.reduce((part, ending) => part + (counts.get(ending) ?? 0), 0), 0);
  const right = count('automatic-right');
  const wrong = count('automatic-wrong');
  const strangers = count('stranger-with-candidates', 'stranger');
  const records = count('offered-first', 'offered', 'not-offered') + right + wrong + strangers;
  // A stranger who was matched all the same is wrong, and has no counterpart; of both there are hardly any.
  const withCounterpart = right + count('offered-first', 'offered', 'not-offered');
  const share = (part: number, whole: number) => (whole === 0 ? 1 : Number((part / whole).toFixed(6)));
  return {
    variant, records, withCounterpart, automatic: right + wrong, automaticWrong: wrong,
    precision: share(right, right + wrong), automaticRecall: share(right, withCounterpart),
    recallWithFirstCandidate: share(right + count('offered-first'), withCounterpart),
    recallWithAnyCandidate: share(right + count('offered-first', 'offered'), withCounterpart),
    leftToPerson: share(records - right - wrong, records),
    leftToPersonWithCandidates: share(
      count('offered-first', 'offered', 'not-offered', 'stranger-with-candidates') - nobodyShown(endings), records,
    ),
    leftToPersonWithout: share(count('stranger') + nobodyShown(endings), records),
    milliseconds: Math.round(milliseconds),
    byError: Object.fromEntries([...endings].sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, counts]) => [kind, Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))])),
  };
}

function nobodyShown(endings: Tally['endings']): number {
  return [...endings.values()].reduce((sum, counts) => sum + (counts.get('not-offered') ?? 0), 0);
}
