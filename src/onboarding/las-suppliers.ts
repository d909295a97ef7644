import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { PlatformTx } from '../platform/database/tenancy.ts';
import { suppliersToChoose } from '../platform/las-suppliers.ts';
import type { Platform } from '../platform/platform.ts';

/** What became of the links when the settings were laid beside them. */
export interface SupplierChanges {
  /** Links that now go elsewhere, or in another way. */
  readonly changed: number;
  /** Codes that links name and the settings do not: their schools cannot be served. */
  readonly unknown: readonly string[];
}

/**
 * Brings every link in use up to date with the settings of its supplier: addresses, name and profile. Run at the start,
 * so that a LAS that moves is one change in one place. Keys, and what is waiting to go, stay as they are.
 */
export async function followSuppliers({ doors, config, log }: Platform): Promise<SupplierChanges> {
  const suppliers = suppliersToChoose(config.lasSuppliers);
  const outcome = await doors.withPlatform(async (tx) => ({
    changed: await update(tx, suppliers),
    unknown: await unknownCodes(tx, config.lasSuppliers.map(({ code }) => code)),
  }));
  if (outcome.changed > 0) log('onboarding.suppliers-changed', { connections: outcome.changed });
  for (const code of outcome.unknown) log('onboarding.supplier-unknown', { code });
  return outcome;
}

function update(tx: PlatformTx, suppliers: ReturnType<typeof suppliersToChoose>): Promise<number> {
  const rows = suppliers.map(({ headers: _secret, certificate: _ours, ...supplier }) => supplier);
  const target = sql.raw(`(c.las_name, c.roster_url, c.staged_url, c.results_url, c.history_url, c.profile_code,
    c.profile_changes)`);
  const source = sql.raw(`(s.name, s."rosterUrl", s."stagedUrl", s."resultsUrl", s."historyUrl", s."profileCode",
    s."profileChanges")`);
  return change(tx, sql`update las_connection c set
      (las_name, roster_url, staged_url, results_url, history_url, profile_code, profile_changes) = ${source}
    from jsonb_to_recordset(${jsonb(rows)}) as s(code text, name text, "rosterUrl" text, "stagedUrl" text,
      "resultsUrl" text, "historyUrl" text, "profileCode" text, "profileChanges" jsonb)
    where c.supplier_code = s.code and c.ended_at is null and ${target} is distinct from ${source}`);
}

async function unknownCodes(tx: PlatformTx, known: readonly string[]): Promise<readonly string[]> {
  const rows = await all<{ code: string }>(tx, sql`select distinct supplier_code as code from las_connection
    where ended_at is null and not supplier_code in (select jsonb_array_elements_text(${jsonb(known)}))
    order by supplier_code`);
  return rows.map(({ code }) => code);
}
