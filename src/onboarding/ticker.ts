import type { Platform } from '../platform/platform.ts';
import { troubleWords } from '../platform/trouble.ts';
import { runPortalNight } from './basispoort/nightly.ts';
import { requestDueRelinquishing } from './cancel.ts';
import { requestDueRosters } from './nightly.ts';
import { openDueSteps } from './steps.ts';

const TICK_MS = 5000;

/** What may be due, in the order in which a school notices it. */
const dueWork = [openDueSteps, requestDueRosters, runPortalNight, requestDueRelinquishing] as const;

/**
 * Looks every five seconds of real time whether steps, rosters or the portal's night are due. The
 * dates stand in the database; this only looks. One that fails is logged and keeps none of the others.
 * @returns stops the looking
 */
export function startOnboardingTicker(platform: Platform): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void doDueWork(platform).finally(() => {
      busy = false;
    });
  }, TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function doDueWork(platform: Platform): Promise<void> {
  for (const work of dueWork) {
    try {
      await work(platform);
    } catch (error) {
      platform.log('onboarding.tick-failed', { work: work.name, error: troubleWords(error) });
    }
  }
}
