import { parseBrinSite, type BrinSite } from '../base/brin.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { parseSchoolYear, schoolYearOf, type SchoolYear } from '../base/school-year.ts';
import type { ClientCertificate } from '../platform/las-suppliers.ts';
import type { ConformIo } from './command.ts';
import { chapterNames } from './report.ts';
import { conformCases } from './run.ts';
import type { Target } from './types.ts';

const chapters = Object.keys(chapterNames).join(', ');

/** How the command is called. */
export const usage = `Gebruik: inbeeld conform ADRES --school BRIN --key SLEUTEL --client-code CODE --client-name NAAM
  ADRES             UWLR leerlinggegevens (alles-in-een) van de server die getest wordt
  --school          BRIN van vier tekens, of van zes met de vestiging
  --key             autorisatiesleutel; of zet hem in INBEELD_CONFORM_KEY, dan staat hij niet in uw geschiedenis
  --client-code     klantcode, --client-name klantnaam, zoals de server ze kent (of zet LAS_CLIENT_CODE en
                    LAS_CLIENT_NAME)
  --staged ADRES    leerlinggegevens getrapt          --results ADRES  leerresultaten
  --deliver         ook gevallen die een (herkenbaar) proefresultaat kunnen achterlaten
  --year            schooljaar, bijvoorbeeld 2026-2027; anders het huidige
  --version         xsdversie, anders 2.2             --data-set ID    gegevenssetid
  --timeout         seconden per verzoek, anders 20   --insecure       ook zonder https buiten deze computer
  --header          'Naam: waarde' die de server bij elk verzoek wil zien (mag vaker)
  --certificate     uw clientcertificaat (PEM), met --certificate-key; --authority wie dat van de server ondertekende
  --only            alleen dit hoofdstuk of dit geval (mag vaker): ${chapters}
  --json | --junit  het verslag voor een programma    --strict         wat aangeraden is, telt ook als fout
`;

const valued = [
  'school', 'key', 'client-code', 'client-name', 'staged', 'results', 'year', 'version', 'data-set', 'timeout',
  'certificate', 'certificate-key', 'authority',
] as const;
const repeated = ['only', 'header'] as const;
const switches = ['deliver', 'insecure', 'json', 'junit', 'strict'] as const;

/** The command line, taken apart and not yet judged. */
export interface Flags {
  readonly address: string;
  readonly values: { readonly [V in (typeof valued)[number]]?: string };
  readonly on: ReadonlySet<string>;
  /** Chapters and cases to try; empty: all. */
  readonly only: readonly string[];
  readonly header: readonly string[];
}

/** Takes the command line apart; null when it cannot be understood. */
export function flagsOf(args: readonly string[]): Flags | null {
  const values: { [V in (typeof valued)[number]]?: string } = {};
  const on = new Set<string>();
  const addresses: string[] = [];
  const lists: { readonly [R in (typeof repeated)[number]]: string[] } = { only: [], header: [] };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const name = arg.startsWith('--') ? arg.slice(2) : null;
    const asValue = valued.find((one) => one === name);
    const asList = repeated.find((one) => one === name);
    if (name === null) addresses.push(arg);
    else if (asList !== undefined) lists[asList].push(args[at += 1] ?? '');
    else if (asValue !== undefined) values[asValue] = args[at += 1] ?? '';
    else if (switches.some((one) => one === name)) on.add(name);
    else return null;
  }
  const [address] = addresses;
  if (address === undefined || addresses.length > 1 || (on.has('json') && on.has('junit'))) return null;
  if (!lists.only.every((one) => one in chapterNames || conformCases.some(({ id }) => id === one))) return null;
  return { address, values, on, ...lists };
}

/** The target, or what is wrong with the flags. */
export async function targetOf({ address, values, on, header }: Flags, io: ConformIo): Promise<Target | string> {
  const urls = [address, values.staged ?? null, values.results ?? null].map((text) => urlOf(text));
  const [rosterUrl, stagedUrl = null, resultsUrl = null] = urls;
  if (rosterUrl === undefined || rosterUrl === null || urls.includes(undefined)) {
    return 'Een adres begint met https://.';
  }
  if (!on.has('insecure') && urls.some((url) => url != null && !isSafe(url))) {
    return 'Zonder https zou de sleutel leesbaar over de lijn gaan. Gebruik https, of --insecure als u dat weet.';
  }
  const school = schoolOf(values.school);
  if (school === null) return 'Noem de school met --school, bijvoorbeeld --school 99XX00.';
  const schoolKey = values.key ?? io.variable('INBEELD_CONFORM_KEY') ?? '';
  const clientCode = values['client-code'] ?? io.variable('LAS_CLIENT_CODE') ?? '';
  const clientName = values['client-name'] ?? io.variable('LAS_CLIENT_NAME') ?? '';
  if (schoolKey === '' || clientCode === '' || clientName === '') {
    return 'De autorisatiesleutel, de klantcode en de klantnaam zijn alle drie nodig.';
  }
  const schoolYear = yearOf(values.year, io.now());
  if (schoolYear === null) return 'Schrijf het schooljaar als 2026-2027.';
  const seconds = Number(values.timeout ?? 20);
  if (!(seconds > 0 && seconds <= 600)) return 'Geef --timeout in seconden, hoogstens 600.';
  const headers = headersOf(header);
  if (headers === null) return "Schrijf een header als --header 'Naam: waarde'.";
  const certificate = await certificateOf(values, io);
  if (typeof certificate === 'string') return certificate;
  return {
    rosterUrl, stagedUrl: stagedUrl ?? null, resultsUrl: resultsUrl ?? null,
    authorisation: { schoolKey, clientCode, clientName }, school, schoolYear, version: values.version ?? '2.2',
    dataSetId: values['data-set'] ?? null, deliver: on.has('deliver'), timeoutMs: seconds * 1000, now: io.now(),
    headers, certificate,
  };
}

/** Null when there is none, undefined when it is no address of the web. */
function urlOf(text: string | null): URL | null | undefined {
  if (text === null) return null;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) ? url : undefined;
}

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(hostname);
}

function schoolOf(text: string = ''): BrinSite | null {
  const school = parseBrinSite(text);
  return school.ok ? school.value : null;
}

function yearOf(text: string | undefined, now: Date): SchoolYear | null {
  if (text === undefined) return schoolYearOf(plainDateInAmsterdam(now));
  const parsed = parseSchoolYear(text);
  return parsed.ok ? parsed.value : null;
}

function headersOf(written: readonly string[]): Readonly<Record<string, string>> | null {
  const pairs = written.map((text) => /^([A-Za-z0-9-]+):\s*(\S.*)$/.exec(text));
  if (pairs.includes(null)) return null;
  return Object.fromEntries(pairs.map((pair) => [(pair?.[1] ?? '').toLowerCase(), pair?.[2] ?? '']));
}

/** Our certificate; null when there is none, a text when it cannot be read. */
async function certificateOf(values: Flags['values'], io: ConformIo): Promise<ClientCertificate | null | string> {
  const { certificate, 'certificate-key': key, authority } = values;
  if (certificate === undefined && key === undefined) return null;
  if (certificate === undefined || key === undefined) return 'Een certificaat hoort bij zijn sleutel: noem ze allebei.';
  const read = async (file: string): Promise<string> => new TextDecoder().decode(await io.readFile(file));
  try {
    return {
      certificate: await read(certificate), key: await read(key),
      authority: authority === undefined ? null : await read(authority),
    };
  } catch {
    return 'Het certificaat of zijn sleutel kan niet gelezen worden.';
  }
}
