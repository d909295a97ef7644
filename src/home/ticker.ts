import type { Platform } from '../platform/platform.ts';
import { troubleWords } from '../platform/trouble.ts';
import { carryOutMergers } from './sites/actions.ts';
import { sendDueReminders } from './states/reminders.ts';

const LOOK_EVERY_MS = 10_000;
const dueWork = [sendDueReminders, carryOutMergers] as const;

/**
 * Looks every ten seconds of real time whether reminders or mergers are due; the dates stand in the database.
 * @returns stops the looking
 */
export function startHomeTicker(platform: Platform): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void doDueWork(platform).finally(() => { busy = false; });
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function doDueWork(platform: Platform): Promise<void> {
  for (const work of dueWork) {
    try {
      await work(platform);
    } catch (error) {
      platform.log('home.tick-failed', { work: work.name, error: troubleWords(error) });
    }
  }
}
