import { assert } from '../base/assert.ts';
import { isLoopback } from '../base/loopback.ts';
import type { SandboxClock } from '../platform/clock/sandbox-clock.ts';
import type { Database } from '../platform/database/types.ts';
import type { Server } from '../platform/http/server.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { institutionRoutes } from './basispoort/institution-routes.ts';
import { likaRoutes } from './basispoort/lika-routes.ts';
import { lazyProvider, oidcPath, oidcRoutes } from './basispoort/oidc.ts';
import { portalRoutes } from './basispoort/portal-routes.ts';
import { homeRoutes } from './home/routes.ts';
import { historyPath } from './las/history-routes.ts';
import { lasRoutes } from './las/routes.ts';
import { uwlrBase } from './las/soap-routes.ts';
import { mailRoutes } from './mail/routes.ts';
import { seededPeople } from './seeded-people.ts';
import { openSandboxDoor } from './store.ts';
import type { Sandbox, SandboxCredentials } from './types.ts';

/** What the platform needs to find the strangers: addresses, and who it is to them. */
export interface SandboxEndpoints extends SandboxCredentials {
  readonly lasRosterUrl: string;
  readonly lasStagedUrl: string;
  readonly lasResultsUrl: string;
  readonly lasHistoryUrl: string;
  readonly basispoortRestUrl: string;
  readonly basispoortIssuerUrl: string;
  readonly mailTrayUrl: string;
}

/** Everything the platform's settings need to work with a sandbox at this address. */
export function sandboxEndpoints(publicUrl: string): SandboxEndpoints {
  return {
    ...sandboxCredentials,
    lasRosterUrl: `${publicUrl}${uwlrBase}/leerlinggegevens`,
    lasStagedUrl: `${publicUrl}${uwlrBase}/leerlinggegevens-getrapt`,
    lasResultsUrl: `${publicUrl}${uwlrBase}/leerresultaten`,
    lasHistoryUrl: `${publicUrl}${historyPath}`,
    basispoortRestUrl: `${publicUrl}/sandbox/basispoort`,
    basispoortIssuerUrl: `${publicUrl}${oidcPath}`,
    mailTrayUrl: `${publicUrl}/sandbox/mail/berichten`,
  };
}

/** Opens the sandbox on its own schema of a database that was migrated already.
 * @param options.host where the server listens; other than loopback only with `openToNetwork`, since nobody has a
 * password here */
export async function openSandbox(options: {
  readonly database: Database;
  readonly clock: Pick<SandboxClock, 'now' | 'moveTo'>;
  readonly log: Log;
  readonly publicUrl: string;
  readonly platformUrl?: string;
  readonly productName?: string;
  readonly host?: string;
  readonly openToNetwork?: boolean;
}): Promise<Sandbox> {
  const { database, clock, log, publicUrl, productName = 'Leerling in beeld', host = '127.0.0.1' } = options;
  const { platformUrl = publicUrl } = options;
  assert(options.openToNetwork === true || isLoopback(host), 'the sandbox runs on a loopback address only');
  return {
    withSandbox: openSandboxDoor(database), clock, log, publicUrl, platformUrl, productName,
    credentials: sandboxCredentials, newId,
    seededPeople: () => seededPeople(clock.now()),
  };
}

/** Adds all routes of the sandbox, under /sandbox. */
export function sandboxRoutes(server: Server, sandbox: Sandbox): void {
  const provider = lazyProvider(sandbox);
  homeRoutes(server, sandbox);
  mailRoutes(server, sandbox);
  lasRoutes(server, sandbox);
  institutionRoutes(server, sandbox);
  likaRoutes(server, sandbox);
  oidcRoutes(server, sandbox, provider);
  portalRoutes(server, sandbox, provider);
}

/** Who the platform is to the strangers, as they would tell it out of band. */
export const sandboxCredentials: SandboxCredentials = {
  lasClientCode: 'inbeeld-oefen',
  lasClientName: 'Inbeeld',
  identityCode: 'inbeeld',
  publisherToken: 'proef-certificaat-van-inbeeld',
  oidcClientId: 'inbeeld',
  oidcClientSecret: 'proef-geheim-van-inbeeld-voor-de-oefenomgeving',
};
