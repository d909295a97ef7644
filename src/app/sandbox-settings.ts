import type { Config } from '../platform/config.ts';
import type { SandboxEndpoints } from '../sandbox/sandbox.ts';

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
