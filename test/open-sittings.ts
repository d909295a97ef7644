import type { PassClaims } from '../src/taking/pass.ts';
import { change, jsonb, sql } from '../src/platform/database/query.ts';
import { newId } from '../src/platform/ids.ts';
import type { Platform } from '../src/platform/platform.ts';
import { newTestSchool } from './platform.ts';

/** A screen test that a pupil is in the middle of, with the items of its form. */
export interface OpenSitting extends PassClaims {
  readonly itemIds: readonly string[];
}

const itemIds = Array.from({ length: 24 }, (_, index) => `OPEN-SITTING-${index + 1}`);
const formCode = 'OPEN-SITTING';

/** Sittings of pupils of one school of their own, each loaded once: rows alone, of a form that has nothing in it. */
export async function openSittings(platform: Platform, count: number): Promise<readonly OpenSitting[]> {
  const { schoolId } = await newTestSchool(platform);
  await publishEmptyForm(platform);
  const groupId = newId();
  const sittings = Array.from({ length: count }, (): OpenSitting => ({
    schoolId, sittingId: newId(), planId: newId(), pupilId: newId(), formCode, epoch: 1, itemIds,
  }));
  const rows = sittings.map(({ sittingId, planId, pupilId }) => ({ sittingId, planId, pupilId }));
  const at = platform.clock.now();
  await platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'taking', async (tx) => {
    await change(tx, sql`insert into class_group (school_id, group_id, school_year, kind, las_key, name, year_group)
      values (${schoolId}, ${groupId}, '2026-2027', 'class', 'g1', 'Groep 5', 'C')`);
    await change(tx, sql`insert into pupil (school_id, pupil_id, last_name, call_name, created_at, changed_at)
      select ${schoolId}, r."pupilId", 'Toets', 'Tess', ${at}, ${at}
      from jsonb_to_recordset(${jsonb(rows)}) as r("pupilId" uuid)`);
    await change(tx, sql`insert into planned_test (school_id, plan_id, pupil_id, group_id, form_code, subject_code,
        moment_code, school_year, medium, status, planned_by, planned_at)
      select ${schoolId}, r."planId", r."pupilId", ${groupId}, ${formCode}, 'arithmetic', 'M5', '2026-2027', 'screen',
        'started', 'test', ${at} from jsonb_to_recordset(${jsonb(rows)}) as r("planId" uuid, "pupilId" uuid)`);
    await change(tx, sql`insert into sitting (school_id, sitting_id, plan_id, pupil_id, form_code, medium, device_epoch,
        taken_on, started_at)
      select ${schoolId}, r."sittingId", r."planId", r."pupilId", ${formCode}, 'screen', 1, '2027-01-19', ${at}
      from jsonb_to_recordset(${jsonb(rows)}) as r("sittingId" uuid, "planId" uuid, "pupilId" uuid)`);
  });
  return sittings;
}

async function publishEmptyForm({ doors, clock }: Platform): Promise<void> {
  await doors.withPlatform(async (tx) => {
    await change(tx, sql`insert into calibration (calibration_code, calibration_version, scale_code, parameters,
        scale_a, scale_c, source, synthetic) values (${formCode}, 1, 'open-sitting', '[]', 1, 0, 'for tests', true)
      on conflict do nothing`);
    await change(tx, sql`insert into content_item (item_id, item_version, title, qti_xml, score_max, domain_code,
        presentation_code)
      select item, 1, 'Opgave', '<nothing/>', 1, 'number', 'formal' from unnest(${itemIds}::text[]) as item
      on conflict do nothing`);
    await change(tx, sql`insert into test_form (form_code, form_version, test_code, subject_code, medium, moment_code,
        generation_code, scale_code, title, calibration_code, calibration_version, synthetic, published_at)
      values (${formCode}, 1, ${formCode}, 'arithmetic', 'screen', 'M5', '3.0', 'open-sitting', 'For tests',
        ${formCode}, 1, true, ${clock.now()}) on conflict do nothing`);
    await change(tx, sql`insert into form_item (form_code, position, item_id, item_version, weight)
      select ${formCode}, place, item, 1, 1 from unnest(${itemIds}::text[]) with ordinality as i(item, place)
      on conflict do nothing`);
  });
}
