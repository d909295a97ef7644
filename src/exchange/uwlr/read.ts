import type { Finding } from '../../base/findings.ts';
import type { FindingList, Place } from '../catalogue.ts';
import type { Asked, Keeping } from '../edexml/draft.ts';
import type { RosterSummary } from '../edexml/read.ts';
import type { XmlElement } from '../xml/element.ts';
import type { XmlLimits, XmlStart, XmlStep } from '../xml/read.ts';
import type { UwlrKind } from './message-kind.ts';
import type { MessageReader, Wanted } from './message-readers.ts';
import type {
  Authorisation,
  Fault,
  ResultsDocument,
  RosterAnswer,
  RosterRequest,
  RosterScope,
} from './types.ts';
import type { TestDefinition } from './types.ts';
import { newFindingList, nowhere } from '../catalogue.ts';
import { askedNothing } from '../edexml/draft.ts';
import { atAttribute } from '../xml/element.ts';
import { inPieces, messageLimits, newXmlReading } from '../xml/read.ts';
import { uwlrFindings } from './findings.ts';
import { isUwlr1, messageFormOf, misnamedFormOf } from './message-kind.ts';
import { emptySummary, readerOf } from './message-readers.ts';
import { authorisationOf } from './read-request.ts';
import { namespaces, soap12, uwlrShapeFindings } from './wire.ts';

/** A message of UWLR in our words. */
export type UwlrMessage =
  | { readonly type: 'roster-request'; readonly request: RosterRequest }
  | { readonly type: 'roster-answer'; readonly scope: RosterScope; readonly answer: RosterAnswer }
  | { readonly type: 'results'; readonly document: ResultsDocument }
  | { readonly type: 'confirmation' }
  | { readonly type: 'definitions'; readonly tests: readonly TestDefinition[] }
  | { readonly type: 'fault'; readonly fault: Fault };

/** What a text turned out to be, as far as it could be read. */
export interface UwlrReading {
  /** Null when it is no message of UWLR. */
  readonly kind: UwlrKind | null;
  /** Null when it could not be read well enough to be used. Use it only if nothing blocks. */
  readonly message: UwlrMessage | null;
  /** Of a request in an envelope; null when absent or incomplete. Secret. */
  readonly authorisation: Authorisation | null;
  readonly enveloped: boolean;
  readonly summary: UwlrSummary;
  readonly findings: readonly Finding[];
}

/** Whose, which version, and how much. */
export interface UwlrSummary extends RosterSummary {
  /** All results in it, usable or not. */
  readonly results: number;
}

/** A message that is being read as its bytes come in. */
export interface UwlrReadingInPieces {
  /** @returns whether more bytes are wanted */
  write(bytes: Uint8Array): boolean;
  end(): UwlrReading;
}

/** Reads any message of UWLR 2.x, request, answer or fault, in its SOAP envelope or bare, whatever its
 * prefixes; leniently, with each deviation as a finding. Never throws on what is in the text.
 * @param asked what was asked for, when this is the answer to a request */
export function readUwlr(
  bytes: Uint8Array,
  limits: XmlLimits = messageLimits,
  asked: Asked = askedNothing,
): UwlrReading {
  const reading = newUwlrReading('kept', limits, asked);
  inPieces(bytes, limits, reading);
  return reading.end();
}

/** Begins to read a message.
 * @param keeping `counted` judges the message and makes nothing of it, so that its size does not matter */
export function newUwlrReading(
  keeping: Keeping,
  limits: XmlLimits,
  asked: Asked = askedNothing,
): UwlrReadingInPieces {
  const findings = newFindingList();
  const walk = newEnvelopeWalk({ keeping, asked, recordsMax: limits.recordsMax }, findings);
  const xml = newXmlReading(limits, {
    open: walk.open,
    element: walk.element,
    close: walk.close,
    strayText: (start) => findings.add(uwlrShapeFindings.text, start, 'hier hoort geen tekst te staan.'),
    notice: ({ entry, place, what }) => findings.add(entry, place, what),
  });
  return { write: (bytes) => xml.write(bytes), end: () => finished(xml.end(), walk, findings) };
}

function finished(halted: Finding | null, walk: EnvelopeWalk, findings: FindingList): UwlrReading {
  const { reader, header, enveloped, root } = walk.seen();
  const request = reader?.kind.endsWith('-verzoek') === true;
  const authorisation = request && enveloped ? authorisationOf(header, root, findings) : null;
  if (!enveloped && reader !== null) {
    findings.add(uwlrFindings['UWLR-BARE'], root, 'Het bericht staat los.');
  }
  if (reader === null && halted === null && !findings.blocks()) {
    findings.add(uwlrFindings['UWLR-ENVELOPE'], nowhere, 'Er staat geen bericht in de envelop.');
  }
  const message = halted === null ? (reader?.finish() ?? null) : null;
  if (reader !== null && halted === null && message === null && !findings.blocks()) {
    findings.add(uwlrFindings['UWLR-UNUSABLE'], root, 'Dit bericht is niet te gebruiken.');
  }
  return {
    kind: reader?.kind ?? null,
    message: message === 'counted' ? null : message,
    authorisation,
    enveloped,
    summary: reader?.summary() ?? emptySummary,
    findings: halted === null ? findings.all() : [...findings.all(), halted],
  };
}

interface EnvelopeWalk {
  open(start: XmlStart, parent: XmlStart | null): XmlStep;
  element(element: XmlElement): void;
  close(start: XmlStart): void;
  seen(): {
    readonly reader: MessageReader | null;
    readonly header: XmlElement | null;
    readonly enveloped: boolean;
    /** Of the document. */
    readonly root: Place;
  };
}

/** Goes through the envelope to the one message in its Body, or straight to a message without one. */
function newEnvelopeWalk(wanted: Wanted, findings: FindingList): EnvelopeWalk {
  let envelope: XmlStart | null = null;
  let body: XmlStart | null = null;
  let header: XmlElement | null = null;
  let message: XmlStart | null = null;
  let reader: MessageReader | null = null;

  const openMessage = (start: XmlStart): XmlStep => {
    const form = messageFormOf(start) ?? misnamedFormOf(start);
    if (message !== null) return refuse(
      'UWLR-ENVELOPE',
      start,
      'er staat meer dan één bericht in de envelop.',
    );
    message = start;
    if (form === null) return unknownMessage(start);
    if (messageFormOf(start) === null) {
      findings.add(uwlrFindings['UWLR-MESSAGE-NAME'], start, 'de naam van dit bericht is anders geschreven.');
    }
    reader = readerOf(form, start, wanted, findings);
    return reader.rootStep;
  };
  const unknownMessage = (start: XmlStart): XmlStep =>
    isUwlr1(start)
      ? refuse('UWLR-VERSION-1', start, 'Dit is een bericht van UWLR 1.0.')
      : refuse('UWLR-MESSAGE-UNKNOWN', start, 'Dit is geen bericht dat UWLR 2.2 kent.');
  const refuse = (code: keyof typeof uwlrFindings, start: XmlStart, what: string): XmlStep => {
    findings.add(uwlrFindings[code], start, what);
    return 'skip';
  };
  const openHeader = (start: XmlStart): XmlStep => {
    if (header !== null) findings.add(uwlrShapeFindings.repeated, start, 'dit element staat hier vaker.');
    else if (body !== null) findings.add(uwlrShapeFindings.order, start, '<Header> staat op de verkeerde plaats.');
    checkOwnAttributes(start);
    return header === null ? 'collect' : 'skip';
  };
  /** The schema lets an envelope and a header have the attributes of others, and a Body any. */
  const checkOwnAttributes = (start: XmlStart): void => {
    for (const name of start.attributes.keys()) {
      const own = !name.includes(':') && start !== body;
      if (!own && !name.startsWith('xsi:')) continue;
      const what = `het attribuut ${name.slice(0, 40)} hoort hier niet.`;
      findings.add(uwlrShapeFindings.unknown, atAttribute(start, name.slice(0, 40)), what);
    }
  };
  const openPart = (start: XmlStart): XmlStep => {
    if (start.namespace === namespaces.soap && start.name === 'Header') return openHeader(start);
    // SOAP 1.1 allows elements of others behind the Body; the schema knows none of them.
    if (body !== null && start.namespace !== namespaces.soap && start.namespace !== '') {
      return refuse('UWLR-UNKNOWN', start, 'achter de Body hoort niets te staan.');
    }
    if (start.namespace !== namespaces.soap || start.name !== 'Body') {
      return refuse('UWLR-ENVELOPE', start, 'dit hoort niet in een envelop.');
    }
    if (body !== null) return refuse('UWLR-ENVELOPE', start, 'er staat meer dan één Body in de envelop.');
    body = start;
    checkOwnAttributes(start);
    return 'descend';
  };

  return {
    open(start, parent) {
      if (parent === null) {
        if (start.name !== 'Envelope') return openMessage(start);
        envelope = start;
        if (start.namespace === namespaces.soap) {
          checkOwnAttributes(start);
          return 'descend';
        }
        if (start.namespace === soap12) return refuse('UWLR-SOAP-12', start, 'Dit is een envelop van SOAP 1.2.');
        return refuse('UWLR-ENVELOPE', start, 'Deze envelop is niet die van SOAP 1.1.');
      }
      if (parent === envelope) return openPart(start);
      if (parent === body) return openMessage(start);
      return reader?.open(start, parent) ?? 'skip';
    },
    element(element) {
      if (element.namespace === namespaces.soap && element.name === 'Header') header = element;
      else reader?.element(element);
    },
    close(start) {
      if (start !== envelope && start !== body) reader?.close(start);
    },
    seen: () => ({ reader, header, enveloped: envelope !== null, root: envelope ?? message ?? nowhere }),
  };
}
