import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { change, one, sql } from '../platform/database/query.ts';
import { publishPackage, publishSynthetic } from './actions.ts';
import { arithmeticBank } from './arithmetic/bank.ts';
import {
  findNormTable, findRoutingRule, findTest, getCalibration, getForm, getNormTable, listForms, listTestParts, listTests,
} from './store.ts';
import { syntheticPackages } from './synthetic-packages.ts';
import type { Bank, ContentPackage } from './types.ts';

const bank = arithmeticBank();
const own = syntheticPackages.find(({ subject }) => subject === 'arithmetic')!;
let content: ContentPackage;
let platform: TestPlatform;

before(async () => {
  content = await own.write();
  platform = await testPlatform();
  await publishSynthetic(platform, ['arithmetic']);
});

function altered(change: Partial<Bank>, version = 2): ContentPackage {
  return { ...content, version, banks: [{ ...bank, ...change }] };
}

/** Table and key of what was there already with other content. */
async function conflictOf(given: ContentPackage): Promise<readonly [string, string]> {
  const published = await publishPackage(platform, given);
  assert.ok(!published.ok && published.refusal.code === 'published-otherwise');
  return [published.refusal.table, published.refusal.key];
}

test('a package that is published again adds nothing', async () => {
  assert.deepEqual(await publishPackage(platform, content),
    { ok: true, value: { tests: 0, forms: 0, items: 0, calibrations: 0, normTables: 0 } });
});

test('a start where everything is there asks one question and makes no item', async (t) => {
  const asked = t.mock.fn(platform.doors.withPlatform);
  const made = t.mock.method(own, 'write');
  await publishSynthetic({ ...platform, doors: { ...platform.doors, withPlatform: asked } }, ['arithmetic']);
  assert.deepEqual([asked.mock.callCount(), made.mock.callCount()], [1, 0]);
});

test('the same version with other content is refused', async () => {
  const [first, ...rest] = bank.items;
  const items = [{ ...first!, title: 'Anders' }, ...rest];
  assert.deepEqual(await conflictOf(altered({ items }, 1)), ['content_package', 'SYN-RW']);
});

test('other content under a published code is refused, and nothing of its package is published', async () => {
  const [first, ...rest] = bank.items;
  const added = { ...first!, id: 'RW-NIEUW-01' };
  const calibration = { ...bank.calibration, items: [...bank.calibration.items] };
  assert.deepEqual(await conflictOf(altered({ items: [{ ...first!, title: 'Anders' }, ...rest, added] })),
    ['content_item', first!.id]);
  assert.deepEqual(await conflictOf(altered({ normTable: { ...bank.normTable, fnMethod: 'highestReached' } })),
    ['norm_table', 'SYN-RW-NORM']);
  assert.deepEqual(await conflictOf(altered({ calibration: { ...calibration, scale: { a: 70, c: 650 } } })),
    ['calibration', bank.calibration.code]);
  const forms = bank.forms.map((form, index) => (index === 0 ? { ...form, title: 'Anders' } : form));
  assert.deepEqual(await conflictOf(altered({ forms })), ['test_form', bank.forms[0]!.code]);
  const tests = bank.tests.map((one) => ({ ...one, readAloud: false }));
  assert.deepEqual((await conflictOf(altered({ tests })))[0], 'test');
  const routing = bank.routing.map((rule) => ({ ...rule, harderFrom: rule.harderFrom + 1 }));
  assert.deepEqual((await conflictOf(altered({ routing })))[0], 'routing_rule');
  const counted = await platform.doors.withPlatform((tx) => one<{ items: number; packages: number }>(tx, sql`
    select (select count(*) from content_item where item_id = 'RW-NIEUW-01') as items,
      (select count(*) from content_package where package_code = 'SYN-RW') as packages`));
  assert.deepEqual(counted, { items: 0, packages: 1 });
});

test('a published form gains and loses no item, a published test no taak', async () => {
  const shorter = bank.forms.map((form, index) => (index > 0 ? form : {
    ...form, itemIds: form.itemIds.slice(0, -1), weights: form.weights.slice(0, -1),
  }));
  assert.deepEqual(await conflictOf(altered({ forms: shorter })), ['form_item', bank.forms[0]!.code]);
  const parts = bank.parts.filter(({ testCode, shift }) => testCode !== 'RW-M5' || shift === 0);
  const routing = bank.routing.filter(({ testCode }) => testCode !== 'RW-M5');
  assert.deepEqual(await conflictOf(altered({ parts, routing })), ['test_part', 'RW-M5']);
});

test('a later version of a package may bring a newer routing rule, which then counts', async () => {
  const rule = { testCode: 'RW-B8', afterPart: 1, version: 2, easierBelow: -1.5, harderFrom: 0.25 };
  const published = await publishPackage(platform, altered({ routing: [...bank.routing, rule] }));
  assert.ok(published.ok);
  assert.deepEqual(await platform.doors.withPlatform((tx) => findRoutingRule(tx, 'RW-B8', 1)), rule);
});

test('a retired test can no longer be planned, and stays for who has it planned', async () => {
  const [form] = bank.forms.filter(({ testCode, medium }) => testCode === 'RW-B8' && medium === 'screen');
  const corrected: ContentPackage = {
    ...content, code: 'SYN-RW-PROEF', version: 1, retires: ['RW-B8-PROEF'],
    banks: [{
      ...bank, routing: [], forms: [{ ...form!, code: 'RW-B8-PROEF-T1', testCode: 'RW-B8-PROEF' }],
      tests: [{ ...bank.tests.find(({ code }) => code === 'RW-B8')!, code: 'RW-B8-PROEF' }],
      parts: [{ testCode: 'RW-B8-PROEF', medium: 'screen', partNo: 1, shift: 0, formCode: 'RW-B8-PROEF-T1' }],
    }],
  };
  const unknown = await publishPackage(platform, { ...corrected, retires: ['NOOIT'] });
  assert.deepEqual(unknown, { ok: false, refusal: { code: 'unknown-test', key: 'NOOIT' } });
  assert.ok((await publishPackage(platform, corrected)).ok);
  await platform.doors.withPlatform(async (tx) => {
    assert.ok((await listTests(tx)).every(({ code }) => code !== 'RW-B8-PROEF'));
    assert.ok((await listForms(tx)).every(({ testCode }) => testCode !== 'RW-B8-PROEF'));
    assert.equal((await findTest(tx, 'RW-B8-PROEF'))?.moment, 'B8');
  });
});

test('a bank that contradicts itself is a bug of ours and is not published', async () => {
  const [form, ...rest] = bank.forms;
  const heavier = { ...form!, code: 'RW-ANDERS', weights: form!.weights.map((weight) => weight + 1) };
  await assert.rejects(publishPackage(platform, altered({ forms: [heavier, form!, ...rest] }, 3)), { name: 'Bug' });
});

test('the bank of before there were taken stays as it was, beside this one on the same scale', async () => {
  const old = 'RW-M5-SCHERM';
  await platform.doors.withPlatform(async (tx) => {
    await change(tx, sql`insert into calibration values ('SYN-RW-3.0-KAL-1', 1, 'SYN-RW-3.0', '[]', 75, 650,
      'synthetisch, niet van Cito', true) on conflict do nothing`);
    await change(tx, sql`insert into test_form values (${old}, 1, 'RW-M5', 'arithmetic', 'screen', 'M5',
      '3.0 (synthetisch)', 'SYN-RW-3.0', 'Rekenen-Wiskunde M5 op het scherm', 'SYN-RW-3.0-KAL-1', 1, true,
      ${platform.clock.now()}) on conflict do nothing`);
  });
  assert.ok((await publishPackage(platform, content)).ok);
  await platform.doors.withPlatform(async (tx) => {
    assert.equal((await getForm(tx, old)).title, 'Rekenen-Wiskunde M5 op het scherm');
    assert.ok((await listForms(tx)).every(({ code }) => code !== old), 'it can no longer be planned');
  });
  assert.ok(bank.forms.every(({ code }) => code !== old));
  assert.equal(bank.calibration.scaleCode, 'SYN-RW-3.0');
});

test('tests, taken and rules come back as they were published', async () => {
  await platform.doors.withPlatform(async (tx) => {
    assert.deepEqual(await listTests(tx, { subject: 'arithmetic' }), bank.tests);
    assert.deepEqual(await findTest(tx, 'RW-M5'), bank.tests.find(({ code }) => code === 'RW-M5'));
    for (const medium of ['screen', 'paper'] as const) {
      const inOrder = bank.parts.filter((part) => part.testCode === 'RW-M5' && part.medium === medium)
        .toSorted((a, b) => a.partNo - b.partNo || a.shift - b.shift);
      assert.deepEqual(await listTestParts(tx, 'RW-M5', medium), inOrder);
    }
    assert.deepEqual(await findRoutingRule(tx, 'RW-M5', 2),
      bank.routing.find(({ testCode, afterPart }) => testCode === 'RW-M5' && afterPart === 2));
    assert.equal(await findRoutingRule(tx, 'RW-M5', 3), undefined);
  });
});

test('forms, calibration and norm table come back as they were published', async () => {
  await platform.doors.withPlatform(async (tx) => {
    const form = await getForm(tx, 'RW-M5-T2-SCHERM');
    const given = bank.forms.find(({ code }) => code === form.code)!;
    assert.deepEqual(form.items.map(({ item }) => item.id), given.itemIds);
    assert.deepEqual(form.items.map(({ weight }) => weight), given.weights);
    assert.deepEqual(form.items[0]!.item, bank.items.find(({ id }) => id === given.itemIds[0]));
    assert.equal(form.synthetic, true);

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
