import { change, jsonb, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { ResultDraft } from './types.ts';

/** A result that was computed and not yet stored. */
export interface NewResult {
  readonly resultId: string;
  readonly draft: ResultDraft;
}

/** Stores results in one statement: of a scoring, or of a whole delivery of old ones.
 * @returns how many were added; a scoring that has its result already gets no second one */
export function addResults(tx: TenantTx, results: readonly NewResult[], madeAt: Date): Promise<number> {
  const rows = results.map(({ resultId, draft }) => ({ resultId, ...draft }));
  return change(tx, sql`insert into result (school_id, result_id, pupil_id, sitting_id, scoring_id, origin,
      subject_code, generation_code, scale_code, form_code, test_moment_code, moment_code, school_year, year_group,
      taken_on, score_raw, score_max, theta, theta_se, scale_score, scale_se, interval_low, interval_high,
      level_roman, level_letter, level_roman_by_test, functioning_level, calibration_code, calibration_version,
      norm_code, norm_version, code_version, made_at)
    select ${tx.schoolId}, "resultId", "pupilId", "sittingId", "scoringId", origin, subject, generation,
      "scaleCode", "formCode", "testMoment", moment, "schoolYear", "yearGroup", "takenOn", "scoreRaw", "scoreMax",
      theta, "thetaSe", "scaleScore", "scaleSe", "intervalLow", "intervalHigh", roman, letter, "romanByTest",
      "functioningLevel", "calibrationCode", "calibrationVersion", "normCode", "normVersion", "codeVersion",
      ${madeAt}
    from jsonb_to_recordset(${jsonb(rows)}) as r("resultId" uuid, "pupilId" uuid, "sittingId" uuid,
      "scoringId" uuid, origin text, subject text, generation text, "scaleCode" text, "formCode" text,
      "testMoment" text, moment text, "schoolYear" text, "yearGroup" text, "takenOn" date, "scoreRaw" int,
      "scoreMax" int, theta float8, "thetaSe" float8, "scaleScore" float8, "scaleSe" float8, "intervalLow" float8,
      "intervalHigh" float8, roman text, letter text, "romanByTest" text, "functioningLevel" text,
      "calibrationCode" text, "calibrationVersion" int, "normCode" text, "normVersion" int, "codeVersion" text)
    on conflict do nothing`);
}
