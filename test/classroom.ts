import type { SchoolViewer } from '../src/access/types.ts';
import { publishSynthetic } from '../src/content/actions.ts';
import { change, jsonb, sql } from '../src/platform/database/query.ts';
import { newId } from '../src/platform/ids.ts';
import { newTestSchool, type TestPlatform } from './platform.ts';

/** A school with one home group of this school year, its teacher, and the synthetic bank published. */
export interface Classroom {
  readonly schoolId: string;
  readonly groupId: string;
  readonly teacher: SchoolViewer;
  /** In the order in which they were asked for. */
  readonly pupils: readonly SchoolViewer[];
}

/** A pupil of the classroom: call name, and the own year group. */
export interface InventedPupil {
  readonly callName: string;
  readonly yearGroup: string | null;
}

/** Makes a classroom of one test. */
export async function newClassroom(platform: TestPlatform, { pupils, packageCode = 'compleet', history = false }: {
  readonly pupils: readonly InventedPupil[];
  readonly packageCode?: 'basis' | 'compleet' | null;
  /** Whether the old results are in (step 2), so that there is advice. */
  readonly history?: boolean;
}): Promise<Classroom> {
  await publishSynthetic(platform, ['arithmetic']);
  const { schoolId } = await newTestSchool(platform);
  const now = platform.clock.now();
  await platform.doors.withPlatform(async (tx) => {
    if (packageCode) {
      await change(tx, sql`insert into licence_order (school_id, order_id, package_code, school_year, pupil_count,
          contact_name, contact_email, ordered_at)
        values (${schoolId}, ${newId()}, ${packageCode}, '2026-2027', 200, 'Bea Beheer', 'bea@school.example',
          ${now})`);
    }
    if (history) {
      await change(tx, sql`update onboarding set step1_completed_at = ${now}, steps_opened_at = ${now},
        history_completed_at = ${now} where school_id = ${schoolId}`);
    }
  });
  const groupId = newId();
  const staffId = newId();
  const known = pupils.map((pupil) => ({ pupilId: newId(), ...pupil }));
  const actor = { kind: 'job', id: 'test' } as const;
  await platform.doors.withTenant(schoolId, actor, 'roster', async (tx) => {
    await change(tx, sql`insert into class_group (school_id, group_id, school_year, kind, las_key, name, year_group)
      values (${schoolId}, ${groupId}, '2026-2027', 'class', 'g1', 'Groep 4/5', 'C')`);
    await change(tx, sql`insert into pupil (school_id, pupil_id, last_name, call_name, year_group, created_at,
        changed_at)
      select ${schoolId}, r."pupilId", 'Toets', r."callName", r."yearGroup", ${now}, ${now}
      from jsonb_to_recordset(${jsonb(known)}) as r("pupilId" uuid, "callName" text, "yearGroup" text)`);
    await change(tx, sql`insert into group_pupil (school_id, group_id, pupil_id, joined_on)
      select ${schoolId}, ${groupId}, r."pupilId", '2026-08-01'
      from jsonb_to_recordset(${jsonb(known)}) as r("pupilId" uuid)`);
  });
  const viewer = { schoolId, schoolName: 'Basisschool De Proef' } as const;
  return {
    schoolId, groupId,
    teacher: {
      ...viewer, kind: 'staff', id: staffId, label: 'Juf Toets', roles: ['teacher'], ownGroupIds: [groupId],
      actor: { kind: 'staff', id: staffId },
    },
    pupils: known.map(({ pupilId, callName }) => ({
      ...viewer, kind: 'pupil', id: pupilId, label: callName, roles: ['pupil'], ownGroupIds: [],
      actor: { kind: 'pupil', id: pupilId },
    })),
  };
}
