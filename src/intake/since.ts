import type { LasConnection } from '../onboarding/types.ts';
import { CLOCK_MARGIN_MS } from './checks.ts';
import type { TakenState } from './store.ts';

/** How long we ask for changes only: who leaves on a day that was known before is no change in a LAS. */
const WHOLE_EVERY_DAYS = 7;

const DAY_MS = 86_400_000;

/**
 * Since when changes of a site interest us (`laatstontvangengegevens`, exchange.md 4.1): the time of making of the
 * state that we took last, else the time at which we asked for it, less a margin. Null asks for everything: when the
 * LAS does not know the question, after another key or a file by hand, and once a week.
 */
export function changesSince(
  { profile, keyDigest }: Pick<LasConnection, 'profile' | 'keyDigest'>, last: TakenState | undefined, now: Date,
): Date | null {
  if (!profile.incremental || profile.rosterCalls === 'staged' || !last) return null;
  if (last.kind !== 'roster-uwlr' || last.askedWith !== keyDigest) return null;
  if (now.getTime() - last.acceptedAt.getTime() >= WHOLE_EVERY_DAYS * DAY_MS) return null;
  return last.madeAt ?? (last.askedAt && new Date(last.askedAt.getTime() - CLOCK_MARGIN_MS));
}
