import { countAttempt } from '../access/attempts.ts';
import type { SchoolViewer } from '../access/types.ts';
import { brin6, type BrinSite } from '../base/brin.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { resolveProfile } from '../exchange/uwlr/las-profile.ts';
import { hasAcceptedAgreement } from '../ordering/agreement.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { suppliersToChoose, type LasSupplier } from '../platform/las-suppliers.ts';
import { postMail } from '../platform/mail/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { keyTrialWantedJob, requestRoster } from './jobs.ts';
import { keyHint, parseKey } from './key-rules.ts';
import { findKeyTrial, isKeyUsedElsewhere, listSiteKeys, markKeyTried, saveSiteKey } from './key-store.ts';
import { weighTrials, type CandidateLink, type KeyTrial, type TrialVerdict } from './key-trial.ts';
import { keyInUseMail } from './mail.ts';
import { isReadyForRoster } from './rules.ts';
import { findLasConnection, listSites, lockOnboarding, markKeyAccepted, saveLasKey } from './store.ts';
import type { KeyRefusal, LasConnection } from './types.ts';

/** How often an hour, real time, a school may enter a key. */
export const KEY_ATTEMPTS_PER_HOUR = 10;

/**
 * What became of an entered key: new, in place of another, or the one that was there; `untried`: kept, although the
 * LAS gave no answer; `some-sites`: kept, and it does not open every site.
 */
export type KeyEntry = 'entered' | 'replaced' | 'same' | 'untried' | 'some-sites';

/** How a key is entered. */
export interface KeyOptions {
  /** Tries the key; without it a key is kept as it is, and the first call finds out. */
  readonly trial?: KeyTrial;
  /** For one site (`99XX01`) beside the key of the school; null: for the school. */
  readonly site?: string | null;
}

/**
 * Takes the autorisatiesleutel of a school: tries it at the LAS, keeps it when the LAS knows it or gives no
 * answer, and fetches the roster when Basispoort was accepted before. A key that the LAS refuses, or that opens
 * another school, is not kept, and the one that was there stays. Entering the same key again changes nothing,
 * unless the last call failed: then it is tried again.
 * @param lasCode which LAS it is of, where the settings have more than one
 */
export async function enterKey(
  platform: Platform, viewer: SchoolViewer, pasted: string, lasCode: string | null = null,
  { trial, site = null }: KeyOptions = {},
): Promise<Result<KeyEntry, KeyRefusal>> {
  const no = (code: KeyRefusal) => refuseKey(platform, viewer, code);
  const limit = { max: KEY_ATTEMPTS_PER_HOUR, withinMinutes: 60 };
  const within = await platform.doors.withPlatform((tx) =>
    countAttempt(tx, `las-key:${viewer.schoolId}`, limit));
  if (!within) return no('too-many-attempts');
  const key = parseKey(pasted);
  if (!key.ok) return no(key.refusal);
  const suppliers = suppliersToChoose(platform.config.lasSuppliers);
  const las = lasCode === null && suppliers.length === 1
    ? suppliers[0] : suppliers.find(({ code }) => code === lasCode);
  if (!las) return no(suppliers.length === 0 ? 'no-las' : 'las-not-chosen');
  const weighed = await weighKey(platform, viewer, { key: key.value, las, site, trial });
  if (!weighed.ok) return no(weighed.refusal);
  const { verdict, entry } = weighed.value;
  if (entry === 'same') return ok('same');
  try {
    const kept = site === null
      ? await keepKey(platform, viewer, key.value, las, verdict)
      : await keepSiteKey(platform, viewer, key.value, site);
    return kept ? ok(kept) : await no('no-agreement');
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return no('key-in-use');
  }
}

interface KeyInHand {
  readonly key: string;
  readonly las: LasSupplier & { readonly rosterUrl: string };
  readonly site: string | null;
  readonly trial: KeyTrial | undefined;
}

interface WeighedKey {
  readonly verdict: TrialVerdict;
  readonly entry: 'same' | 'other';
}

/** Everything that can be known of a key before it is kept; the LAS is asked outside any transaction. */
async function weighKey(
  platform: Platform, viewer: SchoolViewer, { key, las, site, trial }: KeyInHand,
): Promise<Result<WeighedKey, KeyRefusal>> {
  const { doors, secrets } = platform;
  const keyDigest = secrets.digest(key);
  const known = await doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => ({
    agreed: await hasAcceptedAgreement(tx, viewer.schoolId), sites: await listSites(tx),
    link: await findLasConnection(tx), siteKeys: await listSiteKeys(tx), trial: await findKeyTrial(tx),
    rosterStatus: (await lockOnboarding(tx)).rosterStatus,
  }));
  if (!known.agreed) return refuse('no-agreement');
  const accepted: TrialVerdict = { kind: 'accepted', closedSites: [] };
  const isSame = site === null && known.link?.keyDigest === keyDigest && known.link.supplierCode === las.code;
  if (isSame && known.rosterStatus !== 'failed' && (known.trial ?? 'accepted') === 'accepted') {
    return ok({ verdict: accepted, entry: 'same' });
  }
  if (await doors.withPlatform((tx) => isKeyUsedElsewhere(tx, viewer.schoolId, keyDigest))) {
    return refuse('key-in-use');
  }
  if (site !== null && (!known.link || !known.sites.some((one) => brin6(one) === site))) {
    return refuse('site-unknown');
  }
  if (!trial) return ok({ verdict: accepted, entry: 'other' });
  const ownKeys = new Set(known.siteKeys.map((one) => one.site));
  const sites = known.sites.filter((one) => (site === null ? !ownKeys.has(brin6(one)) : brin6(one) === site));
  const link: CandidateLink = {
    supplierCode: las.code, profile: resolveProfile(las.profileCode, las.profileChanges),
    rosterUrl: las.rosterUrl, stagedUrl: las.stagedUrl, keyCipher: secrets.seal(key),
  };
  const verdict = await tryForSites(trial, viewer, link, sites);
  const refusal = verdictRefusals[verdict.kind];
  return refusal ? refuse(refusal) : ok({ verdict, entry: 'other' });
}

async function tryForSites(
  trial: KeyTrial, { schoolId, actor }: SchoolViewer, link: CandidateLink, sites: readonly BrinSite[],
): Promise<TrialVerdict> {
  const outcomes = [];
  for (const site of sites) outcomes.push({ site, outcome: await trial({ schoolId, actor, link, site }) });
  return weighTrials(outcomes);
}

const verdictRefusals: Readonly<Record<TrialVerdict['kind'], KeyRefusal | null>> = {
  accepted: null, 'no-answer': null, refused: 'key-refused', 'other-school': 'key-other-school',
  'other-site': 'key-other-site',
};

async function keepKey(
  platform: Platform, viewer: SchoolViewer, key: string, las: LasSupplier & { readonly rosterUrl: string },
  verdict: TrialVerdict,
): Promise<KeyEntry | null> {
  const { doors, clock, secrets, newId } = platform;
  const at = clock.now();
  return doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => {
    if (!await hasAcceptedAgreement(tx, viewer.schoolId)) return null;
    const before = await findLasConnection(tx);
    const state = await lockOnboarding(tx);
    await saveLasKey(tx, {
      newId: newId(), at, lasName: las.name, supplierCode: las.code, profileCode: las.profileCode,
      profileChanges: las.profileChanges,
      xsdVersion: resolveProfile(las.profileCode, las.profileChanges).versions[0],
      rosterUrl: las.rosterUrl, stagedUrl: las.stagedUrl, resultsUrl: las.resultsUrl,
      historyUrl: las.historyUrl, keyCipher: secrets.seal(key), keyDigest: secrets.digest(key),
      keyHint: keyHint(key),
    });
    const untried = verdict.kind === 'no-answer';
    await markKeyTried(tx, untried ? 'no-answer' : 'accepted', at);
    await markKeyAccepted(tx, at);
    const entry = entryOf(before, secrets.digest(key));
    await audit(tx, at, 'las-key.entered', undefined, { entry, tried: !untried });
    if (isReadyForRoster({ ...state, keyAcceptedAt: at })) await requestRoster(platform, tx);
    else if (untried) await platform.jobs.send(tx, keyTrialWantedJob, { schoolId: tx.schoolId });
    if (untried) return 'untried';
    return verdict.kind === 'accepted' && verdict.closedSites.length > 0 ? 'some-sites' : entry;
  });
}

function entryOf(before: LasConnection | undefined, keyDigest: string): KeyEntry {
  if (!before) return 'entered';
  return before.keyDigest === keyDigest ? 'same' : 'replaced';
}

/** A key of one site stands beside that of the school, which it leaves as it is. */
async function keepSiteKey(
  platform: Platform, viewer: SchoolViewer, key: string, site: string,
): Promise<KeyEntry | null> {
  const { doors, clock, secrets } = platform;
  const at = clock.now();
  return doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => {
    const link = await findLasConnection(tx);
    const state = await lockOnboarding(tx);
    if (!link) return null;
    await saveSiteKey(tx, link.connectionId, {
      site, keyCipher: secrets.seal(key), keyDigest: secrets.digest(key), keyHint: keyHint(key), enteredAt: at,
    });
    await audit(tx, at, 'las-key.entered', undefined, { entry: 'entered', site });
    if (isReadyForRoster(state)) await requestRoster(platform, tx);
    return 'entered';
  });
}

async function refuseKey(
  platform: Platform, viewer: SchoolViewer, code: KeyRefusal,
): Promise<Result<never, KeyRefusal>> {
  const { doors, clock, log } = platform;
  await doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', async (tx) => {
    await audit(tx, clock.now(), 'las-key.refused', undefined, { code });
    if (code === 'key-in-use') await alertService(platform, tx);
  });
  log('las-key.refused', { school: viewer.schoolId, code });
  return refuse(code);
}

/** One key at two schools: a mistake, or somebody who should not have it. Customer service looks, and names neither
 * school to the other. */
async function alertService(platform: Platform, tx: TenantTx): Promise<void> {
  const sites = (await listSites(tx)).map(brin6);
  const { helpMail, productName } = platform.config;
  await postMail(platform, tx, {
    kind: 'sleutel-dubbel', schoolId: tx.schoolId, to: helpMail, ...keyInUseMail(productName, sites),
  });
}

/** The database found the same value elsewhere, also where this school cannot look (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: unknown }).code === '23505';
}
