/* What went to and fro between us and the LAS of a school. In: every call, from call-las.ts, as it ended. Out:
 * the pages of the message log. Invariants: keys, ECK iDs and fields that nobody uses are masked before
 * anything is kept; what is kept is sealed and gone after thirty days; keeping a call never fails the call. */
import { readUwlr } from '../exchange/uwlr/read.ts';
import { maskMessage } from '../exchange/uwlr/mask.ts';
import { readResultsReply } from '../exchange/uwlr/replies.ts';
import type { Fault } from '../exchange/uwlr/types.ts';
import type { Purpose } from '../platform/database/tenancy.ts';
import { isMoved } from '../platform/outgoing.ts';
import type { Platform } from '../platform/platform.ts';
import { troubleWords } from '../platform/trouble.ts';
import { deleteExchangesBefore, findExchangeRow, insertExchange, type Exchange } from './message-log-store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/** What a call is for: to fetch the roster, to deliver results, to fetch old results. */
export type ExchangeFlow = 'roster' | 'results' | 'history';

/** One call as it ended. */
export interface ExchangeEntry {
  /** Null when the link it is about does not exist yet. */
  readonly connectionId: string | null;
  readonly flow: ExchangeFlow;
  /** SOAPAction, or the method of a call that is no SOAP. */
  readonly soapAction: string;
  /** By the clock of the domain. */
  readonly startedAt: Date;
  readonly tookMs: number;
  /** Status of HTTP; null when no answer came. */
  readonly status: number | null;
  readonly request: string | Uint8Array;
  readonly answer: Uint8Array | null;
  /** How many results or pupils it was about, when the caller knows. */
  readonly subjectCount: number | null;
  /** Texts that are kept nowhere: the autorisatiesleutel, the klantcode, values of secret headers. */
  readonly secrets: readonly string[];
}

/** How a call ended: `accepted`, `no-answer`, `address-moved`, `unreadable`, or the fault code of the LAS. */
export type ExchangeOutcome = 'accepted' | 'no-answer' | 'address-moved' | 'unreadable' | (string & {});

const purposes: Readonly<Record<ExchangeFlow, Purpose>> = {
  roster: 'roster', results: 'handoff', history: 'history',
};

/** Days for which a message is kept. */
export const exchangeDaysKept = 30;

const dayMs = 86_400_000;

/**
 * Keeps a call for the message log, in a transaction of its own. A log that cannot be written is told to the
 * operator and to nobody else.
 * @returns the id of the exchange, whether it could be kept or not
 */
export async function recordExchange(
  platform: Platform, schoolId: string, entry: ExchangeEntry,
): Promise<string> {
  const { doors, newId, log } = platform;
  const exchangeId = newId();
  try {
    const kept = exchangeOf(platform, exchangeId, entry);
    await doors.withTenant(schoolId, { kind: 'job', id: 'link.call' }, purposes[entry.flow],
      (tx) => insertExchange(tx, kept));
  } catch (error) {
    log('link.log-failed', { school: schoolId, flow: entry.flow, error: troubleWords(error) });
  }
  return exchangeId;
}

function exchangeOf({ secrets }: Platform, exchangeId: string, entry: ExchangeEntry) {
  const request = Buffer.from(entry.request);
  const answer = Buffer.from(entry.answer ?? []);
  const sealed = (bytes: Buffer) => secrets.seal(maskMessage(keptText(bytes), entry.secrets));
  return {
    exchangeId, connectionId: entry.connectionId, flow: entry.flow, soapAction: entry.soapAction,
    startedAt: entry.startedAt, tookMs: Math.max(0, Math.round(entry.tookMs)), httpStatus: entry.status,
    outcome: outcomeOf(entry.status, answer, entry.flow), subjectCount: entry.subjectCount,
    requestBytes: request.length, answerBytes: answer.length,
    requestCipher: sealed(request), answerCipher: sealed(answer),
    purgeAt: new Date(entry.startedAt.getTime() + exchangeDaysKept * dayMs),
  };
}

/** The largest part of a message that is kept; the number of bytes beside it tells how much there was. */
const bytesKeptMax = 200_000;

/** Text in an encoding of two bytes is not kept: nothing in it would be recognised, and so nothing masked. */
function keptText(bytes: Buffer): string {
  const text = bytes.subarray(0, bytesKeptMax).toString('utf8');
  return text.includes('\0') ? '' : text;
}

/** Faults and confirmations are small; what is larger is an answer, and its reader judges it. */
const judgedBytesMax = 65_536;

/** How a call ended, by what came back; an empty answer is one where nothing may be what there is.
 * @param flow what was called for; when it is not given, whatever it was */
export function outcomeOf(status: number | null, answer: Uint8Array, flow?: ExchangeFlow): ExchangeOutcome {
  if (status === null) return 'no-answer';
  if (isMoved({ status })) return 'address-moved';
  if (flow === 'results') return outcomeOfResults(answer);
  if (status === 204 && flow !== 'roster') return 'accepted';
  if (answer.length > judgedBytesMax) return status < 300 ? 'accepted' : 'unreadable';
  const { message } = readUwlr(answer);
  if (message?.type === 'fault') return faultCodeOf(message.fault);
  return message === null ? 'unreadable' : 'accepted';
}

/** By the reader that decides whether results were taken: only the confirmation of the standard says so. */
function outcomeOfResults(answer: Uint8Array): ExchangeOutcome {
  const reply = readResultsReply(answer);
  if (reply.kind === 'fault') return faultCodeOf(reply.fault);
  return reply.kind === 'answer' ? 'accepted' : 'unreadable';
}

function faultCodeOf({ wireCode }: Fault): string {
  return wireCode.split('.').at(-1) || 'unknown';
}

/** Both messages of a call as they may be read: masked, and empty where nothing was kept. */
export interface ExchangeMessages extends Exchange {
  readonly request: string;
  readonly answer: string;
}

/** A call with both messages; undefined when there is none, or no more. */
export async function findExchange(
  { secrets }: Pick<Platform, 'secrets'>, tx: TenantTx, exchangeId: string,
): Promise<ExchangeMessages | undefined> {
  const row = await findExchangeRow(tx, exchangeId);
  if (!row) return undefined;
  const { requestCipher, answerCipher, ...exchange } = row;
  const opened = (cipher: Uint8Array | null) => (cipher ? secrets.open(cipher).toString('utf8') : '');
  return { ...exchange, request: opened(requestCipher), answer: opened(answerCipher) };
}

/** Removes what has been kept long enough, by the clock of the domain; one school.
 * @returns how many calls */
export function purgeExchanges(tx: TenantTx, now: Date): Promise<number> {
  return deleteExchangesBefore(tx, now);
}
