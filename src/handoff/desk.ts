import { listItemCounts, listResultsById } from '../ability/store.ts';
import type { Result } from '../ability/types.ts';
import { present } from '../base/assert.ts';
import { parseBrinSite } from '../base/brin.ts';
import type { SchoolYear } from '../base/school-year.ts';
import { getForm } from '../content/store.ts';
import { versionsToTry, xsdVersions } from '../exchange/uwlr/las-profile.ts';
import type { Authorisation, ResultsDocument } from '../exchange/uwlr/types.ts';
import { authorisationOf } from '../link/call-las.ts';
import { linkForSite, listSiteKeys } from '../onboarding/key-store.ts';
import {
  endResultsTurn, findResultsLink, lockResultsQueue, markResultsHeldUp, takeResultsTurn, type ResultsLink,
} from '../onboarding/results-queue.ts';
import { getOnboarding, listSites, saveLasFault, saveXsdVersion } from '../onboarding/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear, listLasIdentities } from '../roster/store.ts';
import type { Decision, SentMessage, StoredFault } from './decide.ts';
import type { Desk, NoMessage } from './delivery.ts';
import { buildMessage, nextMessage, outgoingTest, type OutgoingResult } from './rules.ts';
import { sendMessage } from './send.ts';
import type { Part } from './splitting.ts';
import {
  countInternalFaults, enqueue, listWaiting, markDelivered, markHeldUp, markMayHold, markRefused, markSending,
  noteWhyWaiting, pauseQueue, type InMessage,
  type QueuedResult, type QueueNow,
} from './store.ts';
import { deliverResultsJob, type OwnFaultCode } from './types.ts';

/** Seconds of real time in which nobody tries after an outage, whatever asks for it. */
const pauseSeconds = 20;

/** Seconds ahead of every time before, for a LAS that seems to know a later one: more than the hour that a clock
 * gains or loses in a year. */
const aheadSeconds = 3900;

/** A message that is about to leave. */
export interface OutgoingMessage extends SentMessage {
  readonly link: ResultsLink & { readonly resultsUrl: string };
  readonly authorisation: Authorisation;
  readonly document: ResultsDocument;
  readonly inMessage: InMessage;
}

/** The queue of a school in the database, and its LAS at the end of the line. No transaction is open during a
 * call. */
export function deskOf(platform: Platform, schoolId: string): Desk<OutgoingMessage> {
  const actor = { kind: 'job', id: deliverResultsJob.name } as const;
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> =>
    platform.doors.withTenant(schoolId, actor, 'handoff', work);
  return {
    prepare: (part) => inSchool((tx) => prepare(platform, tx, part)),
    send: (message) => sendMessage(platform, schoolId, message),
    settle: async (message, decision) => {
      const ours = await inSchool((tx) => settle(platform, tx, message, decision));
      if (decision.kind === 'later' || decision.kind === 'stopped') {
        platform.log('handoff.held-up', { school: schoolId, code: decision.fault.code });
      }
      return ours;
    },
  };
}

/** The queue of a link now; undefined when this LAS takes no results. */
export function queueNow({ clock }: Pick<Platform, 'clock'>, { connectionId, profile }: ResultsLink): QueueNow {
  return {
    connectionId, at: clock.now(), schoolYear: currentSchoolYear(clock),
    identifierKinds: profile.eckIdAsPupilKey ? ['las-key', 'eckid'] : ['las-key'],
  };
}

async function prepare(
  platform: Platform, tx: TenantTx, part: Part | null,
): Promise<OutgoingMessage | NoMessage> {
  await lockResultsQueue(tx);
  const link = await findResultsLink(tx);
  const { resultsLinkAt } = await getOnboarding(tx, tx.schoolId);
  if (!link?.resultsUrl || !resultsLinkAt) return 'nothing';
  // Only a new key, a roster that came all the same, or a person who wants it tried, ends a fault of the link.
  if (link.faultCode !== null) return 'stopped';
  const queue = queueNow(platform, link);
  await enqueue(tx, queue);
  const waiting = await listWaiting(tx, queue, part && part.rows.map(({ resultId }) => resultId));
  // Also of a part: a pupil may have gone to another site since the message was divided.
  const rows = nextMessage(waiting, link.profile.resultsPerMessageMax ?? undefined);
  if (rows.length === 0) return 'nothing';
  if (!isSupplierKnown(platform, link)) return holdUpWithoutSupplier(platform, tx, queue);
  const site = await siteOf(tx, present(rows[0], 'a message has results').site);
  const to = linkForSite({ ...link, resultsUrl: link.resultsUrl }, await listSiteKeys(tx), site);
  const authorisation = authorisationOf(platform, to);
  const postdated = part?.postdated ?? false;
  const turn = await takeResultsTurn(tx, link.connectionId, platform.clock.now(), postdated ? aheadSeconds : 0);
  if (turn.kind !== 'turn') return turn.kind;
  const inMessage = {
    connectionId: link.connectionId, createdAt: turn.createdAt, resultIds: rows.map(({ resultId }) => resultId),
  };
  await markSending(tx, inMessage);
  return {
    link: to, authorisation, rows, postdated, inMessage,
    document: await documentOf(platform, tx, link, { rows, createdAt: turn.createdAt }),
    tries: Math.max(...rows.map(({ attempts }) => attempts)) + 1,
    internalFaults: Math.max(...rows.map(({ internalFaults }) => internalFaults)),
    xsdVersion: link.xsdVersion, versions: versionsToTry(link.profile, link.xsdVersion),
  };
}

function isSupplierKnown({ config }: Platform, { supplierCode }: ResultsLink): boolean {
  return config.lasSuppliers.some(({ code }) => code === supplierCode);
}

/** Minutes after which it is tried again to send to a LAS that the settings do not name. */
const withoutSupplierMinutes = 15;

/** Nothing leaves, and nothing is under way; the school sees why, and hears of it as of any trouble. */
async function holdUpWithoutSupplier(
  platform: Platform, tx: TenantTx, { connectionId, at }: QueueNow,
): Promise<NoMessage> {
  const code = 'no-supplier' satisfies OwnFaultCode;
  await noteWhyWaiting(tx, connectionId, { code, text: '' });
  await pauseQueue(tx, connectionId, new Date(at.getTime() + withoutSupplierMinutes * 60_000));
  await markResultsHeldUp(tx, connectionId, at);
  platform.log('handoff.held-up', { school: tx.schoolId, code });
  return 'held-up';
}

async function documentOf(
  platform: Platform, tx: TenantTx, link: ResultsLink,
  { rows, createdAt }: { readonly rows: readonly QueuedResult[]; readonly createdAt: Date },
): Promise<ResultsDocument> {
  const { site, schoolYear } = present(rows[0], 'a message has results');
  return buildMessage(await outgoingResults(platform, tx, rows), {
    site: await siteOf(tx, site), schoolYear: schoolYear as SchoolYear, createdAt,
    author: platform.config.productName, xsdVersion: link.xsdVersion, profile: link.profile,
  });
}

async function outgoingResults(
  platform: Platform, tx: TenantTx, rows: readonly QueuedResult[],
): Promise<readonly OutgoingResult[]> {
  const results = await listResultsById(tx, rows.map(({ resultId }) => resultId));
  const byId = new Map(results.map((result) => [result.resultId, result]));
  const itemCounts = await listItemCounts(tx, [...byId.keys()]);
  const identities = await listLasIdentities(tx, [...new Set(rows.map(({ pupilId }) => pupilId))]);
  const known = new Map(identities.map((identity) => [identity.pupilId, identity]));
  const forms = new Map<string, OutgoingResult['test']>();
  const outgoing: OutgoingResult[] = [];
  for (const row of rows) {
    const result = present(byId.get(row.resultId), `result ${row.resultId}`);
    const { lasKey, eckIdCipher } = present(known.get(row.pupilId), `the LAS knows the pupil of ${row.resultId}`);
    const eckId = eckIdCipher ? platform.secrets.open(eckIdCipher).toString('utf8') : null;
    outgoing.push({
      result, resultKey: row.resultKey, eckId,
      pupilKey: present(lasKey ?? eckId, `a key of the pupil of ${row.resultId}`),
      test: await testOf(tx, forms, result),
      itemCount: present(itemCounts.get(row.resultId), `items of result ${row.resultId}`),
      infoUrl: `${platform.config.publicUrl}/leerlingen/${result.pupilId}/groei?vak=${result.subject}`,
    });
  }
  return outgoing;
}

async function testOf(
  tx: TenantTx, known: Map<string, OutgoingResult['test']>, { resultId, formCode }: Result,
): Promise<OutgoingResult['test']> {
  const code = present(formCode, `result ${resultId} names its form`);
  const test = known.get(code) ?? outgoingTest(await getForm(tx, code));
  known.set(code, test);
  return test;
}

/** The site of the pupils; a roster that names none is of the main site. */
async function siteOf(tx: TenantTx, site: string) {
  const parsed = parseBrinSite(site);
  return parsed.ok ? parsed.value : present((await listSites(tx))[0], `school ${tx.schoolId} has a site`);
}

/** Stores what came of a message. */
async function settle(
  platform: Platform, tx: TenantTx, message: OutgoingMessage, decision: Decision,
): Promise<boolean> {
  const { inMessage } = message;
  const at = platform.clock.now();
  const pause = decision.kind === 'later' && !decision.goOn ? pauseSeconds : null;
  const ours = await endResultsTurn(tx, inMessage, pause);
  await settleRows(tx, inMessage, decision, at);
  if (ours) await settleQueue(tx, message, decision, at);
  return ours;
}

/** What a message says of its results holds whoever has the turn now. */
async function settleRows(tx: TenantTx, inMessage: InMessage, decision: Decision, at: Date): Promise<void> {
  if (decision.mayHold) await markMayHold(tx, inMessage);
  if (decision.internalFault !== null) await countInternalFaults(tx, inMessage, decision.internalFault);
  switch (decision.kind) {
    case 'delivered': {
      const results = await markDelivered(tx, inMessage, at);
      return results > 0 ? audit(tx, at, 'results.delivered', undefined, { results }) : undefined;
    }
    case 'refused': {
      const results = await markRefused(tx, inMessage, decision.fault, at);
      return results > 0
        ? audit(tx, at, 'results.refused', undefined, { results, code: decision.fault.code }) : undefined;
    }
    case 'later': case 'stopped': return markHeldUp(tx, inMessage, decision.fault);
    case 'again': return markHeldUp(tx, inMessage, null);
  }
}

/** What it says of the whole queue. */
async function settleQueue(
  tx: TenantTx, { inMessage: { connectionId } }: OutgoingMessage, decision: Decision, at: Date,
): Promise<void> {
  switch (decision.kind) {
    case 'delivered':
    case 'refused': return markResultsHeldUp(tx, connectionId, null);
    case 'again': {
      const version = xsdVersions.find((one) => one === decision.xsdVersion);
      return version ? saveXsdVersion(tx, connectionId, version) : undefined;
    }
    case 'later':
      await pauseQueue(tx, connectionId, new Date(at.getTime() + 1000 * decision.pauseSeconds));
      return markResultsHeldUp(tx, connectionId, at);
    case 'stopped':
      await stop(tx, connectionId, decision.fault, at);
      return markResultsHeldUp(tx, connectionId, at);
  }
}

/** The fault stops the link; once it is gone nothing has to wait. */
async function stop(tx: TenantTx, connectionId: string, fault: StoredFault, at: Date): Promise<void> {
  await saveLasFault(tx, { ...fault, at });
  await pauseQueue(tx, connectionId, at);
}
