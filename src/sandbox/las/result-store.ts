import { sql } from 'kysely';
import type { Outcome, ResultsDocument } from '../../exchange/uwlr/types.ts';
import { jsonb } from '../../platform/database/query.ts';
import { list, write, type SandboxTx } from '../store.ts';

/** A result as the LAS keeps it. */
export interface ReceivedResult {
  readonly resultKey: string;
  readonly pupilKey: string;
  readonly testCode: string;
  readonly testName: string | null;
  readonly takenOn: string;
  readonly outcome: Outcome;
  readonly receivedAt: Date;
  /** How often it came: the same key again replaces what was there. */
  readonly receivedCount: number;
}

/** Keeps every result of a message; equal keys replace and are counted. */
export async function keepResults(
  tx: SandboxTx, schoolCode: string, document: ResultsDocument, receivedAt: Date,
): Promise<number> {
  const names = new Map(document.tests.map((test) => [test.code.text, test.name]));
  const rows = document.administrations.flatMap(({ pupilKey, results }) => results.map((result) => ({
    resultKey: result.key, pupilKey, testCode: result.testCode, testName: names.get(result.testCode) ?? null,
    takenOn: result.takenOn, outcome: result.outcome,
  })));
  await write(tx, sql`insert into sandbox.las_result (school_code, result_key, pupil_key, test_code, test_name,
      taken_on, outcome, message_created_at, received_at)
    select ${schoolCode}, r."resultKey", r."pupilKey", r."testCode", r."testName", r."takenOn", r."outcome",
      ${document.school.createdAt}::timestamptz, ${receivedAt}::timestamptz
    from jsonb_to_recordset(${jsonb(rows)}) as r("resultKey" text, "pupilKey" text, "testCode" text, "testName" text,
      "takenOn" date, "outcome" jsonb)
    on conflict (school_code, result_key) do update set pupil_key = excluded.pupil_key,
      test_code = excluded.test_code, test_name = excluded.test_name, taken_on = excluded.taken_on,
      outcome = excluded.outcome, message_created_at = excluded.message_created_at,
      received_at = excluded.received_at, received_count = las_result.received_count + 1`);
  return rows.length;
}

/** All results of a school, by pupil and day. */
export function listResults(tx: SandboxTx, schoolCode: string): Promise<readonly ReceivedResult[]> {
  return list<ReceivedResult>(tx, sql`select result_key, pupil_key, test_code, test_name, taken_on, outcome,
    received_at, received_count from sandbox.las_result where school_code = ${schoolCode}
    order by pupil_key, taken_on, result_key`);
}
