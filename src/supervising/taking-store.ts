import type { Subject } from '../content/types.ts';
import type { PlannedTest } from '../planning/types.ts';
import { all, change, find, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/** A plan as its page tells it. */
export type PlanFacts = Pick<PlannedTest, 'planId' | 'pupilId' | 'medium' | 'status' | 'partCount' | 'pausedAt'
  | 'endedCode' | 'endedBy' | 'endedAt' | 'retakeOf' | 'testMoment'> & { readonly subject: Subject };

/** A plan of this school, not one that was taken back. */
export function findPlan(tx: TenantTx, planId: string): Promise<PlanFacts | undefined> {
  return find<PlanFacts>(tx, sql`select p.plan_id, p.pupil_id, p.medium, p.status, p.part_count, p.paused_at,
      p.ended_code, p.ended_by, p.ended_at, p.retake_of, p.subject_code as subject, f.moment_code as test_moment
    from planned_test p join test_form f using (form_code)
    where p.school_id = ${tx.schoolId} and p.plan_id = ${planId} and p.status <> 'withdrawn'`);
}

/** What is told of a taak beside the taak itself. */
export interface PartExtras {
  readonly sittingId: string;
  /** The moment of the form: the planned one, or one easier or harder. */
  readonly moment: string;
  readonly itemCount: number;
  readonly position: number | null;
  readonly leftFocus: number;
  /** Items with an answer; one that was wiped again counts too. */
  readonly answered: number;
  /** The first answer to each item, by the device's clock. */
  readonly firstAnswers: readonly string[];
  /** Late answers that wait for the teacher, and those that were decided about. */
  readonly lateWaiting: number;
  readonly lateCounted: number;
  readonly lateLeftOut: number;
}

/** The taken of a plan beside what `taking` tells of them. */
export function listPartExtras(tx: TenantTx, planId: string): Promise<readonly PartExtras[]> {
  return all<PartExtras>(tx, sql`select s.sitting_id, f.moment_code as moment, pr.position,
      (select count(*) from form_item i where i.form_code = s.form_code)::int as item_count,
      coalesce(pr.left_focus, 0) as left_focus, given.answered, given.first_answers,
      late.waiting as late_waiting, late.counted as late_counted, late.left_out as late_left_out
    from sitting s
    join test_form f using (form_code)
    left join sitting_presence pr on pr.school_id = s.school_id and pr.sitting_id = s.sitting_id
    cross join lateral (select count(*)::int as answered, coalesce(jsonb_agg(first_at), '[]') as first_answers
      from (select min(given_at) as first_at from answer a
        where a.school_id = s.school_id and a.sitting_id = s.sitting_id group by item_id) as firsts) as given
    cross join lateral (select count(*) filter (where decision is null)::int as waiting,
        count(*) filter (where decision = 'counted')::int as counted,
        count(*) filter (where decision = 'left-out')::int as left_out
      from late_answer l where l.school_id = s.school_id and l.sitting_id = s.sitting_id) as late
    where s.school_id = ${tx.schoolId} and s.plan_id = ${planId} order by s.part_no`);
}

/** What a teacher wrote about the taking of a test. */
export interface Remark {
  readonly remark: string;
  readonly writtenBy: string;
  readonly writtenAt: Date;
}

/** The remark at a plan. */
export function findRemark(tx: TenantTx, planId: string): Promise<Remark | undefined> {
  return find<Remark>(tx, sql`select remark, written_by, written_at from plan_remark
    where school_id = ${tx.schoolId} and plan_id = ${planId}`);
}

/** Writes the remark at a plan in the place of the one before; an empty one takes it away. */
export async function saveRemark(tx: TenantTx, planId: string, remark: string, by: {
  readonly writtenBy: string; readonly writtenAt: Date;
}): Promise<void> {
  if (remark === '') {
    await change(tx, sql`delete from plan_remark where school_id = ${tx.schoolId} and plan_id = ${planId}`);
    return;
  }
  await change(tx, sql`insert into plan_remark (school_id, plan_id, remark, written_by, written_at)
    values (${tx.schoolId}, ${planId}, ${remark}, ${by.writtenBy}, ${by.writtenAt})
    on conflict (school_id, plan_id) do update set remark = excluded.remark, written_by = excluded.written_by,
      written_at = excluded.written_at`);
}
