import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithLas, type SchoolWithLas } from '../../test/school-with-las.ts';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import { plainDate } from '../base/plain-date.ts';
import { NotFound } from '../platform/http/redirect.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { listOpenDoubts } from './doubt-store.ts';
import { doubtRoutes } from './doubt-routes.ts';
import { startInventedLas, type InventedLas } from './invented-las.ts';

const form = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };

describe('the screen for people of the roster in doubt', () => {
  let platform: TestPlatform;
  let las: InventedLas;
  let school: SchoolWithLas;
  let server: Server;
  let role: 'administrator' | 'teacher' = 'administrator';
  const known = (key: string) => inventedPupil(key, {
    lastName: 'Vries', prefix: 'de', callName: 'Sanne', birthDate: plainDate('2018-03-09'),
  });
  const others = ['1', '2', '3', '4', '5', '6'].map((key) => inventedPupil(key));
  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url });
    school = await newSchoolWithLas(platform, las);
    const gate: Gate = {
      school: async (_request, _reply, act) => {
        const viewer = { ...school.viewer, roles: [role] };
        if (act && !may(viewer, act)) throw new NotFound();
        return viewer;
      },
      service: async () => { throw new NotFound(); },
      find: async () => school.viewer,
    };
    server = await createServer({
      log: platform.log, uploadBytesMax: 10_000, renderError: ({ status }) => `fout ${status}`,
    });
    doubtRoutes(server, platform, gate);
    school.has({ '00': [...others, known('#a')] });
    await school.fetch();
  });
  after(async () => {
    await server.close();
    las.close();
  });

  const get = async (url = '/beheer/koppelen/lijst') => (await server.inject({ url })).body;
  const post = (fields: Readonly<Record<string, string>>) => server.inject({
    method: 'POST', url: '/beheer/koppelen/lijst', headers: form, payload: new URLSearchParams(fields).toString(),
  });
  const swapped = { ...known('#b'), birthDate: plainDate('2018-09-03') };
  const ask = async () => {
    platform.clock.advance(60_000);
    school.has({ '00': [...others, swapped] });
    await school.fetch();
    return await school.inSchool((tx) => listOpenDoubts(tx));
  };

  test('says so when nobody is in doubt', async () => {
    assert.match(await get(), /Er wacht niemand op u/);
  });

  test('shows what differs, takes one press, and never asks again', async () => {
    const [doubt] = await ask();
    const page = await get();
    for (const word of [/Sanne de Vries/, /dag en maand verwisseld/, /aria-keyshortcuts="1"/, /aria-keyshortcuts="n"/])
      assert.match(page, word);
    const fields = { levering: doubt?.deliveryId ?? '', twijfel: String(doubt?.doubtNo), vraag: '0' };
    assert.equal((await post(fields)).statusCode, 400, 'who it is has to be said');
    assert.equal((await post({ ...fields, wie: platform.newId() })).statusCode, 409, 'nobody of this school');
    const decided = await post({ ...fields, wie: doubt?.candidateIds[0] ?? '' });
    assert.equal(decided.headers.location, '/beheer/koppelen/lijst?vraag=0&gedaan=1');
    assert.equal((await post({ ...fields, wie: 'nieuw' })).statusCode, 409, 'a colleague was first');
    assert.match(await get(), /Er wacht niemand op u/);
    assert.deepEqual(await ask(), [], 'the same delivery does not ask again');
  });

  test('is there for who may match pupils, and for nobody else', async () => {
    role = 'teacher';
    assert.equal((await server.inject({ url: '/beheer/koppelen/lijst' })).statusCode, 404);
    role = 'administrator';
  });
});
