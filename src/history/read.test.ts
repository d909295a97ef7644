import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { Brin, SiteCode } from '../base/brin.ts';
import { fault } from '../exchange/uwlr/fault.ts';
import type { ResultsDocument } from '../exchange/uwlr/types.ts';
import { writeFault, writeResultsFile } from '../exchange/uwlr/write.ts';
import { readHistoryCsv } from './read-csv.ts';
import { readHistoryUwlr } from './read-uwlr.ts';

const head =
  'leerlingsleutel;achternaam;voorvoegsel;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum;jaargroep;'
  + 'vaardigheidsscore;schaal;goed;opgaven';
const line =
  'L1;Vries;de;Sanne;9-3-2016;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;5;628;SYN-RW-3.0;17;24';

function read(text: string | Uint8Array) {
  const { records, findings } = readHistoryCsv(
    typeof text === 'string' ? new TextEncoder().encode(text) : text,
  );
  return {
    records,
    codes: findings.map(({ code }) => code),
    lines: findings.map(({ line }) => line),
    findings,
  };
}

test('a line of the CSV becomes a record', () => {
  const { records, codes } = read(`${head}\r\n${line}\r\n`);
  assert.deepEqual(codes, []);
  assert.deepEqual(records, [
    {
      recordNo: 1,
      line: 2,
      sourceKey: null,
      origin: 'migrated',
      references: [],
      interval: null,
      pupil: {
        key: 'L1',
        person: { lastName: 'Vries', prefix: 'de', callName: 'Sanne', birthDate: '2016-03-09' },
      },
      subjectText: 'Rekenen-Wiskunde',
      subject: 'arithmetic',
      momentText: 'M5',
      generation: '3.0 (synthetisch)',
      takenOn: '2026-01-22',
      yearGroup: 5,
      score: 628,
      scaleCode: 'SYN-RW-3.0',
      correctCount: 17,
      itemCount: 24,
    },
  ]);
});

test('columns come in any order and in capitals, and a column that we do not use is not kept', () => {
  const { records, findings } = read(
    'BSN;TOETS;Vak;Generatie;AfnameDatum;Vaardigheidsscore;Achternaam;Roepnaam;Geboortedatum\n'
      + '123456782;m5;arithmetic;3.0 (synthetisch);2026-01-22;628,5;Vries;Sanne;2016-03-09\n',
  );
  assert.deepEqual(
    [records[0]?.score, records[0]?.momentText, records[0]?.takenOn],
    [628.5, 'M5', '2026-01-22'],
  );
  assert.deepEqual(findings.map(({ code, blocks }) => [code, blocks]), [['CSV-COLUMN-UNKNOWN', false]]);
  assert.ok(!JSON.stringify({ records, findings }).includes('123456782'));
});

test('a missing column stops the import and says which', () => {
  const { records, findings } = read(
    'achternaam;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum\nVries;Sanne;;;;;\n',
  );
  assert.equal(records.length, 0);
  assert.match(findings.find(({ blocks }) => blocks)?.message ?? '', /vaardigheidsscore ontbreekt/);
});

test('a hopeless line is kept as a record, with its place and what is wrong, and never what stood there', () => {
  const { records, codes, lines, findings } = read(
    `${head}\n${line}\n`
      + 'L2;Geheim;;Naam;31-2-2016;Rekenen-Wiskunde;M5;3.0 (synthetisch);99-1-2026;12;veel;;;\n'
      + '\n;;;;;;;;;;;;;\n;alleen\n',
  );
  assert.equal(records.length, 3);
  assert.deepEqual([records[1]?.takenOn, records[1]?.score, records[1]?.pupil.person], [null, null, null]);
  assert.deepEqual([...new Set(codes)].toSorted(), [
    'CSV-DATE',
    'CSV-INCOMPLETE',
    'CSV-NUMBER',
    'CSV-YEAR-GROUP',
  ]);
  assert.ok(
    lines.every((place) => place === 3 || place === 6),
    `${lines}`,
  );
  assert.ok(!/Geheim|veel/.test(JSON.stringify(findings)));
});

const none = { vocabulary: null, vocabularyLocation: null };

function historyFile(parts: Partial<ResultsDocument> = {}): string {
  return writeResultsFile({
    school: {
      schoolYear: schoolYearStarting(2026),
      school: { kind: 'brin', brin: '99XX' as Brin, site: '00' as SiteCode },
      createdAt: new Date('2027-01-19T08:00:00Z'),
      author: 'Proef-LAS',
      xsdVersion: '2.2',
    },
    administrations: [
      {
        pupilKey: 'L1',
        eckId: null,
        processedBy: null,
        results: [
          {
            key: 'H-1',
            takenOn: plainDate('2026-01-22'),
            testCode: 'RW-M5/5/H',
            version: null,
            partCode: null,
            infoUrl: null,
            outcome: {
              kind: 'oso',
              oso: {
                testScore: {
                  itemCount: null,
                  correctCount: null,
                  wrongCount: null,
                  readCount: null,
                  durationSeconds: null,
                  ability: 628.4,
                  scaleCode: 'SYN-RW-3.0',
                  interval: { low: 608, high: 648 },
                },
                referenceScores: [
                  { code: 'CIV', comparisonGroup: 'Landelijk', value: 'III', qualification: null },
                ],
              },
            },
          },
        ],
      },
    ],
    tests: [
      {
        code: { text: 'RW-M5/5/H', ...none },
        version: { text: '3.0 (synthetisch)', ...none },
        name: 'Rekenen-Wiskunde M5',
        yearGroup: { text: '5', ...none },
        subject: { text: 'arithmetic', ...none },
        norms: null,
        parts: [],
        hierarchy: [
          { level: 1, entry: { text: 'M5', ...none } },
          { level: 2, entry: { text: 'handmatig', ...none } },
        ],
      },
    ],
    ...parts,
  });
}

test('a UWLR-shaped file says the same, with origin, interval and references kept as delivered', () => {
  const read = readHistoryUwlr(Buffer.from(historyFile()), ['99XX00']);
  assert.ok(read.kind === 'results');
  assert.ok(!read.findings.some(({ blocks }) => blocks));
  assert.deepEqual(read.records, [
    {
      recordNo: 1,
      line: null,
      pupil: { key: 'L1', person: null },
      sourceKey: 'H-1',
      origin: 'typed-in',
      subjectText: 'arithmetic',
      subject: 'arithmetic',
      momentText: 'M5',
      generation: '3.0 (synthetisch)',
      takenOn: '2026-01-22',
      yearGroup: 5,
      score: 628.4,
      scaleCode: 'SYN-RW-3.0',
      interval: { low: 608, high: 648 },
      correctCount: null,
      itemCount: null,
      references: ['CIV Landelijk III'],
    },
  ]);
});

test('a result that UWLR itself cannot read is counted as a record all the same', () => {
  const broken = historyFile().replace('<lr:afnamedatum>2026-01-22</lr:afnamedatum>', '');
  const read = readHistoryUwlr(Buffer.from(broken), ['99XX00']);
  assert.ok(read.kind === 'results');
  assert.deepEqual(read.records.map(({ takenOn, pupil }) => [takenOn, pupil.key]), [[null, null]]);
});

test('a file of another school, another message and a fault are not taken for results', () => {
  const other = readHistoryUwlr(Buffer.from(historyFile()), ['99XX01']);
  assert.ok(
    other.kind === 'results'
      && other.findings.some(({ code, blocks }) => code === 'HISTORY-OTHER-SCHOOL' && blocks),
  );
  const html = readHistoryUwlr(Buffer.from('<html><body>Onderhoud</body></html>'), ['99XX00']);
  assert.ok(html.kind === 'results' && html.findings.some(({ blocks }) => blocks));
  const refused = readHistoryUwlr(
    Buffer.from(writeFault('TijdelijkNietBeschikbaar', 'Even niet.')),
    ['99XX00'],
  );
  assert.deepEqual(refused, { kind: 'fault', fault: fault('TijdelijkNietBeschikbaar', 'Even niet.') });
});
