import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';

declare const brinBrand: unique symbol;
declare const siteCodeBrand: unique symbol;

/** The four characters of a school in the national register: two digits, two capitals, `99XX`. */
export type Brin = string & { readonly [brinBrand]: true };

/** The two digits of a site (*vestiging*, in EDEXML *dependance*) of a school: `00` is the main site, or none
 * named. */
export type SiteCode = string & { readonly [siteCodeBrand]: true };

/** A school and one of its sites. */
export interface BrinSite {
  readonly brin: Brin;
  readonly site: SiteCode;
}

/** The main site, which is also what an absent code means (exchange.md 15.10). */
export const mainSite = '00' as SiteCode;

/** Reads a school as people and systems spell it: `99XX`, `99XX00`, `99xx.00`, `99 XX - 01`; without a site
 * it is `00`. */
export function parseBrinSite(text: string): Result<BrinSite, 'form'> {
  const match = /^(\d{2}[A-Z]{2})[.|/_-]?(\d{2})?$/.exec(text.replace(/\s+/gu, '').toUpperCase());
  if (match === null) return refuse('form');
  return ok({ brin: match[1] as Brin, site: (match[2] ?? mainSite) as SiteCode });
}

/** Reads exactly `99XX`, as the standards write it. */
export function parseBrin(text: string): Result<Brin, 'form'> {
  return /^\d{2}[A-Z]{2}$/.test(text) ? ok(text as Brin) : refuse('form');
}

/** Reads exactly two digits. */
export function parseSiteCode(text: string): Result<SiteCode, 'form'> {
  return /^\d{2}$/.test(text) ? ok(text as SiteCode) : refuse('form');
}

/** Six characters, `99XX00`: what people and keys see. */
export function brin6({ brin, site }: BrinSite): string {
  return `${brin}${site}`;
}
