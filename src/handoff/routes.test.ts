import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { inventOwnResult } from '../../test/invented-own-result.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import type { Role } from '../access/types.ts';
import { writeConfirmation, writeFault } from '../exchange/uwlr/write.ts';
import { NotFound } from '../platform/http/redirect.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { silentLog } from '../platform/log.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { openResultsLink } from './actions.ts';
import { bindHandoffJobs } from './jobs.ts';
import { handoffRoutes } from './routes.ts';

describe('the pages of the results link', () => {
  let platform: TestPlatform;
  let las: FakeLas;
  let server: Server;
  let school: SchoolWithRoster;
  let resultId: string;
  let roles: readonly Role[];
  before(async () => {
    platform = await testPlatform();
    las = await openFakeLas();
    bindHandoffJobs(platform);
    server = await createServer({
      log: silentLog, uploadBytesMax: 1_000_000, renderError: ({ status }) => `error ${status}`,
    });
    const signedIn: Pick<Gate, 'school'> = {
      school: async (_request, _reply, act) => {
        const viewer = { ...school.administrator, roles };
        if (act && !may(viewer, act)) throw new NotFound();
        return viewer;
      },
    };
    handoffRoutes(server, platform, signedIn as Gate);
  });
  after(async () => {
    await server.close();
    await las.close();
  });
  beforeEach(async () => {
    las.answer = () => ({ status: 200, body: writeConfirmation() });
    roles = ['administrator'];
    school = await newSchoolWithRoster(platform, {
      lasUrl: las.url, pupils: [inventedPupil('L1', { yearGroup: '5' }), inventedPupil('L2', { yearGroup: '5' })],
    });
    resultId = await inventOwnResult(platform, school, { pupilKey: 'L1' });
    await openResultsLink(platform, school.administrator);
    await platform.jobs.run();
    las.calls.length = 0;
  });

  const get = async (url: string) => {
    const { statusCode, body } = await server.inject({ url });
    return { statusCode, body };
  };
  const post = async (url: string, form: Readonly<Record<string, string>> = {}) => {
    const { statusCode, headers } = await server.inject({
      method: 'POST', url, payload: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    });
    await platform.jobs.run();
    return [statusCode, headers.location];
  };
  const list = '/beheer/resultaten/berichten';
  const firstMessage = async (): Promise<string> =>
    /berichten\/[0-9a-f-]{36}/.exec((await get(list)).body)?.[0].replace('berichten', list) ?? '';

  test('a message is found by its kind and how it ended, opened, and sent again', async () => {
    assert.match((await get(`${list}?soort=roster`)).body, /Geen berichten met deze keuze/);
    assert.match((await get(`${list}?soort=results&afloop=accepted&pagina=9`)).body, /resultaten brengen/);
    const message = await firstMessage();
    assert.match((await get(message)).body, /Deze resultaten opnieuw sturen/);
    assert.deepEqual(await post(`${message}/opnieuw`), [303, '/beheer/resultaten?melding=opnieuw']);
    assert.equal(las.calls.length, 1);
    assert.match((await get('/beheer/resultaten?melding=opnieuw')).body, /Ze gaan opnieuw/);
    assert.equal((await get(`${list}/${platform.newId()}`)).statusCode, 404);
  });

  test('a message of which the LAS refused one result says that it was divided', async () => {
    await inventOwnResult(platform, school, { pupilKey: 'L2' });
    las.answer = ({ body }) => (body.includes('>L2<')
      ? { status: 500, body: writeFault('LeerlingOngeldig', '') } : { status: 200, body: writeConfirmation() });
    await post('/beheer/resultaten/periode', { schooljaar: '2026-2027', moment: 'M', toets: 'RW-M5' });
    assert.match((await get(`${list}?afloop=trouble`)).body, /verdeeld/);
  });

  test('a period is chosen, looked at and sent once more', async () => {
    const page = (await get('/beheer/resultaten/periode')).body;
    const href = /\/beheer\/resultaten\/periode\/kiezen[^"]*/.exec(page)?.[0].replaceAll('&amp;', '&') ?? '';
    assert.match((await get(href)).body, /1 resultaat opnieuw sturen/);
    assert.equal((await get(href.replace('2026-2027', '2025-2026'))).statusCode, 404);
    const choice = { schooljaar: '2026-2027', moment: 'M', toets: 'RW-M5' };
    assert.deepEqual(await post('/beheer/resultaten/periode', choice),
      [303, '/beheer/resultaten?melding=opnieuw']);
    assert.equal(las.calls.length, 1);
  });

  test('a result is withdrawn, and ticked off once it is out of the LAS', async () => {
    const page = `/beheer/resultaten/intrekken/${resultId}`;
    assert.match((await get(page)).body, /Resultaat intrekken/);
    assert.deepEqual(await post(page), [303, '/beheer/resultaten?melding=weghalen']);
    assert.deepEqual((await get(page)).statusCode, 404);
    const key = /name="sleutel" value="([^"]+)"/.exec((await get('/beheer/resultaten')).body)?.[1] ?? '';
    assert.deepEqual(await post('/beheer/resultaten/weggehaald', { sleutel: key }),
      [303, '/beheer/resultaten?melding=weggehaald']);
    assert.ok(!(await get('/beheer/resultaten')).body.includes('name="sleutel"'));
  });

  test('who may only look finds no way to send, withdraw or read what is in a message', async () => {
    const message = await firstMessage();
    roles = ['director'];
    assert.ok(!(await get(message)).body.includes('leerlingid'));
    assert.ok(!(await get('/beheer/resultaten')).body.includes('intrekken/'));
    const closed = [`${message}/opnieuw`, '/beheer/resultaten/periode', `/beheer/resultaten/intrekken/${resultId}`];
    for (const url of closed) {
      const [status] = await post(url, { schooljaar: '2026-2027', moment: 'M', toets: 'RW-M5' });
      assert.equal(status, 404, url);
    }
    roles = ['teacher'];
    assert.equal((await get(list)).statusCode, 404);
    assert.equal(las.calls.length, 0);
  });
});
