import { present } from '../base/assert.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { asMoment, momentIndex, normMoment, takingMoment } from '../planning/rules.ts';
import type { TestYearGroup } from '../planning/types.ts';
import { romanLevel } from '../psychometrics/levels.ts';
import { functioningLevel, normTable, pupilNorm } from '../psychometrics/norms.ts';
import { scoreInterval } from '../psychometrics/scale.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import type { Moment } from '../content/types.ts';
import type { AviLimits, DmtNorms } from './synthetic-norms.ts';
import type { AviCard, AviJudgement, AviLevel, AviOutcome, DmtCard, DmtCardNo, DmtOutcome } from './types.ts';
import { aviLevels } from './types.ts';

/** Version of the rules in this file; stands in every outcome. */
export const readingVersion = 'technical-reading/1';

/** What is wrong with cards. */
export type CardFault =
  /** Not a whole number, more words than the card has, or more wrong than read. */
  | 'not-a-count' | 'too-many-words' | 'more-wrong-than-read'
  /** Other cards than all three, or cards 2 and 3 before M5. */
  | 'cards-missing'
  /** The same AVI card twice. */
  | 'card-twice';

/** The moment at which a pupil reads; null where there is none, such as the autumn of group 5. */
export function readingMoment({ periods }: DmtNorms, day: PlainDate, yearGroup: TestYearGroup): Moment | null {
  return asMoment(takingMoment(periods, day, yearGroup));
}

/** Whether cards 2 and 3 are enough: from the middle of group 5. The result is then less precise. */
export function mayLeaveOutCard1(moment: Moment): boolean {
  return momentIndex(moment) >= momentIndex('M5');
}

/** What follows from DMT cards: all three, or from M5 the second and third. */
export function dmtOutcome(
  cards: readonly DmtCard[],
  at: { readonly moment: Moment; readonly takenOn: PlainDate; readonly yearGroup: TestYearGroup }, norms: DmtNorms,
): Result<DmtOutcome, CardFault> {
  const numbers = cards.map(({ card }) => card).toSorted().join('');
  if (numbers !== '123' && !(numbers === '23' && mayLeaveOutCard1(at.moment))) return refuse('cards-missing');
  const fault = cards.map((card) => faultOf(card, norms)).find((found) => found !== null);
  if (fault) return refuse(fault);
  const right = cards.reduce((sum, { read, wrong }) => sum + read - wrong, 0);
  const aMinute = right / cards.length * (cards.length === 2 ? norms.withoutCard1 : 1);
  const score = asScaleScore(norms.start + norms.perWord * aMinute);
  const se = norms.se[cards.length === 2 ? 2 : 3];
  const interval = scoreInterval({ score, se });
  return ok({
    right, scaleScore: score, se, intervalLow: interval.low, intervalHigh: interval.high,
    ...meaningOf(score, at, norms),
    norms: `${norms.code}/${norms.version}`, codeVersion: readingVersion,
  });
}

function faultOf({ card, read, wrong }: DmtCard, { wordsOnCard }: DmtNorms): CardFault | null {
  if (![read, wrong].every((count) => Number.isSafeInteger(count) && count >= 0)) return 'not-a-count';
  if (read > wordsOnCard[card]) return 'too-many-words';
  return wrong > read ? 'more-wrong-than-read' : null;
}

function meaningOf(
  score: ReturnType<typeof asScaleScore>, { takenOn, yearGroup }: Parameters<typeof dmtOutcome>[1], norms: DmtNorms,
): Pick<DmtOutcome, 'roman' | 'functioningLevel'> {
  const table = normTable({
    id: norms.code, functioningMethod: 'midpoint',
    moments: norms.moments.map((one) => ({ ...one, groupMeanSd: one.sd * 0.4 })),
  });
  const moment = normMoment(norms.periods, takenOn, yearGroup);
  const population = moment && pupilNorm(table, moment);
  return {
    roman: population ? romanLevel(score, population) : null, functioningLevel: functioningLevel(table, score).label,
  };
}

/** How a card was read: mastery needs time and errors within its limits, instruction within the wider ones. */
export function judgeAvi({ level, seconds, errors }: AviCard, { levels }: AviLimits): AviJudgement {
  const limit = present(levels.find((one) => one.level === level), `no limits for ${level}`);
  const within = (bounds: { readonly seconds: number; readonly errors: number }) =>
    seconds <= bounds.seconds && errors <= bounds.errors;
  if (within(limit.mastery)) return 'mastery';
  return within(limit.instruction) ? 'instruction' : 'frustration';
}

/**
 * The levels that the cards suggest: the highest card on mastery, and above it the highest on instruction. Nothing is
 * suggested beyond the cards that were read.
 */
export function suggestAvi(
  cards: readonly AviCard[], limits: AviLimits,
): Result<AviOutcome['suggested'], CardFault> {
  if (cards.length === 0) return refuse('cards-missing');
  if (new Set(cards.map(({ level }) => level)).size < cards.length) return refuse('card-twice');
  if (!cards.every(({ seconds, errors }) => isCount(seconds, 1) && isCount(errors, 0))) return refuse('not-a-count');
  const levelsWith = (judgement: AviJudgement) => aviLevels.filter((level) =>
    cards.some((card) => card.level === level && judgeAvi(card, limits) === judgement));
  const mastery = levelsWith('mastery').at(-1) ?? null;
  const above = levelsWith('instruction').filter((level) => mastery === null || rank(level) > rank(mastery));
  return ok({ mastery, instruction: above.at(-1) ?? null });
}

function rank(level: AviLevel): number {
  return aviLevels.indexOf(level);
}

function isCount(count: number, least: number): boolean {
  return Number.isSafeInteger(count) && count >= least && count <= 3600;
}

/** Cards of DMT in their order. */
export const dmtCards: readonly DmtCardNo[] = [1, 2, 3];

/** A time as teachers write it: seconds, or minutes and seconds as `1:25` or `1.25`; undefined when it is neither. */
export function readSeconds(text: string): number | undefined {
  const [, minutes, seconds] = /^(?:(\d{1,2})[:.])?(\d{1,3})$/.exec(text.trim()) ?? [];
  if (seconds === undefined) return undefined;
  if (minutes === undefined) return Number(seconds);
  return seconds.length === 2 && Number(seconds) < 60 ? Number(minutes) * 60 + Number(seconds) : undefined;
}
