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
  listBasispoortConnections,
  listSites,
  lockOnboarding,
  markBasispoortAccepted,
  savePermission,
  type PermissionAnswer,
} from '../store.ts';
import type { BasispoortRefusal } from '../types.ts';
import { openBasispoort, type BasispoortClient } from './client.ts';

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
  const { restUrl } = config.basispoort;
  if (!restUrl) return refuse('no-basispoort');
  const school = await doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => ({
    agreed: await hasAcceptedAgreement(tx, viewer.schoolId), sites: await listSites(tx),
  }));
  if (!school.agreed) return refuse('no-agreement');
  const basispoort = openBasispoort({ ...config.basispoort, restUrl });
  const asked = await askForSites(platform, basispoort, school.sites, request);
  if (!asked.ok) return asked;
  const answers = asked.value;
  try {
    return ok(await doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding',
      (tx) => keepAnswers(platform, tx, answers)));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return refuse('institution-in-use');
  }
}

/** A person waits for this answer: an outage is told on the page, where asking again is one button away. */
async function askForSites(
  { log }: Platform, basispoort: BasispoortClient, sites: readonly BrinSite[], request: boolean,
): Promise<Result<readonly PermissionAnswer[], 'institution-not-found' | 'no-answer'>> {
  try {
    const answers: PermissionAnswer[] = [];
    for (const site of sites) {
      const institutionId = await basispoort.findInstitution(site);
      if (institutionId === null) return refuse('institution-not-found');
      const granted = await basispoort.hasPermission(institutionId, request);
      const reference = await basispoort.findReference(institutionId);
      answers.push({ institutionId, site: brin6(site), reference, granted });
    }
    return ok(answers);
  } catch (error) {
    if (!(error instanceof Outage)) throw error;
    log('basispoort.outage', { error: troubleWords(error) });
    return refuse('no-answer');
  }
}

async function keepAnswers(
  platform: Platform, tx: TenantTx, answers: readonly PermissionAnswer[],
): Promise<PermissionState> {
  const at = platform.clock.now();
  const before = await lockOnboarding(tx);
  const known = await listBasispoortConnections(tx);
  for (const answer of answers) await savePermission(tx, answer, at);
  const granted = answers.every((answer) => answer.granted);
  if (known.length === 0) await audit(tx, at, 'basispoort.requested', undefined, { sites: answers.length });
  await markBasispoortAccepted(tx, granted ? at : null);
  if (!granted || before.basispoortAcceptedAt) return granted ? 'granted' : 'waiting';
  await audit(tx, at, 'basispoort.granted', undefined, { sites: answers.length });
  await continueStep1(platform, tx);
  return 'granted';
}
