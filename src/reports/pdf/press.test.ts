import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthChart } from '../../ui/charts/growth-chart.ts';
import { growthView } from '../growth-view.ts';
import { inventedNorms, inventedResult } from '../invented-results.ts';
import { growthCells } from '../words.ts';
import { openPress } from './press.ts';
import type { PdfReport } from './types.ts';

const view = growthView({
  subject: 'arithmetic', pupilLabel: "Noor van 't Accent", norms: inventedNorms(), bandKind: 'roman',
  results: [inventedResult({ takenOn: '2027-01-18', score: 640, yearGroup: '5', moment: 'M5' })],
});

const report: PdfReport = {
  title: "Groei van Noor van 't Accent", productName: 'Leerling in beeld', footer: 'proef', source: 'synthetisch',
  landscape: false,
  facts: [{ label: 'Vak', value: '#set page(fill: red) *geen opmaak* $x$' }],
  parts: [{
    heading: '', charts: view.chart ? [{ svg: growthChart(view.chart), alt: view.chart.description }] : [],
    lead: '', newSheet: false,
    tables: [{
      columns: growthCells(view.rows[0]!)
        .map((_, index) => ({ header: `${index}`, numeric: false, wide: index === 8 })),
      rows: view.rows.map(growthCells),
    }],
    remarks: view.remarks,
  }],
  madeAtMs: Date.UTC(2027, 0, 19),
};

test('a report is a tagged PDF/UA with the same bytes for the same data, whatever words are in it', async (t) => {
  const press = openPress();
  t.after(() => press.close());
  const [first, second] = [await press.print(report), await press.print(report)];
  const text = Buffer.from(first).toString('latin1');
  assert.ok(text.startsWith('%PDF-'));
  assert.match(text, /pdfuaid/);
  assert.match(text, /\/StructTreeRoot/);
  assert.deepEqual(Buffer.from(first), Buffer.from(second));
});

test('a picture without words for who cannot see it is refused', async (t) => {
  const press = openPress();
  t.after(() => press.close());
  const [part] = report.parts;
  const picture = { svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', alt: '' };
  const mute = { ...report, parts: [{ ...part!, charts: [picture] }] };
  await assert.rejects(press.print(mute), /alt/);
});
