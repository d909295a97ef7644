import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithLas, type SchoolWithLas } from '../../test/school-with-las.ts';
import { parseBrinSite } from '../base/brin.ts';
import { present } from '../base/assert.ts';
import { writeEdexml } from '../exchange/edexml/write.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { writeRosterAnswer } from '../exchange/uwlr/write.ts';
import { all, one, sql } from '../platform/database/query.ts';
import { currentSchoolYear } from '../roster/store.ts';
import { schoolPlans } from '../sandbox/school/plans.ts';
import { rosterOf } from '../sandbox/school/roster.ts';
import { acceptByPerson, receiveEdexml } from './actions.ts';
import { startInventedLas, type InventedLas } from './invented-las.ts';

describe('a school of the sandbox, by file and over the link', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url, UPLOAD_BYTES_MAX: '5000000' });
  });
  after(() => las.close());

  async function documentOf(school: SchoolWithLas): Promise<RosterDocument> {
    const { brin } = await school.inSchool((tx) => one<{ brin: string }>(tx, sql`select brin from school_site
      where school_id = ${tx.schoolId}`));
    const named = parseBrinSite(brin);
    assert.ok(named.ok);
    const plan = { ...present(schoolPlans[0], 'the school to walk'), ...named.value };
    return rosterOf(plan, currentSchoolYear(platform.clock), platform.clock.now());
  }

  /** @param lvsSet without what that data set leaves out */
  async function byLink(school: SchoolWithLas, lvsSet = false): Promise<void> {
    const whole = await documentOf(school);
    const document = lvsSet ? {
      ...whole,
      pupils: whole.pupils.map((pupil) => ({ ...pupil, firstNames: null, initials: null, entryDate: null })),
      staff: whole.staff.map((member) => ({ ...member, firstNames: null, initials: null, email: null })),
    } : whole;
    las.answer(writeRosterAnswer('all', { kind: 'roster', document }, '2.2'));
    assert.notEqual(await school.fetch(), 'stopped');
  }

  async function byFile(school: SchoolWithLas): Promise<void> {
    const bytes = Buffer.from(writeEdexml(await documentOf(school)));
    const received = await receiveEdexml(platform, school.viewer, bytes);
    assert.ok(received.ok && received.value.status === 'preview');
    assert.equal((await acceptByPerson(platform, school.viewer, received.value.deliveryId, false)).ok, true);
  }

  /** All tables of the roster, with ids as what they stand for and without times and BRIN. */
  async function tables(school: SchoolWithLas): Promise<readonly string[]> {
    const rows = await school.inSchool((tx) => all<{ row: string }>(tx, sql`
      with key as (select distinct on (pupil_id) pupil_id, value from pupil_identifier
          where school_id = ${tx.schoolId} order by pupil_id, kind desc, value),
        staff_key as (select distinct on (staff_id) staff_id, value from staff_identifier
          where school_id = ${tx.schoolId} order by staff_id, kind desc, value),
        grp as (select *, las_key || kind || school_year as value from class_group where school_id = ${tx.schoolId})
      select 'pupil ' || (to_jsonb(p) - '{school_id,pupil_id,created_at,changed_at,sites}'::text[])::text
          || cardinality(p.sites) || key.value as row
        from pupil p join key using (pupil_id) where p.school_id = ${tx.schoolId}
      union all select 'pupil key ' || key.value || i.kind || i.value
        from pupil_identifier i join key using (pupil_id) where i.school_id = ${tx.schoolId}
      union all select 'group ' || (to_jsonb(grp) - '{school_id,group_id,site}'::text[])::text from grp
      union all select 'in group ' || key.value || grp.value || m.joined_on || coalesce(m.left_on::text, '')
        from group_pupil m join key using (pupil_id) join grp using (group_id) where m.school_id = ${tx.schoolId}
      union all select 'placed ' || key.value || l.school_year || l.year_group
        from pupil_placement l join key using (pupil_id) where l.school_id = ${tx.schoolId}
      union all select 'staff ' || (to_jsonb(s) - '{school_id,staff_id,created_at,changed_at,sites}'::text[])::text
          || staff_key.value
        from staff_member s join staff_key using (staff_id) where s.school_id = ${tx.schoolId}
      union all select 'staff key ' || staff_key.value || i.kind || i.value
        from staff_identifier i join staff_key using (staff_id) where i.school_id = ${tx.schoolId}
      union all select 'works with ' || staff_key.value || grp.value || g.role_codes::text
        from group_staff g join staff_key using (staff_id) join grp using (group_id)
        where g.school_id = ${tx.schoolId}
      order by 1`));
    return [...new Set(rows.map(({ row }) => row.replace(/@98[a-z]{2}00/, '@school')))].sort();
  }

  test('gives the same roster in every table, and the other way after it doubles nobody and moves nobody', async () => {
    const [linked, filed] = [await newSchoolWithLas(platform, las), await newSchoolWithLas(platform, las)];
    await byLink(linked);
    await byFile(filed);
    const expected = await tables(linked);
    assert.ok(expected.filter((row) => row.startsWith('pupil {')).length > 200);
    assert.deepEqual(await tables(filed), expected);
    platform.clock.advance(86_400_000);
    await byFile(linked);
    await byLink(filed, true);
    assert.deepEqual(await tables(linked), expected);
    assert.deepEqual(await tables(filed), expected);
    const sources = await linked.inSchool((tx) => all<{ source: string }>(tx, sql`select distinct source
      from pupil_identifier where school_id = ${tx.schoolId} order by 1`));
    assert.deepEqual(sources.map(({ source }) => source), ['eckid', 'edexml', 'uwlr']);
  });
});
