import type { Finding } from '../../../base/findings.ts';
import type { XmlLimits } from '../../xml/read.ts';
import { checkDocument } from '../check.ts';

/** What makes a code appear: for the page with findings, and for the test that each code can happen. */
export interface FindingExample {
  /** The piece of a document that is to blame, as a person may see it; nothing when a piece says nothing. */
  readonly shown: string;
  /** What comes of a document with that piece in it. */
  readonly findings: () => readonly Finding[];
  /** That document, when there is one. */
  readonly document?: () => Uint8Array;
}

/** Examples of a catalogue, one for each of its codes. */
export type ExamplesOf<C> = { readonly [Code in keyof C]: FindingExample };

/** The piece `shown` inside a whole document, as `inbeeld check` judges it. */
export function checked(
  shown: string, document: string | Uint8Array = shown, options: { name?: string; limits?: XmlLimits } = {},
): FindingExample {
  const bytes = (): Uint8Array => (typeof document === 'string' ? new TextEncoder().encode(document) : document);
  const { name = 'voorbeeld.xml', limits } = options;
  return { shown, findings: () => checkDocument(bytes(), name, limits).findings, document: bytes };
}
