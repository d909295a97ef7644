import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as fc from 'fast-check';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithLas, type SchoolWithLas } from '../../test/school-with-las.ts';
import { writeEdexml } from '../exchange/edexml/write.ts';
import { damage, damaged } from '../exchange/testing/mutation.ts';
import { writeRosterAnswer } from '../exchange/uwlr/write.ts';
import { one, sql } from '../platform/database/query.ts';
import { Outage } from '../platform/outage.ts';
import { inventedDocument, inventedPupil, inventedTeacher } from '../roster/invented-document.ts';
import { rosterRows } from '../roster/rows-for-tests.ts';
import { acceptByPerson, receiveEdexml, undoByPerson } from './actions.ts';
import { startInventedLas, type InventedLas } from './invented-las.ts';
import { listRosterDeliveries } from './store.ts';

/** How many damaged deliveries each way; a longer run: INBEELD_FUZZ=2000. */
const RUNS = Number(process.env.INBEELD_FUZZ ?? 60);

/** Damage to leaves, and a document that breaks off or goes on where it should not. */
const mutation = fc.record({
  damages: fc.array(damage, { minLength: 1, maxLength: 4 }),
  cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 4 }),
  byte: fc.option(fc.tuple(fc.nat(), fc.constantFrom(0, 0x3c, 0x26, 0xff, 0x5d)), { freq: 4 }),
  twice: fc.boolean(),
});

describe('damaged deliveries', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let school: SchoolWithLas;
  let brin6: string;

  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url, UPLOAD_BYTES_MAX: '1000000' });
    school = await newSchoolWithLas(platform, las);
    brin6 = (await school.inSchool((tx) => one<{ code: string }>(tx, sql`select brin || site_code as code
      from school_site where school_id = ${tx.schoolId}`))).code;
    las.answer(answered());
    await school.fetch();
  });
  after(() => las.close());

  const document = () => inventedDocument([
    ...['1', '2', '3', '4', '5', '6', '7'].map((key) => inventedPupil(key, { eckId: `eck-${key}` })),
    inventedPupil('8', { compositeGroupKeys: ['p'], groupKey: 'g5', yearGroup: '5' }),
    inventedPupil('#9', { lastName: 'Dummy' }), inventedPupil('10', { groupKey: null }),
  ], { brin6, staff: [inventedTeacher('t1'), inventedTeacher('t2', { email: 't2@school.example' })] });
  const answered = () => writeRosterAnswer('all', { kind: 'roster', document: document() }, '2.2');

  function mutantOf(text: string, { damages, cut, byte, twice }: ReturnType<typeof JSON.parse>): Uint8Array {
    let made = damages.reduce(damaged, text) as string;
    if (cut !== null) made = made.slice(0, Math.floor(cut * made.length));
    const bytes = Buffer.from(twice && cut !== null ? made + made : made);
    if (byte !== null && bytes.length > 0) bytes[byte[0] % bytes.length] = byte[1];
    return bytes;
  }

  const rows = () => school.inSchool(rosterRows);
  const newest = async () => (await school.inSchool((tx) => listRosterDeliveries(tx, 1)))[0]!;

  /** Every row of the roster refers to rows that are there, and nobody is at school twice. */
  async function whole(): Promise<void> {
    const { wrong } = await school.inSchool((tx) => one<{ wrong: number }>(tx, sql`select
      (select count(*) from group_pupil m join pupil p on p.school_id = m.school_id and p.pupil_id = m.pupil_id
        where m.school_id = ${tx.schoolId} and m.left_on is null and not p.active)
      + (select count(*) from group_pupil m join class_group g on g.school_id = m.school_id
          and g.group_id = m.group_id where m.school_id = ${tx.schoolId} and m.left_on is null and not g.active)
      + (select count(*) from pupil where school_id = ${tx.schoolId} and active <> (cardinality(sites) > 0))
      + (select count(*) from (select 1 from group_pupil m join class_group g on g.school_id = m.school_id
          and g.group_id = m.group_id where m.school_id = ${tx.schoolId} and m.left_on is null
          and g.kind = 'class' group by m.pupil_id having count(*) > 1) x) as wrong`));
    assert.equal(wrong, 0);
  }

  test('by hand are taken whole or not at all, and can be taken back to the last row', async () => {
    await fc.assert(fc.asyncProperty(mutation, async (given) => {
      const was = await rows();
      const bytes = mutantOf(writeEdexml(document()), given);
      platform.clock.advance(1000);
      const received = await receiveEdexml(platform, school.viewer, bytes);
      assert.ok(received.ok);
      assert.deepEqual(await rows(), was, 'looked at only');
      const { deliveryId, status } = received.value;
      const accepted = await acceptByPerson(platform, school.viewer, deliveryId, true);
      assert.equal(accepted.ok, status === 'preview');
      await whole();
      if (!accepted.ok) assert.deepEqual(await rows(), was, 'refused');
      const undone = await undoByPerson(platform, school.viewer, deliveryId, false);
      if (accepted.ok && !undone.ok) assert.deepEqual(await rows(), was, 'it changed nothing');
      assert.deepEqual(await rows(), was, 'taken back');
    }), { numRuns: RUNS });
  });

  test('over the link are taken whole or not at all', async () => {
    await fc.assert(fc.asyncProperty(mutation, async (given) => {
      const was = await rows();
      const bytes = mutantOf(answered(), given);
      platform.clock.advance(1000);
      las.answer(Buffer.from(bytes).toString('latin1'));
      const outcome = await school.fetch().catch((error: unknown) => {
        assert.ok(error instanceof Outage, String(error));
        return 'stopped' as const;
      });
      await whole();
      if (outcome !== 'changed') {
        const now = await rows();
        if (outcome === 'stopped' || (await newest()).status !== 'accepted') assert.deepEqual(now, was);
        return;
      }
      const { deliveryId } = await newest();
      assert.equal((await undoByPerson(platform, school.viewer, deliveryId, false)).ok, true);
      assert.deepEqual(await rows(), was, 'taken back');
    }), { numRuns: RUNS });
  });
});
