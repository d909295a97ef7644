import assert from 'node:assert/strict';
import { createServer as createPlainServer, type Server as PlainServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../../test/platform.ts';
import type { Gate } from '../../access/gate.ts';
import type { SchoolViewer } from '../../access/types.ts';
import { agreementVersion } from '../../ordering/agreement.ts';
import { change, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { createServer, type Server } from '../../platform/http/server.ts';
import { onboardingRoutes } from '../routes.ts';
import { saveDoubts } from './store.ts';
import { getOnboarding, listBasispoortConnections, savePermission } from '../store.ts';

describe('Basispoort that gives no answer', () => {
  let platform: TestPlatform;
  let basispoort: PlainServer;
  let server: Server;
  let viewer: SchoolViewer;

  before(async () => {
    basispoort = createPlainServer((_, response) => { response.writeHead(503).end(); });
    await new Promise<void>((resolve) => { basispoort.listen(0, '127.0.0.1', resolve); });
    platform = await testPlatform({
      BASISPOORT_REST_URL: `http://127.0.0.1:${(basispoort.address() as AddressInfo).port}`,
    });
    const { schoolId } = await newTestSchool(platform);
    const id = platform.newId();
    viewer = {
      kind: 'person', id, schoolId, schoolName: 'De Proef', label: 'Bea Beheer', roles: ['administrator'],
      ownGroupIds: [], actor: { kind: 'person', id },
    };
    await inSchool(async (tx) => {
      await change(tx, sql`insert into agreement_acceptance values
        (${tx.schoolId}, ${agreementVersion}, now(), 'person:x')`);
      const asked = { institutionId: 51_234, site: '99XX00', reference: null, granted: false };
      await savePermission(tx, asked, platform.clock.now());
    });
    server = await createServer({
      log: platform.log, uploadBytesMax: 1000, renderError: ({ status }) => `fout ${status}`,
    });
    const gate: Gate = {
      school: async () => viewer, find: async () => viewer,
      service: async () => assert.fail('no page here is for customer service'),
    };
    onboardingRoutes(server, platform, gate);
  });
  after(async () => {
    basispoort.close();
    await server.close();
  });

  function inSchool<T>(work: (tx: TenantTx) => Promise<T>): Promise<T> {
    return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'onboarding', work);
  }

  test('Basispoort not accepted: the page names the one role that can do it, and until when it takes', async () => {
    const { body } = await server.inject('/beheer/basispoort');
    assert.match(body, /Log in bij Basispoort als ICT-coördinator\. Een leerkracht of directeur kan dit niet/);
    assert.match(body, /In Basispoort kan een wijziging tot morgen duren/);
  });

  test('Basispoort and LAS that name two people: told by number, with who must do what', async () => {
    await inSchool((tx) => saveDoubts(tx, 'pupil', [{ userKind: 'pupil', userId: 4711, reason: 'keys-disagree' }],
      platform.clock.now()));
    const { body } = await server.inject('/beheer/basispoort');
    assert.match(body, /Leerling met nummer 4711 in Basispoort: de sleutels wijzen twee mensen aan/);
    assert.match(body, /Vraag de administratie of ECK iD en LAS-sleutel/);
  });

  for (const act of ['vragen', 'controleren']) {
    test(`is told on the page itself after "${act}", with what there was`, async () => {
      const state = () => inSchool(async (tx) =>
        [await getOnboarding(tx, tx.schoolId), await listBasispoortConnections(tx)]);
      const before = await state();
      const answer = await server.inject({ method: 'POST', url: `/beheer/basispoort/${act}` });
      assert.equal(answer.statusCode, 503);
      assert.match(answer.body, /Basispoort geeft nu geen antwoord\. Wat u al deed, is bewaard\./);
      assert.match(answer.body, /99XX00/);
      assert.match(answer.body, /action="\/beheer\/basispoort\/controleren"/);
      assert.deepEqual(await state(), before);
    });
  }
});
