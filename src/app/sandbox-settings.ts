import type { Config } from '../platform/config.ts';
import { isLoopback, type SandboxEndpoints } from '../sandbox/sandbox.ts';

/** Why the sandbox may not listen where the settings say: nobody has a password there; null when it may. */
export function networkRefusal({ host, sandboxOnNetwork }: Config): string | null {
  if (sandboxOnNetwork || isLoopback(host)) return null;
  return `De oefenomgeving heeft geen wachtwoorden en luistert daarom alleen op deze computer, niet op ${host}. `
    + 'Laat HOST weg, of zet SANDBOX_ON_NETWORK=ja als u weet wat u doet.';
}

/**
 * The settings with which the platform reaches its sandbox. What a real LAS supplier and a real Basispoort hand out of
 * band, the sandbox hands out here; whatever was set already wins.
 */
export function withSandbox(config: Config, sandbox: SandboxEndpoints): Config {
  const { las, basispoort } = config;
  return {
    ...config,
    mailTrayUrl: config.mailTrayUrl ?? sandbox.mailTrayUrl,
    las: {
      rosterUrl: las.rosterUrl ?? sandbox.lasRosterUrl,
      resultsUrl: las.resultsUrl ?? sandbox.lasResultsUrl,
      historyUrl: las.historyUrl ?? sandbox.lasHistoryUrl,
      clientCode: las.clientCode || sandbox.lasClientCode,
      clientName: las.clientName || sandbox.lasClientName,
    },
    basispoort: {
      restUrl: basispoort.restUrl ?? sandbox.basispoortRestUrl,
      issuerUrl: basispoort.issuerUrl ?? sandbox.basispoortIssuerUrl,
      identityCode: sandbox.identityCode,
      publisherToken: basispoort.publisherToken || sandbox.publisherToken,
      clientId: sandbox.oidcClientId,
      clientSecret: basispoort.clientSecret || sandbox.oidcClientSecret,
    },
  };
}
