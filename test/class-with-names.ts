import { change, jsonb, sql } from '../src/platform/database/query.ts';
import type { Classroom } from './classroom.ts';
import { newClassroom } from './classroom.ts';
import type { TestPlatform } from './platform.ts';

const names = [
  'Fleur|van|Aalst', 'Daan||Akkerman', 'Noor||Bakker', 'Zoë|van der|Berg', 'Sem|de|Boer', 'Mila||Bos', 'Lucas||Brouwer',
  'Saar||Dekker', 'Levi|van|Dijk', 'Yara||Dijkstra', 'Yassin||El Idrissi', 'Tess|de|Graaf', 'Finn|de|Groot',
  'Liv|de|Haan', 'Noah||Hendriks', 'Evi||Hoekstra', 'Milan||Jacobs', 'Sofie||Jansen', 'Emir||Kaya', 'Lotte||Kok',
  'Jens||Kuipers', 'Fenna|van|Leeuwen', 'Thijs||Meijer', 'Julia||Mulder', 'Elif||Özdemir', 'Guus||Peters',
  'Anna||Smit', 'Bram||Visser', 'Sanne|de|Vries', 'Mats|de|Wit',
].map((name) => name.split('|'));

/** A classroom of group 5 with names as a class has them, all invented; thirty pupils at most. */
export async function classWithNames(platform: TestPlatform, size = names.length): Promise<Classroom> {
  const room = await newClassroom(platform, {
    pupils: names.slice(0, size).map(([callName = '']) => ({ callName, yearGroup: '5' })),
  });
  const rows = names.slice(0, size).map(([, prefix, lastName], index) => ({
    pupilId: room.pupils[index]!.id, prefix: prefix === '' ? null : prefix, lastName,
  }));
  await platform.doors.withTenant(room.schoolId, { kind: 'job', id: 'test' }, 'roster', (tx) =>
    change(tx, sql`update pupil set last_name = r."lastName", prefix = r.prefix
      from jsonb_to_recordset(${jsonb(rows)}) as r("pupilId" uuid, prefix text, "lastName" text)
      where pupil.school_id = ${room.schoolId} and pupil.pupil_id = r."pupilId"`));
  return room;
}
