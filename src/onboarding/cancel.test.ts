import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { listAllListed, saveListed } from './basispoort/listed-store.ts';
import { cancelSchool, relinquish, requestDueRelinquishing } from './cancel.ts';
import { relinquishWantedJob } from './jobs.ts';
import { getOnboarding, listBasispoortConnections, savePermission } from './store.ts';

let server: Server;
let platform: TestPlatform;
const calls: string[] = [];

before(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => { body += piece.toString('utf8'); }).on('end', () => {
      calls.push(`${request.method} ${request.url?.replace(/^.*(?=permissions|instellingen)/, '')} ${body}`.trim());
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  platform = await testPlatform({ BASISPOORT_REST_URL: `http://127.0.0.1:${port}` });
});
after(() => { server.close(); });

test('who cancels reads on for ninety days; then lists are emptied and the permission goes back, once', async () => {
  const { schoolId, brin } = await newTestSchool(platform);
  const actor = { kind: 'person', id: platform.newId() } as const;
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
    platform.doors.withTenant(schoolId, actor, 'onboarding', work);
  const now = new Date('2032-01-19T08:00:00Z');
  platform.clock.set(now);
  await inSchool(async (tx) => {
    const site = `${brin}00`;
    await savePermission(tx, { institutionId: 60_001, site, reference: null, granted: true }, now);
    await saveListed(tx, 'leerling', { added: [7, 8], removed: [] }, now);
  });
  assert.equal(await cancelSchool(platform, schoolId, actor), '2032-04-18');
  platform.clock.advance(86_400_000);
  assert.equal(await cancelSchool(platform, schoolId, actor), '2032-04-18', 'again changes nothing');
  const asked = () => platform.jobs.asked.filter(({ name, data }) =>
    name === relinquishWantedJob.name && (data as { schoolId: string }).schoolId === schoolId).length;
  platform.clock.set(new Date('2032-04-17T12:00:00Z'));
  await requestDueRelinquishing(platform);
  assert.equal(asked(), 0);
  platform.clock.set(new Date('2032-04-18T12:00:00Z'));
  await requestDueRelinquishing(platform);
  await requestDueRelinquishing(platform);
  assert.equal(asked(), 1);

  for (const _ of [1, 2]) await relinquish(platform, schoolId);
  assert.deepEqual(calls, [
    'POST permissions/revoke {"methodes":[],"producten":["leerling"],"gebruikers":[7,8],"gebruikerEckIds":[]}',
    'DELETE instellingen/60001/uitgever/synchronizationpermission',
    'DELETE instellingen/60001/uitgever/synchronizationpermission',
  ]);
  assert.deepEqual(await inSchool(listAllListed), []);
  const [connection] = await inSchool(listBasispoortConnections);
  assert.notEqual(connection?.revokedAt, null);
  assert.equal((await inSchool((tx) => getOnboarding(tx, schoolId))).basispoortAcceptedAt, null);
});
