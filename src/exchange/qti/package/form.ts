import type { Result } from '../../../base/result.ts';
import { ok, refuse } from '../../../base/result.ts';
import { childElements, childNamed, decodeXml, parseTree, type XmlElement } from '../tree.ts';
import { qtiNamespace } from '../write.ts';
import { escapeXml } from '../write-xml.ts';
import { resolvePath } from './item-content.ts';

/** A QTI assessment test as we use it: a list of items with weights, all of them taken, in this order. */
export interface PackageForm {
  readonly identifier: string;
  readonly title: string;
  readonly items: readonly { readonly path: string; readonly weight: number }[];
}

// What would show other items than those that stand there, or stop the pupil.
const unsupported = new Set([
  'qti-selection', 'qti-ordering', 'qti-branch-rule', 'qti-pre-condition', 'qti-adaptive-selection', 'qti-time-limits',
  'qti-assessment-section-ref',
]);

/** Reads a QTI assessment test; a refusal is the end of a Dutch sentence. */
export function readForm(content: Uint8Array, path: string): Result<PackageForm, string> {
  const text = decodeXml(content);
  const tree = text.ok ? parseTree(text.value) : text;
  if (!tree.ok) return refuse('is geen goed gevormde XML');
  if (tree.value.name !== 'qti-assessment-test') return refuse('is geen toets van QTI 3 (qti-assessment-test)');
  const all = [...descendants(tree.value)];
  const strange = all.find(({ name }) => unsupported.has(name));
  if (strange) return refuse(`heeft <${strange.name}>, dat wij niet ondersteunen`);
  const items: { path: string; weight: number }[] = [];
  for (const reference of all.filter(({ name }) => name === 'qti-assessment-item-ref')) {
    const itemPath = resolvePath(path, reference.attributes.get('href') ?? '');
    const weight = Number(childNamed(reference, 'qti-weight')?.attributes.get('value') ?? '1');
    if (itemPath === null) return refuse('noemt een item buiten het pakket');
    if (!Number.isSafeInteger(weight) || weight < 1) {
      return refuse('heeft een gewicht dat geen geheel getal vanaf 1 is');
    }
    items.push({ path: itemPath, weight });
  }
  if (items.length === 0) return refuse('heeft geen items');
  if (new Set(items.map((item) => item.path)).size < items.length) return refuse('heeft een item twee keer');
  const { attributes } = tree.value;
  return ok({ identifier: attributes.get('identifier') ?? '', title: attributes.get('title') ?? '', items });
}

function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of childElements(element)) {
    yield child;
    yield* descendants(child);
  }
}

/** Writes one taak as a QTI assessment test: back and forth within it, handed in as a whole. */
export function writeForm(form: PackageForm, path: string): string {
  const up = '../'.repeat(path.split('/').length - 1);
  const references = form.items.map((item, index) =>
    `      <qti-assessment-item-ref identifier="I${index + 1}" href="${escapeXml(up + item.path)}">`
    + `<qti-weight identifier="W" value="${item.weight}"/></qti-assessment-item-ref>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<qti-assessment-test xmlns="${qtiNamespace}" identifier="${escapeXml(form.identifier)}"`
      + ` title="${escapeXml(form.title)}">`,
    '  <qti-test-part identifier="P1" navigation-mode="nonlinear" submission-mode="simultaneous">',
    `    <qti-assessment-section identifier="S1" title="${escapeXml(form.title)}" visible="true">`,
    ...references,
    '    </qti-assessment-section>', '  </qti-test-part>', '</qti-assessment-test>', '',
  ].join('\n');
}
