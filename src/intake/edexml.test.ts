import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { Gate } from '../access/gate.ts';
import type { SchoolViewer } from '../access/types.ts';
import { writeEdexml } from '../exchange/edexml/write.ts';
import { readUwlr } from '../exchange/uwlr/read.ts';
import { writeRosterAnswer } from '../exchange/uwlr/write.ts';
import { standardFile, standardsFolder, withoutStandards } from '../exchange/testing/standards.ts';
import { agreementVersion } from '../ordering/agreement.ts';
import { all, change, one, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { inventedDocument, inventedPupil } from '../roster/invented-document.ts';
import { rosterRoutes } from '../roster/routes.ts';
import { currentSchoolYear, listGroupPupils, listGroups } from '../roster/store.ts';
import { intakeRoutes } from './routes.ts';
import { listRosterDeliveries } from './store.ts';
import { takeTogether } from './take.ts';

const BYTES_MAX = 50_000;

describe('an EDEXML file by hand', () => {
  let platform: TestPlatform;
  let server: Server;
  let viewer: SchoolViewer;
  let school: { readonly schoolId: string; readonly brin: string };

  before(async () => {
    platform = await testPlatform({ UPLOAD_BYTES_MAX: String(BYTES_MAX) });
    server = await createServer({
      log: platform.log, uploadBytesMax: BYTES_MAX, renderError: ({ status }) => `fout ${status}`,
    });
    const gate: Gate = {
      school: async () => viewer, find: async () => viewer,
      service: async () => assert.fail('no page here is for customer service'),
    };
    intakeRoutes(server, platform, gate);
    rosterRoutes(server, platform, gate);
  });
  after(() => server.close());
  beforeEach(async () => { await enter(await newTestSchool(platform)); });

  async function enter(next: { readonly schoolId: string; readonly brin: string }): Promise<void> {
    school = next;
    const id = platform.newId();
    viewer = {
      kind: 'person', id, schoolId: school.schoolId, schoolName: 'De Proef', label: 'Bea Beheer',
      roles: ['administrator', 'supervisor'], ownGroupIds: [], actor: { kind: 'person', id },
    };
    await inSchool((tx) => change(tx, sql`insert into agreement_acceptance values
      (${tx.schoolId}, ${agreementVersion}, now(), 'person:x') on conflict do nothing`));
  }

  function inSchool<T>(work: (tx: TenantTx) => Promise<T>): Promise<T> {
    return platform.doors.withTenant(school.schoolId, viewer.actor, 'roster', work);
  }

  async function upload(
    file: string | Uint8Array,
  ): Promise<{ readonly status: number; readonly location: string; readonly body: string }> {
    const form = new FormData();
    form.append('bestand', new Blob([file as BlobPart]), 'EDEX.XML');
    const request = new Request('http://x', { method: 'POST', body: form });
    const answer = await server.inject({
      method: 'POST',
      url: '/beheer/edexml',
      payload: Buffer.from(await request.arrayBuffer()),
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
    });
    return { status: answer.statusCode, location: (answer.headers.location ?? ''), body: answer.body };
  }

  const get = async (url: string) => server.inject({ method: 'GET', url });
  const accept = (location: string, confirmed = false) => server.inject({
    method: 'POST', url: `${location}/inlezen`, payload: confirmed ? 'bevestigd=ja' : '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const pupilCount = async () =>
    (await inSchool((tx) => one<{ count: number }>(tx, sql`select count(*)::int as count from pupil`))).count;
  const ours = (keys: readonly string[]) =>
    inventedDocument(keys.map((key) => inventedPupil(key)), { brin6: `${school.brin}00` });
  const roster = () => inSchool(async (tx) => {
    const groups = await listGroups(tx, { schoolYear: currentSchoolYear(platform.clock) });
    const rows = [];
    for (const { groupId, name, kind, yearGroup, staff } of groups) {
      const pupils = await listGroupPupils(tx, groupId);
      rows.push({
        name, kind, yearGroup, staff: staff.map(({ lastName }) => lastName),
        pupils: pupils.map((pupil) => ({ ...pupil, pupilId: null })),
      });
    }
    return rows;
  });

  test('a file is shown before it is taken: nothing changes until a person says so', async () => {
    const { status, location } = await upload(writeEdexml(ours(['1', '2'])));
    assert.deepEqual([status, await pupilCount()], [303, 0]);
    const page = (await get(location)).body;
    assert.match(page, /Nieuwe leerlingen: 2/);
    assert.match(page, /Jansen-1, Kind 1/);
    assert.equal((await accept(location)).headers.location, '/beheer?melding=ingelezen');
    assert.equal(await pupilCount(), 2);
    assert.equal((await accept(location)).statusCode, 422);
  });

  test('what was taken can be taken back on its page, and what is not meant is put aside', async () => {
    const post = (url: string, payload = '') => server.inject({
      method: 'POST', url, payload, headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const first = (await upload(writeEdexml(ours(['1', '2'])))).location;
    await accept(first);
    const page = (await get(first)).body;
    for (const words of [/Wat er veranderde/, /Nieuwe leerlingen: 2/, /Draai terug/]) assert.match(page, words);
    assert.equal((await post(`${first}/terugdraaien`)).headers.location, first);
    assert.equal(await pupilCount(), 0);
    assert.match((await get(first)).body, /Deze levering is teruggedraaid/);
    assert.equal((await post(`${first}/terugdraaien`)).statusCode, 422);
    const second = (await upload(writeEdexml(ours(['1'])))).location;
    assert.equal((await post(`${second}/tegenhouden`)).headers.location, second);
    assert.equal((await accept(second)).statusCode, 422);
    assert.equal((await post('/beheer/gegevens/nacht', 'stil=ja')).statusCode, 303);
    assert.match((await get('/beheer/gegevens')).body, /teruggedraaid/);
  });

  test('the file and the message of one school give the same roster', async () => {
    const both = inventedDocument([
      inventedPupil('1', { lastName: 'Vries', prefix: 'de', compositeGroupKeys: ['p'] }),
      inventedPupil('2', { lastName: 'Ömer', groupKey: 'g5', yearGroup: '5' }),
    ], { brin6: `${school.brin}00` });
    await accept((await upload(writeEdexml(both))).location);
    const fromFile = await roster();
    await enter(await newTestSchool(platform));
    const ofOther = { ...both, school: { ...both.school, brin: school.brin as typeof both.school.brin } };
    const bytes = Buffer.from(writeRosterAnswer('all', { kind: 'roster', document: ofOther }, '2.2'));
    const { message, findings } = readUwlr(bytes);
    assert.ok(message?.type === 'roster-answer' && message.answer.kind === 'roster');
    const { document } = message.answer;
    await inSchool((tx) =>
      takeTogether(platform, tx, [
        { source: 'uwlr', bytes, site: `${school.brin}00`, document, findings },
      ]));
    assert.deepEqual(await roster(), fromFile);
    assert.equal(fromFile[0]?.pupils.length, 1);
  });

  test('a file of another school is refused, with the reason, and cannot be taken', async () => {
    const { location } = await upload(
      writeEdexml(inventedDocument([inventedPupil('1')], { brin6: '97ZZ00' })),
    );
    const page = (await get(location)).body;
    assert.match(page, /Dit zijn de gegevens van school 97ZZ00\. Uw school is /);
    assert.ok(!page.includes('/inlezen'));
    assert.equal((await accept(location, true)).statusCode, 422);
    assert.equal(await pupilCount(), 0);
  });

  test('without a third of the pupils a file is taken only when a person says so', async () => {
    await accept((await upload(writeEdexml(ours(['1', '2', '3'])))).location);
    const { location } = await upload(writeEdexml(ours(['1', '2'])));
    assert.match((await get(location)).body, /Meer dan een vijfde/);
    assert.equal((await accept(location)).statusCode, 422);
    assert.equal((await roster())[0]?.pupils.length, 3);
    assert.equal((await accept(location, true)).statusCode, 303);
    assert.equal((await roster())[0]?.pupils.length, 2);
  });

  test('a malformed, hostile, foreign or empty file gives a Dutch reason and changes nothing', async () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE EDEX [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><EDEX>&b;</EDEX>';
    const external =
      '<?xml version="1.0"?><!DOCTYPE EDEX [<!ENTITY x SYSTEM "file:///etc/passwd">]><EDEX>&x;</EDEX>';
    for (const file of ['<EDEX><school>', bomb, external, '<html/>', 'EDEXLL', '<EDEX/>', 'PK\u0003\u0004']) {
      const { status, location } = await upload(file);
      assert.equal(status, 303);
      const page = await get(location);
      assert.match(page.body, /Deze gegevens zijn niet ingelezen/, file);
      assert.ok(!page.body.includes('root:'));
    }
    assert.equal((await upload('')).status, 422);
    assert.equal(await pupilCount(), 0);
  });

  test('a file larger than the limit is not kept', async () => {
    const { status, body } = await upload(new Uint8Array(BYTES_MAX + 1).fill(32));
    assert.equal(status, 413);
    assert.match(body, /Er is niets ingelezen/);
    assert.deepEqual(await inSchool((tx) => listRosterDeliveries(tx, 5)), []);
  });

  test('a delivery or a group of the neighbouring school does not exist', async () => {
    const { location } = await upload(writeEdexml(ours(['1'])));
    await accept(location);
    const [group] = await inSchool((tx) => listGroups(tx, { schoolYear: currentSchoolYear(platform.clock) }));
    const groupHref = `/groepen/${group?.groupId}`;
    assert.deepEqual([(await get(location)).statusCode, (await get(groupHref)).statusCode], [200, 200]);
    await enter(await newTestSchool(platform));
    for (const href of [location, groupHref]) assert.equal((await get(href)).statusCode, 404, href);
    assert.equal((await accept(location)).statusCode, 404);
  });

  test('who looks at a delivery or a group is in the log, once for each look', async () => {
    const { location } = await upload(writeEdexml(ours(['1'])));
    const deliveryId = location.split('/').at(-1);
    await get(location);
    await accept(location);
    const [group] = await inSchool((tx) => listGroups(tx, { schoolYear: currentSchoolYear(platform.clock) }));
    await get(`/groepen/${group?.groupId}`);
    await get(`/groepen/${platform.newId()}`);
    const events = await inSchool((tx) => all(tx, sql`select event_code, subject_id, actor from audit_event
      where event_code like '%.read' order by event_id`));
    const actor = `person:${viewer.id}`;
    assert.deepEqual(events, [
      { eventCode: 'delivery.read', subjectId: deliveryId, actor },
      { eventCode: 'group.read', subjectId: group?.groupId, actor },
    ]);
  });

  test('a teacher sees the own groups and no other', async () => {
    await accept((await upload(writeEdexml(ours(['1'])))).location);
    const groups = await inSchool((tx) => listGroups(tx, { schoolYear: currentSchoolYear(platform.clock) }));
    const [own, other] = groups;
    viewer = { ...viewer, roles: ['teacher'], ownGroupIds: [own?.groupId ?? ''] };
    const page = (await get('/groepen')).body;
    assert.deepEqual([page.includes('groep 4'), page.includes('groep 5')], [true, false]);
    assert.deepEqual(
      [
        (await get(`/groepen/${own?.groupId}`)).statusCode,
        (await get(`/groepen/${other?.groupId}`)).statusCode,
      ],
      [200, 404],
    );
  });

  test('official examples are refused for another school and year, and loaded where they fit', async (t) => {
    if (standardsFolder() === null) return t.skip(withoutStandards);
    const examples = ['edexml-2.1/EDEXML.Voorbeeld.2.1.xml', 'edexml-2.0/EDEXML.Voorbeeld.2.0.xml'].map(
      standardFile,
    );
    const now = platform.clock.now();
    try {
      for (const file of examples) {
        const page = (await get((await upload(file)).location)).body;
        assert.match(page, /Dit zijn de gegevens van school 99ZZ00/);
        assert.match(page, /schooljaar 2014-2015/);
      }
      await enter(await newTestSchool(platform, { brin: '99ZZ' }));
      platform.clock.set(new Date('2014-11-26T09:00:00Z'));
      for (const file of examples)
        assert.equal((await accept((await upload(file)).location)).statusCode, 303);
      // Both examples are one school with three pupils, of whom one left (jaargroep H); the second adds
      // nobody.
      assert.equal(await pupilCount(), 2);
    } finally {
      platform.clock.set(now);
      await platform.doors.withPlatform((tx) =>
        change(
          tx,
          sql`update school_site set valid_to = '2026-01-01'
        where brin = '99ZZ' and school_id = ${school.schoolId}`,
        ),
      );
    }
    return undefined;
  });
});
