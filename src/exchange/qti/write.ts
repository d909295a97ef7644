/** Something the pupil sees above the question. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Pictures travel inside the item as an SVG data address; the description is read aloud and must be
   * enough. */
  | { readonly kind: 'picture'; readonly svg: string; readonly description: string; readonly width: number };

/** One of the given answers. */
export interface ChoiceOption {
  readonly identifier: string;
  readonly text: string;
}

/** The pupil picks one option. */
export interface ChoiceQuestion {
  readonly kind: 'choice';
  readonly options: readonly ChoiceOption[];
  readonly correct: string;
}

/** The pupil types an answer on a line with text before and after the box. */
export interface TextEntryQuestion {
  readonly kind: 'text-entry';
  readonly before: string;
  readonly after: string;
  /** Every spelling that earns the point, the model answer first. */
  readonly accepted: readonly string[];
  /** A whole number is compared as a number, other answers as text. */
  readonly baseType: 'integer' | 'string';
  /** Which keys a tablet offers. */
  readonly keyboard: 'decimal' | 'text';
  /** Width of the box in characters. */
  readonly expectedLength: number;
}

/** What an item of our own is made from; everything is plain text and is escaped here. */
export interface ItemSource {
  readonly identifier: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly prompt: string;
  readonly question: ChoiceQuestion | TextEntryQuestion;
}

/** Namespace of QTI 3.0 items. */
export const qtiNamespace = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';

/** Where the standard's response processing templates live; the last part names one. */
export const templateBase = 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/';

/** Escapes text for an element or a quoted attribute. */
export function escapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/g, (character) => named[character] ?? character);
}

/** Writes an item worth one point as a QTI 3.0 document with one response `RESPONSE` and one outcome
 * `SCORE`. */
export function writeItem(source: ItemSource): string {
  const { question } = source;
  const mapped = question.kind === 'text-entry' && question.accepted.length > 1;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<qti-assessment-item xmlns="${qtiNamespace}" identifier="${escapeXml(source.identifier)}"`
      + ` title="${escapeXml(source.title)}" adaptive="false" time-dependent="false" xml:lang="nl">`,
    ...(question.kind === 'choice' ? declareChoice(question) : declareTextEntry(question)),
    '  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"'
      + ' normal-maximum="1">',
    '    <qti-default-value><qti-value>0</qti-value></qti-default-value>',
    '  </qti-outcome-declaration>',
    '  <qti-item-body>',
    ...source.blocks.map(writeBlock),
    ...(question.kind === 'choice'
      ? writeChoice(source.prompt, question)
      : writeTextEntry(source.prompt, question)),
    '  </qti-item-body>',
    `  <qti-response-processing template="${templateBase}${mapped ? 'map_response' : 'match_correct'}.xml"/>`,
    '</qti-assessment-item>',
    '',
  ].join('\n');
}

function declare(baseType: string, correct: string, mapping: readonly string[]): string[] {
  return [
    `  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="${baseType}">`,
    `    <qti-correct-response><qti-value>${escapeXml(correct)}</qti-value></qti-correct-response>`,
    ...mapping,
    '  </qti-response-declaration>',
  ];
}

function declareChoice(question: ChoiceQuestion): string[] {
  return declare('identifier', question.correct, []);
}

function declareTextEntry(question: TextEntryQuestion): string[] {
  const [model = '', ...others] = question.accepted;
  if (others.length === 0) return declare(question.baseType, model, []);
  const entries = question.accepted.map(
    (text) => `      <qti-map-entry map-key="${escapeXml(text)}" mapped-value="1"/>`,
  );
  const mapping = ['    <qti-mapping default-value="0">', ...entries, '    </qti-mapping>'];
  return declare(question.baseType, model, mapping);
}

function writeBlock(block: Block): string {
  if (block.kind === 'paragraph') return `    <p>${escapeXml(block.text)}</p>`;
  const address = `data:image/svg+xml,${encodeURIComponent(block.svg)}`;
  return `    <p class="picture"><img src="${escapeXml(address)}" alt="${escapeXml(block.description)}"`
    + ` width="${block.width}"/></p>`;
}

function writeChoice(prompt: string, question: ChoiceQuestion): string[] {
  return [
    '    <qti-choice-interaction response-identifier="RESPONSE" shuffle="false" max-choices="1">',
    `      <qti-prompt>${escapeXml(prompt)}</qti-prompt>`,
    ...question.options.map(({ identifier, text }) =>
      `      <qti-simple-choice identifier="${escapeXml(identifier)}">`
      + `${escapeXml(text)}</qti-simple-choice>`),
    '    </qti-choice-interaction>',
  ];
}

function writeTextEntry(prompt: string, question: TextEntryQuestion): string[] {
  const before = question.before === '' ? '' : `${escapeXml(question.before)} `;
  const after = question.after === '' ? '' : ` ${escapeXml(question.after)}`;
  const keys = question.keyboard === 'text' ? '' : ` data-inputmode="${question.keyboard}"`;
  const box = '<qti-text-entry-interaction response-identifier="RESPONSE"'
    + ` expected-length="${question.expectedLength}"${keys}/>`;
  return [
    ...(prompt === '' ? [] : [`    <p class="question">${escapeXml(prompt)}</p>`]),
    `    <p class="answer">${before}${box}${after}</p>`,
  ];
}
