import { daysBetween, dateParts, type PlainDate } from '../base/plain-date.ts';
import type { Finding } from '../base/findings.ts';
import { plainName } from '../roster/resemblance-names.ts';
import type { PupilIdentity, PupilName } from '../roster/types.ts';
import type { Outcome } from './rules.ts';
import type { HistoryRecord } from './types.ts';

/** Something to mend before old results are taken: what, where, how many, and whom. */
export interface TidyPoint {
  readonly code: TidyCode;
  /** In which administration it is mended. */
  readonly where: 'LAS' | 'bestand';
  readonly count: number;
  /** Whom it is about, the first few; empty where it is about no pupil. */
  readonly pupils: readonly PupilName[];
  /** Names of groups or lines of the file, the first few. */
  readonly places: readonly string[];
}

/** What can be untidy. The sentences stand in tidy-page.tsx. */
export type TidyCode =
  | 'no-birth-date' | 'odd-birth-date' | 'no-year-group' | 'no-key' | 'dummy-key' | 'no-eck-id' | 'no-group'
  | 'same-person' | 'twins' | 'group-without-year-group'
  | 'file-unreadable' | 'file-incomplete' | 'file-no-year-group' | 'file-generation' | 'file-unknown-pupils'
  | 'file-doubtful-pupils' | 'file-doubles' | 'file-dates' | 'file-typed-in' | 'file-scores' | 'file-unknown-test';

/** What the look at the roster needs to know. */
export interface RosterFacts {
  /** Who is at the school now. */
  readonly pupils: readonly PupilIdentity[];
  /** Home group by pupil. */
  readonly homeGroups: ReadonlyMap<string, string>;
  readonly groups: readonly { readonly name: string; readonly yearGroup: string | null; readonly kind: string }[];
  readonly today: PlainDate;
}

/** How many pupils or places a point names. */
const namedMax = 6;

/** Ages between which somebody is a pupil of a primary school, in years. */
const ages = { youngest: 3, oldest: 15 } as const;

/** What of a roster will make matching old results harder. Nothing found gives an empty list. */
export function tidyRoster({ pupils, homeGroups, groups, today }: RosterFacts): readonly TidyPoint[] {
  const keysOf = (pupil: PupilIdentity): readonly string[] =>
    pupil.identifiers.filter(({ kind }) => kind === 'las-key').map(({ value }) => value);
  const having = (code: TidyCode, some: (pupil: PupilIdentity) => boolean): TidyPoint =>
    ofPupils(code, pupils.filter(some));
  const same = alike(pupils, (pupil) => [pupil.callName, pupil.lastName]);
  const unclear = groups.filter(({ kind, yearGroup }) => kind === 'class' && yearGroup === null);
  const points: readonly TidyPoint[] = [
    having('no-birth-date', ({ birthDate }) => birthDate === null),
    having('odd-birth-date', ({ birthDate }) => birthDate !== null && isOddAge(birthDate, today)),
    having('no-year-group', ({ yearGroup }) => yearGroup === null),
    having('no-group', ({ pupilId }) => !homeGroups.has(pupilId)),
    having('no-key', (pupil) => keysOf(pupil).length === 0),
    having('dummy-key', (pupil) => keysOf(pupil).some((key) => key.startsWith('#'))),
    { ...having('no-eck-id', (pupil) => pupil.identifiers.every(({ kind }) => kind !== 'eckid')), pupils: [] },
    ofPupils('same-person', same),
    ofPupils('twins', alike(pupils, ({ lastName }) => [lastName]).filter((pupil) => !same.includes(pupil))),
    {
      code: 'group-without-year-group', where: 'LAS', count: unclear.length, pupils: [],
      places: unclear.slice(0, namedMax).map(({ name }) => name),
    },
  ];
  return points.filter(({ count }) => count > 0);
}

function ofPupils(code: TidyCode, found: readonly PupilName[]): TidyPoint {
  return { code, where: 'LAS', count: found.length, pupils: found.slice(0, namedMax), places: [] };
}

function isOddAge(birthDate: PlainDate, today: PlainDate): boolean {
  const years = daysBetween(birthDate, today) / 365.25;
  return years < ages.youngest || years > ages.oldest;
}

/** Pupils who share a birth date and these names with another, one after the other. */
function alike(
  pupils: readonly PupilIdentity[], namesOf: (pupil: PupilIdentity) => readonly string[],
): readonly PupilIdentity[] {
  const born = pupils.filter(({ birthDate }) => birthDate !== null);
  const groups = Map.groupBy(born, (pupil) => `${pupil.birthDate} ${plainName(...namesOf(pupil))}`);
  return [...groups.values()].filter((same) => same.length > 1).flat();
}

/** A record of a file with what would become of it. */
export interface JudgedRecord {
  readonly record: HistoryRecord;
  readonly sourcePupil: string | null;
  readonly outcome: Outcome;
}

/** What of a file is better mended before it is taken. */
export function tidyFile(
  judged: readonly JudgedRecord[], findings: readonly Finding[], today: PlainDate,
): readonly TidyPoint[] {
  const having = (code: TidyCode, some: (one: JudgedRecord) => boolean): TidyPoint =>
    ofLines(code, judged.filter(some).map(({ record }) => record));
  const because = (...reasons: readonly string[]) => ({ outcome }: JudgedRecord): boolean =>
    'reason' in outcome && reasons.includes(outcome.reason);
  const people = (code: TidyCode, ...reasons: readonly string[]): TidyPoint => {
    const found = new Map(judged.filter(because(...reasons)).map((one) => [one.sourcePupil, one.record]));
    return ofLines(code, [...found.values()]);
  };
  const errors = findings.filter(({ severity, code }) => severity === 'error' && code !== 'CSV-INCOMPLETE');
  const points: readonly TidyPoint[] = [
    {
      code: 'file-unreadable', where: 'bestand', count: errors.length, pupils: [],
      places: errors.slice(0, namedMax)
        .map(({ message, line }) => (line === null ? message : `regel ${line}: ${message}`)),
    },
    having('file-incomplete', because('incomplete')),
    having('file-no-year-group', ({ record }) => record.yearGroup === null && record.takenOn !== null),
    having('file-generation', because('older-generation', 'foreign-generation')),
    people('file-unknown-pupils', 'no-candidate'),
    people('file-doubtful-pupils', 'several-candidates', 'similar-candidate', 'key-contradicts'),
    having('file-doubles', ({ outcome }) => outcome.status === 'duplicate'),
    having('file-dates', ({ record }) => record.takenOn !== null && isOddTestDay(record.takenOn, today)),
    having('file-typed-in', because('typed-in-needs-link')),
    having('file-scores', because('implausible-score')),
    having('file-unknown-test', because('unknown-test')),
  ];
  return points.filter(({ count }) => count > 0);
}

function ofLines(code: TidyCode, records: readonly HistoryRecord[]): TidyPoint {
  return {
    code, where: 'bestand', count: records.length, pupils: [],
    places: records.slice(0, namedMax).map(({ line, recordNo }) => `regel ${line ?? recordNo}`),
  };
}

/** School years back of which no pupil can still be here. */
const yearsBack = 9;

/** After today, longer ago than anybody is at school, or in the middle of the summer holidays. */
export function isOddTestDay(takenOn: PlainDate, today: PlainDate): boolean {
  const { month, day } = dateParts(takenOn);
  const inSummer = (month === 7 && day > 20) || (month === 8 && day < 16);
  return takenOn > today || daysBetween(takenOn, today) > yearsBack * 365.25 || inSummer;
}
