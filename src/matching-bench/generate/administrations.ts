// What two administrations make of the same children: the old one, from which results come, and the present
// one. Every error has a name and a rate. Knows nothing of how the two will be compared.
import type { PlainDate } from '../../base/plain-date.ts';
import type { Random } from '../../psychometrics/random.ts';
import type { Child } from './population.ts';

/** A child as an administration has it. */
export interface Entry {
  readonly truth: string;
  readonly key: string | null;
  readonly eckId: string | null;
  readonly callName: string;
  readonly firstNames: string | null;
  readonly prefix: string | null;
  readonly lastName: string;
  readonly birthDate: PlainDate | null;
  readonly gender: 'boy' | 'girl' | null;
  /** What is not as it truly is. */
  readonly errors: readonly ErrorKind[];
}

/** How often something goes wrong, per child to whom it can happen. */
export const errorRates = {
  'missing-key': 0.08,
  /**
   * Another number than the present administration has; one in twenty of these is the number of another
   * pupil.
   */
  'changed-key': 0.025,
  'missing-eck-id': 0.15,
  'diacritics-lost': 0.5,
  'prefix-moved': 0.12,
  'prefix-dropped': 0.04,
  'prefix-shortened': 0.06,
  'hyphen-lost': 0.3,
  'first-name-for-call-name': 0.05,
  'initials-for-call-name': 0.015,
  'call-name-shortened': 0.008,
  'typing-call-name': 0.01,
  'typing-last-name': 0.012,
  'spelling-variant': 0.01,
  'surname-changed': 0.012,
  'one-of-two-surnames': 0.15,
  'day-month-swapped': 0.005,
  'digit-wrong': 0.005,
  'birth-date-missing': 0.003,
  capitals: 0.03,
  'entered-twice': 0.005,
} as const;

/** What can go wrong. */
export type ErrorKind = keyof typeof errorRates;

/**
 * In the present administration, where every letter goes to an official, the same goes wrong this much less
 * often.
 */
const presentCare = 0.15;

/** What the present administration says: a key for everybody, hardly an error. */
export function presentEntries(children: readonly Child[], random: Random): readonly Entry[] {
  return children.map((child, at) => distort(child, {
    key: String(10_001 + at), random, scale: presentCare, another: surnameSource(children, random),
  }));
}

/**
 * What the old administration said: the keys that the present one has where the child is still there, and
 * everything that can go wrong. A child that was entered twice stands in it twice, with other errors.
 */
export function oldEntries(
  children: readonly Child[], now: readonly Entry[], random: Random,
): readonly Entry[] {
  const keys = new Map(now.map(({ truth, key }) => [truth, key]));
  const another = surnameSource(children, random);
  return children.flatMap((child, at) => {
    const own = keys.get(child.truth) ?? String(90_001 + at);
    const enter = (key: string | null) => distort(child, { key, random, scale: 1, another });
    const first = enter(own);
    if (!random.chance(errorRates['entered-twice'])) return [mislay(first, now, random)];
    const again = enter(String(95_001 + at));
    return [first, again].map((entry) => mislay(withError(entry, 'entered-twice'), now, random));
  });
}

function surnameSource(children: readonly Child[], random: Random): () => Child['surname'] {
  return () => random.pick(children).surname;
}

/** The key is lost, or is another. */
function mislay(entry: Entry, now: readonly Entry[], random: Random): Entry {
  if (random.chance(errorRates['missing-key'])) return { ...withError(entry, 'missing-key'), key: null };
  if (!random.chance(errorRates['changed-key'])) return entry;
  const key = random.chance(1 / 20) ? random.pick(now).key : String(random.integer(20_000, 89_999));
  return key === entry.key ? entry : { ...withError(entry, 'changed-key'), key };
}

interface Draft {
  callName: string;
  firstNames: string | null;
  prefix: string | null;
  lastName: string;
  birthDate: PlainDate | null;
}

function distort(child: Child, { key, random, scale, another }: {
  readonly key: string | null; readonly random: Random; readonly scale: number;
  readonly another: () => Child['surname'];
}): Entry {
  const draft: Draft = {
    callName: child.callName, firstNames: random.chance(0.8) ? child.firstNames : null,
    prefix: child.surname.prefix, lastName: child.surname.name, birthDate: child.birthDate,
  };
  const errors: ErrorKind[] = [];
  for (const [kind, change] of changes) {
    if (!random.chance(errorRates[kind] * scale)) continue;
    const before = JSON.stringify(draft);
    change(draft, child, { random, another });
    if (JSON.stringify(draft) !== before) errors.push(kind);
  }
  const eckId = random.chance(errorRates['missing-eck-id'] * scale) ? null : `eck of ${child.truth}`;
  return {
    ...draft, key, eckId, truth: child.truth, gender: random.chance(0.02) ? null : child.gender,
    errors: eckId === null ? [...errors, 'missing-eck-id'] : errors,
  };
}

function withError(entry: Entry, error: ErrorKind): Entry {
  return { ...entry, errors: [...entry.errors, error] };
}

type Change = (draft: Draft, child: Child, around: {
  readonly random: Random; readonly another: () => Child['surname'];
}) => void;

const changes: readonly (readonly [ErrorKind, Change])[] = [
  ['surname-changed', (draft, _child, { another }) => {
    const { prefix, name } = another();
    Object.assign(draft, { prefix, lastName: name });
  }],
  ['one-of-two-surnames', (draft) => { draft.lastName = draft.lastName.split('-')[0] ?? draft.lastName; }],
  ['first-name-for-call-name', (draft, { firstNames }, { random }) => {
    draft.callName = random.chance(0.5) ? firstNames : firstNames.split(' ')[0] ?? firstNames;
    draft.firstNames = null;
  }],
  ['call-name-shortened', (draft) => {
    if (draft.callName.length > 5) draft.callName = draft.callName.slice(0, 3);
  }],
  ['initials-for-call-name', (draft, { firstNames }) => {
    draft.callName = firstNames.split(' ').map((name) => `${name[0]}.`).join('');
    draft.firstNames = null;
  }],
  ['hyphen-lost', (draft) => {
    draft.callName = draft.callName.replaceAll('-', ' ');
    draft.lastName = draft.lastName.replaceAll('-', ' ');
  }],
  ['spelling-variant', (draft, _child, { random }) => {
    const field = random.chance(0.5) ? 'lastName' : 'callName';
    draft[field] = respell(draft[field], random);
  }],
  ['typing-call-name', (draft, _child, { random }) => { draft.callName = mistype(draft.callName, random); }],
  ['typing-last-name', (draft, _child, { random }) => { draft.lastName = mistype(draft.lastName, random); }],
  ['diacritics-lost', (draft) => {
    for (const field of ['callName', 'lastName'] as const) draft[field] = withoutMarks(draft[field]);
  }],
  ['prefix-shortened', (draft) => {
    if (draft.prefix) draft.prefix = draft.prefix.split(' ').map((word) => `${word[0]}.`).join('');
  }],
  ['prefix-moved', (draft, _child, { random }) => {
    if (draft.prefix === null) return;
    const { prefix, lastName } = draft;
    draft.lastName = random.chance(0.7) ? `${prefix} ${lastName}` : `${lastName}, ${prefix}`;
    draft.prefix = null;
  }],
  ['prefix-dropped', (draft) => { draft.prefix = null; }],
  ['day-month-swapped', (draft) => {
    const [year, month = '', day = ''] = (draft.birthDate ?? '').split('-');
    if (Number(day) <= 12 && day !== '') draft.birthDate = `${year}-${day}-${month}` as PlainDate;
  }],
  ['digit-wrong', (draft, _child, { random }) => { draft.birthDate = misdate(draft.birthDate, random); }],
  ['birth-date-missing', (draft) => { draft.birthDate = null; }],
  ['capitals', (draft) => {
    draft.callName = draft.callName.toUpperCase();
    draft.lastName = draft.lastName.toUpperCase();
  }],
];

function withoutMarks(name: string): string {
  const plain: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', Ł: 'L', ø: 'o', ß: 'ss' };
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ıłŁøß]/g, (letter) => plain[letter] ?? letter);
}

const spellings: readonly (readonly [string, string])[] = [
  ['ij', 'y'], ['y', 'ij'], ['k', 'c'], ['c', 'k'], ['ph', 'f'], ['f', 'ph'], ['z', 's'], ['s', 'z'], ['ks', 'x'],
  ['sen', 'ssen'], ['uy', 'ui'], ['ui', 'uy'], ['ou', 'oe'], ['th', 't'], ['ie', 'y'], ['dt', 'd'], ['d', 'dt'],
];

function respell(name: string, random: Random): string {
  const found = spellings.filter(([from]) => name.toLowerCase().indexOf(from) > 0);
  if (found.length === 0) return name;
  const [from, to] = random.pick(found);
  const at = name.toLowerCase().indexOf(from, 1);
  return `${name.slice(0, at)}${to}${name.slice(at + from.length)}`;
}

const keyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** A letter beside the right one on the keyboard, left out, twice, or changed places with its neighbour. */
function mistype(name: string, random: Random): string {
  if (name.length < 2) return name;
  const at = random.integer(0, name.length - 1);
  const [head, letter = '', tail] = [name.slice(0, at), name[at], name.slice(at + 1)];
  const way = random.integer(1, 4);
  if (way === 1) return `${head}${tail}`;
  if (way === 2) return `${head}${letter}${letter.toLowerCase()}${tail}`;
  if (way === 3 && tail !== '') return `${head}${tail[0]}${letter}${tail.slice(1)}`;
  const row = keyRows.find((keys) => keys.includes(letter.toLowerCase())) ?? 'asdfghjkl';
  const place = Math.max(row.indexOf(letter.toLowerCase()), 0);
  return `${head}${row[place + 1] ?? row[place - 1] ?? 'e'}${tail}`;
}

function misdate(date: PlainDate | null, random: Random): PlainDate | null {
  if (date === null) return null;
  for (let tries = 0; tries < 20; tries += 1) {
    const at = random.pick([3, 5, 6, 8, 9]);
    const wrong: string = `${date.slice(0, at)}${random.integer(0, 9)}${date.slice(at + 1)}`;
    const real = new Date(`${wrong}T00:00:00Z`);
    if (wrong === date || Number.isNaN(real.getTime())) continue;
    if (real.toISOString().startsWith(wrong)) return wrong as PlainDate;
  }
  return date;
}
