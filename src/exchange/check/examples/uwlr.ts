import type { uwlrFindings } from '../../uwlr/findings.ts';
import type { RosterDocument } from '../../roster-document.ts';
import { assert } from '../../../base/assert.ts';
import { mergeStaged } from '../../uwlr/merge-staged.ts';
import { readUwlr } from '../../uwlr/read.ts';
import { namespaces } from '../../uwlr/wire.ts';
import { checked, type ExamplesOf, type FindingExample } from './example.ts';

const uses = (...prefixes: readonly (keyof typeof namespaces)[]): string =>
  prefixes.map((prefix) => ` xmlns:${prefix}="${namespaces[prefix]}"`).join('');

const goodHeader = '<aut:autorisatie><aut:autorisatiesleutel>sleutel</aut:autorisatiesleutel>'
  + '<aut:klantcode>code</aut:klantcode><aut:klantnaam>naam</aut:klantnaam></aut:autorisatie>';

function envelope(body: string, header: string | null = goodHeader): string {
  const head = header === null ? '' : `<soap:Header>${header}</soap:Header>`;
  return `<soap:Envelope${uses('soap', 'aut', 'lg', 'lr', 'oso')}>${head}<soap:Body>${body}</soap:Body>`
    + '</soap:Envelope>';
}

const goodAsked = '<lg:schooljaar>2026-2027</lg:schooljaar><lg:brincode>99XX</lg:brincode>'
  + '<lg:xsdversie>2.2</lg:xsdversie>';

function request(content: string = goodAsked): string {
  return `<lg:leerlinggegevens_verzoek>${content}</lg:leerlinggegevens_verzoek>`;
}

const goodSchool = '<lr:schooljaar>2026-2027</lr:schooljaar><lr:brincode>99XX</lr:brincode>'
  + '<lr:aanmaakdatum>2027-01-19T09:00:00+01:00</lr:aanmaakdatum><lr:xsdversie>2.2</lr:xsdversie>';
const goodOutcome = '<lr:score>7</lr:score>';
const goodTest = '<lr:toets><lr:toetscode>REK-M5</lr:toetscode></lr:toets>';

interface Results {
  readonly school?: string;
  /** Instead of one good result. */
  readonly results?: string;
  readonly tests?: string;
}

function resultOf(key: string, outcome: string, code: string = 'REK-M5'): string {
  return `<lr:resultaat key="${key}"><lr:afnamedatum>2027-01-19</lr:afnamedatum>`
    + `<lr:toetscode>${code}</lr:toetscode>${outcome}</lr:resultaat>`;
}

function delivery({ school = goodSchool, results = resultOf('R1', goodOutcome), tests = goodTest }: Results): string {
  return envelope(`<lr:leerresultaten_verzoek><lr:school>${school}</lr:school><lr:toetsafnames><lr:toetsafname>`
    + `<lr:leerlingid>L1</lr:leerlingid><lr:resultaten>${results}</lr:resultaten></lr:toetsafname></lr:toetsafnames>`
    + `<lr:toetsen>${tests}</lr:toetsen></lr:leerresultaten_verzoek>`);
}

/** The outcome of one result. */
function outcome(shown: string, tests: string = goodTest): FindingExample {
  return checked(shown, delivery({ results: resultOf('R1', shown), tests }));
}

function test(shown: string): FindingExample {
  return checked(shown, delivery({ tests: shown }));
}

const reference = (code: string, group: string): string => '<lr:osoresultaat><oso:referentiescore>'
  + `<oso:codereferentiescore>${code}</oso:codereferentiescore>`
  + `<oso:codevergelijkingsgroep>${group}</oso:codevergelijkingsgroep><oso:waarde>II</oso:waarde>`
  + '</oso:referentiescore></lr:osoresultaat>';

const norm = (from: number, to: number): string => `<lr:norm><lr:term>goed</lr:term>`
  + `<lr:beginnormwaarde>${from}</lr:beginnormwaarde><lr:eindnormwaarde>${to}</lr:eindnormwaarde></lr:norm>`;
const normed = (norms: string): string =>
  `<lr:toets><lr:toetscode>REK-M5</lr:toetscode><lr:toetsnormering>${norms}</lr:toetsnormering></lr:toets>`;
const part = (code: string): string => '<lr:toetsonderdeel>'
  + '<lr:toetsonderdeelvolgnummer>1</lr:toetsonderdeelvolgnummer>'
  + `<lr:toetsonderdeelcode>${code}</lr:toetsonderdeelcode></lr:toetsonderdeel>`;

function person(attributes: string, yearGroup: string = '5'): string {
  return `<lg:leerling key="1"${attributes}><lg:achternaam>Appel</lg:achternaam>`
    + `<lg:jaargroep>${yearGroup}</lg:jaargroep></lg:leerling>`;
}

/** Two answers to `leerlingen_verzoek`, each right by itself, beside the structure of the school. */
function staged(shown: string, first: string, again: string, year: string = '2026-2027'): FindingExample {
  const answer = (name: string, content: string, of: string): RosterDocument => {
    const whole = `<lg:${name}_antwoord><lg:leerlinggegevens-${name}><lg:school><lg:schooljaar>${of}</lg:schooljaar>`
      + `<lg:brincode>99XX</lg:brincode></lg:school>${content}</lg:leerlinggegevens-${name}></lg:${name}_antwoord>`;
    const { message } = readUwlr(new TextEncoder().encode(envelope(whole, null)));
    assert(message?.type === 'roster-answer' && message.answer.kind === 'roster', 'the example can be read');
    return message.answer.document;
  };
  const pupils = [first, again].filter((one) => one !== '');
  return {
    shown,
    findings: () => mergeStaged(answer('structuur', '', '2026-2027'), pupils.map((one) =>
      answer('leerlingen', `<lg:leerlingen>${one}</lg:leerlingen>`, year)), []).findings,
  };
}

/** What makes a message of UWLR wrong. */
export const uwlrExamples: ExamplesOf<typeof uwlrFindings> = {
  'UWLR-ENVELOPE': checked('<Envelope xmlns="urn:anders"/>'),
  'UWLR-SOAP-12': checked('<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"/>'),
  'UWLR-MESSAGE-NAME': checked('<lg:Leerlingen_verzoek>', envelope('<lg:Leerlingen_verzoek/>')),
  'UWLR-VERSION-1': checked(
    '<leerlinggegevensverzoek xmlns="http://www.edustandaard.nl/leerresultaten/1/leerlinggegevens"/>'),
  'UWLR-MESSAGE-UNKNOWN': checked('<lg:groepen_verzoek/>', envelope('<lg:groepen_verzoek/>')),
  'UWLR-UNUSABLE': checked(request('<lg:brincode>99XX</lg:brincode>'),
    envelope(request('<lg:brincode>99XX</lg:brincode>'))),
  'UWLR-XSDVERSION': checked('<lg:xsdversie>3.0</lg:xsdversie>',
    envelope(request(goodAsked.replace('2.2', '3.0')))),
  'UWLR-ANSWER-EMPTY': checked('<lg:leerlinggegevens_antwoord/>', envelope('<lg:leerlinggegevens_antwoord/>', null)),
  'UWLR-STAGED-SCHOOL': staged('<lg:schooljaar>2025-2026</lg:schooljaar>', person(''), '', '2025-2026'),
  'UWLR-STAGED-PERSON': staged('<lg:leerling key="1" eckid="https://ketenid.nl/... (een ander)">',
    person(' eckid="een"'), person(' eckid="ander"')),
  'UWLR-STAGED-DIFFERS': staged(person('', '6'), person(''), person('', '6')),
  'UWLR-HEADER-MISSING': checked('<soap:Header/>', envelope(request(), '')),
  'UWLR-HEADER-INCOMPLETE': checked(
    '<aut:autorisatie><aut:klantcode>code</aut:klantcode></aut:autorisatie>',
    envelope(request(), '<aut:autorisatie><aut:klantcode>code</aut:klantcode></aut:autorisatie>')),
  'UWLR-BARE': checked('<lg:leerlinggegevens_verzoek>...',
    request().replace('_verzoek>', `_verzoek${uses('lg')}>`)),
  'UWLR-FAULT': checked('<faultcode>soap:Server.InterneFout</faultcode>', envelope(
    '<soap:Fault><faultcode>soap:Server.InterneFout</faultcode><faultstring>Storing</faultstring></soap:Fault>', null)),
  'UWLR-FAULT-CODE': checked('<faultcode>soap:Client</faultcode>', envelope(
    '<soap:Fault><faultcode>soap:Client</faultcode><faultstring>Storing</faultstring></soap:Fault>', null)),
  'UWLR-FAULT-FORM': checked('<faultcode>Client.ScoreOngeldig</faultcode>', envelope(
    '<soap:Fault><faultcode>Client.ScoreOngeldig</faultcode><faultstring>Score</faultstring></soap:Fault>', null)),
  'UWLR-SCHOOLYEAR': checked('<lg:schooljaar>2026-2028</lg:schooljaar>',
    envelope(request(goodAsked.replace('2026-2027', '2026-2028')))),
  'UWLR-SCHOOL-CHOICE': checked('<lg:brincode>99XX</lg:brincode><lg:schoolkey>S1</lg:schoolkey>',
    envelope(request(goodAsked.replace('</lg:brincode>', '</lg:brincode><lg:schoolkey>S1</lg:schoolkey>')))),
  'UWLR-GROUPS-MISSING': checked('<lg:leerlingen_verzoek>... <lg:groepen/></lg:leerlingen_verzoek>',
    envelope(`<lg:leerlingen_verzoek>${goodAsked}<lg:groepen/></lg:leerlingen_verzoek>`)),
  'UWLR-NO-RESULTS': checked('<lr:toetsen/>', delivery({ tests: '' })),
  'UWLR-RESULT-KEY-DUPLICATE': checked('<lr:resultaat key="R1">...\n<lr:resultaat key="R1">...',
    delivery({ results: resultOf('R1', goodOutcome) + resultOf('R1', goodOutcome) })),
  'UWLR-KEY-SPACES': checked('<lr:resultaat key=" R1">', delivery({ results: resultOf(' R1', goodOutcome) })),
  'UWLR-TAKEN-AFTER': checked('<lr:afnamedatum>2027-02-01</lr:afnamedatum>',
    delivery({ results: resultOf('R1', goodOutcome).replace('2027-01-19', '2027-02-01') })),
  'UWLR-RESULT-UNUSABLE': outcome('<lr:score>zeven</lr:score>'),
  'UWLR-OUTCOME': outcome(''),
  'UWLR-OUTCOME-TYPE': outcome('<lr:anderresultaat><lr:andere_score>7</lr:andere_score></lr:anderresultaat>'),
  'UWLR-OUTCOME-OTHER': outcome('<lr:anderresultaat/>'),
  'UWLR-TEST-UNKNOWN': checked('<lr:toetscode>LEZ-M5</lr:toetscode>',
    delivery({ results: resultOf('R1', goodOutcome, 'LEZ-M5') })),
  'UWLR-TEST-DUPLICATE': test(goodTest + goodTest),
  'UWLR-PART-UNKNOWN': checked('<lr:toetsonderdeelcode>A</lr:toetsonderdeelcode>', delivery({
    results: resultOf('R1', `<lr:toetsonderdeelcode>A</lr:toetsonderdeelcode>${goodOutcome}`),
  })),
  'UWLR-PART-DUPLICATE': test('<lr:toets><lr:toetscode>REK-M5</lr:toetscode><lr:toetsonderdelen>'
    + `${part('A')}${part('A')}</lr:toetsonderdelen></lr:toets>`),
  'UWLR-NORMS': test(normed(norm(0, 10) + norm(8, 20))),
  'UWLR-NORMS-UNUSED': checked(normed(norm(0, 10) + norm(8, 20)), delivery({
    results: resultOf('R1', reference('IV', 'Landelijk')), tests: normed(norm(0, 10) + norm(8, 20)),
  })),
  'UWLR-SCORE': outcome('<lr:score>7</lr:score>', normed(norm(8, 20))),
  'UWLR-OSO-EMPTY': outcome('<lr:osoresultaat/>'),
  'UWLR-OSO-SCORE-EMPTY': outcome(reference('IV', 'Landelijk')
    .replace('<lr:osoresultaat>', '<lr:osoresultaat><oso:toetsscore/>')),
  'UWLR-OSO-REFERENCE': outcome(reference('NIVEAU', 'Landelijk')),
  'UWLR-OSO-COMPARISON': outcome(reference('IV', 'Onze school')),
  'UWLR-OSO-LEVEL': outcome(reference('IV', 'Landelijk').replace('>II<', '>VI<')),
  'UWLR-OSO-NUMBERS': outcome('<lr:osoresultaat><oso:toetsscore><oso:aantalopgaven>20</oso:aantalopgaven>'
    + '<oso:aantalgoed>25</oso:aantalgoed></oso:toetsscore></lr:osoresultaat>'),
  'UWLR-MISSING': checked('<lr:school>... zonder aanmaakdatum',
    delivery({ school: goodSchool.replace(/<lr:aanmaakdatum>.*<\/lr:aanmaakdatum>/, '') })),
  'UWLR-UNKNOWN': test('<lr:toets><lr:toetscode>REK-M5</lr:toetscode><lr:uitgever>X</lr:uitgever></lr:toets>'),
  'UWLR-ORDER': test('<lr:toets><lr:toetsnaam>Rekenen</lr:toetsnaam><lr:toetscode>REK-M5</lr:toetscode></lr:toets>'),
  'UWLR-REPEATED': test('<lr:toets><lr:toetscode>REK-M5</lr:toetscode>'
    + '<lr:toetsnaam>Rekenen</lr:toetsnaam><lr:toetsnaam>Rekenen</lr:toetsnaam></lr:toets>'),
  'UWLR-EMPTY': test('<lr:toets><lr:toetscode>REK-M5</lr:toetscode><lr:toetsnaam/></lr:toets>'),
  'UWLR-TEXT': test(`${goodTest} en nog een toets`),
  'UWLR-LENGTH': checked('<lg:gegevenssetid> met meer dan 64 tekens', envelope(request(
    `${goodAsked}<lg:gegevenssetid>${'x'.repeat(65)}</lg:gegevenssetid>`))),
  'UWLR-FORM': outcome('<lr:score>7.5</lr:score>'),
  'UWLR-DATE': checked('<lg:laatstontvangengegevens>gisteren</lg:laatstontvangengegevens>', envelope(request(
    `${goodAsked}<lg:laatstontvangengegevens>gisteren</lg:laatstontvangengegevens>`))),
};
