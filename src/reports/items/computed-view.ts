import type { ResultDifference, RecomputedResult } from '../../ability/recompute-rules.ts';
import type { Result } from '../../ability/types.ts';
import type { PublishedCalibration, PublishedNormTable } from '../../content/store.ts';
import { cutScores, letterScheme, romanScheme } from '../../psychometrics/levels.ts';
import { pupilNorm } from '../../psychometrics/norms.ts';
import { itemsOf, mostPoints, type TakenItem, type TakenTaak } from './taken-items.ts';

/** One taak on the page that explains a result. */
export interface TaakView {
  readonly partNo: number;
  readonly formCode: string;
  readonly formVersion: number;
  /** The moment that its items were made for; another than that of the test after an easier or harder taak. */
  readonly moment: string;
  readonly scoringVersion: string;
  /** Null where the points of the items are known. */
  readonly total: number | null;
  readonly items: readonly TakenItem[];
  readonly raw: number;
  readonly rawMax: number;
  /** Null where only the total is known: the weights are then lost. */
  readonly weighted: number | null;
  readonly weightedMax: number;
}

/** The norm population of a moment on the scale. */
export interface NormMomentView {
  readonly moment: string;
  readonly mean: number;
  readonly sd: number;
}

/** One result with everything that made it, each number as the rules gave it: unrounded. */
export interface ComputedView {
  readonly result: Result;
  readonly taken: readonly TaakView[];
  /** The line from theta to the scale; null when the calibration is not known. */
  readonly scale: { readonly slope: number; readonly intercept: number } | null;
  readonly calibration: PublishedCalibration | null;
  readonly norm: {
    readonly table: PublishedNormTable;
    /** The population of the moment of taking with its cuts, the lowest first; null outside the norm period. */
    readonly own: (NormMomentView & {
      readonly romanCuts: readonly number[]; readonly letterCuts: readonly number[];
    }) | null;
    readonly moments: readonly NormMomentView[];
  } | null;
  readonly recomputed: RecomputedResult;
  /** All versions of this result, the newest first, each with what changed since the one before it. */
  readonly versions: readonly { readonly result: Result; readonly changed: readonly ChangedField[] }[];
}

/** What may be another in a newer version of a result. */
export type ChangedField = 'points' | 'day' | 'taken' | 'form' | 'calibration' | 'norm' | 'program' | 'score' | 'input';

/** Lays out everything that made a result. */
export function computedView(made: {
  readonly result: Result;
  readonly taken: readonly (TakenTaak & { readonly scoringVersion: string })[];
  readonly calibration: PublishedCalibration | undefined;
  readonly normTable: PublishedNormTable | undefined;
  readonly recomputed: RecomputedResult;
  /** The newest first. */
  readonly versions: readonly Result[];
}): ComputedView {
  const { result, calibration, normTable, recomputed, versions } = made;
  return {
    result, recomputed,
    taken: made.taken.toSorted((a, b) => a.partNo - b.partNo).map(taakView),
    calibration: calibration ?? null,
    scale: calibration ? { slope: calibration.scale.slope, intercept: calibration.scale.intercept } : null,
    norm: normTable ? normView(result, normTable) : null,
    versions: versions.map((version, index) =>
      ({ result: version, changed: changedFields(versions[index + 1], version) })),
  };
}

function taakView(taak: TakenTaak & { readonly scoringVersion: string }): TaakView {
  const { partNo, form, total, scoringVersion } = taak;
  const items = itemsOf([taak]);
  const most = mostPoints(form);
  return {
    partNo, formCode: form.code, formVersion: form.version, moment: form.moment, scoringVersion, total, items,
    raw: total ?? sum(items.map(({ score }) => score)), rawMax: most.raw,
    weighted: total === null ? sum(items.map(({ score, weight }) => score * weight)) : null,
    weightedMax: most.weighted,
  };
}

function normView({ moment }: Result, table: PublishedNormTable): NonNullable<ComputedView['norm']> {
  const population = moment && pupilNorm(table.norms, moment);
  return {
    table,
    own: population ? {
      moment, mean: population.mean, sd: population.sd, romanCuts: cutScores(romanScheme, population),
      letterCuts: cutScores(letterScheme, population),
    } : null,
    moments: table.moments.map(({ moment: name, mean, sd }) => ({ moment: name, mean, sd })),
  };
}

/** What a version of a result has otherwise than the one before it; `input` when its numbers tell nothing. */
export function changedFields(before: Result | undefined, after: Result): readonly ChangedField[] {
  if (!before) return [];
  const changes: readonly (readonly [ChangedField, boolean])[] = [
    ['points', before.scoreRaw !== after.scoreRaw || before.scoreMax !== after.scoreMax],
    ['day', before.takenOn !== after.takenOn],
    ['taken', before.partsTaken !== after.partsTaken],
    ['form', before.formCode !== after.formCode],
    ['calibration', before.calibrationCode !== after.calibrationCode
      || before.calibrationVersion !== after.calibrationVersion],
    ['norm', before.normCode !== after.normCode || before.normVersion !== after.normVersion],
    ['program', before.codeVersion !== after.codeVersion],
    ['score', before.scaleScore !== after.scaleScore],
  ];
  const changed = changes.flatMap(([field, isOther]) => (isOther ? [field] : []));
  return changed.length === 0 ? ['input'] : changed;
}

/** A difference with the place of its item in the test. */
export function placeOfDifference(
  { taken }: Pick<ComputedView, 'taken'>, { itemId }: ResultDifference,
): { readonly partNo: number; readonly position: number } | null {
  for (const { partNo, items } of taken) {
    const item = items.find((one) => one.itemId === itemId);
    if (item) return { partNo, position: item.position };
  }
  return null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
