import type { Platform } from '../src/platform/platform.ts';
import { change, sql } from '../src/platform/database/query.ts';
import type { TenantTx } from '../src/platform/database/tenancy.ts';

/** An invented school in use, with one teacher, one group and one pupil. */
export interface PeopleOfSchool {
  readonly schoolId: string;
  readonly teacherId: string;
  readonly pupilId: string;
  readonly groupId: string;
  readonly institutionId: number;
  readonly teacherNumber: number;
  readonly pupilEckId: string;
}

let institutions = 880_000;

/** Fills a test school with people who can sign in: step 1 is done and the permission was given. */
export async function peopleOf(platform: Platform, schoolId: string): Promise<PeopleOfSchool> {
  institutions += 1;
  const people: PeopleOfSchool = {
    schoolId, teacherId: platform.newId(), pupilId: platform.newId(), groupId: platform.newId(),
    institutionId: institutions, teacherNumber: institutions * 10,
    pupilEckId: `https://ketenid.nl/pilot/${schoolId}`,
  };
  const at = platform.clock.now();
  await platform.doors.withPlatform(async (tx) => {
    await change(tx, sql`update onboarding set step1_completed_at = ${at},
      basispoort_accepted_at = ${at} where school_id = ${schoolId}`);
    await change(tx, sql`insert into basispoort_connection
        (school_id, institution_id, site, requested_at, granted_at)
      values (${schoolId}, ${people.institutionId}, '00', ${at}, ${at})`);
  });
  await platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster', async (tx) => {
    await addPeople(platform, tx, people);
    await addGroup(tx, people);
  });
  return people;
}

async function addPeople({ secrets }: Platform, tx: TenantTx, people: PeopleOfSchool): Promise<void> {
  const { schoolId, teacherId, pupilId } = people;
  await change(tx, sql`insert into staff_member
      (school_id, staff_id, last_name, prefix, call_name, created_at, changed_at)
    values (${schoolId}, ${teacherId}, 'Voorbeeld', 'van', 'Juf', now(), now())`);
  await change(tx, sql`insert into staff_identifier
      (school_id, source, kind, value, staff_id, first_seen_at, last_seen_at)
    values (${schoolId}, 'basispoort', 'basispoort-id', ${String(people.teacherNumber)}, ${teacherId}, now(), now())`);
  await change(tx, sql`insert into pupil
      (school_id, pupil_id, last_name, call_name, year_group, created_at, changed_at)
    values (${schoolId}, ${pupilId}, 'Verzonnen', 'Tess', '5', now(), now())`);
  await change(tx, sql`insert into pupil_identifier
      (school_id, source, kind, value, pupil_id, first_seen_at, last_seen_at)
    values (${schoolId}, 'eckid', 'eckid', ${secrets.digest(people.pupilEckId)}, ${pupilId}, now(), now())`);
}

async function addGroup(tx: TenantTx, people: PeopleOfSchool): Promise<void> {
  const { schoolId, teacherId, pupilId, groupId } = people;
  await change(tx, sql`insert into class_group
      (school_id, group_id, school_year, kind, las_key, name, year_group)
    values (${schoolId}, ${groupId}, '2026-2027', 'class', 'groep-5', 'Groep 5', '5')`);
  await change(tx, sql`insert into group_pupil (school_id, group_id, pupil_id, joined_on)
    values (${schoolId}, ${groupId}, ${pupilId}, '2026-08-01')`);
  await change(tx, sql`insert into group_staff (school_id, group_id, staff_id, joined_on)
    values (${schoolId}, ${groupId}, ${teacherId}, '2026-08-01')`);
}
