import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { plainColumn } from './columns.ts';
import { looksLikeHistoryCsv, readHistoryCsv } from './read.ts';
import type { ColumnMapping, HistoryCsvReading } from './types.ts';

const names = 'achternaam;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum;vaardigheidsscore;jaargroep';
const sanne = 'Vries;Sanne;9-3-2016;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;640,5;5';

function read(text: string | Uint8Array, mapping?: ColumnMapping): HistoryCsvReading {
  return readHistoryCsv(typeof text === 'string' ? new TextEncoder().encode(text) : text, mapping);
}

function codesOf({ findings }: HistoryCsvReading): readonly string[] {
  return findings.map(({ code }) => code);
}

/** The one row of a file with that line, and the codes. */
function rowOf(line: string, header = names): {
  readonly row: HistoryCsvReading['rows'][number] | undefined; readonly codes: readonly string[];
} {
  const reading = read(`${header}\n${line}\n`);
  return { row: reading.rows[0], codes: codesOf(reading) };
}

const withDate = (date: string): string => sanne.replace('22-1-2026', date);
const withScore = (score: string): string => sanne.replace('640,5', score);

test('a line of the template is read whole', () => {
  const { row, codes } = rowOf(sanne);
  assert.deepEqual([row, codes], [{
    line: 2, key: null, subject: 'Rekenen-Wiskunde', moment: 'M5', generation: '3.0 (synthetisch)',
    person: { lastName: 'Vries', callName: 'Sanne', prefix: null, birthDate: '2016-03-09' },
    takenOn: '2026-01-22', yearGroup: 5, score: 640.5, scale: null, correctCount: null, itemCount: null,
    typedIn: false,
  }, []]);
});

test('whatever Excel writes a table in gives the same rows', () => {
  const text = `${names}\n${sanne.replace('Vries', 'Ünlü')}\n`;
  const utf16be = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  const files: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16LE', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16BE', utf16be],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['Windows line ends', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['Mac line ends', Buffer.from(text.replaceAll('\n', '\r'))],
    ['commas', Buffer.from(text.replaceAll(',', '.').replaceAll(';', ','))],
    ['tabs', Buffer.from(text.replaceAll(';', '\t'))],
    ['sep=;', Buffer.from(`sep=;\r\n${text}`)],
    ['all quoted', Buffer.from(text.replaceAll(/[^;\n]+/g, '"$&"'))],
  ];
  for (const [what, bytes] of files) {
    const { rows, findings } = read(bytes);
    assert.deepEqual([rows.length, rows[0]?.person?.lastName, rows[0]?.score], [1, 'Ünlü', 640.5], what);
    assert.deepEqual(findings, [], what);
    assert.ok(looksLikeHistoryCsv(bytes), what);
  }
});

test('dates are read in every way people and Excel write them', () => {
  for (const date of ['2026-01-22', '22-1-2026', '22-01-2026', '22/1/2026', '22.1.2026', '22 januari 2026',
    '22-jan-2026', '20260122', '2026-01-22 00:00:00', '2026-01-22T09:30:00', ' 22-1-2026 ', '46044']) {
    assert.equal(rowOf(withDate(date)).row?.takenOn, '2026-01-22', date);
  }
  assert.equal(rowOf(sanne.replace('9-3-2016', '42438')).row?.person?.birthDate, '2016-03-09');
  assert.deepEqual(rowOf(sanne.replace('9-3-2016', '42438')).codes, ['CSV-DATE-SERIAL']);
});

test('a date that can be two days is refused: two digits for the year, or months first somewhere in the column', () => {
  assert.deepEqual(rowOf(withDate('22-1-26')).codes, ['CSV-DATE-SHORT-YEAR']);
  assert.deepEqual(rowOf(withDate('')).codes, ['CSV-INCOMPLETE']);
  assert.deepEqual(rowOf(withDate('31-2-2026')).codes, ['CSV-DATE']);
  assert.deepEqual(rowOf(withDate('12345678')).codes, ['CSV-DATE']);
  assert.deepEqual(rowOf(withDate('3')).codes, ['CSV-DATE']);
  const american = read(`${names}\n${withDate('1/22/2026')}\n${withDate('2/1/2026')}\n${withDate('2026-02-01')}\n`);
  assert.deepEqual(american.rows.map(({ takenOn }) => takenOn), [null, null, '2026-02-01']);
  assert.ok(codesOf(american).includes('CSV-DATE-AMBIGUOUS'));
});

test('numbers have a decimal comma or point, and signs between thousands', () => {
  for (const [written, value] of [['640', 640], ['640,5', 640.5], ['640.5', 640.5], ['1.234,5', 1234.5],
    ['1,234.5', 1234.5], ['1 234,5', 1234.5], ['0,125', 0.125], ['-3,5', -3.5], ['640,50', 640.5]] as const) {
    assert.deepEqual([rowOf(withScore(written)).row?.score, rowOf(withScore(written)).codes], [value, []], written);
  }
  for (const written of ['veel', '6,4E+02', '1,2,3', '640%']) {
    assert.deepEqual(rowOf(withScore(written)).codes, ['CSV-NUMBER'], written);
  }
});

test('1.234 is a thousand only where another number of the file shows what the point means', () => {
  assert.deepEqual(rowOf(withScore('1.234')).codes, ['CSV-NUMBER-AMBIGUOUS']);
  const comma = read(`${names}\n${withScore('1.234')}\n${withScore('640,5')}\n`);
  assert.deepEqual(comma.rows.map(({ score }) => score), [1234, 640.5]);
  const point = read(`${names}\n${withScore('1.234')}\n${withScore('640.5')}\n`);
  assert.deepEqual(point.rows.map(({ score }) => score), [1.234, 640.5]);
});

test('columns are known by the words that programs use, whatever the order, capitals and signs', () => {
  const guessed = 'Leerling;Geb. datum;Toets omschrijving;Datum afname;Leerjaar;VS';
  const line = '"Vries, Sanne de";9-3-2016;Rekenen-Wiskunde 3.0 (synthetisch) M5;22-1-2026;groep 5;640,5';
  const { row, codes } = rowOf(line, guessed);
  assert.deepEqual(row?.person, { lastName: 'Vries', callName: 'Sanne', prefix: 'de', birthDate: '2016-03-09' });
  assert.deepEqual([row?.subject, row?.generation, row?.moment, row?.yearGroup], [
    'Rekenen-Wiskunde', '3.0 (synthetisch)', 'M5', 5,
  ]);
  assert.deepEqual(new Set(codes), new Set(['CSV-COLUMN-GUESSED']));
});

test('moments are known in the ways schools write them', () => {
  for (const written of ['M5', 'm5', 'Medio 5', 'midden groep 5', 'M 5']) {
    assert.equal(rowOf(sanne.replace(';M5;', `;${written};`)).row?.moment, 'M5', written);
  }
  assert.equal(rowOf(sanne.replace(';M5;', ';Eindtoets;')).row?.moment, 'EINDTOETS');
});

test('what a person said about columns goes before what we think, and a column can be left out', () => {
  const odd = names.replace('vaardigheidsscore', 'uitkomst').replace('jaargroep', 'afname');
  const without = read(`${odd}\n${sanne}\n`);
  assert.deepEqual([without.missing, without.rows], [['vaardigheidsscore'], []]);
  const said: ColumnMapping = new Map([[plainColumn('Uitkomst'), 'vaardigheidsscore'], ['afname', null]]);
  assert.equal(read(`${odd}\n${sanne}\n`, said).rows[0]?.score, 640.5);
  assert.equal(read(`${odd}\n${sanne}\n`, said).rows[0]?.yearGroup, null);
});

test('a missing or double column blocks, with its own name as path', () => {
  const missing = read(`${names.replace('generatie', 'iets')}\n${sanne}\n`);
  assert.deepEqual(missing.findings.filter(({ blocks }) => blocks).map(({ code, path, line }) => [code, path, line]), [
    ['CSV-COLUMN-MISSING', 'generatie', 1],
  ]);
  assert.ok(codesOf(read(`${names};vak\n${sanne};x\n`)).includes('CSV-COLUMN-DOUBLE'));
});

test('findings say line, column and the name of the column', () => {
  const { findings } = read(`${names}\n\n${withDate('22-1-26')}\n`);
  const found = findings.find(({ code }) => code === 'CSV-DATE-SHORT-YEAR');
  assert.deepEqual([found?.line, found?.column, found?.path], [3, sanne.indexOf('22-1') + 1, 'afnamedatum']);
});

test('titles above the names, empty lines and a line with the average are no results', () => {
  const { rows, findings } = read(`Overzicht van De Proef;;\n\n${names}\n${sanne}\n;;;;\nGemiddelde;;;;;;;640,5;\n`);
  assert.equal(rows.length, 1);
  assert.deepEqual(new Set(findings.map(({ code }) => code)), new Set(['CSV-ABOVE-HEAD', 'CSV-TOTALS']));
});

test('a line with too many cells is kept without anything in it: its cells may stand under other columns', () => {
  const { row, codes } = rowOf(sanne.replace('Rekenen-Wiskunde', 'Rekenen;Wiskunde'));
  assert.deepEqual([row?.person, row?.score, codes], [null, null, ['CSV-RAGGED']]);
  assert.deepEqual(rowOf(`${sanne};;;`).codes, []);
  assert.deepEqual(rowOf(sanne.replace(/;5$/, '')).codes, []);
});

test('cells may have line ends and quotes in them; a quote that was left open stops the reading', () => {
  const { row } = rowOf(sanne.replace('Vries', '"Vries ""de""\nJong"'));
  assert.equal(row?.person?.lastName, 'Vries "de" Jong');
  assert.ok(codesOf(read(`${names}\n"${sanne}\n${sanne}\n`)).includes('CSV-QUOTES'));
  const swallowed = read(`${names}\n"${sanne}\n${sanne}\n${sanne.replace('Vries', 'Vries"')}\n`);
  assert.ok(codesOf(swallowed).includes('CSV-QUOTES'));
  assert.equal(swallowed.rows.length, 0);
});

test('formulas stay text, and tricks that keep a number a text are seen through', () => {
  const header = `leerlingsleutel;${names}`;
  assert.equal(rowOf(`="0012";${sanne}`, header).row?.key, '0012');
  assert.equal(rowOf(`'0012;${sanne}`, header).row?.key, '0012');
  const formula = rowOf(`=HYPERLINK("x");${sanne}`, header);
  assert.deepEqual([formula.row?.key, formula.codes], ['=HYPERLINK("x")', ['CSV-FORMULA']]);
  const mangled = rowOf(`1,2E+05;${sanne}`, header);
  assert.deepEqual([mangled.row?.key, mangled.codes], [null, ['CSV-KEY-MANGLED']]);
});

test('a result that somebody typed in is known by its origin', () => {
  assert.equal(rowOf(`${sanne};handmatig`, `${names};herkomst`).row?.typedIn, true);
  assert.equal(rowOf(`${sanne};las`, `${names};herkomst`).row?.typedIn, false);
});

test('what contradicts itself in a line, or stands there twice, is told and costs nothing', () => {
  const header = `${names};goed;opgaven`;
  assert.deepEqual(rowOf(`${sanne};25;24`, header).codes, ['CSV-COUNTS']);
  assert.deepEqual(rowOf(`${sanne};24;24`, header).codes, []);
  assert.deepEqual(rowOf(sanne.replace('9-3-2016', '9-3-2022')).codes, ['CSV-DATES-CROSSED']);
  const twice = read(`${names}\n${sanne}\n${withScore('641')}\n${sanne}\n`);
  assert.deepEqual([twice.rows.length, twice.findings.map(({ code, line }) => [code, line])], [3, [['CSV-DOUBLE', 4]]]);
});

test('a stray byte of another encoding leaves the other names alone, and its line is told', () => {
  const lines = [names, sanne.replace('Vries', 'Müller').replace('Sanne', 'Zoë'), sanne.replace('Vries', 'Andr?')];
  const bytes = Buffer.from(`${lines.join('\r\n')}\r\n`);
  bytes[bytes.indexOf('?')] = 0xe9;
  const { rows, findings } = read(bytes);
  assert.deepEqual(rows.map(({ person }) => person?.lastName), ['Müller', 'André']);
  assert.deepEqual(findings.map(({ code, line }) => [code, line]), [['CSV-ENCODING-SUSPECT', 3]]);
  const half = read(Buffer.concat([Buffer.from(`${lines.slice(0, 2).join('\n')}\n`), Buffer.from([0xc3])]));
  assert.equal(half.rows[0]?.person?.lastName, 'Müller');
  assert.ok(codesOf(half).includes('CSV-ENCODING-SUSPECT'));
});

test('in a text of Windows the few signs of UTF-8 are read as such, and their line is told', () => {
  const lines = ['Vriës', 'Zoë', 'André', 'GarÃ§on'].map((name) => sanne.replace('Vries', name));
  const { rows, findings } = read(Buffer.from(`${[names, ...lines].join('\n')}\n`, 'latin1'));
  assert.deepEqual(rows.map(({ person }) => person?.lastName), ['Vriës', 'Zoë', 'André', 'Garçon']);
  assert.deepEqual(findings.map(({ code, line }) => [code, line]), [['CSV-ENCODING-SUSPECT', 5]]);
});

test('a table that cannot be read is recognised as a table all the same', () => {
  const wide = `${names}${';x'.repeat(300)}\n${sanne}\n`;
  for (const [bytes, code] of [
    [Buffer.from(wide), 'CSV-TOO-LARGE'],
    [Buffer.from(`${names}\n${sanne.replace('Vries', 'Vr\u0000ies')}\n`), 'CSV-ENCODING'],
    [Buffer.from(`${names}\n${sanne}\n`, 'utf16le'), 'CSV-ENCODING'],
    [Buffer.from(`${names}\n${sanne}\n`, 'utf16le').swap16(), 'CSV-ENCODING'],
  ] as const) {
    assert.ok(looksLikeHistoryCsv(bytes), code);
    assert.deepEqual(codesOf(read(bytes)), [code]);
  }
  assert.ok(!looksLikeHistoryCsv(Buffer.from('\u00d0\u00cf\u0011\u00e0;naam;toets;datum;score', 'latin1')));
});

test('a long table is recognised in each encoding', () => {
  const text = `\uFEFF${names}\n${`${sanne}\n`.repeat(300)}`;
  for (const bytes of [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]) {
    assert.ok(looksLikeHistoryCsv(bytes));
  }
});

test('other files are refused with what they are', () => {
  const files: readonly (readonly [string, string])[] = [
    ['PK\u0003\u0004', 'CSV-NOT-CSV'], ['<html>', 'CSV-NOT-CSV'], ['', 'CSV-EMPTY'], [`${names}\n`, 'CSV-NO-ROWS'],
    [`${names}\n${sanne}\u0000\n`, 'CSV-ENCODING'], ['\u0000\u0001', 'CSV-ENCODING'],
  ];
  for (const [text, code] of files) {
    const reading = read(text);
    assert.ok(codesOf(reading).includes(code), code);
    assert.ok(reading.findings.some(({ blocks }) => blocks), code);
  }
});

test('a hostile table is refused or cut off in bounded time', () => {
  const long = 'x'.repeat(5_000_000);
  const started = performance.now();
  assert.ok(codesOf(read(`${names}\n${sanne.replace('Vries', long)}\n`)).includes('CSV-CELL-TOO-LONG'));
  assert.ok(codesOf(read(`${names}\n${';'.repeat(1_000_000)}\n`)).includes('CSV-TOO-LARGE'));
  assert.ok(codesOf(read(`"${long}`)).includes('CSV-QUOTES'));
  assert.ok(codesOf(read(`${names}\n${'a;b\n'.repeat(250_000)}`)).includes('CSV-TOO-LARGE'));
  assert.ok(performance.now() - started < 5_000);
});

test('no text makes reading throw, and each row is a line of the file', () => {
  const piece = fc.constantFrom(
    names, sanne, ';', '"', '\n', '\r\n', '\t', ',', '=1+1', '\u0000', 'sep=,', '22-1-26', '1.234',
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const text = pieces.join('');
    const { rows } = read(text);
    const lines = text.split(/\r\n|\r|\n/).length;
    assert.ok(rows.length < lines + 1 && rows.every(({ line }) => line >= 1 && line <= lines));
  }), { numRuns: 500, seed: 4 });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    read(Buffer.concat([Buffer.from(`${names}\n`), bytes]));
    looksLikeHistoryCsv(bytes);
  }), { numRuns: 500, seed: 5 });
});

test('of two columns with one name, what a person said is believed of neither: one of them may hold names', () => {
  const header = names.split(';').map((name) => (['naam', 'achternaam', 'toets'].includes(name) ? 'Leerling' : name));
  const said: ColumnMapping = new Map([[plainColumn('Leerling'), 'toets']]);
  const { columns, missing } = read(`${header.join(';')}\n${sanne}\n`, said);
  assert.deepEqual(columns.filter((_, at) => header[at] === 'Leerling'), [null, null]);
  assert.ok(missing.includes('toets'));
});
