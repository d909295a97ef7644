import type { PublishedNormTable } from '../../content/store.ts';
import type { Moment } from '../../content/types.ts';
import { differsFrom, type GroupMean, groupMean, groupMeanInterval } from '../../psychometrics/group-means.ts';
import { levelOf, type LevelScheme, letterScheme, romanScheme } from '../../psychometrics/levels.ts';
import { shownCoverage } from '../../psychometrics/scale.ts';
import { asScaleScore } from '../../psychometrics/types.ts';
import type { BandCuts, BandKind } from '../../ui/charts/types.ts';
import { cutsOf } from '../bands.ts';
import { isOffLevel } from '../honest/functioning.ts';
import { groupMeanShown, groupVerdictShown } from '../honest/group-size.ts';
import type { SchoolResult } from './types.ts';

/** Norm tables by `normKey`. */
export type NormsByKey = ReadonlyMap<string, PublishedNormTable>;

/** A result in the norm of its own moment: results of different moments and subjects can stand in one picture. */
export interface Placed {
  readonly result: SchoolResult;
  readonly moment: Moment;
  /** Only results with the same measure are averaged or joined: generation, scale and norm in one text. */
  readonly measure: string;
  /** Distance from the national mean in standard deviations of group means. */
  readonly inGroups: number;
  /** The same in standard deviations of pupils. */
  readonly inPupils: number;
}

/** A norm table by name and version. */
export function normKey({ normCode, normVersion }: Pick<SchoolResult, 'normCode' | 'normVersion'>): string {
  return `${normCode}/${normVersion}`;
}

/** The results that can be laid beside a norm; those between the norm periods and without a norm are left out. */
export function placedOf(results: readonly SchoolResult[], norms: NormsByKey): readonly Placed[] {
  return results.flatMap((result) => {
    const table = norms.get(normKey(result));
    const { moment, generation, scaleCode, scaleScore } = result;
    const norm = table?.scaleCode === scaleCode && table.moments.find((known) => known.moment === moment);
    if (!norm || moment === null) return [];
    const distance = scaleScore - norm.mean;
    return [{
      result, moment, measure: `${generation} ${scaleCode} ${normKey(result)}`,
      inGroups: distance / norm.groupMeanSd, inPupils: distance / norm.sd,
    }];
  });
}

/** Where a group of pupils stands as a whole. */
export interface Standing {
  /** Pupils with a result that has a place in a norm. */
  readonly count: number;
  /** Of them: who took a test of another moment. */
  readonly offLevel: number;
  /** In standard deviations of group means, 0 is the national mean; null below seven pupils. */
  readonly mean: GroupMean | null;
  /** 90 %, in the same unit. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Mean in points of the scale; null without a mean, and where pupils of several moments stand together. */
  readonly score: number | null;
  /** By the norm of group means; null below ten pupils. */
  readonly level: string | null;
  /** Levels at both ends of the interval, the lowest first; null below ten pupils. */
  readonly levels: readonly [string, string] | null;
  /** Above (1) or below (-1) the national mean beyond chance at 95 %, 0 within it; null below ten pupils. */
  readonly side: -1 | 0 | 1 | null;
}

/** The standing of pupils with one measure; few pupils get less said of them (domain.md 6.2, rule 6). */
export function standingOf(placed: readonly Placed[], bandKind: BandKind): Standing {
  const count = placed.length;
  const offLevel = placed.filter(({ result }) => isOffLevel(result)).length;
  if (!groupMeanShown(count)) {
    return { count, offLevel, mean: null, interval: null, score: null, level: null, levels: null, side: null };
  }
  const mean = groupMean(placed.map(({ inGroups }) => inGroups));
  const interval = groupMeanInterval(mean, shownCoverage);
  const oneMoment = new Set(placed.map(({ moment }) => moment)).size === 1;
  const score = oneMoment ? groupMean(placed.map(({ result }) => result.scaleScore)).mean : null;
  const judged = groupVerdictShown(count);
  return {
    count, offLevel, mean, interval, score,
    level: judged ? levelInUnits(mean.mean, bandKind) : null,
    levels: judged && interval ? [levelInUnits(interval.low, bandKind), levelInUnits(interval.high, bandKind)] : null,
    side: judged ? differsFrom(mean, 0) : null,
  };
}

/** The level of a place in standard units. */
export function levelInUnits(units: number, bandKind: BandKind): string {
  return levelOf(schemeOf(bandKind), asScaleScore(units), UNIT);
}

/** The four cuts between the bands in standard units: the same for every moment and subject. */
export function cutsInUnits(bandKind: BandKind): BandCuts {
  return cutsOf(UNIT, bandKind);
}

/** The bands by kind. */
export function schemeOf(bandKind: BandKind): LevelScheme<string> {
  return bandKind === 'roman' ? romanScheme : letterScheme;
}

const UNIT = { mean: 0, sd: 1 };
