import type { BankData, PackageData } from './package-schema.ts';
import type { Bank, ContentPackage } from './types.ts';

/** The `inbeeld.json` of a package of ours. */
export function dataOf(
  content: ContentPackage, paths: { readonly item: (id: string) => string; readonly form: (code: string) => string },
): PackageData {
  const { code, version, title, source, retires, banks } = content;
  return {
    format: 'inbeeld-content', formatVersion: 1,
    package: { code, version, title, source, retires: [...retires] },
    subjects: banks.map((bank) => bankDataOf(bank, paths)),
  };
}

function bankDataOf(
  { subject, tests, parts, routing, forms, items, calibration, normTable }: Bank, paths: Parameters<typeof dataOf>[1],
): BankData {
  return {
    subject,
    tests: tests.map((test) => ({
      code: test.code, moment: test.moment, title: test.title, readAloud: test.readAloud,
    })),
    parts: parts.map((part) => ({
      test: part.testCode, medium: part.medium, part: part.partNo, shift: part.shift, form: part.formCode,
    })),
    routing: routing.map(({ testCode, ...rule }) => ({ test: testCode, ...rule })),
    forms: forms.map((form) => ({
      code: form.code, version: form.version, test: form.testCode, moment: form.moment, medium: form.medium,
      generation: form.generation, file: paths.form(form.code),
    })),
    items: items.map((item) => ({
      id: item.id, version: item.version, file: paths.item(item.id), maxScore: item.maxScore, domain: item.domain,
      presentation: item.presentation, needsMarking: item.needsMarking,
    })),
    calibration: {
      code: calibration.code, version: calibration.version, scale: calibration.scaleCode, source: calibration.source,
      a: calibration.scale.a, c: calibration.scale.c,
      items: calibration.items.map(({ itemId, categories }) => ({
        id: itemId, categories: categories.map(({ score, beta }) => ({ score, beta })),
      })),
    },
    norms: {
      code: normTable.id, version: normTable.version, scale: normTable.scaleCode, generation: normTable.generation,
      validFrom: normTable.validFrom, source: normTable.source, functioningLevel: normTable.fnMethod,
      moments: normTable.moments.map((one) => ({ ...one })), periods: normTable.periods.map((one) => ({ ...one })),
    },
  };
}
