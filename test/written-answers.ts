import { writeItem } from '../src/exchange/qti/write.ts';
import { change, jsonb, sql } from '../src/platform/database/query.ts';
import { newId } from '../src/platform/ids.ts';
import type { Platform } from '../src/platform/platform.ts';
import type { Classroom } from './classroom.ts';

const formCode = 'FOR-MARKING';
/** The two items of the form, both written text of at most two points. */
export const writtenItems = ['FOR-MARKING-1', 'FOR-MARKING-2'] as const;

/**
 * Hands in one taak of written text for each pupil of a classroom, with these answers in the order of the items; rows
 * alone, because no bank of ours has an item that a teacher marks.
 * @returns the sittings, in the order of the pupils
 */
export async function handInWrittenAnswers(
  platform: Platform, { schoolId, groupId, pupils }: Classroom, answers: readonly (readonly string[])[],
): Promise<readonly string[]> {
  await publishForm(platform);
  const at = platform.clock.now();
  const rows = answers.map((texts, index) => ({
    planId: newId(), sittingId: newId(), pupilId: pupils[index]!.id, texts,
  }));
  await platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'taking', async (tx) => {
    await change(tx, sql`insert into planned_test (school_id, plan_id, pupil_id, group_id, form_code, subject_code,
        moment_code, school_year, medium, status, planned_by, planned_at)
      select ${schoolId}, r."planId", r."pupilId", ${groupId}, ${formCode}, 'arithmetic', 'M5', '2026-2027', 'screen',
        'submitted', 'test', ${at} from jsonb_to_recordset(${jsonb(rows)}) as r("planId" uuid, "pupilId" uuid)`);
    await change(tx, sql`insert into sitting (school_id, sitting_id, plan_id, pupil_id, form_code, medium, device_epoch,
        taken_on, started_at, submitted_at, submitted_by)
      select ${schoolId}, r."sittingId", r."planId", r."pupilId", ${formCode}, 'screen', 1, '2027-01-19', ${at}, ${at},
        'pupil:test' from jsonb_to_recordset(${jsonb(rows)}) as r("sittingId" uuid, "planId" uuid, "pupilId" uuid)`);
    const given = rows.flatMap(({ sittingId, texts }) => texts.map((text, index) => ({
      sittingId, sequence: index + 1, itemId: writtenItems[index], responses: { RESPONSE: text },
    })));
    await change(tx, sql`insert into answer (school_id, sitting_id, device_epoch, sequence, item_id, responses,
        given_at, received_at)
      select ${schoolId}, r."sittingId", 1, r.sequence, r."itemId", r.responses, ${at}, ${at}
      from jsonb_to_recordset(${jsonb(given)})
        as r("sittingId" uuid, sequence int, "itemId" text, responses jsonb)`);
  });
  return rows.map(({ sittingId }) => sittingId);
}

async function publishForm({ doors, clock }: Platform): Promise<void> {
  const items = writtenItems.map((id, index) => ({
    id, xml: writeItem({
      identifier: id, title: 'Opgave', blocks: [], prompt: `Waarom regent het? Leg uit (${index + 1}).`,
      question: { kind: 'extended-text', lines: 4, maxScore: 2, marking: 'Een reden: 1 punt. Een voorbeeld erbij: 2.' },
    }),
  }));
  await doors.withPlatform(async (tx) => {
    await change(tx, sql`insert into calibration (calibration_code, calibration_version, scale_code, parameters,
        scale_a, scale_c, source, synthetic) values (${formCode}, 1, 'for-marking', '[]', 1, 0, 'synthetisch', true)
      on conflict do nothing`);
    await change(tx, sql`insert into content_item (item_id, item_version, title, qti_xml, score_max, domain_code,
        presentation_code, needs_marking)
      select r.id, 1, 'Opgave', r.xml, 2, 'whole', 'write', true
      from jsonb_to_recordset(${jsonb(items)}) as r(id text, xml text) on conflict do nothing`);
    await change(tx, sql`insert into test_form (form_code, form_version, test_code, subject_code, medium, moment_code,
        generation_code, scale_code, title, calibration_code, calibration_version, synthetic, published_at)
      values (${formCode}, 1, ${formCode}, 'arithmetic', 'screen', 'M5', '3.0', 'for-marking', 'Open vragen',
        ${formCode}, 1, true, ${clock.now()}) on conflict do nothing`);
    await change(tx, sql`insert into form_item (form_code, position, item_id, item_version, weight)
      select ${formCode}, place, item, 1, 1 from unnest(${[...writtenItems]}::text[]) with ordinality as i(item, place)
      on conflict do nothing`);
  });
}
