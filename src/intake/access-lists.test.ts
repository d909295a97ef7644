import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { admit } from '../access/sign-in.ts';
import { listDoubts } from '../onboarding/basispoort/store.ts';
import { savePermission } from '../onboarding/store.ts';
import { change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { inventedDocument, inventedPupil, inventedTeacher } from '../roster/invented-document.ts';
import { pushAccessLists, verifyAccessLists } from './access-lists.ts';
import { learnPerson } from './access-person.ts';
import { takeTogether } from './take.ts';

const OTHER_SCHOOL = 999;

let server: Server;
let platform: TestPlatform;
/** What Basispoort holds: people, and access lists by product. */
const people = {
  leerlingen: [
    { id: 11, eckid: 'eck-anna', lasKey: 'x' },
    { id: 12, eckid: null, lasKey: '2' },
    { id: 13, eckid: 'eck-vreemd' },
  ],
  medewerkers: [{ id: 21, eckid: null, lasKey: 't1' }],
} as {
  leerlingen: { id: number; eckid: string | null; lasKey?: string | null }[];
  medewerkers: { id: number; eckid: string | null; lasKey: string; einddatum?: string }[];
};
const lists = new Map([['leerling', new Set([OTHER_SCHOOL])], ['leerkracht', new Set([OTHER_SCHOOL])]]);
const calls: string[] = [];
/** Numbers that it drops without a word. */
const dropped = new Set<number>();

before(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => { body += piece.toString('utf8'); }).on('end', () => {
      const { method = '', url = '' } = request;
      if (method !== 'GET') calls.push(`${method} ${url.replace(/^.*\/lika\/inbeeld\//, '')}`);
      response.end(JSON.stringify(answer(url, body)));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  platform = await testPlatform({ BASISPOORT_REST_URL: `http://127.0.0.1:${port}` });
});
after(() => { server.close(); });

function answer(url: string, body: string): unknown {
  if (url.endsWith('/leerlingen')) return { leerlingen: people.leerlingen };
  if (url.endsWith('/staf')) return { medewerkers: people.medewerkers };
  const verb = /permissions\/(grant|revoke)$/.exec(url)?.[1];
  if (verb) {
    const { producten, gebruikers } = JSON.parse(body) as { producten: string[]; gebruikers: number[] };
    for (const list of producten.map((id) => lists.get(id))) {
      for (const userId of gebruikers) {
        if (verb === 'grant' && !dropped.has(userId)) list?.add(userId);
        if (verb === 'revoke') list?.delete(userId);
      }
    }
    return null;
  }
  return { gebruikers: [...lists.get(/product\/(\w+)\/gebruiker/.exec(url)?.[1] ?? '') ?? []] };
}

test('access lists follow the roster, leave other schools alone, and are sent as differences', async () => {
  const { schoolId, brin } = await newTestSchool(platform);
  const site = `${brin}00`;
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
    platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster', work);
  const load = (keys: readonly string[]) => inSchool((tx) => takeTogether(platform, tx, [{
    source: 'uwlr', bytes: new Uint8Array(), site, findings: [],
    document: inventedDocument([
      ...keys.map((key) => inventedPupil(key, key === '1' ? { eckId: 'eck-anna' } : {})),
      ...['5', '6', '7', '8', '9'].map((key) => inventedPupil(key)),
    ], { brin6: site, staff: [inventedTeacher('t1')] }),
  }]));
  const now = platform.clock.now();
  const permission = { institutionId: 40_001, site, reference: null, granted: true };
  await load(['1', '2']);
  await pushAccessLists(platform, schoolId);
  assert.deepEqual(calls, [], 'a school that gave no permission is passed by');

  await inSchool((tx) => savePermission(tx, permission, now));
  await pushAccessLists(platform, schoolId);
  assert.deepEqual([...lists.get('leerling') ?? []], [OTHER_SCHOOL, 11, 12]);
  assert.deepEqual([...lists.get('leerkracht') ?? []], [OTHER_SCHOOL, 21]);

  calls.length = 0;
  await pushAccessLists(platform, schoolId);
  assert.deepEqual(calls, [
    'PUT methode/leerling-in-beeld', 'PUT methode/leerling-in-beeld/product/leerkracht',
    'PUT methode/leerling-in-beeld/product/leerling',
  ]);

  calls.length = 0;
  await load(['2']);
  await pushAccessLists(platform, schoolId);
  assert.deepEqual([...lists.get('leerling') ?? []], [OTHER_SCHOOL, 12]);
  assert.deepEqual(calls.slice(3), ['POST permissions/revoke']);

  // Who was dropped is found by reading back, and who is there unasked is taken off.
  lists.set('leerling', new Set([OTHER_SCHOOL, 11]));
  assert.equal(await verifyAccessLists(platform), 1);
  await pushAccessLists(platform, schoolId);
  assert.deepEqual([...lists.get('leerling') ?? []], [OTHER_SCHOOL, 12]);
  assert.equal(await verifyAccessLists(platform), 0);

  // Somebody whose last day has passed is off the list, and so is who two keys call two people.
  people.medewerkers = [{ id: 21, eckid: null, lasKey: 't1', einddatum: '2027-01-18' }];
  people.leerlingen = [{ id: 12, eckid: 'eck-anna', lasKey: '2' }];
  await pushAccessLists(platform, schoolId);
  assert.deepEqual([...lists.values()].map((list) => [...list]), [[OTHER_SCHOOL], [OTHER_SCHOOL]]);
  assert.deepEqual((await inSchool(listDoubts)).map(({ userKind, userId, reason }) => [userKind, userId, reason]),
    [['pupil', 12, 'keys-disagree']]);
});

test('somebody at the door whom we do not know yet is asked for once, and recognised by the same rule', async () => {
  const { schoolId, brin } = await newTestSchool(platform);
  const site = `${brin}00`;
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
    platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster', work);
  await inSchool((tx) => takeTogether(platform, tx, [{
    source: 'uwlr', bytes: new Uint8Array(), site, findings: [],
    document: inventedDocument([inventedPupil('1', { eckId: 'eck-anna' })], { brin6: site }),
  }]));
  await inSchool((tx) => change(tx, sql`update onboarding set step1_completed_at = now()
    where school_id = ${schoolId}`));
  await inSchool((tx) => savePermission(tx, { institutionId: 40_002, site, reference: null, granted: true },
    platform.clock.now()));
  people.leerlingen = [{ id: 31, eckid: 'eck-anna', lasKey: null }, { id: 32, eckid: 'eck-vreemd' }];
  const knock = (basispoortId: number) => admit(platform,
    { institutionId: 40_002, kind: 'pupil', basispoortId, eckId: null }, learnPerson(platform));
  assert.equal((await knock(31)).ok, true);
  assert.deepEqual(await knock(32), { ok: false, refusal: 'person-unknown' });
  calls.length = 0;
  assert.equal((await knock(31)).ok, true, 'the second time the portal is not asked');
  assert.deepEqual(calls, []);
});
