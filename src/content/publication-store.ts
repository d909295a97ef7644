import { all, change, find, jsonb, sql } from '../platform/database/query.ts';
import type { PlatformTx } from '../platform/database/tenancy.ts';

/** Rows of a table to publish, keyed as its columns in snake_case. */
export interface TableRows {
  readonly table:
    | 'content_package' | 'content_item' | 'calibration' | 'norm_table' | 'test_form' | 'form_item' | 'test'
    | 'test_part' | 'routing_rule' | 'retired_test' | 'reference_standard' | 'advice_rule';
  readonly key: readonly string[];
  /** Columns that tell of the first publication and are no part of the content. */
  readonly stamps?: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** What adding rows came to: how many are new, and the first key that holds other content than was given. */
export interface AddedRows {
  readonly added: number;
  readonly changed: string | null;
}

/** Adds the rows that are not there yet; nothing that is there changes. */
export async function addPublished(tx: PlatformTx, { table, key, stamps = [], rows }: TableRows): Promise<AddedRows> {
  const name = sql.ref(table);
  const given = sql`jsonb_populate_recordset(null::${name}, ${jsonb(rows)})`;
  const added = await change(tx, sql`insert into ${name} select * from ${given} on conflict do nothing`);
  if (added === rows.length) return { added, changed: null };
  const sameKey = sql.join(
    key.map((column) => sql`stored.${sql.ref(column)} = given.${sql.ref(column)}`), sql` and `);
  const content = (row: string) => sql`to_jsonb(${sql.ref(row)})
    - array(select jsonb_array_elements_text(${jsonb(stamps)}))`;
  const changed = await find<{ id: string }>(tx, sql`
    select given.${sql.ref(key[0]!)} as id from ${given} as given join ${name} as stored on ${sameKey}
    where ${content('stored')} <> ${content('given')} limit 1`);
  return { added, changed: changed?.id ?? null };
}

/** Number of places in each of these forms: a published form never gains one. */
export function countFormItems(
  tx: PlatformTx, formCodes: readonly string[],
): Promise<readonly { readonly code: string; readonly count: number }[]> {
  return all(tx, sql`select form_code as code, count(*) as count from form_item
    where form_code in (select jsonb_array_elements_text(${jsonb(formCodes)})) group by form_code`);
}

/** Number of taken, versions and media of each of these tests: a published test never gains one. */
export function countTestParts(
  tx: PlatformTx, testCodes: readonly string[],
): Promise<readonly { readonly code: string; readonly count: number }[]> {
  return all(tx, sql`select test_code as code, count(*) as count from test_part
    where test_code in (select jsonb_array_elements_text(${jsonb(testCodes)})) group by test_code`);
}

/** The first of these tests that was never published; undefined when all were. */
export async function findUnknownTest(tx: PlatformTx, testCodes: readonly string[]): Promise<string | undefined> {
  const row = await find<{ code: string }>(tx, sql`
    select code from jsonb_array_elements_text(${jsonb(testCodes)}) as code
    where code not in (select test_code from test) limit 1`);
  return row?.code;
}

/** A package that was published. */
export interface PublishedPackage {
  readonly code: string;
  readonly version: number;
  readonly digest: string;
}

/** Which of these packages are there, in whatever version was asked for; one question. */
export function findPackages(
  tx: PlatformTx, wanted: readonly { readonly code: string; readonly version: number }[],
): Promise<readonly PublishedPackage[]> {
  return all(tx, sql`select package_code as code, package_version as version, digest
    from content_package join jsonb_to_recordset(${jsonb(wanted)}) as wanted(code text, version int)
      on package_code = code and package_version = version`);
}
