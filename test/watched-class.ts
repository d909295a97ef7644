import { present } from '../src/base/assert.ts';
import { listTestParts } from '../src/content/store.ts';
import { addPlans } from '../src/planning/store.ts';
import { change, sql } from '../src/platform/database/query.ts';
import type { TenantTx } from '../src/platform/database/tenancy.ts';
import { newId } from '../src/platform/ids.ts';
import { openSitting } from '../src/taking/store.ts';
import { newClassroom, type Classroom } from './classroom.ts';
import type { TestPlatform } from './platform.ts';

const lastNames = [
  'Vries', 'Jansen', 'Berg', 'Bakker', 'Dijk', 'Visser', 'Smit', 'Meijer', 'Boer', 'Mulder', 'Groot', 'Bos', 'Vos',
  'Peters', 'Hendriks', 'Leeuwen', 'Dekker', 'Brouwer', 'Wit', 'Dijkstra', 'Smits', 'Graaf', 'Meer', 'Linden', 'Kok',
  'Jacobs', 'Haan', 'Vermeulen', 'Heuvel', 'Veen',
];
const prefixes: Readonly<Record<string, string>> = {
  Vries: 'de', Berg: 'van den', Dijk: 'van', Boer: 'de', Groot: 'de', Leeuwen: 'van', Wit: 'de', Graaf: 'de',
  Meer: 'van der', Linden: 'van der', Haan: 'de', Heuvel: 'van den', Veen: 'van der',
};

/** What a device told of a pupil, for `there`. */
export interface There {
  readonly position: number;
  readonly answered?: number;
  readonly online?: boolean;
  /** Minutes ago. */
  readonly heard?: number;
  readonly lastAnswer?: number;
  readonly help?: number;
  readonly leftFocus?: number;
}

/** A class with invented names whose pupils all have the arithmetic test of M5 on screen before them. */
export interface WatchedClass extends Classroom {
  /** In the order of the names as invented; `at` counts from 0. */
  readonly planIds: readonly string[];
  inSchool<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** Begins a taak of a pupil; returns the sitting. */
  begin(at: number, partNo?: number, minutesAgo?: number): Promise<string>;
  /** What the device of a pupil told. */
  there(sittingId: string, facts: There): Promise<void>;
}

/** Makes a class of this many pupils, at most thirty. */
export async function newWatchedClass(platform: TestPlatform, count: number): Promise<WatchedClass> {
  const names = lastNames.slice(0, count);
  const pupils = names.map((name) => ({ callName: callNameOf(name), yearGroup: '5' }));
  const room = await newClassroom(platform, { pupils });
  const { schoolId, groupId } = room;
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
    platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'taking', work);
  const ago = (minutes: number) => new Date(platform.clock.now().getTime() - minutes * 60_000);
  const planIds = names.map(() => newId());
  const parts = await inSchool(async (tx) => {
    for (const [at, name] of names.entries()) {
      await change(tx, sql`update pupil set last_name = ${name}, prefix = ${prefixes[name] ?? null}
        where school_id = ${schoolId} and pupil_id = ${room.pupils[at]?.id}`);
    }
    const found = (await listTestParts(tx, 'RW-M5', 'screen')).filter(({ shift }) => shift === 0);
    await addPlans(tx, planIds.map((planId, at) => ({
      planId, pupilId: present(room.pupils[at], 'a pupil').id, groupId, formCode: present(found[0], 'taak 1').formCode,
      takingMoment: 'M5' as const, adviceCode: 'own' as const, advisedTestCode: null,
    })), { actionId: newId(), schoolYear: '2026-2027', plannedBy: 'staff:test', plannedAt: ago(60 * 24) });
    return found;
  });
  return {
    ...room, planIds, inSchool,
    begin: (at, partNo = 1, minutesAgo = 10) => inSchool(async (tx) => {
      const planId = present(planIds[at], 'a plan');
      await change(tx, sql`update planned_test set status = 'started'
        where school_id = ${schoolId} and plan_id = ${planId}`);
      const { formCode } = present(parts.find((part) => part.partNo === partNo), 'a taak');
      return openSitting(tx, {
        sittingId: newId(), planId, partNo, shift: 0, formCode, takenOn: '2027-01-19', at: ago(minutesAgo),
      });
    }),
    there: (sittingId, facts) => inSchool(async (tx) => {
      await change(tx, sql`insert into sitting_presence (school_id, sitting_id, position, answered, online, heard_at,
          answered_at, help_asked_at, left_focus)
        values (${schoolId}, ${sittingId}, ${facts.position}, ${facts.answered ?? facts.position},
          ${facts.online ?? true}, ${ago(facts.heard ?? 0)}, ${ago(facts.lastAnswer ?? 0)},
          ${facts.help === undefined ? null : ago(facts.help)}, ${facts.leftFocus ?? 0})
        on conflict (school_id, sitting_id) do update set position = excluded.position, answered = excluded.answered,
          online = excluded.online, heard_at = excluded.heard_at, answered_at = excluded.answered_at,
          help_asked_at = excluded.help_asked_at, left_focus = excluded.left_focus`);
    }),
  };
}

function callNameOf(lastName: string): string {
  return ['Ayla', 'Bram', 'Chiara', 'Daan', 'Esra', 'Finn', 'Gijs', 'Hanna', 'Ilias', 'Julia', 'Kees', 'Lotte', 'Mees',
    'Noor', 'Omar', 'Pien', 'Quint', 'Roos', 'Sanne', 'Thijs', 'Umar', 'Vera', 'Wout', 'Xanthe', 'Yara', 'Zeb', 'Anouk',
    'Bilal', 'Cato', 'Dewi'][lastNames.indexOf(lastName)] ?? 'Kim';
}
