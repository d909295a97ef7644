import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import { present } from '../../base/assert.ts';
import { publishSynthetic } from '../../content/actions.ts';
import { getForm, listTestParts } from '../../content/store.ts';
import { change, jsonb, sql } from '../../platform/database/query.ts';
import type { Doors } from '../../platform/database/tenancy.ts';
import { systemClock } from '../../platform/clock/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { PassClaims } from '../../taking/pass.ts';

/** Test that everybody takes, in three taken on screen. */
const TEST = 'RW-M5';

/** A pupil in the first taak of a test. */
export interface BenchSitting extends PassClaims {
  /** The portal's numbers of the pupil and of the school. */
  readonly basispoortId: number;
  readonly institutionId: number;
}

/** What was put into the database of the benchmark. */
export interface BenchRows {
  readonly itemIds: readonly string[];
  /** Sittings that only get answers. */
  readonly answering: readonly BenchSitting[];
  /** Sittings with every item answered, each to be handed in once. */
  readonly handingIn: readonly BenchSitting[];
}

/** How many pupils there are. */
export interface BenchSize {
  readonly pupilsPerSchool: number;
  readonly answering: number;
  readonly handingIn: number;
}

/** Fills a database of the benchmark's own with invented schools, as rows and not by the pages: it is not measured. */
export async function fillRows(doors: Doors, size: BenchSize): Promise<BenchRows> {
  await publishSynthetic({ doors, clock: systemClock }, ['arithmetic']);
  const { formCode, itemIds } = await doors.withPlatform(async (tx) => {
    const parts = await listTestParts(tx, TEST, 'screen');
    const first = present(parts.find(({ partNo, shift }) => partNo === 1 && shift === 0), `${TEST} has a first taak`);
    const form = await getForm(tx, first.formCode);
    return { formCode: first.formCode, itemIds: form.items.map(({ item }) => item.id) };
  });
  const made: BenchSitting[] = [];
  const count = size.answering + size.handingIn;
  for (let school = 1; made.length < count; school += 1) {
    const pupils = Math.min(size.pupilsPerSchool, count - made.length);
    made.push(...await fillSchool(doors, school, { pupils, formCode }));
  }
  const [answering, handingIn] = [made.slice(0, size.answering), made.slice(size.answering)];
  for (const [schoolId, sittings] of Map.groupBy(handingIn, (sitting) => sitting.schoolId)) {
    await fillAnswers(doors, schoolId, sittings, itemIds);
  }
  return { itemIds, answering, handingIn };
}

const actor = { kind: 'job', id: 'bench' } as const;

async function fillSchool(
  doors: Doors, nth: number, { pupils, formCode }: { readonly pupils: number; readonly formCode: string },
): Promise<readonly BenchSitting[]> {
  const now = systemClock.now();
  const schoolYear = schoolYearOf(plainDateInAmsterdam(now));
  const [schoolId, groupId] = [newId(), newId()];
  const sittings = Array.from({ length: pupils }, (_, pupil): BenchSitting => ({
    schoolId, sittingId: newId(), planId: newId(), pupilId: newId(), formCode, epoch: 1,
    institutionId: 700_000 + nth, basispoortId: nth * 10_000 + pupil,
  }));
  const rows = jsonb(sittings);
  await doors.withPlatform(async (tx) => {
    await change(tx, sql`insert into school (school_id, name, created_at) values (${schoolId}, 'De Meetlat', ${now})`);
    await change(tx, sql`insert into onboarding (school_id, step1_completed_at) values (${schoolId}, ${now})`);
    await change(tx, sql`insert into basispoort_connection (school_id, institution_id, site, requested_at, granted_at)
      values (${schoolId}, ${700_000 + nth}, '00', ${now}, ${now})`);
    await change(tx, sql`insert into licence_order (school_id, order_id, package_code, school_year, pupil_count,
        contact_name, contact_email, ordered_at)
      values (${schoolId}, ${newId()}, 'compleet', ${schoolYear}, ${pupils}, 'bench', 'bench@school.example', ${now})`);
  });
  await doors.withTenant(schoolId, actor, 'taking', async (tx) => {
    await change(tx, sql`insert into class_group (school_id, group_id, school_year, kind, las_key, name, year_group)
      values (${schoolId}, ${groupId}, ${schoolYear}, 'class', 'g1', 'Groep 5', '5')`);
    await change(tx, sql`insert into pupil (school_id, pupil_id, last_name, call_name, year_group, created_at,
        changed_at)
      select ${schoolId}, r."pupilId", 'Meetlat', 'Mees', '5', ${now}, ${now}
      from jsonb_to_recordset(${rows}) as r("pupilId" uuid)`);
    await change(tx, sql`insert into pupil_identifier (school_id, source, kind, value, pupil_id, first_seen_at,
        last_seen_at)
      select ${schoolId}, 'basispoort', 'basispoort-id', r."basispoortId", r."pupilId", ${now}, ${now}
      from jsonb_to_recordset(${rows}) as r("basispoortId" text, "pupilId" uuid)`);
    await change(tx, sql`insert into planned_test (school_id, plan_id, pupil_id, group_id, form_code, subject_code,
        moment_code, school_year, medium, status, planned_by, planned_at, part_count)
      select ${schoolId}, r."planId", r."pupilId", ${groupId}, ${formCode}, 'arithmetic', 'M5', ${schoolYear},
        'screen', 'started', 'bench', ${now}, 3
      from jsonb_to_recordset(${rows}) as r("planId" uuid, "pupilId" uuid)`);
    await change(tx, sql`insert into sitting (school_id, sitting_id, plan_id, pupil_id, form_code, medium, device_epoch,
        taken_on, started_at)
      select ${schoolId}, r."sittingId", r."planId", r."pupilId", ${formCode}, 'screen', 1,
        ${plainDateInAmsterdam(now)}::date, ${now}
      from jsonb_to_recordset(${rows}) as r("sittingId" uuid, "planId" uuid, "pupilId" uuid)`);
  });
  return sittings;
}

function fillAnswers(
  doors: Doors, schoolId: string, sittings: readonly BenchSitting[], itemIds: readonly string[],
): Promise<number> {
  const ids = sittings.map(({ sittingId }) => sittingId);
  return doors.withTenant(schoolId, actor, 'taking', (tx) => change(tx, sql`insert into answer (school_id, sitting_id,
      device_epoch, sequence, item_id, responses, given_at, received_at)
    select ${schoolId}, sitting, 1, place, item, '{"RESPONSE": "1"}', now(), now()
    from unnest(${ids}::uuid[]) as sitting, unnest(${itemIds}::text[]) with ordinality as i(item, place)`));
}
