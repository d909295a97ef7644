import type { SchoolViewer } from '../src/access/types.ts';
import { change, jsonb, sql } from '../src/platform/database/query.ts';
import { newId } from '../src/platform/ids.ts';
import { newClassroom, type Classroom } from './classroom.ts';
import type { TestPlatform } from './platform.ts';

/** A group to invent: so many pupils of each year group. */
export interface InventedGroup {
  readonly name: string;
  readonly kind?: 'class' | 'composite';
  readonly years: Readonly<Record<string, number>>;
  /** Pupils of the school who are in it as well. */
  readonly also?: readonly string[];
}

/** A group of the invented school with its pupils. */
export interface GroupInSchool {
  readonly groupId: string;
  readonly name: string;
  readonly pupilIds: readonly string[];
}

/** A school of more groups, with somebody who may plan for all of them. */
export interface PlanningSchool extends Classroom {
  readonly supervisor: SchoolViewer;
  readonly groups: readonly GroupInSchool[];
}

/** Four classes of thirty in year group 5, and a combination group 4/5 of ten and ten. */
export const fourClasses: readonly InventedGroup[] = [
  ...['a', 'b', 'c', 'd'].map((letter) => ({ name: `Groep 5${letter}`, years: { 5: 30 } })),
  { name: 'Groep 4/5e', years: { 4: 10, 5: 10 } },
];

/** Makes a school of these groups; its own classroom holds one pupil of year group 8. */
export async function newPlanningSchool(
  platform: TestPlatform, groups: readonly InventedGroup[], options: { readonly history?: boolean } = {},
): Promise<PlanningSchool> {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Acht', yearGroup: '8' }], ...options });
  const made: GroupInSchool[] = [];
  for (const group of groups) made.push(await addGroup(platform, room.schoolId, group));
  const supervisorId = newId();
  return {
    ...room, groups: made,
    supervisor: {
      ...room.teacher, id: supervisorId, label: 'Ina Begeleider', roles: ['supervisor'], ownGroupIds: [],
      actor: { kind: 'staff', id: supervisorId },
    },
  };
}

const lastNames = ['Bakker', 'Smit', 'Vries', 'Mulder', 'Dekker', 'Jong', 'Visser', 'Kok', 'Vos', 'Peters'];
const callNames = ['Anna', 'Bilal', 'Cato', 'Daan', 'Eva', 'Finn', 'Giel', 'Hanna', 'Ilyas', 'Jet'];

/** Adds a group with pupils of its own to a school. */
export async function addGroup(
  platform: TestPlatform, schoolId: string, { name, kind = 'class', years, also = [] }: InventedGroup,
): Promise<GroupInSchool> {
  const groupId = newId();
  const wanted = Object.entries(years).flatMap(([year, count]) => Array.from({ length: count }, () => year));
  const pupils = wanted.map((yearGroup, index) => ({
    pupilId: newId(), yearGroup, callName: callNames[index % 10], lastName: lastNames[Math.floor(index / 3) % 10],
  }));
  const pupilIds = [...pupils.map(({ pupilId }) => pupilId), ...also];
  await platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster', async (tx) => {
    await change(tx, sql`insert into class_group (school_id, group_id, school_year, kind, las_key, name, year_group)
      values (${schoolId}, ${groupId}, '2026-2027', ${kind}, ${groupId}, ${name}, null)`);
    await change(tx, sql`insert into pupil (school_id, pupil_id, last_name, call_name, year_group, created_at,
        changed_at)
      select ${schoolId}, r."pupilId", r."lastName", r."callName", r."yearGroup", ${new Date(0)}, ${new Date(0)}
      from jsonb_to_recordset(${jsonb(pupils)})
        as r("pupilId" uuid, "lastName" text, "callName" text, "yearGroup" text)`);
    await change(tx, sql`insert into group_pupil (school_id, group_id, pupil_id, joined_on)
      select ${schoolId}, ${groupId}, r, '2026-08-01' from unnest(${pupilIds}::uuid[]) as r`);
  });
  return { groupId, name, pupilIds };
}
