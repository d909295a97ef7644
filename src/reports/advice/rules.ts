import type { Result } from '../../ability/types.ts';
import type { AdviceMoment, AdvicePart, AdviceRule } from '../../content/reference-advice.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import { compositeStanding } from '../../psychometrics/composite.ts';
import { pupilNorm } from '../../psychometrics/norms.ts';
import { measuredScore } from '../honest/scores.ts';
import type { AdvicePartResult, AdviceRange, ExpectedAdvice } from './types.ts';

/** Norm tables by `code/version`, as results name them. */
export type NormsByVersion = ReadonlyMap<string, PublishedNormTable>;

/**
 * What can be expected of a pupil from the results of group 7: those of the best moment at which every subject has one.
 * @param results of this pupil, in any order; only those of the newest school year in group 7 are looked at
 */
export function expectedAdvice(
  rule: AdviceRule, pupilId: string, results: readonly Result[], norms: NormsByVersion,
): ExpectedAdvice {
  const inGroupSeven = results.filter(({ yearGroup, moment }) => yearGroup === '7' && moment !== null);
  const schoolYear = inGroupSeven.map((result) => result.schoolYear).toSorted().at(-1);
  const ofYear = inGroupSeven.filter((result) => result.schoolYear === schoolYear);
  const tries = rule.moments.map((moment) => ({
    moment, parts: rule.parts.map((part) => partOf(rule, part, moment, ofYear, norms)),
  }));
  const best = tries.find(({ parts }) => countOf(parts) === parts.length)
    ?? tries.toSorted((a, b) => countOf(b.parts) - countOf(a.parts))[0];
  return {
    pupilId, advices: rule.advices, parts: best?.parts ?? [],
    basis: best && schoolYear && best.parts.some(({ result }) => result) ? { schoolYear, ...best.moment } : null,
    range: best ? rangeOf(rule, best.parts) : null,
  };
}

function countOf(parts: readonly AdvicePartResult[]): number {
  return parts.filter(({ result }) => result).length;
}

/** The newest result of a subject at a moment, on the scale of the rule; else why there is none. */
function partOf(
  rule: AdviceRule, { subject, scaleCode, weight }: AdvicePart, { moment }: AdviceMoment,
  results: readonly Result[], norms: NormsByVersion,
): AdvicePartResult {
  const ofMoment = results.filter((result) => result.subject === subject && result.moment === moment);
  const result = ofMoment.filter((one) => one.scaleCode === scaleCode).toSorted(byTaking).at(-1);
  if (!result) return { subject, weight, result: null, reason: ofMoment.length > 0 ? 'other-scale' : 'missing' };
  const table = norms.get(`${result.normCode}/${result.normVersion}`);
  const population = table && pupilNorm(table.norms, moment);
  if (!population) return { subject, weight, result: null, reason: 'without-norm' };
  const measured = measuredScore(result);
  return {
    subject, weight, result, z: (result.scaleScore - population.mean) / population.sd,
    se: measured ? measured.se / population.sd : rule.seWhenUnknown, errorAssumed: measured === null,
  };
}

function byTaking(a: Result, b: Result): number {
  return a.takenOn < b.takenOn ? -1 : a.takenOn > b.takenOn ? 1 : a.madeAt.getTime() - b.madeAt.getTime();
}

function rangeOf(rule: AdviceRule, parts: readonly AdvicePartResult[]): AdviceRange | null {
  const counted = parts.filter((part) => part.result !== null);
  if (counted.length < rule.parts.length) return null;
  const { standing, se, low, high } = compositeStanding(counted, rule.correlation);
  const placeOf = (at: number) => rule.advices.findLastIndex(({ from }) => from === null || at >= from);
  return { place: placeOf(standing), lowest: placeOf(low), highest: placeOf(high), standing, se };
}
