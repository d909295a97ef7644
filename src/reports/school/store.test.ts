import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { change, jsonb, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { newTestSchool, testPlatform } from '../../../test/platform.ts';
import { membershipsOf, randomResults } from './random-school.ts';
import {
  findFirstRosterYear, listMemberships, listPupilSites, listSchoolPeriods, listSchoolResults,
} from './store.ts';
import type { Membership, SchoolResult } from './types.ts';

const platform = await testPlatform();
const schoolYears = ['2021-2022', '2022-2023', '2023-2024', '2024-2025', '2025-2026', '2026-2027'];

/** A result as it is stored, with what makes another one of the same pupil and season count. */
interface Row extends SchoolResult {
  readonly madeAt: string;
  readonly counts: boolean;
}

async function withSchool<T>(work: (tx: TenantTx) => Promise<T>): Promise<T> {
  const { schoolId } = await newTestSchool(platform);
  return platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'reporting', work);
}

/** The same results with ids as the database has them. */
function asStored(results: readonly SchoolResult[]): readonly Row[] {
  const pupils = new Map([...new Set(results.map(({ pupilId }) => pupilId))].map((name) => [name, platform.newId()]));
  return results.map((result) => ({
    ...result, resultId: platform.newId(), pupilId: pupils.get(result.pupilId)!, madeAt: '2027-01-10T10:00:00Z',
      counts: true,
  }));
}

async function store(tx: TenantTx, rows: readonly Row[], site = '99XX00'): Promise<void> {
  const pupilIds = [...new Set(rows.map(({ pupilId }) => pupilId))];
  await change(tx, sql`insert into pupil (school_id, pupil_id, last_name, call_name, sites, created_at, changed_at)
    select ${tx.schoolId}, id, 'Rij', 'Robin', array[${site}], now(), now() from unnest(${pupilIds}::uuid[]) as id
    on conflict do nothing`);
  await change(tx, sql`insert into result (school_id, result_id, pupil_id, origin, subject_code, generation_code,
  scale_code,
      test_moment_code, moment_code, school_year, year_group, taken_on, scale_score, scale_se, level_roman,
      level_letter,
      norm_code, norm_version, code_version, made_at, superseded_by)
    select ${tx.schoolId}, "resultId", "pupilId", origin, subject, generation, "scaleCode", "testMoment", moment,
    "schoolYear",
      "yearGroup", "takenOn", "scaleScore", "scaleSe", roman, letter, "normCode", "normVersion", 'test', "madeAt",
      case when not counts then "resultId" end
    from jsonb_to_recordset(${jsonb(rows)}) as r("resultId" uuid, "pupilId" uuid, origin text, subject text,
    generation text,
      "scaleCode" text, "testMoment" text, moment text, "schoolYear" text, "yearGroup" text, "takenOn" date,
      "scaleScore" float8, "scaleSe" float8, roman text, letter text, "normCode" text, "normVersion" int,
      "madeAt" timestamptz, counts boolean)`);
}

async function storeGroups(tx: TenantTx, memberships: readonly Membership[]): Promise<void> {
  const groups = [...new Map(memberships.map((each) => [each.groupId, each])).values()];
  await change(tx, sql`insert into class_group (school_id, group_id, school_year, kind, las_key, name, site)
    select ${tx.schoolId}, "groupId", "schoolYear", 'class', "groupName", "groupName", site
    from jsonb_to_recordset(${jsonb(groups)}) as g("groupId" uuid, "schoolYear" text, "groupName" text, site text)`);
  await change(tx, sql`insert into group_pupil (school_id, group_id, pupil_id, joined_on, left_on)
    select ${tx.schoolId}, "groupId", "pupilId", "joinedOn", "leftOn"
    from jsonb_to_recordset(${jsonb(memberships)}) as m("groupId" uuid, "pupilId" uuid, "joinedOn" date,
    "leftOn" date)`);
}

const byId = (a: { readonly resultId: string }, b: { readonly resultId: string }) => (a.resultId < b.resultId ? -1 : 1);
const bare = ({ madeAt: _made, counts: _counts, ...result }: Row): SchoolResult => result;

test('of each pupil, school year and season the newest result that counts comes back, as it was stored', async () => {
  for (const results of fc.sample(randomResults, { numRuns: 3, seed: 7 })) {
    // Without a moment the season is that of the test.
    const usual = asStored(results).filter(({ moment, testMoment, season }) =>
      (moment ?? testMoment)?.startsWith(season));
    const older = usual.filter((_, index) => index % 3 === 0).map((row) =>
      ({ ...row, resultId: platform.newId(), madeAt: '2026-12-01T10:00:00Z', scaleScore: 1 }));
    const corrected = usual.filter((_, index) => index % 5 === 0).map((row) =>
      ({ ...row, resultId: platform.newId(), madeAt: '2027-01-18T10:00:00Z', counts: false, scaleScore: 2 }));
    await withSchool(async (tx) => {
      await store(tx, [...older, ...usual, ...corrected]);
      const found = await listSchoolResults(tx, { subject: 'arithmetic', schoolYears });
      assert.deepEqual(found.toSorted(byId), usual.map(bare).toSorted(byId));
      const middles = await listSchoolResults(tx, { subject: 'arithmetic', schoolYears: ['2025-2026'],
        seasons: ['M'] });
      assert.deepEqual(middles.toSorted(byId), usual.map(bare)
        .filter(({ schoolYear, season }) => schoolYear === '2025-2026' && season === 'M').toSorted(byId));
      assert.deepEqual(await listSchoolResults(tx, { subject: 'reading', schoolYears }), []);
      const periods = new Set(usual.filter(({ moment, normCode }) => moment !== null && normCode !== null)
        .map(({ schoolYear, season }) => `${schoolYear} ${'BME'.indexOf(season)}`));
      assert.deepEqual((await listSchoolPeriods(tx, 'arithmetic', schoolYears)).map(({ schoolYear, season }) =>
        `${schoolYear} ${'BME'.indexOf(season)}`), [...periods].toSorted().toReversed());
    });
    await withSchool(async (tx) => {
      assert.deepEqual(await listSchoolResults(tx, { subject: 'arithmetic', schoolYears }), []);
    });
  }
});

test('a result on the asked scale counts although the pupil took a newer one on another', async () => {
  const [results] = fc.sample(randomResults, { numRuns: 1, seed: 3 });
  const [one] = asStored((results ?? []).filter(({ moment, scaleCode }) => moment !== null
    && scaleCode === 'SYN-RW-3.0'));
  assert.ok(one);
  const other = { ...one, resultId: platform.newId(), scaleCode: 'OUD-2.0', madeAt: '2027-01-18T10:00:00Z' };
  await withSchool(async (tx) => {
    await store(tx, [one, other]);
    const of = async (scaleCode?: string) => (await listSchoolResults(tx,
      { subject: 'arithmetic', schoolYears, ...(scaleCode ? { scaleCode } : {}) })).map(({ resultId }) => resultId);
    assert.deepEqual([await of(), await of('SYN-RW-3.0')], [[other.resultId], [one.resultId]]);
  });
});

test('home groups come back with their times and sites, and the first year of them', async () => {
  const [results] = fc.sample(randomResults, { numRuns: 1, seed: 5 });
  const rows = asStored(results ?? []);
  const pupilOf = new Map((results ?? []).map(({ pupilId }, index) => [pupilId, rows[index]!.pupilId]));
  const groupIds = new Map<string, string>();
  const memberships = membershipsOf(results ?? []).map((each) => {
    groupIds.set(each.groupId, groupIds.get(each.groupId) ?? platform.newId());
    return { ...each, groupId: groupIds.get(each.groupId)!, pupilId: pupilOf.get(each.pupilId)! };
  });
  await withSchool(async (tx) => {
    assert.equal(await findFirstRosterYear(tx), null);
    await store(tx, rows, '99XX01');
    await storeGroups(tx, memberships);
    const key = (each: Membership) => JSON.stringify(Object.entries(each).toSorted());
    assert.deepEqual((await listMemberships(tx, schoolYears)).map(key).toSorted(), memberships.map(key).toSorted());
    assert.equal(await findFirstRosterYear(tx), memberships.map(({ schoolYear }) => schoolYear).toSorted()[0]);
    assert.deepEqual([...new Set((await listPupilSites(tx)).values())], ['99XX01']);
  });
});
