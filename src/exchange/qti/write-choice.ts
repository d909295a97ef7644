// Questions with one answer: picked from a list, picked in a line, picked on a picture, or typed.

import type {
  ChoiceQuestion, ExtendedTextQuestion, HotspotQuestion, InlineChoiceQuestion, TextEntryQuestion,
} from './write.ts';
import type { WrittenQuestion } from './write-xml.ts';
import { declareResponse, escapeXml, writeImage, writePrompt, writeQuestionLine } from './write-xml.ts';

const oneIdentifier = { cardinality: 'single', baseType: 'identifier' } as const;

/** A list of options of which one is right. */
export function writeChoice(prompt: string, question: ChoiceQuestion): WrittenQuestion {
  return {
    declaration: declareResponse(oneIdentifier, [question.correct]),
    body: [
      '    <qti-choice-interaction response-identifier="RESPONSE" shuffle="false" max-choices="1">',
      ...writePrompt(prompt),
      ...question.options.map(({ identifier, text }) =>
        `      <qti-simple-choice identifier="${escapeXml(identifier)}">`
        + `${escapeXml(text)}</qti-simple-choice>`),
      '    </qti-choice-interaction>',
    ],
    processing: 'match_correct',
  };
}

/** A line of text with a list of options in it. */
export function writeInlineChoice(prompt: string, question: InlineChoiceQuestion): WrittenQuestion {
  const options = question.options.map(({ identifier, text }) =>
    `<qti-inline-choice identifier="${escapeXml(identifier)}">${escapeXml(text)}</qti-inline-choice>`);
  const list = '<qti-inline-choice-interaction response-identifier="RESPONSE" shuffle="false"'
    + ` data-prompt="kies">${options.join('')}</qti-inline-choice-interaction>`;
  return {
    declaration: declareResponse(oneIdentifier, [question.correct]),
    body: [...writeQuestionLine(prompt), answerLine(question, list)],
    processing: 'match_correct',
  };
}

/** A box in a line of text. */
export function writeTextEntry(prompt: string, question: TextEntryQuestion): WrittenQuestion {
  const { accepted, baseType } = question;
  const keys = question.keyboard === 'text' ? '' : ` data-inputmode="${question.keyboard}"`;
  const box = '<qti-text-entry-interaction response-identifier="RESPONSE"'
    + ` expected-length="${question.expectedLength}"${keys}/>`;
  const mapped = accepted.length > 1;
  return {
    declaration: declareResponse(
      { cardinality: 'single', baseType }, accepted.slice(0, 1), mapped ? accepted : [],
    ),
    body: [...writeQuestionLine(prompt), answerLine(question, box)],
    processing: mapped ? 'map_response' : 'match_correct',
  };
}

/** A picture with places to point at. */
export function writeHotspot(prompt: string, question: HotspotQuestion): WrittenQuestion {
  const spots = question.spots.map(({ identifier, label, shape, coords }) => {
    const name = escapeXml(label);
    return `      <qti-hotspot-choice identifier="${escapeXml(identifier)}" shape="${shape}"`
      + ` coords="${coords.join(',')}" hotspot-label="${name}" aria-label="${name}"/>`;
  });
  const { svg, description, width, height } = question;
  return {
    declaration: declareResponse(oneIdentifier, [question.correct]),
    body: [
      '    <qti-hotspot-interaction response-identifier="RESPONSE" max-choices="1">',
      ...writePrompt(prompt),
      `      ${writeImage(svg, description, width, height)}`,
      ...spots,
      '    </qti-hotspot-interaction>',
    ],
    processing: 'match_correct',
  };
}

/** A box for a few sentences, with what the teacher marks by; that is for the scorer's eyes only. */
export function writeExtendedText(prompt: string, question: ExtendedTextQuestion): WrittenQuestion {
  return {
    declaration: declareResponse({ cardinality: 'single', baseType: 'string' }, []),
    body: [
      '    <qti-rubric-block use="scoring" view="scorer"><qti-content-body>'
        + `<p>${escapeXml(question.marking)}</p></qti-content-body></qti-rubric-block>`,
      '    <qti-extended-text-interaction response-identifier="RESPONSE"'
        + ` class="qti-height-lines-${question.lines}" expected-lines="${question.lines}">`,
      ...writePrompt(prompt),
      '    </qti-extended-text-interaction>',
    ],
    processing: null,
  };
}

// A mark follows its word without a space, and so do the letters round a gap within a word.
function answerLine(
  { before, after, joined }: { before: string; after: string; joined?: true }, interaction: string,
): string {
  const left = before === '' || joined ? before : `${before} `;
  const right = after === '' || joined || /^[.,;:?!]/.test(after) ? after : ` ${after}`;
  return `    <p class="answer">${escapeXml(left)}${interaction}${escapeXml(right)}</p>`;
}
