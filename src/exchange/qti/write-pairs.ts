// Questions in which several things get their place: in order, with each other, or in a text.

import type { GapMatchQuestion, MatchQuestion, OrderQuestion } from './write.ts';
import type { WrittenQuestion } from './write-xml.ts';
import { declareResponse, escapeXml, writePrompt } from './write-xml.ts';

const pairsOf = { cardinality: 'multiple', baseType: 'directedPair' } as const;

/** A list to be put in order. */
export function writeOrder(prompt: string, question: OrderQuestion): WrittenQuestion {
  return {
    declaration: declareResponse({ cardinality: 'ordered', baseType: 'identifier' }, question.correct),
    body: [
      '    <qti-order-interaction response-identifier="RESPONSE" shuffle="false" orientation="vertical">',
      ...writePrompt(prompt),
      ...question.options.map(({ identifier, text }) =>
        `      <qti-simple-choice identifier="${escapeXml(identifier)}">`
        + `${escapeXml(text)}</qti-simple-choice>`),
      '    </qti-order-interaction>',
    ],
    processing: 'match_correct',
  };
}

/** Rows that each go with one of the columns, as a table to tick in. */
export function writeMatch(prompt: string, question: MatchQuestion): WrittenQuestion {
  const set = (choices: MatchQuestion['rows'], most: number): string[] => [
    '      <qti-simple-match-set>',
    ...choices.map(({ identifier, text }) =>
      `        <qti-simple-associable-choice identifier="${escapeXml(identifier)}" match-max="${most}">`
      + `${escapeXml(text)}</qti-simple-associable-choice>`),
    '      </qti-simple-match-set>',
  ];
  return {
    ...scoring(question),
    body: [
      '    <qti-match-interaction class="qti-match-tabular" response-identifier="RESPONSE" shuffle="false"'
        + ` max-associations="${question.rows.length}">`,
      ...writePrompt(prompt),
      ...set(question.rows, 1),
      ...set(question.columns, question.rows.length),
      '    </qti-match-interaction>',
    ],
  };
}

/** Words, or marks, to be put in the gaps of a text. */
export function writeGapMatch(prompt: string, question: GapMatchQuestion): WrittenQuestion {
  const gaps = question.lines.flat().filter((part) => typeof part !== 'string');
  const line = (parts: GapMatchQuestion['lines'][number]): string => parts.map((part) =>
    (typeof part === 'string' ? escapeXml(part) : `<qti-gap identifier="${escapeXml(part.gap)}"/>`)).join('');
  return {
    ...scoring(question),
    body: [
      '    <qti-gap-match-interaction response-identifier="RESPONSE" shuffle="false"'
        + ` max-associations="${gaps.length}">`,
      ...writePrompt(prompt),
      ...question.words.map(({ identifier, text }) =>
        `      <qti-gap-text identifier="${escapeXml(identifier)}" match-max="${timesUsed(question)}">`
        + `${escapeXml(text)}</qti-gap-text>`),
      ...question.lines.map((parts) => `      <p>${line(parts)}</p>`),
      '    </qti-gap-match-interaction>',
    ],
  };
}

// How often the word that is needed most is needed: the same for all words, so that it says nothing.
function timesUsed({ pairs }: GapMatchQuestion): number {
  return Math.max(1, ...pairs.map(([word]) => pairs.filter(([other]) => other === word).length));
}

function scoring(
  { pairs, credit }: MatchQuestion | GapMatchQuestion,
): Pick<WrittenQuestion, 'declaration' | 'processing'> {
  const written = pairs.map((pair) => pair.join(' '));
  const each = credit === 'each';
  return {
    declaration: declareResponse(pairsOf, written, each ? written : []),
    processing: each ? 'map_response' : 'match_correct',
  };
}
