import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { TestPlatform } from '../../test/platform.ts';
import { newMorningAtLas, platformWithLas, type SchoolWithLas } from '../../test/school-with-las.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { RosterDocument, RosterStaffMember } from '../exchange/roster-document.ts';
import { readUwlr } from '../exchange/uwlr/read.ts';
import type { RosterAnswer, RosterRequest, RosterScope } from '../exchange/uwlr/types.ts';
import { writeFault, writeRosterAnswer } from '../exchange/uwlr/write.ts';
import { findLasConnection } from '../onboarding/store.ts';
import { all, change, sql } from '../platform/database/query.ts';
import { inventedDocument, inventedPupil, inventedTeacher } from '../roster/invented-document.ts';
import { rosterRows } from '../roster/rows-for-tests.ts';
import { isOlder } from './checks.ts';
import type { InventedLas } from './invented-las.ts';
import { listRosterDeliveries } from './store.ts';

const KEYS = ['1', '2', '3', '4', '5', '6'];
const pupils = (keys: readonly string[] = KEYS) => keys.map((key) => inventedPupil(key));

describe('keeping in step with a LAS', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let school: SchoolWithLas;
  let brin6: string;

  before(async () => {
    ({ platform, las } = await platformWithLas());
  });
  after(() => las.close());
  beforeEach(async () => {
    school = await newMorningAtLas(platform, las);
    ({ brin6 } = school);
  });

  const document = (parts: Partial<RosterDocument> = {}, createdAt: Date | null = platform.clock.now()) => {
    const made = inventedDocument(pupils(), { brin6, ...parts });
    return { ...made, school: { ...made.school, createdAt } };
  };
  /** Answers each question by what is asked. */
  const answer = (given: (request: RosterRequest) => RosterAnswer) => las.answer((asked) => {
    const { message } = readUwlr(Buffer.from(asked));
    assert.ok(message?.type === 'roster-request');
    const { scope, xsdVersion } = message.request;
    return writeRosterAnswer(scope, given(message.request), xsdVersion);
  });
  const has = (roster: RosterDocument) => answer(() => ({ kind: 'roster', document: roster }));
  const lastAsked = () => {
    const { message } = readUwlr(Buffer.from(las.asked.at(-1) ?? ''));
    assert.ok(message?.type === 'roster-request');
    return message.request;
  };
  const profile = (code: string, changes: object = {}) => school.inSchool((tx) => change(tx, sql`update
    las_connection set profile_code = ${code}, profile_changes = ${JSON.stringify(changes)}::jsonb
    where school_id = ${tx.schoolId}`));
  const deliveries = () => school.inSchool((tx) => listRosterDeliveries(tx, 50));
  const rows = () => school.inSchool(rosterRows);
  const days = (count: number) => platform.clock.advance(count * 86_400_000);

  test('asks for changes since the state that it took last, and shows when there were none', async () => {
    has(document());
    assert.equal(await school.fetch(), 'changed');
    assert.equal(lastAsked().lastReceivedAt, null);
    const was = await rows();
    days(1);
    answer(({ lastReceivedAt }) => {
      assert.equal(lastReceivedAt?.toISOString(), '2027-01-19T08:00:00.000Z');
      return { kind: 'unchanged' };
    });
    assert.equal(await school.fetch(), 'unchanged');
    assert.deepEqual((await deliveries()).map(({ status }) => status), ['unchanged', 'accepted']);
    assert.deepEqual([await rows(), (await school.state()).rosterStatus], [was, 'loaded']);
    assert.equal((await school.state()).rosterProgress?.pupils, 6);
  });

  test('asks from its own question when the LAS does not say when it made the state, with a margin', async () => {
    has(document({}, null));
    await school.fetch();
    days(1);
    answer(() => ({ kind: 'unchanged' }));
    await school.fetch();
    assert.equal(lastAsked().lastReceivedAt?.toISOString(), '2027-01-19T07:55:00.000Z');
  });

  test('asks for everything once a week, after another key, and of a LAS that cannot tell', async () => {
    has(document());
    await school.fetch();
    days(1);
    await school.inSchool((tx) => change(tx, sql`update delivery set asked_with = 'een andere sleutel'
      where school_id = ${tx.schoolId}`));
    has(document());
    await school.fetch();
    assert.equal(lastAsked().lastReceivedAt, null, 'another key');
    days(6);
    answer(() => ({ kind: 'unchanged' }));
    await school.fetch();
    assert.notEqual(lastAsked().lastReceivedAt, null);
    days(1);
    has(document());
    await school.fetch();
    assert.equal(lastAsked().lastReceivedAt, null, 'a week');
    await profile('standaard', { incremental: false });
    days(1);
    await school.fetch();
    assert.equal(lastAsked().lastReceivedAt, null, 'cannot tell');
  });

  test('a state that was made before the last one is put aside, and nothing is wrong', async () => {
    has(document());
    await school.fetch();
    const was = await rows();
    days(1);
    has(document({ pupils: pupils(['1', '2']) }, new Date('2027-01-19T07:59:59Z')));
    assert.equal(await school.fetch(), 'unchanged');
    const [newest] = await deliveries();
    assert.deepEqual([newest?.status, newest?.findings.at(-1)?.code], ['refused', 'INTAKE-OLDER']);
    assert.deepEqual([await rows(), (await school.state()).rosterStatus], [was, 'loaded']);
  });

  test('in the hour that comes twice a time without zone may be the second', () => {
    const at = (text: string) => new Date(text);
    assert.equal(isOlder(at('2027-10-31T00:30:00Z'), at('2027-10-31T00:50:00Z')), false);
    assert.equal(isOlder(at('2027-10-31T00:30:00Z'), at('2027-10-31T01:31:00Z')), true);
    assert.equal(isOlder(at('2027-10-30T00:30:00Z'), at('2027-10-30T00:50:00Z')), true);
    assert.equal(isOlder(at('2027-10-31T01:30:00Z'), at('2027-10-31T01:50:00Z')), true);
  });

  test('in steps the same school gives the same roster, and nothing is written when a step fails', async () => {
    const whole = document({
      pupils: [
        inventedPupil('1', { compositeGroupKeys: ['p'] }),
        inventedPupil('2', { groupKey: 'g5', yearGroup: '5' }),
        inventedPupil('3', { groupKey: null, yearGroup: '5' }),
      ],
      staff: [inventedTeacher('t1'), inventedTeacher('t2', { groups: [] })],
    });
    const partOf = ({ scope, groups }: RosterRequest): RosterAnswer => {
      const wanted = groups.map(({ key }) => key);
      const part = {
        ...whole,
        pupils: scope === 'pupils' ? whole.pupils.filter(({ groupKey }) => wanted.includes(groupKey)) : [],
        staff: scope === 'staff' ? whole.staff.filter((member) => wanted.includes(homeOf(member))) : [],
      };
      return { kind: 'roster', document: part };
    };
    await profile('getrapt');
    las.answer((asked) => /leerkrachten_verzoek/.test(asked) ? writeFault('InterneFout', 'Nee.')
      : writeRosterAnswer(scopeOf(asked), partOf(requestOf(asked)), '2.2'), 200);
    await assert.rejects(school.fetch(), { name: 'Outage' });
    assert.deepEqual(await rows(), []);
    answer(partOf);
    assert.equal(await school.fetch(), 'changed');
    assert.deepEqual(lastAsked().groups.map(({ key }) => key), ['g4', 'g5', null]);
    const inSteps = (await rows()).length;
    await profile('standaard');
    has(whole);
    assert.equal(await school.fetch(), 'unchanged');
    assert.equal((await rows()).length, inSteps);
  });

  test('a group that came while the steps were asked is asked for once more', async () => {
    await profile('getrapt');
    let structures = 0;
    answer(({ scope }) => {
      if (scope === 'structure') structures += 1;
      const pupilsThen = [inventedPupil('1'), inventedPupil('2', { groupKey: 'g9' })];
      const whole = document({ pupils: pupilsThen, staff: [] });
      const late = { key: 'g9', name: 'groep 9', yearGroup: null };
      const groups = structures > 1 ? [...whole.groups, late] : whole.groups;
      if (scope === 'staff') return { kind: 'nothing' };
      return { kind: 'roster', document: { ...whole, groups, pupils: scope === 'structure' ? [] : whole.pupils } };
    });
    await school.fetch();
    assert.equal(structures, 2);
    assert.deepEqual(await school.pupils(), ['Jansen-1', 'Jansen-2']);
  });

  test('a version that the LAS does not know is followed by the next, and that one is remembered', async () => {
    await profile('uwlr-2.3');
    las.answer((asked) => asked.includes('<lg:xsdversie>2.3<') ? writeFault('XsdVersieOngeldig', 'Nee.')
      : writeRosterAnswer('all', { kind: 'roster', document: document() }, '2.2'));
    assert.equal(await school.fetch(), 'changed');
    assert.equal((await school.inSchool(findLasConnection))?.xsdVersion, '2.2');
    const count = las.asked.length;
    await school.fetch();
    assert.equal(las.asked.length, count + 1);
  });

  test('on 1 August the new year is asked for; while the LAS lacks it the old one stays', async () => {
    has(document({ pupils: [...pupils(), ...['a', 'b'].map((key) => inventedPupil(key, { yearGroup: '8' }))] }));
    await school.fetch();
    const was = await rows();
    platform.clock.set(new Date('2027-07-31T22:30:00Z'));
    answer(() => ({ kind: 'nothing' }));
    assert.equal(await school.fetch(), 'unchanged');
    assert.equal(lastAsked().schoolYear, '2027-2028');
    const [newest] = await deliveries();
    assert.deepEqual([newest?.status, newest?.findings[0]?.code], ['unchanged', 'INTAKE-NOT-YET']);
    assert.deepEqual(await rows(), was);

    days(14);
    const year = document({
      pupils: KEYS.map((key) => inventedPupil(key, { yearGroup: '5', groupKey: 'g5' })),
    });
    has({ ...year, school: { ...year.school, schoolYear: schoolYearStarting(2027), referenceDate: null } });
    assert.equal(await school.fetch(), 'changed', 'two of eight are gone, and both were in group 8');
    assert.deepEqual(await school.pupils(), KEYS.map((key) => `Jansen-${key}`));
    const groups = await school.inSchool((tx) => all<{ schoolYear: string; active: boolean }>(tx, sql`select
        distinct school_year, active from class_group where school_id = ${tx.schoolId} order by 1`));
    assert.deepEqual(groups.map(({ schoolYear, active }) => [schoolYear, active]),
      [['2026-2027', false], ['2027-2028', true]]);
    const placed = await school.inSchool((tx) => all<{ schoolYear: string; yearGroup: string; count: number }>(tx,
      sql`select school_year, year_group, count(*)::int as count from pupil_placement
        where school_id = ${tx.schoolId} group by 1, 2 order by 1, 2`));
    assert.deepEqual(placed.map((row) => Object.values(row)),
      [['2026-2027', '4', 6], ['2026-2027', '8', 2], ['2027-2028', '5', 6]]);
    days(60);
    answer(() => ({ kind: 'nothing' }));
    assert.equal(await school.fetch(), 'stopped');
    assert.equal((await school.state()).rosterProgress?.fault?.code, 'no-data');
  });

  test('the same pupil at two sites is one pupil, and a second fetch changes nothing', async () => {
    await platform.doors.withPlatform((tx) => change(tx, sql`insert into school_site
        (school_id, brin, site_code, valid_from)
      values (${school.schoolId}, ${brin6.slice(0, 4)}, '01', '2020-08-01')`));
    school.has({ '00': pupils(), '01': pupils(['1', '9']) });
    await school.fetch();
    const was = await rows();
    assert.equal(await school.fetch(), 'unchanged');
    assert.deepEqual(await rows(), was);
    school.has({ '00': pupils(KEYS.slice(1)), '01': pupils(['1', '9']) });
    await school.fetch();
    assert.equal((await school.pupils()).length, 7, 'still at the other site');
  });
});

function homeOf({ groups }: RosterStaffMember): string | null {
  return groups.find(({ kind }) => kind === 'group')?.key ?? null;
}

function requestOf(asked: string): RosterRequest {
  const { message } = readUwlr(Buffer.from(asked));
  assert.ok(message?.type === 'roster-request');
  return message.request;
}

function scopeOf(asked: string): RosterScope {
  return requestOf(asked).scope;
}
