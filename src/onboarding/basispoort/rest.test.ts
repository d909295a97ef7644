import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { mainSite, parseBrin } from '../../base/brin.ts';
import { restPortal } from './rest.ts';
import { openTransport } from './transport.ts';
import type { RosterPortal } from './types.ts';

interface Seen {
  readonly method: string; readonly url: string; readonly token: string | undefined; readonly body: string;
}

describe('the REST services of Basispoort', () => {
  let server: Server;
  let basispoort: RosterPortal;
  let restUrl: string;
  let answer: (seen: number, response: ServerResponse) => void;
  const seen: Seen[] = [];
  const brin = parseBrin('99XX');
  assert.ok(brin.ok);
  const site = { brin: brin.value, site: mainSite };

  before(async () => {
    server = createServer((request: IncomingMessage, response) => {
      const token = request.headers['x-uitgever-certificaat'];
      let body = '';
      request.on('data', (piece: Buffer) => { body += piece.toString('utf8'); }).on('end', () => {
        seen.push({
          method: request.method ?? '', url: request.url ?? '', body,
          token: typeof token === 'string' ? token : undefined,
        });
        answer(seen.length, response);
      });
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    restUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bp`;
    basispoort = portal('sandbox');
  });
  const portal = (environment: 'sandbox' | 'production') => restPortal(
    { restUrl, environment, identityCode: 'inbeeld', publisherToken: 'wie-wij-zijn' },
    openTransport(() => [], null), [1, 1]);
  after(() => { server.close(); });
  beforeEach(() => { seen.length = 0; });

  const json = (value: unknown, status = 200) => (_: number, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };

  test('a school is found by exactly its BRIN and site; an absent site is the main one', async () => {
    answer = json([{ id: 1, brincode: '99XX01', actief: true }, { id: 2, brincode: '99XX', actief: true }]);
    assert.deepEqual(await basispoort.findSchool(site), { kind: 'found', institutionId: 2 });
    answer = json([{ id: 4, brincode: null }, { id: 5, brincode: '99XY00' }]);
    assert.deepEqual(await basispoort.findSchool(site), { kind: 'unknown' });
    assert.deepEqual(seen[0], {
      method: 'GET', url: '/bp/rest/v2/nawsearch?brincode=99XX&activeOnly=true', token: 'wie-wij-zijn', body: '',
    });
  });

  test('two active schools with one site are nobody: a person has to look', async () => {
    answer = json([{ id: 1, brincode: '99XX00', actief: true }, { id: 2, brincode: '99XX', actief: true }]);
    assert.deepEqual(await basispoort.findSchool(site), { kind: 'ambiguous' });
  });

  test('a merger is followed, also a second one, and never round in a circle', async () => {
    const files: Record<string, object> = {
      3: { actief: false, gefuseerdNaar: 4 }, 4: { actief: false, gefuseerdNaar: 5 },
      5: { actief: true, brincode: '99XY', dependancecode: '01' },
    };
    answer = (_, response) => {
      const { url = '' } = seen.at(-1) ?? {};
      const id = /instellingen\/(\d+)/.exec(url)?.[1];
      const found = url.includes('activeOnly=true') ? [] : [{ id: 3, brincode: '99XX00', actief: false }];
      json(id ? files[id] : found)(0, response);
    };
    const merged = await basispoort.findSchool(site);
    assert.deepEqual(merged, { kind: 'merged', institutionId: 5, site: { brin: '99XY', site: '01' } });
    files['5'] = { actief: true, brincode: '99XX', dependancecode: '' };
    assert.deepEqual(await basispoort.findSchool(site), { kind: 'found', institutionId: 5 });
    files['5'] = { actief: false, gefuseerdNaar: 3 };
    assert.deepEqual(await basispoort.findSchool(site), { kind: 'inactive' });
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

  test('staff have a set of roles; one that nobody knows is left out, and so is what is no date', async () => {
    answer = json({
      medewerkers: [
        { id: 1, rollen: ['Stagiair', 'Leerkracht', 'Tovenaar'], einddatum: '2027-07-31T00:00:00Z' },
        { id: 2, rollen: null, einddatum: 'ooit' },
      ],
    });
    assert.deepEqual((await basispoort.listStaff(7)).map(({ roles, endsOn }) => [roles, endsOn]),
      [[['Leerkracht', 'Stagiair'], '2027-07-31'], [[], null]]);
  });

  test('a pilot ECK iD in production, and a real one in the sandbox, spoil the whole answer', async () => {
    const pupilWith = (eckid: string) => json({ leerlingen: [{ id: 1, eckid: null }, { id: 2, eckid }] });
    answer = pupilWith('https://ketenid.nl/pilot/ab');
    assert.equal((await basispoort.listPupils(7)).length, 2);
    await assert.rejects(portal('production').listPupils(7), { name: 'Outage', retryable: false });
    answer = pupilWith('https://ketenid.nl/201703/ab');
    await assert.rejects(basispoort.listPupils(7), { name: 'Outage', retryable: false });
    assert.equal((await portal('production').listPupils(7)).length, 2);
  });

  test('an answer that was cut off is asked for again; a word instead of a permission is not believed', async () => {
    const whole = '{"hasSynchronizationPermission":true}';
    answer = (count, response) => { response.end(count === 1 ? whole.slice(0, 12) : whole); };
    assert.equal(await basispoort.hasPermission(7, true), true);
    assert.equal(seen.length, 2);
    answer = json({ hasSynchronizationPermission: 'ja' });
    await assert.rejects(basispoort.hasPermission(7, true), { name: 'Outage', retryable: false });
  });

  test('many people go on a list in one call with every list named, and nobody in none', async () => {
    answer = (_, response) => { response.writeHead(204).end(); };
    await basispoort.grant({ tileIds: ['leerling'], userIds: [] });
    assert.deepEqual(seen, []);
    await basispoort.revoke({ tileIds: ['leerling'], userIds: [3, 4] });
    const [{ method, url, body } = assert.fail('a call')] = seen;
    assert.deepEqual([method, url], ['POST', '/bp/hosted-lika/management/lika/inbeeld/permissions/revoke']);
    assert.deepEqual(JSON.parse(body),
      { methodes: [], producten: ['leerling'], gebruikers: [3, 4], gebruikerEckIds: [] });
  });

  test('the token of the sandbox goes to a sandbox alone', async () => {
    answer = json([]);
    await portal('production').listPermitted();
    assert.equal(seen[0]?.token, undefined);
  });

  test('a product says for whom it is, and its icon is a type, a comma and base64', async () => {
    answer = (_, response) => { response.writeHead(204).end(); };
    const method = { id: 'm', name: 'M', url: null, audience: null, iconSvg: null };
    const tile = { id: 'p', name: 'P', url: 'https://ons.example', audience: 'pupils' as const, iconSvg: '<svg/>' };
    await basispoort.putTiles({ method, tiles: [tile] });
    assert.deepEqual(seen.map(({ url }) => url.replace(/^.*lika\/inbeeld\//, '')),
      ['methode/m', 'methode/m/product/p']);
    assert.deepEqual(JSON.parse(seen[1]?.body ?? ''), {
      id: 'p', naam: 'P', url: 'https://ons.example', tags: ['toetsApplicatie'],
      icon: 'image/svg+xml,PHN2Zy8+',
    });
  });
});
