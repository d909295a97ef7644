import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { peopleOf, type PeopleOfSchool } from '../../../test/people.ts';
import { newTestSchool, testPlatform, type TestPlatform } from '../../../test/platform.ts';
import type { SchoolViewer } from '../../access/types.ts';
import { present } from '../../base/assert.ts';
import { listMergers } from '../../onboarding/site-store.ts';
import { listDatedSites } from '../../ordering/dated-sites.ts';
import { insertSiteRequest, listSiteRequests } from '../../ordering/site-request-store.ts';
import { all, change, one, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { parseBrinSite, type BrinSite } from '../../base/brin.ts';
import { acceptMerger, addSite, answerSiteRequest, carryOutMergers, changeBrin, proposeMerger } from './actions.ts';

let platform: TestPlatform;
before(async () => { platform = await testPlatform(); });

interface School {
  readonly schoolId: string;
  readonly brin: string;
  readonly viewer: SchoolViewer;
  inSchool<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
}

async function newSchool(): Promise<School> {
  const { schoolId, brin } = await newTestSchool(platform);
  const id = platform.newId();
  const actor = { kind: 'person', id } as const;
  const viewer: SchoolViewer = {
    kind: 'person', id, schoolId, schoolName: 'De Proef', label: 'Bea', roles: ['administrator'],
    ownGroupIds: [], actor,
  };
  return {
    schoolId, brin, viewer, inSchool: (work) => platform.doors.withTenant(schoolId, actor, 'administration', work),
  };
}

const codes = async (school: School) => (await school.inSchool(listDatedSites))
  .map(({ brin, siteCode, validTo }) => `${brin}${siteCode}${validTo ? ` tot ${validTo}` : ''}`);

function siteOf(text: string): BrinSite {
  const site = parseBrinSite(text);
  assert.ok(site.ok);
  return site.value;
}

describe('two sites under one BRIN', () => {
  test('a second site that ordered joins the same school when its administrator says so, once', async () => {
    const school = await newSchool();
    const requestId = platform.newId();
    await platform.doors.withPlatform((tx) => insertSiteRequest(tx, school.schoolId, {
      requestId, ...siteOf(`${school.brin}01`), contactName: 'Cor', contactEmail: 'cor@school.example', at: new Date(),
    }));
    assert.equal((await school.inSchool(listSiteRequests)).length, 1);
    const other = await newSchool();
    assert.deepEqual(await answerSiteRequest(platform, other.viewer, requestId, true),
      { ok: false, refusal: 'request-gone' });
    assert.deepEqual(await answerSiteRequest(platform, school.viewer, requestId, true),
      { ok: true, value: `${school.brin}01` });
    assert.deepEqual(await answerSiteRequest(platform, school.viewer, requestId, false),
      { ok: false, refusal: 'request-gone' });
    assert.deepEqual(await codes(school), [`${school.brin}00`, `${school.brin}01`]);
  });

  test('an administrator adds a site of the own BRIN, and none that another school has', async () => {
    const school = await newSchool();
    assert.equal((await addSite(platform, school.viewer, `${school.brin} 02`)).ok, true);
    assert.deepEqual(await addSite(platform, school.viewer, '97QQ00'), { ok: false, refusal: 'site-of-other-brin' });
    const other = await newSchool();
    await platform.doors.withPlatform((tx) => change(tx, sql`insert into school_site
      (school_id, brin, site_code, valid_from) values (${other.schoolId}, ${school.brin}, '03', '2020-08-01')`));
    assert.deepEqual(await addSite(platform, school.viewer, `${school.brin}03`), { ok: false, refusal: 'site-in-use' });
  });
});

describe('a BRIN that changes', () => {
  test('closes the old and opens the new from that day; pupils and results stay, and follow the new site', async () => {
    platform.clock.set(new Date('2027-08-01T08:00:00Z'));
    const school = await newSchool();
    const { pupilId } = await peopleOf(platform, school.schoolId);
    await school.inSchool((tx) => change(tx, sql`update pupil set sites = ${[`${school.brin}00`]}
      where school_id = ${school.schoolId}`));
    assert.equal((await changeBrin(platform, school.viewer, { from: `${school.brin}00`, to: '96ZA00' })).ok, true);
    assert.deepEqual(await codes(school), ['96ZA00', `${school.brin}00 tot 2027-08-01`]);
    const { sites } = await school.inSchool((tx) => one<{ sites: readonly string[] }>(tx,
      sql`select sites from pupil where school_id = ${school.schoolId} and pupil_id = ${pupilId}`));
    assert.deepEqual(sites, ['96ZA00']);
    assert.deepEqual(await changeBrin(platform, school.viewer, { from: `${school.brin}00`, to: '96ZB00' }),
      { ok: false, refusal: 'site-not-ours' });
    platform.clock.set(new Date('2027-01-19T08:00:00Z'));
  });
});

describe('a merger', () => {
  /** A result as old ones are: without a sitting. */
  async function addResult(school: School, { pupilId }: PeopleOfSchool): Promise<void> {
    await school.inSchool((tx) => change(tx, sql`insert into result (school_id, result_id, pupil_id, origin,
        subject_code, generation_code, scale_code, school_year, year_group, taken_on, theta, theta_se, scale_score,
        code_version, made_at)
      values (${school.schoolId}, ${platform.newId()}, ${pupilId}, 'screen', 'RW', '3.0', 'rw', '2025-2026', '5',
        '2026-01-20', 0.1234567890123456, 0.3, 561.25, 'x', now())`));
  }

  test('copies pupils and results with their origin, when both schools want it and not before its day', async () => {
    const [from, into] = [await newSchool(), await newSchool()];
    const people = await peopleOf(platform, from.schoolId);
    await addResult(from, people);
    assert.deepEqual(await proposeMerger(platform, from.viewer, { into: `${from.brin}00`, on: '2027-08-01' }),
      { ok: false, refusal: 'same-school' });
    assert.equal((await proposeMerger(platform, from.viewer, { into: `${into.brin}00`, on: '2027-08-01' })).ok, true);
    platform.clock.set(new Date('2027-08-02T08:00:00Z'));
    assert.equal(await carryOutMergers(platform), 0, 'one consent is none');
    const [merger] = await platform.doors.withPlatform((tx) => listMergers(tx, into.schoolId));
    const { mergerId } = present(merger, 'a merger');
    assert.deepEqual(await acceptMerger(platform, from.viewer, mergerId), { ok: false, refusal: 'not-yours' });
    assert.equal((await acceptMerger(platform, into.viewer, mergerId)).ok, true);
    platform.clock.set(new Date('2027-07-31T08:00:00Z'));
    assert.equal(await carryOutMergers(platform), 0, 'not before its day');

    platform.clock.set(new Date('2027-08-01T08:00:00Z'));
    const rowsOf = (school: School) => school.inSchool((tx) => all<{ theta: number; origin: string }>(tx,
      sql`select theta, origin, last_name from result join pupil using (school_id, pupil_id)
        where school_id = ${school.schoolId}`));
    const before = await rowsOf(from);
    assert.equal(await carryOutMergers(platform), 1);
    assert.equal(await carryOutMergers(platform), 0, 'once');
    assert.deepEqual(await rowsOf(from), before, 'at the school that ends nothing is taken away');
    assert.deepEqual(await rowsOf(into), before.map((row) => ({ ...row, origin: 'migrated' })));
    const origins = await into.inSchool((tx) => all<{ fromPupilId: string }>(tx,
      sql`select from_pupil_id from pupil_origin where school_id = ${into.schoolId}`));
    assert.ok(origins.some(({ fromPupilId }) => fromPupilId === people.pupilId));
    platform.clock.set(new Date('2027-01-19T08:00:00Z'));
  });

  test('is consented to by each school for itself: neither can write the consent of the other', async () => {
    const [from, into] = [await newSchool(), await newSchool()];
    await proposeMerger(platform, from.viewer, { into: `${into.brin}00`, on: '2027-08-01' });
    const write = (school: School, column: string, value: unknown) => school.inSchool((tx) => change(tx,
      sql`update school_merger set ${sql.ref(column)} = ${value}
        where ${school.schoolId} in (from_school_id, into_school_id)`));
    const at = new Date('2027-01-19T08:00:00Z');
    assert.equal(await write(from, 'into_consent_at', at), 0);
    await assert.rejects(write(into, 'from_consent_at', null), /permission denied/);
    await assert.rejects(write(into, 'effective_on', '2027-01-01'), /permission denied/);
    assert.equal(await write(into, 'into_consent_at', at), 1);
  });

  test('a child that moved before is not doubled: its results go to the pupil who is there', async () => {
    const [from, into] = [await newSchool(), await newSchool()];
    const [there, here] = [await peopleOf(platform, from.schoolId), await peopleOf(platform, into.schoolId)];
    await addResult(from, there);
    const digest = platform.secrets.digest(`https://ketenid.nl/pilot/${from.schoolId}`);
    for (const [school, pupilId] of [[from, there.pupilId], [into, here.pupilId]] as const) {
      await school.inSchool((tx) => change(tx, sql`update pupil_identifier set value = ${digest}
        where school_id = ${school.schoolId} and kind = 'eckid' and pupil_id = ${pupilId}`));
    }
    await proposeMerger(platform, from.viewer, { into: `${into.brin}00`, on: '2027-01-01' });
    const [merger] = await platform.doors.withPlatform((tx) => listMergers(tx, into.schoolId));
    await acceptMerger(platform, into.viewer, present(merger, 'a merger').mergerId);
    await carryOutMergers(platform);
    const results = await into.inSchool((tx) => all<{ pupilId: string }>(tx,
      sql`select pupil_id from result where school_id = ${into.schoolId}`));
    assert.deepEqual(results.map(({ pupilId }) => pupilId), [here.pupilId]);
  });
});
