import type { Moment, NormPeriod } from '../content/types.ts';
import type { AviLevel, DmtCardNo } from './types.ts';

/** Numbers that DMT results are made with. */
export interface DmtNorms {
  readonly code: string;
  readonly version: number;
  readonly edition: string;
  /** Whose numbers these are, in Dutch; shown wherever a number of this table is shown. */
  readonly source: string;
  /** Words on each card: nobody reads more. */
  readonly wordsOnCard: Readonly<Record<DmtCardNo, number>>;
  /** Scale score = start + perWord x words right a minute, averaged over the cards. */
  readonly start: number;
  readonly perWord: number;
  /** How much faster than the average of cards 2 and 3 the average of all three is: for who did not read card 1. */
  readonly withoutCard1: number;
  /** Standard error in scale points, by number of cards. */
  readonly se: Readonly<Record<2 | 3, number>>;
  /** Mean and spread between pupils at each moment, in scale points. */
  readonly moments: readonly { readonly moment: Moment; readonly mean: number; readonly sd: number }[];
  readonly periods: readonly NormPeriod[];
}

/** Time and errors up to which a card counts as mastered, and up to which as instruction. */
export interface AviLimit {
  readonly level: AviLevel;
  readonly words: number;
  readonly mastery: { readonly seconds: number; readonly errors: number };
  readonly instruction: { readonly seconds: number; readonly errors: number };
}

/** Limits of a set of AVI cards. */
export interface AviLimits {
  readonly code: string;
  readonly version: number;
  readonly edition: string;
  readonly source: string;
  /** In the order of the levels. */
  readonly levels: readonly AviLimit[];
}

const source = 'synthetisch, niet van Cito';

/** Invented norms for DMT, M3 to M8, on a scale of their own (400 to 900). */
export const syntheticDmtNorms: DmtNorms = {
  code: 'SYN-DMT-NORM', version: 1, edition: 'synthetisch 2026', source,
  wordsOnCard: { 1: 150, 2: 150, 3: 120 },
  start: 420, perWord: 4.2, withoutCard1: 1.06, se: { 3: 11, 2: 15 },
  moments: ([
    ['M3', 500, 44], ['E3', 552, 48], ['M4', 604, 52], ['E4', 640, 54], ['M5', 668, 54], ['E5', 694, 53],
    ['M6', 716, 52], ['E6', 737, 51], ['M7', 755, 50], ['E7', 771, 49], ['B8', 777, 49], ['M8', 785, 48],
  ] as const).map(([moment, mean, sd]) => ({ moment, mean, sd })),
  periods: [
    { season: 'B', from: '09-01', to: '11-30' }, { season: 'M', from: '12-01', to: '03-31' },
    { season: 'E', from: '04-01', to: '07-31' },
  ],
};

/** Invented limits for AVI: words on the card, then seconds and errors for mastery and for instruction. */
export const syntheticAviLimits: AviLimits = {
  code: 'SYN-AVI', version: 1, edition: 'synthetisch 2026', source,
  levels: ([
    ['Start', 60, 120, 5, 170, 8], ['M3', 80, 150, 5, 210, 9], ['E3', 100, 130, 6, 185, 10],
    ['M4', 120, 125, 6, 175, 11], ['E4', 140, 125, 7, 170, 12], ['M5', 150, 118, 7, 160, 12],
    ['E5', 160, 115, 7, 155, 12], ['M6', 165, 110, 7, 148, 12], ['E6', 170, 106, 8, 142, 13],
    ['M7', 175, 103, 8, 137, 13], ['E7', 180, 100, 8, 133, 13], ['Plus', 185, 97, 8, 128, 13],
  ] as const).map(([level, words, seconds, errors, moreSeconds, moreErrors]) => ({
    level, words, mastery: { seconds, errors }, instruction: { seconds: moreSeconds, errors: moreErrors },
  })),
};
