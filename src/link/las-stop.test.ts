import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { present } from '../base/assert.ts';
import { writeConfirmation, writeFault } from '../exchange/uwlr/write.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { Platform } from '../platform/platform.ts';
import { LasStopped, noteAnswer, requireLasOpen, type CalledLas } from './las-stop.ts';

const answers = {
  taken: writeConfirmation(),
  'does not know us': writeFault('OngeldigeKlantIdentificatie', 'Wie bent u?'),
  'is down': writeFault('TijdelijkNietBeschikbaar', 'Straks.'),
} as const;
type Said = keyof typeof answers;

describe('a LAS that says not to know us', () => {
  let platform: TestPlatform;
  const schools: string[] = [];
  let host = '';
  let hosts = 0;
  before(async () => {
    platform = await testPlatform({ LAS_ROSTER_URL: 'https://las.example' });
    for (let count = 0; count < 4; count += 1) schools.push((await newTestSchool(platform)).schoolId);
  });
  beforeEach(() => { host = `las-stop-${hosts += 1}.example`; });
  after(() => platform.doors.withPlatform((tx) => change(tx, sql`delete from las_stop`)));

  const lasOf = (school: number, at: Platform = platform): CalledLas =>
    ({ host, supplier: present(at.config.lasSuppliers[0], 'of the environment'), schoolId: schools[school]! });
  /** One call for a school, and what the LAS says to it; `stopped` when it may not be made. */
  const call = async (school: number, said: Said, at: Platform = platform): Promise<'called' | 'stopped'> => {
    try {
      const passage = await requireLasOpen(at, lasOf(school, at));
      const bytes = Buffer.from(answers[said]);
      const status = said === 'taken' ? 200 : 500;
      await noteAnswer(at, lasOf(school, at), passage, { status, bytes, headers: new Headers() });
      return 'called';
    } catch (error) {
      if (error instanceof LasStopped) return 'stopped';
      throw error;
    }
  };
  const later = (minutes: number) => platform.doors.withPlatform((tx) => change(tx, sql`update las_stop
    set next_try_at = next_try_at - make_interval(mins => ${minutes}) where las_host = ${host}`));
  const mails = async () => (await platform.doors.withPlatform((tx) => all<{ subject: string }>(tx, sql`
    select subject from mail_message where kind = 'las-stopped' and text_body like ${`%${host}%`} order by created_at,
      mail_id`))).map(({ subject }) => subject.split(': ')[1]);
  const atSchool = 'LAS kent ons niet bij één school';
  const atAll = 'LAS kent ons niet meer';

  test('at one school stops that school only, and the operator is told once', async () => {
    assert.equal(await call(0, 'does not know us'), 'called');
    assert.deepEqual([await call(0, 'taken'), await call(1, 'taken')], ['stopped', 'called']);
    await later(16);
    assert.deepEqual([await call(0, 'does not know us'), await call(0, 'taken')], ['called', 'stopped']);
    assert.deepEqual(await mails(), [atSchool]);
    await later(16);
    assert.deepEqual([await call(0, 'taken'), await call(0, 'taken')], ['called', 'called']);
  });

  test('at two schools stops every school, with one mail for it', async () => {
    await call(0, 'does not know us');
    await call(1, 'does not know us');
    for (const school of [0, 1, 2, 3]) assert.equal(await call(school, 'taken'), 'stopped');
    assert.deepEqual((await mails()).toSorted(), [atSchool, atAll]);
  });

  test('at two schools with another one in between that it knows, stops those two only, for good', async () => {
    await call(0, 'does not know us');
    await call(2, 'taken');
    await call(1, 'does not know us');
    await later(16);
    await call(0, 'does not know us');
    assert.deepEqual([await call(0, 'taken'), await call(1, 'is down'), await call(2, 'taken')],
      ['stopped', 'called', 'called']);
    assert.deepEqual(await mails(), [atSchool, atSchool]);
  });

  test('gets a try from another school than those that caused the stop; theirs comes last', async () => {
    await call(0, 'does not know us');
    await call(1, 'does not know us');
    await later(16);
    assert.deepEqual([await call(0, 'taken'), await call(1, 'taken')], ['stopped', 'stopped']);
    assert.deepEqual([await call(2, 'is down'), await call(3, 'taken')], ['called', 'stopped']);
    await later(16);
    assert.deepEqual([await call(2, 'does not know us'), await call(3, 'taken')], ['called', 'stopped']);
    await later(61);
    assert.deepEqual([await call(0, 'taken'), await call(3, 'taken')], ['called', 'called']);
    assert.equal((await mails()).length, 2, 'a try that fails is no new stop');
  });

  test('is called by everybody once a try is taken, and by those who caused the stop to find out about themselves',
    async () => {
      await call(0, 'does not know us');
      await call(1, 'does not know us');
      await later(16);
      assert.equal(await call(2, 'taken'), 'called');
      assert.deepEqual([await call(3, 'taken'), await call(0, 'taken')], ['called', 'called']);
      assert.deepEqual([await call(1, 'does not know us'), await call(1, 'taken')], ['called', 'stopped']);
      assert.equal((await mails()).length, 2);
    });

  test('is called again under another name or code', async () => {
    await call(0, 'does not know us');
    await call(1, 'does not know us');
    const [supplier] = platform.config.lasSuppliers;
    const renamed = {
      ...platform,
      config: { ...platform.config, lasSuppliers: [{ ...present(supplier, 'one'), clientName: 'Anders' }] },
    };
    assert.deepEqual([await call(0, 'taken', renamed), await call(2, 'taken', renamed)], ['called', 'called']);
  });
});
