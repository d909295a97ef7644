import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { sandboxCredentials } from '../sandbox.ts';
import { oidcPath } from './oidc.ts';
import { addUsers, saveTile, setPermission } from './store.ts';

let listening: ListeningSandbox;
before(async () => {
  listening = await listeningSandbox();
  const { sandbox, url, clock } = listening;
  await sandbox.withSandbox(async (tx) => {
    await setPermission(tx, 4103, true, { at: clock.now(), day: '2027-01-19' });
    await saveTile(tx, { methodeId: 'aanmelden', productId: '' }, { id: 'aanmelden', naam: 'Volgsysteem', tags: [] });
    const tile = { methodeId: 'aanmelden', productId: 'leerkracht' };
    await saveTile(tx, tile,
      { id: 'leerkracht', naam: 'Voor leerkrachten', url: `${url}/`, tags: ['leerkrachtApplicatie'] });
    await saveTile(tx, { ...tile, productId: 'leerling' },
      { id: 'leerling', naam: 'Toetsen', url: `${url}/toets`, tags: [] });
    await addUsers(tx, tile, [teacher, pupil]);
    await addUsers(tx, { ...tile, productId: 'leerling' }, [pupil]);
  });
});
after(() => listening.close());

/** Of the school with two sites: teacher CM02, and the first pupil of the cohort of 2021. */
const teacher = 3_900_002;
const pupil = 3_021_001;
const pupilWithoutTile = 3_021_002;

interface Page {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
}

/** A browser that keeps cookies by path and follows redirects until it leaves the sandbox. */
function browser() {
  const jar = new Map<string, { path: string; value: string }>();
  async function visit(address: string, form?: Record<string, string>): Promise<Page> {
    let url = new URL(address, listening.url);
    let body: URLSearchParams | null = form ? new URLSearchParams(form) : null;
    for (let hop = 0; hop < 12; hop += 1) {
      const cookie = [...jar].filter(([, { path }]) => url.pathname.startsWith(path))
        .map(([name, { value }]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { method: body ? 'POST' : 'GET', body, redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, { value, path: /path=([^;]*)/i.exec(line)?.[1] ?? '/' });
        if (value === '') jar.delete(name);
      }
      const location = answer.headers.get('location');
      if (location === null) return { url, status: answer.status, text: await answer.text() };
      url = new URL(location, url);
      body = null;
      if (url.pathname.startsWith('/inloggen/basispoort/terug')) return { url, status: answer.status, text: '' };
    }
    throw new Error('redirected in a circle');
  }
  return visit;
}

async function begin() {
  const { url } = listening;
  const config = await oidc.discovery(new URL(`${url}${oidcPath}`), sandboxCredentials.oidcClientId,
    sandboxCredentials.oidcClientSecret, undefined, { execute: [oidc.allowInsecureRequests] });
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const expectedNonce = oidc.randomNonce();
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${url}/inloggen/basispoort/terug`, scope: 'openid', state: expectedState, nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: 'S256',
  });
  const complete = (back: URL) => oidc.authorizationCodeGrant(config, back,
    { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true });
  return { address: address.href, complete };
}

test('a teacher who is signed in at the portal comes to the publisher with the agreed claims and no name', async () => {
  const visit = browser();
  const portal = await visit('/sandbox/basispoort/inloggen', { gebruiker: `${teacher}` });
  assert.match(portal.text, /Voor leerkrachten/);
  const { address, complete } = await begin();
  const { url } = await visit(address);
  const claims = (await complete(url)).claims();
  assert.ok(claims);
  const { sub, basispoort_id, eckid, instelling_id, brincode, dependancecode, soort, rollen } = claims;
  assert.deepEqual({ basispoort_id, instelling_id, brincode, dependancecode, soort, rollen }, {
    basispoort_id: teacher, instelling_id: 4103, brincode: '99XC', dependancecode: '00', soort: 'medewerker',
    rollen: ['Leerkracht'],
  });
  assert.match(String(eckid), /^https:\/\/ketenid\.nl\/pilot\/[0-9a-f]{128}$/);
  assert.match(sub, /^bp-[0-9a-f]{32}$/);
  assert.ok(!Object.keys(claims).some((name) => ['name', 'email', 'given_name', 'family_name'].includes(name)));
});

test('who is not signed in first chooses a school and a picture, and then goes on', async () => {
  const visit = browser();
  const { address, complete } = await begin();
  const asked = await visit(address);
  const interaction = asked.url.searchParams.get('interactie') ?? '';
  assert.match(asked.text, /Wie bent u/);
  const group = await visit(
    `/sandbox/basispoort/inloggen?instelling=4103&soort=leerling&groep=G26-5%2F6&interactie=${interaction}`);
  assert.match(group.text, new RegExp(`value="${pupil}"`));
  const { url } = await visit('/sandbox/basispoort/inloggen', { gebruiker: `${pupil}`, interactie: interaction });
  const claims = (await complete(url)).claims();
  assert.equal(claims?.['soort'], 'leerling');
  assert.equal(claims?.['rollen'], undefined);
});

test('whoever signs in at the portal after another is not taken for the first', async () => {
  const visit = browser();
  const subjects = [];
  for (const gebruiker of [teacher, pupil, teacher]) {
    await visit('/sandbox/basispoort/inloggen', { gebruiker: `${gebruiker}` });
    const { address, complete } = await begin();
    subjects.push((await complete((await visit(address)).url)).claims()?.['basispoort_id']);
  }
  assert.deepEqual(subjects, [teacher, pupil, teacher]);
});

test('who signed out of the portal is asked again', async () => {
  const visit = browser();
  await visit('/sandbox/basispoort/inloggen', { gebruiker: `${teacher}` });
  const { address, complete } = await begin();
  await complete((await visit(address)).url);
  await visit('/sandbox/basispoort/uitloggen', {});
  assert.match((await visit((await begin()).address)).text, /Wie bent u/);
});

test('who signs out at the publisher is asked again at the portal too', async () => {
  const visit = browser();
  await visit('/sandbox/basispoort/inloggen', { gebruiker: `${teacher}` });
  const { address, complete } = await begin();
  await complete((await visit(address)).url);
  const back = `${listening.url}/inloggen?uitgelogd=ja`;
  const out = await visit(`${oidcPath}/session/end?${new URLSearchParams({
    client_id: sandboxCredentials.oidcClientId, post_logout_redirect_uri: back,
  })}`);
  const action = /action="([^"]+)"/.exec(out.text)?.[1] ?? '';
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(out.text)?.[1] ?? '';
  assert.equal((await visit(action, { xsrf, logout: 'yes' })).url.href, back);
  assert.match((await visit((await begin()).address)).text, /Wie bent u/);
});

test('who is on no access list reads what to do and does not come in', async () => {
  const visit = browser();
  await visit('/sandbox/basispoort/inloggen', { gebruiker: `${pupilWithoutTile}` });
  const { status, text } = await visit((await begin()).address);
  assert.equal(status, 403);
  assert.match(text, /kom dan morgen terug/);
});

test('a pupil does not see a tile for teachers, also when on its list', async () => {
  const { text } = await browser()('/sandbox/basispoort/inloggen', { gebruiker: `${pupil}` });
  assert.match(text, /Toetsen/);
  assert.doesNotMatch(text, /Voor leerkrachten/);
  assert.match(text, /\/inloggen\/basispoort\/start\?iss=/);
});

test('when the school takes its permission back, tiles and sign-on are closed at once', async () => {
  const { sandbox, clock } = listening;
  const turn = (granted: boolean) => sandbox.withSandbox((tx) =>
    setPermission(tx, 4103, granted, { at: clock.now(), day: '2027-01-19' }));
  const visit = browser();
  await visit('/sandbox/basispoort/inloggen', { gebruiker: `${teacher}` });
  await turn(false);
  assert.equal((await visit((await begin()).address)).status, 403);
  await turn(true);
  assert.match((await visit((await begin()).address)).url.pathname, /terug$/);
});

test('a client with another secret gets no token', async () => {
  const visit = browser();
  await visit('/sandbox/basispoort/inloggen', { gebruiker: `${teacher}` });
  const { address } = await begin();
  const { url } = await visit(address);
  const answer = await fetch(`${listening.url}${oidcPath}/token`, {
    method: 'POST', body: new URLSearchParams({
      grant_type: 'authorization_code', code: url.searchParams.get('code') ?? '', client_id: 'inbeeld',
      client_secret: 'geraden', redirect_uri: `${listening.url}/inloggen/basispoort/terug`,
      code_verifier: 'x'.repeat(43),
    }),
  });
  assert.equal(answer.status, 401);
});
