import { isLoopback } from '../base/loopback.ts';
import type { Config } from '../platform/config.ts';
import { environmentSupplierCode, type LasSupplier } from '../platform/las-suppliers.ts';
import type { SandboxEndpoints } from '../sandbox/sandbox.ts';

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
  const { basispoort } = config;
  return {
    ...config,
    mailTrayUrl: config.mailTrayUrl ?? sandbox.mailTrayUrl,
    lasSuppliers: withSandboxLas(config.lasSuppliers, sandbox),
    basispoort: {
      ...basispoort,
      restUrl: basispoort.restUrl ?? sandbox.basispoortRestUrl,
      issuerUrl: basispoort.issuerUrl ?? sandbox.basispoortIssuerUrl,
      identityCode: sandbox.identityCode,
      publisherToken: basispoort.publisherToken || sandbox.publisherToken,
      clientId: sandbox.oidcClientId,
      clientSecret: basispoort.clientSecret || sandbox.oidcClientSecret,
    },
  };
}

/** The sandbox LAS stands in for the supplier of the environment, beside those of the settings file. */
function withSandboxLas(suppliers: readonly LasSupplier[], sandbox: SandboxEndpoints): readonly LasSupplier[] {
  const own = suppliers.find(({ code }) => code === environmentSupplierCode);
  const las: LasSupplier = {
    code: environmentSupplierCode,
    name: own && own.name !== 'LAS' ? own.name : 'Proef-LAS',
    rosterUrl: own?.rosterUrl ?? sandbox.lasRosterUrl,
    stagedUrl: own?.stagedUrl ?? sandbox.lasStagedUrl,
    resultsUrl: own?.resultsUrl ?? sandbox.lasResultsUrl,
    historyUrl: own?.historyUrl ?? sandbox.lasHistoryUrl,
    clientCode: own?.clientCode || sandbox.lasClientCode,
    clientName: own?.clientName || sandbox.lasClientName,
    profileCode: own?.profileCode ?? 'standaard', profileChanges: own?.profileChanges ?? {},
    headers: own?.headers ?? {}, certificate: own?.certificate ?? null,
  };
  return [...suppliers.filter((supplier) => supplier !== own), las];
}
