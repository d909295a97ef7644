import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';

/**
 * Who stands at the door, in the words of the portal that the person came through. Nothing here is a name.
 */
export interface SsoIdentity {
  /** The portal's number of the school. */
  readonly institutionId: number;
  readonly kind: 'staff' | 'pupil';
  /** The portal's number of the person; null where it did not say. */
  readonly basispoortId: number | null;
  /** Null when the school has none; kept in no log and no session. */
  readonly eckId: string | null;
}

/**
 * What the port wants remembered between leaving for the portal and coming back; only the adapter reads it.
 */
export type SsoState = Readonly<Record<string, string>>;

/**
 * Why nobody came in: `cancelled` by the person, `stale` when the way back does not belong to a way out of
 * this browser, `untrusted` when the portal's word does not hold, `incomplete` when it does not say who or
 * which school.
 */
export type SsoRefusal = 'cancelled' | 'stale' | 'untrusted' | 'incomplete';

/** Signing in through a portal. Nothing outside an adapter knows the protocol. */
export interface SsoProvider {
  /** Whether a message that starts a sign-in may come from this portal. */
  isIssuer(issuer: string): boolean;
  /** Where to send the browser, and what to remember until it is back. */
  begin(): Promise<{ readonly location: string; readonly state: SsoState }>;
  /**
   * Who came back. Throws an Outage when the portal does not answer.
   * @param query what the portal put behind the `?` of our return address
   */
  complete(query: string, state: SsoState): Promise<Result<SsoIdentity, SsoRefusal>>;
  /**
   * Where to send the browser so that the portal forgets this person as well; null when the portal has no such
   * place or does not answer: signing out with us never waits for it. Nothing is told of who it was.
   * @param returnTo where the portal sends the browser back to, a whole address of ours
   */
  endSession(returnTo: string): Promise<string | null>;
}

/**
 * Reads the claims of the stand-in (basispoort.md section 9): only `instelling_id`, `soort` and one key are
 * needed.
 */
export function identityOf(claims: Readonly<Record<string, unknown>>): Result<SsoIdentity, 'incomplete'> {
  const institutionId = wholeNumber(claims['instelling_id']);
  const kind = kinds[String(claims['soort'])];
  const basispoortId = wholeNumber(claims['basispoort_id']);
  const eckId = typeof claims['eckid'] === 'string' && claims['eckid'] !== '' ? claims['eckid'] : null;
  const isNobody = basispoortId === null && eckId === null;
  if (institutionId === null || !kind || isNobody) return refuse('incomplete');
  return ok({ institutionId, kind, basispoortId, eckId });
}

const kinds: Readonly<Record<string, SsoIdentity['kind']>> = { leerling: 'pupil', medewerker: 'staff' };

/** Portals write numbers as numbers or as text; above 2^53 neither can be trusted. */
function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : null;
}
