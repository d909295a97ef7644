/* How a LAS wants to be spoken to, where the standard leaves a choice: data, one profile a LAS. Flows in: from
 * the row of a school's connection (`profile_code` and `profile_changes`). Flows out: to whoever writes a message
 * or calls the LAS. Source: exchange.md 2, 4, 9, 13, 15.5 and 15.6; which of it nobody could verify is in SPEC.md. */
import { present } from '../../base/assert.ts';

/** What differs between one LAS and the next. */
export interface LasProfile {
  /** How a connection names it: `standaard`. */
  readonly code: string;
  /** For people. */
  readonly name: string;
  /** How sure we are of it: run against our sandbox, or only read about. */
  readonly evidence: 'sandbox' | 'unverified';
  /** `xsdversie` that we ask and send, the one to try first in front; a next one is tried on
   * `XsdVersieOngeldig`. */
  readonly versions: readonly [XsdVersion, ...XsdVersion[]];
  /** The whole roster in one call (alles-in-een), or in steps (getrapt). */
  readonly rosterCalls: 'whole' | 'staged';
  /** Whether `laatstontvangengegevens` is honoured, so that nothing new costs nothing. */
  readonly incremental: boolean;
  /** `gegevenssetid` that it expects. */
  readonly dataSetId: string | null;
  /** Whether a functioning level goes out, and what beyond the norms. */
  readonly functioningLevel: FunctioningLevelNotation;
  /** The words of a functioning level; null: as we write it, `M5` and `<M3`. */
  readonly functioningLevelWords: FunctioningLevelWords | null;
  /** Whether it wants our client certificate (mutual TLS). */
  readonly clientCertificate: boolean;
  /** Names of HTTP headers that it wants beside the SOAP header; their values are settings. */
  readonly headerNames: readonly string[];
  /** Largest number of results in one message; null: no limit. */
  readonly resultsPerMessageMax: number | null;
  /** Whether SOAPAction goes between quotes, as SOAP 1.1 wants it; some servers only know it bare. */
  readonly soapActionQuoted: boolean;
  /** Whether a pupil of whom only the ECK iD is known may be named by it in `leerlingid` (exchange.md 13). */
  readonly eckIdAsPupilKey: boolean;
}

/** A version of the messages that we can write. */
export type XsdVersion = '2.1' | '2.2' | '2.3';

/** Every version that we can write. */
export const xsdVersions: readonly XsdVersion[] = ['2.1', '2.2', '2.3'];

/** `plain`: `M5`, and nothing outside the range of the norms; `bounded`: also `<M3` and `>E8` there; `omitted`:
 * no functioning level goes out. */
export type FunctioningLevelNotation = 'plain' | 'bounded' | 'omitted';

/** Words in place of our letters: `midden 5`, `onder midden 3`. White space is part of a word. */
export interface FunctioningLevelWords {
  /** In place of `B`, `M` and `E`, before the year group. */
  readonly moments: { readonly B: string; readonly M: string; readonly E: string };
  /** In place of `<`. */
  readonly below: string;
  /** In place of `>`. */
  readonly above: string;
}

/** What one supplier wants otherwise than its profile. */
export type LasProfileChanges = Partial<Omit<LasProfile, 'code' | 'name' | 'evidence'>>;

const standard: LasProfile = {
  code: 'standaard', name: 'UWLR 2.2, zonder bijzonderheden', evidence: 'sandbox',
  versions: ['2.2'], rosterCalls: 'whole', incremental: true, dataSetId: null,
  functioningLevel: 'bounded', functioningLevelWords: null,
  clientCertificate: false, headerNames: [], resultsPerMessageMax: null,
  soapActionQuoted: true, eckIdAsPupilKey: false,
};

/** `midden 5`, `onder midden 3`, `boven eind 8`. */
export const dutchFunctioningLevelWords: FunctioningLevelWords = {
  moments: { B: 'begin ', M: 'midden ', E: 'eind ' }, below: 'onder ', above: 'boven ',
};

/** The profiles that we know, by code. Those that look like a LAS on the market are read from public documents and
 * never tried against it. */
export const lasProfiles: { readonly [code: string]: LasProfile } = byCode([
  standard,
  {
    ...standard, code: 'uwlr-2.3', name: 'UWLR 2.3 en anders 2.2, ECK iD voorop',
    versions: ['2.3', '2.2'], eckIdAsPupilKey: true,
  },
  {
    ...standard, code: 'getrapt', name: 'UWLR 2.2 in stappen (getrapt)', rosterCalls: 'staged', incremental: false,
  },
  {
    ...standard, code: 'streng', name: 'oefenomgeving: gegevenssetid, kleine berichten en eigen woorden',
    versions: ['2.3', '2.2'], dataSetId: 'LVS-set', functioningLevelWords: dutchFunctioningLevelWords,
    resultsPerMessageMax: 10, soapActionQuoted: false, eckIdAsPupilKey: true,
  },
  // ESIS: a host per customer, a client certificate, the current school year only, pupils twice over dependances.
  {
    ...standard, code: 'esis-achtig', name: 'zoals ESIS (niet nagegaan)', evidence: 'unverified',
    clientCertificate: true, incremental: false,
  },
  // ParnasSys: a contract per partner, nightly; it recalculates norms, so our own levels go along.
  {
    ...standard, code: 'parnassys-achtig', name: 'zoals ParnasSys (niet nagegaan)', evidence: 'unverified',
    versions: ['2.3', '2.2'], eckIdAsPupilKey: true,
  },
  // Magister, Iddink hub: an address and a gegevenssetid for each data set, a subscription key in a header.
  {
    ...standard, code: 'magister-achtig', name: 'zoals Magister (niet nagegaan)', evidence: 'unverified',
    versions: ['2.3', '2.2'], dataSetId: 'LVS-set', headerNames: ['Ocp-Apim-Subscription-Key'],
    eckIdAsPupilKey: true,
  },
]);

/** The profile of a connection. A code that nobody knows is a Bug: rows and settings are judged when they come in. */
export function resolveProfile(code: string, changes: LasProfileChanges = {}): LasProfile {
  const known = Object.keys(lasProfiles).join(', ');
  const profile = present(lasProfiles[code], `no LAS profile is called ${code}; there are ${known}`);
  return { ...profile, ...changes };
}

/** The versions in the order to try them: first the one that this LAS took last. */
export function versionsToTry(profile: LasProfile, lastTaken: string): readonly XsdVersion[] {
  const first = profile.versions.filter((version) => version === lastTaken);
  return [...first, ...profile.versions.filter((version) => version !== lastTaken)];
}

/** A functioning level (`M5`, `<M3`, `>E8`) as this LAS wants to read it; null: it does not go out. No standard says
 * how (exchange.md 9). */
export function writeFunctioningLevel(
  level: string, { functioningLevel: notation, functioningLevelWords: words }: LasProfile,
): string | null {
  const [, bound = '', moment = '', yearGroup = ''] = /^([<>]?)\s*([BME])([1-8])$/u.exec(level) ?? [];
  if (notation === 'omitted' || (notation === 'plain' && bound !== '')) return null;
  if (words === null || moment === '') return level;
  const before = bound === '<' ? words.below : bound === '>' ? words.above : '';
  return `${before}${words.moments[moment as keyof FunctioningLevelWords['moments']]}${yearGroup}`;
}

function byCode(profiles: readonly LasProfile[]): { readonly [code: string]: LasProfile } {
  return Object.fromEntries(profiles.map((profile) => [profile.code, profile]));
}
