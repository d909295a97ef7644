import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readUwlr } from './read.ts';
import { namespaces } from './wire.ts';

/* Small things that a schema refuses and a reader would never miss. */

const roster = `<soap:Envelope xmlns:soap="${namespaces.soap}"><soap:Body>
  <leerlinggegevens_antwoord xmlns="${namespaces.lg}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <leerlinggegevens><school><schooljaar>2024-2025</schooljaar><brincode>99XX</brincode>
  <aanmaakdatum>2024-11-23T09:00:00+01:00</aanmaakdatum><xsdversie>2.2</xsdversie></school>
  <groepen><groep key="G5"><naam>Groep 5</naam><jaargroep>5</jaargroep></groep></groepen>
  <leerlingen><leerling key="1"><achternaam>Voorbeeld</achternaam><geboortedatum>2017-05-06</geboortedatum>
  <geslacht>1</geslacht><jaargroep>5</jaargroep><groep key="G5"/></leerling></leerlingen>
  </leerlinggegevens></leerlinggegevens_antwoord></soap:Body></soap:Envelope>`;

const results = `<leerresultaten_verzoek xmlns="${namespaces.lr}" xmlns:oso="${namespaces.oso}">
  <school><schooljaar>2024-2025</schooljaar><brincode>99XX</brincode>
  <aanmaakdatum>2024-11-23T09:00:00+01:00</aanmaakdatum><xsdversie>2.2</xsdversie></school>
  <toetsafnames><toetsafname><leerlingid>L1</leerlingid><resultaten>
  <resultaat key="R1"><afnamedatum>2024-11-20</afnamedatum><toetscode>REK</toetscode><score>7</score></resultaat>
  <resultaat key="R2"><afnamedatum>2024-11-20</afnamedatum><toetscode>REK</toetscode>
  <osoresultaat><oso:toetsscore><oso:vaardigheidsscore>205.4</oso:vaardigheidsscore></oso:toetsscore></osoresultaat>
  </resultaat></resultaten></toetsafname></toetsafnames>
  <toetsen><toets><toetscode>REK</toetscode></toets></toetsen></leerresultaten_verzoek>`;

function errorsIn(text: string): readonly string[] {
  const { findings } = readUwlr(new TextEncoder().encode(text));
  assert.deepEqual(findings.filter(({ blocks }) => blocks), []);
  return findings.filter(({ severity }) => severity === 'error').map(({ code }) => code.replace(/^\w+-/, ''));
}

function told(text: string, ...changes: readonly (readonly [string, string])[]): readonly string[] {
  return [...new Set(changes.flatMap(([from, to]) => {
    assert.ok(text.includes(from), from);
    const errors = errorsIn(text.replace(from, to));
    return errors.length === 0 ? [`${to}: nothing told`] : errors;
  }))];
}

/** The roster with an attribute at the first element of that name. */
function adding(attribute: string, tag: string): string {
  return roster.replace(new RegExp(`<${tag}(?=[ >])`), `<${tag} ${attribute}`);
}

test('the two messages are right as they are', () => {
  assert.deepEqual([errorsIn(roster), errorsIn(results)], [[], []]);
});

test('an attribute is told at a root, a list and any element, in a namespace too; a place of a schema is not', () => {
  const tags = [
    'leerlinggegevens_antwoord', 'leerlinggegevens', 'school', 'schooljaar', 'groepen', 'leerlingen', 'leerling',
  ];
  for (const attribute of [
    'a="1"', 'xml:lang="nl"', 'xsi:nil="false"', 'xsi:type="GeenType"', 'xsi:type="xsi:string"',
  ]) {
    for (const tag of tags) assert.deepEqual(errorsIn(adding(attribute, tag)), ['UNKNOWN'], `${tag} ${attribute}`);
  }
  for (const tag of tags) {
    assert.deepEqual(errorsIn(adding('xsi:schemaLocation="urn:x x.xsd"', tag)), [], tag);
  }
  const typed = 'xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:dateTime"';
  assert.deepEqual(errorsIn(adding(typed, 'aanmaakdatum')), []);
  assert.deepEqual(told(
    results, ['<leerresultaten_verzoek', '<leerresultaten_verzoek a="1"'], ['<toetsafnames>', '<toetsafnames a="1">'],
    ['<toetsen>', '<toetsen a="1">'], ['<osoresultaat', '<osoresultaat a="1"'],
  ), ['UNKNOWN']);
  const nothing = `<leerlinggegevens_antwoord xmlns="${namespaces.lg}"><geengegevens/></leerlinggegevens_antwoord>`;
  assert.deepEqual(told(nothing, ['<geengegevens', '<geengegevens a="1"']), ['UNKNOWN']);
});

test('an element in a value is told, and loose text between elements', () => {
  assert.deepEqual(told(results, ['REK</toetscode></toets>', 'REK<x/></toetscode></toets>']), ['UNKNOWN']);
  assert.deepEqual(told(results, ['<osoresultaat>', '<osoresultaat>los']), ['TEXT']);
  const additions = '<toevoegingen>los<blok xsi:type="X"><code>1</code></blok></toevoegingen></leerling>';
  assert.deepEqual(told(roster, ['</leerling>', additions]), ['TEXT', 'ADDITION-UNKNOWN']);
});

test('a space that is none to XML, and a time zone that does not exist, are told and read past', () => {
  for (const day of ['\u00a02017-05-06', '2017-05-06\u00a0', '2017-05-06+99:99', '2017-05-06+14:01']) {
    const text = roster.replace('2017-05-06', day);
    assert.deepEqual(errorsIn(text), ['DATE'], day);
    const { message } = readUwlr(new TextEncoder().encode(text));
    assert.ok(message?.type === 'roster-answer' && message.answer.kind === 'roster');
    assert.equal(message.answer.document.pupils[0]?.birthDate, '2017-05-06');
  }
  for (const day of [' 2017-05-06\n', '2017-05-06Z', '2017-05-06-14:00']) {
    assert.deepEqual(errorsIn(roster.replace('2017-05-06', day)), [], day);
  }
  assert.deepEqual(told(results, ['<score>7', '<score>\u00a07'], ['205.4', '205.4\u00a0']), ['FORM']);
});

test('a score may have more digits than a number here can hold, which makes it useless and no less valid', () => {
  assert.deepEqual(errorsIn(results.replace('<score>7', '<score>12345678901234567890')), []);
  const { message } = readUwlr(new TextEncoder().encode(results.replace('<score>7', '<score>-0')));
  assert.ok(message?.type === 'results');
  assert.deepEqual(message.document.administrations[0]?.results[0]?.outcome, { kind: 'score', score: 0 });
});

function findingsIn(text: string): readonly (readonly [string, string, number | null, string | null])[] {
  const { findings } = readUwlr(new TextEncoder().encode(text));
  return findings.filter(({ code }) => code !== 'UWLR-BARE' && code !== 'EDEX-BSN-DROPPED')
    .map(({ code, severity, line, path }) => [code, severity, line, path]);
}

const at = '/leerresultaten_verzoek/toetsafnames/toetsafname[1]/resultaten/resultaat[1]';

test('an anderresultaat is wrong with no type and with one that the schema lacks, and its content is judged', () => {
  const other = (content: string): readonly string[] =>
    findingsIn(results.replace('<score>7</score>', content)).map(([code]) => code);
  const wrong = ['UWLR-OUTCOME-TYPE', 'UWLR-OUTCOME-OTHER'];
  assert.deepEqual(other('<anderresultaat><andere_score>7</andere_score></anderresultaat>'), wrong);
  assert.deepEqual(other('<anderresultaat><vreemd/></anderresultaat>'), [...wrong, 'UWLR-UNKNOWN']);
  const typed = '<anderresultaat xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Eigen"><eigen/>';
  assert.deepEqual(other(`${typed}</anderresultaat>`), wrong);
});

test('a version that never was is a warning, in a roster, results and a request', () => {
  const versionOf = (text: string, version: string): readonly unknown[] =>
    findingsIn(text.replace('<xsdversie>2.2', `<xsdversie>${version}`)).map(([code, severity]) => [code, severity]);
  for (const known of ['2.1', '2.2', '2.2.1', '2.3', '2.3.0']) {
    assert.deepEqual([versionOf(roster, known), versionOf(results, known)], [[], []], known);
  }
  assert.deepEqual(versionOf(roster, '9.7'), [['EDEX-XSDVERSION', 'warning']]);
  assert.deepEqual(versionOf(results, '3.0'), [['UWLR-XSDVERSION', 'warning']]);
  const request = `<structuur_verzoek xmlns="${namespaces.lg}"><schooljaar>2026-2027</schooljaar>
    <brincode>99XX</brincode><xsdversie>2.2</xsdversie></structuur_verzoek>`;
  assert.deepEqual(versionOf(request, '3.3'), [['UWLR-XSDVERSION', 'warning']]);
});

test('spaces round a key or a code are told where they are', () => {
  for (const [from, to, place] of [
    ['key="R1"', 'key="R1 "', `${at}/@key`],
    ['<toetscode>REK', '<toetscode> REK', `${at}/toetscode`],
    ['<leerlingid>L1', '<leerlingid> L1', '/leerresultaten_verzoek/toetsafnames/toetsafname[1]/leerlingid'],
    ['REK</toetscode></toets>', 'REK </toetscode></toets>', '/leerresultaten_verzoek/toetsen/toets[1]/toetscode'],
  ] as const) {
    const [[code, severity, , path] = [], ...more] = findingsIn(results.replace(from, to));
    assert.deepEqual([code, severity, path, more], ['UWLR-KEY-SPACES', 'error', place, []]);
  }
});

test('what a test contradicts is told at the part of the result that it contradicts', () => {
  const norm = '<toetsnormering><norm><term>a</term><beginnormwaarde>8</beginnormwaarde>'
    + '<eindnormwaarde>9</eindnormwaarde></norm></toetsnormering></toets>';
  const part = '</toetscode><toetsonderdeelcode>A</toetsonderdeelcode><score>';
  for (const [text, code, step, line] of [
    [
      results.replace('<toetscode>REK</toetscode><score>', '<toetscode>LEZ</toetscode>\n<score>'),
      'TEST-UNKNOWN', 'toetscode', 5,
    ],
    [results.replace('</toetscode><score>', part), 'PART-UNKNOWN', 'toetsonderdeelcode', 5],
    [results.replace('<score>', '\n<score>').replace('</toets>', norm), 'SCORE', 'score', 6],
  ] as const) {
    assert.deepEqual(findingsIn(text), [[`UWLR-${code}`, 'error', line, `${at}/${step}`]]);
  }
  const [[code, , , path] = []] = findingsIn(results.replace('key="R2"', 'key="R1"'));
  assert.deepEqual([code, path], ['UWLR-RESULT-KEY-DUPLICATE', at.replace(/1\]$/, '2]')]);
  const { findings } = readUwlr(new TextEncoder().encode(results.replace('key="R2"', 'key="R1"')));
  assert.ok(findings.some(({ message }) => message.includes('op regel 5')));
});

test('norms that overlap are told with both places; where no result uses them it is a warning', () => {
  const norm = (from: number): string => `<norm><term>a</term><beginnormwaarde>${from}</beginnormwaarde>
    <eindnormwaarde>9</eindnormwaarde></norm>`;
  const text = results.replace('</toets>', `<toetsnormering>${norm(0)}${norm(5)}</toetsnormering></toets>`);
  const { findings } = readUwlr(new TextEncoder().encode(text));
  const told = findings.find(({ code }) => code === 'UWLR-NORMS');
  assert.deepEqual([told?.line, told?.path], [10, '/leerresultaten_verzoek/toetsen/toets[1]/toetsnormering/norm[2]']);
  assert.match(told?.message ?? '', /op regel 9 overlappen/);
  const oso = text.replace(/<resultaat key="R1">.*?<\/resultaat>/, '');
  assert.deepEqual(findingsIn(oso).map(([code, severity]) => [code, severity]), [['UWLR-NORMS-UNUSED', 'warning']]);
});

test('a taking after the message was made, an empty toetsscore and a level that does not exist are told', () => {
  const codes = (text: string): readonly string[] => findingsIn(text).map(([code]) => code);
  assert.deepEqual(codes(results.replace('2024-11-20', '2024-11-24')), ['UWLR-TAKEN-AFTER']);
  assert.deepEqual(codes(results.replace('2024-11-20', '2024-11-23')), []);
  const empty = results.replace(/<oso:vaard.*?<\/oso:vaardigheidsscore>/, '');
  assert.deepEqual(codes(empty), ['UWLR-RESULT-UNUSABLE', 'UWLR-OSO-EMPTY']);
  const level = (code: string, value: string): readonly string[] => codes(results.replace('</oso:toetsscore>',
    `</oso:toetsscore><oso:referentiescore><oso:codereferentiescore>${code}</oso:codereferentiescore>
     <oso:codevergelijkingsgroep>Landelijk</oso:codevergelijkingsgroep><oso:waarde>${value}</oso:waarde>
     </oso:referentiescore>`));
  assert.deepEqual([level('IV', 'V'), level('AE', 'E'), level('DLE', 'VI')], [[], [], []]);
  const beside = empty.replace('</oso:toetsscore>', `</oso:toetsscore><oso:referentiescore>
    <oso:codereferentiescore>IV</oso:codereferentiescore>
    <oso:codevergelijkingsgroep>Landelijk</oso:codevergelijkingsgroep>
    <oso:waarde>II</oso:waarde></oso:referentiescore>`);
  assert.deepEqual(codes(beside), ['UWLR-OSO-SCORE-EMPTY']);
  assert.deepEqual([level('IV', 'VI'), level('AE', 'I')], [['UWLR-OSO-LEVEL'], ['UWLR-OSO-LEVEL']]);
});
