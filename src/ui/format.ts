import type { PlainDate } from '../base/plain-date.ts';
import { assert } from '../base/assert.ts';
import { dateParts, plainDateInAmsterdam } from '../base/plain-date.ts';

// The names of days and months stand here and do not come from the locale data of the machine: the same
// date gives the same bytes everywhere, also in the goldens of reports.
const days = ['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za'];
const months = [
  'januari', 'februari', 'maart', 'april', 'mei', 'juni',
  'juli', 'augustus', 'september', 'oktober', 'november', 'december',
];
const shortMonths = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

/** A day in full, `di 19 januari 2027`. */
export function formatDate(date: PlainDate): string {
  const { year, month, day } = dateParts(date);
  const weekday = days[new Date(`${date}T00:00:00Z`).getUTCDay()];
  return `${weekday} ${day} ${months[month - 1]} ${year}`;
}

/** A day for a narrow column, `19 jan 2027`. */
export function formatDateShort(date: PlainDate): string {
  const { year, month, day } = dateParts(date);
  return `${day} ${shortMonths[month - 1]} ${year}`;
}

/** The time of day in Europe/Amsterdam, `09.00 uur`. */
export function formatTime(instant: Date): string {
  return `${amsterdamTime.format(instant).replace(':', '.')} uur`;
}

/** Day and time in Europe/Amsterdam, `di 19 januari 2027, 09.00 uur`. */
export function formatDateTime(instant: Date): string {
  return `${formatDate(plainDateInAmsterdam(instant))}, ${formatTime(instant)}`;
}

/** What a `<time datetime>` says of an instant, UTC to the second: `2027-01-19T08:00:00Z`. */
export function machineTime(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

/** A number the Dutch way: comma for decimals, dot from ten thousand on, a real minus sign.
 * @param decimals how many are shown, 0 to 10; a half goes away from zero */
export function formatNumber(value: number, decimals = 0): string {
  assert(Number.isFinite(value), 'only a finite number is shown');
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.') as [string, string?];
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/gu, '.') : whole;
  const text = fraction === undefined ? grouped : `${grouped},${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** A share from 0 to 1 as a percentage, `20 %`, with a space that does not break. */
export function formatPercent(share: number, decimals = 0): string {
  return `${formatNumber(share * 100, decimals)}\u00A0%`;
}

/** A scale score, rounded already by the one rule for it (`displayedScore` of psychometrics): no group
 * dots. */
export function formatScaleScore(displayed: number): string {
  assert(Number.isInteger(displayed), 'a scale score is shown after displayedScore rounded it');
  return displayed < 0 ? `−${-displayed}` : String(displayed);
}

/** An interval of scale scores, both bounds rounded already: `634 tot 662`. */
export function formatScoreInterval(low: number, high: number): string {
  return `${formatScaleScore(low)} tot ${formatScaleScore(high)}`;
}

/** A count with its noun: `1 leerling`, `0 leerlingen`, `12 leerlingen`. */
export function plural(count: number, one: string, many: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** Words in a row as one says them: `a`, `a en b`, `a, b en c`. Empty gives an empty text. */
export function enumerate(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} en ${words.at(-1)}`;
}

/** The parts of a name that a list or a heading needs. */
export interface PersonName {
  readonly callName: string | null;
  /** *Voorvoegsel*, in small letters as in the middle of a name: `de`, `van der`, `'t`. */
  readonly prefix: string | null;
  readonly lastName: string | null;
}

/** The name as it is said, `Sanne de Vries`; for headings and letters. */
export function callNameAndLast({ callName, prefix, lastName }: PersonName): string {
  return joined([callName, prefix, lastName]).replace(elided, '$1');
}

/** The name as it stands in a list, `Vries, Sanne de`: the prefix at the end, so that the V sorts under V. */
export function sortName({ callName, prefix, lastName }: PersonName): string {
  const last = lastName?.trim() ?? '';
  const rest = joined([callName, prefix]);
  return last === '' || rest === '' ? `${last}${rest}` : `${last}, ${rest}`;
}

/** Order of a class list: last name, then call name, then prefix; capitals and accents weigh least.
 * Names that are equal in all three compare as 0, so the caller adds what keeps twins in name apart. */
export function comparePersonNames(a: PersonName, b: PersonName): number {
  return collator.compare(a.lastName ?? '', b.lastName ?? '')
    || collator.compare(a.callName ?? '', b.callName ?? '')
    || collator.compare(a.prefix ?? '', b.prefix ?? '');
}

/** Order of other texts that people read, with numbers by value: `groep 3` before `groep 10`. */
export function compareText(a: string, b: string): number {
  return collator.compare(a, b);
}

function joined(parts: readonly (string | null)[]): string {
  return parts.map((part) => part?.trim() ?? '').filter((part) => part !== '').join(' ');
}

/** A prefix that lost its vowel stands against the name: `d'Ancona`; `'t` and `in 't` stand apart. */
const elided = /(?<=^|\s)([dl]['’])\s/u;

const collator = new Intl.Collator('nl', { numeric: true });
const amsterdamTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
