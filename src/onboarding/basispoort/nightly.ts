import { brin6 } from '../../base/brin.ts';
import { addDays, type PlainDate } from '../../base/plain-date.ts';
import type { Actor, TenantTx } from '../../platform/database/tenancy.ts';
import { Outage } from '../../platform/outage.ts';
import type { Platform } from '../../platform/platform.ts';
import { troubleWords } from '../../platform/trouble.ts';
import { accessListsVerifyJob, accessListsWantedJob } from '../jobs.ts';
import { isUniqueViolation } from '../key-actions.ts';
import { savePermission } from '../store.ts';
import { settleAcceptance } from './actions.ts';
import { certificateExpiry } from './certificate.ts';
import { openPortal, readCertificates } from './open.ts';
import { forgetListed } from './listed-store.ts';
import { decidePermissions, nightOf, type PermissionNews } from './permission-rules.ts';
import {
  closeConnection, findSchoolIdOfSite, finishNight, giveNightBack, listConnections, takeNight,
  wereListsVerifiedSince, type KnownConnection,
} from './store.ts';
import { tilesOf } from './tiles.ts';
import type { RosterPortal } from './types.ts';

const actor: Actor = { kind: 'job', id: 'basispoort.night' };

/** How many days back permissions are asked for: a night may have been missed. */
const DAYS_BACK = 3;
/** How often the lists of users are read back whole, in days. */
const VERIFY_EVERY_DAYS = 7;

/** What a run saw, in numbers. */
export type NightCounts = Readonly<Record<
  'connections' | 'granted' | 'withdrawn' | 'appeared' | 'unknown' | 'closed' | 'failed', number>>;

/**
 * The nightly run: who gave or took permission in the last days, held against the list of who lets us in now;
 * who merged or ended; and our tiles. Once a night by the clock of the domain, on any number of nodes; a run
 * that broke off is done again as a whole, which changes nothing twice.
 * @returns null when there is nothing to do: no portal, or this night was done
 */
export async function runPortalNight(platform: Platform): Promise<NightCounts | null> {
  const { doors, clock, config, newId, log } = platform;
  const night = nightOf(clock.now());
  if (!config.basispoort.restUrl) return null;
  const runId = newId();
  if (!await doors.withPlatform((tx) => takeNight(tx, { runId, night }))) return null;
  try {
    const portal = openPortal(config.basispoort);
    if (!portal) return null;
    warnOfExpiry(platform);
    const counts = await keepPermissions(platform, portal, night);
    await portal.putTiles(tilesOf(config.productName, config.publicUrl));
    const verify = await askVerification(platform, night);
    await doors.withPlatform((tx) => finishNight(tx, runId, counts, verify));
    log('basispoort.night', { night, ...counts, verify });
    return counts;
  } catch (error) {
    await doors.withPlatform((tx) => giveNightBack(tx, runId));
    if (!(error instanceof Outage)) throw error;
    log('basispoort.night-failed', { night, error: troubleWords(error) });
    return null;
  }
}

/** Operators read it every night in the log until there is a new one; `doctor` says it as well. */
function warnOfExpiry({ config, log }: Platform): void {
  const expiry = certificateExpiry(readCertificates(config.basispoort), new Date());
  if (expiry && expiry.state !== 'fine') log('basispoort.certificate-ends', { ...expiry });
}

async function keepPermissions(
  platform: Platform, portal: RosterPortal, night: PlainDate,
): Promise<NightCounts> {
  const days = Array.from({ length: DAYS_BACK }, (_, back) => addDays(night, -back));
  const grantedLately = new Set<number>();
  for (const day of days) {
    for (const id of await portal.listPermissionChanges('granted', day)) grantedLately.add(id);
  }
  const withdrawnLately = new Set<number>();
  for (const day of days) {
    for (const id of await portal.listPermissionChanges('withdrawn', day)) withdrawnLately.add(id);
  }
  const permitted = new Set(await portal.listPermitted());
  const connections = await platform.doors.withPlatform(listConnections);
  const news = decidePermissions(connections, { permitted, grantedLately, withdrawnLately });

  const counts = {
    connections: connections.length, granted: 0, withdrawn: 0, appeared: 0, unknown: 0, closed: 0, failed: 0,
  };
  for (const one of news.changed) {
    await keepNews(platform, one);
    counts[one.granted ? 'granted' : 'withdrawn'] += 1;
  }
  for (const institutionId of news.strangers) {
    counts[await welcomeStranger(platform, portal, institutionId) ? 'appeared' : 'unknown'] += 1;
  }
  for (const connection of connections) {
    const seen = await lookAtSchool(platform, portal, connection).catch((error: unknown) => {
      if (!(error instanceof Outage)) throw error;
      platform.log('basispoort.school-failed', { school: connection.schoolId, error: troubleWords(error) });
      return 'failed' as const;
    });
    if (seen !== 'open') counts[seen] += 1;
  }
  return counts;
}

function keepNews(platform: Platform, { connection, granted }: PermissionNews): Promise<unknown> {
  const { schoolId, institutionId, site } = connection;
  return inSchool(platform, schoolId, async (tx) => {
    await savePermission(tx, { institutionId, site, reference: null, granted }, platform.clock.now());
    await settleAcceptance(platform, tx);
    // What the portal did with the lists meanwhile nobody knows: they are filled anew.
    await forgetListed(tx);
    if (granted) await platform.jobs.send(tx, accessListsWantedJob, { schoolId });
  });
}

/** A school that ticked us before anybody asked: known by its site, or nobody of ours. */
async function welcomeStranger(
  platform: Platform, portal: RosterPortal, institutionId: number,
): Promise<boolean> {
  const { site, reference, active } = await portal.readSchool(institutionId);
  const schoolId = site && active
    ? await platform.doors.withPlatform((tx) => findSchoolIdOfSite(tx, site)) : null;
  if (!site || !schoolId) return false;
  try {
    await inSchool(platform, schoolId, async (tx) => {
      const answer = { institutionId, site: brin6(site), reference, granted: true };
      await savePermission(tx, answer, platform.clock.now());
      await settleAcceptance(platform, tx);
    });
    return true;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return false;
  }
}

/** Whether the school still is the one it was; one that merged is followed where its site went along. */
async function lookAtSchool(
  platform: Platform, portal: RosterPortal, connection: KnownConnection,
): Promise<'open' | 'closed'> {
  const { schoolId, institutionId, site } = connection;
  const school = await portal.readSchool(institutionId);
  if (school.active) return 'open';
  const successor = school.mergedInto === null ? null : await portal.readSchool(school.mergedInto);
  const sameSite = successor?.active === true && successor.site !== null && brin6(successor.site) === site;
  const granted = sameSite && await portal.hasPermission(successor.institutionId, true);
  await inSchool(platform, schoolId, async (tx) => {
    if (!await closeConnection(tx, institutionId, school.mergedInto, platform.clock.now())) return;
    if (sameSite) {
      const { institutionId: nextId, reference } = successor;
      await savePermission(tx, { institutionId: nextId, site, reference, granted }, platform.clock.now());
    }
    await settleAcceptance(platform, tx);
  });
  return 'closed';
}

/** Asks for the reading back of the lists when a week has passed. */
async function askVerification({ doors, jobs }: Platform, night: PlainDate): Promise<boolean> {
  return doors.withPlatform(async (tx) => {
    if (await wereListsVerifiedSince(tx, addDays(night, 1 - VERIFY_EVERY_DAYS))) return false;
    await jobs.send(tx, accessListsVerifyJob, { night });
    return true;
  });
}

function inSchool<T>(
  { doors }: Platform, schoolId: string, work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return doors.withTenant(schoolId, actor, 'onboarding', work);
}
