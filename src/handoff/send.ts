import { soapActions } from '../exchange/uwlr/envelope.ts';
import { readResultsReply } from '../exchange/uwlr/replies.ts';
import type { Authorisation, ResultsDocument } from '../exchange/uwlr/types.ts';
import { writeResultsRequest } from '../exchange/uwlr/write.ts';
import { callLas, type LasLink } from '../link/call-las.ts';
import { LasStopped } from '../link/las-stop.ts';
import { isMoved } from '../platform/outgoing.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import type { Verdict } from './decide.ts';

/** Brings one message to the LAS (`BrengLeerresultaten`, exchange.md 4.3): accepted as a whole, or a fault. */
export async function sendMessage(
  platform: Platform, schoolId: string, { link, authorisation, document }: {
    readonly link: LasLink & { readonly resultsUrl: string };
    readonly authorisation: Authorisation;
    readonly document: ResultsDocument;
  },
): Promise<Verdict> {
  const body = writeResultsRequest(document, authorisation);
  const subjectCount = document.administrations.reduce((count, { results }) => count + results.length, 0);
  try {
    const { status, bytes } = await callLas(platform, schoolId, link, {
      flow: 'results', url: link.resultsUrl, soapAction: soapActions.results, body, subjectCount,
    });
    if (isMoved({ status })) return { kind: 'moved' };
    const reply = readResultsReply(bytes);
    if (reply.kind === 'answer') return { kind: 'accepted' };
    // A page of a proxy or of maintenance, or nothing at all: the LAS itself may have taken the message.
    return reply.kind === 'fault' ? reply : { kind: 'silent', code: 'unreadable' };
  } catch (error) {
    if (!(error instanceof Outage)) throw error;
    return { kind: 'silent', code: error instanceof LasStopped ? 'las-stopped' : 'no-answer' };
  }
}
