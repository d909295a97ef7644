import { all, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { listResultsOfPupil } from '../../ability/store.ts';
import { seededRandom } from '../../psychometrics/random.ts';
import type { BenchNode } from './node.ts';
import { ids, THIS_YEAR } from './numbers.ts';

/** What the reading of a page costs at the least: its rows by one index, in a transaction, and nothing made of them. */
export async function measureBare(
  { platform }: BenchNode, { schools, requests, seed }: {
    readonly schools: number; readonly requests: number; readonly seed: number;
  },
): Promise<object> {
  const random = seededRandom(`${seed}/bare`);
  const nth = (): number => random.integer(1, schools);
  const time = async (read: (tx: TenantTx, school: number) => Promise<unknown>): Promise<number> => {
    const times: number[] = [];
    for (let request = 0; request < requests; request += 1) {
      const school = nth();
      const began = performance.now();
      await platform.doors.withTenant(ids.school(school), { kind: 'job', id: 'bench' }, 'reporting',
        (tx) => read(tx, school));
      times.push(performance.now() - began);
    }
    return Math.round((times.toSorted((a, b) => a - b)[Math.floor(requests / 2)] ?? 0) * 10) / 10;
  };
  const years = Array.from({ length: 6 }, (_, index) => `${THIS_YEAR - index}-${THIS_YEAR - index + 1}`);
  return {
    results_of_a_pupil_p50_ms: await time((tx, school) =>
      listResultsOfPupil(tx, ids.pupil(school, THIS_YEAR - 4, 3), 'arithmetic')),
    results_of_six_years_p50_ms: await time((tx) => all(tx, sql`select pupil_id, scale_score from result
      where school_id = ${tx.schoolId} and school_year = any(${years}::text[]) and subject_code = 'arithmetic'
        and superseded_by is null`)),
  };
}
