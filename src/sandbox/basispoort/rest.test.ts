import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { sandboxCredentials } from '../sandbox.ts';
import { publisherHeader } from './rest-frame.ts';
import { judgeTile, keptUsers } from './tile-rules.ts';
import type { TileDocument } from './types.ts';

let listening: ListeningSandbox;
before(async () => { listening = await listeningSandbox(); });
after(() => listening.close());

const schoolB = 4102;
const token = { [publisherHeader]: sandboxCredentials.publisherToken };

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function call(
  method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = token,
): Promise<Answer> {
  const answer = await fetch(`${listening.url}/sandbox/basispoort${path}`, {
    method, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) as unknown };
}

/** What the coordinator does in the page Uitgeverijen. */
async function tick(institutionId: number, on: boolean): Promise<void> {
  const answer = await fetch(`${listening.url}/sandbox/basispoort/beheer/${institutionId}`, {
    method: 'POST', redirect: 'manual', body: new URLSearchParams(on ? { toestemming: 'on' } : {}),
  });
  assert.equal(answer.status, 303);
}

const rest = '/rest/v2/instellingen';
const permission = `${rest}/${schoolB}/uitgever/synchronizationpermission`;
const lika = `/hosted-lika/management/lika/${sandboxCredentials.identityCode}`;

test('who shows no certificate gets nothing', async () => {
  assert.equal((await call('GET', rest, undefined, {})).status, 401);
  assert.equal((await call('GET', `${lika}/methode`, undefined, { [publisherHeader]: 'x' })).status, 401);
});

test('a school is found by BRIN, with the digits of its site behind it; inactive ones only when asked', async () => {
  const found = (await call('GET', '/rest/v2/nawsearch?brincode=99XC&activeOnly=true')).body;
  assert.deepEqual((found as { id: number; brincode: string }[]).map(({ id, brincode }) => [id, brincode]),
    [[4103, '99XC00'], [4104, '99XC01']]);
  assert.deepEqual((await call('GET', '/rest/v2/nawsearch?brincode=99XD')).body, []);
  const inactive = (await call('GET', '/rest/v2/nawsearch?brincode=99XD&activeOnly=false')).body;
  assert.equal((inactive as { actief: boolean }[])[0]?.actief, false);
});

test('a merged school names its successor, and every school a reference that is a UUID', async () => {
  const { body } = await call('GET', `${rest}/4190/details`);
  assert.equal((body as { gefuseerdNaar: number }).gefuseerdNaar, 4101);
  assert.match(String((await call('GET', `${rest}/4101/ref`)).body), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test('a roster is closed until the coordinator ticks, and the request stands before the coordinator', async () => {
  assert.equal((await call('GET', `${rest}/${schoolB}/leerlingen`)).status, 403);
  assert.deepEqual((await call('GET', `${permission}?request-permission=true`)).body,
    { hasSynchronizationPermission: false });
  const page = await (await fetch(`${listening.url}/sandbox/basispoort/beheer/${schoolB}`)).text();
  assert.match(page, /vraagt om toestemming/);
  await tick(schoolB, true);
  assert.deepEqual((await call('GET', permission)).body, { hasSynchronizationPermission: true });
  assert.ok(((await call('GET', rest)).body as number[]).includes(schoolB));
  assert.ok(((await call('GET', `${rest}/synchronizationpermission/toegekend/2027-01-19`)).body as number[])
    .includes(schoolB));
  const { leerlingen } = (await call('GET', `${rest}/${schoolB}/leerlingen`)).body as { leerlingen: object[] };
  assert.equal(leerlingen.length, 194);
});

test('Basispoort passes on no birth date and no sex', async () => {
  const { body } = await call('GET', `${rest}/${schoolB}`);
  assert.doesNotMatch(JSON.stringify(body), /geboorte|geslacht|birthDate|gender/);
});

test('a director has no role at Basispoort, and one person can have two', async () => {
  const { body } = await call('GET', `${rest}/${schoolB}/staf`);
  const { medewerkers } = body as { medewerkers: { rollen: string[] }[] };
  assert.equal(medewerkers.filter(({ rollen }) => rollen.length === 0).length, 1);
  assert.deepEqual(medewerkers.find(({ rollen }) => rollen.length === 2)?.rollen, ['ICTCoordinator', 'Leerkracht']);
});

test('pupils can be asked by id and by ECK iD, and others are left out', async () => {
  const { body } = await call('GET', `${rest}/${schoolB}/leerlingen`);
  const all = body as { leerlingen: { id: number; eckid: string }[] };
  const [one] = all.leerlingen;
  const byId = await call('POST', `${rest}/${schoolB}/leerlingen`, [one?.id, 1]);
  const byEckId = await call('POST', `${rest}/${schoolB}/leerlingen_eckid`, [one?.eckid, 'https://elders']);
  assert.equal((byId.body as typeof all).leerlingen.length, 1);
  assert.deepEqual((byId.body as typeof all).leerlingen, (byEckId.body as typeof all).leerlingen);
});

test('a list of users keeps known ids once, ascending; others are dropped without a word', async () => {
  const { leerlingen } = (await call('GET', `${rest}/${schoolB}/leerlingen`)).body as { leerlingen: { id: number }[] };
  const [a = 0, b = 0, c = 0] = leerlingen.map(({ id }) => id).sort((x, y) => x - y);
  const tile = { id: 'toetsen', naam: 'Toetsen', url: `${listening.url}/toets`, tags: ['toetsApplicatie'] };
  assert.equal((await call('PUT', `${lika}/methode/volg`, { id: 'volg', naam: 'Volgsysteem', tags: [] })).status, 204);
  assert.equal((await call('PUT', `${lika}/methode/volg/product/toetsen`, tile)).status, 204);
  const users = `${lika}/methode/volg/product/toetsen/gebruiker`;
  const listed = async () => (await call('GET', users)).body;
  await call('PUT', users, { gebruikers: [c, a, a, 999] });
  assert.deepEqual(await listed(), { gebruikers: [a, c] });
  await call('POST', `${users}/addlist`, { gebruikers: [b, c] });
  assert.deepEqual(await listed(), { gebruikers: [a, b, c] });
  await call('POST', `${users}/removelist`, { gebruikers: [b, 12345] });
  assert.deepEqual(await listed(), { gebruikers: [a, c] });
  await call('POST', `${lika}/permissions/grant`,
    { methodes: [], producten: ['toetsen', 'onbekend'], gebruikers: [b], gebruikerEckIds: [] });
  assert.deepEqual(await listed(), { gebruikers: [a, b, c] });
  assert.equal((await call('DELETE', users)).status, 204);
  assert.deepEqual(await listed(), { gebruikers: [] });
});

test('errors have the status that says whose fault it is', async () => {
  const tile = { id: 'x', naam: 'X', tags: [] };
  const other = lika.replace('inbeeld', 'anders');
  assert.equal((await call('GET', `${other}/methode`)).status, 403);
  assert.equal((await call('GET', `${lika}/methode/onbekend`)).status, 404);
  assert.equal((await call('DELETE', `${lika}/methode/onbekend`)).status, 404);
  assert.equal((await call('GET', `${rest}/1/details`)).status, 404);
  assert.equal((await call('GET', `${rest}/synchronizationpermission/toegekend/gisteren`)).status, 400);
  assert.equal((await call('POST', `${lika}/methode`, { ...tile, naam: undefined })).status, 400);
  assert.equal((await call('POST', `${lika}/methode`, { ...tile, id: 'eenmaal' })).status, 204);
  assert.equal((await call('POST', `${lika}/methode`, { ...tile, id: 'eenmaal' })).status, 409);
  assert.equal((await call('DELETE', `${lika}/methode/eenmaal`)).status, 204);
});

test('a tile is judged by id, tags, icon and address', () => {
  const good: TileDocument = { id: 'a', naam: 'A', url: 'https://ons.example/x', tags: ['toetsApplicatie'] };
  const judge = (change: Partial<TileDocument>, kind: 'methode' | 'product' = 'product') => {
    const judged = judgeTile({ ...good, ...change }, kind, 'https://ons.example');
    return judged.ok ? 200 : judged.refusal.status;
  };
  assert.equal(judge({}), 200);
  assert.equal(judge({ icon: 'image/svg+xml,PHN2Zy8+' }), 200);
  assert.equal(judge({ url: null }, 'methode'), 200);
  assert.equal(judge({ url: null }), 400);
  assert.equal(judge({ id: 'a/b' }), 400);
  assert.equal(judge({ tags: ['anders'] }), 400);
  assert.equal(judge({ tags: ['toetsApplicatie', 'toetsApplicatie'] }), 400);
  assert.equal(judge({ icon: 'data:image/png;base64,AAAA' }), 400);
  assert.equal(judge({ url: 'https://elders.example/' }), 403);
});

test('the users that are kept are a sorted part of those that are known', () => {
  const ids = fc.array(fc.integer({ min: 1, max: 20 }));
  fc.assert(fc.property(ids, ids, (asked, known) => {
    const kept = keptUsers(asked, new Set(known));
    assert.deepEqual(kept, [...new Set(asked.filter((id) => known.includes(id)))].sort((a, b) => a - b));
    assert.deepEqual(keptUsers(kept, new Set(known)), kept);
  }));
});

test('who takes the tick away closes the roster, and that day is remembered', async () => {
  await tick(schoolB, true);
  await tick(schoolB, false);
  assert.equal((await call('GET', `${rest}/${schoolB}/staf`)).status, 403);
  assert.ok(((await call('GET', `${rest}/synchronizationpermission/ingetrokken/2027-01-19`)).body as number[])
    .includes(schoolB));
  await tick(schoolB, true);
  assert.equal((await call('DELETE', permission)).status, 204);
  assert.deepEqual((await call('GET', permission)).body, { hasSynchronizationPermission: false });
});
