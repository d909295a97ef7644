import { soapActions } from '../exchange/uwlr/envelope.ts';
import { readResultsReply } from '../exchange/uwlr/replies.ts';
import type { Fault, ResultsDocument } from '../exchange/uwlr/types.ts';
import { writeResultsRequest } from '../exchange/uwlr/write.ts';
import { authorisationOf, callLas, type LasLink } from '../link/call-las.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { meaningOf } from './rules.ts';
import type { StoredFault } from './store.ts';

/** What became of one message. */
export type Verdict =
  | { readonly kind: 'delivered' }
  /** Nobody knows whether it arrived, or the LAS says later: again, with the same keys. */
  | { readonly kind: 'later'; readonly fault: StoredFault }
  /** Something in it is wrong. */
  | { readonly kind: 'part'; readonly fault: StoredFault }
  /** Nothing will go until somebody acts. */
  | { readonly kind: 'link'; readonly fault: StoredFault };

/**
 * Brings one message to the LAS (`BrengLeerresultaten`, exchange.md 4.3): accepted as a whole, or a fault.
 * @param tries how often the result in it that was tried most went out, this time included
 */
export async function sendMessage(
  platform: Platform, schoolId: string, link: LasLink & { readonly resultsUrl: string }, document: ResultsDocument,
  tries: number,
): Promise<Verdict> {
  const body = writeResultsRequest(document, authorisationOf(platform, link));
  const subjectCount = document.administrations.reduce((count, { results }) => count + results.length, 0);
  try {
    const { bytes } = await callLas(platform, schoolId, link, {
      flow: 'results', url: link.resultsUrl, soapAction: soapActions.results, body, subjectCount,
    });
    const reply = readResultsReply(bytes);
    if (reply.kind === 'answer') return { kind: 'delivered' };
    // A page of a proxy or of maintenance: the LAS itself may have taken the message.
    if (reply.kind === 'unreadable') return { kind: 'later', fault: { code: 'unreadable', text: '' } };
    return { kind: meaningOf(reply.fault, tries), fault: storedFault(reply.fault) };
  } catch (error) {
    if (!(error instanceof Outage)) throw error;
    return { kind: 'later', fault: { code: 'no-answer', text: '' } };
  }
}

/** What a LAS writes is for the screen of the school, and no longer than a screen can bear. */
const faultTextMax = 500;

function storedFault({ code, wireCode, text }: Fault): StoredFault {
  return { code: code === 'unknown' ? wireCode : code, text: text.slice(0, faultTextMax) };
}
