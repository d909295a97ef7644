import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextWriter, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js';
import fc from 'fast-check';
import { type XmlElement, XmlDocument } from 'libxml2-wasm';
import { reportExcel } from './excel.ts';
import { inventedDocument, inventedTable } from './invented-document.ts';

const MAIN = { m: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' };

/** A cell as it stands in the file: `s` for a text, `n` for a number. */
interface ReadCell {
  readonly type: string;
  readonly value: string;
}

/** The sheets of a workbook, read with another program's zip and XML readers. */
async function readBack(workbook: Uint8Array): Promise<readonly (readonly (readonly (ReadCell | null)[])[])[]> {
  const zip = new ZipReader(new Uint8ArrayReader(workbook));
  const files = new Map<string, string>();
  for (const entry of await zip.getEntries()) {
    if (!entry.directory) files.set(entry.filename, await entry.getData(new TextWriter()));
  }
  await zip.close();
  const texts = elements(files.get('xl/sharedStrings.xml') ?? '', '//m:si', (si) => si.content);
  return [...files.keys()].filter((name) => name.startsWith('xl/worksheets/sheet')).sort()
    .map((name) => elements(files.get(name) ?? '', '//m:row', (row) => rowOf(row, texts)));
}

function rowOf(row: XmlElement, texts: readonly string[]): readonly (ReadCell | null)[] {
  const cells: (ReadCell | null)[] = [];
  for (const cell of row.find('m:c', MAIN) as XmlElement[]) {
    assert.equal(cell.get('m:f', MAIN), null, 'no cell holds a formula');
    const column = (cell.attr('r')?.value ?? 'A').charCodeAt(0) - 65;
    const value = cell.get('m:v', MAIN)?.content ?? '';
    const type = cell.attr('t')?.value ?? 'n';
    while (cells.length < column) cells.push(null);
    cells.push({ type, value: type === 's' ? texts[Number(value)] ?? '' : value });
  }
  return cells;
}

function elements<T>(xml: string, path: string, read: (element: XmlElement) => T): readonly T[] {
  const document = XmlDocument.fromString(xml);
  try {
    return (document.root.find(path, MAIN) as XmlElement[]).map(read);
  } finally {
    document.dispose();
  }
}

/** XML itself makes one line end of every kind. */
const asXmlReads = (text: string): string => text.replace(/\r\n?/gu, '\n');

const names = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(';', '"', '<', '&', '\n', '=', '+', '-', '@', "'", '\u0000', '\u0008', 'é') }),
  fc.constantFrom('Vries, Sanne de', '=HYPERLINK("http://kwaad.example")', '=1+1', '-Piet', '@SUM(A1)', '+31 6'),
).filter((name) => name.trim() !== '');

test('an Excel file that other readers open holds texts as texts and numbers as numbers', async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.tuple(names, fc.oneof(fc.constant(null), fc.double({ min: -5, max: 900, noNaN: true }))),
      { minLength: 1, maxLength: 5 }),
    async (rows) => {
      const [sheet] = await readBack(await reportExcel(inventedDocument([inventedTable(rows)])));
      assert.equal(sheet?.length, rows.length + 1);
      rows.forEach(([name, points], index) => {
        const [, who, number] = sheet?.[index + 1] ?? [];
        // eslint-disable-next-line no-control-regex
        const written = asXmlReads(name).replace(/[\u0000\u0008]/gu, '');
        if (written !== '' && name !== '–') assert.deepEqual([who?.type, who?.value], ['s', written]);
        if (points === null) assert.equal(number ?? null, null);
        else assert.deepEqual([number?.type, Number(number?.value)], ['n', points + 0]);
      });
    },
  ), { numRuns: 40 });
});

test('a day is a day to Excel, whatever the time zone of the machine', async () => {
  const day = inventedTable([[{ text: '19 jan 2027', value: '2027-01-19' }, 1]]);
  const [sheet] = await readBack(await reportExcel(inventedDocument([day])));
  assert.deepEqual([sheet?.[1]?.[1]?.type, sheet?.[1]?.[1]?.value], ['n', '46406']);
});

test('tables of the same columns share a sheet; others get a sheet of their own', async () => {
  const same = inventedTable([['Els', 1]]);
  const columns = [{ key: 'ja', header: 'Ja', kind: 'text' as const }];
  const other = { ...same, caption: 'Anders', columns, rows: [[{ text: 'x' }]] };
  const sheets = await readBack(await reportExcel(inventedDocument([same, other, same])));
  assert.deepEqual(sheets.map((sheet) => sheet.length), [3, 2]);
});

test('a report without results says so in its workbook', async () => {
  const empty = { title: 'Nog geen resultaten', words: 'Zet eerst een toets klaar.' };
  const [sheet] = await readBack(await reportExcel(inventedDocument([], { empty })));
  assert.equal(sheet?.[1]?.[0]?.value, 'Nog geen resultaten. Zet eerst een toets klaar.');
});
