import path from 'node:path';
import { openSandboxClock } from '../platform/clock/sandbox-clock.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { openDoors } from '../platform/database/tenancy.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { type Log, stderrLog } from '../platform/log.ts';
import { openSandbox, sandboxEndpoints, sandboxRoutes } from '../sandbox/sandbox.ts';
import { ErrorPage, errorWords } from '../ui/error-page.tsx';
import { renderPage } from '../ui/page.tsx';
import { ok, refuse, type Result } from '../base/result.ts';
import { readFlags, readPort } from './arguments.ts';
import { assetRoutes } from './asset-routes.ts';
import { EXIT } from './exit.ts';
import { openDatabase } from './open-database.ts';
import { listenOn } from './listen.ts';
import { buildPlayerWhenStale } from './player-bundle.ts';
import { networkRefusal } from './sandbox-settings.ts';
import { untilStopped } from './until-stopped.ts';

const FLAGS = { port: { type: 'string' }, data: { type: 'string' } } as const;

/** Beside a platform on its own default port. */
const DEFAULT_PORT = 3001;

/** `sandbox`: the strangers without the platform, for a platform that runs elsewhere. */
export async function sandboxCommand(args: readonly string[]): Promise<number> {
  const flags = readFlags(args, FLAGS);
  const port = readPort(flags?.port);
  if (!flags || port === null) return EXIT.wrongUsage;
  const settings = sandboxSettings(process.env, {
    ...(port === undefined ? {} : { port }), ...(flags.data === undefined ? {} : { dataFolder: flags.data }),
  });
  const started = await startSandbox(settings, stderrLog);
  if (!started.ok) {
    process.stderr.write(`${started.refusal}\n`);
    return EXIT.refused;
  }
  const stopped = untilStopped();
  process.stdout.write(instructions(settings));
  await stopped;
  process.stdout.write('\nStoppen ...\n');
  await started.value.close();
  return EXIT.fine;
}

/** Where a sandbox on its own listens and keeps its data, and which platform it belongs to. */
export interface SandboxSettings {
  readonly config: Config;
  readonly sandboxUrl: string;
  readonly platformUrl: string;
}

/**
 * The settings of a sandbox on its own: always the embedded database, in a folder of its own. `PUBLIC_URL` (else
 * `PORT`) says where the platform is.
 */
export function sandboxSettings(
  environment: Parameters<typeof readConfig>[0], flags: { readonly port?: number; readonly dataFolder?: string },
): SandboxSettings {
  const platform = readConfig(environment);
  const { port = DEFAULT_PORT, dataFolder = path.join(platform.dataFolder, 'sandbox') } = flags;
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _ownerUrl, PUBLIC_URL: _publicUrl, ...rest } = environment;
  const config = readConfig(rest, { port, dataFolder });
  return { config, sandboxUrl: config.publicUrl, platformUrl: platform.publicUrl };
}

/** Opens the sandbox and listens. A refusal is a Dutch sentence that says what to do. */
export async function startSandbox(
  settings: SandboxSettings, log: Log,
): Promise<Result<{ close(): Promise<void> }, string>> {
  const { config, sandboxUrl, platformUrl } = settings;
  const refusal = networkRefusal(config);
  if (refusal) return refuse(refusal);
  const opened = await openDatabase(config);
  if (!opened.ok) return opened;
  const database = opened.value;
  const clock = await openSandboxClock(openDoors(database));
  const server = await sandboxServer(config, log);
  assetRoutes(server, await buildPlayerWhenStale());
  sandboxRoutes(server, await openSandbox({
    database, clock, log, publicUrl: sandboxUrl, platformUrl, productName: config.productName, host: config.host,
    openToNetwork: config.sandboxOnNetwork,
  }));
  server.get('/', async (_request, reply) => reply.redirect('/sandbox', 303));
  const close = async () => {
    await server.close();
    clock.stop();
    await database.close();
  };
  const busy = await listenOn(server, config);
  if (busy === null) return ok({ close });
  await close();
  return refuse(busy);
}

function sandboxServer({ uploadBytesMax, trustProxy, productName }: Config, log: Log): Promise<Server> {
  return createServer({
    log, uploadBytesMax, trustProxy, renderError: ({ status, correlationId }) => renderPage(ErrorPage({
      ...errorWords(status), status, productName, correlationId: status >= 500 ? correlationId : null,
    })),
  });
}

/** What a platform elsewhere has to be told. Nothing of it is secret: everything behind it is invented. */
function instructions({ sandboxUrl, platformUrl }: SandboxSettings): string {
  const sandbox = sandboxEndpoints(sandboxUrl);
  const settings = {
    PUBLIC_URL: platformUrl, MAIL_TRAY_URL: sandbox.mailTrayUrl,
    LAS_ROSTER_URL: sandbox.lasRosterUrl, LAS_STAGED_URL: sandbox.lasStagedUrl, LAS_RESULTS_URL: sandbox.lasResultsUrl,
    LAS_HISTORY_URL: sandbox.lasHistoryUrl,
    LAS_CLIENT_CODE: sandbox.lasClientCode, LAS_CLIENT_NAME: sandbox.lasClientName,
    BASISPOORT_REST_URL: sandbox.basispoortRestUrl, BASISPOORT_ISSUER_URL: sandbox.basispoortIssuerUrl,
    BASISPOORT_IDENTITY_CODE: sandbox.identityCode, BASISPOORT_PUBLISHER_TOKEN: sandbox.publisherToken,
    BASISPOORT_CLIENT_ID: sandbox.oidcClientId, BASISPOORT_CLIENT_SECRET: sandbox.oidcClientSecret,
  };
  const lines = Object.entries(settings).map(([name, value]) => `  ${name}=${value}\n`);
  return `\nDe oefenomgeving staat op ${sandboxUrl}/sandbox\n\n`
    + `Een platform op ${platformUrl} bereikt haar met deze instellingen (een ander adres: zet PUBLIC_URL):\n`
    + `${lines.join('')}\nStoppen: Ctrl-C\n`;
}
