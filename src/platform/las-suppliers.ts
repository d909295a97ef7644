// The suppliers of LASes that we have an agreement with: from a settings file (LAS_FILE), or one of them from the
// environment. In: settings and files. Out: addresses, our name there, certificate and profile of each; a school
// chooses one by name when it enters its key, and its connection remembers the code. docs/las-suppliers.md is the
// page for whoever runs this.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { isLoopback } from '../base/loopback.ts';
import { lasProfiles, resolveProfile, xsdVersions, type LasProfileChanges } from '../exchange/uwlr/las-profile.ts';
import { Outage } from './outage.ts';
import { WrongSetting } from './wrong-setting.ts';

/** What one supplier gave us as a whole; a school's own key is data. */
export interface LasSupplier {
  /** How connections remember it, for ever: `las` for the one from the environment. */
  readonly code: string;
  /** For people: `ParnasSys`. */
  readonly name: string;
  /** Null: it cannot be chosen. */
  readonly rosterUrl: string | null;
  /** Of the calls in steps (getrapt). */
  readonly stagedUrl: string | null;
  readonly resultsUrl: string | null;
  readonly historyUrl: string | null;
  readonly clientCode: string;
  readonly clientName: string;
  readonly profileCode: string;
  /** What it wants otherwise than that profile. */
  readonly profileChanges: LasProfileChanges;
  /** Values of the headers that its profile names; secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Our certificate there; null: it wants none. */
  readonly certificate: ClientCertificate | null;
}

/** A certificate with its private key, both PEM. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
  /** Who must have signed theirs; null: whom this machine trusts. */
  readonly authority: string | null;
}

/** The code of the supplier that the environment alone tells of. */
export const environmentSupplierCode = 'las';

/** The settings of the suppliers. */
export type LasEnvironment = Readonly<Partial<Record<
  | 'LAS_FILE' | 'LAS_NAME' | 'LAS_PROFILE' | 'LAS_ROSTER_URL' | 'LAS_STAGED_URL' | 'LAS_RESULTS_URL'
  | 'LAS_HISTORY_URL' | 'LAS_CLIENT_CODE' | 'LAS_CLIENT_NAME' | 'LAS_CLIENT_CERTIFICATE' | 'LAS_CLIENT_KEY', string
>>>;

/** Reads the suppliers: those of the file, and the one of the environment where that names an address or nothing
 * else is there. What cannot be right stops the start. */
export function readLasSuppliers(environment: LasEnvironment): readonly LasSupplier[] {
  const own = fromEnvironment(environment);
  const others = environment.LAS_FILE === undefined ? [] : fromFile(environment.LAS_FILE);
  const suppliers = others.length > 0 && own.rosterUrl === null ? others : [...others, own];
  const codes = suppliers.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) throw new WrongSetting(`Twee LAS-leveranciers hebben dezelfde code: ${twice}.`);
  for (const supplier of suppliers) judge(supplier);
  return suppliers;
}

/** The suppliers that a school can choose from. */
export function suppliersToChoose(
  suppliers: readonly LasSupplier[],
): readonly (LasSupplier & { readonly rosterUrl: string })[] {
  return suppliers.flatMap(({ rosterUrl, ...supplier }) => (rosterUrl === null ? [] : [{ ...supplier, rosterUrl }]));
}

/** The supplier of a connection. One that is gone from the settings is an Outage until it is back: nobody else may get
 * its key. */
export function supplierOf(suppliers: readonly LasSupplier[], code: string): LasSupplier {
  const found = suppliers.find((supplier) => supplier.code === code);
  if (!found) {
    const why = `no LAS supplier in the settings has the code ${code}; a connection still names it`;
    throw new Outage(why, { retryable: true });
  }
  return found;
}

function fromEnvironment(environment: LasEnvironment): LasSupplier {
  const { LAS_CLIENT_CERTIFICATE: certificateFile, LAS_CLIENT_KEY: keyFile } = environment;
  return {
    code: environmentSupplierCode,
    name: environment.LAS_NAME ?? 'LAS',
    rosterUrl: environment.LAS_ROSTER_URL ?? null,
    stagedUrl: environment.LAS_STAGED_URL ?? null,
    resultsUrl: environment.LAS_RESULTS_URL ?? null,
    historyUrl: environment.LAS_HISTORY_URL ?? null,
    clientCode: environment.LAS_CLIENT_CODE ?? '',
    clientName: environment.LAS_CLIENT_NAME ?? '',
    profileCode: environment.LAS_PROFILE ?? 'standaard',
    profileChanges: {}, headers: {},
    certificate: certificateOf({ certificateFile, keyFile }, process.cwd()),
  };
}

const url = Type.String();
const changesSchema = Type.Object({
  versions: Type.Array(Type.Union(xsdVersions.map((version) => Type.Literal(version))), { minItems: 1 }),
  rosterCalls: Type.Union([Type.Literal('whole'), Type.Literal('staged')]),
  incremental: Type.Boolean(),
  dataSetId: Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Null()]),
  functioningLevel: Type.Union([Type.Literal('plain'), Type.Literal('bounded'), Type.Literal('omitted')]),
  functioningLevelWords: Type.Union([Type.Null(), Type.Object({
    moments: Type.Object({ B: Type.String(), M: Type.String(), E: Type.String() }),
    below: Type.String(), above: Type.String(),
  })]),
  clientCertificate: Type.Boolean(),
  headerNames: Type.Array(Type.String()),
  resultsPerMessageMax: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  soapActionQuoted: Type.Boolean(),
  eckIdAsPupilKey: Type.Boolean(),
}, { additionalProperties: false });
const supplierSchema = Type.Object({
  code: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
  name: Type.String({ minLength: 1, maxLength: 60 }),
  rosterUrl: url,
  stagedUrl: Type.Optional(url), resultsUrl: Type.Optional(url), historyUrl: Type.Optional(url),
  clientCode: Type.String({ minLength: 1, maxLength: 64 }),
  clientName: Type.String({ minLength: 1, maxLength: 64 }),
  profile: Type.Optional(Type.String()),
  profileChanges: Type.Optional(Type.Partial(changesSchema)),
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  certificateFile: Type.Optional(Type.String()),
  keyFile: Type.Optional(Type.String()),
  authorityFile: Type.Optional(Type.String()),
}, { additionalProperties: false });
const fileSchema = Type.Object({ suppliers: Type.Array(supplierSchema, { minItems: 1 }) });

function fromFile(file: string): readonly LasSupplier[] {
  const given = parsed(readSettingFile('LAS_FILE', file));
  if (!Value.Check(fileSchema, given)) {
    const [first] = Value.Errors(fileSchema, given);
    throw new WrongSetting(`LAS_FILE klopt niet: ${first ? `${first.instancePath} ${first.message}` : 'geen lijst'}.`);
  }
  return given.suppliers.map((one) => ({
    code: one.code, name: one.name, rosterUrl: one.rosterUrl, stagedUrl: one.stagedUrl ?? null,
    resultsUrl: one.resultsUrl ?? null, historyUrl: one.historyUrl ?? null,
    clientCode: one.clientCode, clientName: one.clientName,
    profileCode: one.profile ?? 'standaard',
    // The schema says all that the type does; a list with at least one version cannot be told to the compiler.
    profileChanges: (one.profileChanges ?? {}) as LasProfileChanges,
    headers: one.headers ?? {},
    certificate: certificateOf(one, path.dirname(file)),
  }));
}

function certificateOf(
  files: {
    readonly certificateFile?: string | undefined; readonly keyFile?: string | undefined;
    readonly authorityFile?: string | undefined;
  },
  folder: string,
): ClientCertificate | null {
  const { certificateFile, keyFile, authorityFile } = files;
  if (certificateFile === undefined && keyFile === undefined) return null;
  if (certificateFile === undefined || keyFile === undefined) {
    throw new WrongSetting('Bij een certificaat voor een LAS hoort een sleutel, en andersom.');
  }
  const read = (name: string): string => readSettingFile('certificaat van een LAS', path.resolve(folder, name));
  const certificate = read(certificateFile);
  const key = read(keyFile);
  if (!belongTogether(certificate, key)) {
    throw new WrongSetting(`${certificateFile} en ${keyFile} zijn geen certificaat met zijn sleutel (PEM).`);
  }
  return { certificate, key, authority: authorityFile === undefined ? null : read(authorityFile) };
}

function belongTogether(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

function readSettingFile(what: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new WrongSetting(`${what}: het bestand ${file} is niet te lezen.`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongSetting('LAS_FILE klopt niet: dit is geen JSON.');
  }
}

/**
 * What is wrong with an address of a LAS, in Dutch and without the address; null when nothing is. Keys of schools and
 * data of pupils go there, so that without TLS only this machine itself will do.
 */
export function lasAddressProblem(address: string): string | null {
  if (!URL.canParse(address)) return 'is geen adres dat begint met https://';
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) return null;
  return 'begint niet met https://; zonder versleuteling mag alleen een adres op deze computer zelf';
}

/** Its addresses must be safe, and what its profile wants must be there. */
function judge(supplier: LasSupplier): void {
  const { code, profileCode, profileChanges, headers, certificate } = supplier;
  for (const name of ['rosterUrl', 'stagedUrl', 'resultsUrl', 'historyUrl'] as const) {
    const problem = supplier[name] === null ? null : lasAddressProblem(supplier[name]);
    if (problem !== null) throw new WrongSetting(`LAS-leverancier ${code}: ${name} ${problem}.`);
  }
  if (!(profileCode in lasProfiles)) {
    const known = Object.keys(lasProfiles).join(', ');
    throw new WrongSetting(`LAS-leverancier ${code}: er is geen profiel ${profileCode}; wel ${known}.`);
  }
  const profile = resolveProfile(profileCode, profileChanges);
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const missing = profile.headerNames.find((name) => !given.has(name.toLowerCase()));
  if (missing !== undefined) {
    throw new WrongSetting(`LAS-leverancier ${code}: zijn profiel verlangt de header ${missing}.`);
  }
  if (profile.clientCertificate && certificate === null) {
    throw new WrongSetting(`LAS-leverancier ${code}: zijn profiel verlangt ons certificaat.`);
  }
}
