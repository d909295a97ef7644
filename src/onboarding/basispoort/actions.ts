import type { SchoolViewer } from '../../access/types.ts';
import { brin6, type BrinSite } from '../../base/brin.ts';
import { ok, refuse, type Result } from '../../base/result.ts';
import { hasAcceptedAgreement } from '../../ordering/agreement.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { Outage } from '../../platform/outage.ts';
import type { Platform } from '../../platform/platform.ts';
import { troubleWords } from '../../platform/trouble.ts';
import { isUniqueViolation } from '../key-actions.ts';
import { continueStep1 } from '../steps.ts';
import {
  listBasispoortConnections, listSites, lockOnboarding, markBasispoortAccepted, savePermission,
  type PermissionAnswer,
} from '../store.ts';
import type { BasispoortRefusal } from '../types.ts';
import { openPortal } from './open.ts';
import { listSitesWithoutPermission } from './store.ts';
import type { RosterPortal, SchoolSearch } from './types.ts';

/** Whether every site of the school has given its permission. */
export type PermissionState = 'granted' | 'waiting';

/**
 * Asks Basispoort whether the school lets us in, for each of its sites, and goes on with step 1 when it does.
 * @param request also puts the question before the school's coordinator
 */
export async function askPermission(
  platform: Platform, viewer: SchoolViewer, request: boolean,
): Promise<Result<PermissionState, BasispoortRefusal>> {
  const { doors, config } = platform;
  const portal = openPortal(config.basispoort);
  if (!portal) return refuse('no-basispoort');
  const school = await doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => ({
    agreed: await hasAcceptedAgreement(tx, viewer.schoolId), sites: await listSites(tx),
  }));
  if (!school.agreed) return refuse('no-agreement');
  const asked = await askForSites(platform, portal, school.sites, request);
  if (!asked.ok) return asked;
  try {
    return ok(await doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => {
      await keepAnswers(platform, tx, asked.value);
      return settleAcceptance(platform, tx);
    }));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return refuse('institution-in-use');
  }
}

/** A person waits for this answer: an outage is told on the page, where asking again is one button away. */
async function askForSites(
  { log }: Platform, portal: RosterPortal, sites: readonly BrinSite[], request: boolean,
): Promise<Result<readonly PermissionAnswer[], BasispoortRefusal>> {
  try {
    const answers: PermissionAnswer[] = [];
    for (const site of sites) {
      const found = await portal.findSchool(site);
      if (found.kind !== 'found') return refuse(searchRefusals[found.kind]);
      const { institutionId } = found;
      const granted = await portal.hasPermission(institutionId, request);
      const { reference } = await portal.readSchool(institutionId);
      answers.push({ institutionId, site: brin6(site), reference, granted });
    }
    return ok(answers);
  } catch (error) {
    if (!(error instanceof Outage)) throw error;
    log('basispoort.outage', { error: troubleWords(error) });
    return refuse('no-answer');
  }
}

const searchRefusals: Readonly<Record<Exclude<SchoolSearch['kind'], 'found'>, BasispoortRefusal>> = {
  ambiguous: 'institution-ambiguous', merged: 'institution-merged', inactive: 'institution-inactive',
  unknown: 'institution-not-found',
};

async function keepAnswers(
  { clock }: Platform, tx: TenantTx, answers: readonly PermissionAnswer[],
): Promise<void> {
  const at = clock.now();
  const known = await listBasispoortConnections(tx);
  for (const answer of answers) await savePermission(tx, answer, at);
  if (known.length === 0) await audit(tx, at, 'basispoort.requested', undefined, { sites: answers.length });
}

/**
 * Draws the conclusion of what is known of each site: the school is in when every site in force gives its
 * permission, and then step 1 goes on; it is out as soon as one takes it away. Nothing else is lost then.
 */
export async function settleAcceptance(platform: Platform, tx: TenantTx): Promise<PermissionState> {
  const at = platform.clock.now();
  const before = await lockOnboarding(tx);
  const missing = await listSitesWithoutPermission(tx);
  const wasIn = before.basispoortAcceptedAt !== null;
  if (missing.length > 0) {
    await markBasispoortAccepted(tx, null);
    if (wasIn) await audit(tx, at, 'basispoort.withdrawn', undefined, { sites: missing.length });
    return 'waiting';
  }
  await markBasispoortAccepted(tx, at);
  if (wasIn) return 'granted';
  await audit(tx, at, 'basispoort.granted');
  await continueStep1(platform, tx);
  return 'granted';
}
