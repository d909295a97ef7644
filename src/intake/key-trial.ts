import { brin6 } from '../base/brin.ts';
import { soapActions } from '../exchange/uwlr/envelope.ts';
import { readUwlr } from '../exchange/uwlr/read.ts';
import type { RosterRequest } from '../exchange/uwlr/types.ts';
import { writeRosterRequest } from '../exchange/uwlr/write.ts';
import { authorisationOf, callLas } from '../link/call-las.ts';
import { keyTrialWantedJob } from '../onboarding/jobs.ts';
import { listSiteKeys, linkForSite, markKeyTried } from '../onboarding/key-store.ts';
import { weighTrials, type KeyTrial, type TrialOutcome } from '../onboarding/key-trial.ts';
import { findLasConnection, listSites, saveLasFault } from '../onboarding/store.ts';
import type { Actor } from '../platform/database/tenancy.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { troubleWords } from '../platform/trouble.ts';
import { currentSchoolYear } from '../roster/store.ts';
import { lasFaultWords } from './nl.ts';

/**
 * Tries a key by asking its LAS for the roster of one site, by the lightest call that it has: the structure
 * where it answers in steps, else the whole. What comes is looked at for its BRIN and thrown away.
 */
export function keyTrial(platform: Platform): KeyTrial {
  return async ({ schoolId, link: candidate, site }) => {
    const scope = candidate.stagedUrl === null ? 'all' : 'structure';
    const link = { ...candidate, connectionId: null };
    try {
      for (const xsdVersion of candidate.profile.versions) {
        const request: RosterRequest = {
          scope, xsdVersion, school: { kind: 'brin', ...site }, schoolYear: currentSchoolYear(platform.clock),
          dataSetId: candidate.profile.dataSetId, lastReceivedAt: null, groups: [],
        };
        const { bytes } = await callLas(platform, schoolId, link, {
          flow: 'roster', url: candidate.stagedUrl ?? candidate.rosterUrl, soapAction: soapActions[scope],
          body: writeRosterRequest(request, authorisationOf(platform, link)),
        });
        const outcome = outcomeOf(bytes, brin6(site));
        if (outcome) return outcome;
      }
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      platform.log('las-key.no-answer', { school: schoolId, error: troubleWords(error) });
    }
    return { kind: 'no-answer' };
  };
}

/** What an answer says of the key; null: it wants another version, which says nothing of the key. */
function outcomeOf(bytes: Uint8Array, asked: string): TrialOutcome | null {
  const { message } = readUwlr(bytes);
  if (message?.type === 'fault') {
    const { code } = message.fault;
    if (code === 'XsdVersieOngeldig') return null;
    return { kind: code === 'AutorisatieOngeldig' ? 'refused' : 'no-answer' };
  }
  if (message?.type !== 'roster-answer') return { kind: 'no-answer' };
  if (message.answer.kind !== 'roster') return { kind: 'accepted' };
  const { brin, site } = message.answer.document.school;
  if (brin === null) return { kind: 'elsewhere', site: null };
  const given = { brin, site };
  return brin6(given) === asked ? { kind: 'accepted' } : { kind: 'elsewhere', site: given };
}

const actor: Actor = { kind: 'job', id: keyTrialWantedJob.name };

/**
 * Tries the key of a school once more, because its LAS gave no answer when it was entered. Silence is an
 * Outage, so that the job tries again; a key that is refused after all becomes a fault of the link, of which its
 * administrator is told.
 */
export async function tryKeptKey(platform: Platform, schoolId: string): Promise<void> {
  const { doors, clock } = platform;
  const kept = await doors.withTenant(schoolId, actor, 'onboarding', async (tx) => ({
    link: await findLasConnection(tx), sites: await listSites(tx), siteKeys: await listSiteKeys(tx),
  }));
  const { link } = kept;
  if (!link) return;
  const tryKey = keyTrial(platform);
  const outcomes = [];
  for (const site of kept.sites) {
    const candidate = linkForSite(link, kept.siteKeys, site);
    outcomes.push({ site, outcome: await tryKey({ schoolId, actor, link: candidate, site }) });
  }
  const verdict = weighTrials(outcomes);
  if (verdict.kind === 'no-answer') {
    throw new Outage('the LAS gives no answer about a key', { retryable: true });
  }
  await doors.withTenant(schoolId, actor, 'onboarding', async (tx) => {
    // Another key may have come meanwhile; then this says nothing.
    if ((await findLasConnection(tx))?.keyDigest !== link.keyDigest) return;
    const at = clock.now();
    const good = verdict.kind === 'accepted';
    await markKeyTried(tx, good ? 'accepted' : 'refused', at);
    if (good) return;
    const code = 'AutorisatieOngeldig';
    await saveLasFault(tx, { code, text: lasFaultWords[code].text, at });
  });
}
