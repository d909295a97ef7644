import type { SchoolWithRoster } from './school-with-roster.ts';
import { addResults } from '../src/ability/add-results.ts';
import { computeResult } from '../src/ability/rules.ts';
import { resultMadeJob } from '../src/ability/types.ts';
import { plainDate } from '../src/base/plain-date.ts';
import { findNormTable, getCalibration, getForm } from '../src/content/store.ts';
import { change, sql } from '../src/platform/database/query.ts';
import type { TenantTx } from '../src/platform/database/tenancy.ts';
import type { Platform } from '../src/platform/platform.ts';

/**
 * For tests: a result of an own test of a pupil, taken on 19 January 2027, with the job that announces it.
 * @param given key of the pupil in the LAS, items right (16), and the sitting; one that has a result already
 * gets a newer one
 */
export async function inventOwnResult(platform: Platform, school: SchoolWithRoster, given: {
  readonly pupilKey: string;
  readonly right?: number | undefined;
  readonly sittingId?: string | undefined;
}): Promise<string> {
  const { pupilKey, right = 16, sittingId = platform.newId() } = given;
  const pupilId = school.pupilIds.get(pupilKey) ?? pupilKey;
  const resultId = platform.newId();
  const scoringId = platform.newId();
  const now = platform.clock.now();
  const takenOn = plainDate('2027-01-19');
  await school.inSchool(async (tx) => {
    const form = await getForm(tx, 'RW-M5-T1-SCHERM');
    await inventScoring(tx, { pupilId, sittingId, scoringId, formCode: form.code, now });
    const draft = computeResult({
      pupilId, yearGroup: 5, sittingId, scoringId, medium: 'screen', takenOn, form,
      calibration: await getCalibration(tx, form.calibrationCode, form.calibrationVersion),
      normTable: await findNormTable(tx, form.scaleCode, takenOn),
      taken: [{
        form, scores: form.items.map(({ item }, index) => ({ itemId: item.id, score: index < right ? 1 : 0 })),
      }],
      partsPlanned: 1,
    });
    await addResults(tx, [{ resultId, draft }], now);
    await platform.jobs.send(tx, resultMadeJob, { schoolId: school.schoolId, resultId });
  });
  return resultId;
}

async function inventScoring(tx: TenantTx, { pupilId, sittingId, scoringId, formCode, now }: {
  readonly pupilId: string;
  readonly sittingId: string;
  readonly scoringId: string;
  readonly formCode: string;
  readonly now: Date;
}): Promise<void> {
  await change(tx, sql`insert into planned_test (school_id, plan_id, pupil_id, group_id, form_code, subject_code,
      moment_code, school_year, medium, status, planned_by, planned_at)
    select ${tx.schoolId}, ${sittingId}, ${pupilId},
      (select group_id from class_group where school_id = ${tx.schoolId} limit 1), ${formCode}, 'arithmetic', 'M5',
      '2026-2027', 'screen', 'scored', 'test', ${now}
    on conflict do nothing`);
  await change(tx, sql`insert into sitting (school_id, sitting_id, plan_id, pupil_id, form_code, medium, taken_on,
      started_at)
    values (${tx.schoolId}, ${sittingId}, ${sittingId}, ${pupilId}, ${formCode}, 'screen', '2027-01-19', ${now})
    on conflict do nothing`);
  await change(tx, sql`insert into scoring (school_id, scoring_id, sitting_id, input_digest, code_version, scored_at)
    values (${tx.schoolId}, ${scoringId}, ${sittingId}, ${scoringId}, 'test', ${now})`);
}
