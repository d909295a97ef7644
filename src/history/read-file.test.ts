import assert from 'node:assert/strict';
import { test } from 'node:test';
import { osoDossier, osoDossiers, osoTest } from '../exchange/oso/invented-dossier.ts';
import { standardFile, standardsFolder, withoutStandards } from '../exchange/testing/standards.ts';
import { inventedHistory } from './invented-history.ts';
import { readHistoryFile } from './read-file.ts';
import { exampleFile } from './example-file.ts';

const school = { ownSites: ['99XX00'], mapping: new Map() };
const read = (text: string | Uint8Array) =>
  readHistoryFile(typeof text === 'string' ? Buffer.from(text) : text, school);

test('a file is read by what is in it, whatever it is called', () => {
  assert.equal(read(osoDossier()).kind, 'history-oso');
  assert.equal(read(inventedHistory('99XX', [{ pupilKey: 'L1', key: 'H-1', score: 640 }])).kind, 'history-uwlr-file');
  assert.equal(read('achternaam;roepnaam\nVries;Sanne\n').kind, 'history-csv');
  for (const other of ['<EDEX/>', '<html></html>', 'PK\u0003\u0004', '', '\u0000'])
    assert.ok(read(other).findings.some(({ blocks }) => blocks), other);
});

test('the example file that the screen hands out is read without a fault', () => {
  const { kind, records, findings } = read(exampleFile());
  assert.deepEqual([kind, findings], ['history-csv', []]);
  assert.deepEqual(records.map(({ generation, score, yearGroup, correctCount }) =>
    [generation, score, yearGroup, correctCount]), [
    ['3.0 (synthetisch)', 640, 5, 17], ['3.0 (synthetisch)', 612.5, 4, null], ['3.0 (synthetisch)', 671, null, null],
    ['2.0', 52, 3, null],
  ]);
});

test('a test of a dossier becomes a record: subject, moment, generation, score, scale and year group', () => {
  const [record, ...others] = read(osoDossier()).records;
  assert.equal(others.length, 0);
  assert.deepEqual(
    [record?.subject, record?.momentText, record?.generation, record?.takenOn, record?.yearGroup, record?.score,
      record?.scaleCode, record?.correctCount, record?.itemCount],
    ['arithmetic', 'M5', '3.0 (synthetisch)', '2026-01-22', 5, 640, 'SYN-RW-3.0', 17, 24],
  );
  assert.deepEqual(record?.pupil, {
    key: 'L1', person: { lastName: 'Vries', prefix: null, callName: 'Sanne', birthDate: '2016-03-09' },
  });
});

test('what a dossier does not say of a test is found in its name, and in its scale', () => {
  const told = { code: 'X-1', subject: null, version: null, name: 'Rekenen-Wiskunde 3.0 (synthetisch) E6' };
  const [named] = read(osoDossier({ tests: [osoTest(told)] })).records;
  assert.deepEqual([named?.subject, named?.momentText, named?.generation], ['arithmetic', 'E6', '3.0 (synthetisch)']);
  const [scaled] = read(osoDossier({ tests: [osoTest({ version: null })] })).records;
  assert.equal(scaled?.generation, '3.0 (synthetisch)');
  const [foreign] = read(osoDossier({ tests: [osoTest({ version: null, scale: '110' })] })).records;
  assert.equal(foreign?.generation, 'onbekend');
});

test('a key in a dossier of another school means nothing here', () => {
  const { records } = read(osoDossiers([{ key: 'L1' }, { key: 'L1', brin: '99ZZ' }, { key: 'L1', site: '01' }]));
  assert.deepEqual(records.map(({ pupil }) => pupil.key), ['L1', null, null]);
  assert.deepEqual(records.map(({ recordNo }) => recordNo), [1, 2, 3]);
});

test('every test of the official example is a record, and none of them is one that we compare', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  const { records } = read(standardFile('oso-2019.1/Voorbeelddossier_OV_POPO_full.xml'));
  assert.equal(records.length, 5);
  assert.ok(records.every(({ generation }) => generation !== '3.0 (synthetisch)'));
  assert.ok(!JSON.stringify(records).includes('297816238'));
});
