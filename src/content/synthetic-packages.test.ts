import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { testPlatform } from '../../test/platform.ts';
import { publishPackage, publishSynthetic } from './actions.ts';
import { packageDigest } from './digest.ts';
import { listTests } from './store.ts';
import { syntheticPackage, syntheticPackages } from './synthetic-packages.ts';

const contents = await Promise.all(syntheticPackages.map((own) => own.write()));

test('the digests in the code are those of the banks as they are made (INBEELD_REFRESH=1 writes them)', () => {
  const page = join(import.meta.dirname, 'synthetic-digests.ts');
  const lines = contents.map((content) => `  '${content.code}': '${packageDigest(content)}',\n`);
  const text = readFileSync(page, 'utf8').replace(/(= \{\n)[^}]*(\};)/, `$1${lines.join('')}$2`);
  if (process.env['INBEELD_REFRESH'] === '1') writeFileSync(page, text);
  assert.equal(readFileSync(page, 'utf8'), text,
    'a bank that was released is changed under a new version and new codes');
});

test('no code of one bank is used by another', () => {
  const codes = contents.flatMap(({ banks }) => banks).flatMap(({ tests, forms, items, calibration, normTable }) =>
    [...tests.map(({ code }) => code), ...forms.map(({ code }) => code), ...items.map(({ id }) => id), calibration.code,
      normTable.id, normTable.scaleCode]);
  assert.equal(new Set(codes).size, codes.length);
});

test('all banks are published beside each other, once, and each says that it is synthetic', async () => {
  const platform = await testPlatform();
  await publishSynthetic(platform);
  await publishSynthetic(platform);
  const tests = await platform.doors.withPlatform((tx) => listTests(tx));
  for (const { code, source, banks } of contents) {
    assert.equal(source, 'synthetisch, niet van Cito', code);
    for (const bank of banks) {
      assert.deepEqual([bank.calibration.source, bank.normTable.source], [source, source]);
      assert.deepEqual(tests.filter(({ subject }) => subject === bank.subject), bank.tests);
    }
  }
});

test('all banks as one package are the same rows: whoever imports our export changes nothing', async () => {
  const platform = await testPlatform();
  await publishSynthetic(platform);
  const all = await syntheticPackage();
  assert.deepEqual(await publishPackage(platform, all!),
    { ok: true, value: { tests: 0, forms: 0, items: 0, calibrations: 0, normTables: 0 } });
});

test('of a subject without a bank there is no package', async () => {
  assert.equal(await syntheticPackage('listening'), undefined);
});
