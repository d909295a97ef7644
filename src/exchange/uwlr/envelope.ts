import type { XmlNode, XmlNodeOrNothing } from '../xml/write.ts';
import type { Authorisation } from './types.ts';
import { carriedText } from '../loss.ts';
import { leaf, node, writeXml } from '../xml/write.ts';
import { namespaces } from './wire.ts';

/** The media type of every message, both ways. */
export const contentType = 'text/xml; charset=utf-8';

/** SOAPAction of each operation, as the WSDL has them. A server goes by the element in the Body instead. */
export const soapActions = {
  all: 'HaalLeerlinggegevens',
  structure: `${namespaces.lg}/structuur_verzoek`,
  pupils: `${namespaces.lg}/leerlingen_verzoek`,
  staff: `${namespaces.lg}/leerkrachten_verzoek`,
  results: 'BrengLeerresultaten',
} as const;

/** Writes a message in its SOAP 1.1 envelope; a request has the header, an answer has none. */
export function writeEnvelope(
  message: XmlNode,
  uses: readonly Prefix[],
  authorisation: Authorisation | null,
): string {
  const prefixes: readonly Prefix[] = authorisation === null ? ['soap', ...uses] : ['soap', 'aut', ...uses];
  const header = authorisation === null ? null : node('soap:Header', {}, [authorisationNode(authorisation)]);
  return writeXml(node('soap:Envelope', declarations(prefixes), [header, node('soap:Body', {}, [message])]));
}

/** Writes a message without envelope, as a file. */
export function writeBare(message: XmlNode, uses: readonly Prefix[]): string {
  return writeXml({ ...message, attributes: [...Object.entries(declarations(uses)), ...message.attributes] });
}

/** A prefix that we use for a namespace. */
export type Prefix = keyof typeof namespaces;

function declarations(prefixes: readonly Prefix[]): Readonly<Record<string, string>> {
  return Object.fromEntries(prefixes.map((prefix) => [`xmlns:${prefix}`, namespaces[prefix]]));
}

function authorisationNode({ schoolKey, clientCode, clientName }: Authorisation): XmlNodeOrNothing {
  return node('aut:autorisatie', {}, [
    leaf('aut:autorisatiesleutel', filled(schoolKey)),
    leaf('aut:klantcode', filled(clientCode)),
    leaf('aut:klantnaam', filled(clientName)),
  ]);
}

/** The schema wants 1 to 64 characters; what was never set goes as a dash, which no LAS knows. */
function filled(text: string): string {
  return carriedText(text, 64) ?? '-';
}
