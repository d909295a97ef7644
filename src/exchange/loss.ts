/* What a standard cannot carry, as data: one named list for each kind of document. Writing loses exactly what is on
 * the list, in its order, and nothing else: reading what was written gives the document after `loseAll`. The lists
 * are edexml/losses.ts and uwlr/losses.ts; SPEC.md of either folder names them, and tests hold that. */
import { carryable } from './xml/write.ts';

/** One thing that is lost in writing. */
export interface Loss<Document, Manner> {
  /** Unique in its list; SPEC.md names it. */
  readonly code: string;
  /** What is lost, as SPEC.md says it. */
  readonly what: string;
  /** Whether it is lost in this manner of writing; absent: in every. */
  readonly applies?: (manner: Manner) => boolean;
  readonly lose: (document: Document, manner: Manner) => Document;
}

/** The document without what cannot be carried. */
export function loseAll<Document, Manner>(
  document: Document, manner: Manner, losses: readonly Loss<Document, Manner>[],
): Document {
  return losses.filter(({ applies }) => applies?.(manner) ?? true).reduce(
    (left, { lose }) => lose(left, manner), document,
  );
}

/** A change of every text of a document. Required texts become empty where optional ones become null.
 * @param max in characters, as the schema counts */
export type MapTexts<Document> = (
  document: Document, map: (text: string | null, max: number) => string | null,
) => Document;

/** What every text loses, in this order. */
export function textLosses<Document, Manner>(mapTexts: MapTexts<Document>): readonly Loss<Document, Manner>[] {
  return [
    {
      code: 'characters', what: 'characters that XML does not have, such as NUL and half of a surrogate pair',
      lose: (document) => mapTexts(document, (text) => text && carryable(text)),
    },
    {
      code: 'outer-space', what: 'white space at the beginning and the end of a text',
      lose: (document) => mapTexts(document, (text) => text && text.trim()),
    },
    {
      code: 'length', what: 'what is beyond the length that the schema allows, counted in characters',
      lose: (document) => mapTexts(document, (text, max) => text && cut(text, max)),
    },
    {
      code: 'empty-text', what: 'the difference between an empty text and none',
      lose: (document) => mapTexts(document, (text) => (text === '' ? null : text)),
    },
  ];
}

/** A text as it comes back from the wire; null when nothing is left. */
export function carriedText(text: string | null, max: number): string | null {
  if (text === null) return null;
  return cut(carryable(text).trim(), max) || null;
}

/** The schema counts characters, of which a text never has more than UTF-16 units. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : [...text].slice(0, max).join('').trimEnd();
}
