import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import { plainDate } from '../base/plain-date.ts';
import { NotFound } from '../platform/http/redirect.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { importHistoryCsv } from './import-files.ts';
import { matchRoutes } from './match-routes.ts';

const form = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
const head = 'leerlingsleutel;achternaam;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum;jaargroep;'
  + 'vaardigheidsscore';

function line(key: string, lastName: string, callName: string, born: string, moment = 'M5'): string {
  return `${key};${lastName};${callName};${born};Rekenen-Wiskunde;${moment};3.0 (synthetisch);22-1-2026;5;640`;
}

describe('the screen for pupils in doubt', () => {
  let platform: TestPlatform;
  let school: SchoolWithRoster;
  let server: Server;
  before(async () => {
    platform = await testPlatform();
    school = await newSchoolWithRoster(platform, {
      lasUrl: null,
      pupils: [
        inventedPupil('L0', { callName: 'Sanne', lastName: 'Vries', birthDate: plainDate('2016-03-09') }),
        inventedPupil('L1', { callName: 'Nora', lastName: 'Kok', birthDate: plainDate('2016-07-23') }),
      ],
    });
    const gate: Gate = {
      school: async (_request, _reply, act) => {
        if (act && !may(school.administrator, act)) throw new NotFound();
        return school.administrator;
      },
      service: async () => { throw new NotFound(); },
      find: async () => school.administrator,
    };
    server = await createServer({
      log: platform.log, uploadBytesMax: 10_000, renderError: ({ status }) => `fout ${status}`,
    });
    matchRoutes(server, platform, gate);
    const lines = [
      head, line('', 'Vries', 'S.', '9-3-2016'), line('71', 'Kok', 'Nora', '23-7-2016'),
      line('72', 'Kok', 'Nora', '23-7-2016', 'E5'), line('', 'Vertrokken', 'Kees', '1-1-2014'),
      line('', 'Verhuisd', 'Mia', '2-2-2014'), line('L0', 'Vries', 'Sanne', '9-3-2016'),
    ];
    await importHistoryCsv(platform, school.administrator, Buffer.from(`${lines.join('\n')}\n`));
  });
  after(() => server.close());

  const get = async (url: string) => server.inject({ url });
  const post = (url: string, fields: Readonly<Record<string, string>>) =>
    server.inject({ method: 'POST', url, headers: form, payload: new URLSearchParams(fields).toString() });

  test('tells how far somebody is, what differs, and which keys work', async () => {
    const { body } = await get('/beheer/koppelen');
    for (const word of [
      /0 van 5 leerlingen gedaan/, /alleen de voorletter past/, /heeft al 1 oud resultaat/,
      ...['1', 'n', 'o'].map((key) => new RegExp(`aria-keyshortcuts="${key}"`)),
    ]) assert.match(body, word);
    assert.doesNotMatch(body, /aria-keyshortcuts="u"/, 'there is nothing to take back yet');
    assert.match((await get('/beheer/koppelen?vraag=1')).body, /autofocus/, 'who decided goes on at the question');
    assert.doesNotMatch(body, /autofocus/);
  });

  test('shows what making one child of two would do, does it, and takes it back in one', async () => {
    const preview = await get('/beheer/koppelen/samen?vraag=1');
    for (const word of [/Samen worden zij Nora Kok/, /sleutel 71/, /sleutel 72/, /2 resultaten tellen mee/])
      assert.match(preview.body, word);
    assert.equal((await get('/beheer/koppelen/samen?vraag=0')).statusCode, 303, 'nobody is like S. Vries');
    const merge = { leerling: school.pupilIds.get('L1')!, 'bron-1': 'las:71', 'bron-2': 'las:72' };
    assert.match((await post('/beheer/koppelen/samen', merge)).headers.location ?? '', /gedaan=2/);
    assert.match((await post('/beheer/koppelen/samen', merge)).headers.location ?? '', /niets=1/);
    assert.match((await get('/beheer/koppelen')).body, /2 van 5 leerlingen gedaan/);
    assert.equal((await post('/beheer/koppelen/ongedaan', { bron: 'las:72', laatste: '1' })).statusCode, 303);
    assert.match((await get('/beheer/koppelen?terug=1')).body, /0 van 5 leerlingen gedaan/);
  });

  test('passes over those who are nobody here, and says no when they are others than were shown', async () => {
    assert.match((await get('/beheer/koppelen')).body, /2 leerlingen die wij niet vinden/);
    assert.equal((await post('/beheer/koppelen/onbekend', { aantal: '7' })).statusCode, 409);
    assert.match((await post('/beheer/koppelen/onbekend', { aantal: '2' })).headers.location ?? '', /gedaan=2/);
  });

  test('lists who was matched without a person, each with a way back', async () => {
    const { body } = await get('/beheer/koppelen/vanzelf');
    assert.match(body, /Vries, Sanne[\s\S]*sleutel L0[\s\S]*Klopt niet/);
    const undone = await post('/beheer/koppelen/ongedaan', { bron: 'las:L0' });
    assert.equal(undone.headers.location, '/beheer/koppelen?terug=1');
    assert.match((await get('/beheer/koppelen/vanzelf')).body, /Er is nog niets gekoppeld/);
    assert.match((await get('/beheer/koppelen?terug=1')).body, /Iemand nam een eerdere koppeling terug/);
  });
});
