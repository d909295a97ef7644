import type { Result } from '../../../base/result.ts';
import { ok, refuse } from '../../../base/result.ts';
import { childElements, childNamed, decodeXml, parseTree } from '../tree.ts';
import { escapeXml } from '../write-xml.ts';
import { resolvePath } from './item-content.ts';

/** Where a package tells what is in it. */
export const manifestPath = 'imsmanifest.xml';

/** Namespace of the manifest of a QTI 3.0 package; not checked when reading. */
const manifestNamespace = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1';

/** The resource types that we read; of others only the files are known. */
export const resourceTypes = {
  item: 'imsqti_item_xmlv3p0', test: 'imsqti_test_xmlv3p0', other: 'webcontent',
} as const;

/** Something in the package that belongs together. */
export interface Resource {
  readonly identifier: string;
  readonly type: string;
  /** Path of the main file; null where a resource has none, or one outside the package. */
  readonly href: string | null;
  /** Paths of all its files, the main one too; null is one outside the package. */
  readonly files: readonly (string | null)[];
}

/** Reads `imsmanifest.xml`; a refusal is the end of a Dutch sentence. */
export function readManifest(content: Uint8Array): Result<readonly Resource[], string> {
  const text = decodeXml(content);
  const tree = text.ok ? parseTree(text.value) : text;
  if (!tree.ok) return refuse('is geen goed gevormde XML');
  if (tree.value.name !== 'manifest') return refuse('begint niet met <manifest>');
  const resources = childNamed(tree.value, 'resources');
  if (!resources) return refuse('heeft geen <resources>');
  return ok(childElements(resources).filter(({ name }) => name === 'resource').map((element): Resource => {
    const pathOf = (address: string | undefined): string | null =>
      address === undefined ? null : resolvePath(manifestPath, address);
    const href = element.attributes.get('href');
    const listed = childElements(element).filter(({ name }) => name === 'file')
      .map((file) => pathOf(file.attributes.get('href')));
    const files = href === undefined ? listed : [...new Set([pathOf(href), ...listed])];
    return {
      identifier: element.attributes.get('identifier') ?? '', type: element.attributes.get('type') ?? '',
      href: pathOf(href), files,
    };
  }));
}

/** Writes the manifest of a package of ours: every resource is one file. */
export function writeManifest(
  identifier: string,
  resources: readonly { readonly identifier: string; readonly type: string; readonly path: string }[],
): string {
  const lines = resources.map(({ identifier: id, type, path }) => {
    const href = escapeXml(path.split('/').map(encodeURIComponent).join('/'));
    return `    <resource identifier="${escapeXml(id)}" type="${type}" href="${href}">`
      + `<file href="${href}"/></resource>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<manifest xmlns="${manifestNamespace}" identifier="${escapeXml(identifier)}">`,
    '  <metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>',
    '  <organizations/>',
    '  <resources>', ...lines, '  </resources>',
    '</manifest>', '',
  ].join('\n');
}
