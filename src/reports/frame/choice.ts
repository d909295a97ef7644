import { Type } from 'typebox';
import { parseSchoolYear } from '../../base/school-year.ts';
import type { Season, Subject } from '../../content/types.ts';
import { subjectNames } from '../../content/types.ts';
import type { BandKind } from '../../ui/charts/types.ts';

/** A season of a school year. */
export interface Period {
  readonly schoolYear: string;
  readonly season: Season;
}

/** What a reader chose; everything else is chosen by the report. Stands in the address, so that it can be kept,
 * mailed and opened again. */
export interface Choice {
  readonly subject?: Subject;
  readonly bandKind?: BandKind;
  readonly period?: Period;
  /** The earlier of two periods. */
  readonly since?: Period;
  /** Year group of now or then, `3`-`8`, by the report. */
  readonly yearGroup?: string;
  /** Six characters, `99XX00`. */
  readonly site?: string;
  readonly groupId?: string;
  /** A result of which a report tells more. */
  readonly resultId?: string;
  /** By whose norm a level is given: of the moment of taking (the default) or of the test that was taken. */
  readonly norm?: 'afname' | 'toets';
  /** In which order pupils stand; by name unless something else is chosen. */
  readonly order?: 'name' | 'score';
  /** What a cell of an overview shows: the level (the default) or the functioning level. */
  readonly figure?: 'level' | 'functioning';
  /** School years back, 2-8. */
  readonly years?: number;
  /** Only pupils who were there at both ends. */
  readonly stayers?: boolean;
  /** Names on a report that leaves them out by itself. */
  readonly names?: boolean;
}

/** What becomes of a choice: the rest stays, and `undefined` takes a choice back. */
export type ChoiceChange = { readonly [K in keyof Choice]?: Choice[K] | undefined };

const optional = Type.Optional;
const seasons = ['B', 'M', 'E'] as const;
const schoolYear = Type.String({ pattern: '^20\\d{2}-20\\d{2}$' });

/** A school year and season as they stand in an address: `2026-2027-M`. */
export const periodSchema = Type.String({ pattern: '^20\\d{2}-20\\d{2}-[BME]$' });

/** The query of every report. */
export const choiceSchema = Type.Object({
  vak: optional(Type.Union(Object.keys(subjectNames).map((name) => Type.Literal(name as Subject)))),
  niveaus: optional(Type.Union([Type.Literal('roman'), Type.Literal('letter')])),
  schooljaar: optional(schoolYear),
  moment: optional(Type.Union(seasons.map((season) => Type.Literal(season)))),
  sinds: optional(periodSchema),
  jaargroep: optional(Type.String({ pattern: '^[3-8]$' })),
  locatie: optional(Type.String({ pattern: '^[0-9A-Z]{6}$' })),
  groep: optional(Type.String({ format: 'uuid' })),
  resultaat: optional(Type.String({ format: 'uuid' })),
  norm: optional(Type.Union([Type.Literal('afname'), Type.Literal('toets')])),
  volgorde: optional(Type.Union([Type.Literal('naam'), Type.Literal('score')])),
  toon: optional(Type.Union([Type.Literal('niveau'), Type.Literal('functioneringsniveau')])),
  jaren: optional(Type.Integer({ minimum: 2, maximum: 8 })),
  blijvers: optional(Type.Union([Type.Literal('ja'), Type.Literal('nee')])),
  namen: optional(Type.Union([Type.Literal('ja'), Type.Literal('nee')])),
});

/** A query as it comes in. */
export type ChoiceQuery = Readonly<Partial<{
  vak: Subject; niveaus: BandKind; schooljaar: string; moment: Season; sinds: string; jaargroep: string;
  locatie: string; groep: string; resultaat: string; norm: 'afname' | 'toets'; jaren: number;
  volgorde: 'naam' | 'score'; toon: 'niveau' | 'functioneringsniveau';
  blijvers: 'ja' | 'nee'; namen: 'ja' | 'nee';
}>>;

/** The choice that a query makes; school years of which the second does not follow the first choose nothing. */
export function readChoice(query: ChoiceQuery): Choice {
  const { schooljaar, moment, sinds } = query;
  return defined({
    subject: query.vak,
    bandKind: query.niveaus,
    period: schooljaar && moment ? periodOf(schooljaar, moment) : undefined,
    since: sinds ? periodOf(sinds.slice(0, 9), sinds.slice(10) as Season) : undefined,
    yearGroup: query.jaargroep,
    site: query.locatie,
    groupId: query.groep,
    resultId: query.resultaat,
    norm: query.norm,
    order: query.volgorde && (query.volgorde === 'score' ? 'score' : 'name'),
    figure: query.toon && (query.toon === 'niveau' ? 'level' : 'functioning'),
    years: query.jaren,
    stayers: query.blijvers && query.blijvers === 'ja',
    names: query.namen && query.namen === 'ja',
  });
}

function periodOf(schoolYear: string, season: Season): Period | undefined {
  return parseSchoolYear(schoolYear).ok ? { schoolYear, season } : undefined;
}

/** A choice as it stands in the address, in one order; empty for no choice. */
export function writeChoice(choice: ChoiceChange): string {
  const { period, since } = choice;
  const parts: Readonly<Record<string, string | number | undefined>> = {
    vak: choice.subject,
    schooljaar: period?.schoolYear,
    moment: period?.season,
    sinds: since && `${since.schoolYear}-${since.season}`,
    jaargroep: choice.yearGroup,
    locatie: choice.site,
    groep: choice.groupId,
    resultaat: choice.resultId,
    norm: choice.norm,
    niveaus: choice.bandKind,
    volgorde: choice.order && (choice.order === 'score' ? 'score' : 'naam'),
    toon: choice.figure && (choice.figure === 'level' ? 'niveau' : 'functioneringsniveau'),
    jaren: choice.years,
    blijvers: yesNo(choice.stayers),
    namen: yesNo(choice.names),
  };
  const query = new URLSearchParams(
    Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  return query.size === 0 ? '' : `?${query}`;
}

function yesNo(value: boolean | undefined): 'ja' | 'nee' | undefined {
  if (value === undefined) return undefined;
  return value ? 'ja' : 'nee';
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
}
