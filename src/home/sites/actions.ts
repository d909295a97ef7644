import type { SchoolViewer } from '../../access/types.ts';
import { readResultCopy, writeResultCopy } from '../../ability/other-school.ts';
import { brin6, parseBrinSite, type BrinSite } from '../../base/brin.ts';
import { parsePlainDate, plainDateInAmsterdam } from '../../base/plain-date.ts';
import { ok, refuse, type Result } from '../../base/result.ts';
import { closeBeforeRename } from '../../intake/renamed-site.ts';
import { isUniqueViolation } from '../../onboarding/key-actions.ts';
import { renameSiteKey } from '../../onboarding/key-store.ts';
import {
  consentToMerger, findSchoolHaving, finishMerger, insertMerger, listDueMergers, saveOrigins, type Merger,
} from '../../onboarding/site-store.ts';
import { listSites } from '../../onboarding/store.ts';
import { closeSite, openSite } from '../../ordering/dated-sites.ts';
import { decideSiteRequest } from '../../ordering/site-request-store.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Actor, TenantTx } from '../../platform/database/tenancy.ts';
import type { Platform } from '../../platform/platform.ts';
import { readRosterCopy, renameSite, writeRosterCopy } from '../../roster/other-school.ts';

/** Why nothing changed. */
export type SiteRefusal =
  | 'site-form' | 'site-of-other-brin' | 'site-in-use' | 'site-not-ours' | 'request-gone' | 'date-form'
  | 'school-unknown' | 'same-school' | 'not-yours';

/** Adds a site under the school's own BRIN; its pupils come with the next fetch, when the key opens it. */
export async function addSite(
  platform: Platform, viewer: SchoolViewer, typed: string,
): Promise<Result<string, SiteRefusal>> {
  const site = parseBrinSite(typed);
  if (!site.ok) return refuse('site-form');
  return inSchool(platform, viewer, async (tx) => {
    const sites = await listSites(tx);
    if (!sites.some(({ brin }) => brin === site.value.brin)) return refuse('site-of-other-brin');
    return open(platform, tx, site.value);
  });
}

/** Answers whether a site that somebody ordered for belongs to the school. */
export async function answerSiteRequest(
  platform: Platform, viewer: SchoolViewer, requestId: string, joins: boolean,
): Promise<Result<string, SiteRefusal>> {
  return inSchool(platform, viewer, async (tx) => {
    const at = platform.clock.now();
    const decided = { by: `${viewer.actor.kind}:${viewer.actor.id}`, at };
    const asked = await decideSiteRequest(tx, requestId, joins ? 'joined' : 'declined', decided);
    const site = asked && parseBrinSite(`${asked.brin}${asked.siteCode}`);
    if (!site?.ok) return refuse('request-gone');
    if (joins) return open(platform, tx, site.value);
    await audit(tx, at, 'site.declined', undefined, { site: brin6(site.value) });
    return ok(brin6(site.value));
  });
}

async function open(platform: Platform, tx: TenantTx, site: BrinSite): Promise<Result<string, SiteRefusal>> {
  const at = platform.clock.now();
  await openSite(tx, site, plainDateInAmsterdam(at));
  await audit(tx, at, 'site.opened', undefined, { site: brin6(site) });
  return ok(brin6(site));
}

/**
 * Gives a site of the school another BRIN or number from today: the old one is closed, pupils, groups and results stay
 * where they are, and its key may have to be entered anew. What came in before cannot be taken back or taken any more.
 */
export async function changeBrin(
  platform: Platform, viewer: SchoolViewer, typed: { readonly from: string; readonly to: string },
): Promise<Result<string, SiteRefusal>> {
  const [from, to] = [parseBrinSite(typed.from), parseBrinSite(typed.to)];
  if (!from.ok || !to.ok) return refuse('site-form');
  return inSchool(platform, viewer, async (tx) => {
    const at = platform.clock.now();
    const today = plainDateInAmsterdam(at);
    if (!await closeSite(tx, from.value, today)) return refuse('site-not-ours');
    await openSite(tx, to.value, today);
    await closeBeforeRename(tx);
    await renameSite(tx, brin6(from.value), brin6(to.value));
    await renameSiteKey(tx, brin6(from.value), brin6(to.value));
    await audit(tx, at, 'site.renamed', undefined, { from: brin6(from.value), to: brin6(to.value) });
    return ok(brin6(to.value));
  });
}

/** A site that another school has is a refusal of the database, since this school cannot look there. */
async function inSchool(
  { doors }: Platform, viewer: SchoolViewer, work: (tx: TenantTx) => Promise<Result<string, SiteRefusal>>,
): Promise<Result<string, SiteRefusal>> {
  try {
    return await doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', work);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return refuse('site-in-use');
  }
}

/** Proposes that this school goes into another on a day; that is its consent, and the other is asked for its own. */
export async function proposeMerger(
  platform: Platform, viewer: SchoolViewer, typed: { readonly into: string; readonly on: string },
): Promise<Result<string, SiteRefusal>> {
  const [site, day] = [parseBrinSite(typed.into), parsePlainDate(typed.on)];
  if (!site.ok) return refuse('site-form');
  if (!day.ok) return refuse('date-form');
  const at = platform.clock.now();
  const into = await platform.doors.withPlatform((tx) => findSchoolHaving(tx, site.value));
  if (!into) return refuse('school-unknown');
  if (into.schoolId === viewer.schoolId) return refuse('same-school');
  await platform.doors.withPlatform((tx) => insertMerger(tx, {
    mergerId: platform.newId(), fromSchoolId: viewer.schoolId, intoSchoolId: into.schoolId, effectiveOn: day.value, at,
    by: `${viewer.actor.kind}:${viewer.actor.id}`,
  }));
  await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding',
    (tx) => audit(tx, at, 'merger.consented'));
  return ok(brin6(site.value));
}

/** The school that takes the other in says yes. */
export async function acceptMerger(
  platform: Platform, viewer: SchoolViewer, mergerId: string,
): Promise<Result<string, SiteRefusal>> {
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => {
    const by = `${viewer.actor.kind}:${viewer.actor.id}`;
    if (!await consentToMerger(tx, mergerId, { at, by })) return refuse<SiteRefusal>('not-yours');
    await audit(tx, at, 'merger.consented');
    return ok(mergerId);
  });
}

const merging: Actor = { kind: 'job', id: 'home.merger' };

/**
 * Does every merger that both schools want and whose day has come: pupils and results of the one are copied into the
 * other, each with where it came from, in one transaction and once. At the school that ends nothing is taken away.
 * @returns how many were done
 */
export async function carryOutMergers(platform: Platform): Promise<number> {
  const today = plainDateInAmsterdam(platform.clock.now());
  const due = await platform.doors.withPlatform((tx) => listDueMergers(tx, today));
  let count = 0;
  for (const merger of due) count += await carryOut(platform, merger) ? 1 : 0;
  return count;
}

async function carryOut(platform: Platform, { mergerId, fromSchoolId, intoSchoolId }: Merger): Promise<boolean> {
  const { doors, clock, newId } = platform;
  const copy = await doors.withTenant(fromSchoolId, merging, 'administration', async (tx) => ({
    roster: await readRosterCopy(tx), results: await readResultCopy(tx),
  }));
  const newIds = (rows: readonly Readonly<Record<string, unknown>>[], key: string) =>
    new Map(rows.map((row) => [String(row[key]), newId()]));
  const [wantedIds, resultIds] = [newIds(copy.roster.pupils, 'pupil_id'), newIds(copy.results, 'result_id')];
  return doors.withTenant(intoSchoolId, merging, 'administration', async (tx) => {
    const counts = { pupils: copy.roster.pupils.length, results: copy.results.length };
    if (!await finishMerger(tx, mergerId, clock.now(), counts)) return false;
    const [site] = await listSites(tx);
    const pupilIds = await writeRosterCopy(tx, copy.roster, wantedIds, site ? brin6(site) : '');
    await writeResultCopy(tx, copy.results, pupilIds, resultIds);
    await saveOrigins(tx, mergerId, { pupils: pupilIds, results: resultIds });
    await audit(tx, clock.now(), 'merger.done', undefined, counts);
    return true;
  });
}
