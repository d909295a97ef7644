import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { certificateFolder } from '../../test/certificate-folder.ts';
import { readLasSuppliers, supplierOf, suppliersToChoose } from './las-suppliers.ts';
import { Outage } from './outage.ts';
import { WrongSetting } from './wrong-setting.ts';

const certificates = certificateFolder();
const esis = {
  code: 'esis', name: 'ESIS', rosterUrl: 'https://esis.example/uwlr2.2.svc', clientCode: 'ib', clientName: 'Inbeeld',
  profile: 'esis-achtig', certificateFile: path.join(certificates, 'client.pem'),
  keyFile: path.join(certificates, 'client.key'),
};
const magister = {
  code: 'magister', name: 'Magister', rosterUrl: 'https://magister.example/lvs-set.svc', clientCode: 'ib',
  clientName: 'Inbeeld', profile: 'magister-achtig', headers: { 'ocp-apim-subscription-key': 'geheim' },
  profileChanges: { dataSetId: 'LVS-set-PO', resultsPerMessageMax: 50 },
};

function fileOf(...suppliers: readonly object[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'las-')), 'las.json');
  writeFileSync(file, JSON.stringify({ suppliers }));
  return file;
}

describe('the suppliers of LASes', () => {
  test('are one, from the environment, when no file is named', () => {
    const [las, ...others] = readLasSuppliers({ LAS_ROSTER_URL: 'https://las.example/', LAS_CLIENT_CODE: 'code' });
    assert.deepEqual([las?.code, las?.name, las?.profileCode, las?.clientCode, others.length],
      ['las', 'LAS', 'standaard', 'code', 0]);
  });

  test('cannot be chosen from as long as there is no address', () => {
    assert.equal(suppliersToChoose(readLasSuppliers({})).length, 0);
    assert.equal(suppliersToChoose(readLasSuppliers({ LAS_ROSTER_URL: 'https://las.example/' })).length, 1);
  });

  test('stand in a file when there are several, each with what it wants', () => {
    const suppliers = readLasSuppliers({ LAS_FILE: fileOf(esis, magister) });
    assert.deepEqual(suppliers.map(({ code }) => code), ['esis', 'magister']);
    assert.match(supplierOf(suppliers, 'esis').certificate?.key ?? '', /PRIVATE KEY/);
    assert.equal(supplierOf(suppliers, 'magister').profileChanges.resultsPerMessageMax, 50);
    const both = readLasSuppliers({ LAS_FILE: fileOf(esis), LAS_ROSTER_URL: 'https://las.example/' });
    assert.deepEqual(both.map(({ code }) => code), ['esis', 'las'], 'the environment may name one more');
  });

  test('that are not right stop the start, with what is wrong', () => {
    const wrong: readonly [object, RegExp][] = [
      [{ ...esis, profile: 'parnasys' }, /geen profiel parnasys; wel .*standaard/],
      [{ ...magister, headers: {} }, /magister.*Ocp-Apim-Subscription-Key/],
      [{ ...esis, certificateFile: undefined, keyFile: undefined }, /esis.*verlangt ons certificaat/],
      [{ ...esis, keyFile: undefined }, /hoort een sleutel/],
      [{ ...esis, keyFile: path.join(certificates, 'server.key') }, /geen certificaat met zijn sleutel/],
      [{ ...esis, rosterUrl: 'ftp://esis.example' }, /rosterUrl/],
      [{ ...esis, profileChanges: { versions: ['2.4'] } }, /versions/],
      [{ ...esis, klantcode: 'ib' }, /LAS_FILE/],
      [{ ...esis, keyFile: 'er-is-geen.key' }, /er-is-geen.key is niet te lezen/],
    ];
    for (const [supplier, message] of wrong) {
      assert.throws(() => readLasSuppliers({ LAS_FILE: fileOf(supplier) }), (error) =>
        error instanceof WrongSetting && message.test(error.message), JSON.stringify(supplier));
    }
    assert.throws(() => readLasSuppliers({ LAS_FILE: path.join(certificates, 'client.pem') }), /geen JSON/);
    assert.throws(() => readLasSuppliers({ LAS_FILE: '/er/is/niets.json' }), WrongSetting);
    assert.throws(() => readLasSuppliers({ LAS_FILE: fileOf(esis, esis) }), /dezelfde code: esis/);
  });

  test('are called without TLS on this machine only, wherever the address comes from', () => {
    const safe = /https:\/\/; zonder versleuteling mag alleen een adres op deze computer zelf\.$/;
    for (const name of ['rosterUrl', 'stagedUrl', 'resultsUrl', 'historyUrl']) {
      assert.throws(() => readLasSuppliers({ LAS_FILE: fileOf({ ...esis, [name]: 'http://10.0.0.4/uwlr' }) }), safe);
      readLasSuppliers({ LAS_FILE: fileOf({ ...esis, [name]: 'http://[::1]:8080/uwlr' }) });
    }
    assert.throws(() => readLasSuppliers({ LAS_ROSTER_URL: 'http://localhost.example/' }), safe);
    assert.equal(readLasSuppliers({ LAS_HISTORY_URL: 'http://localhost:80/' }).length, 1);
  });

  test('that are gone while a connection still names them get nobody else called in their place', () => {
    const suppliers = readLasSuppliers({ LAS_ROSTER_URL: 'https://las.example/' });
    assert.throws(() => supplierOf(suppliers, 'esis'), (error) =>
      error instanceof Outage && error.retryable && error.message.includes('has the code esis'));
  });
});
