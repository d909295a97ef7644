import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { standardFile, standardsFolder, withoutStandards } from '../testing/standards.ts';
import { checkDocument } from './check.ts';
import { renderReport } from './render.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const absent = standardsFolder() === null;

const small = `<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode></school>
<leerlingen><leerling key="1"><roepnaam>Zonder-Achternaam</roepnaam><jaargroep>5</jaargroep></leerling>
</leerlingen></EDEX>`;

test('a small EDEXML file gives exactly the promised fields', () => {
  assert.deepEqual(checkDocument(bytesOf(small), 'EDEX.XML'), {
    kind: 'edexml',
    version: null,
    school: { brin: '99XX', vestiging: '00', schoolYear: '2026-2027' },
    counts: { groups: 0, compositeGroups: 0, pupils: 1, staff: 0, results: 0 },
    findings: [
      {
        code: 'EDEX-SCHOOLYEAR-BEYOND-LIST',
        severity: 'note',
        blocks: false,
        line: 1,
        column: 15,
        path: '/EDEX/school/schooljaar',
        message:
          'school, schooljaar: dit schooljaar is nieuwer dan de officiële lijst, ' +
          'die bij 2024-2025 ophoudt. U hoeft niets te doen: wij nemen het aan.',
      },
    ],
  });
});

/** Kind and first code of what people hand over. */
const recognised: readonly (readonly [text: string, name: string, kind: string, code: string])[] = [
  ['', 'leeg.xml', 'unknown', 'XML-EMPTY'],
  ['<html><body>Meld u aan</body></html>', 'x.xml', 'unknown', 'XML-HTML'],
  ['iets anders', 'notitie.txt', 'unknown', 'XML-NOT-XML'],
  ['0001Voorbeeld', 'EDEXLL.TXT', 'unknown', 'XML-EDEX2000'],
  ['<brief/>', 'brief.xml', 'unknown', 'CHECK-UNKNOWN'],
  ['<edex/>', 'x.xml', 'unknown', 'CHECK-UNKNOWN'],
  ['<!DOCTYPE EDEX><EDEX/>', 'x.xml', 'unknown', 'XML-DOCTYPE'],
  ['<EDEX><school>', 'x.xml', 'edexml', 'XML-MALFORMED'],
  ['<EDEX/>', 'x.xml', 'edexml', 'EDEX-SCHOOL-MISSING'],
  [
    '<leerlinggegevensverzoek xmlns="http://www.edustandaard.nl/leerresultaten/1/leerlinggegevens"/>',
    'x.xml', 'unknown', 'UWLR-VERSION-1',
  ],
  ['<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"/>', 'x.xml', 'unknown', 'UWLR-SOAP-12'],
  [
    'leerlingnummer;toets;afnamedatum;vaardigheidsscore\n1;REK;2026-01-20;203\n2;REK;2026-01-20;210\n',
    'historie.csv', 'history-csv', 'CSV-COLUMN-MISSING',
  ],
];

test('whatever is handed over is recognised, or refused with the reason', () => {
  for (const [text, name, kind, code] of recognised) {
    const report = checkDocument(bytesOf(text), name);
    assert.deepEqual([report.kind, report.findings[0]?.code], [kind, code], text);
  }
});

test('the official OSO dossier has no errors, and its tests are counted', (t) => {
  if (absent) return t.skip(withoutStandards);
  const report = checkDocument(standardFile('oso-2019.1/Voorbeelddossier_OV_POPO_full.xml'), 'dossier.xml');
  assert.deepEqual([report.kind, report.version, report.school.brin], ['oso-dossier', '2019.1', '00YY']);
  assert.equal(report.counts.pupils, 1);
  assert.ok(report.counts.results > 0);
  assert.deepEqual(report.findings.filter(({ severity }) => severity === 'error'), []);
});

test('no document makes checking throw, and one that is cut off is never without an error', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      renderReport(checkDocument(bytes, 'x'));
      renderReport(checkDocument(Buffer.concat([bytesOf('<EDEX><leerlingen>'), bytes]), 'x'));
    }),
    { numRuns: 300, seed: 11 },
  );
  if (absent) return t.skip(withoutStandards);
  const whole = standardFile('uwlr-2.2/voorbeelden-eigen/leerresultaten.xml');
  for (let length = 0; length < whole.length - 1; length += 97) {
    const { findings } = checkDocument(whole.subarray(0, length), 'x');
    assert.ok(findings.some((finding) => finding.blocks), `${length} bytes`);
  }
});

test('a file with more faults of one kind than a person can read is told in a hundred and a count', () => {
  const pupils = '<leerling key="1"/>'.repeat(5000);
  const text = small.replace('<leerlingen>', `<leerlingen>${pupils}`);
  const { findings, counts } = checkDocument(bytesOf(text), 'x');
  assert.equal(counts.pupils, 5001);
  const duplicates = findings.filter((finding) => finding.code === 'EDEX-KEY-DUPLICATE');
  assert.equal(duplicates.length, 101);
  assert.match(duplicates.at(-1)?.message ?? '', /nog 4900 keer/);
});
