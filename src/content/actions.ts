import { assert, present } from '../base/assert.ts';
import type { Platform } from '../platform/platform.ts';
import { syntheticSource } from './norms.ts';
import type { TableRows } from './store.ts';
import { addPublished, countFormItems } from './store.ts';
import type { Bank, Calibration, Form, Item, NormTable } from './types.ts';

/** Rows that a publication added; all zero when everything was there already. */
export interface Published {
  readonly items: number;
  readonly forms: number;
  readonly calibrations: number;
  readonly normTables: number;
}

/**
 * Publishes a bank, whole or not at all. The same bank again changes nothing; other content under a published
 * code and version is a Bug, because results name what they were computed with by code and version.
 */
export async function publishBank(platform: Platform, bank: Bank): Promise<Published> {
  checkReferences(bank);
  const publishedAt = platform.clock.now();
  return platform.doors.withPlatform(async (tx) => {
    const items = await addPublished(tx, itemRows(bank.items));
    const calibrations = await addPublished(tx, calibrationRow(bank.calibration));
    const normTables = await addPublished(tx, normTableRow(bank.normTable));
    const forms = await addPublished(tx, formRows(bank, publishedAt));
    await addPublished(tx, formItemRows(bank));
    const lengths = new Map(bank.forms.map((form) => [form.code, form.itemIds.length]));
    for (const { formCode, count } of await countFormItems(tx, [...lengths.keys()])) {
      assert(count === lengths.get(formCode), `form ${formCode} is published already with ${count} items`);
    }
    return { items, forms, calibrations, normTables };
  });
}

/** A form counts on its items, weights and calibration: a bank that contradicts itself is never published. */
function checkReferences({ forms, items, calibration }: Bank): void {
  const scoreMax = new Map(items.map((item) => [item.id, item.maxScore]));
  const weighted = new Map(calibration.items.map((item) => [item.itemId, item.categories.at(-1)?.score]));
  for (const form of forms) {
    assert(form.calibrationCode === calibration.code, `form ${form.code} names another calibration`);
    assert(form.scaleCode === calibration.scaleCode, `form ${form.code} is on another scale than its calibration`);
    assert(form.weights.length === form.itemIds.length, `form ${form.code} needs a weight for each item`);
    form.itemIds.forEach((itemId, index) => {
      const highest = present(scoreMax.get(itemId), `form ${form.code}: no item ${itemId}`) * form.weights[index]!;
      assert(weighted.get(itemId) === highest, `form ${form.code}: item ${itemId} is not calibrated for its weight`);
    });
  }
}

function itemRows(items: readonly Item[]): TableRows {
  return {
    table: 'content_item', key: ['item_id', 'item_version'],
    rows: items.map((item) => ({
      item_id: item.id, item_version: item.version, title: item.title, qti_xml: item.qtiXml,
      score_max: item.maxScore, domain_code: item.domain, presentation_code: item.presentation,
      needs_marking: item.needsMarking,
    })),
  };
}

function calibrationRow({ code, version, scaleCode, items, scale, source }: Calibration): TableRows {
  return {
    table: 'calibration', key: ['calibration_code', 'calibration_version'],
    rows: [{
      calibration_code: code, calibration_version: version, scale_code: scaleCode, parameters: items,
      scale_a: scale.a, scale_c: scale.c, source, synthetic: source === syntheticSource,
    }],
  };
}

function normTableRow(table: NormTable): TableRows {
  return {
    table: 'norm_table', key: ['norm_code', 'norm_version'],
    rows: [{
      norm_code: table.id, norm_version: table.version, scale_code: table.scaleCode, document: table,
      source: table.source, synthetic: table.source === syntheticSource, valid_from: table.validFrom,
    }],
  };
}

function formRows({ forms, calibration }: Bank, publishedAt: Date): TableRows {
  return {
    table: 'test_form', key: ['form_code'], stamp: 'published_at',
    rows: forms.map((form: Form) => ({
      form_code: form.code, form_version: form.version, test_code: form.testCode,
      subject_code: form.subject, medium: form.medium, moment_code: form.moment,
      generation_code: form.generation, scale_code: form.scaleCode, title: form.title,
      calibration_code: calibration.code, calibration_version: calibration.version,
      synthetic: calibration.source === syntheticSource, published_at: publishedAt.toISOString(),
    })),
  };
}

function formItemRows({ forms, items }: Bank): TableRows {
  const versions = new Map(items.map((item) => [item.id, item.version]));
  return {
    table: 'form_item', key: ['form_code', 'position'],
    rows: forms.flatMap((form) => form.itemIds.map((itemId, index) => ({
      form_code: form.code, position: index + 1, item_id: itemId,
      item_version: present(versions.get(itemId), `no item ${itemId}`), weight: form.weights[index],
    }))),
  };
}
