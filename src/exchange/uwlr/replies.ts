import type { Finding } from '../../base/findings.ts';
import type { XmlLimits } from '../xml/read.ts';
import type { UwlrReading } from './read.ts';
import type { Fault, RosterAnswer, RosterScope } from './types.ts';
import { findingOf, nowhere } from '../catalogue.ts';
import { messageLimits } from '../xml/read.ts';
import { uwlrFindings } from './findings.ts';
import { readUwlr } from './read.ts';

/** What came back on a call: what was asked for, a fault, or something that cannot be used (with the
 * reasons). */
export type Reply<T> =
  | { readonly kind: 'answer'; readonly answer: T; readonly findings: readonly Finding[] }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly findings: readonly Finding[] }
  | { readonly kind: 'unreadable'; readonly findings: readonly Finding[] };

/** Reads the reply to a RosterRequest, whatever HTTP status it came with. An answer with a blocking finding
 * is unreadable. */
export function readRosterReply(
  bytes: Uint8Array,
  scope: RosterScope,
  limits?: XmlLimits,
): Reply<RosterAnswer> {
  return replyOf(readUwlr(bytes, limits ?? messageLimits), (message) =>
    message.type === 'roster-answer' && message.scope === scope ? message.answer : null,
  );
}

/** Reads the reply to a delivery of results: the empty confirmation, or a fault. */
export function readResultsReply(bytes: Uint8Array, limits?: XmlLimits): Reply<'confirmed'> {
  return replyOf(readUwlr(bytes, limits ?? messageLimits), (message) =>
    message.type === 'confirmation' ? 'confirmed' : null,
  );
}

function replyOf<T>(
  reading: UwlrReading,
  pick: (message: NonNullable<UwlrReading['message']>) => T | null,
): Reply<T> {
  const { message, findings } = reading;
  if (message?.type === 'fault') return { kind: 'fault', fault: message.fault, findings };
  const answer = message === null ? null : pick(message);
  if (answer !== null && !findings.some((finding) => finding.blocks)) return {
    kind: 'answer',
    answer,
    findings,
  };
  if (findings.some((finding) => finding.blocks)) return { kind: 'unreadable', findings };
  const other = findingOf(
    uwlrFindings['UWLR-MESSAGE-UNKNOWN'],
    nowhere,
    'Dit is niet het antwoord op deze vraag.',
  );
  return { kind: 'unreadable', findings: [...findings, other] };
}
