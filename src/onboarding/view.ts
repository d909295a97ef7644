import type { SchoolViewer } from '../access/types.ts';
import { may } from '../access/rules.ts';
import { hasAcceptedAgreement } from '../ordering/agreement.ts';
import { brin6 } from '../base/brin.ts';
import type { Platform } from '../platform/platform.ts';
import type { StepFacts } from './rules.ts';
import { listDoubts, type Doubt } from './basispoort/store.ts';
import { findKeyTrial, listSiteKeys, type KeyTrialState, type SiteKey } from './key-store.ts';
import { findLasConnection, getOnboarding, listBasispoortConnections, listSites } from './store.ts';
import type { BasispoortConnection, LasConnection } from './types.ts';

/** What the pages of the three steps show; of the key its last characters only. */
export interface OnboardingView extends StepFacts {
  readonly las: Pick<LasConnection, 'keyHint' | 'createdAt' | 'supplierCode'> | null;
  readonly basispoort: readonly BasispoortConnection[];
  /** Sites in force, `99XX00`. */
  readonly sites: readonly string[];
  /** Sites with a key of their own. */
  readonly siteKeys: readonly Pick<SiteKey, 'site' | 'keyHint' | 'enteredAt'>[];
  /** What the LAS last said to the key. */
  readonly keyTrial: KeyTrialState | null;
  /** How many people Basispoort and the roster name differently. */
  readonly doubts: readonly Doubt[];
  /** Whether this viewer may do the steps, or only see them. */
  readonly mayAct: boolean;
}

/** Loads what the pages of the three steps show. */
export function viewOnboarding(platform: Platform, viewer: SchoolViewer): Promise<OnboardingView> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => {
    const las = await findLasConnection(tx);
    return {
      ...await getOnboarding(tx, viewer.schoolId),
      agreementAccepted: await hasAcceptedAgreement(tx, viewer.schoolId),
      las: las ? { keyHint: las.keyHint, createdAt: las.createdAt, supplierCode: las.supplierCode } : null,
      basispoort: await listBasispoortConnections(tx),
      sites: (await listSites(tx)).map(brin6),
      siteKeys: await listSiteKeys(tx),
      keyTrial: await findKeyTrial(tx),
      doubts: await listDoubts(tx),
      mayAct: may(viewer, 'run-onboarding'),
    };
  });
}
