import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { RoutingDecision } from './types.ts';

/** Which taken were chosen in a test and why, in their order. */
export function listRoutingDecisions(
  tx: TenantTx, planId: string,
): Promise<readonly (RoutingDecision & { readonly decidedAt: Date })[]> {
  return all(tx, sql`select part_no, form_code, shift, step, reason, theta, rule_version, decided_at
    from routing_decision where school_id = ${tx.schoolId} and plan_id = ${planId} order by part_no`);
}

/** Writes down which taak comes next; after a hand-in that was taken back, in the place of the earlier choice. */
export async function saveRoutingDecision(
  tx: TenantTx, planId: string, decision: RoutingDecision, at: Date,
): Promise<void> {
  await change(tx, sql`insert into routing_decision (school_id, plan_id, part_no, form_code, shift, step, reason,
      theta, rule_version, decided_at)
    values (${tx.schoolId}, ${planId}, ${decision.partNo}, ${decision.formCode}, ${decision.shift}, ${decision.step},
      ${decision.reason}, ${decision.theta}, ${decision.ruleVersion}, ${at})
    on conflict (school_id, plan_id, part_no) do update set form_code = excluded.form_code, shift = excluded.shift,
      step = excluded.step, reason = excluded.reason, theta = excluded.theta, rule_version = excluded.rule_version,
      decided_at = excluded.decided_at`);
}
