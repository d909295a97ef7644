import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { DataSet, RosterManner } from '../../exchange/edexml/manner.ts';
import type { XsdVersion } from '../../exchange/uwlr/las-profile.ts';

/** How the LAS of one school does what the standard leaves open, or does otherwise. */
export interface LasHabits {
  /** What of the roster it gives (exchange.md 7). */
  readonly dataSet: DataSet;
  /** Which versions it knows: the name of a row of `servedVersions`. */
  readonly versions: keyof typeof servedVersions;
  /** In 2.3: names who has an ECK iD by that alone. */
  readonly eckIdAlone: boolean;
  /** `gegevenssetid` without which it answers nothing; null: it asks for none. */
  readonly dataSetId: string | null;
  readonly dialect: Dialect;
  /** Which school years it knows. */
  readonly years: keyof typeof yearWords;
  /** How its faults look. */
  readonly faultShape: keyof typeof faultShapes;
  /** Pupils of whom it takes no results, by key. */
  readonly refusedPupils: readonly string[];
}

/** The ordinary LAS. */
export const ordinaryHabits: LasHabits = {
  dataSet: 'full', versions: '2.2', eckIdAlone: false, dataSetId: null, dialect: 'tidy', years: 'three',
  faultShape: 'proper', refusedPupils: [],
};

/** Values of `xsdversie` that are served, by the name of the choice. */
export const servedVersions = {
  '2.1': ['2.1'], '2.2': ['2.2', '2.1'], '2.3': ['2.3', '2.2', '2.1'], 'alleen 2.3': ['2.3'],
} as const satisfies Readonly<Record<string, readonly XsdVersion[]>>;

/** `tidy` keeps to the schema; `sloppy` breaks it and keeps the meaning (exchange.md 15.3); `foreign` writes the same
 * in another way: other prefixes, no declaration, Windows line ends. */
export type Dialect = keyof typeof dialectWords;

/** The dialects, as a person chooses them. */
export const dialectWords = {
  tidy: 'netjes, volgens het schema', sloppy: 'slordig: andere volgorde, lege elementen',
  foreign: 'anders opgeschreven: andere voorvoegsels, zonder XML-regel',
} as const;

/** The data sets, as a person chooses them. */
export const dataSetWords: Readonly<Record<DataSet, string>> = {
  full: 'alles', lvs: 'LVS-set', narrow: 'smalle set',
};

/** The school years, as a person chooses them. */
export const yearWords = {
  three: 'vorig, dit en volgend jaar', current: 'alleen dit jaar',
  'next-empty': 'volgend jaar heeft al groepen, maar nog niemand erin',
} as const;

/** What a fault can look like, as a person chooses it (exchange.md 5). */
export const faultShapes = {
  proper: 'zoals het hoort', 'http-200': 'met HTTP-status 200', dotted: 'met een punt: soap.Client',
  bare: 'zonder code: Client of Server',
} as const;

const keysOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  Type.Union((Object.keys(words) as Name[]).map((name) => Type.Literal(name)));

/** The habits as the store and the form hold them. */
export const habitsSchema = Type.Object({
  dataSet: keysOf(dataSetWords), versions: keysOf(servedVersions), eckIdAlone: Type.Boolean(),
  dataSetId: Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Null()]),
  dialect: keysOf(dialectWords), years: keysOf(yearWords), faultShape: keysOf(faultShapes),
  refusedPupils: Type.Array(Type.String()),
});

/** Habits out of the store; what an older store did not know yet is ordinary. */
export function habitsOf(stored: unknown): LasHabits {
  const habits = { ...ordinaryHabits, ...(stored as Partial<LasHabits> | null) };
  return Value.Check(habitsSchema, habits) ? habits : ordinaryHabits;
}

/** What these habits mean for writing an answer. The LVS set of 2.2 requires four digits of a number that nobody of our
 * invented pupils has. */
export function agreedOf({ dataSet, eckIdAlone }: LasHabits, xsdVersion: string): Partial<RosterManner> {
  const newest = xsdVersion === '2.3';
  return {
    dataSet,
    personKeys: eckIdAlone && newest ? 'without-eck-id' : 'always',
    lastDigits: dataSet === 'lvs' && !newest ? '0000' : null,
  };
}
