import type { Role, SchoolViewer } from '../src/access/types.ts';
import { publishNorms } from '../src/app/bench-reports/loading.ts';
import { ids, THIS_YEAR } from '../src/app/bench-reports/numbers.ts';
import { resultStatements } from '../src/app/bench-reports/result-sql.ts';
import { platformStatements, tenantStatements } from '../src/app/bench-reports/roster-sql.ts';
import { change, sql } from '../src/platform/database/query.ts';
import type { TestPlatform } from './platform.ts';

/** A school of 226 pupils with eight years of results, as the benchmark of reports makes them. */
export interface ReportsSchool {
  /** Somebody of the school; a teacher has year group 7. */
  viewer(role: Role): SchoolViewer;
  /** Of year group 7, in a class of 38. */
  readonly pupilId: string;
  readonly groupId: string;
}

/** Not the number of any other school of the tests. */
const NTH = 977;

/**
 * Makes the school.
 * @param nth which one, each number once in a run
 */
export async function newReportsSchool(platform: TestPlatform, nth = NTH): Promise<ReportsSchool> {
  const schoolId = ids.school(nth);
  await platform.doors.withPlatform(async (tx) => {
    for (const statement of platformStatements(nth, nth)) await change(tx, sql.raw(statement));
  });
  const norms = await publishNorms(platform.doors);
  await platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster', async (tx) => {
    for (const statement of tenantStatements(nth, nth)) await change(tx, sql.raw(statement));
    for (const statement of resultStatements(norms, nth, nth, 1)) await change(tx, sql.raw(statement));
  });
  await platform.database.refreshStatistics();
  const groupId = ids.group(nth, THIS_YEAR, 7);
  const staffId = ids.supervisor(nth);
  return {
    groupId, pupilId: ids.pupil(nth, THIS_YEAR - 4, 5),
    viewer: (role) => ({
      kind: 'staff', id: staffId, schoolId, schoolName: 'De Meetlat', label: 'Ib Meetlat', roles: [role],
      ownGroupIds: role === 'teacher' ? [groupId] : [], actor: { kind: 'staff', id: staffId },
    }),
  };
}
