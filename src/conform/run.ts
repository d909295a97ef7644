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

/** The cases that later ones build on. */
const teaching: ReadonlySet<string> = new Set(['roster-whole', 'structure']);

const nothingKnown: Facts = { roster: null, structure: null, deliveredAt: null, seen: [] };

/** Tries every case, one after the other. Sends to the addresses of the target only.
 * @param only ids of cases and names of chapters; empty: all. What others build on is tried in any case
 * @returns the answer that was none when the very first call reached nobody: then there is nothing to judge */
export async function runConformance(
  target: Target, only: readonly string[] = [],
): Promise<readonly CaseResult[] | Interpreted> {
  const results: CaseResult[] = [];
  let facts = nothingKnown;
  const chosen = conformCases.filter(({ id, chapter }) => only.length === 0 || teaching.has(id)
    || only.includes(id) || only.includes(chapter));
  for (const one of chosen) {
    const call = shut(facts) ?? one.call(target, facts);
    const tried = typeof call === 'string'
      ? { result: skipped(one, call), facts } : await tryOut(one, call, target, facts);
    const [first] = tried.facts.seen;
    if (results.length === 0 && first?.answer.kind === 'unreachable') return first.answer;
    facts = tried.facts;
    results.push(tried.result);
  }
  return results;
}

/** As many calls that reach nobody, one after the other. */
const goneAfter = 3;

/** Why nothing else can be tried. A server that refuses the one good message would refuse whatever comes after it
 * for that reason, and seem right where it is not; one that has gone away answers nothing. */
function shut({ seen }: Facts): string | null {
  const gone = seen.slice(-goneAfter);
  if (gone.length === goneAfter && gone.every(({ answer }) => answer.kind === 'unreachable')) {
    return 'de server is onderweg weggevallen';
  }
  const [first] = seen;
  if (first === undefined || ['roster', 'unchanged', 'nothing'].includes(first.answer.kind)) return null;
  if (first.answer.status === 0) return 'op het eerste, goede verzoek kwam geen heel antwoord';
  return 'het eerste, goede verzoek is niet aangenomen; kijk naar --key, --client-code, --client-name, --school, '
    + '--year en --version';
}

async function tryOut(
  one: ConformCase, call: Call | null, target: Target, before: Facts,
): Promise<{ readonly result: CaseResult; readonly facts: Facts }> {
  const startedAt = performance.now();
  const answer = call === null ? noAnswer('silent') : await send(call, target);
  const seen = call === null ? before.seen : [...before.seen, { caseId: one.id, answer }];
  const { passed, came, learned } = one.judge(answer, target, { ...before, seen });
  const { id, chapter, weight, title, expected } = one;
  return {
    facts: { ...before, seen, ...learned },
    result: {
      id, chapter, weight, title, expected, sent: call === null ? null : shown(call, target),
      came: came ?? inWords(answer), outcome: passed ? 'passed' : 'failed', reason: null,
      milliseconds: Math.round(performance.now() - startedAt),
    },
  };
}

function skipped({ id, chapter, weight, title, expected }: ConformCase, reason: string): CaseResult {
  return {
    id, chapter, weight, title, expected, sent: null, came: null, outcome: 'skipped', reason, milliseconds: 0,
  };
}

async function send({ url, method, soapAction, contentType, body }: Call, target: Target): Promise<Interpreted> {
  const { certificate, timeoutMs } = target;
  const headers = {
    ...target.headers,
    ...(body === null ? {} : { 'content-type': contentType }),
    ...(soapAction === null ? {} : { soapaction: soapAction }),
  };
  try {
    const call = { method, headers, timeoutMs, certificate, ...(body === null ? {} : { body }) };
    const answer = await callOut(url, call, answerBytesMax);
    return interpret(answer.status, answer.headers.get('content-type') ?? '', answer.bytes);
  } catch (error) {
    if (error instanceof CallOutage) return noAnswer(error.reason, error.unreached);
    throw error;
  }
}

/** A call as a report may hold it: key, code and name are nobody's business. */
function shown({ url, method, soapAction, body }: Call, { authorisation }: Target): SentCall {
  const { schoolKey, clientCode, clientName } = authorisation;
  const bare = `${url.origin}${url.pathname}${url.search}`;
  const secrets = new Set([schoolKey, clientCode, clientName].flatMap((secret) => [secret, escaped(secret)]));
  // Whole values only: a code may be as short as one letter, and every word would have it.
  const masked = body?.replace(secretElement, '$1***')
    .replace(wholeValue, (value) => (secrets.has(value.trim()) ? '***' : value)) ?? null;
  return { method, url: bare, soapAction, body: masked };
}

/** As XML has a text. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An element of the header that is never shown, whatever is in it; one without an end hides all that follows. */
const secretElement =
  /(<((?:[\w.-]+:)?(?:autorisatiesleutel|klantcode|klantnaam))(?:\s[^>]*)?>)[\s\S]*?(?=<\/\2\s*>|$)/g;

/** A text between tags or in CDATA, or the value of an attribute. */
const wholeValue = /(?<=>)[^<>]+(?=<)|(?<=\[CDATA\[)[^<>]+(?=\]\]>)|(?<==")[^"]*(?=")|(?<==')[^']*(?=')/g;
