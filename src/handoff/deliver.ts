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
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { listLasIdentities } from '../roster/store.ts';
import { buildMessage, halves, nextMessage, outgoingTest, type OutgoingResult } from './rules.ts';
import { sendMessage, type Verdict } from './send.ts';
import {
  enqueue, listWaiting, markDelivered, markHeldUp, markRefused, markSending, type QueuedResult,
} from './store.ts';
import { deliverResultsJob } from './types.ts';

/** Seconds of real time in which nobody tries after an outage, whatever asks for it. */
const pauseSeconds = 20;

/**
 * Sends everything that waits for a school, message by message, one sender at a time. Before each message its
 * time of making and its results are stored in a transaction of their own; no transaction is open during the
 * call; what came of it is stored in the next. A message that is refused for something in it is halved until
 * that one thing is found.
 * @returns `busy` when somebody else is sending: look again in a while
 */
export async function deliverResults(platform: Platform, schoolId: string): Promise<'done' | 'busy'> {
  const actor = { kind: 'job', id: deliverResultsJob.name } as const;
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> =>
    platform.doors.withTenant(schoolId, actor, 'handoff', work);
  let parts: readonly Part[] = [];
  for (;;) {
    const [part = null, ...others] = parts;
    const prepared = await inSchool((tx) => prepare(platform, tx, part));
    parts = others;
    if (prepared.kind !== 'message') {
      if (prepared.kind === 'busy') return 'busy';
      if (prepared.kind === 'paused')
        throw new Outage('the LAS gave no answer a moment ago', { retryable: true });
      if (part === null) return 'done';
      continue;
    }
    const verdict = await sendMessage(present(prepared.link.resultsUrl, 'checked'), prepared.document, {
      schoolKey: platform.secrets.open(prepared.link.keyCipher).toString('utf8'),
      clientCode: platform.config.las.clientCode, clientName: platform.config.las.clientName,
    });
    parts = [...await inSchool((tx) => settle(platform, tx, prepared, verdict)), ...others];
    if (verdict.kind === 'later')
      throw new Outage(`the LAS answered ${verdict.fault.code}`, { retryable: true });
    if (verdict.kind === 'link') return 'done';
  }
}

/** Results of a message that was halved, by id. */
type Part = ReadonlySet<string>;

interface PreparedMessage {
  readonly kind: 'message';
  readonly link: ResultsLink;
  readonly document: ResultsDocument;
  readonly rows: readonly (QueuedResult & { readonly pupilKey: string })[];
}

type Prepared = PreparedMessage | { readonly kind: 'nothing' | 'busy' | 'paused' };

async function prepare(platform: Platform, tx: TenantTx, part: Part | null): Promise<Prepared> {
  const link = await findResultsLink(tx);
  const { resultsLinkAt } = await getOnboarding(tx, tx.schoolId);
  if (!link?.resultsUrl || !resultsLinkAt) return { kind: 'nothing' };
  const results = await listForHandoff(tx);
  await enqueue(tx, link.connectionId, results, platform.clock.now());
  const waiting = await listWaiting(tx, link.connectionId);
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

/** Stores what came of a message. @returns the parts in which it goes again at once */
async function settle(
  platform: Platform, tx: TenantTx, { link: { connectionId }, rows }: PreparedMessage, verdict: Verdict,
): Promise<readonly Part[]> {
  const at = platform.clock.now();
  const resultIds = rows.map(({ resultId }) => resultId);
  await endResultsTurn(tx, connectionId, verdict.kind === 'later' ? pauseSeconds : null);
  switch (verdict.kind) {
    case 'delivered': {
      const count = await markDelivered(tx, connectionId, resultIds, at);
      await saveLasFault(tx, null);
      await audit(tx, at, 'results.delivered', undefined, { results: count });
      return [];
    }
    case 'later':
      await markHeldUp(tx, connectionId, resultIds, verdict.fault);
      return [];
    case 'link':
      await markHeldUp(tx, connectionId, resultIds, verdict.fault);
      await saveLasFault(tx, { ...verdict.fault, at });
      return [];
    case 'part': {
      const divided = halves(rows);
      if (divided) return divided.map((half) => new Set(half.map(({ resultId }) => resultId)));
      const count = await markRefused(tx, connectionId, resultIds, verdict.fault, at);
      await audit(tx, at, 'results.refused', undefined, { results: count, code: verdict.fault.code });
      return [];
    }
  }
}
