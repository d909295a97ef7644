import { change, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { ResultDraft } from './types.ts';

/** A result that was computed and not yet stored. */
export interface NewResult {
  readonly resultId: string;
  readonly draft: ResultDraft;
  /** Every scoring that it rests on, one a taak; absent for what came from elsewhere. */
  readonly scoringIds?: readonly string[];
}

/**
 * Stores results: of a test, or of a whole delivery of old ones in one statement. The older result of the same first
 * sitting steps back for it: of a test one result counts, which the database holds too.
 * @returns how many were added
 */
export async function addResults(tx: TenantTx, results: readonly NewResult[], madeAt: Date): Promise<number> {
  const rows = results.map(({ resultId, draft }) => ({ resultId, ...draft }));
  const ofSittings = rows.filter(({ sittingId }) => sittingId !== null);
  if (ofSittings.length > 0) await supersedeOlder(tx, ofSittings);
  const added = await change(tx, sql`insert into result (school_id, result_id, pupil_id, sitting_id, scoring_id, origin,
      subject_code, generation_code, scale_code, form_code, test_moment_code, moment_code, school_year, year_group,
      taken_on, score_raw, score_max, theta, theta_se, scale_score, scale_se, interval_low, interval_high,
      level_roman, level_letter, level_roman_by_test, functioning_level, calibration_code, calibration_version,
      norm_code, norm_version, code_version, parts_taken, parts_planned, made_at)
    select ${tx.schoolId}, "resultId", "pupilId", "sittingId", "scoringId", origin, subject, generation,
      "scaleCode", "formCode", "testMoment", moment, "schoolYear", "yearGroup", "takenOn", "scoreRaw", "scoreMax",
      theta, "thetaSe", "scaleScore", "scaleSe", "intervalLow", "intervalHigh", roman, letter, "romanByTest",
      "functioningLevel", "calibrationCode", "calibrationVersion", "normCode", "normVersion", "codeVersion",
      "partsTaken", "partsPlanned", ${madeAt}
    from jsonb_to_recordset(${jsonb(rows)}) as r("resultId" uuid, "pupilId" uuid, "sittingId" uuid,
      "scoringId" uuid, origin text, subject text, generation text, "scaleCode" text, "formCode" text,
      "testMoment" text, moment text, "schoolYear" text, "yearGroup" text, "takenOn" date, "scoreRaw" int,
      "scoreMax" int, theta float8, "thetaSe" float8, "scaleScore" float8, "scaleSe" float8, "intervalLow" float8,
      "intervalHigh" float8, roman text, letter text, "romanByTest" text, "functioningLevel" text,
      "calibrationCode" text, "calibrationVersion" int, "normCode" text, "normVersion" int, "codeVersion" text,
      "partsTaken" int, "partsPlanned" int)`);
  await addScorings(tx, results);
  return added;
}

async function addScorings(tx: TenantTx, results: readonly NewResult[]): Promise<void> {
  const rows = results.flatMap(({ resultId, scoringIds = [] }) =>
    scoringIds.map((scoringId) => ({ resultId, scoringId })));
  if (rows.length === 0) return;
  await change(tx, sql`insert into result_scoring (school_id, result_id, scoring_id)
    select ${tx.schoolId}, "resultId", "scoringId"
    from jsonb_to_recordset(${jsonb(rows)}) as r("resultId" uuid, "scoringId" uuid)`);
}

/** Points the results that count now for these sittings to the new ones, which are not there yet. */
async function supersedeOlder(
  tx: TenantTx, rows: readonly Pick<ResultDraft & NewResult, 'resultId' | 'sittingId'>[],
): Promise<void> {
  await change(tx, sql`update result as older set superseded_by = r."resultId"
    from jsonb_to_recordset(${jsonb(rows)}) as r("resultId" uuid, "sittingId" uuid)
    where older.school_id = ${tx.schoolId} and older.sitting_id = r."sittingId" and older.superseded_by is null`);
}
