import { all, change, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';

/**
 * The school is known by another BRIN or site from now on: what its next full state may miss goes along. Pupils, groups
 * and results stay what they are.
 * @param from as `99XX00`
 */
export async function renameSite(tx: TenantTx, from: string, to: string): Promise<void> {
  await change(tx, sql`update pupil set sites = array_replace(sites, ${from}, ${to})
    where school_id = ${tx.schoolId} and ${from} = any(sites)`);
  await change(tx, sql`update class_group set site = ${to} where school_id = ${tx.schoolId} and site = ${from}`);
  await change(tx, sql`update staff_member set sites = array_replace(sites, ${from}, ${to})
    where school_id = ${tx.schoolId} and ${from} = any(sites)`);
}

/** A row of a table as the database has it, column by column; opened by nobody between two schools. */
export type CopiedRow = Readonly<Record<string, unknown>>;

/** What of a roster goes along when a school goes into another. */
export interface RosterCopy {
  readonly pupils: readonly CopiedRow[];
  /** ECK iDs alone: a key of one LAS may be another child's at another. */
  readonly identifiers: readonly CopiedRow[];
  readonly placements: readonly CopiedRow[];
}

/** Reads the pupils of the school of this transaction, with where they were in which year. */
export async function readRosterCopy(tx: TenantTx): Promise<RosterCopy> {
  const rows = async (query: ReturnType<typeof sql<{ row: CopiedRow }>>) =>
    (await all<{ row: CopiedRow }>(tx, query)).map(({ row }) => row);
  return {
    pupils: await rows(sql`select to_jsonb(pupil) as row from pupil where school_id = ${tx.schoolId}`),
    identifiers: await rows(sql`select to_jsonb(pupil_identifier) as row from pupil_identifier
      where school_id = ${tx.schoolId} and kind = 'eckid'`),
    placements: await rows(sql`select to_jsonb(pupil_placement) as row from pupil_placement
      where school_id = ${tx.schoolId}`),
  };
}

/**
 * Writes pupils of another school into the school of this transaction, under ids of their own; the school's next full
 * state recognises who is still there. A pupil whom this school has already, by ECK iD, is that one.
 * @param ids the new id of each pupil, by the old one
 * @param site whose next full state may miss them
 * @returns the id of each pupil here, by the old one
 */
export async function writeRosterCopy(
  tx: TenantTx, copy: RosterCopy, ids: ReadonlyMap<string, string>, site: string,
): Promise<ReadonlyMap<string, string>> {
  const known = await knownByEckId(tx, copy);
  const here = new Map([...ids].map(([old, id]) => [old, known.get(old) ?? id]));
  const moved = (row: CopiedRow, parts: CopiedRow = {}): CopiedRow => (
    { ...row, school_id: tx.schoolId, pupil_id: here.get(String(row['pupil_id'])), ...parts });
  const isNew = (row: CopiedRow) => !known.has(String(row['pupil_id']));
  const pupils = copy.pupils.filter(isNew).map((row) => moved(row, { sites: row['active'] === true ? [site] : [] }));
  const identifiers = copy.identifiers.filter(isNew).map((row) => moved(row));
  await change(tx, sql`insert into pupil select * from jsonb_populate_recordset(null::pupil, ${jsonb(pupils)})`);
  await change(tx, sql`insert into pupil_identifier
    select * from jsonb_populate_recordset(null::pupil_identifier, ${jsonb(identifiers)}) on conflict do nothing`);
  await change(tx, sql`insert into pupil_placement
    select * from jsonb_populate_recordset(null::pupil_placement, ${jsonb(copy.placements.map((row) => moved(row)))})
    on conflict do nothing`);
  return here;
}

/** Pupils of the copy who are at this school already: a child that moved before the merger. */
async function knownByEckId(tx: TenantTx, { identifiers }: RosterCopy): Promise<ReadonlyMap<string, string>> {
  const oldIds = new Map(identifiers.map((row) => [String(row['value']), String(row['pupil_id'])]));
  const rows = await all<{ value: string; pupilId: string }>(tx, sql`select value, pupil_id from pupil_identifier
    where school_id = ${tx.schoolId} and kind = 'eckid' and value = any(${[...oldIds.keys()]}::text[])`);
  return new Map(rows.flatMap(({ value, pupilId }) => {
    const old = oldIds.get(value);
    return old === undefined ? [] : [[old, pupilId] as const];
  }));
}
