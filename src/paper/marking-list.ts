import type { SchoolYear } from '../base/school-year.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/** A screen taak with items that a teacher marks. */
export interface SittingToMark {
  readonly sittingId: string;
  readonly planId: string;
  readonly formCode: string;
}

/** Taken of these pupils that were handed in this school year and have an item without a key. */
export function listSittingsToMark(
  tx: TenantTx, pupilIds: readonly string[], schoolYear: SchoolYear,
): Promise<readonly SittingToMark[]> {
  return all<SittingToMark>(tx, sql`select s.sitting_id, s.plan_id, s.form_code
    from sitting s join planned_test p using (school_id, plan_id)
    where s.school_id = ${tx.schoolId} and p.pupil_id = any(${pupilIds}::uuid[]) and p.school_year = ${schoolYear}
      and s.medium = 'screen' and s.submitted_at is not null and s.discarded_at is null
      and p.status in ('started', 'submitted', 'scored')
      and exists (select from form_item f join content_item i using (item_id, item_version)
        where f.form_code = s.form_code and i.needs_marking)
    order by s.form_code, s.sitting_id`);
}
