import { present } from '../base/assert.ts';
import { brin6, type BrinSite } from '../base/brin.ts';
import type { SchoolYear } from '../base/school-year.ts';
import { rosterWantedJob } from '../onboarding/jobs.ts';
import {
  findLasConnection,
  listSites,
  lockOnboarding,
  saveLasFault,
  saveRosterStatus,
} from '../onboarding/store.ts';
import type { LasConnection, RosterFault, RosterProgress } from '../onboarding/types.ts';
import type { Actor, TenantTx } from '../platform/database/tenancy.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear } from '../roster/store.ts';
import { finishLoading } from './commit.ts';
import { askLas, type LasAnswer, type LasRefusal } from './las-client.ts';
import { fetchWords, lasFaultWords } from './nl.ts';
import { takeDelivery } from './take.ts';

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
    const answer = await askSite(platform, plan.link, site, schoolYear, (fault) =>
      inSchool((tx) => stop(platform, tx, fault)));
    if (!answer) return;
    answers.push({ ...answer, site: brin6(site) });
    await progress({ phase: 'reading', ...countsOf(answers) });
  }
  const empty = answers.every(({ answer }) => answer?.kind === 'nothing');
  if (empty)
    return inSchool((tx) =>
      stop(platform, tx, { code: 'no-data', ...fetchWords['no-data'], retrying: false }),
    );
  await progress({ phase: 'checking', ...countsOf(answers) });
  await progress({ phase: 'saving', ...countsOf(answers) });
  await inSchool((tx) => takeAnswers(platform, tx, answers));
}

interface SiteAnswer extends LasAnswer {
  readonly site: string;
}

async function askSite(
  platform: Platform, link: LasConnection, site: BrinSite, schoolYear: SchoolYear,
  stopWith: (fault: RosterFault) => Promise<void>,
): Promise<LasAnswer | null> {
  const { clientCode, clientName } = platform.config.las;
  const asked = await askLas({
    url: link.rosterUrl,
    xsdVersion: link.xsdVersion,
    site,
    schoolYear,
    authorisation: {
      schoolKey: platform.secrets.open(link.keyCipher).toString('utf8'),
      clientCode,
      clientName,
    },
  }).catch(async (error: unknown) => {
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
  const { code, retryable, wireCode } = refusal.fault;
  return {
    code: code === 'unknown' ? wireCode || 'unknown' : code,
    ...lasFaultWords[code],
    retrying: retryable,
  };
}

async function stop(platform: Platform, tx: TenantTx, fault: RosterFault): Promise<void> {
  await saveRosterStatus(tx, 'failed', { phase: 'asking', fault });
  await saveLasFault(tx, { code: fault.code, text: fault.text, at: platform.clock.now() });
  platform.log('roster.stopped', { school: tx.schoolId, code: fault.code, retrying: fault.retrying });
}

async function takeAnswers(platform: Platform, tx: TenantTx, answers: readonly SiteAnswer[]): Promise<void> {
  await lockOnboarding(tx);
  const outcomes = [];
  for (const { site, bytes, answer, findings } of answers) {
    // A site without pupils beside one with pupils is no trouble: it may have been opened for later.
    if (answer && answer.kind !== 'roster') continue;
    outcomes.push(await takeDelivery(platform, tx, {
      source: 'uwlr', bytes, site, findings, document: answer?.kind === 'roster' ? answer.document : null,
    }));
  }
  const refused = outcomes.find(({ status }) => status === 'refused');
  const waiting = outcomes.find(({ status }) => status === 'waiting');
  if (refused) return stop(platform, tx, { code: 'refused', ...fetchWords.refused, retrying: false });
  if (waiting) {
    const guard = present(waiting.counts.guard, 'a waiting delivery has its reason');
    const fault = { code: guard, ...fetchWords[guard], retrying: false, deliveryId: waiting.deliveryId };
    return stop(platform, tx, fault);
  }
  await saveLasFault(tx, null);
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
