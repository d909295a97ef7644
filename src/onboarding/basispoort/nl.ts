import type { EnvironmentRefusal } from './certificate.ts';

/** Why the settings for Basispoort do not go together, and what an operator must do. */
export const environmentWords: Readonly<Record<EnvironmentRefusal, string>> = {
  'production-certificate-elsewhere':
    'het productiecertificaat mag alleen naar rest.basispoort.nl; pas BASISPOORT_REST_URL of '
    + 'BASISPOORT_CERTIFICATES aan',
  'test-certificate-in-production':
    'naar de echte Basispoort gaat alleen het productiecertificaat; pas BASISPOORT_CERTIFICATES en '
    + 'BASISPOORT_CERTIFICATE_ENVIRONMENT aan',
  'certificate-missing': 'Basispoort vraagt een certificaat; zet BASISPOORT_CERTIFICATES',
  'token-outside-sandbox': 'BASISPOORT_PUBLISHER_TOKEN is voor de oefenomgeving; haal die instelling weg',
  'certificate-unreadable': 'een bestand van BASISPOORT_CERTIFICATES is geen certificaat met sleutel (PEM)',
};
