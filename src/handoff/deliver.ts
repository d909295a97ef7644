import { present } from '../base/assert.ts';
import { parseBrinSite } from '../base/brin.ts';
import { listForHandoff } from '../ability/store.ts';
import type { Result } from '../ability/types.ts';
import type { SchoolYear } from '../base/school-year.ts';
import { getForm } from '../content/store.ts';
import type { ResultsDocument } from '../exchange/uwlr/types.ts';
import {
  endResultsTurn,
  findResultsLink,
  takeResultsTurn,
  type ResultsLink,
} from '../onboarding/results-queue.ts';
import { getOnboarding, listSites, saveLasFault } from '../onboarding/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listLasIdentities } from '../roster/store.ts';
import { buildMessage, halves, nextMessage, outgoingTest, pauseAfter, type OutgoingResult } from './rules.ts';
import { sendMessage, type Verdict } from './send.ts';
import {
  enqueue, listWaiting, markDelivered, markHeldUp, markRefused, markSending, pauseQueue, type QueuedResult,
  type StoredFault,
} from './store.ts';
import { deliverResultsJob } from './types.ts';

/** Seconds of real time in which nobody tries after an outage, whatever asks for it. */
const pauseSeconds = 20;

/**
 * How a delivery ended. `later`: what is left waits for its time, which wake.ts looks at; `busy`: somebody else
 * is sending, so look again in a while.
 */
export type DeliveryEnd = 'done' | 'later' | 'busy';

/**
 * Sends everything that waits for a school, message by message, one sender at a time. Before each message its
 * time of making and its results are stored in a transaction of their own; no transaction is open during the
 * call; what came of it is stored in the next. A message that is refused for something in it is halved until
 * that one thing is found.
 */
export async function deliverResults(platform: Platform, schoolId: string): Promise<DeliveryEnd> {
  const actor = { kind: 'job', id: deliverResultsJob.name } as const;
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> =>
    platform.doors.withTenant(schoolId, actor, 'handoff', work);
  let parts: readonly Part[] = [];
  let lasTakes = false;
  for (;;) {
    const [part = null, ...others] = parts;
    const prepared = await inSchool((tx) => prepare(platform, tx, part));
    parts = others;
    if (prepared.kind !== 'message') {
      if (prepared.kind !== 'nothing') return prepared.kind === 'busy' ? 'busy' : 'later';
      if (part === null) return 'done';
      continue;
    }
    const verdict = await send(platform, schoolId, prepared);
    lasTakes ||= verdict.kind === 'delivered';
    const next = await inSchool((tx) => settle(platform, tx, prepared, { verdict, lasTakes }));
    parts = [...next.parts, ...others];
    if (next.heldUp) platform.log('handoff.held-up', { school: schoolId, code: next.heldUp });
    if (verdict.kind === 'link') return 'done';
    if (verdict.kind === 'later' || (next.heldUp && parts.length === 0)) return 'later';
  }
}

function send(
  platform: Platform, schoolId: string, { link, document, tries }: PreparedMessage,
): Promise<Verdict> {
  const resultsUrl = present(link.resultsUrl, 'checked');
  return sendMessage(platform, schoolId, { ...link, resultsUrl }, document, tries);
}

/** Results of a message that was halved, by id. */
type Part = ReadonlySet<string>;

interface PreparedMessage {
  readonly kind: 'message';
  readonly link: ResultsLink;
  readonly document: ResultsDocument;
  readonly rows: readonly (QueuedResult & { readonly pupilKey: string })[];
  /** How often the row that was tried most went out, this time included. */
  readonly tries: number;
}

type Prepared = PreparedMessage | { readonly kind: 'nothing' | 'busy' | 'paused' };

async function prepare(platform: Platform, tx: TenantTx, part: Part | null): Promise<Prepared> {
  const link = await findResultsLink(tx);
  const { resultsLinkAt } = await getOnboarding(tx, tx.schoolId);
  if (!link?.resultsUrl || !resultsLinkAt) return { kind: 'nothing' };
  const results = await listForHandoff(tx);
  await enqueue(tx, link.connectionId, results, platform.clock.now());
  // A result may have come into the queue since they were read; it has a job of its own.
  const inForce = new Set(results.map(({ resultId }) => resultId));
  const waiting = (await listWaiting(tx, link.connectionId)).filter(({ resultId }) => inForce.has(resultId));
  const rows = part ? waiting.filter(({ resultId }) => part.has(resultId)) : nextMessage(waiting);
  const [first] = rows;
  if (!first) return { kind: 'nothing' };
  const turn = await takeResultsTurn(tx, link.connectionId, platform.clock.now());
  if (turn.kind !== 'turn') return turn;
  const outgoing = await outgoingResults(platform, tx, rows, results);
  const document = buildMessage(outgoing.map(({ sent }) => sent), {
    site: await siteOf(tx, first.site), schoolYear: first.schoolYear as SchoolYear, createdAt: turn.createdAt,
    author: platform.config.productName, xsdVersion: link.xsdVersion,
    functioningLevelNotation: link.functioningLevelNotation,
  });
  await markSending(tx, link.connectionId, rows.map(({ resultId }) => resultId), turn.createdAt);
  return {
    kind: 'message',
    link,
    document,
    rows: outgoing.map(({ row, sent }) => ({ ...row, pupilKey: sent.pupilKey })),
    tries: Math.max(...rows.map(({ attempts }) => attempts)) + 1,
  };
}

async function outgoingResults(
  platform: Platform, tx: TenantTx, rows: readonly QueuedResult[], results: readonly Result[],
): Promise<readonly { readonly row: QueuedResult; readonly sent: OutgoingResult }[]> {
  const byId = new Map(results.map((result) => [result.resultId, result]));
  const wanted = rows.map((row) => ({
    row,
    result: present(byId.get(row.resultId), `result ${row.resultId} is in force`),
  }));
  const identities = await listLasIdentities(tx, [...new Set(wanted.map(({ result }) => result.pupilId))]);
  const known = new Map(identities.map((identity) => [identity.pupilId, identity]));
  const outgoing: { row: QueuedResult; sent: OutgoingResult }[] = [];
  for (const { row, result } of wanted) {
    const { lasKey, eckIdCipher } = present(
      known.get(result.pupilId),
      `the LAS knows the pupil of ${row.resultId}`,
    );
    const form = await getForm(tx, present(result.formCode, `result ${row.resultId} names its form`));
    outgoing.push({ row, sent: {
      result, resultKey: row.resultKey, pupilKey: lasKey,
      eckId: eckIdCipher ? platform.secrets.open(eckIdCipher).toString('utf8') : null,
      test: outgoingTest(form),
      infoUrl: `${platform.config.publicUrl}/leerlingen/${result.pupilId}/groei?vak=${result.subject}`,
    } });
  }
  return outgoing;
}

/** The site of the pupils; a roster that names none is of the main site. */
async function siteOf(tx: TenantTx, site: string) {
  const parsed = parseBrinSite(site);
  return parsed.ok ? parsed.value : present((await listSites(tx))[0], `school ${tx.schoolId} has a site`);
}

/** What came of a message, and whether the LAS took one before in this delivery. */
interface Sent {
  readonly verdict: Verdict;
  readonly lasTakes: boolean;
}

/** What to do next: the parts in which a message goes again at once, and the code for which results wait on. */
interface Next {
  readonly parts: readonly Part[];
  readonly heldUp: string | null;
}

const nothingMore: Next = { parts: [], heldUp: null };

/** Stores what came of a message. */
async function settle(
  platform: Platform, tx: TenantTx, message: PreparedMessage, { verdict, lasTakes }: Sent,
): Promise<Next> {
  const { link: { connectionId }, rows } = message;
  const at = platform.clock.now();
  const resultIds = rows.map(({ resultId }) => resultId);
  await endResultsTurn(tx, connectionId, verdict.kind === 'later' ? pauseSeconds : null);
  switch (verdict.kind) {
    case 'delivered': {
      const count = await markDelivered(tx, connectionId, resultIds, at);
      await saveLasFault(tx, null);
      await audit(tx, at, 'results.delivered', undefined, { results: count });
      return nothingMore;
    }
    case 'later':
      return holdUp(tx, message, verdict.fault, new Date(at.getTime() + 1000 * pauseAfter(message.tries)));
    case 'link':
      await saveLasFault(tx, { ...verdict.fault, at });
      // The fault stops the link; once it is gone nothing has to wait.
      return holdUp(tx, message, verdict.fault, at);
    case 'part': {
      const divided = halves(rows);
      if (divided) {
        return { parts: divided.map((half) => new Set(half.map(({ resultId }) => resultId))), heldUp: null };
      }
      // A LAS that trips over everything is ill itself: nothing is refused for that.
      if (verdict.fault.code === 'InterneFout' && !lasTakes)
        return holdUp(tx, message, verdict.fault, new Date(at.getTime() + 1000 * pauseAfter(message.tries)));
      const count = await markRefused(tx, connectionId, resultIds, verdict.fault, at);
      await audit(tx, at, 'results.refused', undefined, { results: count, code: verdict.fault.code });
      return nothingMore;
    }
  }
}

/** The results of a message wait on, and with them the whole queue: the LAS is the same for all. */
async function holdUp(
  tx: TenantTx, { link: { connectionId }, rows }: PreparedMessage, fault: StoredFault, until: Date,
): Promise<Next> {
  await markHeldUp(tx, connectionId, rows.map(({ resultId }) => resultId), fault);
  await pauseQueue(tx, connectionId, until);
  return { parts: [], heldUp: fault.code };
}
