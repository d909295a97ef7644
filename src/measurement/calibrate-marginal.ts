import type { Finding } from '../base/findings.ts';
import { ok, refuse } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { ResponseMatrix } from '../psychometrics/counts.ts';
import { marginalData } from '../psychometrics/mml-data.ts';
import { calibrateMarginal } from '../psychometrics/mml.ts';
import type { MarginalCalibration, MarginalItem } from '../psychometrics/mml.ts';
import { fault } from './io.ts';
import { marginalRefusalNl } from './nl.ts';

/** What `calibrate` prints of a marginal calibration. */
export interface MarginalDocument {
  readonly model: string;
  readonly method: 'mml';
  readonly items: readonly object[];
  /** Population on the scale of the items: N(0, 1) with free slopes, N(0, var) with slopes of 1. */
  readonly group: { readonly mean: 0; readonly var: number; readonly se_var: number | null };
  readonly loglik: number;
  readonly df: number;
  readonly iterations: number;
}

/** Calibrates by marginal likelihood and lays the answer out as the reference files do: 2PL and GPCM in the
 * order of the columns with slopes, Rasch and ENORM as betas of items with a slope of 1. */
export function marginalDocument(model: string, matrix: ResponseMatrix): Result<MarginalDocument, readonly Finding[]> {
  const own = model === '2pl' || model === 'gpcm';
  const result = calibrateMarginal(marginalData(matrix), own ? 'own' : 'one');
  if (!result.ok) {
    const code = result.refusal.code.replaceAll(/[A-Z]/g, (letter) => `-${letter}`).toUpperCase();
    return refuse([fault(`MEAS-${code}`, marginalRefusalNl(result.refusal))]);
  }
  const { calibration } = result;
  const { slope, seSlope } = calibration.items[0]!;
  return ok({
    model, method: 'mml',
    items: model === '2pl' ? calibration.items.map(twoParameters)
      : model === 'gpcm' ? calibration.items.map(partialCredit) : betas(calibration),
    group: { mean: 0, var: own ? 1 : slope * slope, se_var: own ? null : 2 * slope * seSlope },
    loglik: calibration.logLikelihood, df: calibration.parameters, iterations: calibration.iterations,
  });
}

function twoParameters({ itemId, slope, seSlope, categories: [right] }: MarginalItem): object {
  const { d, step, seD, seStep } = right!;
  return { item_id: itemId, a: slope, b: step, d, se_a: seSlope, se_b: seStep, se_d: seD };
}

function partialCredit({ itemId, slope, seSlope, categories }: MarginalItem): object {
  return {
    item_id: itemId, a: slope, d: categories.map(({ d }) => d), steps: categories.map(({ step }) => step),
    se_a: seSlope, se_d: categories.map(({ seD }) => seD), se_steps: categories.map(({ seStep }) => seStep),
  };
}

/** With slopes called 1 the ability is z times the one slope, and beta is minus the change of d per point. */
function betas({ items, covariance }: MarginalCalibration): object[] {
  let place = 0;
  const variance = (row: number, column: number): number => covariance.values[row * covariance.size + column]!;
  const rows = items.flatMap(({ itemId, categories }) => categories.map(({ score, n, d }, category) => {
    place += 1;
    const before = categories[category - 1];
    const gain = score - (before?.score ?? 0);
    const own = variance(place, place);
    const both = before ? own + variance(place - 1, place - 1) - 2 * variance(place, place - 1) : own;
    const beta = ((before?.d ?? 0) - d) / gain;
    return { item_id: itemId, item_score: score, n, beta, se_beta: Math.sqrt(both) / gain };
  }));
  return rows.toSorted((left, right) => left.item_id < right.item_id ? -1
    : left.item_id > right.item_id ? 1 : left.item_score - right.item_score);
}
