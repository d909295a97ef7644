import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventedResult, inventedLine } from '../invented-results.ts';
import { growthParts } from '../pupil/growth-view.ts';
import { reportPdf } from './documents.ts';
import { openPress } from './press.ts';

const report = reportPdf({
  title: "Groei van Noor van 't Accent", lead: '', breadcrumbs: [], filters: [], empty: null, notices: [],
  facts: [{ label: 'Vak', value: '#set page(fill: red) *geen opmaak* $x$' }],
  parts: growthParts({
    subject: 'arithmetic', pupilLabel: "Noor van 't Accent", bandKind: 'roman', invalid: [],
    lines: [inventedLine([inventedResult({ takenOn: '2027-01-18', score: 640, yearGroup: '5', moment: 'M5' })])],
  }),
  norm: { source: 'synthetisch', synthetic: true },
}, { productName: 'Leerling in beeld', schoolName: 'De Proef', now: new Date(Date.UTC(2027, 0, 19)) });

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
