import { readFileSync } from 'node:fs';
import type { BasispoortSettings } from '../../platform/config.ts';
import { Outage } from '../../platform/outage.ts';
import { judgeEnvironment, readCertificate, usableCertificates, type ClientCertificate } from './certificate.ts';
import { restPortal } from './rest.ts';
import { openTransport } from './transport.ts';
import type { RosterPortal } from './types.ts';

/**
 * The portal of these settings, or null where none is set. Settings that mix environments open nothing: a
 * production certificate that goes elsewhere is given away.
 * @throws Outage that does not pass by itself; an operator has to mend the settings
 */
export function openPortal(settings: BasispoortSettings): RosterPortal | null {
  const { restUrl, identityCode, publisherToken, authorityFile } = settings;
  if (!restUrl) return null;
  const environment = judgeEnvironment({ ...settings, restUrl });
  if (!environment.ok) {
    throw new Outage(`basispoort settings: ${environment.refusal}`, { retryable: false });
  }
  const authority = authorityFile === null ? null : readFileSync(authorityFile, 'utf8');
  // Real time and not the clock of the domain: the other side judges certificates by it.
  const certificates = () => usableCertificates(readCertificates(settings), new Date());
  return restPortal(
    { restUrl, environment: environment.value, identityCode, publisherToken },
    openTransport(certificates, authority));
}

/** Our certificates as the files hold them now; a file that cannot be read is passed by here, and reported by
 * `doctor`. */
export function readCertificates(
  { certificateFiles }: Pick<BasispoortSettings, 'certificateFiles'>,
): readonly ClientCertificate[] {
  return certificateFiles.flatMap((file) => {
    const read = readCertificate(file);
    return read.ok ? [read.value] : [];
  });
}
