import type { Finding } from '../../../base/findings.ts';
import type { FindingList } from '../../catalogue.ts';
import { newFindingList } from '../../catalogue.ts';
import { decodeXml } from '../tree.ts';
import { type ArchiveFiles, type ArchiveLimits, readArchive } from './archive.ts';
import { addAt, packageFindings as codes } from './findings.ts';
import { type PackageForm, readForm } from './form.ts';
import { type PackageItem, readPackageItem } from './item.ts';
import { manifestPath, readManifest, type Resource, resourceTypes } from './manifest.ts';

/** A package of QTI 3 items as it was read, with everything that was found. */
export interface QtiPackage {
  /** Items by path; one that cannot be taken is absent, and a finding says why. */
  readonly items: ReadonlyMap<string, PackageItem>;
  /** Assessment tests by path. */
  readonly forms: ReadonlyMap<string, PackageForm>;
  /** Every file that the manifest names. */
  readonly files: ArchiveFiles;
  readonly findings: readonly Finding[];
}

/** Reads a package from a zip. Nothing is written anywhere; whether it can be used is in its findings (`blocks`). */
export async function readPackage(bytes: Uint8Array, limits?: ArchiveLimits): Promise<QtiPackage> {
  const archive = await readArchive(bytes, limits);
  if (!archive.ok) return { items: new Map(), forms: new Map(), files: new Map(), findings: archive.refusal };
  const list = newFindingList();
  const passed: Finding[] = [];
  const resources = resourcesOf(archive.value, list);
  const files = listedFiles(archive.value, resources, list);
  const items = readItems(files, resources, list, (finding) => passed.push(finding));
  const forms = readForms(files, resources, items, list);
  return { items, forms, files, findings: [...list.all(), ...passed] };
}

function resourcesOf(files: ArchiveFiles, list: FindingList): readonly Resource[] {
  const manifest = files.get(manifestPath);
  const read = manifest && readManifest(manifest);
  if (read?.ok && read.value.length > 0) return read.value;
  const why = read === undefined ? 'ontbreekt' : read.ok ? 'noemt niets' : read.refusal;
  addAt(list, codes['PACKAGE-MANIFEST'], manifestPath, `Het bestand ${manifestPath} ${why}.`);
  return [];
}

function listedFiles(files: ArchiveFiles, resources: readonly Resource[], list: FindingList): ArchiveFiles {
  const listed = new Map<string, Uint8Array>();
  for (const { identifier, files: paths } of resources) {
    for (const path of paths) {
      const content = path === null ? undefined : files.get(path);
      if (path !== null && content !== undefined) listed.set(path, content);
      else addAt(list, codes['PACKAGE-MISSING'], manifestPath, `Een bestand van resource ${identifier} is er niet.`);
    }
  }
  for (const path of files.keys()) {
    if (path === manifestPath || listed.has(path) || resources.length === 0) continue;
    addAt(list, codes['PACKAGE-UNLISTED'], path, `Het manifest noemt ${path} niet.`);
  }
  return listed;
}

function readItems(
  files: ArchiveFiles, resources: readonly Resource[], list: FindingList, pass: (finding: Finding) => void,
): ReadonlyMap<string, PackageItem> {
  const items = new Map<string, PackageItem>();
  const identifiers = new Set<string>();
  for (const path of pathsOf(resources, resourceTypes.item)) {
    const content = files.get(path);
    const text = content && decodeXml(content);
    if (text === undefined) continue;
    if (!text.ok) {
      pass({ ...text.refusal, path });
      continue;
    }
    const item = readPackageItem(
      text.value, path, (asset) => files.get(asset), (code, what) => addAt(list, codes[code], path, what),
      (finding) => pass({ ...finding, path }));
    if (item === undefined) continue;
    if (identifiers.has(item.identifier)) {
      addAt(list, codes['PACKAGE-ITEM-TWICE'], path, `Een ander item heet ook ${item.identifier}.`);
    }
    identifiers.add(item.identifier);
    items.set(path, item);
  }
  return items;
}

function readForms(
  files: ArchiveFiles, resources: readonly Resource[], items: ReadonlyMap<string, PackageItem>, list: FindingList,
): ReadonlyMap<string, PackageForm> {
  const forms = new Map<string, PackageForm>();
  for (const path of pathsOf(resources, resourceTypes.test)) {
    const content = files.get(path);
    if (content === undefined) continue;
    const read = readForm(content, path);
    if (!read.ok) {
      addAt(list, codes['PACKAGE-TEST'], path, `De toets ${path} ${read.refusal}.`);
      continue;
    }
    for (const item of read.value.items.filter((one) => !items.has(one.path))) {
      addAt(list, codes['PACKAGE-MISSING'], path, `Het item ${item.path} is er niet, of kan niet worden gelezen.`);
    }
    forms.set(path, read.value);
  }
  return forms;
}

function pathsOf(resources: readonly Resource[], type: string): Set<string> {
  return new Set(resources.flatMap((one) => (one.type === type && one.href !== null ? [one.href] : [])));
}
