import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bandTints } from '../../ui/palette.ts';
import { placeChart } from '../../ui/charts/place-chart.ts';
import { openPress } from './press.ts';
import type { PdfReport } from './types.ts';

const chart = {
  title: 'Rekenen', description: 'Niveau III', source: 'synthetisch', from: 0,
  stretches: [{ label: 'III', to: 1, tint: bandTints[2] }], at: 0.5, interval: null, mark: null,
};

const report: PdfReport = {
  title: "Groei van Noor van 't Accent", productName: 'Leerling in beeld', footer: 'proef', source: 'synthetisch',
  landscape: false,
  facts: [{ label: 'Vak', value: '#set page(fill: red) *geen opmaak* $x$' }],
  parts: [{
    heading: '', charts: [{ svg: placeChart(chart), alt: chart.description }], lead: '', newSheet: false,
    tables: [{
      columns: [{ header: 'Vak', numeric: false, wide: true }, { header: 'Score', numeric: true, wide: false }],
      rows: [['Rekenen-Wiskunde', '640']],
    }],
    remarks: ['Een niveau is geen cijfer.'],
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
