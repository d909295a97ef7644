// Reading aloud to a teacher: words a minute from cards (DMT), and the hardest text a pupil masters (AVI). In: pupils
// of a group, and what a teacher wrote down. Out: entries with what follows from them. Invariants: entries are only
// added, the newest counts; an outcome names the norms and the program it was made with; AVI has a level and no score,
// and the teacher decides it; nobody reads these cards with an accommodation, because time is what is measured.
import type { Moment } from '../content/types.ts';
import type { RomanLevel } from '../psychometrics/levels.ts';

/** The two tests of technical reading. */
export type ReadingSubject = 'dmt' | 'avi';

/** Cards of one minute each: 1 simple words, 2 words with clusters, 3 words of more syllables. */
export type DmtCardNo = 1 | 2 | 3;

/** Parallel versions of the cards. */
export type DmtVersion = 'A' | 'B' | 'C';

/** One card as it was read in a minute. */
export interface DmtCard {
  readonly card: DmtCardNo;
  readonly version: DmtVersion;
  /** Words up to the stroke after a minute, with those that were wrong. */
  readonly read: number;
  readonly wrong: number;
}

/** The twelve levels of AVI in their order. */
export const aviLevels = ['Start', 'M3', 'E3', 'M4', 'E4', 'M5', 'E5', 'M6', 'E6', 'M7', 'E7', 'Plus'] as const;

/** A level of AVI, which is the name of its card too. */
export type AviLevel = (typeof aviLevels)[number];

/** One AVI card as it was read. */
export interface AviCard {
  readonly level: AviLevel;
  readonly seconds: number;
  readonly errors: number;
}

/** How a pupil read one AVI card: beheersing, instructie, frustratie. */
export type AviJudgement = 'mastery' | 'instruction' | 'frustration';

/** What follows from DMT cards. */
export interface DmtOutcome {
  /** Words right over the cards that were read. */
  readonly right: number;
  readonly scaleScore: number;
  readonly se: number;
  readonly intervalLow: number;
  readonly intervalHigh: number;
  /** Null outside the norm period of a moment. */
  readonly roman: RomanLevel | null;
  readonly functioningLevel: string;
  /** `code/version` of the norms, and the program. */
  readonly norms: string;
  readonly codeVersion: string;
}

/** What follows from AVI cards, and what the teacher made of it. */
export interface AviOutcome {
  /** Highest level on mastery, and the level above it to learn from; null where the cards do not show one. */
  readonly suggested: { readonly mastery: AviLevel | null; readonly instruction: AviLevel | null };
  readonly decided: { readonly mastery: AviLevel | null; readonly instruction: AviLevel | null };
  readonly limits: string;
  readonly codeVersion: string;
}

/** A taking with its newest entry. */
export type ReadingTaking = {
  readonly readingId: string;
  readonly pupilId: string;
  readonly moment: Moment;
  readonly schoolYear: string;
  readonly takenOn: string;
  readonly edition: string;
  readonly entryNo: number;
} & (
  | { readonly subject: 'dmt'; readonly document: { readonly cards: readonly DmtCard[] }; readonly outcome: DmtOutcome }
  | { readonly subject: 'avi'; readonly document: { readonly cards: readonly AviCard[] }; readonly outcome: AviOutcome }
);
