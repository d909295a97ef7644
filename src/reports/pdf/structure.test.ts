import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { elementsOf, fullText, readPdf } from '../../../test/pdf-structure.ts';
import { compilePdf } from './compile.ts';
import { fileOf, type PdfFile, type PdfReport } from './types.ts';

const picture = {
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9"><text x="9" y="9">III</text></svg>',
  alt: 'Niveau III, rond het gemiddelde.',
};
const long = 'een lange opmerking bij dit resultaat die niet op een regel past en dus over regels heen loopt';

function reportOf(name: string, rows = 2): PdfReport {
  return {
    title: `Groei van ${name}`, productName: 'Leerling in beeld', footer: 'proef', source: 'synthetisch',
    landscape: false, facts: [{ label: 'Groep', value: '5A' }], madeAtMs: 0,
    parts: [{
      heading: 'Rekenen', lead: 'Zo ging het.', newSheet: false, charts: [picture],
      remarks: ['Een niveau is geen cijfer.'],
      tables: [{
        columns: [
          { header: 'Vak', numeric: false, wide: true }, { header: 'Score', numeric: true, wide: false },
          { header: 'Opmerking', numeric: false, wide: true },
        ],
        rows: Array.from({ length: rows }, (_, index) => [`vak ${index}`, `${600 + index}`, `${long} ${index}`]),
      }],
    }],
  };
}

function groupOf(names: readonly string[], rows: number, doubleSided: boolean): PdfFile {
  const reports = names.map((name) => reportOf(name, rows));
  return { title: 'Rapporten van groep 5A', productName: 'Leerling in beeld', reports, doubleSided, madeAtMs: 0 };
}

describe('a program that reads a PDF aloud', () => {
  test('is told its title, its language, the headings and the words of a picture', () => {
    const pdf = readPdf(compilePdf(fileOf(reportOf('Noor'))));
    assert.equal(pdf.title, 'Groei van Noor');
    assert.equal(pdf.language, 'nl');
    assert.deepEqual(elementsOf(pdf.root, 'H1').map(fullText), ['Groei van Noor']);
    assert.deepEqual(elementsOf(pdf.root, 'H2').map(fullText), ['Rekenen']);
    assert.deepEqual(elementsOf(pdf.root, 'Figure').map(({ alt }) => alt), [picture.alt]);
    assert.deepEqual(elementsOf(pdf.root, 'LBody').map((item) => fullText(item).trim()),
      ['Een niveau is geen cijfer.']);
  });

  test('finds each cell of a table whole and in its row, also over the edge of a page', () => {
    const pdf = readPdf(compilePdf(fileOf(reportOf('Noor', 60))));
    assert.ok(pdf.pages > 1);
    const [table] = elementsOf(pdf.root, 'Table');
    assert.deepEqual(elementsOf(table!, 'TH').map(fullText), ['Vak', 'Score', 'Opmerking']);
    const rows = elementsOf(table!, 'TR').slice(1).map((row) => elementsOf(row, 'TD').map(plainText));
    assert.deepEqual(rows, reportOf('', 60).parts[0]!.tables[0]!.rows);
  });

  test('finds each pupil of a group in the outline', () => {
    const pdf = readPdf(compilePdf(groupOf(['Noor', 'Sam', 'Iris'], 2, false)));
    assert.equal(pdf.title, 'Rapporten van groep 5A');
    assert.deepEqual(pdf.outline.filter((title) => title !== 'Rekenen').toSorted(),
      ['Groei van Iris', 'Groei van Noor', 'Groei van Sam']);
    assert.equal(pdf.pages, 3);
  });

  test('for both sides of the paper, each pupil begins on a front', () => {
    assert.equal(readPdf(compilePdf(groupOf(['Noor', 'Sam', 'Iris'], 2, true))).pages, 5);
  });
});

/** Where a line ends in a cell, the space goes with it. */
function plainText(cell: Parameters<typeof fullText>[0]): string {
  return fullText(cell).replace(/\s+/gu, ' ').trim();
}
