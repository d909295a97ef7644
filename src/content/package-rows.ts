// A package as the rows of its tables. Pure.

import { present } from '../base/assert.ts';
import { isSynthetic } from './norms.ts';
import type { TableRows } from './publication-store.ts';
import type { Bank, Calibration, ContentPackage, Item, NormTable } from './types.ts';

/** The rows of a package, in the order in which tables refer to each other. */
export function packageRows(content: ContentPackage, digest: string, publishedAt: Date): TableRows[] {
  const { banks } = content;
  const each = (rowsOf: (bank: Bank) => TableRows): TableRows[] => banks.map(rowsOf);
  return [
    packageRow(content, digest, publishedAt),
    ...each(({ items }) => itemRows(items)),
    ...each(({ calibration }) => calibrationRow(calibration)),
    ...each(({ normTable }) => normTableRow(normTable)),
    ...each((bank) => formRows(bank, publishedAt)),
    ...each(formItemRows),
    ...each((bank) => testRows(bank, content)),
    ...each(testPartRows),
    ...each(routingRows),
    retiredRows(content, publishedAt),
  ];
}

function packageRow({ code, version, title, source }: ContentPackage, digest: string, publishedAt: Date): TableRows {
  return {
    table: 'content_package', key: ['package_code', 'package_version'], stamps: ['published_at'],
    rows: [{
      package_code: code, package_version: version, title, digest, source, synthetic: isSynthetic(source),
      published_at: publishedAt.toISOString(),
    }],
  };
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
      scale_a: scale.a, scale_c: scale.c, source, synthetic: isSynthetic(source),
    }],
  };
}

function normTableRow(table: NormTable): TableRows {
  return {
    table: 'norm_table', key: ['norm_code', 'norm_version'],
    rows: [{
      norm_code: table.id, norm_version: table.version, scale_code: table.scaleCode, document: table,
      source: table.source, synthetic: isSynthetic(table.source), valid_from: table.validFrom,
    }],
  };
}

function formRows({ forms, calibration }: Bank, publishedAt: Date): TableRows {
  return {
    table: 'test_form', key: ['form_code'], stamps: ['published_at'],
    rows: forms.map((form) => ({
      form_code: form.code, form_version: form.version, test_code: form.testCode,
      subject_code: form.subject, medium: form.medium, moment_code: form.moment,
      generation_code: form.generation, scale_code: form.scaleCode, title: form.title,
      calibration_code: calibration.code, calibration_version: calibration.version,
      synthetic: isSynthetic(calibration.source), published_at: publishedAt.toISOString(),
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

function testRows({ tests }: Bank, { code, version }: ContentPackage): TableRows {
  return {
    // A later version of a package may name a test again; it stays that of the version that brought it.
    table: 'test', key: ['test_code'], stamps: ['package_code', 'package_version'],
    rows: tests.map((test) => ({
      test_code: test.code, subject_code: test.subject, moment_code: test.moment, title: test.title,
      read_aloud: test.readAloud, package_code: code, package_version: version,
    })),
  };
}

function retiredRows({ code, version, retires }: ContentPackage, publishedAt: Date): TableRows {
  return {
    table: 'retired_test', key: ['test_code'], stamps: ['package_code', 'package_version', 'retired_at'],
    rows: retires.map((testCode) => ({
      test_code: testCode, package_code: code, package_version: version, retired_at: publishedAt.toISOString(),
    })),
  };
}

function testPartRows({ parts }: Bank): TableRows {
  return {
    table: 'test_part', key: ['test_code', 'medium', 'part_no', 'shift'],
    rows: parts.map((part) => ({
      test_code: part.testCode, medium: part.medium, part_no: part.partNo, shift: part.shift,
      form_code: part.formCode,
    })),
  };
}

function routingRows({ routing }: Bank): TableRows {
  return {
    table: 'routing_rule', key: ['test_code', 'after_part', 'rule_version'],
    rows: routing.map((rule) => ({
      test_code: rule.testCode, after_part: rule.afterPart, rule_version: rule.version,
      easier_below: rule.easierBelow, harder_from: rule.harderFrom,
    })),
  };
}
