import type { Finding } from '../base/findings.ts';
import { newFindingList } from '../exchange/catalogue.ts';
import { writeArchive } from '../exchange/qti/package/archive.ts';
import { writeForm } from '../exchange/qti/package/form.ts';
import { manifestPath, resourceTypes, writeManifest } from '../exchange/qti/package/manifest.ts';
import { readPackage } from '../exchange/qti/package/read.ts';
import { bankFaults } from './faults.ts';
import { contentFindings as codes } from './findings.ts';
import { contentOf } from './package-data.ts';
import { dataPath } from './package-schema.ts';
import { dataOf } from './package-written.ts';
import type { ContentPackage } from './types.ts';

/** A package file as it was judged. */
export interface JudgedPackage {
  /** Null when anything that was found blocks. */
  readonly content: ContentPackage | null;
  readonly findings: readonly Finding[];
}

/** Reads and judges a package file; publishes nothing. */
export async function judgePackage(bytes: Uint8Array): Promise<JudgedPackage> {
  const qti = await readPackage(bytes);
  const list = newFindingList();
  const blocked = qti.findings.some(({ blocks }) => blocks);
  // Items that could not be taken would be told of again as gaps in every form.
  const content = blocked ? undefined : contentOf(qti, list);
  if (content && !list.blocks()) {
    for (const [index, bank] of content.banks.entries()) {
      const place = { line: null, column: null, path: `${dataPath}/subjects/${index}` };
      for (const { message } of bankFaults(bank)) list.add(codes['CONTENT-BANK'], place, message);
    }
    for (const twice of codesInTwoBanks(content)) {
      list.add(codes['CONTENT-BANK'], { line: null, column: null, path: dataPath }, `${twice} staat bij twee vakken.`);
    }
  }
  const findings = [...qti.findings, ...list.all()];
  return { content: content && !list.blocks() ? content : null, findings };
}

function codesInTwoBanks({ banks }: ContentPackage): string[] {
  const all = banks.flatMap(({ tests, forms, items, calibration }) =>
    [...new Set([...tests, ...forms, calibration].map((one) => one.code).concat(items.map(({ id }) => id)))]);
  return [...new Set(all.filter((one, index) => all.indexOf(one) !== index))];
}

/** A package of ours as a file that `judgePackage` reads back as the same content. */
export function packPackage(content: ContentPackage): Promise<Uint8Array> {
  const item = (id: string): string => `items/${id}.xml`;
  const form = (code: string): string => `forms/${code}.xml`;
  const items = content.banks.flatMap((bank) => bank.items);
  const forms = content.banks.flatMap((bank) => bank.forms);
  const resources = [
    { identifier: 'INBEELD', type: resourceTypes.other, path: dataPath },
    ...forms.map(({ code }) => ({ identifier: `F-${code}`, type: resourceTypes.test, path: form(code) })),
    ...items.map(({ id }) => ({ identifier: `I-${id}`, type: resourceTypes.item, path: item(id) })),
  ];
  return writeArchive([
    [manifestPath, writeManifest(`${content.code}-v${content.version}`, resources)],
    [dataPath, `${JSON.stringify(dataOf(content, { item, form }), null, 1)}\n`],
    ...forms.map(({ code, title, itemIds, weights }) => [form(code), writeForm({
      identifier: code, title, items: itemIds.map((id, index) => ({ path: item(id), weight: weights[index]! })),
    }, form(code))] as const),
    ...items.map(({ id, qtiXml }) => [item(id), qtiXml] as const),
  ]);
}
