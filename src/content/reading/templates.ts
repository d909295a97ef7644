import type { Block } from '../../exchange/qti/write.ts';
import type { Domain } from '../types.ts';

/**
 * A text to read with its questions. Between braces stand the words of each variant, `{de hond|het konijn|de kip}`, so
 * that a text is written whole and article, verb and noun agree in every variant; a list that is too short begins
 * again. `$jongen`, `$vriend`, `$meisje` and `$vriendin` become names of children, four different ones.
 */
export interface TextTemplate {
  readonly genre: 'fiction' | 'factual';
  readonly title: string;
  readonly parts: readonly PartTemplate[];
  readonly questions: readonly QuestionTemplate[];
}

/** A paragraph, or something else that belongs to a text. */
export type PartTemplate =
  | string
  | { readonly steps: readonly string[] }
  | { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly picture: (variant: number) => Block };

/** A question about a text. */
export type QuestionTemplate = { readonly hard?: number } & (
  /** Three or four answers of which one is right. */
  | { readonly ask: string; readonly of: Domain; readonly right: string; readonly wrong: readonly string[] }
  /** A line with a gap, marked by an underscore. */
  | { readonly cloze: string; readonly of: Domain; readonly right: string; readonly wrong: readonly string[] }
  /** What happens, in the right order. */
  | { readonly order: readonly string[] }
  /** Which of the columns goes with each row. */
  | {
    readonly match: string; readonly of: Domain; readonly columns: readonly string[];
    readonly rows: readonly (readonly [string, string])[];
  }
  /** Something to look up and write. */
  | { readonly type: string; readonly accepted: readonly string[] }
  /** A place to point at on the picture of the text. */
  | { readonly point: string; readonly right: (variant: number) => string }
);
