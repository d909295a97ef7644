import type { LetterLevel, RomanLevel } from '../psychometrics/levels.ts';

/** The colours that pictures need; the pages have the same ones in styles/tokens.css, and a test holds them
 * equal. */
export const palette = {
  paper: '#ffffff',
  ink: '#16262d',
  inkSoft: '#465a63',
  line: '#dbe3e6',
  lineStrong: '#6a7f88',
  accent: '#0b5f73',
  accentDeep: '#08414f',
  accentTint: '#e8f3f5',
} as const;

/** The five tints of the level bands, from the lowest band to the highest: each one is clearly darker than
 * the one before, so that they also differ in black and white; dark ink is readable on all five. */
export const bandTints = ['#f0f7f9', '#d8eaee', '#bedce3', '#a4ced8', '#88bfcc'] as const;

/** Place of a level among the five bands: 0 for V and E, 4 for I and A. */
export function bandIndex(level: RomanLevel | LetterLevel): 0 | 1 | 2 | 3 | 4 {
  return bandOf[level];
}

const bandOf = { V: 0, IV: 1, III: 2, II: 3, I: 4, E: 0, D: 1, C: 2, B: 3, A: 4 } as const;
