import { parseBrinSite, type BrinSite } from '../base/brin.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { parseSchoolYear, schoolYearOf, type SchoolYear } from '../base/school-year.ts';
import { chapterNames, conforms, renderConformJson, renderConformJunit, renderConformText } from './report.ts';
import { conformCases, runConformance } from './run.ts';
import type { Target } from './types.ts';

/** What the command needs of the world. */
export interface ConformIo {
  out(text: string): void;
  err(text: string): void;
  now(): Date;
  /** A variable of the environment. */
  variable(name: string): string | undefined;
}

const chapters = Object.keys(chapterNames).join(', ');

const usage = `Gebruik: inbeeld conform ADRES --school BRIN --key SLEUTEL --client-code CODE --client-name NAAM
  ADRES             UWLR leerlinggegevens (alles-in-een) van de server die getest wordt
  --school          BRIN van vier tekens, of van zes met de vestiging
  --key             autorisatiesleutel; of zet hem in INBEELD_CONFORM_KEY, dan staat hij niet in uw geschiedenis
  --client-code     klantcode, --client-name klantnaam, zoals de server ze kent
  --staged ADRES    leerlinggegevens getrapt          --results ADRES  leerresultaten
  --deliver         ook gevallen die een (herkenbaar) proefresultaat kunnen achterlaten
  --year            schooljaar, bijvoorbeeld 2026-2027; anders het huidige
  --version         xsdversie, anders 2.2             --data-set ID    gegevenssetid
  --timeout         seconden per verzoek, anders 20   --insecure       ook zonder https buiten deze computer
  --only           alleen dit hoofdstuk of dit geval (mag vaker): ${chapters}
  --json | --junit  het verslag voor een programma    --strict         wat aangeraden is, telt ook als fout
`;

const valued = [
  'school', 'key', 'client-code', 'client-name', 'staged', 'results', 'year', 'version', 'data-set', 'timeout',
] as const;
const switches = ['deliver', 'insecure', 'json', 'junit', 'strict'] as const;

interface Flags {
  readonly address: string;
  readonly values: { readonly [V in (typeof valued)[number]]?: string };
  readonly on: ReadonlySet<string>;
  /** Chapters and cases to try; empty: all. */
  readonly only: readonly string[];
}

/** `inbeeld conform URL`: puts a UWLR server through the expected answers.
 * @returns 0 it does what the standard asks; 1 it does not; 2 wrong usage, or nobody answers */
export async function conformCommand(args: readonly string[], io: ConformIo): Promise<0 | 1 | 2> {
  const flags = flagsOf(args);
  const target = flags === null ? 'Zo begrijp ik de opdracht niet.' : targetOf(flags, io);
  if (flags === null || typeof target === 'string') {
    io.err(`${typeof target === 'string' ? `${target}\n` : ''}${usage}`);
    return 2;
  }
  const startedAt = io.now();
  const results = await runConformance(target, flags.only);
  if (results === null) {
    io.err(`${target.rosterUrl.origin} is niet bereikbaar. Er is niets gestuurd.\n`);
    return 2;
  }
  const strict = flags.on.has('strict');
  io.out(flags.on.has('json') ? renderConformJson(target, results, strict)
    : flags.on.has('junit') ? renderConformJunit(results, startedAt, strict)
    : renderConformText(target, results));
  return conforms(results, strict) ? 0 : 1;
}

function flagsOf(args: readonly string[]): Flags | null {
  const values: { [V in (typeof valued)[number]]?: string } = {};
  const on = new Set<string>();
  const addresses: string[] = [];
  const only: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const name = arg.startsWith('--') ? arg.slice(2) : null;
    const asValue = valued.find((one) => one === name);
    if (name === null) addresses.push(arg);
    else if (name === 'only') only.push(args[at += 1] ?? '');
    else if (asValue !== undefined) values[asValue] = args[at += 1] ?? '';
    else if (switches.some((one) => one === name)) on.add(name);
    else return null;
  }
  const [address] = addresses;
  if (address === undefined || addresses.length > 1 || (on.has('json') && on.has('junit'))) return null;
  if (!only.every((one) => one in chapterNames || conformCases.some(({ id }) => id === one))) return null;
  return { address, values, on, only };
}

/** The target, or what is wrong with the flags. */
function targetOf({ address, values, on }: Flags, io: ConformIo): Target | string {
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
  const clientCode = values['client-code'] ?? '';
  const clientName = values['client-name'] ?? '';
  if (schoolKey === '' || clientCode === '' || clientName === '') {
    return 'De autorisatiesleutel, de klantcode en de klantnaam zijn alle drie nodig.';
  }
  const schoolYear = yearOf(values.year, io.now());
  if (schoolYear === null) return 'Schrijf het schooljaar als 2026-2027.';
  const seconds = Number(values.timeout ?? 20);
  if (!(seconds > 0 && seconds <= 600)) return 'Geef --timeout in seconden, hoogstens 600.';
  return {
    rosterUrl, stagedUrl: stagedUrl ?? null, resultsUrl: resultsUrl ?? null,
    authorisation: { schoolKey, clientCode, clientName }, school, schoolYear, version: values.version ?? '2.2',
    dataSetId: values['data-set'] ?? null, deliver: on.has('deliver'), timeoutMs: seconds * 1000, now: io.now(),
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
