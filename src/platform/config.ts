import path from 'node:path';
import { readLasSuppliers, type LasSupplier } from './las-suppliers.ts';

/** Everything that can be set, read once at the start. `docs/running.md` lists the names; a test keeps both equal. */
export interface Config {
  readonly productName: string;
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** How browsers and other systems reach us, without a slash at the end. */
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly masterKey: string | undefined;
  readonly smtpUrl: string | null;
  readonly mailTrayUrl: string | null;
  readonly mailFrom: string;
  readonly helpPhone: string;
  readonly helpMail: string;
  /** Calendar days between the end of step 1 and the opening of steps 2 and 3. */
  readonly stepDelayDays: number;
  readonly uploadBytesMax: number;
  /** Whether a proxy before us tells the visitor's address (X-Forwarded-For). */
  readonly trustProxy: boolean;
  /** Whether the sandbox may be reached from other machines; nobody has a password there. */
  readonly sandboxOnNetwork: boolean;
  /** The suppliers of LASes that schools link with. */
  readonly lasSuppliers: readonly LasSupplier[];
  readonly basispoort: BasispoortSettings;
}

/** Where Basispoort is, and who we are there. */
export interface BasispoortSettings {
  readonly restUrl: string | null;
  readonly issuerUrl: string | null;
  readonly identityCode: string;
  /** Stands in for our client certificate (mutual TLS) where Basispoort is the sandbox; empty: none is sent. */
  readonly publisherToken: string;
  /** Files with our certificate and its key (PEM), read at each call; two during a rollover. */
  readonly certificateFiles: readonly string[];
  /** For which environment those were handed out. */
  readonly certificateEnvironment: 'production' | 'test';
  /** File with the authority of the other side (PEM); null: those that the system trusts. */
  readonly authorityFile: string | null;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The names of the settings, each with its meaning; the source of docs/running.md. */
export const SETTINGS = {
  PRODUCT_NAME: 'naam op het scherm',
  PORT: 'poort van de webserver',
  HOST: 'adres waarop geluisterd wordt',
  INBEELD_DATA: 'map met de ingebouwde database en de sleutel',
  PUBLIC_URL: 'adres waarop browsers en andere systemen ons bereiken',
  DATABASE_URL: 'PostgreSQL-server voor verzoeken; leeg: de ingebouwde database',
  DATABASE_OWNER_URL: 'PostgreSQL-rol voor migraties; leeg: dezelfde als DATABASE_URL',
  INBEELD_KEY: 'hoofdsleutel, 64 hexadecimale tekens; leeg: een bestand in de gegevensmap',
  SMTP_URL: 'mailserver; leeg: het postbakje van de proefomgeving',
  MAIL_TRAY_URL: 'postbakje waarin mail terechtkomt als er geen mailserver is',
  MAIL_FROM: 'afzender van mail',
  HELP_PHONE: 'telefoonnummer van de klantenservice',
  HELP_MAIL: 'mailadres van de klantenservice',
  STEP_DELAY_DAYS: 'dagen tussen stap 1 en het openen van stap 2 en 3',
  UPLOAD_BYTES_MAX: 'grootste bestand dat wordt aangenomen, in bytes',
  TRUST_PROXY: 'ja als een proxy ervoor staat die het adres van de bezoeker doorgeeft',
  SANDBOX_ON_NETWORK: 'ja als de oefenomgeving vanaf andere computers bereikbaar mag zijn (er zijn geen wachtwoorden)',
  LAS_FILE: 'bestand met de LAS-leveranciers, als het er meer dan één zijn',
  LAS_NAME: 'naam van de LAS-leverancier op het scherm',
  LAS_PROFILE: 'hoe dit LAS aangesproken wil worden (code van een profiel)',
  LAS_ROSTER_URL: 'UWLR leerlinggegevens van de LAS-leverancier',
  LAS_STAGED_URL: 'UWLR leerlinggegevens in stappen (getrapt) van de LAS-leverancier',
  LAS_RESULTS_URL: 'UWLR leerresultaten van de LAS-leverancier',
  LAS_HISTORY_URL: 'oude resultaten van de LAS-leverancier (geen standaard)',
  LAS_CLIENT_CODE: 'klantcode bij de LAS-leverancier',
  LAS_CLIENT_NAME: 'klantnaam bij de LAS-leverancier',
  LAS_CLIENT_CERTIFICATE: 'bestand met ons certificaat voor het LAS (PEM)',
  LAS_CLIENT_KEY: 'bestand met de sleutel van dat certificaat (PEM)',
  BASISPOORT_REST_URL: 'REST-diensten van Basispoort',
  BASISPOORT_ISSUER_URL: 'OpenID Connect van Basispoort',
  BASISPOORT_IDENTITY_CODE: 'onze code bij Basispoort',
  BASISPOORT_PUBLISHER_TOKEN: 'woord dat in de proefomgeving ons clientcertificaat vervangt',
  BASISPOORT_CERTIFICATES: 'bestanden met ons certificaat en de sleutel (PEM); twee, met een komma, tijdens een wissel',
  BASISPOORT_CERTIFICATE_ENVIRONMENT: 'waarvoor dat certificaat is: productie of test',
  BASISPOORT_AUTHORITY: 'bestand met de uitgever van het certificaat van Basispoort (PEM); leeg: die van het systeem',
  BASISPOORT_CLIENT_ID: 'client_id voor inloggen via Basispoort',
  BASISPOORT_CLIENT_SECRET: 'geheim voor inloggen via Basispoort',
} as const;

type Environment = Readonly<Partial<Record<keyof typeof SETTINGS, string>>>;

/**
 * Reads the settings.
 * @param overrides flags of the command line, which win
 */
export function readConfig(
  environment: Environment, overrides: { readonly port?: number; readonly dataFolder?: string } = {},
): Config {
  const port = overrides.port ?? Number(environment.PORT ?? 3000);
  return {
    productName: environment.PRODUCT_NAME ?? 'Leerling in beeld',
    port,
    host: environment.HOST ?? '127.0.0.1',
    dataFolder: path.resolve(overrides.dataFolder ?? environment.INBEELD_DATA ?? 'data'),
    publicUrl: (environment.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, ''),
    databaseUrl: environment.DATABASE_URL ?? null,
    databaseOwnerUrl: environment.DATABASE_OWNER_URL ?? environment.DATABASE_URL ?? null,
    masterKey: environment.INBEELD_KEY,
    smtpUrl: environment.SMTP_URL ?? null,
    mailTrayUrl: environment.MAIL_TRAY_URL ?? null,
    mailFrom: environment.MAIL_FROM ?? 'Leerling in beeld <niet-beantwoorden@inbeeld.example>',
    helpPhone: environment.HELP_PHONE ?? '000 - 000 00 00 (in te stellen)',
    helpMail: environment.HELP_MAIL ?? 'klantenservice@inbeeld.example',
    stepDelayDays: Number(environment.STEP_DELAY_DAYS ?? 3),
    uploadBytesMax: Number(environment.UPLOAD_BYTES_MAX ?? 100_000_000),
    trustProxy: environment.TRUST_PROXY === 'ja',
    sandboxOnNetwork: environment.SANDBOX_ON_NETWORK === 'ja',
    lasSuppliers: readLasSuppliers(environment),
    basispoort: {
      restUrl: environment.BASISPOORT_REST_URL ?? null,
      issuerUrl: environment.BASISPOORT_ISSUER_URL ?? null,
      identityCode: environment.BASISPOORT_IDENTITY_CODE ?? 'inbeeld',
      publisherToken: environment.BASISPOORT_PUBLISHER_TOKEN ?? '',
      certificateFiles: (environment.BASISPOORT_CERTIFICATES ?? '').split(',').map((file) => file.trim())
        .filter((file) => file !== ''),
      certificateEnvironment: environment.BASISPOORT_CERTIFICATE_ENVIRONMENT === 'productie' ? 'production' : 'test',
      authorityFile: environment.BASISPOORT_AUTHORITY ?? null,
      clientId: environment.BASISPOORT_CLIENT_ID ?? 'inbeeld',
      clientSecret: environment.BASISPOORT_CLIENT_SECRET ?? '',
    },
  };
}
