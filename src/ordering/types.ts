// How a school becomes a customer. In: a form from somebody who is not signed in. Out: a school with one
// site, an order for a school year, an administrator with an invitation, and a mail.
// Invariant: an order gives nobody rights over a school that is known already.

import type { BrinSite } from '../base/brin.ts';
import type { SchoolYear } from '../base/school-year.ts';

/** The packages of `package`: which features they hold is data. */
export type PackageCode = 'basis' | 'compleet';

/** What a package may hold. */
export type Feature =
  | 'paper_tests' | 'pupil_reports' | 'group_reports' | 'screen_tests' | 'adaptive_routing'
  | 'school_reports';

/** A package as data, with what it holds. */
export interface Package {
  readonly code: PackageCode;
  readonly name: string;
  readonly features: readonly Feature[];
}

/** The order form as it was typed; an absent field is an empty text. */
export interface OrderInput {
  readonly brinSite: string;
  readonly schoolName: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly packageCode: string;
  readonly schoolYear: string;
  readonly pupilCount: string;
  /** Of the board (bevoegd gezag); a school may leave it out. */
  readonly boardNumber?: string;
}

/** The order form as it was meant. */
export interface Order {
  readonly brinSite: BrinSite;
  readonly schoolName: string;
  readonly contactName: string;
  /** Trimmed, in small letters. */
  readonly contactEmail: string;
  readonly packageCode: PackageCode;
  readonly schoolYear: SchoolYear;
  /** 1 to 5000: pupils of year groups 3 to 8. */
  readonly pupilCount: number;
  /** Five digits, or null. */
  readonly boardNumber: string | null;
}

/** Fields of the form that are not understood. */
export type OrderField = keyof OrderInput;

/**
 * Why an order was not taken: fields to mend; this school and year were ordered before; or the school is a
 * customer already and whoever orders is not one of its administrators.
 */
export type OrderRefusal =
  | { readonly code: 'fields'; readonly fields: readonly OrderField[] }
  | { readonly code: 'ordered-before' }
  | { readonly code: 'not-its-administrator' }
  /** Another site of this BRIN is a customer: its administrator is asked whether this one belongs to it. */
  | { readonly code: 'asked-its-school' };
