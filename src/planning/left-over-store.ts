import type { Moment, Subject } from '../content/types.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/** A test that was begun and that nobody will go on with. */
export interface LeftOverPlan {
  readonly planId: string;
  readonly pupilId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly subject: Subject;
  readonly testMoment: Moment;
  readonly schoolYear: string;
  readonly medium: 'screen' | 'paper';
  /** `submitted`: all of it is in, and something waits to be marked. */
  readonly status: 'started' | 'submitted';
  readonly partCount: number;
  readonly partsIn: number;
  /** The pupil is at the school still: then the test is of an earlier school year. */
  readonly isHere: boolean;
}

/** Tests that were begun by pupils who left since, or in an earlier school year, and that have no end: they stand as
 * they are until a person ends them or marks what is left. The newest school year first. */
export function listLeftOverPlans(tx: TenantTx, schoolYear: string): Promise<readonly LeftOverPlan[]> {
  return all<LeftOverPlan>(tx, sql`select p.plan_id, p.pupil_id, p.group_id, g.name as group_name,
      p.subject_code as subject, f.moment_code as test_moment, p.school_year, p.medium, p.status, p.part_count,
      (select count(*) from sitting s where s.school_id = p.school_id and s.plan_id = p.plan_id
        and s.submitted_at is not null)::int as parts_in, u.active as is_here
    from planned_test p
    join pupil u on u.school_id = p.school_id and u.pupil_id = p.pupil_id
    join class_group g on g.school_id = p.school_id and g.group_id = p.group_id
    join test_form f on f.form_code = p.form_code
    where p.school_id = ${tx.schoolId} and p.status in ('started', 'submitted')
      and (p.school_year < ${schoolYear} or not u.active)
    order by p.school_year desc, g.name, p.subject_code, p.plan_id`);
}
