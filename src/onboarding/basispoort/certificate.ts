import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { daysBetween, plainDateInAmsterdam, type PlainDate } from '../../base/plain-date.ts';
import { ok, refuse, type Result } from '../../base/result.ts';
import type { BasispoortSettings } from '../../platform/config.ts';

/** Where the portal runs. What belongs to one never meets another. */
export type PortalEnvironment = 'production' | 'test' | 'sandbox';

/** The hosts of Basispoort's REST services (basispoort.md section 2). */
const knownHosts: Readonly<Record<string, PortalEnvironment>> = {
  'rest.basispoort.nl': 'production',
  'test-rest.basispoort.nl': 'test',
  'acceptatie-rest.basispoort.nl': 'test',
  'staging-rest.basispoort.nl': 'test',
};

/** How long before its end operators are told that a certificate has to be replaced. */
export const WARN_DAYS = 60;

/** With what we show who we are: certificate and key in one PEM, as it was handed out. */
export interface ClientCertificate {
  readonly pem: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** Why the settings do not go together. */
export type EnvironmentRefusal =
  | 'production-certificate-elsewhere' | 'test-certificate-in-production' | 'certificate-missing'
  | 'token-outside-sandbox' | 'certificate-unreadable';

/** The environment of an address; an address that is not Basispoort's own is a sandbox. */
export function environmentOf(restUrl: string): PortalEnvironment {
  return knownHosts[new URL(restUrl).hostname.toLowerCase()] ?? 'sandbox';
}

/**
 * Whether address, certificates and token belong to one environment: a production certificate goes to the
 * production host alone, and the word that replaces a certificate to a sandbox alone.
 */
export function judgeEnvironment(
  settings: Pick<BasispoortSettings, 'certificateFiles' | 'certificateEnvironment' | 'publisherToken'>
  & { readonly restUrl: string },
): Result<PortalEnvironment, EnvironmentRefusal> {
  const environment = environmentOf(settings.restUrl);
  const { certificateFiles, certificateEnvironment, publisherToken } = settings;
  if (environment === 'sandbox') {
    return certificateFiles.length > 0 && certificateEnvironment === 'production'
      ? refuse('production-certificate-elsewhere') : ok(environment);
  }
  if (publisherToken) return refuse('token-outside-sandbox');
  if (certificateFiles.length === 0) return refuse('certificate-missing');
  if (certificateEnvironment === environment) return ok(environment);
  return refuse(environment === 'production'
    ? 'test-certificate-in-production' : 'production-certificate-elsewhere');
}

/** Reads a file with a certificate and its key. */
export function readCertificate(file: string): Result<ClientCertificate, 'certificate-unreadable'> {
  try {
    const pem = readFileSync(file, 'utf8');
    const { validFromDate, validToDate } = new X509Certificate(pem);
    return ok({ pem, validFrom: validFromDate, validTo: validToDate });
  } catch {
    return refuse('certificate-unreadable');
  }
}

/**
 * The certificates that may be shown at this moment, the newest first: during a rollover there are two, and
 * the other is tried when one is turned away.
 * @param now real time: certificates know no other
 */
export function usableCertificates(
  certificates: readonly ClientCertificate[], now: Date,
): readonly ClientCertificate[] {
  return certificates
    .filter(({ validFrom, validTo }) => validFrom <= now && now < validTo)
    .toSorted((one, other) => other.validFrom.getTime() - one.validFrom.getTime());
}

/** How a certificate stands with its end. */
export interface CertificateExpiry {
  readonly endsOn: PlainDate;
  /** Negative: it has ended. */
  readonly daysLeft: number;
  readonly state: 'fine' | 'replace' | 'ended';
}

/** When the last of our certificates ends, and whether operators have to act; null when there is none. */
export function certificateExpiry(
  certificates: readonly ClientCertificate[], now: Date,
): CertificateExpiry | null {
  const last = certificates.map(({ validTo }) => validTo).toSorted((a, b) => b.getTime() - a.getTime())[0];
  if (!last) return null;
  const endsOn = plainDateInAmsterdam(last);
  const daysLeft = daysBetween(plainDateInAmsterdam(now), endsOn);
  return { endsOn, daysLeft, state: last <= now ? 'ended' : daysLeft <= WARN_DAYS ? 'replace' : 'fine' };
}

/**
 * Whether an ECK iD belongs to this environment: pilot values never in production, real ones never in a
 * sandbox. Its form is not judged: it is kept as it came (basispoort.md section 10).
 */
export function isEckIdOf(environment: PortalEnvironment, eckId: string): boolean {
  const pilot = eckId.startsWith('https://ketenid.nl/pilot/');
  if (environment === 'production') return !pilot;
  return environment === 'test' || pilot || !eckId.startsWith('https://ketenid.nl/');
}
