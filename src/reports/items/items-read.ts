import type { Result } from '../../ability/types.ts';
import { findCalibration } from '../../content/store.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import type { ReportDocument } from '../frame/types.ts';
import type { TakenTest } from './category-rules.ts';
import { listTakenOf } from './store.ts';

/** A result of an own test with its taken. */
export interface ReadTest extends TakenTest {
  readonly result: Result;
  /** Taken of which only the total was entered: their items are not known. */
  readonly totals: number;
}

/** The results that rest on items of our own, each with its taken and calibration; the others are left out. */
export async function readTests(tx: TenantTx, results: readonly Result[]): Promise<readonly ReadTest[]> {
  const taken = await listTakenOf(tx, results.map(({ resultId }) => resultId));
  const tests: ReadTest[] = [];
  for (const result of results) {
    const own = taken.get(result.resultId) ?? [];
    const { calibrationCode, calibrationVersion } = result;
    if (own.length === 0 || calibrationCode === null || calibrationVersion === null) continue;
    const calibration = await findCalibration(tx, calibrationCode, calibrationVersion);
    if (calibration) tests.push({ result, taken: own, calibration, totals: totalsIn(own) });
  }
  return tests;
}

/** Whether anything is known of single items. */
export function hasItems({ taken, totals }: ReadTest): boolean {
  return taken.length > totals;
}

function totalsIn(taken: TakenTest['taken']): number {
  return taken.filter(({ total }) => total !== null).length;
}

/** Said where a taak is left out; null when all are known item by item. */
export function totalsRemark(tests: readonly ReadTest[]): string | null {
  const taken = tests.reduce((sum, { totals }) => sum + totals, 0);
  if (taken === 0) return null;
  return `Van ${taken === 1 ? 'één taak' : `${taken} taken`} is alleen het totaal ingevoerd. Daarvan zijn de `
    + 'punten per opgave niet bekend; die tellen hier niet mee.';
}

/** Whether a result is of a test of our own, so that its items are here. */
export function isOwnTest({ origin, formCode, sittingId }: Result): boolean {
  return (origin === 'screen' || origin === 'paper') && formCode !== null && sittingId !== null;
}

/** Whose item parameters were used; null when there are none. */
export function calibrationSource(tests: readonly ReadTest[]): ReportDocument['norm'] {
  const [first] = tests;
  return first ? { source: first.calibration.source, synthetic: first.calibration.synthetic } : null;
}
