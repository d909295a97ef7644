import type { Result } from '../../ability/types.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import { letterLevel } from '../../psychometrics/levels.ts';
import { pupilNorm } from '../../psychometrics/norms.ts';
import { asScaleScore } from '../../psychometrics/types.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import { changeBetween } from './change.ts';

/** By whose norm a level is given: of the moment of taking, or of the test that was taken. */
export type LevelNorm = 'afname' | 'toets';

type Levelled = Pick<Result,
  'moment' | 'testMoment' | 'roman' | 'letter' | 'romanByTest' | 'scaleScore' | 'normCode' | 'normVersion'>;

/**
 * Rule 3 of domain.md 6.2: the level as it may be shown; null outside the norm period.
 * @param norms the norm table of the result, for A-E by the test taken, which is not stored; without it, or with
 * another table, that level is null
 */
export function levelShown(
  result: Levelled, bandKind: BandKind, norm: LevelNorm, norms?: PublishedNormTable,
): string | null {
  if (result.moment === null) return null;
  if (norm === 'afname') return bandKind === 'roman' ? result.roman : result.letter;
  return bandKind === 'roman' ? result.romanByTest : letterByTest(result, norms);
}

function letterByTest(
  { testMoment, scaleScore, normCode, normVersion }: Levelled, norms: PublishedNormTable | undefined,
): string | null {
  if (!norms || norms.id !== normCode || norms.version !== normVersion) return null;
  const population = testMoment && pupilNorm(norms.norms, testMoment);
  return population ? letterLevel(asScaleScore(scaleScore), population) : null;
}

/** Said wherever a result stands without a level (rule 3). */
export const outsidePeriodRemark = 'Bij een toets buiten de normperiode hoort geen niveau; dan staan er alleen de '
  + 'score en het functioneringsniveau.';

/** Said wherever levels of one pupil stand beside each other (rule 1). */
export const relativeLevelRemark = 'Een niveau zegt waar een leerling staat tussen andere leerlingen van dat moment. '
  + 'Hetzelfde niveau betekent: meegegroeid.';

/** Said wherever A-E stands: C is not the middle (domain.md 7.1). */
export const letterRemark = 'De niveaus A tot en met E zijn niet even groot: het midden ligt op de grens van B en C. '
  + 'C is dus net onder het gemiddelde.';

/**
 * Rules 1 and 2 of domain.md 6.2: what a step between the levels of two results means, or null when it may be read as
 * it stands. A step inside the noise is no news; a level that stayed while the score rose is growth; levels of two norm
 * versions are not one ladder.
 */
export function levelStepWords(earlier: Result, later: Result, bandKind: BandKind): string | null {
  const [before, after] = [levelShown(earlier, bandKind, 'afname'), levelShown(later, bandKind, 'afname')];
  if (before === null || after === null) return null;
  const { verdict } = changeBetween(earlier, later);
  if (verdict === 'not-comparable') return null;
  if (before === after) {
    return verdict === 'more'
      ? `Het niveau bleef ${after} terwijl de score steeg: de leerling groeide mee met de anderen.` : null;
  }
  if (earlier.normCode !== later.normCode || earlier.normVersion !== later.normVersion) {
    return `Het niveau ging van ${before} naar ${after}, maar met een andere norm: dat zegt weinig over de leerling.`;
  }
  const step = `Het niveau ging van ${before} naar ${after}`;
  if (verdict === 'unknown') return `${step}, maar van een score is niet bekend hoe zeker hij is: dat kan toeval zijn.`;
  const overlap = intervalsOverlap(earlier, later);
  if (verdict === 'noise') {
    return `${step}, maar ${overlap ? 'de score-intervallen overlappen' : 'de scores verschillen weinig'}: `
      + 'dat kan toeval zijn.';
  }
  // The verdict on the change is that of rule 4, and stands beside this: the two never contradict each other.
  return overlap ? `${step}. De score veranderde meer dan toeval, maar de score-intervallen overlappen: welk niveau `
    + 'het beste past, is niet zeker.' : null;
}

function intervalsOverlap(a: Result, b: Result): boolean {
  if (a.intervalLow === null || a.intervalHigh === null) return false;
  if (b.intervalLow === null || b.intervalHigh === null) return false;
  return a.intervalLow <= b.intervalHigh && b.intervalLow <= a.intervalHigh;
}
