import { brin6 } from '../base/brin.ts';
import { addDays, plainDateInAmsterdam } from '../base/plain-date.ts';
import { firstDayOf, type SchoolYear } from '../base/school-year.ts';
import { LasStopped } from '../link/las-stop.ts';
import { rosterWantedJob } from '../onboarding/jobs.ts';
import { linkForSite, listSiteKeys } from '../onboarding/key-store.ts';
import { findLasConnection, listSites, lockOnboarding, saveRosterStatus } from '../onboarding/store.ts';
import type { LasConnection, RosterFault } from '../onboarding/types.ts';
import type { Actor, TenantTx } from '../platform/database/tenancy.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear } from '../roster/store.ts';
import { askRoster, type RosterWanted } from './ask-roster.ts';
import { notYet } from './checks.ts';
import { finishLoading, stopForPerson, stopLoading } from './commit.ts';
import { LasDown, type LasAnswer, type LasRefusal } from './las-client.ts';
import { fetchWords, lasFaultWords } from './nl.ts';
import { changesSince } from './since.ts';
import { listTakenStates } from './store.ts';
import { takeNothingNew, takeTogether } from './take.ts';
import type { IncomingRoster } from './types.ts';

const actor: Actor = { kind: 'job', id: rosterWantedJob.name };

/** What a fetch came to; `stopped`: it stands in the school's onboarding why. */
export type FetchOutcome = 'changed' | 'unchanged' | 'stopped' | 'no-link';

/**
 * Fetches the roster of a school from its LAS and takes it as a whole: every site of the school in one
 * transaction. What stops it stands in the school's onboarding, with who must do what. Trouble that may pass
 * is also thrown, as an Outage, so that the job tries again. Doing it again changes nothing.
 */
export async function fetchRosterNow(platform: Platform, schoolId: string): Promise<FetchOutcome> {
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
    platform.doors.withTenant(schoolId, actor, 'roster', work);
  const schoolYear = currentSchoolYear(platform.clock);
  const begun = await inSchool(async (tx) => {
    const link = await findLasConnection(tx);
    if (link) await saveRosterStatus(tx, 'loading', { phase: 'asking' });
    return { link, sites: await listSites(tx), siteKeys: await listSiteKeys(tx), taken: await listTakenStates(tx) };
  });
  if (!begun.link) return 'no-link';
  const answers: SiteAnswer[] = [];
  for (const brinSite of begun.sites) {
    const site = brin6(brinSite);
    const link = linkForSite(begun.link, begun.siteKeys, brinSite);
    const last = begun.taken.find((state) => state.site === site && state.schoolYear === schoolYear);
    const at = platform.clock.now();
    const wanted = { site: brinSite, schoolYear, lastReceivedAt: changesSince(link, last, at) };
    const answer = await askSite(platform, schoolId, link, wanted, (fault) =>
      inSchool((tx) => stopLoading(platform, tx, fault, 'las')));
    if (!answer) return 'stopped';
    answers.push({ ...answer, site, asked: { at, keyDigest: link.keyDigest } });
    await inSchool((tx) => saveRosterStatus(tx, 'loading', { phase: 'saving', ...sizeOf(answers) }));
  }
  return inSchool((tx) => takeAnswers(platform, tx, answers, schoolYear));
}

interface SiteAnswer extends LasAnswer {
  readonly site: string;
  readonly asked: NonNullable<IncomingRoster['asked']>;
}

async function askSite(
  platform: Platform, schoolId: string, link: LasConnection, wanted: RosterWanted,
  stopWith: (fault: RosterFault) => Promise<void>,
): Promise<LasAnswer | null> {
  const asker = { schoolId, actor, purpose: 'roster' } as const;
  const asked = await askRoster(platform, asker, link, wanted).catch(async (error: unknown) => {
    const unknown = 'OngeldigeKlantIdentificatie';
    if (error instanceof LasStopped)
      await stopWith({ code: unknown, ...lasFaultWords[unknown], retrying: true });
    else if (error instanceof Outage)
      await stopWith({ code: 'no-answer', ...fetchWords['no-answer'], retrying: true });
    throw error;
  });
  if (asked.ok) return asked.value;
  const fault = faultOf(asked.refusal);
  await stopWith(fault);
  if (fault.code === 'TijdelijkNietBeschikbaar') throw new LasDown(`the LAS answered ${fault.code}`);
  if (fault.retrying) throw new Outage(`the LAS answered ${fault.code}`, { retryable: true });
  return null;
}

/** A refusal of the LAS in the words of the school. */
export function faultOf(refusal: LasRefusal): RosterFault {
  if (refusal.kind === 'unreadable') return { code: 'unreadable', ...fetchWords.unreadable, retrying: false };
  if (refusal.kind === 'moved')
    return { code: 'address-moved', ...fetchWords['address-moved'], retrying: true };
  const { code, retryable, wireCode } = refusal.fault;
  return {
    code: code === 'unknown' ? wireCode || 'unknown' : code,
    ...lasFaultWords[code],
    retrying: retryable,
  };
}

async function takeAnswers(
  platform: Platform, tx: TenantTx, answers: readonly SiteAnswer[], schoolYear: SchoolYear,
): Promise<FetchOutcome> {
  await lockOnboarding(tx);
  if (answers.every(({ answer }) => answer?.kind === 'nothing'))
    return takeNothing(platform, tx, answers, schoolYear);
  const incoming = (one: SiteAnswer): IncomingRoster => ({
    source: 'uwlr', ...one, document: one.answer?.kind === 'roster' ? one.answer.document : null,
  });
  for (const one of answers.filter(({ answer }) => answer?.kind === 'unchanged'))
    await takeNothingNew(platform, tx, { incoming: incoming(one), schoolYear });
  // A site without pupils beside one with pupils is no trouble: it may have been opened for later.
  const usable = answers.filter(({ answer }) => !answer || answer.kind === 'roster');
  const outcomes = await takeTogether(platform, tx, usable.map(incoming));
  if (outcomes.some(({ status, discarded }) => status === 'refused' && !discarded)) {
    await stopLoading(platform, tx, { code: 'refused', ...fetchWords.refused, retrying: false }, 'data');
    return 'stopped';
  }
  const waiting = outcomes.find(({ status }) => status === 'waiting');
  if (waiting) {
    await stopForPerson(platform, tx, waiting);
    return 'stopped';
  }
  const changed = outcomes.some(({ news }) => news);
  await finishLoading(platform, tx, changed);
  return changed ? 'changed' : 'unchanged';
}

/** Nothing at all: no data, unless the school year has only just begun and we still have last year's. */
async function takeNothing(
  platform: Platform, tx: TenantTx, answers: readonly SiteAnswer[], schoolYear: SchoolYear,
): Promise<FetchOutcome> {
  const years = (await listTakenStates(tx)).map((state) => state.schoolYear);
  const early = plainDateInAmsterdam(platform.clock.now()) < addDays(firstDayOf(schoolYear), WEEKS_TO_BEGIN * 7);
  if (!early || years.length === 0 || years.includes(schoolYear)) {
    await stopLoading(platform, tx, { code: 'no-data', ...fetchWords['no-data'], retrying: false }, 'data');
    return 'stopped';
  }
  for (const one of answers) {
    await takeNothingNew(platform, tx, {
      schoolYear, incoming: { source: 'uwlr', ...one, document: null, findings: [...one.findings, notYet] },
    });
  }
  await finishLoading(platform, tx, false);
  return 'unchanged';
}

/** How long after 1 August a LAS may be without the new school year. */
const WEEKS_TO_BEGIN = 6;

function sizeOf(answers: readonly SiteAnswer[]): { pupils: number; groups: number; staff: number } {
  const counts = { pupils: 0, groups: 0, staff: 0 };
  for (const { answer } of answers) {
    if (answer?.kind !== 'roster') continue;
    const { pupils, groups, compositeGroups, staff } = answer.document;
    counts.pupils += pupils.length;
    counts.groups += groups.length + compositeGroups.length;
    counts.staff += staff.length;
  }
  return counts;
}
