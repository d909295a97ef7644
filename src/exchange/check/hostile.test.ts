import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Finding } from '../../base/findings.ts';
import { present } from '../../base/assert.ts';
import { namespaces } from '../uwlr/wire.ts';
import { fileLimits } from '../xml/read.ts';
import { checkDocument } from './check.ts';

/** Longest a hostile file may keep us busy, in seconds of the processor. */
const patience = 5;

/** The one finding that stops a file, after looking whether it came in time and says where and what to mend. */
function refusal(document: string | Uint8Array, name = 'bestand.xml'): Finding {
  const before = process.cpuUsage();
  const { findings } = checkDocument(typeof document === 'string' ? Buffer.from(document) : document, name);
  const { user, system } = process.cpuUsage(before);
  assert.ok((user + system) / 1e6 < patience, 'refused in time');
  const stopping = findings.filter((finding) => finding.blocks);
  const last = present(stopping.at(-1), 'a blocking finding');
  assert.match(last.message, /^\p{Lu}.*\. \p{Lu}.*\.$/u);
  return last;
}

const school = '<school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode></school>';
const pupil = '<leerling key="1"><achternaam>Voorbeeld</achternaam><jaargroep>5</jaargroep></leerling>';
const good = `<EDEX>${school}<leerlingen>${pupil}</leerlingen></EDEX>`;

test('an entity bomb is refused at its DOCTYPE, before an entity is expanded', () => {
  const levels = Array.from({ length: 30 }, (_, nth) => `<!ENTITY a${nth + 1} "&a${nth};&a${nth};">`).join('');
  const doctype = `<!DOCTYPE EDEX [<!ENTITY a0 "ha">${levels}]>`;
  const bomb = `<?xml version="1.0"?>\n${doctype}\n${good.replace('Voorbeeld', '&a30;')}`;
  const { code, line } = refusal(bomb);
  assert.deepEqual([code, line], ['XML-DOCTYPE', 2]);
});

test('an external entity, an external DTD and a parameter entity are never fetched: there is no DOCTYPE for us', () => {
  for (const doctype of [
    '<!DOCTYPE EDEX [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE EDEX SYSTEM "http://127.0.0.1:9/edex.dtd">',
    '<!DOCTYPE EDEX PUBLIC "-//X//EN" "file:///dev/zero">',
    '<!DOCTYPE EDEX [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
    '<!DOCTYPE EDEX [<!ATTLIST leerling key CDATA "1">]>',
  ]) {
    assert.equal(refusal(doctype + good.replace('Voorbeeld', '&x;')).code, 'XML-DOCTYPE', doctype);
  }
  assert.equal(refusal(good.replace('Voorbeeld', '&x;')).code, 'XML-ENTITY');
  assert.equal(refusal(good.replace('Voorbeeld', '&#0;')).code, 'XML-ENTITY');
  assert.equal(refusal(good.replace('Voorbeeld', '&#x110000;')).code, 'XML-ENTITY');
});

test('a loose & is told where it stands, wherever the next semicolon is', () => {
  const loose = (behind: string): unknown[] => {
    const text = good.replace('<leerlingen>', '\n<leerlingen>').replace('Voorbeeld', `Bakker & Zn${behind}`);
    const { code, line, column, path } = refusal(text);
    return [code, line, column, path];
  };
  const place = ['XML-ENTITY', 2, 50, '/EDEX/leerlingen/leerling[1]/achternaam'];
  for (const behind of ['', '\n\n', '\n;', ';', '\n'.repeat(3000), 'x'.repeat(70_000)]) {
    assert.deepEqual(loose(behind), place, JSON.stringify(behind.slice(0, 5)));
  }
});

test('a schemaLocation, a stylesheet and an XInclude in a file are passed by', () => {
  const odd = good
    .replace('<EDEX>', '<?xml-stylesheet href="file:///etc/passwd"?>'
      + '<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
      + ' xsi:noNamespaceSchemaLocation="http://127.0.0.1:9/x.xsd">')
    .replace('</school>', '</school>'
      + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>');
  const { findings, counts } = checkDocument(Buffer.from(odd), 'x.xml');
  assert.equal(counts.pupils, 1);
  assert.deepEqual(findings.filter((one) => one.severity === 'error').map((one) => one.code), ['EDEX-UNKNOWN']);
});

test('elements a hundred thousand deep are refused at the fortieth', () => {
  const deep = [`<EDEX>${'<a>'.repeat(100_000)}`, `<EDEX>${school}<leerlingen>${'<leerling>'.repeat(100_000)}`];
  for (const text of deep) {
    assert.equal(refusal(text).code, 'XML-DEPTH');
  }
});

test('a megabyte attribute, a hundred thousand attributes, a long name and many namespaces are refused', () => {
  const long = 'x'.repeat(1_000_000);
  const many = (one: (nth: number) => string): string =>
    Array.from({ length: 100_000 }, (_, nth) => one(nth)).join(' ');
  for (const text of [
    good.replace('key="1"', `key="${long}"`),
    good.replace('key="1"', many((nth) => `a${nth}="1"`)),
    good.replace('key="1"', many((nth) => `xmlns:n${nth}="urn:${nth}"`)),
    good.replace('<school>', `<${long}/><school>`),
    good.replace('<EDEX>', `<EDEX a="${long}">`),
  ]) {
    assert.equal(refusal(text).code, 'XML-TAG-LENGTH');
  }
});

test('a pupil of a million elements, or with a text of twenty megabytes, is refused', () => {
  assert.equal(refusal(good.replace('</leerling>', `${'<a/>'.repeat(1_000_000)}</leerling>`)).code, 'XML-RECORD');
  assert.equal(refusal(good.replace('Voorbeeld', 'x'.repeat(20_000_000))).code, 'XML-TEXT-LENGTH');
});

test('more pupils, results or references to nothing than a limit allows are refused, and told a hundred times', () => {
  const codesOf = (text: string): readonly string[] => {
    const limits = { ...fileLimits, recordsMax: 1000 };
    const { findings } = checkDocument(Buffer.from(text), 'x.xml', limits);
    assert.ok(findings.some((finding) => finding.blocks) && findings.length < 450);
    return findings.map((finding) => finding.code);
  };
  assert.ok(codesOf(good.replace(pupil, '<leerling/>'.repeat(1001))).includes('XML-RECORDS'));
  const lost = `<samengestelde_groepen>${'<samengestelde_groep key="x"/>'.repeat(1001)}</samengestelde_groepen>`;
  assert.ok(codesOf(good.replace('</leerling>', `${lost}</leerling>`)).includes('XML-RECORDS'));
  const result = '<resultaat key="1"><afnamedatum>2026-01-01</afnamedatum><toetscode>T</toetscode>'
    + '<score>1</score></resultaat>';
  const taking = `<toetsafname><leerlingid>1</leerlingid><resultaten>${result.repeat(600)}</resultaten></toetsafname>`;
  const results = `<leerresultaten_verzoek xmlns="${namespaces.lr}"><toetsafnames>${taking.repeat(3)}</toetsafnames>
    </leerresultaten_verzoek>`;
  assert.ok(codesOf(results).includes('XML-RECORDS'));
});

test('fifty thousand references to nothing in one pupil cost no more than as many anywhere', () => {
  const lost = `<samengestelde_groepen>${'<samengestelde_groep key="x"/>'.repeat(50_000)}</samengestelde_groepen>`;
  assert.equal(refusal(good.replace('</leerling>', `${lost}</leerling>`)).code, 'EDEX-GROUP-UNKNOWN');
});

test('a zip, a gzip and other packed files are named as such and never unpacked, so no bomb goes off', () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  assert.ok(bomb.length < 100_000);
  assert.equal(refusal(bomb, 'EDEX.xml.gz').code, 'XML-COMPRESSED');
  const starts = [
    'PK\u0003\u0004', 'PK\u0005\u0006', 'Rar!\u001a', 'BZh9', '7z\u00bc\u00af\u0027\u001c', '\u00fd7zXZ\u0000',
  ];
  for (const start of starts) {
    assert.equal(refusal(Buffer.from(start, 'latin1')).code, 'XML-COMPRESSED');
  }
});

test('a NUL, a control character or half a character is refused at its line and column', () => {
  const at = (bytes: Uint8Array): unknown[] => {
    const { code, line, column } = refusal(bytes);
    return [code, line, column];
  };
  const lines = good.replace('<leerlingen>', '\n<leerlingen>');
  const column = lines.split('\n')[1]?.indexOf('Voorbeeld') ?? 0;
  const withByte = (byte: number): Buffer =>
    Buffer.from(lines.replace('Voorbeeld', String.fromCharCode(byte)), 'latin1');
  assert.deepEqual(at(withByte(0)), ['XML-MALFORMED', 2, column + 1]);
  assert.deepEqual(at(withByte(8)), ['XML-MALFORMED', 2, column + 1]);
  assert.deepEqual(at(withByte(0xeb)), ['XML-ENCODING', 2, column + 1]);
  assert.deepEqual(at(withByte(0xff)), ['XML-ENCODING', 2, column + 1]);
  assert.equal(refusal(Buffer.from('\u0000\u0000\u0000\u0000', 'latin1')).code, 'XML-EMPTY');
});

/** What an encoding makes of a file: the code of the one remark, or that it is refused; else nothing. */
const name = 'Ismaël';
const encoded: readonly (readonly [about: string, bytes: Uint8Array, code: string | null])[] = (() => {
  const text = (encoding: string | null): string =>
    `${encoding === null ? '' : `<?xml version="1.0" encoding="${encoding}"?>`}${good.replace('Voorbeeld', name)}`;
  const latin = (encoding: string): Buffer => Buffer.from(text(encoding), 'latin1');
  const wide = (encoding: string | null, mark = ''): Buffer => Buffer.from(mark + text(encoding), 'utf16le');
  const marked = (encoding: string): Buffer => Buffer.from(`\ufeff${text(encoding)}`);
  return [
    ['UTF-8', Buffer.from(text('UTF-8')), null],
    ['UTF-8 that does not say so', Buffer.from(text(null)), null],
    ['UTF-8 with a mark', marked('utf-8'), null],
    ['ISO-8859-1', latin('ISO-8859-1'), null],
    ['ISO-8859-15', latin('iso-8859-15'), null],
    ['Windows-1252', latin('Windows-1252'), null],
    ['UTF-16 with a mark', wide('UTF-16', '\ufeff'), null],
    ['UTF-16 without a mark', wide('UTF-16LE'), null],
    ['UTF-16, big end first, without a mark', wide('UTF-16BE').swap16(), null],
    ['UTF-16 with a mark that does not say so', wide(null, '\ufeff'), null],
    ['UTF-16 that says it is UTF-8', wide('UTF-8', '\ufeff'), 'XML-ENCODING-OTHER'],
    ['UTF-8 that says it is UTF-16', Buffer.from(text('UTF-16')), 'XML-ENCODING-OTHER'],
    ['UTF-8 with a mark that says it is ISO-8859-1', marked('ISO-8859-1'), 'XML-ENCODING-OTHER'],
    ['UTF-8 that says it is ISO-8859-1', Buffer.from(text('ISO-8859-1')), 'XML-ENCODING-SUSPECT'],
    ['UTF-8 that says it is Windows-1252', Buffer.from(text('windows-1252')), 'XML-ENCODING-SUSPECT'],
    ['Windows-1252 that says it is UTF-8', latin('UTF-8'), 'XML-ENCODING'],
    ['Windows-1252 that says nothing', Buffer.from(text(null), 'latin1'), 'XML-ENCODING'],
    ['Windows-1252 that says it is ASCII', latin('US-ASCII'), 'XML-ENCODING'],
    ['UTF-8 that says it is ASCII', Buffer.from(text('US-ASCII')), 'XML-ENCODING-OTHER'],
    ['an encoding that we do not know', Buffer.from(text('EBCDIC-CP-NL')), 'XML-ENCODING'],
    ['an encoding that nobody knows', Buffer.from(text('utf-9')), 'XML-ENCODING'],
    ['UTF-7', Buffer.from(text('UTF-7')), 'XML-ENCODING'],
    ['UTF-32', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), wide('UTF-32')]), 'XML-ENCODING'],
    ['half a UTF-16 character at the end', wide('UTF-16', '\ufeff').subarray(0, -1), 'XML-ENCODING'],
  ];
})();

test('every encoding is read as what it is, and one that contradicts its declaration is told or refused', () => {
  for (const [about, bytes, code] of encoded) {
    const { findings, counts } = checkDocument(bytes, 'x.xml');
    const told = findings.map((finding) => finding.code).filter((one) => one !== 'EDEX-SCHOOLYEAR-BEYOND-LIST');
    assert.deepEqual(told, code === null ? [] : [code], about);
    const refused = findings.some((finding) => finding.blocks);
    assert.equal(refused, code === 'XML-ENCODING', about);
    assert.equal(refused ? 1 : counts.pupils, 1, about);
  }
});

test('a file that breaks off anywhere is refused, and so is anything behind its end', () => {
  for (let length = 0; length < good.length; length += 1) {
    const { code } = refusal(good.slice(0, length));
    assert.match(code, /^(XML-(EMPTY|MALFORMED|NOT-XML)|EDEX-NO-PUPILS|CHECK-UNKNOWN)$/, good.slice(0, length));
  }
  for (const [behind, words] of [
    [good, /twee documenten/],
    [`<?xml version="1.0"?>${good}`, /twee bestanden/],
    ['<leerling/>', /twee documenten/],
    ['tekst', /buiten het eerste element/],
    ['\u0000\u0000', /mag/],
  ] as const) {
    const stop = refusal(good + behind);
    assert.equal(stop.code, 'XML-MALFORMED');
    assert.match(stop.message, words);
    assert.equal(stop.line, 1);
  }
});

test('XML 1.1 is read by the rules of 1.0, so that nothing comes in that 1.0 forbids', () => {
  const newer = `<?xml version="1.1"?>${good}`;
  const codes = checkDocument(Buffer.from(newer), 'x.xml').findings.map((finding) => finding.code);
  assert.deepEqual(codes, ['XML-VERSION', 'EDEX-SCHOOLYEAR-BEYOND-LIST']);
  assert.equal(refusal(newer.replace('Voorbeeld', '&#1;')).code, 'XML-ENTITY');
  assert.equal(refusal(good.replace('Voorbeeld', '&#1;')).code, 'XML-ENTITY');
});

test('one byte, blanks alone, a mark alone and texts of other kinds are refused by name', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', 'XML-EMPTY'], [' ', 'XML-EMPTY'], ['\n\t\r\n', 'XML-EMPTY'], ['\ufeff', 'XML-EMPTY'],
    ['x', 'XML-NOT-XML'], ['<', 'XML-MALFORMED'], ['{"EDEX":1}', 'XML-NOT-XML'], ['%PDF-1.7', 'XML-NOT-XML'],
    ['<!doctype html><html>', 'XML-HTML'], ['<HTML lang="nl">', 'XML-HTML'],
    ['EDEX2000;99XX', 'XML-EDEX2000'], ['"LL","1"', 'XML-EDEX2000'], ['<edex/>', 'CHECK-UNKNOWN'],
    [good.replace('<EDEX>', '<EDEX xmlns="http://www.edustandaard.nl/edexml">'), 'EDEX-ROOT'],
  ];
  for (const [text, code] of cases) assert.equal(refusal(text).code, code, text.slice(0, 30));
});
