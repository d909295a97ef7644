import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startPlatform } from '../../src/app/running.ts';
import { present } from '../../src/base/assert.ts';
import { freePort } from '../../src/demo/command.ts';
import { openWorld, type World } from '../../src/demo/world.ts';
import { readConfig } from '../../src/platform/config.ts';
import { silentLog } from '../../src/platform/log.ts';
import { schoolPlans } from '../../src/sandbox/school/plans.ts';
import { Watcher } from './watching.ts';

/** A platform with its sandbox in a folder of its own, and the people who walk through it with a browser. */
export interface Journey {
  readonly world: World;
  readonly url: string;
  readonly watcher: Watcher;
  /** Somebody with a browser of their own: cookies are not shared. */
  newcomer(): Promise<Page>;
  /** As in Watcher: judges the page and keeps a picture. */
  look: Watcher['look'];
  close(): Promise<void>;
}

/** Opens the journey of the school that has not ordered yet. */
export async function openJourney(browser: Browser): Promise<Journey> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'inbeeld-journey-'));
  const config = readConfig({}, { port: await freePort(), dataFolder: folder });
  const started = await startPlatform(config, { sandbox: true, log: silentLog });
  if (!started.ok) throw new Error(started.refusal);
  const running = started.value;
  const watcher = new Watcher();
  const url = running.platform.config.publicUrl;
  return {
    world: openWorld(running, present(schoolPlans[0], 'a school to walk')), url, watcher,
    async newcomer() {
      const context = await browser.newContext({
        baseURL: url, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', viewport: { width: 1280, height: 900 },
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(20_000);
      watcher.follow(context);
      return context.newPage();
    },
    look: (page, name, answer) => watcher.look(page, name, answer),
    async close() {
      await running.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
