import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { TestPlatform } from '../../../test/platform.ts';
import { newMorningAtLas, platformWithLas, type SchoolWithLas } from '../../../test/school-with-las.ts';
import { writeEdexml } from '../../exchange/edexml/write.ts';
import { writeRosterAnswer } from '../../exchange/uwlr/write.ts';
import { acceptByPerson, receiveEdexml, undoByPerson } from '../../intake/actions.ts';
import { listOpenDoubts } from '../../intake/doubt-store.ts';
import type { InventedLas } from '../../intake/invented-las.ts';
import { listRosterDeliveries } from '../../intake/store.ts';
import { all, sql } from '../../platform/database/query.ts';
import { inventedDocument, inventedPupil } from '../../roster/invented-document.ts';
import { rosterRows } from '../../roster/rows-for-tests.ts';
import { changeBrin } from './actions.ts';

const pupils = (...keys: readonly string[]) => keys.map((key) => inventedPupil(key));
const six = ['1', '2', '3', '4', '5', '6'];

describe('what came in before a BRIN changed', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let school: SchoolWithLas;
  let from: string;
  let to: string;
  let count = 0;

  before(async () => {
    ({ platform, las } = await platformWithLas());
  });
  after(() => las.close());
  beforeEach(async () => {
    school = await newMorningAtLas(platform, las);
    from = school.brin6;
    to = `95Z${String.fromCharCode(65 + count)}00`;
    count += 1;
    await fetched(pupils(...six));
  });

  async function fetched(given: ReturnType<typeof pupils>, brin6 = from): Promise<void> {
    platform.clock.advance(60_000);
    las.answer(() => writeRosterAnswer('all', { kind: 'roster', document: inventedDocument(given, { brin6 }) }, '2.2'));
    await school.fetch();
  }
  const change = () => changeBrin(platform, school.viewer, { from, to });
  const newest = async () => (await school.inSchool((tx) => listRosterDeliveries(tx, 1)))[0]!;

  test('is not taken back any more, so that nobody returns to the site that closed', async () => {
    await fetched(pupils(...six, '7').map((pupil) => ({ ...pupil, callName: `Nieuw-${pupil.key}` })));
    const { deliveryId } = await newest();
    assert.equal((await change()).ok, true);
    const was = await school.inSchool(rosterRows);
    assert.deepEqual(await undoByPerson(platform, school.viewer, deliveryId, false),
      { ok: false, refusal: 'not-last' });
    assert.deepEqual(await school.inSchool(rosterRows), was);
    await fetched(pupils('1', '2', '3', '4', '5', '6'), to);
    const sites = await school.inSchool((tx) => all<{ sites: readonly string[]; active: boolean }>(tx,
      sql`select distinct sites, active from pupil where school_id = ${tx.schoolId} order by active`));
    assert.deepEqual(sites, [{ sites: [], active: false }, { sites: [to], active: true }]);
    const later = await newest();
    const undone = await undoByPerson(platform, school.viewer, later.deliveryId, false);
    assert.equal(undone.ok, true, 'what came after it is');
    assert.equal((await school.pupils()).length, 7);
  });

  test('while it was on its way is asked for anew', async () => {
    const changes: Promise<unknown>[] = [];
    las.answer(() => {
      if (changes.length === 0) changes.push(change());
      return writeRosterAnswer('all',
        { kind: 'roster', document: inventedDocument(pupils(...six, '7'), { brin6: from }) }, '2.2');
    });
    await assert.rejects(school.fetch(), { name: 'Outage', retryable: true });
    await Promise.all(changes);
    assert.equal((await school.pupils()).length, 6);
  });

  test('and waits for a person is refused, over the link and as a file', async () => {
    await fetched(pupils('1', '2'));
    const waiting = await newest();
    assert.equal(waiting.status, 'waiting');
    platform.clock.advance(60_000);
    const file = await receiveEdexml(platform, school.viewer,
      Buffer.from(writeEdexml(inventedDocument(pupils(...six), { brin6: from }))));
    assert.ok(file.ok);
    assert.equal((await change()).ok, true);
    for (const { deliveryId } of [waiting, file.value]) {
      assert.deepEqual(await acceptByPerson(platform, school.viewer, deliveryId, true),
        { ok: false, refusal: 'settled' });
    }
    assert.deepEqual((await newest()).findings.at(-1)?.code, 'INTAKE-RENAMED');
    assert.deepEqual([(await school.state()).rosterStatus, (await school.pupils()).length], ['loaded', 6]);
  });

  test('leaves no question about a person open: the next answer of the LAS asks it again', async () => {
    const twin = (key: string) => inventedPupil(key, { lastName: 'Tweeling', callName: 'Kim', eckId: null });
    await fetched([...pupils(...six), twin('a'), twin('b')]);
    await fetched([...pupils(...six), twin('c')]);
    const open = () => school.inSchool((tx) => listOpenDoubts(tx));
    assert.ok((await open()).length > 0);
    await change();
    assert.deepEqual(await open(), []);
    await fetched([...pupils(...six), twin('c')], to);
    assert.ok((await open()).length > 0);
  });
});
