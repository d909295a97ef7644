import { contentType, soapActions } from '../exchange/uwlr/envelope.ts';
import { namespaces } from '../exchange/uwlr/wire.ts';
import { rosterCall, rosterRequest, type Edit } from './messages.ts';
import type { Call, ConformCase, Target, Weight } from './types.ts';
import { data, faultOf, refused, type Expectation } from './verdicts.ts';

const invalid = faultOf('OngeldigBericht');

/** How a message may travel and be written: exchange.md section 2. */
export const httpCases: readonly ConformCase[] = [
  accepted('action-bare', 'should', 'SOAPAction zonder aanhalingstekens.', (target) =>
    rosterCall(target, rosterRequest(target), soapActions.all)),
  accepted('action-empty', 'should', 'Een lege SOAPAction: het bericht in de Body zegt genoeg.', (target) =>
    rosterCall(target, rosterRequest(target), '""')),
  accepted('charset-absent', 'should', 'Content-Type text/xml zonder charset.', (target) =>
    ({ ...rosterCall(target, rosterRequest(target)), contentType: 'text/xml' })),
  written('prefixes-other', 'must', 'Andere prefixen voor dezelfde naamruimten.', otherPrefixes),
  written('prefix-none', 'must', 'De standaardnaamruimte in plaats van een prefix.', withoutPrefix),
  written('xml-forms', 'must', 'Commentaar, CDATA en een teken als getal: dezelfde XML, anders geschreven.',
    otherForms),
  written('byte-order-mark', 'should', 'Een byte order mark voor de XML.', (xml) => `\ufeff${xml}`),
  wrong('not-xml', 'must', 'Iets dat geen XML is.', () => 'hallo', invalid),
  wrong('xml-truncated', 'must', 'XML die halverwege ophoudt.', (xml) => xml.slice(0, xml.length / 2), invalid),
  wrong('body-empty', 'should', 'Niets.', () => '', refused),
  wrong('doctype', 'must', 'Een DOCTYPE met een eigen entiteit; SOAP verbiedt het.', withDoctype, refused),
  wrong('soap-1.2', 'should', 'Een envelop van SOAP 1.2.',
    (xml) => xml.replace(namespaces.soap, 'http://www.w3.org/2003/05/soap-envelope'), refused),
  wrong('message-unknown', 'should', 'Een bericht dat UWLR niet kent.',
    (xml) => xml.replaceAll('leerlinggegevens_verzoek', 'conform_verzoek'), invalid),
  {
    id: 'get-refused', chapter: 'http', weight: 'should', title: 'Een GET op het adres.',
    expected: 'een HTTP-status van 400 tot en met 499, liefst 405',
    call: ({ rosterUrl }) => ({ url: rosterUrl, method: 'GET', soapAction: null, contentType, body: null }),
    judge: ({ status }) => ({ passed: status >= 400 && status < 500 }),
  },
  {
    id: 'wsdl', chapter: 'http', weight: 'should', title: 'Een GET met ?wsdl.', expected: 'de WSDL van de dienst',
    call: ({ rosterUrl }) => ({ url: withWsdl(rosterUrl), method: 'GET', soapAction: null, contentType, body: null }),
    judge: ({ status, text }) => {
      const is = status === 200 && /<(?:[\w.-]+:)?definitions[\s>]/.test(text);
      return { passed: is, ...(is ? { came: 'een WSDL (HTTP 200)' } : {}) };
    },
  },
];

function accepted(id: string, weight: Weight, title: string, call: (target: Target) => Call): ConformCase {
  return { id, chapter: 'http', weight, title, ...data, call };
}

function written(id: string, weight: Weight, title: string, edit: Edit): ConformCase {
  return accepted(id, weight, title, (target) => rosterCall(target, edit(rosterRequest(target))));
}

function wrong(id: string, weight: Weight, title: string, edit: Edit, expectation: Expectation): ConformCase {
  return { ...written(id, weight, title, edit), ...expectation };
}

function otherPrefixes(xml: string): string {
  return [['soap', 'SOAP-ENV'], ['lg', 'ns2'], ['aut', 'x']].reduce((sofar, [from = '', to = '']) =>
    sofar.replaceAll(`xmlns:${from}=`, `xmlns:${to}=`).replaceAll(`<${from}:`, `<${to}:`)
      .replaceAll(`</${from}:`, `</${to}:`), xml);
}

function withoutPrefix(xml: string): string {
  return xml.replaceAll('</lg:', '</').replace('<lg:leerlinggegevens_verzoek>',
    `<leerlinggegevens_verzoek xmlns="${namespaces.lg}">`).replaceAll('<lg:', '<');
}

function otherForms(xml: string): string {
  return xml.replace(/(<lg:brincode>)([^<]*)(<)/, '$1<![CDATA[$2]]>$3')
    .replace(/(<lg:schooljaar>)2/, '$1&#50;').replace('<soap:Body>', '<soap:Body><!-- een opmerking -->');
}

function withDoctype(xml: string): string {
  return xml.replace(/^<\?xml.*?\?>/, (declaration) => `${declaration}<!DOCTYPE Envelope [<!ENTITY versie "2.2">]>`)
    .replace(/(xsdversie>)[^<]*/, '$1&versie;');
}

function withWsdl(url: URL): URL {
  const asked = new URL(url);
  asked.search = 'wsdl';
  return asked;
}

