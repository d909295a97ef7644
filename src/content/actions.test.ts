import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { publishBank } from './actions.ts';
import { findNormTable, getCalibration, getForm, getNormTable, listForms } from './store.ts';
import { syntheticBank } from './synthetic-bank.ts';
import type { Bank } from './types.ts';

const bank = syntheticBank();
let platform: TestPlatform;

before(async () => {
  platform = await testPlatform();
  await publishBank(platform, bank);
});

function altered(change: Partial<Bank>): Bank {
  return { ...bank, ...change };
}

test('a bank that is published again adds nothing', async () => {
  assert.deepEqual(await publishBank(platform, syntheticBank()),
    { items: 0, forms: 0, calibrations: 0, normTables: 0 });
});

test('other content under a published code and version is refused as a bug, and changes nothing', async () => {
  const [first, ...rest] = bank.items;
  const newItem = { ...first!, id: 'RW-NIEUW-01' };
  const items = [{ ...first!, title: 'Anders' }, ...rest, newItem];
  await assert.rejects(publishBank(platform, altered({ items })),
    { name: 'Bug', message: `content_item ${first!.id} is published already with other content` });
  const normTable = { ...bank.normTable, fnMethod: 'highestReached' as const };
  await assert.rejects(publishBank(platform, altered({ normTable })), /norm_table SYN-RW-NORM is published already/);
  const forms = bank.forms.map((form) => ({ ...form, title: 'Anders' }));
  await assert.rejects(publishBank(platform, altered({ forms })), /test_form RW-\w\d-\w+ is published already/);
  const kept = await platform.doors.withPlatform((tx) => getForm(tx, 'RW-M3-SCHERM'));
  assert.equal(kept.items[0]!.item.title, first!.title);
});

test('a published form gains and loses no item', async () => {
  const shorter = bank.forms.map((form) => ({
    ...form, itemIds: form.itemIds.slice(0, -1), weights: form.weights.slice(0, -1),
  }));
  await assert.rejects(publishBank(platform, altered({ forms: shorter })), /is published already with 24 items/);
});

test('a bank whose weights do not fit its calibration is not published', async () => {
  const [form, ...rest] = bank.forms;
  const heavier = { ...form!, code: 'RW-ANDERS', weights: form!.weights.map((weight) => weight + 1) };
  await assert.rejects(publishBank(platform, altered({ forms: [heavier, ...rest] })),
    /is not calibrated for its weight/);
});

test('forms, calibration and norm table come back as they were published', async () => {
  await platform.doors.withPlatform(async (tx) => {
    const forms = await listForms(tx, { subject: 'arithmetic' });
    assert.equal(forms.length, bank.forms.length);
    assert.deepEqual(forms.slice(0, 4).map(({ code }) => code),
      ['RW-M3-SCHERM', 'RW-M3-PAPIER', 'RW-E3-SCHERM', 'RW-E3-PAPIER']);
    assert.ok(forms.every(({ synthetic }) => synthetic));
    assert.deepEqual(await listForms(tx, { subject: 'spelling' }), []);

    const form = await getForm(tx, 'RW-M5-SCHERM');
    const given = bank.forms.find(({ code }) => code === form.code)!;
    assert.deepEqual(form.items.map(({ item }) => item.id), given.itemIds);
    assert.deepEqual(form.items.map(({ weight }) => weight), given.weights);
    assert.deepEqual(form.items[0]!.item, bank.items.find(({ id }) => id === given.itemIds[0]));

    const calibration = await getCalibration(tx, form.calibrationCode, form.calibrationVersion);
    assert.deepEqual(calibration.items, bank.calibration.items);
    assert.deepEqual([calibration.scale.slope, calibration.scale.intercept],
      [bank.calibration.scale.a, bank.calibration.scale.c]);

    const { norms, synthetic, ...document } = await getNormTable(tx, 'SYN-RW-NORM', 1);
    assert.deepEqual(document, bank.normTable);
    assert.equal(norms.moments.length, bank.normTable.moments.length);
    assert.equal(synthetic, true);
  });
});

test('the norm table of a scale is the one in use on the day of taking', async () => {
  await platform.doors.withPlatform(async (tx) => {
    assert.equal((await findNormTable(tx, 'SYN-RW-3.0', '2027-01-19'))?.id, 'SYN-RW-NORM');
    assert.equal(await findNormTable(tx, 'SYN-RW-3.0', '2018-07-31'), undefined);
    assert.equal(await findNormTable(tx, 'CITO-RW-3.0', '2027-01-19'), undefined);
  });
});
