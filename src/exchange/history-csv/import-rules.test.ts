import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../base/plain-date.ts';
import { readHistoryCsv } from './read.ts';

const names = 'leerlingsleutel;vak;toets;generatie;afnamedatum;jaargroep;vaardigheidsscore;schaal;herkomst';
const good = 'L1;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;5;640,5;;';

/** The findings of a file with that line, judged on a day of 2026. */
function judged(line: string, header = names): readonly (readonly [code: string, path: string | null])[] {
  const bytes = new TextEncoder().encode(`${header}\n${line}\n`);
  const { findings } = readHistoryCsv(bytes, new Map(), plainDate('2026-11-23'));
  return findings.map(({ code, path }) => [code, path]);
}

test('what the import refuses or keeps waiting is told, with the column to blame', () => {
  for (const [from, to, code, column] of [
    ['Rekenen-Wiskunde', 'Zwemmen', 'CSV-SUBJECT-UNKNOWN', 'vak'],
    [';M5;', ';Q9;', 'CSV-MOMENT-UNKNOWN', 'toets'],
    ['3.0 (synthetisch)', '2.0', 'CSV-GENERATION-OTHER', 'generatie'],
    ['22-1-2026', '24-11-2026', 'CSV-DATE-FUTURE', 'afnamedatum'],
    [';5;640', ';2;640', 'CSV-YEAR-GROUP-OUTSIDE', 'jaargroep'],
    ['640,5', '0', 'CSV-SCORE-OUTSIDE', 'vaardigheidsscore'],
    ['640,5', '-640,5', 'CSV-SCORE-OUTSIDE', 'vaardigheidsscore'],
    [';;', ';;handmatig', 'CSV-TYPED-IN', 'herkomst'],
  ] as const) {
    assert.deepEqual(judged(good.replace(from, to)), [[code, column]], to);
  }
});

test('what the import takes is not complained of: a day that is today, another scale, a subject by its code', () => {
  assert.deepEqual(judged(good), []);
  assert.deepEqual(judged(good.replace('22-1-2026', '23-11-2026')), []);
  assert.deepEqual(judged(good.replace('640,5;', '-0,5;ANDERS')), []);
  assert.deepEqual(judged(good.replace('Rekenen-Wiskunde', 'ARITHMETIC')), []);
});

test('a score of another generation is not held against our scale', () => {
  assert.deepEqual(judged(good.replace('3.0 (synthetisch)', '2.0').replace('640,5', '64')), [
    ['CSV-GENERATION-OTHER', 'generatie'],
  ]);
});

test('where one column has the whole name of a test, that column is to blame', () => {
  const header = 'leerlingsleutel;toetsnaam;afnamedatum;vaardigheidsscore';
  assert.deepEqual(judged('L1;Zwemmen 2.0 M5;22-1-2026;640', header), [
    ['CSV-SUBJECT-UNKNOWN', 'toetsnaam'], ['CSV-GENERATION-OTHER', 'toetsnaam'],
  ]);
});

test('who judges by itself what it takes is not told twice', () => {
  const bytes = new TextEncoder().encode(`${names}\n${good.replace('640,5', '-4').replace('M5', 'Q9')}\n`);
  assert.deepEqual(readHistoryCsv(bytes).findings, []);
});
