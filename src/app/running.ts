import { bindAbilityJobs } from '../ability/jobs.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { publishSynthetic } from '../content/actions.ts';
import { bindHandoffJobs } from '../handoff/jobs.ts';
import { startHandoffTicker } from '../handoff/wake.ts';
import { bindHistoryJobs } from '../history/jobs.ts';
import { startHomeTicker } from '../home/ticker.ts';
import { bindIntakeJobs, startPurgeTicker } from '../intake/jobs.ts';
import { judgeEnvironment } from '../onboarding/basispoort/certificate.ts';
import { environmentWords } from '../onboarding/basispoort/nl.ts';
import { followSuppliers } from '../onboarding/las-suppliers.ts';
import { startOnboardingTicker } from '../onboarding/ticker.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { openSandboxClock, type SandboxClock } from '../platform/clock/sandbox-clock.ts';
import type { Config } from '../platform/config.ts';
import { openDoors } from '../platform/database/tenancy.ts';
import type { Database } from '../platform/database/types.ts';
import type { Server } from '../platform/http/server.ts';
import { newId } from '../platform/ids.ts';
import { openJobs } from '../platform/jobs/jobs.ts';
import { openLive } from '../platform/live/live.ts';
import type { Log } from '../platform/log.ts';
import { bindMailJobs } from '../platform/mail/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { loadMasterKey, secretsOf } from '../platform/secrets/secrets.ts';
import { bindReportJobs, startReportTicker } from '../reports/many/jobs.ts';
import { bindBoardReportJobs, startBoardReportTicker } from '../reports/board/jobs.ts';
import { openPress } from '../reports/pdf/press.ts';
import { bindScoringJobs } from '../scoring/jobs.ts';
import { openSandbox, sandboxEndpoints, sandboxRoutes } from '../sandbox/sandbox.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { listenOn } from './listen.ts';
import { openDatabase } from './open-database.ts';
import { buildPlayerWhenStale } from './player-bundle.ts';
import { platformServer } from './routes.ts';
import { networkRefusal, withSandbox } from './sandbox-settings.ts';

/** A platform that listens, with its sandbox when it was asked for. */
export interface Running {
  readonly platform: Platform;
  readonly server: Server;
  readonly sandbox: Sandbox | null;
  /** The clock that can be moved; null where time is real. */
  readonly sandboxClock: SandboxClock | null;
  close(): Promise<void>;
}

/** What a start needs to know beside the settings. */
export interface StartOptions {
  readonly sandbox: boolean;
  /** Where the sandbox's clock stands the first time. */
  readonly sandboxStart?: Date;
  readonly log: Log;
}

/**
 * Opens the database, wires every stage to the next, and listens. A refusal is a Dutch sentence that says what
 * to do.
 */
export async function startPlatform(settings: Config, options: StartOptions): Promise<Result<Running, string>> {
  const exposed = options.sandbox ? networkRefusal(settings) : null;
  if (exposed) return refuse(exposed);
  const mixed = portalRefusal(settings);
  if (mixed) return refuse(mixed);
  const opened = await openDatabase(settings);
  if (!opened.ok) return opened;
  const database = opened.value;
  const config = options.sandbox ? withSandbox(settings, sandboxEndpoints(settings.publicUrl)) : settings;
  const sandboxClock = options.sandbox ? await openSandboxClock(openDoors(database), options.sandboxStart) : null;
  const platform = platformOf(config, database, sandboxClock, options.log);
  if (options.sandbox) await publishSynthetic(platform);
  await followSuppliers(platform);
  bindJobs(platform);

  const press = openPress();
  bindReportJobs(platform, press);
  const server = await platformServer(platform, press, await buildPlayerWhenStale());
  const sandbox = sandboxClock ? await openSandbox({
    database, clock: sandboxClock, log: options.log, publicUrl: config.publicUrl, productName: config.productName,
    host: config.host, openToNetwork: config.sandboxOnNetwork,
  }) : null;
  if (sandbox) sandboxRoutes(server, sandbox);
  const portTaken = await listenOn(server, config);
  if (portTaken) {
    await press.close();
    sandboxClock?.stop();
    await database.close();
    return refuse(portTaken);
  }
  await platform.jobs.start();
  await platform.live.start();
  const stopTicker = startOnboardingTicker(platform);
  const stopHome = startHomeTicker(platform);
  const stopHandoff = startHandoffTicker(platform);
  const stopBoardReports = startBoardReportTicker(platform);
  const stopPurging = startPurgeTicker(platform);
  const stopReports = startReportTicker(platform);
  const stopMaintenance = startMaintenance(database);

  return ok({
    platform, server, sandbox, sandboxClock,
    async close() {
      stopTicker();
      stopHome();
      stopHandoff();
      stopBoardReports();
      stopPurging();
      stopReports();
      stopMaintenance();
      await server.close();
      await platform.live.stop();
      await platform.jobs.stop();
      await press.close();
      sandboxClock?.stop();
      await database.close();
    },
  });
}

/** Settings that would show our certificate to the wrong party stop the start, in Dutch; null: all is well. */
function portalRefusal({ basispoort }: Config): string | null {
  if (!basispoort.restUrl) return null;
  const judged = judgeEnvironment({ ...basispoort, restUrl: basispoort.restUrl });
  return judged.ok ? null : `Basispoort: ${environmentWords[judged.refusal]}.`;
}

function platformOf(config: Config, database: Database, clock: SandboxClock | null, log: Log): Platform {
  return {
    config, database, log, newId,
    doors: openDoors(database),
    clock: clock ?? systemClock,
    jobs: openJobs(database, log),
    live: openLive(database, log),
    secrets: secretsOf(loadMasterKey(config.masterKey, config.dataFolder)),
  };
}

/** The river: each stage's work, in the order in which it flows. */
function bindJobs(platform: Platform): void {
  bindMailJobs(platform);
  bindIntakeJobs(platform);
  bindHistoryJobs(platform);
  bindScoringJobs(platform);
  bindAbilityJobs(platform);
  bindBoardReportJobs(platform);
  bindHandoffJobs(platform);
}

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

function startMaintenance(database: Database): () => void {
  const timers = [
    setInterval(() => void database.maintain().catch(() => undefined), DAY_MS),
    setInterval(() => void database.refreshStatistics().catch(() => undefined), QUARTER_MS),
  ];
  for (const timer of timers) timer.unref();
  return () => timers.forEach((timer) => clearInterval(timer));
}
