import { parsePlainDate, type PlainDate } from '../base/plain-date.ts';
import { schoolYearOf } from '../base/school-year.ts';
import type { Moment } from '../content/types.ts';
import type { TestYearGroup } from '../planning/types.ts';
import type { CardFault } from './rules.ts';
import { dmtCards, dmtOutcome, readingMoment, readingVersion, readSeconds, suggestAvi } from './rules.ts';
import type { AviLimits, DmtNorms } from './synthetic-norms.ts';
import type { AviCard, AviLevel, AviOutcome, DmtCard, DmtOutcome, DmtVersion } from './types.ts';
import { aviLevels } from './types.ts';

/** How many AVI cards a row takes. */
export const aviCardsMax = 3;

/** Names of the fields of a row, without the pupil; `p` in front and the pupil behind make them whole. */
export const fieldNames = {
  takenOn: 'dag', version: 'versie',
  read: (card: number) => `gelezen${card}`, wrong: (card: number) => `fout${card}`,
  level: (place: number) => `kaart${place}`, seconds: (place: number) => `tijd${place}`,
  errors: (place: number) => `fouten${place}`,
  mastery: 'beheersing', instruction: 'instructie',
  /** Newest entry that the page showed, 0 for none. */
  seen: 'stand',
} as const;

/** The name of a field of a pupil's row, which is its id too. */
export function fieldOf(name: string, pupilId: string): string {
  return `${name}-${pupilId}`;
}

/** A row as it was typed: text by name of field. */
export type TypedReading = (name: string) => string;

/** Why a row cannot be kept, at which field. */
export interface ReadingFault {
  readonly field: string;
  readonly code: CardFault | 'no-such-day' | 'future-day' | 'other-school-year' | 'no-moment' | 'other-moment'
    | 'changed-meanwhile';
}

/** A row that was read: what is stored of it. */
export interface ReadReading {
  readonly takenOn: PlainDate;
  readonly moment: Moment;
  readonly document: { readonly cards: readonly DmtCard[] } | { readonly cards: readonly AviCard[] };
  readonly outcome: DmtOutcome | AviOutcome;
}

/** What a row is read by. */
export interface ReadingContext {
  readonly today: PlainDate;
  readonly yearGroup: TestYearGroup;
  readonly dmt: DmtNorms;
  readonly avi: AviLimits;
}

/** Whether nothing was typed in the cards of a row. */
export function isEmptyReading(typed: TypedReading): boolean {
  const cards = [fieldNames.read, fieldNames.wrong, fieldNames.level, fieldNames.seconds, fieldNames.errors];
  return [1, 2, 3].every((place) => cards.every((name) => typed(name(place)).trim() === ''));
}

/** Reads a row of DMT. */
export function readDmt(typed: TypedReading, context: ReadingContext): ReadReading | ReadingFault {
  const day = readDay(typed, context);
  if (typeof day !== 'string') return day;
  const moment = readingMoment(context.dmt, day, context.yearGroup);
  if (!moment) return { field: fieldNames.takenOn, code: 'no-moment' };
  const version = versionIn(typed(fieldNames.version));
  const cards = dmtCards.flatMap((card): DmtCard[] => {
    const [read, wrong] = [typed(fieldNames.read(card)).trim(), typed(fieldNames.wrong(card)).trim()];
    if (read === '' && wrong === '') return [];
    return [{ card, version, read: count(read), wrong: wrong === '' ? 0 : count(wrong) }];
  });
  const made = dmtOutcome(cards, { moment, takenOn: day, yearGroup: context.yearGroup }, context.dmt);
  if (made.ok) return { takenOn: day, moment, document: { cards }, outcome: made.value };
  return { field: fieldNames.read(placeOfDmtFault(cards, made.refusal, context.dmt)), code: made.refusal };
}

function placeOfDmtFault(cards: readonly DmtCard[], code: CardFault, { wordsOnCard }: DmtNorms): number {
  const wrong = cards.find(({ card, read, wrong: errors }) => (code === 'too-many-words' ? read > wordsOnCard[card]
    : code === 'more-wrong-than-read' ? errors > read : !(read >= 0 && errors >= 0)));
  return wrong?.card ?? dmtCards.find((card) => !cards.some((one) => one.card === card)) ?? 1;
}

/** Reads a row of AVI; the teacher's own level stands before the suggested one. */
export function readAvi(typed: TypedReading, context: ReadingContext): ReadReading | ReadingFault {
  const day = readDay(typed, context);
  if (typeof day !== 'string') return day;
  const moment = readingMoment(context.dmt, day, context.yearGroup);
  if (!moment) return { field: fieldNames.takenOn, code: 'no-moment' };
  const cards = Array.from({ length: aviCardsMax }, (_, index) => index + 1).flatMap((place): AviCard[] => {
    const level = levelIn(typed(fieldNames.level(place)));
    const [seconds, errors] = [typed(fieldNames.seconds(place)), typed(fieldNames.errors(place)).trim()];
    if (!level) return [];
    return [{ level, seconds: readSeconds(seconds) ?? Number.NaN, errors: errors === '' ? Number.NaN : count(errors) }];
  });
  const suggested = suggestAvi(cards, context.avi);
  if (!suggested.ok) return { field: fieldNames.level(1), code: suggested.refusal };
  const decided = {
    mastery: decidedIn(typed(fieldNames.mastery), suggested.value.mastery),
    instruction: decidedIn(typed(fieldNames.instruction), suggested.value.instruction),
  };
  const outcome = {
    suggested: suggested.value, decided, limits: `${context.avi.code}/${context.avi.version}`,
    codeVersion: readingVersion,
  };
  return { takenOn: day, moment, document: { cards }, outcome };
}

function readDay(typed: TypedReading, { today }: ReadingContext): PlainDate | ReadingFault {
  const date = parsePlainDate(typed(fieldNames.takenOn).trim());
  const fault = (code: ReadingFault['code']) => ({ field: fieldNames.takenOn, code });
  if (!date.ok) return fault('no-such-day');
  if (date.value > today) return fault('future-day');
  return schoolYearOf(date.value) === schoolYearOf(today) ? date.value : fault('other-school-year');
}

function count(text: string): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}

function versionIn(text: string): DmtVersion {
  return text === 'B' || text === 'C' ? text : 'A';
}

/** A level by its name; undefined when it is none. */
export function levelIn(text: string): AviLevel | undefined {
  return aviLevels.find((level) => level === text);
}

/** What the teacher chose: a level, none at all, or what the cards suggest. */
function decidedIn(text: string, suggested: AviLevel | null): AviLevel | null {
  if (text === 'geen') return null;
  return levelIn(text) ?? suggested;
}
