import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { findAdviceRule, type PublishedAdviceRule } from '../../content/reference-advice.ts';
import { findNormTableVersion, type PublishedNormTable } from '../../content/store.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { expectedAdvice } from './rules.ts';
import { listGroupSevenResults } from './store.ts';
import type { ExpectedAdvice } from './types.ts';

/** Expected advices of pupils, with the rule behind them. */
export interface ReadAdvice {
  readonly rule: PublishedAdviceRule;
  /** One for each of the pupils, also for those without results; by id. */
  readonly advices: ReadonlyMap<string, ExpectedAdvice>;
}

/**
 * The expected advice of each of these pupils by the rule of today; undefined when no rule is loaded. For a report to
 * parents too: whether they see it is a setting of the school.
 * @param until the last school year whose results count
 */
export async function readExpectedAdvice(
  tx: TenantTx, pupilIds: readonly string[], { now, until }: { readonly now: Date; readonly until: string },
): Promise<ReadAdvice | undefined> {
  const rule = await findAdviceRule(tx, plainDateInAmsterdam(now));
  if (!rule) return undefined;
  const results = await listGroupSevenResults(tx, pupilIds, rule.parts.map(({ subject }) => subject), until);
  const norms = new Map<string, PublishedNormTable>();
  for (const { normCode, normVersion } of results) {
    if (normCode === null || normVersion === null || norms.has(`${normCode}/${normVersion}`)) continue;
    const table = await findNormTableVersion(tx, normCode, normVersion);
    if (table) norms.set(`${normCode}/${normVersion}`, table);
  }
  const advices = new Map(pupilIds.map((pupilId) => [pupilId,
    expectedAdvice(rule, pupilId, results.filter((result) => result.pupilId === pupilId), norms)]));
  return { rule, advices };
}
