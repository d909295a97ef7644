import { parseBrinSite } from '../base/brin.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { addSchoolYears, schoolYearOf, type SchoolYear } from '../base/school-year.ts';
import type { Order, OrderField, OrderInput, PackageCode } from './types.ts';

/** Most pupils that one order can name; the largest schools have about a thousand. */
export const pupilCountMax = 5000;

/** School years that can be ordered: the one that runs, and the next. */
export function orderableSchoolYears(now: Date): readonly [SchoolYear, SchoolYear] {
  const current = schoolYearOf(plainDateInAmsterdam(now));
  return [current, addSchoolYears(current, 1)];
}

/**
 * Reads the form, forgiving of spaces and of small letters; refuses with every field that has to be mended.
 */
export function readOrder(input: OrderInput, now: Date): Result<Order, readonly OrderField[]> {
  const brinSite = parseBrinSite(input.brinSite);
  const read = {
    // In the order of the form, so that what is wrong is listed from top to bottom.
    schoolName: textOf(input.schoolName),
    packageCode: packageOf(input.packageCode),
    schoolYear: orderableSchoolYears(now).find((year) => year === input.schoolYear),
    pupilCount: countOf(input.pupilCount),
    boardNumber: boardOf(input.boardNumber ?? ''),
    contactName: textOf(input.contactName),
    contactEmail: emailOf(input.contactEmail),
  };
  const { schoolName, contactName, contactEmail, packageCode, schoolYear, pupilCount, boardNumber } = read;
  const isComplete = schoolName && contactName && contactEmail && packageCode && schoolYear && pupilCount;
  if (brinSite.ok && isComplete && boardNumber !== undefined) {
    const values = { schoolName, contactName, contactEmail, packageCode, schoolYear, pupilCount, boardNumber };
    return ok({ brinSite: brinSite.value, ...values });
  }
  const wrong = (Object.keys(read) as (keyof typeof read)[])
    .filter((field) => (field === 'boardNumber' ? boardNumber === undefined : !read[field]));
  return refuse<readonly OrderField[]>(brinSite.ok ? wrong : ['brinSite', ...wrong]);
}

function textOf(typed: string): string | undefined {
  const text = typed.trim().replace(/\s+/gu, ' ');
  return text.length >= 2 && text.length <= 100 ? text : undefined;
}

function emailOf(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  return /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}$/.test(text) && text.length <= 254 ? text : undefined;
}

/** Null when nothing was typed. */
function boardOf(typed: string): string | null | undefined {
  const digits = typed.replace(/[\s.-]/gu, '');
  if (digits === '') return null;
  return /^\d{5}$/.test(digits) ? digits : undefined;
}

function packageOf(typed: string): PackageCode | undefined {
  return (['basis', 'compleet'] as const).find((code) => code === typed);
}

function countOf(typed: string): number | undefined {
  const digits = typed.replace(/[\s.]/gu, '');
  const count = /^\d{1,6}$/.test(digits) ? Number(digits) : 0;
  return count >= 1 && count <= pupilCountMax ? count : undefined;
}
