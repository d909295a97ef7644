import type { Finding } from '../base/findings.ts';
import { ok, refuse } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { scoreLimit } from '../psychometrics/counts.ts';
import { slopeParameters } from '../psychometrics/slopes.ts';
import { betaLimit, itemParametersFromRows } from '../psychometrics/types.ts';
import type { ItemParameters } from '../psychometrics/types.ts';
import { readDexterCsv } from './dexter-csv.ts';
import { fault } from './io.ts';

/** Items of a parameter file. */
export interface Parameters {
  /** Whole category weights, for which score tables exist; or free slopes, for which they do not. */
  readonly kind: 'scores' | 'slopes';
  readonly items: readonly ItemParameters[];
}

/** A parameter file: JSON as `calibrate` writes it, or dexter's CSV when its name says so. */
export function readParameters(path: string, text: string): Result<Parameters, readonly Finding[]> {
  if (path.toLowerCase().endsWith('.csv')) {
    const rows = readDexterCsv(text);
    return rows.ok ? scoreItems(rows.value) : rows;
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return refuse([fault('MEAS-PARAMETERS', `${path} is geen JSON.`)]);
  }
  const list = isObject(document) ? document['items'] : undefined;
  if (!Array.isArray(list) || list.length === 0) {
    return refuse([fault('MEAS-PARAMETERS', `${path} heeft geen lijst "items".`)]);
  }
  const items: readonly unknown[] = list;
  return items.every((item) => isObject(item) && 'a' in item) ? slopeItems(items) : scoreItems(items);
}

/** Gathers `{item_id, item_score, beta}` into items. */
function scoreItems(list: readonly unknown[]): Result<Parameters, readonly Finding[]> {
  const seen = new Set<string>();
  const rows = [];
  for (const [at, row] of list.entries()) {
    const { item_id: itemId, item_score: itemScore, beta } = isObject(row) ? row : {};
    const score = itemScore === undefined ? 1 : itemScore;
    const whole = isNumber(score) && Number.isSafeInteger(score) && score > 0 && score <= scoreLimit;
    if (!isId(itemId)) return bad(`Nummer ${at + 1} van "items" heeft geen item_id.`);
    if (!whole) return bad(`Opgave ${itemId}: item_score is geen heel getal van 1 tot en met ${scoreLimit}.`);
    if (!isNumber(beta) || Math.abs(beta) > betaLimit) {
      return bad(`Opgave ${itemId}, score ${score}: beta is geen getal van -${betaLimit} tot en met ${betaLimit}.`);
    }
    const key = JSON.stringify([itemId, score]);
    if (seen.has(key)) return bad(`Opgave ${itemId}, score ${score} staat er twee keer in.`);
    seen.add(key);
    rows.push({ itemId, itemScore: score, beta });
  }
  return ok({ kind: 'scores', items: itemParametersFromRows(rows) });
}

/** Items with a free slope: `{item_id, a, b}`, or `{item_id, a, steps}` with more categories. */
function slopeItems(list: readonly unknown[]): Result<Parameters, readonly Finding[]> {
  const items: ItemParameters[] = [];
  for (const [at, row] of list.entries()) {
    const { item_id: itemId, a: slope, b, steps } = isObject(row) ? row : {};
    if (!isId(itemId)) return bad(`Nummer ${at + 1} van "items" heeft geen item_id.`);
    if (!isNumber(slope) || !(slope > 0 && slope <= 20)) {
      return bad(`Opgave ${itemId}: a is geen getal boven 0 en tot en met 20.`);
    }
    const places: readonly unknown[] = Array.isArray(steps) ? steps : [b];
    if (places.length === 0 || !places.every((place) => isNumber(place) && Math.abs(place) <= 100)) {
      return bad(`Opgave ${itemId}: b (of een getal van steps) is geen getal van -100 tot en met 100.`);
    }
    if (items.some((item) => item.itemId === itemId)) return bad(`Opgave ${itemId} staat er twee keer in.`);
    items.push(slopeParameters({ itemId, slope, steps: places.filter(isNumber) }));
  }
  return ok({ kind: 'slopes', items });
}

function bad(message: string): Result<never, readonly Finding[]> {
  return refuse([fault('MEAS-PARAMETERS', message)]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
