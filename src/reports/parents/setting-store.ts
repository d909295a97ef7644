import { find, sql, change } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';

/** What parents see of a result: the functioning level, or a level of one of the two kinds. */
export type ParentsSee = 'functioning-level' | 'roman' | 'letter';

/** What a school shows to parents. */
export interface ReportSetting {
  readonly parentsSee: ParentsSee;
  /** Whether the expected advice of group 7 is shown to parents. */
  readonly adviceShown: boolean;
}

/** As long as nobody chose: levels I to V, of which the middle is the middle, and no advice. */
export const defaultReportSetting: ReportSetting = { parentsSee: 'roman', adviceShown: false };

/** What this school shows to parents. */
export async function readReportSetting(tx: TenantTx): Promise<ReportSetting> {
  return await find<ReportSetting>(tx, sql`select parents_see, advice_shown from report_setting
    where school_id = ${tx.schoolId}`) ?? defaultReportSetting;
}

/** Keeps what this school shows to parents. */
export async function keepReportSetting(
  tx: TenantTx, { parentsSee, adviceShown }: ReportSetting, at: Date,
): Promise<void> {
  await change(tx, sql`insert into report_setting (school_id, parents_see, advice_shown, changed_by, changed_at)
    values (${tx.schoolId}, ${parentsSee}, ${adviceShown}, ${`${tx.actor.kind}:${tx.actor.id}`}, ${at})
    on conflict (school_id) do update set parents_see = excluded.parents_see, advice_shown = excluded.advice_shown,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`);
}
