/** Seconds below which an answer cannot rest on reading the question: the common fixed threshold of Kong, Wise and
 * Bhola (2007), Educational and Psychological Measurement 67(4), 606-619. */
export const rapidBelowSeconds = 3;
/** Share of rapid answers from which a teacher is told: response time effort below 0.90, as Wise and Kong (2005),
 * Applied Measurement in Education 18(2), 163-183, do. */
export const rapidShareFrom = 0.1;
/** Rapid answers from which a teacher is told: two slips of the finger are none. */
const rapidAnswersFrom = 3;

/** How fast a pupil answered. Only told: it never changes a score. */
export interface Pace {
  readonly answers: number;
  readonly rapid: number;
  /** So many that the teacher had better look. */
  readonly isRapid: boolean;
}

/**
 * Counts the items that were answered sooner after the answer before than anybody can read. The time before the first
 * answer is left out: it holds the practice and the start.
 * @param firstAnswers the first answer to each item, as the device's clock had it, in any order
 */
export function paceOf(firstAnswers: readonly Date[]): Pace {
  const instants = firstAnswers.map((at) => at.getTime()).sort((a, b) => a - b);
  const gaps = instants.slice(1).map((at, index) => (at - (instants[index] ?? at)) / 1000);
  const rapid = gaps.filter((seconds) => seconds < rapidBelowSeconds).length;
  const isRapid = rapid >= rapidAnswersFrom && rapid >= rapidShareFrom * gaps.length;
  return { answers: firstAnswers.length, rapid, isRapid };
}
