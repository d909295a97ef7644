import type { SchoolViewer } from '../access/types.ts';
import { may } from '../access/rules.ts';
import { hasAcceptedAgreement } from '../ordering/agreement.ts';
import type { Platform } from '../platform/platform.ts';
import type { StepFacts } from './rules.ts';
import { findLasConnection, getOnboarding, listBasispoortConnections, listSites } from './store.ts';
import type { BasispoortConnection, LasConnection } from './types.ts';

/** What the pages of the three steps show; of the key its last characters only. */
export interface OnboardingView extends StepFacts {
  readonly las: Pick<LasConnection, 'keyHint' | 'createdAt' | 'supplierCode'> | null;
  readonly basispoort: readonly BasispoortConnection[];
  readonly siteCount: number;
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
      siteCount: (await listSites(tx)).length,
      mayAct: may(viewer, 'run-onboarding'),
    };
  });
}
