import type { RosterDocument } from '../roster-document.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schoolYearStarting } from '../../base/school-year.ts';
import { messageLimits } from '../xml/read.ts';
import { readUwlr, type UwlrReading } from './read.ts';
import { readResultsReply, readRosterReply } from './replies.ts';
import { namespaces } from './wire.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const { lg, soap } = namespaces;

const school = `<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><dependancecode>00</dependancecode>
  <aanmaakdatum>2026-11-23T09:00:00+01:00</aanmaakdatum><xsdversie>2.3</xsdversie>`;
const pupil = `<leerling key="1"><achternaam>Voorbeeld</achternaam><roepnaam>Proef</roepnaam>
  <jaargroep>5</jaargroep></leerling>`;

interface Parts {
  readonly school?: string;
  readonly pupils?: string;
  readonly more?: string;
}

/** An answer with default namespaces, as some toolkits write them. */
function answer({ school: of = school, pupils = pupil, more = '' }: Parts = {}): string {
  return `<Envelope xmlns="${soap}"><Body><leerlinggegevens_antwoord xmlns="${lg}"><leerlinggegevens>
    <school>${of}</school><leerlingen>${pupils}</leerlingen>${more}
    </leerlinggegevens></leerlinggegevens_antwoord></Body></Envelope>`;
}

interface Read {
  readonly document: RosterDocument | null;
  readonly errors: readonly string[];
  readonly blocks: boolean;
}

function read(text: string, asked?: Parameters<typeof readUwlr>[2]): Read {
  const { message, findings } = readUwlr(bytesOf(text), messageLimits, asked);
  const roster = message?.type === 'roster-answer' && message.answer.kind === 'roster' ? message.answer : null;
  return {
    document: roster?.document ?? null,
    errors: findings.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    blocks: findings.some((finding) => finding.blocks),
  };
}

test('prefixes do not matter: any, none, another for the same namespace half way, and declared in the Body', () => {
  const plain = answer();
  const prefixed = plain
    .replace(/<(\/?)(?=[a-z])/g, '<$1x-1:').replace(`xmlns="${lg}"`, `xmlns:x-1="${lg}"`)
    .replace(/<(\/?)(Envelope|Body)/g, '<$1SOAP-ENV:$2').replace(`xmlns="${soap}"`, `xmlns:SOAP-ENV="${soap}"`);
  const halfWay = plain.replace('<leerlingen>', `<p:leerlingen xmlns:p="${lg}">`)
    .replace('</leerlingen>', '</p:leerlingen>');
  for (const text of [plain, prefixed, halfWay]) {
    const { document, errors } = read(text);
    assert.deepEqual(errors, [], text);
    assert.equal(document?.pupils[0]?.lastName, 'Voorbeeld');
  }
});

test('in version 2.3 an ECK iD alone is a key, with or without a birth date; before, its lack is an error', () => {
  const keyless = pupil.replace('key="1"', 'eckid="eck"');
  const newer = read(answer({ pupils: keyless }));
  const [one] = newer.document?.pupils ?? [];
  assert.deepEqual([newer.errors, one?.key, one?.birthDate], [[], 'eck', null]);
  const older = read(answer({ pupils: keyless, school: school.replace('2.3', '2.2') }));
  assert.deepEqual([older.errors, older.blocks], [['EDEX-KEY-MISSING'], false]);
  const nobody = read(answer({ pupils: pupil.replace('key="1"', '') }));
  assert.deepEqual([nobody.errors, nobody.blocks], [['EDEX-PUPIL-UNIDENTIFIED'], true]);
});

test('an answer that breaks the schema as vendors do is read all the same, and each breach is told', () => {
  const shuffled = `<xsdversie>2.2</xsdversie><brincode>99XX</brincode><schooljaar>2026-2027</schooljaar>`;
  const sloppy = `<leerling key="1"><roepnaam>Proef</roepnaam><achternaam>Voorbeeld</achternaam><voorvoegsel/>
    <geboortedatum></geboortedatum><jaargroep>1</jaargroep></leerling>`;
  const staff = `<leerkrachten><leerkracht key="K"><achternaam>Juf</achternaam><rol>TAL</rol></leerkracht>
    </leerkrachten>`;
  const { document, errors, blocks } = read(answer({ school: shuffled, pupils: sloppy, more: staff }));
  assert.equal(blocks, false);
  assert.deepEqual(new Set(errors), new Set(['EDEX-ORDER', 'EDEX-EMPTY', 'EDEX-CODE']));
  const [one] = document?.pupils ?? [];
  assert.deepEqual([one?.callName, one?.lastName, one?.prefix, one?.birthDate], ['Proef', 'Voorbeeld', null, null]);
  assert.deepEqual(document?.staff.map(({ key, eckId, roles }) => [key, eckId, roles]), [['K', null, ['TAL']]]);
});

test('an answer without a school year counts for the year that was asked, and is useless when nobody asked', () => {
  const asked = { schoolYear: schoolYearStarting(2026) };
  for (const without of [school.replace(/<schooljaar>.*<\/schooljaar>/, ''), school.replace('2026-2027', '')]) {
    const told = read(answer({ school: without }), asked);
    assert.deepEqual([told.document?.school.schoolYear, told.blocks], ['2026-2027', false]);
    assert.ok(told.errors.includes('EDEX-SCHOOLYEAR-ABSENT'));
    assert.equal(read(answer({ school: without })).blocks, true);
  }
  const other = read(answer({ school: school.replace('2026-2027', '2025-2026') }), asked);
  assert.equal(other.document?.school.schoolYear, '2025-2026');
});

test('a school is known by BRIN with or without site, by its number in Flanders, or by the key of the LAS', () => {
  const year = '<schooljaar>2024-2025</schooljaar>';
  const cases: readonly (readonly [parts: string, brin: string | null, site: string, errors: readonly string[]])[] = [
    ['<brincode>99XX</brincode>', '99XX', '00', []],
    ['<brincode>99XX</brincode><dependancecode>01</dependancecode>', '99XX', '01', []],
    ['<brincode>99XX01</brincode>', '99XX', '01', ['EDEX-FORM']],
    ['<brincode>99XX.01</brincode>', '99XX', '01', ['EDEX-FORM']],
    ['<brincode>99xx</brincode>', '99XX', '00', ['EDEX-FORM']],
    ['<instellingsnummer>123456</instellingsnummer>', null, '00', []],
    ['<schoolkey>S-1</schoolkey>', null, '00', []],
    ['<brincode>99XX</brincode><schoolkey>S-1</schoolkey>', '99XX', '00', []],
  ];
  for (const [parts, brin, site, expected] of cases) {
    const { document, errors } = read(answer({ school: year + parts }));
    assert.deepEqual([document?.school.brin, document?.school.site, errors], [brin, site, expected], parts);
  }
});

const faultOf = (code: string): string => `<s:Envelope xmlns:s="${soap}"><s:Body><s:Fault>
  <faultcode>${code}</faultcode><faultstring>Tekst</faultstring></s:Fault></s:Body></s:Envelope>`;

test('a fault is a fault to whoever waits for an answer, however it is written', () => {
  const unqualified = faultOf('Client.AutorisatieOngeldig').replaceAll('s:Fault', 'Fault');
  const dotted = faultOf('soap.Client.AutorisatieOngeldig');
  for (const text of [faultOf('s:Client.AutorisatieOngeldig'), dotted, unqualified]) {
    for (const reply of [readRosterReply(bytesOf(text), 'all'), readResultsReply(bytesOf(text))]) {
      assert.ok(reply.kind === 'fault');
      assert.deepEqual([reply.fault.code, reply.fault.retryable], ['AutorisatieOngeldig', false]);
    }
  }
  const plain = readRosterReply(bytesOf(faultOf('Server')), 'all');
  assert.deepEqual(plain.kind === 'fault' && [plain.fault.code, plain.fault.retryable], ['unknown', true]);
});

test('an error page, a page to sign in, nothing and half an answer are unreadable, and say what they are', () => {
  const codeOf = (text: string): string | undefined => {
    const reply = readRosterReply(bytesOf(text), 'all');
    assert.equal(reply.kind, 'unreadable', text.slice(0, 40));
    return reply.findings.find((finding) => finding.blocks)?.code;
  };
  assert.equal(codeOf('<!DOCTYPE html><html><body>503</body></html>'), 'XML-HTML');
  assert.equal(codeOf('<html><form action="/login"/></html>'), 'XML-HTML');
  assert.equal(codeOf(''), 'XML-EMPTY');
  assert.equal(codeOf('Service Unavailable'), 'XML-NOT-XML');
  assert.equal(codeOf('{"error":"unauthorized"}'), 'XML-NOT-XML');
  assert.equal(codeOf(answer().slice(0, 400)), 'XML-MALFORMED');
  assert.equal(codeOf(answer({ pupils: '' })), 'EDEX-NO-PUPILS');
});

test('an answer to another question is no answer', () => {
  const structure = `<structuur_antwoord xmlns="${lg}"><geengegevens/></structuur_antwoord>`;
  assert.equal(readRosterReply(bytesOf(structure), 'structure').kind, 'answer');
  assert.equal(readRosterReply(bytesOf(structure), 'all').kind, 'unreadable');
  assert.equal(readResultsReply(bytesOf(answer())).kind, 'unreadable');
});

test('headers of others are passed by; what stands behind the Body is told and passed by', () => {
  const wsa = '<wsa:Action xmlns:wsa="http://www.w3.org/2005/08/addressing">x</wsa:Action>';
  const trace = '<t:Trace xmlns:t="urn:trace"><t:id>1</t:id></t:Trace>';
  const text = answer().replace('<Body>', `<Header>${wsa}</Header><Body>`);
  assert.deepEqual(read(text).errors, []);
  const behind = read(text.replace('</Body>', `</Body>${trace}`));
  assert.deepEqual([behind.errors, behind.blocks, behind.document?.pupils.length], [['UWLR-UNKNOWN'], false, 1]);
});

function refusal(text: string): UwlrReading['findings'][number] | undefined {
  return readUwlr(bytesOf(text)).findings.find((finding) => finding.blocks);
}

test('SOAP 1.2, UWLR 1.0 and messages that do not exist are refused by name, with what is wanted instead', () => {
  const soap12 = refusal(answer().replace(soap, 'http://www.w3.org/2003/05/soap-envelope'));
  assert.equal(soap12?.code, 'UWLR-SOAP-12');
  assert.match(soap12?.message ?? '', /SOAP 1\.2.*SOAP 1\.1.*schemas\.xmlsoap\.org/);
  const old = 'http://www.edustandaard.nl/leerresultaten/1/leerlinggegevens';
  for (const text of [
    `<leerlinggegevensverzoek xmlns="${old}"/>`,
    `<s:Envelope xmlns:s="${soap}"><s:Body><leerlinggegevensantwoord xmlns="${old}"/></s:Body></s:Envelope>`,
    `<leerlinggegevensverzoek xmlns="${lg}"/>`,
    `<leerresultatenverzoek xmlns="${namespaces.lr}"/>`,
  ]) {
    assert.equal(refusal(text)?.code, 'UWLR-VERSION-1', text);
    assert.match(refusal(text)?.message ?? '', /UWLR 1\.0.*UWLR 2\.2/);
  }
  assert.equal(refusal(`<groepen_verzoek xmlns="${lg}"/>`)?.code, 'UWLR-MESSAGE-UNKNOWN');
  assert.equal(refusal(`<s:Envelope xmlns:s="${soap}"/>`)?.code, 'UWLR-ENVELOPE');
  assert.equal(refusal(`<s:Envelope xmlns:s="${soap}"><s:Body/></s:Envelope>`)?.code, 'UWLR-ENVELOPE');
});

test('the capitals of the profile schemas are read, and told', () => {
  const text = `<Leerlingen_verzoek xmlns="${lg}"><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode>
    <xsdversie>2.2</xsdversie><groepen><groep/></groepen></Leerlingen_verzoek>`;
  const { kind, message, findings } = readUwlr(bytesOf(text));
  assert.equal(kind, 'uwlr-leerlingen-verzoek');
  assert.ok(message?.type === 'roster-request' && message.request.scope === 'pupils');
  const told = findings.map(({ code, blocks }) => [code, blocks]);
  assert.deepEqual(told, [['UWLR-MESSAGE-NAME', false], ['UWLR-BARE', false]]);
});

test('one pupil twice in a staged answer is told and merged later; in a whole answer nobody knows who is who', () => {
  const staged = `<leerlingen_antwoord xmlns="${lg}"><leerlinggegevens-leerlingen><school>${school}</school>
    <leerlingen>${pupil}${pupil}</leerlingen></leerlinggegevens-leerlingen></leerlingen_antwoord>`;
  assert.deepEqual([read(staged).errors, read(staged).blocks], [['EDEX-PERSON-REPEATED'], false]);
  const whole = read(answer({ pupils: pupil + pupil }));
  assert.deepEqual([whole.errors, whole.blocks], [['EDEX-KEY-DUPLICATE'], true]);
});

test('in one answer too, somebody else under a key blocks, and the same person again does not', () => {
  const answered = (...people: readonly string[]): Read => read(answer({ pupils: people.join('') })
    .replaceAll('leerlinggegevens_', 'leerlingen_')
    .replaceAll(/(<\/?)leerlinggegevens>/g, '$1leerlinggegevens-leerlingen>'));
  const of = (attributes: string, called: string, born: string): string => `<leerling ${attributes}>
    <roepnaam>${called}</roepnaam><geboortedatum>${born}</geboortedatum><jaargroep>5</jaargroep></leerling>`;
  const proef = of('key="1"', 'Proef', '2017-05-06');
  const other = answered(proef, of('key="1"', 'Ander', '2016-01-01'));
  assert.deepEqual([other.errors, other.blocks], [['EDEX-KEY-DUPLICATE'], true]);
  const born = '2017-05-06';
  const eckIds = answered(of('key="1" eckid="a"', 'Proef', born), of('key="1" eckid="b"', 'Proef', born));
  assert.deepEqual(eckIds.errors, ['EDEX-KEY-DUPLICATE']);
  const renamed = answered(proef, of('key="1"', 'Ander', '2017-05-06'));
  assert.deepEqual([renamed.errors, renamed.blocks], [['EDEX-PERSON-REPEATED'], false]);
  const keyless = answered(of('eckid="a"', 'Proef', '2017-05-06'), of('key="1" eckid="a"', 'Proef', '2017-05-06'));
  assert.deepEqual([keyless.errors, keyless.blocks], [['EDEX-PERSON-REPEATED'], false]);
});
