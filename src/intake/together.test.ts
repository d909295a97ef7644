import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithLas, type SchoolWithLas } from '../../test/school-with-las.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import { writeRosterAnswer } from '../exchange/uwlr/write.ts';
import { findLasConnection } from '../onboarding/store.ts';
import { inventedDocument, inventedPupil } from '../roster/invented-document.ts';
import { acceptByPerson } from './actions.ts';
import { startInventedLas, type InventedLas } from './invented-las.ts';
import { listRosterDeliveries } from './store.ts';

const pupils = (...keys: string[]) => keys.map((key) => inventedPupil(key));
const names = (...keys: string[]) => keys.map((key) => `Jansen-${key}`);

describe('the sites of a school', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let school: SchoolWithLas;

  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url });
  });
  after(() => las.close());
  beforeEach(async () => {
    school = await newSchoolWithLas(platform, las, ['01', '02']);
    school.has({ '00': pupils('1', '2'), '01': pupils('3', '4'), '02': pupils('5', '6') });
    await school.fetch();
    assert.deepEqual(await school.pupils(), names('1', '2', '3', '4', '5', '6'));
  });

  /** How the newest fetch stands, by site. */
  const newest = async () => (await school.inSchool((tx) => listRosterDeliveries(tx, 50)))
    .filter(({ fetchId }, _, [first]) => fetchId === first?.fetchId)
    .sort((a, b) => (a.site ?? '').localeCompare(b.site ?? ''));
  const states = async () => (await newest()).map(({ status }) => status);
  const fault = async () => (await school.state()).rosterProgress?.fault;
  const accept = async (site: number) =>
    acceptByPerson(platform, school.viewer, (await newest())[site]?.deliveryId ?? '', true);

  test('change together or not at all: one that is refused holds the others back', async () => {
    platform.clock.advance(1000);
    school.has({ '00': pupils('1', '2', '7'), '01': pupils('3'), '02': pupils('5', '6') }, '02');
    await school.fetch();
    assert.deepEqual(await states(), ['preview', 'waiting', 'refused']);
    assert.deepEqual(await school.pupils(), names('1', '2', '3', '4', '5', '6'));
    assert.equal((await fault())?.code, 'refused');
    for (const site of [0, 1]) assert.deepEqual(await accept(site), { ok: false, refusal: 'other-site' });
    platform.clock.advance(1000);
    school.has({ '00': pupils('1', '2', '7'), '01': pupils('3', '4'), '02': pupils('5', '6') });
    await school.fetch();
    assert.deepEqual(await school.pupils(), names('1', '2', '3', '4', '5', '6', '7'));
    const left = (await school.inSchool((tx) => listRosterDeliveries(tx, 50)))
      .filter(({ status }) => status === 'preview' || status === 'waiting');
    assert.deepEqual(left, [], 'what was held back is not offered any more');
  });

  test('are not held up by one whose state is older: that one is put aside, and nothing is wrong', async () => {
    platform.clock.advance(1000);
    const answerOf = (asked: string) => {
      const code = /dependancecode>(\d\d)</.exec(asked)?.[1] ?? '00';
      const keys = { '00': ['1', '2', '7'], '01': ['3', '4', '8'], '02': ['5', '6'] }[code] ?? [];
      const brin6 = `${/brincode>(\w{4})</.exec(asked)?.[1]}${code}`;
      const document = inventedDocument(pupils(...keys), { brin6 });
      const createdAt = new Date(code === '01' ? '2027-01-19T06:59:00Z' : '2027-01-19T07:01:00Z');
      return writeRosterAnswer('all', {
        kind: 'roster', document: { ...document, school: { ...document.school, createdAt } },
      }, '2.2');
    };
    las.answer(answerOf);
    await school.fetch();
    assert.deepEqual(await states(), ['accepted', 'refused', 'accepted']);
    assert.deepEqual(await school.pupils(), names('1', '2', '3', '4', '5', '6', '7'));
    assert.equal((await school.state()).rosterStatus, 'loaded');
  });

  /** What the LAS has from now on; a site that is left out has no data. */
  function hasOnly(given: Readonly<Record<string, readonly string[]>>, schoolYear = schoolYearStarting(2026)): void {
    las.answer((asked) => {
      const code = /dependancecode>(\d\d)</.exec(asked)?.[1] ?? '00';
      const keys = given[code];
      if (!keys) return writeRosterAnswer('all', { kind: 'nothing' }, '2.2');
      const document = inventedDocument(pupils(...keys), { brin6: `${/brincode>(\w{4})</.exec(asked)?.[1]}${code}` });
      const sent = { ...document, school: { ...document.school, schoolYear, referenceDate: null } };
      return writeRosterAnswer('all', { kind: 'roster', document: sent }, '2.2');
    });
  }

  test('are held back by one that had pupils and now has no data, and the school reads which', async () => {
    hasOnly({ '00': ['1', '2', '7'], '02': ['5', '6'] });
    assert.equal(await school.fetch(), 'stopped');
    assert.deepEqual(await school.pupils(), names('1', '2', '3', '4', '5', '6'));
    const { code, text, retrying } = (await fault()) ?? {};
    assert.deepEqual([code, retrying], ['no-data', false]);
    assert.match(text ?? '', /vestiging \d\d\w\w01\b/);
  });

  test('are not held up by one without data that never had a pupil', async () => {
    const other = await newSchoolWithLas(platform, las, ['01']);
    hasOnly({ '00': ['1', '2'] });
    assert.equal(await other.fetch(), 'changed');
    assert.deepEqual(await other.pupils(), names('1', '2'));
    hasOnly({ '00': ['1', '2', '3'] });
    assert.equal(await other.fetch(), 'changed');
  });

  test('go into the new school year one by one: in its first weeks a LAS may lack one of them', async () => {
    const start = platform.clock.now();
    try {
      platform.clock.set(new Date('2027-08-03T08:00:00Z'));
      hasOnly({ '00': ['1', '2', '7'], '02': ['5', '6'] }, schoolYearStarting(2027));
      assert.equal(await school.fetch(), 'changed');
      assert.deepEqual(await school.pupils(), names('1', '2', '3', '4', '5', '6', '7'));
      const quiet = (await school.inSchool((tx) => listRosterDeliveries(tx, 3)))
        .filter(({ status }) => status === 'unchanged');
      assert.deepEqual(quiet.map(({ site, findings }) => [site?.slice(4), findings[0]?.code]),
        [['01', 'INTAKE-NOT-YET']]);
      platform.clock.set(new Date('2027-09-20T08:00:00Z'));
      assert.equal(await school.fetch(), 'stopped', 'six weeks are over');
      assert.equal((await fault())?.code, 'no-data');
    } finally {
      platform.clock.set(start);
    }
  });

  test('wait for a person together, and are then taken together', async () => {
    platform.clock.advance(1000);
    school.has({ '00': pupils('1', '2', '7'), '01': pupils('3'), '02': pupils('5') });
    await school.fetch();
    assert.deepEqual(await states(), ['preview', 'waiting', 'waiting']);
    assert.equal((await fault())?.deliveryId, (await newest())[1]?.deliveryId);
    assert.deepEqual(await accept(0), { ok: false, refusal: 'other-site' });
    assert.deepEqual(await accept(1), { ok: true, value: 'confirmed' });
    assert.deepEqual(await school.pupils(), names('1', '2', '3', '4', '5', '6'));
    assert.equal((await fault())?.deliveryId, (await newest())[2]?.deliveryId);
    assert.deepEqual(await accept(2), { ok: true, value: 'taken' });
    assert.deepEqual(await states(), ['accepted', 'accepted', 'accepted']);
    assert.deepEqual(await school.pupils(), names('1', '2', '3', '5', '7'));
    const { rosterStatus, rosterProgress } = await school.state();
    assert.deepEqual([rosterStatus, rosterProgress?.pupils], ['loaded', 5]);
  });

  test('a pupil who goes to another site stays one pupil, whichever site comes first', async () => {
    const [many, more] = [['a', 'b', 'c', 'd', 'e', 'f'], ['g', 'h', 'i']];
    const small = pupils('5', '6');
    school.has({ '00': pupils('1', '2', ...many), '01': pupils('3', '4', ...more), '02': small });
    await school.fetch();
    school.has({ '00': pupils('2', ...many, '3'), '01': pupils('4', ...more, '1'), '02': small });
    await school.fetch();
    assert.deepEqual(await states(), ['accepted', 'accepted', 'accepted']);
    assert.deepEqual(await school.pupils(), names('1', '2', '3', '4', '5', '6', ...many, ...more));
  });

  test('data that wait for a person are no fault of the LAS; its fault is over when they are taken', async () => {
    const faultOfLink = async () => (await school.inSchool(findLasConnection))?.faultCode;
    school.has({ '00': pupils('1', '2'), '01': pupils('3'), '02': pupils('5', '6') });
    await school.fetch();
    assert.deepEqual([(await fault())?.code, await faultOfLink()], ['pupils-vanish', null]);
    las.answer(null);
    await assert.rejects(school.fetch(), { name: 'Outage' });
    assert.equal(await faultOfLink(), 'no-answer');
    assert.deepEqual(await accept(1), { ok: true, value: 'taken' });
    assert.deepEqual([await faultOfLink(), (await school.state()).rosterStatus], [null, 'loaded']);
  });
});

describe('an address of the LAS that moved', () => {
  test('is not followed: the key goes nowhere else, and the school reads why', async () => {
    const [las, elsewhere] = [await startInventedLas(), await startInventedLas()];
    try {
      const platform = await testPlatform({ LAS_ROSTER_URL: las.url });
      const school = await newSchoolWithLas(platform, las);
      for (const status of [301, 302, 307, 308]) {
        las.answer('', status, { location: elsewhere.url });
        await assert.rejects(school.fetch(), { name: 'Outage', retryable: true, message: /address-moved/ });
      }
      assert.deepEqual(elsewhere.asked, []);
      assert.match((await school.state()).rosterProgress?.fault?.text ?? '', /ander adres/);
    } finally {
      las.close();
      elsewhere.close();
    }
  });
});
