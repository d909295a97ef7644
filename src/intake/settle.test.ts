import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithLas, type SchoolWithLas } from '../../test/school-with-las.ts';
import type { RosterPupil } from '../exchange/roster-document.ts';
import { accessListsWantedJob, rosterWantedJob } from '../onboarding/jobs.ts';
import { requestDueRosters } from '../onboarding/nightly.ts';
import { all, change, find, one, sql } from '../platform/database/query.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { rosterRows } from '../roster/rows-for-tests.ts';
import { acceptByPerson, decideByPerson, pauseByPerson, rejectByPerson, undoByPerson } from './actions.ts';
import { listLastChanged } from './before-store.ts';
import { listOpenDoubts } from './doubt-store.ts';
import { startInventedLas, type InventedLas } from './invented-las.ts';
import { purgeDeliveries } from './jobs.ts';
import { listRosterDeliveries } from './store.ts';
import { viewForPage } from './view.ts';

const START = new Date('2027-01-19T08:00:00Z');
const pupils = (...keys: string[]) => keys.map((key) => inventedPupil(key));
const first = ['1', '2', '3', '4', '5', '6'];
const sanne = { lastName: 'Vries', prefix: 'de', callName: 'Sanne' };

describe('what a person decides about a delivery', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let school: SchoolWithLas;

  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url });
  });
  after(() => las.close());
  beforeEach(async () => {
    platform.clock.set(START);
    school = await newSchoolWithLas(platform, las);
    await fetched(pupils(...first));
  });

  async function fetched(has: readonly RosterPupil[]): Promise<string> {
    platform.clock.advance(60_000);
    school.has({ '00': has });
    await school.fetch();
    return newest();
  }
  const newest = async () => (await school.inSchool((tx) => listRosterDeliveries(tx, 1)))[0]!.deliveryId;
  const rows = () => school.inSchool(rosterRows);
  const undo = (deliveryId: string, pause = false) => undoByPerson(platform, school.viewer, deliveryId, pause);
  const statuses = async () =>
    (await school.inSchool((tx) => listRosterDeliveries(tx, 50))).map(({ status }) => status);
  const events = async () => (await school.inSchool((tx) => all<{ eventCode: string }>(tx, sql`select event_code
    from audit_event where school_id = ${tx.schoolId}`))).map(({ eventCode }) => eventCode);
  const view = (deliveryId: string) => school.inSchool((tx) => viewForPage(platform, tx, deliveryId));

  test('taking back makes every row what it was, and the next fetch brings it again', async () => {
    const was = await rows();
    const deliveryId = await fetched([...pupils('1', '2', '3', '4', '7'), inventedPupil('5', { lastName: 'Anders' })]);
    const then = await rows();
    assert.notDeepEqual(then, was);
    const quiet = await fetched([...pupils('1', '2', '3', '4', '7'), inventedPupil('5', { lastName: 'Anders' })]);
    assert.deepEqual(await undo(quiet), { ok: false, refusal: 'not-last' }, 'it changed nothing');
    assert.equal((await undo(deliveryId)).ok, true);
    assert.deepEqual(await rows(), was);
    assert.deepEqual(await statuses(), ['undone', 'undone', 'accepted']);
    assert.ok((await events()).includes('roster.undone'));
    assert.equal(platform.jobs.asked.at(-1)?.name, accessListsWantedJob.name);
    assert.deepEqual(await undo(deliveryId), { ok: false, refusal: 'not-last' });
    await fetched([...pupils('1', '2', '3', '4', '7'), inventedPupil('5', { lastName: 'Anders' })]);
    assert.equal((await rows()).length, then.length);
  });

  test('a later night without news is taken back along, also when the clock went back in between', async () => {
    const deliveryId = await fetched(pupils(...first, '7'));
    platform.clock.set(new Date(START.getTime() - 3_600_000));
    await fetched(pupils(...first, '7'));
    assert.equal((await undo(deliveryId)).ok, true);
    assert.deepEqual((await statuses()).sort(), ['accepted', 'undone', 'undone']);
  });

  test('one after the other can be taken back, down to the empty school; step 1 stays done', async () => {
    const [oldest] = (await school.inSchool(listLastChanged));
    const two = await fetched(pupils(...first, '7'));
    assert.deepEqual(await undo(oldest!), { ok: false, refusal: 'not-last' });
    assert.equal((await undo(two)).ok, true);
    assert.equal((await undo(oldest!)).ok, true);
    assert.deepEqual(await rows(), []);
    const { rosterStatus, step1CompletedAt } = await school.state();
    assert.deepEqual([rosterStatus, step1CompletedAt === null], ['none', false]);
  });

  test('both sites of a fetch are taken back together, also a pupil who went from one to the other', async () => {
    const two = await newSchoolWithLas(platform, las, ['01']);
    const fill = (...keys: string[]) => pupils(...keys.map((key) => `x${key}`));
    two.has({ '00': pupils(...first), '01': fill(...first) });
    await two.fetch();
    const was = await two.inSchool(rosterRows);
    platform.clock.advance(60_000);
    two.has({ '00': pupils('2', '3', '4', '5', '6'), '01': [...fill(...first), inventedPupil('1')] });
    await two.fetch();
    const [annex, main] = await two.inSchool((tx) => listRosterDeliveries(tx, 2));
    assert.equal(annex?.fetchId, main?.fetchId);
    assert.equal((await undoByPerson(platform, two.viewer, main!.deliveryId, false)).ok, true);
    assert.deepEqual(await two.inSchool(rosterRows), was);
    const taken = await two.inSchool((tx) => listRosterDeliveries(tx, 2));
    assert.deepEqual(taken.map(({ status }) => status), ['undone', 'undone']);
  });

  test('a pupil who took a test meanwhile stays, inactive, and the page says who', async () => {
    const deliveryId = await fetched(pupils(...first, '7'));
    const pupil = await school.inSchool((tx) => one<{ pupilId: string; groupId: string }>(tx, sql`select m.pupil_id,
        m.group_id from pupil p join group_pupil m on m.school_id = p.school_id and m.pupil_id = p.pupil_id
      where p.school_id = ${tx.schoolId} and p.last_name = 'Jansen-7'`));
    await school.inSchool((tx) => change(tx, sql`insert into result (school_id, result_id, pupil_id, origin,
        subject_code, generation_code, scale_code, school_year, year_group, taken_on, code_version, made_at)
      values (${tx.schoolId}, ${platform.newId()}, ${pupil.pupilId}, 'typed-in', 'rekenen', '3.0', 's',
        '2026-2027', '4', '2027-01-19', 'x', now())`));
    const undone = await undo(deliveryId);
    assert.deepEqual(undone.ok && undone.value.stayed.pupil, [pupil.pupilId]);
    assert.deepEqual(await school.pupils(), first.map((key) => `Jansen-${key}`));
    assert.deepEqual((await view(deliveryId))?.difference?.stayed.map(({ lastName }) => lastName), ['Jansen-7']);
    await fetched(pupils(...first, '7'));
    const back = await school.inSchool((tx) => one<{ active: boolean }>(tx, sql`select active from pupil
      where school_id = ${tx.schoolId} and pupil_id = ${pupil.pupilId}`));
    assert.equal(back.active, true, 'found again by the key that stayed');
  });

  test('after thirty days nothing can be taken back, and nothing about it is left', async () => {
    const deliveryId = await fetched(pupils(...first, '7'));
    platform.clock.set(new Date('2027-02-18T08:05:00Z'));
    await purgeDeliveries(platform);
    assert.deepEqual(await undo(deliveryId), { ok: false, refusal: 'not-last' });
    assert.equal(await school.inSchool((tx) => find(tx, sql`select 1 from delivery_before
      where school_id = ${tx.schoolId}`)), undefined);
  });

  test('taken back with the nights stopped, the LAS is left alone until somebody lets it go on', async () => {
    const deliveryId = await fetched(pupils(...first, '7'));
    await undo(deliveryId, true);
    const asked = async () => {
      platform.clock.advance(86_400_000);
      const count = platform.jobs.asked.length;
      await requestDueRosters(platform);
      return platform.jobs.asked.slice(count).some(({ name, data }) =>
        name === rosterWantedJob.name && (data as { schoolId: string }).schoolId === school.schoolId);
    };
    assert.equal(await asked(), false);
    await pauseByPerson(platform, school.viewer, false);
    await pauseByPerson(platform, school.viewer, false);
    assert.equal(await asked(), true);
    assert.deepEqual((await events()).filter((code) => code === 'roster.paused' || code === 'roster.resumed').sort(),
      ['roster.paused', 'roster.resumed']);
  });

  test('who vanishes is named before anybody decides; what is not meant stays out', async () => {
    const was = await rows();
    const deliveryId = await fetched(pupils('1', '2', '3'));
    const shown = await view(deliveryId);
    assert.deepEqual(shown?.difference?.pupils.gone.map(({ lastName }) => lastName),
      ['Jansen-4', 'Jansen-5', 'Jansen-6']);
    assert.deepEqual(await rejectByPerson(platform, school.viewer, deliveryId), { ok: true, value: null });
    assert.deepEqual([await rows(), (await school.state()).rosterStatus], [was, 'loaded']);
    assert.deepEqual(await acceptByPerson(platform, school.viewer, deliveryId, true),
      { ok: false, refusal: 'settled' });
    const again = await fetched(pupils('1', '2', '3'));
    assert.equal((await acceptByPerson(platform, school.viewer, again, true)).ok, true);
    const codes = await events();
    for (const code of ['roster.waiting', 'roster.rejected', 'roster.confirmed']) assert.ok(codes.includes(code), code);
    assert.deepEqual(await school.pupils(), ['Jansen-1', 'Jansen-2', 'Jansen-3']);
  });

  test('the report tells who is new, changed in what, moved, gone and back, sorted the Dutch way', async () => {
    await fetched(pupils('1', '2', '3', '4', '5'));
    const deliveryId = await fetched([
      inventedPupil('1', { groupKey: 'g5' }), inventedPupil('2', { birthDate: null, callName: 'Ander' }),
      ...pupils('3', '5', '6'), inventedPupil('7', sanne), inventedPupil('8', { lastName: 'Ångström' }),
    ]);
    const difference = (await view(deliveryId))?.difference;
    const told = Object.entries(difference?.pupils ?? {}).map(([kind, people]) =>
      [kind, ...people.map(({ lastName, note }) => (note ? `${lastName}: ${note}` : lastName))]);
    assert.deepEqual(told, [
      ['added', 'Ångström', 'Vries'], ['changed', 'Jansen-2: roepnaam, geboortedatum'], ['gone', 'Jansen-4'],
      ['returned', 'Jansen-6'], ['withoutYearGroup'], ['moved', 'Jansen-1: van groep 4 naar groep 5'],
    ]);
    assert.deepEqual(difference?.perGroup.map(({ name, before: was, after: is }) => [name, was, is]),
      [['groep 4', 5, 6], ['groep 5', 0, 1]]);
    const stored = await school.inSchool((tx) => one<{ text: string }>(tx, sql`select
      report::text || counts::text as text from delivery where school_id = ${tx.schoolId}
      and delivery_id = ${deliveryId}`));
    assert.doesNotMatch(stored.text, /Jansen|Vries|2018/);
  });
});

describe('somebody whom nobody recognises', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let school: SchoolWithLas;
  const twin = (key: string, eckId: string | null = null) =>
    inventedPupil(key, { lastName: 'Tweeling', callName: 'Kim', eckId });

  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url });
  });
  after(() => las.close());
  beforeEach(async () => {
    platform.clock.set(START);
    school = await newSchoolWithLas(platform, las);
    await fetched([...pupils('1', '2', '3', '4', '5', '6', '7', '8'), twin('a'), twin('b')]);
  });

  async function fetched(has: readonly RosterPupil[]): Promise<string> {
    platform.clock.advance(60_000);
    school.has({ '00': has });
    await school.fetch();
    return (await school.inSchool((tx) => listRosterDeliveries(tx, 1)))[0]!.deliveryId;
  }
  const others = pupils('1', '2', '3', '4', '5', '6', '7', '8');
  const doubts = () => school.inSchool((tx) => listOpenDoubts(tx));
  const twins = () => school.inSchool((tx) => all<{ pupilId: string; active: boolean; keys: string }>(tx, sql`
    select p.pupil_id, p.active, (select string_agg(value, ' ' order by value) from pupil_identifier i
      where i.school_id = p.school_id and i.pupil_id = p.pupil_id) as keys
    from pupil p where p.school_id = ${tx.schoolId} and last_name = 'Tweeling' order by 3`));

  test('is kept with the delivery, decided once, and never asked again', async () => {
    const [oldest, two] = await twins();
    const deliveryId = await fetched([...others, twin('x'), twin('y')]);
    const open = await doubts();
    assert.deepEqual(open.map(({ doubtNo, who, identity }) => [doubtNo, who, identity?.key]),
      [[1, 'pupil', 'x'], [2, 'pupil', 'y']]);
    assert.deepEqual((await twins()).map(({ active }) => active), [true, true], 'both stay as they are');
    const decide = (doubtNo: number, personId: string | null) =>
      decideByPerson(platform, school.viewer, { deliveryId, doubtNo, personId });
    const stranger = (await school.inSchool((tx) => one<{ pupilId: string }>(tx, sql`select pupil_id from pupil
      where school_id = ${tx.schoolId} and last_name = 'Jansen-1'`))).pupilId;
    assert.deepEqual(await decide(2, stranger), { ok: false, refusal: 'other-person' });
    assert.deepEqual(await decide(2, oldest!.pupilId), { ok: true, value: null });
    assert.deepEqual(await decide(2, oldest!.pupilId), { ok: false, refusal: 'settled' });
    const left = await doubts();
    if (left.length > 0) assert.deepEqual(await decide(1, two!.pupilId), { ok: true, value: null });
    assert.deepEqual((await twins()).map(({ pupilId, keys }) => [pupilId, keys]),
      [[oldest!.pupilId, 'a y'], [two!.pupilId, 'b x']]);
    await fetched([...others, twin('x'), twin('y')]);
    assert.deepEqual(await doubts(), []);
    const names = await school.inSchool((tx) => find(tx, sql`select 1 from roster_doubt
      where school_id = ${tx.schoolId} and identity is not null`));
    assert.equal(names, undefined, 'no name is kept once it is decided');
    const [last] = await school.inSchool(listLastChanged);
    assert.equal((await undoByPerson(platform, school.viewer, last!, false)).ok, true);
    await fetched([...others, twin('x'), twin('y')]);
    assert.equal((await doubts()).length, 2, 'a decision that was taken back is asked again');
  });

  test('may be somebody new, once; taking the delivery back takes the decision back', async () => {
    const was = await school.inSchool(rosterRows);
    const deliveryId = await fetched([...others, twin('a'), twin('b'), twin('#1')]);
    const [doubt] = await doubts();
    // Both twins of the roster are in the document by key; the third is new, or nobody can say.
    if (doubt) await decideByPerson(platform, school.viewer, { deliveryId, doubtNo: doubt.doubtNo, personId: null });
    assert.equal((await twins()).length, 3);
    await fetched([...others, twin('a'), twin('b'), twin('#1')]);
    assert.equal((await twins()).length, 3, 'and not once more');
    const [last] = await school.inSchool(listLastChanged);
    assert.equal((await undoByPerson(platform, school.viewer, last!, false)).ok, true);
    assert.deepEqual(await school.inSchool(rosterRows), was);
  });

  test('in an older delivery is not decided any more: the newer one asks itself', async () => {
    const older = await fetched([...others, twin('x'), twin('y')]);
    await fetched([...others, twin('x'), twin('y')]);
    assert.deepEqual(
      await decideByPerson(platform, school.viewer, { deliveryId: older, doubtNo: 1, personId: null }),
      { ok: false, refusal: 'settled' });
    assert.equal((await doubts()).length, 2);
  });
});
