import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { TestPlatform } from '../../test/platform.ts';
import { newMorningAtLas, platformWithLas, type SchoolWithLas } from '../../test/school-with-las.ts';
import { writeEdexml } from '../exchange/edexml/write.ts';
import { readUwlr } from '../exchange/uwlr/read.ts';
import { writeRosterAnswer } from '../exchange/uwlr/write.ts';
import { inventedDocument, inventedPupil } from '../roster/invented-document.ts';
import { acceptByPerson, receiveEdexml } from './actions.ts';
import type { InventedLas } from './invented-las.ts';
import { listRosterDeliveries } from './store.ts';

const A_YEAR_AHEAD = new Date('2028-01-19T08:00:00Z');
const six = ['1', '2', '3', '4', '5', '6'];

describe('a school administration with a wrong clock', () => {
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

  function madeAt(createdAt: Date, keys: readonly string[] = six) {
    const made = inventedDocument(keys.map((key) => inventedPupil(key)), { brin6 });
    return { ...made, school: { ...made.school, createdAt } };
  }
  const has = (createdAt: Date, keys?: readonly string[]) => las.answer(() =>
    writeRosterAnswer('all', { kind: 'roster', document: madeAt(createdAt, keys) }, '2.2'));
  const days = (count: number) => platform.clock.advance(count * 86_400_000);
  const askedSince = () => {
    const { message } = readUwlr(Buffer.from(las.asked.at(-1) ?? ''));
    assert.ok(message?.type === 'roster-request');
    return message.request.lastReceivedAt?.toISOString() ?? null;
  };
  const newest = async () => (await school.inSchool((tx) => listRosterDeliveries(tx, 1)))[0];
  const codes = async () => (await newest())?.findings.filter(({ code }) => code.startsWith('INTAKE-'))
    .map(({ code, severity, blocks }) => [code, severity, blocks]);

  test('that was a year ahead once holds no honest state back, and asks for nothing from the future', async () => {
    has(A_YEAR_AHEAD);
    assert.equal(await school.fetch(), 'changed');
    assert.deepEqual(await codes(), [['INTAKE-CLOCK', 'warning', false]]);
    days(1);
    has(platform.clock.now(), [...six, '7']);
    assert.equal(await school.fetch(), 'changed');
    assert.equal(askedSince(), '2027-01-19T08:00:00.000Z');
    assert.equal((await school.pupils()).length, 7);
    assert.deepEqual(await codes(), []);
  });

  test('that is a year ahead always is followed as well', async () => {
    has(A_YEAR_AHEAD);
    await school.fetch();
    days(1);
    has(new Date(A_YEAR_AHEAD.getTime() + 86_400_000), [...six, '7']);
    assert.equal(await school.fetch(), 'changed');
  });

  test('of some minutes is none', async () => {
    has(new Date('2027-01-19T08:04:59Z'));
    await school.fetch();
    assert.deepEqual(await codes(), []);
  });

  test('in a file holds back neither its own acceptance nor the file after it', async () => {
    const chosen = async (createdAt: Date, keys: readonly string[]) => {
      const given = await receiveEdexml(platform, school.viewer, Buffer.from(writeEdexml(madeAt(createdAt, keys))));
      assert.ok(given.ok);
      return acceptByPerson(platform, school.viewer, given.value.deliveryId, false);
    };
    assert.deepEqual(await chosen(A_YEAR_AHEAD, six), { ok: true, value: 'taken' });
    assert.ok((await codes())?.some(([code]) => code === 'INTAKE-CLOCK'));
    days(1);
    assert.deepEqual(await chosen(platform.clock.now(), [...six, '7']), { ok: true, value: 'taken' });
    assert.equal((await school.pupils()).length, 7);
  });
});
