import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { savePermission } from '../onboarding/store.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { inventedDocument, inventedPupil, inventedTeacher } from '../roster/invented-document.ts';
import { pushAccessLists } from './access-lists.ts';
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
};
const lists = new Map([['leerling', new Set([OTHER_SCHOOL])], ['leerkracht', new Set([OTHER_SCHOOL])]]);
const calls: string[] = [];

before(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => { body += piece.toString('utf8'); }).on('end', () => {
      const { method = '', url = '' } = request;
      if (method !== 'GET') calls.push(`${method} ${url.replace(/^.*\/methode/, 'methode')}`);
      response.end(JSON.stringify(answer(method, url, body)));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  platform = await testPlatform({ BASISPOORT_REST_URL: `http://127.0.0.1:${port}` });
});
after(() => { server.close(); });

function answer(method: string, url: string, body: string): unknown {
  if (url.endsWith('/leerlingen')) return { leerlingen: people.leerlingen };
  if (url.endsWith('/staf')) return { medewerkers: people.medewerkers };
  const list = lists.get(/product\/(\w+)\/gebruiker/.exec(url)?.[1] ?? '');
  if (!list) return null;
  const named = method === 'POST' ? (JSON.parse(body) as { gebruikers: number[] }).gebruikers : [];
  for (const userId of named) if (url.endsWith('addlist')) list.add(userId); else list.delete(userId);
  return { gebruikers: [...list] };
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

  await load(['2']);
  await pushAccessLists(platform, schoolId);
  assert.deepEqual([...lists.get('leerling') ?? []], [OTHER_SCHOOL, 12]);
});
