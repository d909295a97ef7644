import { brin6 } from '../base/brin.ts';
import type { SchoolYear } from '../base/school-year.ts';
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
import { weighWithoutData } from './without-data.ts';

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
  const sites = (await listSites(tx)).map(brin6);
  if (answers.some(({ site }) => !sites.includes(site)))
    throw new Outage('a site of the school was renamed meanwhile', { retryable: true });
  const kindOf = ({ answer }: SiteAnswer) => answer?.kind;
  const empty = answers.filter((one) => kindOf(one) === 'nothing');
  const { notYet: late, fault } = await weighWithoutData(platform, tx, schoolYear, {
    sites: answers.map(({ site }) => site), empty: empty.map(({ site }) => site),
  });
  if (fault) {
    await stopLoading(platform, tx, fault, 'data');
    return 'stopped';
  }
  for (const one of answers.filter((each) => kindOf(each) === 'unchanged' || late.includes(each.site))) {
    const findings = late.includes(one.site) ? [...one.findings, notYet] : one.findings;
    await takeNothingNew(platform, tx, { incoming: { ...incomingOf(one), findings }, schoolYear });
  }
  const usable = answers.filter((one) => kindOf(one) !== 'nothing' && kindOf(one) !== 'unchanged');
  const outcomes = await takeTogether(platform, tx, usable.map(incomingOf));
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

function incomingOf(one: SiteAnswer): IncomingRoster {
  return { source: 'uwlr', ...one, document: one.answer?.kind === 'roster' ? one.answer.document : null };
}

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
