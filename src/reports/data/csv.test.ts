import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { reportCsv } from './csv.ts';
import { inventedDocument, inventedTable } from './invented-document.ts';

/** Reads with another program's reader than the one that wrote. */
function readBack(csv: string): readonly (readonly string[])[] {
  return parse(csv, { delimiter: ';', bom: true, relax_column_count: true });
}

/** Every character that means something to a CSV or to a spreadsheet, and names as they are. */
const names = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(';', '"', ',', '\n', '\r', '\t', '=', '+', '-', '@', "'", ' ', 'é') }),
  fc.constantFrom('Vries, Sanne de', '=HYPERLINK("http://kwaad.example")', '-Piet', '@Els', '+31 6', 'Bob "Bo"; Jr.'),
);
const points = fc.oneof(
  fc.constant(null), fc.integer({ min: -5, max: 900 }), fc.double({ min: 0, max: 900, noNaN: true }),
);

test('a CSV that another reader opens holds the names and numbers that the report held', () => {
  fc.assert(fc.property(fc.array(fc.tuple(names, points), { minLength: 1, maxLength: 6 }), (rows) => {
    const [head, ...found] = readBack(reportCsv(inventedDocument([inventedTable(rows)])));
    assert.deepEqual(head, ['onderdeel', 'leerling', 'punten', 'norm']);
    assert.equal(found.length, rows.length);
    rows.forEach(([name, value], index) => {
      const [part, read, number, norm] = found[index] ?? [];
      assert.equal(part, 'Scores');
      assert.equal(/^[=+\-@\t\r]/u.test(name) ? read?.slice(1) : read, name === '–' ? '' : name);
      assert.equal(number === '' ? null : Number(number?.replace(',', '.')), value === null ? null : value + 0);
      assert.equal(norm, 'synthetische norm, niet van Cito');
    });
  }));
});

test('no cell of a CSV is run as a formula', () => {
  fc.assert(fc.property(fc.array(fc.tuple(names, points), { minLength: 1, maxLength: 6 }), (rows) => {
    for (const [, read] of readBack(reportCsv(inventedDocument([inventedTable(rows)])))) {
      assert.doesNotMatch(read ?? '', /^[=+\-@\t\r]/u);
    }
  }));
});

test('a CSV begins with the mark of UTF-8, and its decimals have a comma', () => {
  const csv = reportCsv(inventedDocument([inventedTable([['Zoë Ünal', 612.25]])]));
  assert.equal(csv, '\uFEFFonderdeel;leerling;punten;norm\r\n'
    + 'Scores;Zoë Ünal;612,25;synthetische norm, niet van Cito\r\n');
});

test('a report without results says so in its CSV', () => {
  const empty = { title: 'Nog geen resultaten', words: 'Zet eerst een toets klaar.' };
  const csv = reportCsv(inventedDocument([], { empty }));
  assert.equal(csv, '\uFEFFopmerking\r\nNog geen resultaten. Zet eerst een toets klaar.\r\n');
});
