import { existsSync } from 'node:fs';
import { lasProfiles } from '../../exchange/uwlr/las-profile.ts';
import { SETTINGS } from '../../platform/config.ts';
import { lasAddressProblem, readLasSuppliers } from '../../platform/las-suppliers.ts';
import { WrongSetting } from '../../platform/wrong-setting.ts';
import type { Check } from './types.ts';

type Setting = keyof typeof SETTINGS;

/** Settings whose value nobody may read over somebody's shoulder. */
const SECRETS: ReadonlySet<Setting> = new Set([
  'DATABASE_URL', 'DATABASE_OWNER_URL', 'INBEELD_KEY', 'SMTP_URL', 'BASISPOORT_PUBLISHER_TOKEN',
  'BASISPOORT_CLIENT_SECRET',
]);

/** What is said of a setting that has its default value. */
export const NOT_SET = 'niet ingesteld';

/** Each setting by name: its value, that it is set, or what is wrong with it. */
export function checkSettings(environment: Readonly<Partial<Record<Setting, string>>>): readonly Check[] {
  return (Object.keys(SETTINGS) as Setting[]).map((name) => {
    const value = environment[name];
    if (value === undefined) return { name, ok: true, detail: NOT_SET };
    const wrong = RULES[name]?.(value) ?? null;
    return { name, ok: wrong === null, detail: wrong ?? shown(name, value) };
  });
}

/** The file is read as at the start; nothing of what is in it is told. */
function lasFileProblem(file: string): string | null {
  try {
    readLasSuppliers({ LAS_FILE: file });
    return null;
  } catch (error) {
    if (error instanceof WrongSetting) return error.message;
    throw error;
  }
}

function shown(name: Setting, value: string): string {
  if (SECRETS.has(name)) return 'ingesteld (wordt niet getoond)';
  if (!URL.canParse(value)) return value;
  const url = new URL(value);
  // A password or a token in an address is a secret too.
  const hidden = url.username || url.password || url.search;
  return hidden ? `${url.protocol}//${url.host}${url.pathname} (rest niet getoond)` : value;
}

/** What is wrong with a value, in Dutch and without the value; null when nothing is. */
type Rule = (value: string) => string | null;

const wholeNumber = (min: number, max: number): Rule => (value) =>
  /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max
    ? null : `is geen getal van ${min} tot en met ${max}`;

const address = (...protocols: readonly string[]): Rule => (value) =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol) ? null
    : `is geen adres dat begint met ${protocols.map((protocol) => `${protocol}//`).join(' of ')}`;

const yesOrNothing: Rule = (value) => (value === 'ja' ? null : 'is iets anders dan ja; laat de instelling anders weg');

const readableFile: Rule = (value) => (existsSync(value) ? null : 'is geen bestand dat er is');

const web = address('http:', 'https:');
const postgres = address('postgres:', 'postgresql:');

const RULES: Readonly<Partial<Record<Setting, Rule>>> = {
  PORT: wholeNumber(1, 65_535),
  PUBLIC_URL: web,
  DATABASE_URL: postgres,
  DATABASE_OWNER_URL: postgres,
  INBEELD_KEY: (value) => (/^[0-9a-f]{64}$/i.test(value) ? null : 'is geen rij van 64 hexadecimale tekens'),
  SMTP_URL: address('smtp:', 'smtps:'),
  MAIL_TRAY_URL: web,
  TRUST_PROXY: yesOrNothing,
  SANDBOX_ON_NETWORK: yesOrNothing,
  STEP_DELAY_DAYS: wholeNumber(0, 365),
  UPLOAD_BYTES_MAX: wholeNumber(1, 10_000_000_000),
  LAS_FILE: (value) => lasFileProblem(value),
  LAS_PROFILE: (value) => (value in lasProfiles
    ? null : `is geen profiel; kies uit ${Object.keys(lasProfiles).join(', ')}`),
  LAS_ROSTER_URL: lasAddressProblem,
  LAS_STAGED_URL: lasAddressProblem,
  LAS_RESULTS_URL: lasAddressProblem,
  LAS_HISTORY_URL: lasAddressProblem,
  LAS_CLIENT_CERTIFICATE: readableFile,
  LAS_CLIENT_KEY: readableFile,
  BASISPOORT_REST_URL: web,
  BASISPOORT_ISSUER_URL: web,
};
