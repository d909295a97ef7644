import { plainDateInAmsterdam, type PlainDate } from '../base/plain-date.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Actor, PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import { all, change, find, sql } from '../platform/database/query.ts';
import type { Platform } from '../platform/platform.ts';
import { forgetListed, listAllListed } from './basispoort/listed-store.ts';
import { openPortal } from './basispoort/open.ts';
import { relinquishWantedJob } from './jobs.ts';
import { forgetSiteKeys } from './key-store.ts';
import { readableUntil } from './states.ts';
import { listBasispoortConnections, markBasispoortAccepted, savePermission } from './store.ts';

/**
 * Ends the licence of a school. From now on nothing is fetched by itself; reading and taking out go on for the notice
 * period, after which the permission goes back. Cancelling again changes nothing.
 * @returns until when the school may read
 */
export async function cancelSchool(platform: Platform, schoolId: string, actor: Actor): Promise<PlainDate> {
  const at = platform.clock.now();
  return platform.doors.withTenant(schoolId, actor, 'administration', async (tx) => {
    const endsOn = plainDateInAmsterdam(readableUntil(at));
    const isNew = await change(tx, sql`update onboarding
      set cancelled_at = ${at}, access_ends_on = ${endsOn}, roster_due_at = null
      where school_id = ${schoolId} and cancelled_at is null`) === 1;
    if (isNew) await audit(tx, at, 'licence.cancelled');
    const row = await find<{ accessEndsOn: PlainDate }>(tx, sql`select access_ends_on from onboarding
      where school_id = ${schoolId}`);
    return row?.accessEndsOn ?? endsOn;
  });
}

/**
 * Asks for the giving back of every permission whose notice period has passed, once each.
 * @returns how many
 */
export async function requestDueRelinquishing({ doors, clock, jobs }: Platform): Promise<number> {
  const today = plainDateInAmsterdam(clock.now());
  return doors.withPlatform(async (tx) => {
    const due = await takeEndedSchools(tx, today);
    for (const schoolId of due) await jobs.send(tx, relinquishWantedJob, { schoolId });
    return due.length;
  });
}

/** Whether the licence of the school was cancelled: nothing new is planned from then on. */
export async function isCancelled(tx: TenantTx): Promise<boolean> {
  const row = await find<{ cancelled: boolean }>(tx, sql`select cancelled_at is not null as cancelled from onboarding
    where school_id = ${tx.schoolId}`);
  return row?.cancelled ?? false;
}

async function takeEndedSchools(tx: PlatformTx, today: PlainDate): Promise<readonly string[]> {
  const rows = await all<{ schoolId: string }>(tx, sql`update onboarding set access_ends_on = null
    where access_ends_on <= ${today} returning school_id`);
  return rows.map(({ schoolId }) => schoolId);
}

const relinquishing: Actor = { kind: 'job', id: relinquishWantedJob.name };

/** Takes everybody of a school off the lists of our tiles, gives its permission back and forgets the keys of its sites;
 * doing it again changes nothing. */
export async function relinquish(platform: Platform, schoolId: string): Promise<void> {
  const { doors, config, clock } = platform;
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
    doors.withTenant(schoolId, relinquishing, 'administration', work);
  await inSchool(forgetSiteKeys);
  const portal = openPortal(config.basispoort);
  if (!portal) return;
  const { listed, connections } = await inSchool(async (tx) => (
    { listed: await listAllListed(tx), connections: await listBasispoortConnections(tx) }));
  for (const [tileId, users] of Map.groupBy(listed, (one) => one.tileId)) {
    await portal.revoke({ tileIds: [tileId], userIds: users.map(({ userId }) => userId) });
  }
  for (const { institutionId } of connections) await portal.relinquishPermission(institutionId);
  await inSchool(async (tx) => {
    await forgetListed(tx);
    for (const { institutionId, site } of connections) {
      await savePermission(tx, { institutionId, site, reference: null, granted: false }, clock.now());
    }
    await markBasispoortAccepted(tx, null);
  });
}
