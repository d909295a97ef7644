import type { Subject } from '../content/types.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { SittingFacts, TakingFacts } from './board-rules.ts';

/** Tests that lie before the pupils of a group: how many are open, and when the last was begun. */
export interface SubjectActivity {
  readonly subject: Subject;
  readonly open: number;
  readonly lastStartedAt: Date | null;
}

/** What is planned for the pupils of a group in a school year, by subject. */
export function listSubjects(
  tx: TenantTx, groupId: string, schoolYear: string,
): Promise<readonly SubjectActivity[]> {
  return all<SubjectActivity>(tx, sql`select p.subject_code as subject,
      count(*) filter (where p.status in ('planned', 'started'))::int as open, max(s.started_at) as last_started_at
    from group_pupil m
    join planned_test p on p.school_id = m.school_id and p.pupil_id = m.pupil_id and p.school_year = ${schoolYear}
      and p.status <> 'withdrawn'
    left join sitting s on s.school_id = p.school_id and s.plan_id = p.plan_id
    where m.school_id = ${tx.schoolId} and m.group_id = ${groupId} and m.left_on is null
    group by p.subject_code order by p.subject_code`);
}

/** A board that somebody has open. */
export interface WatchedBoard {
  readonly groupId: string;
  readonly subject: Subject;
}

type Row = Omit<TakingFacts, 'sitting'> & SittingFacts & WatchedBoard & { readonly sittingId: string | null };

/** The newest test of every pupil on these boards, with the taak that was begun last: all boards of a school in one
 * statement. */
export async function listTaking(
  tx: TenantTx, boards: readonly WatchedBoard[], schoolYear: string,
): Promise<readonly (TakingFacts & WatchedBoard)[]> {
  const rows = await all<Row>(tx, sql`select b.group_id, b.subject, p.plan_id, p.pupil_id, p.medium, p.status,
      p.part_count, p.paused_at, p.ended_at, s.sitting_id, s.part_no, s.started_at, s.submitted_at, s.discarded_at,
      coalesce((select count(*) from form_item i where i.form_code = s.form_code), 0)::int as item_count,
      pr.position, pr.answered, pr.online, pr.heard_at, pr.answered_at, pr.help_asked_at
    from unnest(${boards.map(({ groupId }) => groupId)}::uuid[], ${boards.map(({ subject }) => subject)}::text[])
      as b(group_id, subject)
    join group_pupil m on m.school_id = ${tx.schoolId} and m.group_id = b.group_id and m.left_on is null
    join lateral (select * from planned_test t where t.school_id = m.school_id and t.pupil_id = m.pupil_id
        and t.subject_code = b.subject and t.school_year = ${schoolYear} and t.status <> 'withdrawn'
      order by t.planned_at desc, t.plan_id desc limit 1) as p on true
    left join lateral (select * from sitting t where t.school_id = p.school_id and t.plan_id = p.plan_id
      order by t.part_no desc limit 1) as s on true
    left join sitting_presence pr on pr.school_id = s.school_id and pr.sitting_id = s.sitting_id`);
  return rows.map((row) => {
    const { groupId, subject, planId, pupilId, medium, status, partCount, pausedAt, endedAt, ...sitting } = row;
    return {
      groupId, subject, planId, pupilId, medium, status, partCount, pausedAt, endedAt,
      sitting: sitting.sittingId === null ? null : sitting,
    };
  });
}
