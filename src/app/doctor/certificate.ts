import { X509Certificate } from 'node:crypto';
import {
  certificateExpiry, judgeEnvironment, readCertificate, WARN_DAYS, type CertificateExpiry,
} from '../../onboarding/basispoort/certificate.ts';
import { environmentWords } from '../../onboarding/basispoort/nl.ts';
import type { BasispoortSettings } from '../../platform/config.ts';
import type { LasSupplier } from '../../platform/las-suppliers.ts';
import { formatDate } from '../../ui/format.ts';
import { lasCheckName } from './reach.ts';
import type { Check } from './types.ts';

/** Whether our certificate for Basispoort goes with its address, and when it ends. */
export function checkCertificate(settings: BasispoortSettings, now: Date): Check {
  const name = 'basispoort-certificate';
  const { restUrl, certificateFiles } = settings;
  if (!restUrl) return { name, ok: true, detail: 'niet ingesteld' };
  const environment = judgeEnvironment({ ...settings, restUrl });
  if (!environment.ok) return { name, ok: false, detail: environmentWords[environment.refusal] };
  const read = certificateFiles.map(readCertificate);
  if (read.some(({ ok }) => !ok)) return { name, ok: false, detail: environmentWords['certificate-unreadable'] };
  const expiry = certificateExpiry(read.flatMap((one) => (one.ok ? [one.value] : [])), now);
  if (!expiry) return { name, ok: true, detail: 'niet nodig: dit is de oefenomgeving' };
  return endOf(name, expiry, 'Basispoort');
}

/** When our certificates for LAS suppliers end; suppliers that want none are passed by. */
export function checkLasCertificates(suppliers: readonly LasSupplier[], now: Date): readonly Check[] {
  return suppliers.flatMap(({ code, name, certificate }) => {
    if (certificate === null) return [];
    const { validFromDate, validToDate } = new X509Certificate(certificate.certificate);
    const read = { pem: certificate.certificate, validFrom: validFromDate, validTo: validToDate };
    const expiry = certificateExpiry([read], now);
    return expiry ? [endOf(`${lasCheckName(code)}-certificate`, expiry, name)] : [];
  });
}

function endOf(name: string, { endsOn, daysLeft, state }: CertificateExpiry, issuer: string): Check {
  if (state === 'fine') return { name, ok: true, detail: `geldig tot ${formatDate(endsOn)}` };
  const what = state === 'ended' ? `verlopen op ${formatDate(endsOn)}`
    : `verloopt op ${formatDate(endsOn)}, over ${daysLeft} dagen`;
  return { name, ok: false, detail: `${what}; vraag ${issuer} om een nieuw (${WARN_DAYS} dagen van tevoren)` };
}
