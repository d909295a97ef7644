// `inbeeld.json`: what a package tells that QTI has no words for.

import { type Static, type TSchema, Type } from 'typebox';
import { domainNames, momentsInOrder, presentationNames, subjectNames } from './types.ts';

/** Where a package has its `inbeeld.json`. */
export const dataPath = 'inbeeld.json';

const code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$' });
const words = Type.String({ minLength: 1, maxLength: 200 });
const version = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const count = Type.Integer({ minimum: 1, maximum: 3 });
const number = Type.Number({ minimum: -1e6, maximum: 1e6 });
const above0 = Type.Number({ exclusiveMinimum: 0, maximum: 1e6 });
const day = Type.String({ pattern: '^\\d\\d-\\d\\d$' });
const oneOf = <K extends string>(keys: readonly K[]) =>
  Type.Unsafe<K>(Type.Union(keys.map((key) => Type.Literal(key))));
const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>) => Object.keys(record) as K[];
const moment = oneOf(momentsInOrder);
const medium = Type.Union([Type.Literal('screen'), Type.Literal('paper')]);
/** Lists are held against each other: a list without an end would take a day. */
const upTo = <S extends TSchema>(maxItems: number, of: S) => Type.Array(of, { maxItems });
const strict = { additionalProperties: false } as const;

const testSchema = Type.Object({ code, moment, title: words, readAloud: Type.Boolean() }, strict);
const partSchema = Type.Object({
  test: code, medium, part: count, shift: Type.Union([Type.Literal(-1), Type.Literal(0), Type.Literal(1)]), form: code,
}, strict);
const routingSchema = Type.Object({
  test: code, afterPart: Type.Integer({ minimum: 1, maximum: 2 }), version, easierBelow: number, harderFrom: number,
}, strict);
const formSchema = Type.Object({
  code, version, test: code, moment, medium, generation: words, file: Type.String({ maxLength: 500 }),
}, strict);
const itemSchema = Type.Object({
  id: code, version, file: Type.String({ maxLength: 500 }), maxScore: Type.Integer({ minimum: 1, maximum: 100 }),
  domain: oneOf(keysOf(domainNames)), presentation: oneOf(keysOf(presentationNames)), needsMarking: Type.Boolean(),
}, strict);
const calibrationSchema = Type.Object({
  code, version, scale: code, source: words, a: above0, c: number,
  items: Type.Array(Type.Object({
    id: code,
    categories: Type.Array(Type.Object({
      score: Type.Integer({ minimum: 1, maximum: 1000 }), beta: Type.Number({ minimum: -20, maximum: 20 }),
    }, strict), { minItems: 1, maxItems: 100 }),
  }, strict)),
}, strict);
const normSchema = Type.Object({
  code, version, scale: code, generation: words, validFrom: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
  source: words, functioningLevel: Type.Union([Type.Literal('midpoint'), Type.Literal('highestReached')]),
  moments: Type.Array(Type.Object({
    moment, mean: number, sd: above0, groupMeanSd: above0, teachingMonths: Type.Number({ minimum: 0, maximum: 60 }),
  }, strict)),
  periods: Type.Array(Type.Object({
    season: Type.Union([Type.Literal('B'), Type.Literal('M'), Type.Literal('E')]), from: day, to: day,
  }, strict)),
}, strict);
const bankSchema = Type.Object({
  subject: oneOf(keysOf(subjectNames)), tests: upTo(500, testSchema), parts: upTo(5000, partSchema),
  routing: upTo(5000, routingSchema), forms: upTo(5000, formSchema), items: upTo(20_000, itemSchema),
  calibration: calibrationSchema, norms: normSchema,
}, strict);

/** The fields of `inbeeld.json`; docs/content-package.md explains every one. */
export const dataSchema = Type.Object({
  format: Type.Literal('inbeeld-content'), formatVersion: Type.Literal(1),
  package: Type.Object({ code, version, title: words, source: words, retires: Type.Array(code) }, strict),
  subjects: Type.Array(bankSchema, { minItems: 1, maxItems: 20 }),
}, strict);

/** What `inbeeld.json` holds, as a value. */
export type PackageData = Static<typeof dataSchema>;
/** One subject of it. */
export type BankData = PackageData['subjects'][number];
