import { assert } from '../../base/assert.ts';
import type { Span, XmlElement } from './tree.ts';
import { childElements, parseTree } from './tree.ts';

/** Elements that give the key away, or show what belongs after the answer. */
const secrets: ReadonlySet<string> = new Set([
  'qti-correct-response', 'qti-mapping', 'qti-area-mapping', 'qti-match-table', 'qti-interpolation-table',
  'qti-response-processing', 'qti-template-processing', 'qti-modal-feedback', 'qti-feedback-inline',
  'qti-feedback-block', 'qti-rubric-block',
]);

/** The item as a pupil's browser may have it: without key, mappings, response and template processing,
 * feedback,
 * rubrics, comments and processing instructions. The rest is kept character for character.
 * @param xml an item that `readItem` accepted; anything else is a bug of the caller */
export function stripAnswers(xml: string): string {
  const open = withoutComments(xml);
  const tree = parseTree(open);
  assert(tree.ok, 'only an item that was read can be stripped');
  const stripped = cut(open, secretSpans(tree.value));
  const after = parseTree(stripped);
  assert(after.ok && secretSpans(after.value).length === 0, 'a stripped item still holds its key');
  return stripped;
}

function secretSpans(element: XmlElement): Span[] {
  return childElements(element).flatMap((child) =>
    secrets.has(child.name.toLowerCase()) ? [child.span] : secretSpans(child));
}

function cut(text: string, spans: readonly Span[]): string {
  let kept = '';
  let position = 0;
  for (const span of spans) {
    kept += text.slice(position, span.start);
    position = span.end;
  }
  return kept + text.slice(position);
}

// A CDATA section may hold the text of a comment: it is matched first and kept.
function withoutComments(xml: string): string {
  return xml.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?(?!xml\s)[\s\S]*?\?>/g, (found) =>
    found.startsWith('<![CDATA[') ? found : '');
}
