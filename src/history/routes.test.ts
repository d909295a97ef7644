import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import type { Gate } from '../access/gate.ts';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { present } from '../base/assert.ts';
import { plainDate } from '../base/plain-date.ts';
import { handoffRoutes } from '../handoff/routes.ts';
import { all, sql } from '../platform/database/query.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { NotFound } from '../platform/http/redirect.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { historyRoutes } from './routes.ts';
import { listDeliveries } from './store.ts';

const own = { 'sec-fetch-site': 'same-origin' };
const form = { ...own, 'content-type': 'application/x-www-form-urlencoded' };
const head = 'achternaam;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum;vaardigheidsscore;jaargroep';
const twin = 'Tweehuysen;L.;2-11-2015;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;650;6';

describe('the pages of steps 2 and 3', () => {
  let platform: TestPlatform;
  let las: FakeLas;
  let server: Server;
  let school: SchoolWithRoster;
  let neighbour: SchoolWithRoster;
  let viewer: SchoolViewer;
  before(async () => {
    platform = await testPlatform({ UPLOAD_BYTES_MAX: '10000' });
    las = await openFakeLas();
    const pupils = ['Linde', 'Lotte'].map((callName, at) => inventedPupil(`L${at}`, {
      callName, lastName: 'Tweehuysen', birthDate: plainDate('2015-11-02'), yearGroup: '7',
    }));
    school = await newSchoolWithRoster(platform, { pupils, lasUrl: las.url });
    neighbour = await newSchoolWithRoster(platform, { pupils: [inventedPupil('N1')], lasUrl: null });
    viewer = school.administrator;
    const gate: Gate = {
      school: async (_request, _reply, act) => {
        if (act && !may(viewer, act)) throw new NotFound();
        return viewer;
      },
      service: async () => { throw new NotFound(); },
      find: async () => viewer,
    };
    server = await createServer({
      log: platform.log, uploadBytesMax: 10_000, renderError: ({ status }) => `fout ${status}`,
    });
    historyRoutes(server, platform, gate);
    handoffRoutes(server, platform, gate);
  });
  after(async () => {
    await server.close();
    await las.close();
  });

  const get = async (url: string) => {
    const { statusCode, body } = await server.inject({ url });
    return { statusCode, body };
  };
  const post = (url: string, fields: Readonly<Record<string, string>> = {}) =>
    server.inject({ method: 'POST', url, headers: form, payload: new URLSearchParams(fields).toString() });
  const upload = (text: string) => {
    const about = 'content-disposition: form-data; name="bestand"; filename="oud.csv"';
    const payload = `--x\r\n${about}\r\n\r\n${text}\r\n--x--\r\n`;
    const headers = { ...own, 'content-type': 'multipart/form-data; boundary=x' };
    return server.inject({ method: 'POST', url: '/beheer/geschiedenis/bestand', headers, payload });
  };

  test('a file is uploaded, a twin is told apart by a person, and the choice is shown with its undo', async () => {
    assert.equal((await upload('')).statusCode, 422);
    assert.equal((await upload('x'.repeat(20_000))).statusCode, 413);
    const uploaded = await upload(`${head}\n${twin}\n`);
    assert.equal(uploaded.statusCode, 303);
    const delivery = String(uploaded.headers.location);
    assert.match((await get(delivery)).body, /Er is nog niets overgenomen/);
    assert.match((await get('/beheer/geschiedenis')).body, /1 levering staat klaar/);
    assert.equal((await post(`${delivery}/overnemen`)).headers.location, delivery);
    assert.match((await get(delivery)).body, /Wacht op u/);
    assert.match((await get('/beheer/geschiedenis')).body, /1 resultaat wacht op u/);
    const screen = (await get('/beheer/koppelen')).body;
    for (const word of [/L\. Tweehuysen/, /Linde Tweehuysen/, /Lotte Tweehuysen/, /alleen de voorletter past/])
      assert.match(screen, word);
    const bron = /name="bron" value="([^"]+)"/.exec(screen)?.[1] ?? '';
    assert.equal((await post('/beheer/koppelen', { bron })).statusCode, 422);
    assert.equal((await post('/beheer/koppelen', { bron, leerling: 'andere' })).statusCode, 422);
    const [stranger] = neighbour.pupilIds.values();
    assert.equal((await post('/beheer/koppelen', { bron, leerling: stranger ?? '' })).statusCode, 409);
    assert.equal(
      (await post('/beheer/koppelen', { bron, andere: school.pupilIds.get('L0') ?? '' })).statusCode,
      303,
    );
    assert.match((await get('/beheer/koppelen')).body, /Ongedaan maken/);
    assert.equal((await post('/beheer/koppelen/ongedaan', { bron })).statusCode, 303);
    assert.match((await get('/beheer/koppelen')).body, /Om wie gaat het/);
  });

  test('a file in which nothing is new is only put aside', async () => {
    const uploaded = await upload(`${head}\n${twin.replace('22-1-2026', '22-1-2126')}\n`);
    const { body } = await get(String(uploaded.headers.location));
    assert.match(body, /Hier zit niets nieuws in/);
    assert.doesNotMatch(body, />Overnemen</);
  });

  test('a choice between two sources that was kept is told', async () => {
    assert.match((await get('/beheer/geschiedenis/keuzes?gedaan=1')).body, /Opgeslagen/);
    assert.doesNotMatch((await get('/beheer/geschiedenis/keuzes')).body, /Opgeslagen/);
  });

  test('columns that are not recognised are pointed out by a person, once for this school', async () => {
    const odd = `${head.replace('vaardigheidsscore', 'Uitkomst').replace('generatie', 'Soort')}\n${twin}\n`;
    const asked = await upload(odd);
    assert.equal(asked.statusCode, 422);
    assert.match(asked.body, /Welke kolom is wat\?/);
    const field = (name: string, value: string) =>
      `--x\r\ncontent-disposition: form-data; name="kolom:${name}"\r\n\r\n${value}\r\n`;
    const about = 'content-disposition: form-data; name="bestand"; filename="oud.csv"';
    const said = [field('Uitkomst', 'vaardigheidsscore'), field('Soort', 'generatie'), field('jaargroep', 'jaargroep')];
    const payload = `${said.join('')}--x\r\n${about}\r\n\r\n${odd}\r\n--x--\r\n`;
    const headers = { ...own, 'content-type': 'multipart/form-data; boundary=x' };
    const told = await server.inject({ method: 'POST', url: '/beheer/geschiedenis/kolommen', headers, payload });
    assert.equal(told.statusCode, 303);
    assert.equal((await upload(odd)).statusCode, 303);
  });

  test('the example file is handed out, and the page that looks over the data changes nothing', async () => {
    assert.match((await get('/beheer/geschiedenis/voorbeeld.csv')).body, /Voorbeeld;van;Vera/);
    assert.match((await get('/beheer/geschiedenis/nakijken')).body, /tweelingen/);
    const before = (await school.inSchool(listDeliveries)).length;
    const about = 'content-disposition: form-data; name="bestand"; filename="oud.csv"';
    const payload = `--x\r\n${about}\r\n\r\n${head}\n${twin.replace('22-1-2026', '22-1-26')}\n\r\n--x--\r\n`;
    const headers = { ...own, 'content-type': 'multipart/form-data; boundary=x' };
    const { body } = await server.inject({ method: 'POST', url: '/beheer/geschiedenis/nakijken', headers, payload });
    assert.match(body, /het jaar heeft twee cijfers/);
    assert.equal((await school.inSchool(listDeliveries)).length, before);
  });

  test('an id that is none is told so, and breaks nothing', async () => {
    const dashes = '-'.repeat(36);
    const prefixed = `urn:uuid:${platform.newId()}`;
    for (const leerling of [dashes, prefixed]) {
      assert.equal((await post('/beheer/koppelen', { bron: 'las:1', leerling })).statusCode, 400, leerling);
      assert.equal((await post('/beheer/koppelen', { bron: 'las:1', andere: leerling })).statusCode, 400, leerling);
    }
    assert.equal(
      (await post('/beheer/koppelen/jaargroepen', { [`jaargroep:${dashes}:1`]: '5' })).statusCode,
      409,
    );
    assert.equal((await get(`/beheer/geschiedenis/${prefixed}`)).statusCode, 400);
    assert.equal((await get(`/beheer/resultaten?groep=${prefixed}`)).statusCode, 400);
  });

  test('the download says what became of each record, without names and scores', async () => {
    const [delivery] = await school.inSchool(listDeliveries);
    const { body } = await get(`/beheer/geschiedenis/${delivery?.deliveryId}/regels.csv`);
    assert.match(body, /^\uFEFFregel;leerlingsleutel;vak/);
    assert.doesNotMatch(body, /Tweehuysen|650/);
  });

  test('step 3 is turned on from its page, which explains what schools know as DULT', async () => {
    assert.match((await get('/beheer/resultaten')).body, /Koppeling aanzetten[\s\S]*DULT/);
    assert.equal(
      (await post('/beheer/resultaten/aanzetten')).headers.location,
      '/beheer/resultaten?melding=aan',
    );
    assert.match((await get('/beheer/resultaten')).body, /staat aan sinds di 19 januari 2027/);
  });

  test('who looks at results of pupils stands in the audit log, once a look', async () => {
    const [delivery] = await school.inSchool(listDeliveries);
    const { deliveryId } = present(delivery, 'a file was uploaded');
    const events = () => school.inSchool((tx) => all<{ eventCode: string; actor: string; subjectId: string | null }>(
      tx,
      sql`select event_code, actor, subject_id from audit_event
        where school_id = ${tx.schoolId} and event_code like '%.read' order by event_id`,
    ));
    const before = await events();
    for (const url of [
      '/beheer/koppelen', `/beheer/geschiedenis/${deliveryId}`, `/beheer/geschiedenis/${deliveryId}/regels.csv`,
      '/beheer/resultaten', '/beheer/geschiedenis',
    ]) assert.equal((await get(url)).statusCode, 200);
    assert.deepEqual((await events()).slice(before.length).map(({ eventCode, subjectId }) => [eventCode, subjectId]), [
      ['matches.read', null], ['delivery.read', deliveryId], ['delivery.read', deliveryId], ['results.read', null],
    ]);
    assert.equal((await events()).at(-1)?.actor, `${viewer.actor.kind}:${viewer.actor.id}`);
  });

  test('a delivery of another school does not exist', async () => {
    const [delivery] = await school.inSchool(listDeliveries);
    viewer = neighbour.administrator;
    assert.equal((await get(`/beheer/geschiedenis/${delivery?.deliveryId}`)).statusCode, 404);
    assert.match((await get('/beheer/koppelen')).body, /Er wacht niets op u/);
    viewer = school.administrator;
  });

  test('a director sees both steps and changes nothing; a teacher sees neither', async () => {
    viewer = { ...school.administrator, roles: ['director'] };
    assert.doesNotMatch((await get('/beheer/geschiedenis')).body, /<form[^>]+geschiedenis/);
    assert.equal((await post('/beheer/geschiedenis/klaar')).statusCode, 404);
    assert.equal((await post('/beheer/resultaten/versturen')).statusCode, 404);
    viewer = { ...school.administrator, roles: ['teacher'] };
    for (const url of ['/beheer/geschiedenis', '/beheer/koppelen', '/beheer/resultaten']) {
      assert.equal((await get(url)).statusCode, 404, url);
    }
    viewer = school.administrator;
  });
});
