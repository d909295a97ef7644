import { assert } from '../../base/assert.ts';
import type { XmlNode } from '../xml/write.ts';
import type {
  Authorisation,
  FaultCode,
  GroupRef,
  ResultsDocument,
  RosterAnswer,
  RosterRequest,
} from './types.ts';
import type { RosterScope } from './types.ts';
import { carried } from '../edexml/losses.ts';
import { uwlrManner, type RosterManner } from '../edexml/manner.ts';
import { rosterTree } from '../edexml/tree.ts';
import { writeDateTime } from '../xml/date-time.ts';
import { leaf, node } from '../xml/write.ts';
import { carriedText } from '../loss.ts';
import { writeBare, writeEnvelope } from './envelope.ts';
import { wireCodeOf } from './fault.ts';
import { resultsNode } from './results-tree.ts';
import { schoolLeaves } from './school-tree.ts';

/** Writes a request for a roster, with its header. */
export function writeRosterRequest(request: RosterRequest, authorisation: Authorisation): string {
  const { scope, schoolYear, xsdVersion, dataSetId, lastReceivedAt, groups } = request;
  const grouped = scope === 'pupils' || scope === 'staff';
  assert(!grouped || groups.length > 0, 'pupils and staff are asked for by group');
  const message = node(`lg:${names[scope]}_verzoek`, {}, [
    leaf('lg:schooljaar', schoolYear),
    ...schoolLeaves(request.school, 'lg'),
    leaf('lg:xsdversie', carriedText(xsdVersion, 32)),
    leaf('lg:gegevenssetid', carriedText(dataSetId, 64)),
    leaf('lg:laatstontvangengegevens', lastReceivedAt === null ? null : writeDateTime(lastReceivedAt)),
    grouped ? node('lg:groepen', {}, groups.map(groupNode)) : null,
  ]);
  return writeEnvelope(message, ['lg'], authorisation);
}

/** Writes the answer of a LAS at the version of the request: one who asks for 2.1 or older gets no ECK iDs.
 * A document without pupils can only be answered with `nothing`, since the schema has no empty list.
 * @param agreed what was agreed beside the version: the data set, and whether an ECK iD stands alone */
export function writeRosterAnswer(
  scope: RosterScope, answer: RosterAnswer, xsdVersion: string, agreed: Partial<RosterManner> = {},
): string {
  const manner = uwlrManner(xsdVersion, agreed);
  const message = node(`lg:${names[scope]}_antwoord`, {}, [answerContent(scope, answer, manner)]);
  return writeEnvelope(message, ['lg'], null);
}

/** Writes a delivery of results, with its header. An outcome of the kind `other` cannot be written. */
export function writeResultsRequest(document: ResultsDocument, authorisation: Authorisation): string {
  return writeEnvelope(resultsNode(document), ['lr', 'oso'], authorisation);
}

/** Writes the same message as a file, which is how history can be handed over (exchange.md section 11). */
export function writeResultsFile(document: ResultsDocument): string {
  return writeBare(resultsNode(document), ['lr', 'oso']);
}

/** Writes the empty confirmation: the whole delivery was accepted. */
export function writeConfirmation(): string {
  return writeEnvelope(node('lr:leerresultaten_bevestiging', {}), ['lr'], null);
}

/** Writes a fault; it goes out with HTTP status 500.
 * @param text a Dutch sentence without personal data */
export function writeFault(code: FaultCode, text: string): string {
  const message = node('soap:Fault', {}, [
    leaf('faultcode', `soap:${wireCodeOf(code)}`),
    leaf('faultstring', carriedText(text, 2000) ?? wireCodeOf(code)),
  ]);
  return writeEnvelope(message, [], null);
}

const names: { readonly [S in RosterScope]: string } = {
  all: 'leerlinggegevens',
  structure: 'structuur',
  pupils: 'leerlingen',
  staff: 'leerkrachten',
};

const contents: { readonly [S in RosterScope]: string } = {
  all: 'lg:leerlinggegevens',
  structure: 'lg:leerlinggegevens-structuur',
  pupils: 'lg:leerlinggegevens-leerlingen',
  staff: 'lg:leerlinggegevens-leerkrachten',
};

function answerContent(scope: RosterScope, answer: RosterAnswer, manner: RosterManner): XmlNode {
  if (answer.kind === 'unchanged') return node('lg:geenwijzigingen', {});
  if (answer.kind === 'nothing') return node('lg:geengegevens', {});
  return node(contents[scope], {}, rosterTree(carried(answer.document, manner), scope, 'lg:', manner));
}

function groupNode({ kind, key }: GroupRef): XmlNode {
  return node(kind === 'group' ? 'lg:groep' : 'lg:samengestelde_groep', { key: carriedText(key, 256) });
}
