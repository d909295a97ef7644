import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDummyKey } from '../roster-document.ts';
import { fileLimits } from '../xml/read.ts';
import { newEdexmlReading, readEdexml } from './read.ts';

const school = '<school><schooljaar>2024-2025</schooljaar><brincode>99XX</brincode></school>';
const group = '<groep key="G5"><naam>Groep 5</naam><jaargroep>5</jaargroep></groep>';
const name = '<achternaam>Voorbeeld</achternaam>';

function read(sections: string): ReturnType<typeof readEdexml> & { readonly codes: readonly string[] } {
  const reading = readEdexml(new TextEncoder().encode(`<EDEX>${sections}</EDEX>`));
  return { ...reading, codes: reading.findings.map((finding) => finding.code) };
}

test('elements in another order are read just the same, and reported once for each parent', () => {
  const pupil = `<leerling key="1"><groep key="G5"/><jaargroep>5</jaargroep>${name}</leerling>`;
  const sections = `<leerlingen>${pupil}</leerlingen><groepen>${group}</groepen>${school}`;
  const { document, codes, findings } = read(sections);
  assert.equal(document?.pupils[0]?.lastName, 'Voorbeeld');
  assert.equal(document.pupils[0].groupKey, 'G5');
  assert.deepEqual(new Set(codes), new Set(['EDEX-ORDER']));
  assert.ok(findings.every((finding) => !finding.blocks));
});

test('empty counts as absent, keys are trimmed, and 001 is not 1', () => {
  const pupils = `<leerling key=" 001 ">
      ${name}<voorvoegsel/><jaargroep>5</jaargroep><groep key="G5 "/></leerling>
    <leerling key="1">${name}<jaargroep>5</jaargroep></leerling>`;
  const { document, codes } = read(`${school}<groepen>${group}</groepen><leerlingen>${pupils}</leerlingen>`);
  assert.deepEqual(document?.pupils.map(({ key, prefix, groupKey }) => [key, prefix, groupKey]), [
    ['001', null, 'G5'],
    ['1', null, null],
  ]);
  assert.deepEqual(codes, ['EDEX-KEY-SPACES', 'EDEX-EMPTY', 'EDEX-KEY-SPACES']);
});

test('a file with two schools is not imported, because nobody knows whose the pupils are', () => {
  const other = school.replace('99XX', '98XX');
  const pupils = `<leerlingen><leerling key="1">${name}<jaargroep>5</jaargroep></leerling></leerlingen>`;
  const { findings, summary } = read(school + other + pupils);
  assert.deepEqual(findings.map(({ code, blocks }) => [code, blocks]), [['EDEX-SCHOOL-REPEATED', true]]);
  assert.equal(summary.brin, '99XX');
});

test('the place of a fault is told, however deep it lies and however often a name occurs there', () => {
  const plus = '<samengestelde_groepen><samengestelde_groep key="A"/><samengestelde_groep key="B"/>';
  const pupil = `<leerling key="2">${name}<jaargroep>5</jaargroep>${plus}</samengestelde_groepen></leerling>`;
  const good = `<leerling key="1">${name}<jaargroep>5</jaargroep></leerling>`;
  const groups = '<groepen><samengestelde_groep key="A"><naam>A</naam></samengestelde_groep></groepen>';
  const { findings } = read(`${school}${groups}<leerlingen>${good}${pupil}</leerlingen>`);
  assert.deepEqual(findings.map(({ code, path }) => [code, path]), [
    ['EDEX-GROUP-UNKNOWN', '/EDEX/leerlingen/leerling[2]/samengestelde_groepen/samengestelde_groep[2]/@key'],
  ]);
});

test('counting gives the same findings and summary as keeping, in whatever pieces and order the file comes', () => {
  const pupils = `<leerlingen><leerling key="1">${name}<geboortedatum>1950-01-01</geboortedatum>
    <groep key="G5"/></leerling><leerling key="1">${name}<groep key="G9"/></leerling></leerlingen>`;
  const texts = [
    `${school}<groepen>${group}</groepen>${pupils}`,
    `${pupils}<groepen>${group}</groepen>${school}`,
    `${pupils}${school}<groepen>${group}</groepen>`,
  ];
  for (const text of texts) {
    const whole = read(text);
    for (const size of [1, 7, 1000]) {
      const reading = newEdexmlReading('counted', fileLimits);
      const bytes = new TextEncoder().encode(`<EDEX>${text}</EDEX>`);
      for (let at = 0; at < bytes.length; at += size) reading.write(bytes.subarray(at, at + size));
      const { document, summary, findings } = reading.end();
      assert.deepEqual([document, summary, findings], [null, whole.summary, whole.findings]);
    }
    const codes = whole.codes.filter((code) => code !== 'EDEX-ORDER').toSorted();
    assert.deepEqual(codes, [
      'EDEX-BIRTHDATE-ODD', 'EDEX-GROUP-UNKNOWN', 'EDEX-KEY-DUPLICATE', 'EDEX-YEARGROUP-DERIVED',
      'EDEX-YEARGROUP-MISSING',
    ]);
  }
});

test('a pupil without a year group gets that of the home group, but not that of a combination group', () => {
  const groups = `${group}<groep key="G34"><naam>3/4</naam><jaargroep>C</jaargroep></groep>`;
  const pupils = `<leerling key="1">${name}<groep key="G5"/></leerling>
    <leerling key="2">${name}<groep key="G34"/></leerling>
    <leerling key="3">${name}<jaargroep>4</jaargroep><groep key="G34"/></leerling>`;
  const { document, codes } = read(`${school}<groepen>${groups}</groepen><leerlingen>${pupils}</leerlingen>`);
  assert.deepEqual(document?.pupils.map((pupil) => pupil.yearGroup), ['5', null, '4']);
  assert.deepEqual(codes.toSorted(), ['EDEX-YEARGROUP-DERIVED', 'EDEX-YEARGROUP-MISSING']);
});

test('one who has no key goes by the ECK iD, one who has neither blocks the import', () => {
  const pupil = `${name}<jaargroep>5</jaargroep></leerling>`;
  const { document, codes } = read(`${school}<leerlingen><leerling eckid="eck-1">${pupil}</leerlingen>`);
  assert.deepEqual([document?.pupils[0]?.key, document?.pupils[0]?.eckId], ['eck-1', 'eck-1']);
  assert.ok(codes.includes('EDEX-KEY-MISSING'));
  const version = school.replace('</school>', '<xsdversie>2.3</xsdversie></school>');
  const newer = read(`${version}<leerlingen><leerling eckid="eck-1">${pupil}</leerlingen>`);
  assert.ok(!newer.codes.includes('EDEX-KEY-MISSING'));
  const nobody = read(`${school}<leerlingen><leerling>${pupil}</leerlingen>`);
  assert.ok(nobody.findings.some((finding) => finding.code === 'EDEX-PUPIL-UNIDENTIFIED' && finding.blocks));
  assert.ok(isDummyKey(nobody.document?.pupils[0]?.key ?? ''));
});

test('without a school, a school year or pupils there is nothing to import', () => {
  const pupils = `<leerlingen><leerling key="1">${name}<jaargroep>5</jaargroep></leerling></leerlingen>`;
  const blocking = (text: string): readonly string[] =>
    read(text).findings.filter((finding) => finding.blocks).map((finding) => finding.code);
  assert.deepEqual(blocking(pupils), ['EDEX-SCHOOL-MISSING']);
  assert.deepEqual(blocking(school), ['EDEX-NO-PUPILS']);
  assert.deepEqual(blocking(`${school}<leerlingen/>`), ['EDEX-NO-PUPILS']);
  const unnamed = school.replace('<brincode>99XX</brincode>', '');
  assert.deepEqual(blocking(unnamed + pupils), ['EDEX-SCHOOL-UNIDENTIFIED']);
  const odd = school.replace('2024-2025', '2024-2026');
  assert.deepEqual(blocking(odd + pupils), ['EDEX-SCHOOLYEAR-UNUSABLE']);
  assert.equal(read(odd + pupils).document, null);
});

test('dates that cannot be together are a warning, and those who left are counted', () => {
  const made = school.replace('</brincode>', '</brincode><aanmaakdatum>2024-10-01T09:00:00</aanmaakdatum>');
  const pupil = `<leerling key="1">${name}<geboortedatum>2025-01-01</geboortedatum><jaargroep>H</jaargroep>
    <instroomdatum>2024-08-01</instroomdatum><uitstroomdatum>2024-07-01</uitstroomdatum></leerling>`;
  const { codes, findings } = read(`${made}<leerlingen>${pupil}</leerlingen>`);
  assert.deepEqual(codes.toSorted(), ['EDEX-BIRTHDATE-ODD', 'EDEX-DATES-CROSSED', 'EDEX-PUPILS-LEFT']);
  assert.ok(findings.every((finding) => finding.severity !== 'error'));
  assert.ok(findings.every((finding) => !finding.message.includes('2025-01-01')));
});
