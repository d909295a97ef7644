import type { NormRow } from '../norms.ts';
import { syntheticNormTable } from '../norms.ts';
import type { NormTable } from '../types.ts';

// The steps shrink, and the spread stays between 1.6 and 2.3 steps, as for arithmetic. Each subject has a scale of its
// own: the numbers of two subjects cannot be compared.
const spelling: readonly NormRow[] = [
  ['M3', 515, 44, 5], ['E3', 543, 43, 10], ['M4', 569, 42, 15], ['E4', 593, 41, 20], ['M5', 616, 40, 25],
  ['E5', 638, 39.5, 30], ['M6', 659, 39, 35], ['E6', 679, 38.5, 40], ['M7', 698, 38, 45], ['E7', 716.5, 37, 50],
  ['B8', 724, 36.5, 52], ['M8', 734, 36, 55], ['E8', 751, 35, 60],
];

const verbSpelling: readonly NormRow[] = [
  ['M6', 602, 46, 35], ['E6', 628, 45, 40], ['M7', 653, 44, 45], ['E7', 677, 43, 50],
  ['B8', 687, 42.5, 52], ['M8', 699, 42, 55], ['E8', 721, 41, 60],
];

const punctuation: readonly NormRow[] = [
  ['M5', 570, 45, 25], ['E5', 595, 44, 30], ['M6', 619, 43, 35], ['E6', 642, 42, 40], ['M7', 664, 41.5, 45],
  ['E7', 685, 41, 50], ['B8', 694, 40.5, 52], ['M8', 705, 40, 55], ['E8', 725, 39, 60],
];

/** The synthetic norm table of Spelling, M3 to E8, in points of `SYN-SP-3.0`. Not from Cito. */
export function spellingNormTable(): NormTable {
  return syntheticNormTable({ id: 'SYN-SP-NORM', subject: 'spelling', scaleCode: 'SYN-SP-3.0' }, spelling);
}

/** The synthetic norm table of Spelling werkwoorden, M6 to E8, in points of `SYN-WW-3.0`. Not from Cito. */
export function verbSpellingNormTable(): NormTable {
  return syntheticNormTable({ id: 'SYN-WW-NORM', subject: 'verb-spelling', scaleCode: 'SYN-WW-3.0' }, verbSpelling);
}

/** The synthetic norm table of Leestekens, M5 to E8, in points of `SYN-LT-3.0`. Not from Cito. */
export function punctuationNormTable(): NormTable {
  return syntheticNormTable({ id: 'SYN-LT-NORM', subject: 'punctuation', scaleCode: 'SYN-LT-3.0' }, punctuation);
}
