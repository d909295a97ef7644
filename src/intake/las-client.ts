import type { BrinSite } from '../base/brin.ts';
import type { Finding } from '../base/findings.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { soapActions } from '../exchange/uwlr/envelope.ts';
import { readUwlr } from '../exchange/uwlr/read.ts';
import { messageLimits } from '../exchange/xml/read.ts';
import type { Fault, RosterAnswer, RosterRequest } from '../exchange/uwlr/types.ts';
import { writeRosterRequest } from '../exchange/uwlr/write.ts';
import { authorisationOf, callLas } from '../link/call-las.ts';
import type { LasConnection } from '../onboarding/types.ts';
import { Outage } from '../platform/outage.ts';
import { isMoved } from '../platform/outgoing.ts';
import type { Platform } from '../platform/platform.ts';

/** One question to a LAS: which part of the roster of a site in a school year. */
export interface RosterQuestion extends Pick<RosterRequest,
  'scope' | 'schoolYear' | 'xsdVersion' | 'lastReceivedAt' | 'groups'> {
  readonly site: BrinSite;
}

/** What a LAS answered: the bytes, what they mean, and what is odd about them. */
export interface LasAnswer {
  readonly bytes: Uint8Array;
  /** Null when the answer can be told apart but not used; then a finding blocks. */
  readonly answer: RosterAnswer | null;
  readonly findings: readonly Finding[];
}

/** The LAS is down as a whole, not for one school: nobody asks it for a while. */
export class LasDown extends Outage {
  constructor(message: string) {
    super(message, { retryable: true });
  }
}

/** The LAS refused, or what it said is no message at all, or it sends us to another address. */
export type LasRefusal =
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'moved' };

/**
 * Puts one question to a LAS (exchange.md 4.1, 4.2). No answer in a minute, or an answer of 5xx that is
 * no message, is an Outage that may pass; a fault is an answer, whatever the HTTP status. Another address is
 * never followed: the question holds the key of the school.
 */
export async function askLas(
  platform: Platform, schoolId: string, link: LasConnection, { site, ...question }: RosterQuestion,
): Promise<Result<LasAnswer, LasRefusal>> {
  const request: RosterRequest = {
    ...question, school: { kind: 'brin', ...site }, dataSetId: link.profile.dataSetId,
  };
  const { status, bytes } = await callLas(platform, schoolId, link, {
    flow: 'roster',
    url: request.scope === 'all' ? link.rosterUrl : link.stagedUrl ?? link.rosterUrl,
    soapAction: soapActions[request.scope],
    body: writeRosterRequest(request, authorisationOf(platform, link)),
  });
  if (isMoved({ status })) return refuse({ kind: 'moved' });
  const { message, findings, kind } = readUwlr(bytes, messageLimits, { schoolYear: request.schoolYear });
  if (message?.type === 'fault') return refuse({ kind: 'fault', fault: message.fault });
  if (message?.type === 'roster-answer') return ok({ bytes, answer: message.answer, findings });
  if (status >= 500) throw new LasDown(`the LAS answered ${status} without a message`);
  return kind?.endsWith('-verzoek') === false
    ? ok({ bytes, answer: null, findings })
    : refuse({ kind: 'unreadable' });
}
