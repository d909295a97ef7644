import { brin6, type BrinSite } from '../base/brin.ts';
import type { SchoolYear } from '../base/school-year.ts';
import { rosterWantedJob } from '../onboarding/jobs.ts';
import {
  findLasConnection,
  listSites,
  lockOnboarding,
  saveRosterStatus,
} from '../onboarding/store.ts';
import type { LasConnection, RosterFault, RosterProgress } from '../onboarding/types.ts';
import type { Actor, TenantTx } from '../platform/database/tenancy.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear } from '../roster/store.ts';
import { finishLoading, stopForPerson, stopLoading } from './commit.ts';
import { askLas, type LasAnswer, type LasRefusal } from './las-client.ts';
import { fetchWords, lasFaultWords } from './nl.ts';
import { takeTogether } from './take.ts';

const actor: Actor = { kind: 'job', id: rosterWantedJob.name };

/**
 * Fetches the roster of a school from its LAS and takes it as a whole: every site of the school in one
 * transaction. What stops it stands in the school's onboarding, with who must do what. Trouble that may pass
 * is also thrown, as an Outage, so that the job tries again. Doing it again changes nothing.
 */
export async function fetchRosterNow(platform: Platform, schoolId: string): Promise<void> {
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
    platform.doors.withTenant(schoolId, actor, 'roster', work);
  const progress = (step: RosterProgress) => inSchool((tx) => saveRosterStatus(tx, 'loading', step));
  const plan = await inSchool(async (tx) => ({
    link: await findLasConnection(tx),
    sites: await listSites(tx),
  }));
  if (!plan.link) return;
  const schoolYear = currentSchoolYear(platform.clock);
  await progress({ phase: 'asking' });
  const answers: SiteAnswer[] = [];
  for (const site of plan.sites) {
    const answer = await askSite(platform, schoolId, plan.link, site, schoolYear, (fault) =>
      inSchool((tx) => stopLoading(platform, tx, fault, 'las')));
    if (!answer) return;
    answers.push({ ...answer, site: brin6(site) });
    await progress({ phase: 'reading', ...countsOf(answers) });
  }
  const empty = answers.every(({ answer }) => answer?.kind === 'nothing');
  if (empty)
    return inSchool((tx) =>
      stopLoading(platform, tx, { code: 'no-data', ...fetchWords['no-data'], retrying: false }, 'data'),
    );
  await progress({ phase: 'checking', ...countsOf(answers) });
  await progress({ phase: 'saving', ...countsOf(answers) });
  await inSchool((tx) => takeAnswers(platform, tx, answers));
}

interface SiteAnswer extends LasAnswer {
  readonly site: string;
}

async function askSite(
  platform: Platform, schoolId: string, link: LasConnection, site: BrinSite, schoolYear: SchoolYear,
  stopWith: (fault: RosterFault) => Promise<void>,
): Promise<LasAnswer | null> {
  const asked = await askLas(platform, schoolId, link, { site, schoolYear }).catch(async (error: unknown) => {
    if (error instanceof Outage)
      await stopWith({ code: 'no-answer', ...fetchWords['no-answer'], retrying: true });
    throw error;
  });
  if (asked.ok) return asked.value;
  const fault = faultOf(asked.refusal);
  await stopWith(fault);
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

async function takeAnswers(platform: Platform, tx: TenantTx, answers: readonly SiteAnswer[]): Promise<void> {
  await lockOnboarding(tx);
  // A site without pupils beside one with pupils is no trouble: it may have been opened for later.
  const usable = answers.filter(({ answer }) => !answer || answer.kind === 'roster');
  const outcomes = await takeTogether(platform, tx, usable.map(({ site, bytes, answer, findings }) => ({
    source: 'uwlr', bytes, site, findings, document: answer?.kind === 'roster' ? answer.document : null,
  })));
  const waiting = outcomes.find(({ status }) => status === 'waiting');
  if (outcomes.some(({ status }) => status === 'refused'))
    return stopLoading(platform, tx, { code: 'refused', ...fetchWords.refused, retrying: false }, 'data');
  if (waiting) return stopForPerson(platform, tx, waiting);
  await finishLoading(platform, tx, countsOf(answers));
}

function countsOf(answers: readonly SiteAnswer[]): { pupils: number; groups: number; staff: number } {
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
