import { CallOutage, callOut } from '../platform/outgoing.ts';
import { fieldCases, versionCases } from './field-cases.ts';
import { headerCases, orderCases } from './header-cases.ts';
import { httpCases } from './http-cases.ts';
import { interpret, inWords, noAnswer, type Interpreted } from './interpret.ts';
import { resultsCases } from './results-cases.ts';
import { rosterCases } from './roster-cases.ts';
import { stagedCases } from './staged-cases.ts';
import type { Call, CaseResult, ConformCase, Facts, SentCall, Target } from './types.ts';
import { wholeCases } from './whole-cases.ts';

/** Every case, in the order in which they are tried: what teaches something comes first. */
export const conformCases: readonly ConformCase[] = [
  ...rosterCases, ...httpCases, ...headerCases, ...fieldCases, ...versionCases, ...orderCases, ...stagedCases,
  ...resultsCases, ...wholeCases,
];

/** As with any message that comes in over a link. */
const answerBytesMax = 25_000_000;

const nothingKnown: Facts = { roster: null, structure: null, stagedPupilKeys: null, deliveredAt: null, seen: [] };

/** Tries every case, one after the other. Sends to the addresses of the target only.
 * @param told hears each result as soon as it is there
 * @returns null when the very first call reached nobody: then there is nothing to judge */
export async function runConformance(
  target: Target, told: (result: CaseResult) => void = () => undefined,
): Promise<readonly CaseResult[] | null> {
  const results: CaseResult[] = [];
  let facts = nothingKnown;
  for (const one of conformCases) {
    const call = one.call(target, facts);
    if (typeof call === 'string') {
      results.push(skipped(one, call));
    } else {
      const startedAt = performance.now();
      const answer = call === null ? noAnswer('silent') : await send(call, target.timeoutMs);
      if (answer.kind === 'unreachable' && results.length === 0) return null;
      if (call !== null) facts = { ...facts, seen: [...facts.seen, { caseId: one.id, answer }] };
      const { passed, came, learned } = one.judge(answer, target, facts);
      facts = { ...facts, ...learned };
      const { id, chapter, weight, title, expected } = one;
      results.push({
        id, chapter, weight, title, expected, sent: call === null ? null : shown(call, target),
        came: came ?? inWords(answer), outcome: passed ? 'passed' : 'failed', reason: null,
        milliseconds: Math.round(performance.now() - startedAt),
      });
    }
    told(results.at(-1)!);
  }
  return results;
}

function skipped({ id, chapter, weight, title, expected }: ConformCase, reason: string): CaseResult {
  return {
    id, chapter, weight, title, expected, sent: null, came: null, outcome: 'skipped', reason, milliseconds: 0,
  };
}

async function send({ url, method, soapAction, contentType, body }: Call, timeoutMs: number): Promise<Interpreted> {
  const headers = {
    ...(body === null ? {} : { 'content-type': contentType }),
    ...(soapAction === null ? {} : { soapaction: soapAction }),
  };
  try {
    const answer = await callOut(url, { method, headers, timeoutMs, ...(body === null ? {} : { body }) }, answerBytesMax);
    return interpret(answer.status, answer.headers.get('content-type') ?? '', answer.bytes);
  } catch (error) {
    if (error instanceof CallOutage) return noAnswer(error.reason);
    throw error;
  }
}

/** A call as a report may hold it: key, code and name are nobody's business. */
function shown({ url, method, soapAction, body }: Call, { authorisation }: Target): SentCall {
  const { schoolKey, clientCode, clientName } = authorisation;
  const bare = `${url.origin}${url.pathname}${url.search}`;
  const headerless = body?.replace(/(<(?:[\w.-]+:)?(?:autorisatiesleutel|klantcode|klantnaam)>)[^<]*/g, '$1***') ?? null;
  const masked = [schoolKey, clientCode, clientName].reduce<string | null>((text, secret) =>
    text?.replaceAll(secret, '***') ?? null, headerless);
  return { method, url: bare, soapAction, body: masked };
}
