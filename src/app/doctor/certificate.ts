import {
  certificateExpiry, judgeEnvironment, readCertificate, WARN_DAYS,
} from '../../onboarding/basispoort/certificate.ts';
import { environmentWords } from '../../onboarding/basispoort/nl.ts';
import type { BasispoortSettings } from '../../platform/config.ts';
import { formatDate } from '../../ui/format.ts';
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
  const { endsOn, daysLeft, state } = expiry;
  if (state === 'fine') return { name, ok: true, detail: `geldig tot ${formatDate(endsOn)}` };
  const what = state === 'ended' ? `verlopen op ${formatDate(endsOn)}`
    : `verloopt op ${formatDate(endsOn)}, over ${daysLeft} dagen`;
  return { name, ok: false, detail: `${what}; vraag Basispoort om een nieuw (${WARN_DAYS} dagen van tevoren)` };
}
