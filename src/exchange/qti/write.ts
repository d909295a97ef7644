import { writeChoice, writeExtendedText, writeHotspot, writeInlineChoice, writeTextEntry } from './write-choice.ts';
import { writeGapMatch, writeMatch, writeOrder } from './write-pairs.ts';
import type { WrittenQuestion } from './write-xml.ts';
import { escapeXml, writeBlock } from './write-xml.ts';

/** Something the pupil sees above the question. */
export type Block =
  /** A line break in the text stays one, as in the head of a letter. */
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Pictures travel inside the item as an SVG data address; the description is read aloud and must be
   * enough. */
  | { readonly kind: 'picture'; readonly svg: string; readonly description: string; readonly width: number };

/** A piece of a text to read. */
export type PassagePart =
  | Block
  | { readonly kind: 'steps'; readonly steps: readonly string[] }
  /** The first cell of a row is its head. */
  | {
    readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[];
  };

/** A text to read, with what belongs to it. */
export interface Passage {
  readonly kind: 'passage';
  readonly title: string;
  readonly parts: readonly PassagePart[];
}

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

/** The pupil picks one option in a line, with text before and after it. */
export interface InlineChoiceQuestion {
  readonly kind: 'inline-choice';
  readonly before: string;
  readonly after: string;
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
  /** The box is a part of the word: no space between it and the text round it. */
  readonly joined?: true;
}

/** The pupil points at a place on a picture. */
export interface HotspotQuestion {
  readonly kind: 'hotspot';
  readonly svg: string;
  readonly description: string;
  /** Size on the page in pixels; the places count in the same pixels. */
  readonly width: number;
  readonly height: number;
  readonly spots: readonly {
    readonly identifier: string;
    /** What a screen reader says; tells the place, not whether it is right. */
    readonly label: string;
    /** A circle is middle x, middle y, radius; a rect left, top, right, bottom. */
    readonly shape: 'circle' | 'rect';
    readonly coords: readonly number[];
  }[];
  readonly correct: string;
}

/** The pupil puts all options in order; the order of `options` is the one that is shown. */
export interface OrderQuestion {
  readonly kind: 'order';
  readonly options: readonly ChoiceOption[];
  readonly correct: readonly string[];
}

/** The pupil says with which column each row goes. No identifier may be part of another one. */
export interface MatchQuestion {
  readonly kind: 'match';
  readonly rows: readonly ChoiceOption[];
  readonly columns: readonly ChoiceOption[];
  /** A row and its column. */
  readonly pairs: readonly (readonly [string, string])[];
  readonly credit: Credit;
}

/** The pupil puts words, or marks, in the gaps of a text. */
export interface GapMatchQuestion {
  readonly kind: 'gap-match';
  readonly words: readonly ChoiceOption[];
  readonly lines: readonly (readonly (string | { readonly gap: string })[])[];
  /** A word and its gap. */
  readonly pairs: readonly (readonly [string, string])[];
  readonly credit: Credit;
}

/** One point when everything is right, or a point for each pair. */
export type Credit = 'all' | 'each';

/** The pupil writes a few sentences; a teacher gives the points. */
export interface ExtendedTextQuestion {
  readonly kind: 'extended-text';
  /** Height of the box. */
  readonly lines: number;
  readonly maxScore: number;
  /** What earns the points; for the teacher, never sent to the pupil. */
  readonly marking: string;
}

/** What a pupil is asked to do. */
export type Question =
  | ChoiceQuestion | InlineChoiceQuestion | TextEntryQuestion | HotspotQuestion | OrderQuestion
  | MatchQuestion | GapMatchQuestion | ExtendedTextQuestion;

/** What an item of our own is made from; everything is plain text and is escaped here. */
export interface ItemSource {
  readonly identifier: string;
  readonly title: string;
  readonly blocks: readonly (Block | Passage)[];
  readonly prompt: string;
  readonly question: Question;
}

/** Namespace of QTI 3.0 items. */
export const qtiNamespace = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';

/** Where the standard's response processing templates live; the last part names one. */
export const templateBase = 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/';

/** Writes an item as a QTI 3.0 document with one response `RESPONSE` and one outcome `SCORE`, which runs
 * from 0 to `maxScoreOf(question)`. */
export function writeItem(source: ItemSource): string {
  const { declaration, body, processing } = writeQuestion(source.prompt, source.question);
  const marked = processing === null ? ' external-scored="human"' : '';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<qti-assessment-item xmlns="${qtiNamespace}" identifier="${escapeXml(source.identifier)}"`
      + ` title="${escapeXml(source.title)}" adaptive="false" time-dependent="false" xml:lang="nl">`,
    ...declaration,
    '  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"'
      + ` normal-maximum="${maxScoreOf(source.question)}"${marked}>`,
    '    <qti-default-value><qti-value>0</qti-value></qti-default-value>',
    '  </qti-outcome-declaration>',
    '  <qti-item-body>',
    ...source.blocks.flatMap(writeBlock),
    ...body,
    '  </qti-item-body>',
    ...(processing === null
      ? []
      : [`  <qti-response-processing template="${templateBase}${processing}.xml"/>`]),
    '</qti-assessment-item>',
    '',
  ].join('\n');
}

/** The most points a question can earn: 1, unless each pair or a teacher's mark counts. */
export function maxScoreOf(question: Question): number {
  if (question.kind === 'extended-text') return question.maxScore;
  const each = (question.kind === 'match' || question.kind === 'gap-match') && question.credit === 'each';
  return each ? question.pairs.length : 1;
}

function writeQuestion(prompt: string, question: Question): WrittenQuestion {
  switch (question.kind) {
    case 'choice':
      return writeChoice(prompt, question);
    case 'inline-choice':
      return writeInlineChoice(prompt, question);
    case 'text-entry':
      return writeTextEntry(prompt, question);
    case 'hotspot':
      return writeHotspot(prompt, question);
    case 'order':
      return writeOrder(prompt, question);
    case 'match':
      return writeMatch(prompt, question);
    case 'gap-match':
      return writeGapMatch(prompt, question);
    case 'extended-text':
      return writeExtendedText(prompt, question);
  }
}
