import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standardFile, standardsFolder, withoutStandards } from '../testing/standards.ts';
import { feedback, osoDossier, osoDossiers, osoNamespace, osoTest } from './invented-dossier.ts';
import { readOso } from './read.ts';
import type { OsoDossier } from './types.ts';

interface Read {
  readonly dossiers: readonly OsoDossier[];
  readonly codes: readonly string[];
  readonly blocks: boolean;
  readonly results: number;
}

function read(text: string | Uint8Array): Read {
  const dossiers: OsoDossier[] = [];
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const { findings, summary } = readOso(bytes, (dossier) => dossiers.push(dossier));
  return {
    dossiers,
    codes: findings.map(({ code }) => code),
    blocks: findings.some(({ blocks }) => blocks),
    results: summary.results,
  };
}

test('the official example gives its five tests with scale, interval, references and parts', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  const { dossiers } = read(standardFile('oso-2019.1/Voorbeelddossier_OV_POPO_full.xml'));
  const [dossier] = dossiers;
  assert.deepEqual(dossier?.pupil, {
    key: 'LN094837', lastName: 'Berg', prefix: 'van de', callName: 'Daan', birthDate: '2003-03-17',
  });
  assert.deepEqual([dossier?.kind, dossier?.metadata.part, dossier?.schoolYear], [
    'overstapdossier', 'LASLVS', '2015-2016',
  ]);
  const codes = dossier?.tests.map(({ code }) => code) ?? [];
  assert.equal(codes.length, 5);
  const wisc = dossier?.tests.find(({ code }) => code === 'WISC3NL2005');
  assert.equal(wisc?.outcome?.testScore?.ability, 103);
  assert.deepEqual(wisc?.parts.find(({ code }) => code === 'WISC3NL2005V')?.outcome?.testScore?.interval, {
    low: 60, high: 140,
  });
});

test('what is odd about the text as XML is told, as of any other file', () => {
  const declared = (declaration: string): Uint8Array =>
    new TextEncoder().encode(`<?xml ${declaration}?>${osoDossier().replaceAll('Sanne', 'Zoë')}`);
  for (const [declaration, code] of [
    ['version="1.1"', 'XML-VERSION'],
    ['version="1.0" encoding="UTF-16"', 'XML-ENCODING-OTHER'],
    ['version="1.0" encoding="ISO-8859-1"', 'XML-ENCODING-SUSPECT'],
  ] as const) {
    assert.ok(read(declared(declaration)).codes.includes(code), declaration);
  }
});

test('a file without any dossier in it says so at its root', () => {
  const { findings } = readOso(new TextEncoder().encode(`\n<dossiers xmlns="${osoNamespace()}"/>`), () => undefined);
  const found = findings.find(({ code }) => code === 'OSO-NO-PUPIL');
  assert.deepEqual([found?.line, found?.path], [2, '/dossiers']);
});

test('nothing of a number of the state is kept, whatever it is called', () => {
  const kept = read(osoDossier({ bsn: '297816238' }));
  assert.ok(kept.codes.includes('OSO-BSN-DROPPED'));
  assert.ok(!JSON.stringify(kept).includes('297816238'));
  const other = read(osoDossier({ bsn: '297816238' }).replaceAll('bsn>', 'onderwijsnummer>'));
  assert.ok(!JSON.stringify(other).includes('297816238'));
});

test('a file with several dossiers gives each pupil its own tests, and feedback of later schools is passed by', () => {
  const { dossiers, codes, results } = read(osoDossiers([
    { key: 'L1', tests: [osoTest(), osoTest({ code: 'RW-E5' })] },
    { key: 'L2', callName: 'Daan', tests: [osoTest({ ability: '652.5' })] },
  ], feedback));
  assert.deepEqual(dossiers.map(({ pupil, tests }) => [pupil.key, tests.length]), [['L1', 2], ['L2', 1]]);
  assert.equal(dossiers[1]?.tests[0]?.outcome?.testScore?.ability, 652.5);
  assert.deepEqual([results, codes], [3, ['OSO-FEEDBACK']]);
});

test('a second pupil in one dossier never lends results to the first', () => {
  const two = osoDossier().replace(
    '</huidigeschool>',
    `<leerling><achternaam>Ander</achternaam><toetslijst>${osoTest({ ability: '500' })}</toetslijst></leerling>
</huidigeschool>`,
  );
  const { dossiers, codes } = read(two);
  assert.ok(codes.includes('OSO-REPEATED'));
  assert.deepEqual(dossiers.map(({ tests }) => tests.length), [1]);
  assert.equal(dossiers[0]?.pupil.lastName, 'Vries');
});

test('a dossier of another year is read for school, pupil and tests, and only those are judged', () => {
  for (const year of ['2016', '2021', '1.2']) {
    const text = osoDossier().replaceAll(osoNamespace(), osoNamespace(year))
      .replace('2019.1<', `${year}<`)
      .replace('<toetslijst>', '<zorg><iets/></zorg><toetslijst>');
    const { dossiers, codes } = read(text);
    assert.deepEqual([dossiers[0]?.tests.length, codes], [1, ['OSO-OTHER-YEAR']], year);
    assert.ok(read(text.replace('<afname>', '<afname><vreemd/>')).codes.includes('OSO-UNKNOWN'));
  }
  assert.ok(read(osoDossier().replaceAll(osoNamespace(), 'http://elders.invalid')).codes.includes('OSO-ROOT'));
});

/** What is wrong, how to make it so, and the code that says so. */
const rules: readonly (readonly [what: string, change: (text: string) => string, code: string])[] = [
  ['no pupil', (text) => text.replace(/<leerling>[\s\S]*<\/leerling>/, ''), 'OSO-NO-PUPIL'],
  ['nobody to recognise',
    (text) => text.replace(/<leerlingid>.*?<\/leerlingid>/, '').replace(/<geboortedatum>.*?m>/, ''),
    'OSO-PUPIL-UNIDENTIFIED'],
  ['no BRIN', (text) => text.replace('99XX', 'school'), 'OSO-SCHOOL-UNIDENTIFIED'],
  ['another version', (text) => text.replace('2019.1<', '2018.1<'), 'OSO-VERSION'],
  ['an unknown kind', (text) => text.replace('overdrachtbinnenbrin', 'verhuisbericht'), 'OSO-KIND'],
  ['an unknown part', (text) => text.replace('>LVS<', '>SVL<'), 'OSO-PART'],
  ['no consent',
    (text) => text.replace('<huidigeschool>',
      '<inzage><voorlopigdossier>false</voorlopigdossier><toestemming>Nee</toestemming></inzage><huidigeschool>'),
    'OSO-NO-CONSENT'],
  ['no tests', (text) => text.replace(/<toetslijst>[\s\S]*<\/toetslijst>/, ''), 'OSO-NO-TESTS'],
  ['the same test twice', (text) => text.replace(/(<toets>[\s\S]*<\/toets>)/, '$1$1'), 'OSO-TEST-DOUBLE'],
  ['no score', (text) => text.replace(/<toetsscore>[\s\S]*<\/toetsscore>/, ''), 'OSO-RESULT-EMPTY'],
  ['more right than asked', (text) => text.replace('>17<', '>25<'), 'OSO-NUMBERS'],
  ['a year group 9', (text) => text.replace('<jaargroep>5', '<jaargroep>9'), 'OSO-YEARGROUP'],
  ['a test from after the dossier', (text) => text.replace('2026-01-22', '2026-12-22'), 'OSO-DATE-AFTER'],
  ['two birth dates',
    (text) => text.replace('<leerlingid>', '<geboortemaand>2016-03</geboortemaand><leerlingid>'), 'OSO-CHOICE'],
  ['a code outside list 11', (text) => withReference(text, 'ABC', 'Landelijk'), 'OSO-REFERENCE'],
  ['a group outside list 22', (text) => withReference(text, 'IV', 'Regionaal'), 'OSO-COMPARISON'],
];

function withReference(text: string, code: string, group: string): string {
  return text.replace('</resultaat>', `<referentiescore><codereferentiescore>${code}</codereferentiescore>
<codevergelijkingsgroep>${group}</codevergelijkingsgroep><waarde>II</waarde></referentiescore></resultaat>`);
}

test('what OSO asks beyond its schema is found, each under its own code', () => {
  assert.deepEqual(read(osoDossier()).codes, []);
  for (const [what, change, code] of rules) {
    assert.ok(read(change(osoDossier())).codes.includes(code), `${what}: ${code}`);
  }
});

test('one bad test does not block the dossier, a text that breaks off does', () => {
  assert.equal(read(osoDossier({ tests: [osoTest({ takenOn: 'gisteren' }), osoTest()] })).blocks, false);
  assert.equal(read(osoDossier().slice(0, -40)).blocks, true);
  assert.equal(read(`<!DOCTYPE dossier>${osoDossier()}`).blocks, true);
});

test('no bytes and no damage make reading throw', () => {
  const whole = new TextEncoder().encode(osoDossiers([{ bsn: '1' }, { key: null }], feedback));
  for (let at = 0; at < whole.length; at += 13) {
    assert.ok(read(whole.subarray(0, at)).blocks, `${at} bytes`);
    const flipped = whole.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 0x55;
    read(flipped);
  }
  const deep = osoDossier().replace('<toetslijst>', `<toetslijst>${'<toets>'.repeat(100)}`);
  assert.equal(read(deep).blocks, true);
});

test('twenty thousand dossiers in one file are read one at a time', () => {
  const one = osoDossier({}, '');
  const text = `<dossiers xmlns="${osoNamespace()}">${one.repeat(20_000)}</dossiers>`;
  const bytes = new TextEncoder().encode(text);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let count = 0;
  let most = 0;
  readOso(bytes, () => {
    count += 1;
    if (count % 2_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
  });
  assert.equal(count, 20_000);
  assert.ok(most < 150_000_000, `${Math.round(most / 1_000_000)} MB`);
});
