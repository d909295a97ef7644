import type { FastifyRequest } from 'fastify';

/**
 * Whether a request that changes something was made by a page of ours.
 *
 * Browsers say so themselves: `Sec-Fetch-Site` where they send it, else `Origin`. A request with neither was
 * not made by a browser, so it carries no cookie of a victim. With SameSite=Lax cookies this needs no token in
 * any form.
 */
export function isOurOwnRequest(request: Pick<FastifyRequest, 'headers'>): boolean {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site === 'same-origin' || site === 'none';
  const { origin, host } = request.headers;
  if (!origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
