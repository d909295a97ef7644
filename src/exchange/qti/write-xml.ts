import type { Block, Passage, PassagePart } from './write.ts';

/** A question ready to go into an item: its declaration, what stands in the body, and how it is scored. */
export interface WrittenQuestion {
  readonly declaration: readonly string[];
  readonly body: readonly string[];
  /** The standard's own template, or null when a person gives the points. */
  readonly processing: 'match_correct' | 'map_response' | null;
}

/** Escapes text for an element or a quoted attribute. */
export function escapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/g, (character) => named[character] ?? character);
}

/** The declaration of `RESPONSE` with its correct values and, where given, the points of each answer. */
export function declareResponse(
  kind: { readonly cardinality: 'single' | 'multiple' | 'ordered'; readonly baseType: string },
  correct: readonly string[],
  mapped: readonly string[] = [],
): string[] {
  const values = correct.map((value) => `<qti-value>${escapeXml(value)}</qti-value>`).join('');
  const entries = mapped.map((key) =>
    `      <qti-map-entry map-key="${escapeXml(key)}" mapped-value="1"/>`);
  return [
    `  <qti-response-declaration identifier="RESPONSE" cardinality="${kind.cardinality}"`
      + ` base-type="${kind.baseType}">`,
    ...(correct.length === 0 ? [] : [`    <qti-correct-response>${values}</qti-correct-response>`]),
    ...(mapped.length === 0 ? [] : ['    <qti-mapping default-value="0">', ...entries, '    </qti-mapping>']),
    '  </qti-response-declaration>',
  ];
}

/** The question above an interaction that has a place for it. */
export function writePrompt(prompt: string): string[] {
  return prompt === '' ? [] : [`      <qti-prompt>${escapeXml(prompt)}</qti-prompt>`];
}

/** The question above a line in which the interaction stands. */
export function writeQuestionLine(prompt: string): string[] {
  return prompt === '' ? [] : [`    <p class="question">${escapeXml(prompt)}</p>`];
}

/** A picture as an SVG data address, with its description and its size on the page in pixels. */
export function writeImage(svg: string, description: string, width: number, height?: number): string {
  const address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  const tall = height === undefined ? '' : ` height="${height}"`;
  return `<img src="${escapeXml(address)}" alt="${escapeXml(description)}" width="${width}"${tall}/>`;
}

/** What the pupil sees above the question. */
export function writeBlock(block: Block | Passage): string[] {
  if (block.kind !== 'passage') return writePart(block).map((line) => `    ${line}`);
  const heading = block.title === '' ? [] : [`      <h2>${escapeXml(block.title)}</h2>`];
  const parts = block.parts.flatMap(writePart).map((line) => `      ${line}`);
  return ['    <div class="passage">', ...heading, ...parts, '    </div>'];
}

function writePart(part: PassagePart): string[] {
  switch (part.kind) {
    case 'paragraph':
      return [`<p>${part.text.split('\n').map(escapeXml).join('<br/>')}</p>`];
    case 'picture':
      return [`<p class="picture">${writeImage(part.svg, part.description, part.width)}</p>`];
    case 'steps':
      return ['<ol>', ...part.steps.map((step) => `  <li>${escapeXml(step)}</li>`), '</ol>'];
    case 'table':
      return writeTable(part.head, part.rows);
  }
}

function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const heads = head.map((text) => `<th scope="col">${escapeXml(text)}</th>`).join('');
  const lines = rows.map(([first = '', ...cells]) =>
    `    <tr><th scope="row">${escapeXml(first)}</th>`
    + `${cells.map((text) => `<td>${escapeXml(text)}</td>`).join('')}</tr>`);
  return ['<table>', `  <thead><tr>${heads}</tr></thead>`, '  <tbody>', ...lines, '  </tbody>', '</table>'];
}
