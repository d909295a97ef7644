import { contentType, soapActions } from '../../exchange/uwlr/envelope.ts';
import { namespaces } from '../../exchange/uwlr/wire.ts';
import type { LasService } from './service.ts';

/** The media type of a WSDL. */
export const wsdlContentType = contentType;

/** Describes one end point as WSDL 1.1. Ours: names, actions and requests are those of UWLR 2.2; of answers and results
 * it says only that their content is that of UWLR 2.2, whose schemas are Edustandaard's.
 * @param address where the service is */
export function wsdlOf(service: LasService, address: string): string {
  const { name, operations } = services[service];
  const own = service === 'leerresultaten' ? namespaces.lr : namespaces.lg;
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="${name}" targetNamespace="${own}" xmlns:tns="${own}" xmlns:aut="${namespaces.aut}"
    xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <wsdl:documentation>UWLR 2.2, oefenomgeving. Dit stuk is van Inbeeld, niet van Edustandaard.</wsdl:documentation>
  <wsdl:types>
    ${headerSchema}
    <xs:schema targetNamespace="${own}" elementFormDefault="qualified">
      ${operations.map(({ request, answer, grouped }) => (
        requestElement(service, request, grouped) + anyElement(answer))).join('\n      ')}
    </xs:schema>
  </wsdl:types>
  <wsdl:message name="Autorisatie"><wsdl:part name="msgpHeader" element="aut:autorisatie"/></wsdl:message>
  ${operations.map(({ request, answer }) => message(request) + message(answer)).join('\n  ')}
  <wsdl:portType name="prt${name}">
    ${operations.map(({ operation, request, answer }) => `<wsdl:operation name="${operation}">
      <wsdl:input message="tns:${request}"/><wsdl:output message="tns:${answer}"/>
    </wsdl:operation>`).join('\n    ')}
  </wsdl:portType>
  <wsdl:binding name="bnd${name}" type="tns:prt${name}">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    ${operations.map(({ operation, action }) => `<wsdl:operation name="${operation}">
      <soap:operation soapAction="${action}" style="document"/>
      <wsdl:input>
        <soap:header message="tns:Autorisatie" part="msgpHeader" use="literal"/>
        <soap:body use="literal" parts="msgpBody"/>
      </wsdl:input>
      <wsdl:output><soap:body use="literal"/></wsdl:output>
    </wsdl:operation>`).join('\n    ')}
  </wsdl:binding>
  <wsdl:service name="${name}Service">
    <wsdl:port name="prt${name}Service" binding="tns:bnd${name}">
      <soap:address location="${escaped(address)}"/>
    </wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`;
}

interface Operation {
  readonly operation: string;
  readonly action: string;
  readonly request: string;
  readonly answer: string;
  readonly grouped: boolean;
}

function getrapt(operation: string, word: string, action: string): Operation {
  return { operation, action, request: `${word}_verzoek`, answer: `${word}_antwoord`, grouped: word !== 'structuur' };
}

const services: Readonly<Record<LasService, { readonly name: string; readonly operations: readonly Operation[] }>> = {
  leerlinggegevens: {
    name: 'Leerlinggegevens',
    operations: [{
      operation: 'HaalLeerlinggegevens', action: soapActions.all, request: 'leerlinggegevens_verzoek',
      answer: 'leerlinggegevens_antwoord', grouped: false,
    }],
  },
  'leerlinggegevens-getrapt': {
    name: 'Getrapt',
    operations: [
      getrapt('HaalStructuur', 'structuur', soapActions.structure),
      getrapt('HaalLeerlingen', 'leerlingen', soapActions.pupils),
      getrapt('HaalLeerkrachten', 'leerkrachten', soapActions.staff),
    ],
  },
  leerresultaten: {
    name: 'Leerresultaten',
    operations: [{
      operation: 'BrengLeerresultaten', action: soapActions.results, request: 'leerresultaten_verzoek',
      answer: 'leerresultaten_bevestiging', grouped: false,
    }],
  },
};

function text(name: string, extra = ''): string {
  return `<xs:element name="${name}" type="xs:string"${extra}/>`;
}

const headerSchema = `<xs:schema targetNamespace="${namespaces.aut}" elementFormDefault="qualified">
      <xs:element name="autorisatie"><xs:complexType><xs:sequence>
        ${text('autorisatiesleutel')}${text('klantcode')}${text('klantnaam')}
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>`;

const groupElements = ['groep', 'samengestelde_groep'].map((name) => `<xs:element name="${name}"><xs:complexType>
          <xs:attribute name="key" type="xs:string"/></xs:complexType></xs:element>`).join('');

function requestElement(service: LasService, name: string, grouped: boolean): string {
  if (service === 'leerresultaten') return anyElement(name);
  const groups = grouped ? `<xs:element name="groepen"><xs:complexType>
          <xs:choice maxOccurs="unbounded">${groupElements}</xs:choice></xs:complexType></xs:element>` : '';
  return `<xs:element name="${name}"><xs:complexType><xs:sequence>
        ${text('schooljaar')}${text('brincode', ' minOccurs="0"')}${text('dependancecode', ' minOccurs="0"')}
        ${text('schoolkey', ' minOccurs="0"')}${text('xsdversie')}${text('gegevenssetid', ' minOccurs="0"')}
        <xs:element name="laatstontvangengegevens" type="xs:dateTime" minOccurs="0"/>${groups}
      </xs:sequence></xs:complexType></xs:element>`;
}

function anyElement(name: string): string {
  return `<xs:element name="${name}"><xs:complexType><xs:sequence>
        <xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/>
      </xs:sequence></xs:complexType></xs:element>`;
}

function message(name: string): string {
  return `<wsdl:message name="${name}"><wsdl:part name="msgpBody" element="tns:${name}"/></wsdl:message>`;
}

function escaped(value: string): string {
  return value.replace(/&/gu, '&amp;').replace(/"/gu, '&quot;').replace(/</gu, '&lt;');
}
