import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { mainSite, parseBrin } from '../../base/brin.ts';
import { openBasispoort, type BasispoortClient } from './client.ts';

interface Seen { readonly method: string; readonly url: string; readonly token: string | undefined }

describe('the REST services of Basispoort', () => {
  let server: Server;
  let basispoort: BasispoortClient;
  let answer: (seen: number, response: ServerResponse) => void;
  const seen: Seen[] = [];
  const brin = parseBrin('99XX');
  assert.ok(brin.ok);
  const site = { brin: brin.value, site: mainSite };

  before(async () => {
    server = createServer((request: IncomingMessage, response) => {
      const token = request.headers['x-uitgever-certificaat'];
      seen.push({
        method: request.method ?? '',
        url: request.url ?? '',
        token: typeof token === 'string' ? token : undefined,
      });
      request.resume().on('end', () => answer(seen.length, response));
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    basispoort = openBasispoort(
      {
        restUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bp`,
        issuerUrl: null,
        identityCode: 'inbeeld',
        publisherToken: 'wie-wij-zijn',
        clientId: '',
        clientSecret: '',
      },
      [1, 1],
    );
  });
  after(() => { server.close(); });
  beforeEach(() => { seen.length = 0; });

  const json = (value: unknown, status = 200) => (_: number, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };

  test('a school is found by exactly its BRIN and site; an absent site is the main one', async () => {
    answer = json([{ id: 1, brincode: '99XX01', actief: true }, { id: 2, brincode: '99XX', actief: true }]);
    assert.equal(await basispoort.findInstitution(site), 2);
    answer = json([
      { id: 3, brincode: '99XX00', actief: false },
      { id: 4, brincode: null },
      { id: 5, brincode: '99XY00' },
    ]);
    assert.equal(await basispoort.findInstitution(site), null);
    assert.deepEqual(seen[0], {
      method: 'GET',
      url: '/bp/rest/v2/nawsearch?brincode=99XX&activeOnly=true',
      token: 'wie-wij-zijn',
    });
  });

  test('reading is tried again while the other side is down, and no longer than three times', async () => {
    answer = (count, response) =>
      (count < 3 ? json({}, 503) : json({ hasSynchronizationPermission: true }))(count, response);
    assert.equal(await basispoort.hasPermission(7, false), true);
    answer = json({}, 500);
    await assert.rejects(basispoort.hasPermission(7, false), { name: 'Outage', retryable: true });
    assert.equal(seen.length, 6);
  });

  test('a refusal is not tried again, and its message names the path without ids', async () => {
    answer = json({ status: 403, code: 'GEEN_TOESTEMMING', message: 'Sanne de Vries' }, 403);
    await assert.rejects(basispoort.listPupils(7), {
      message: 'basispoort GET /rest/v2/instellingen/{id}/leerlingen answered 403 GEEN_TOESTEMMING',
      retryable: false,
    });
    answer = (_, response) => { response.writeHead(404).end('niet gevonden'); };
    await assert.rejects(basispoort.listStaff(7), {
      message: 'basispoort GET /rest/v2/instellingen/{id}/staf answered 404',
    });
    assert.equal(seen.length, 2);
  });

  test('another address is not followed: what tells them who we are goes nowhere else', async () => {
    answer = (_, response) => { response.writeHead(307, { location: '/elders' }).end(); };
    await assert.rejects(basispoort.listStaff(7), { name: 'Outage', retryable: false });
    assert.deepEqual(seen.map(({ url }) => url), ['/bp/rest/v2/instellingen/7/staf']);
  });

  test('people may lack an ECK iD and a key; a number beyond 2^53 is refused', async () => {
    answer = json({
      leerlingen: [
        { id: 12, eckid: null, persoonsgegevens: {} },
        { id: 13, eckid: 'e', lasKey: 'k', extra: 1 },
      ],
    });
    assert.deepEqual(await basispoort.listPupils(7), [
      { userId: 12, eckId: null, lasKey: null },
      { userId: 13, eckId: 'e', lasKey: 'k' },
    ]);
    answer = (_, response) => {
      response.end('{"leerlingen":[{"id":9007199254740993}]}');
    };
    await assert.rejects(basispoort.listPupils(7), { name: 'Outage', retryable: false });
  });

  test('an empty difference makes no call', async () => {
    await basispoort.addUsers('m', 'p', []);
    assert.deepEqual(seen, []);
  });
});
