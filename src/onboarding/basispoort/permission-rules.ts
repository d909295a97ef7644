import { addDays, plainDateInAmsterdam, type PlainDate } from '../../base/plain-date.ts';
import type { KnownConnection } from './store.ts';

/** What the portal says of permissions. */
export interface PermissionLists {
  /** Every school that lets us in now. */
  readonly permitted: ReadonlySet<number>;
  /** Schools that gave, and that took, permission in the last days. */
  readonly grantedLately: ReadonlySet<number>;
  readonly withdrawnLately: ReadonlySet<number>;
}

/** A connection whose permission is other than we knew. */
export interface PermissionNews {
  readonly connection: KnownConnection;
  readonly granted: boolean;
}

/**
 * What is new. The list of who lets us in now decides; the lists by day bring what it cannot: that somebody
 * withdrew and gave again between two nights, so that lists of users have to be filled anew. A school that
 * lets us in and that we do not know is a stranger.
 */
export function decidePermissions(
  connections: readonly KnownConnection[], { permitted, grantedLately, withdrawnLately }: PermissionLists,
): { readonly changed: readonly PermissionNews[]; readonly strangers: readonly number[] } {
  const known = new Set(connections.map(({ institutionId }) => institutionId));
  const changed = connections.flatMap((connection): readonly PermissionNews[] => {
    const { institutionId, grantedAt, revokedAt } = connection;
    const before = grantedAt !== null && revokedAt === null;
    const now = permitted.has(institutionId);
    if (before !== now) return [{ connection, granted: now }];
    const wentAndCame = now && withdrawnLately.has(institutionId) && grantedLately.has(institutionId);
    return wentAndCame ? [{ connection, granted: true }] : [];
  });
  return { changed, strangers: [...permitted].filter((id) => !known.has(id)) };
}

/** The hour, in Europe/Amsterdam, from which the portal has done its own night. */
const FIRST_HOUR = 5;

const amsterdamHour = new Intl.DateTimeFormat('en-GB',
  { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' });

/**
 * The night that is due at this moment, by the date of its morning; before five o'clock it is still the night
 * before.
 */
export function nightOf(now: Date): PlainDate {
  const today = plainDateInAmsterdam(now);
  return Number(amsterdamHour.format(now)) >= FIRST_HOUR ? today : addDays(today, -1);
}
