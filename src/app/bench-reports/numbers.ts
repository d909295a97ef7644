/** Pupils of year groups 3 to 8 at a school now. */
export const PUPILS = 226;

/** School years of history, the present one with its first half. */
export const YEARS = 8;

/** The school year in which the benchmark's clock stands, 2026-2027. */
export const THIS_YEAR = 2026;

/** Ids that need not be looked up: those of the nth school and of who is there, from 1. */
export const ids = {
  school: (nth: number): string => `5c000000-0000-4000-8000-${hex(nth, 12)}`,
  supervisor: (nth: number): string => `5f000000-0000-4000-8000-${hex(nth, 12)}`,
  /** @param entered school year in which the pupil came into group 3 @param place from 0 in that class */
  pupil: (nth: number, entered: number, place: number): string =>
    `${hex(nth, 8)}-${hex(entered, 4)}-4000-8000-${hex(place, 12)}`,
  group: (nth: number, year: number, yearGroup: number): string =>
    `${hex(nth, 8)}-${hex(year, 4)}-4000-9000-${hex(yearGroup, 12)}`,
};

/** The same ids as `ids`, in SQL, of these expressions. */
export const sqlIds = {
  school: (nth: string): string => `('5c000000-0000-4000-8000-' || ${sqlHex(nth, 12)})::uuid`,
  supervisor: (nth: string): string => `('5f000000-0000-4000-8000-' || ${sqlHex(nth, 12)})::uuid`,
  pupil: (nth: string, entered: string, place: string): string =>
    `(${sqlHex(nth, 8)} || '-' || ${sqlHex(entered, 4)} || '-4000-8000-' || ${sqlHex(place, 12)})::uuid`,
  group: (nth: string, year: string, yearGroup: string): string =>
    `(${sqlHex(nth, 8)} || '-' || ${sqlHex(year, 4)} || '-4000-9000-' || ${sqlHex(yearGroup, 12)})::uuid`,
  /** Grows with the time of making, as ids of ours do. */
  result: (batch: string, subject: string, yearGroup: string, nth: string, place: string): string =>
    `(${sqlHex(batch, 8)} || '-' || ${sqlHex(subject, 4)} || '-7' || ${sqlHex(yearGroup, 3)} || '-8000-'
      || ${sqlHex(`(${nth}::bigint * 64 + ${place})`, 12)})::uuid`,
};

/** Pupils of a class that came into group 3 in a school year: any six years in a row are PUPILS. */
export function classSizeSql(entered: string): string {
  return `(case when ${entered} % 6 < 4 then 38 else 37 end)`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function sqlHex(value: string, digits: number): string {
  return `lpad(to_hex(${value}), ${digits}, '0')`;
}
