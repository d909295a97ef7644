import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, test } from 'node:test';
import { present } from '../base/assert.ts';
import { ok } from '../base/result.ts';
import { readConfig } from '../platform/config.ts';
import { silentLog } from '../platform/log.ts';
import { Outage } from '../platform/outage.ts';
import { openIdProvider } from './oidc.ts';
import type { SsoProvider } from './sso.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { privateKey: strangeKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** What the portal of these tests answers: a test changes one thing. */
const portal = { nonce: '', challenge: '', key: privateKey, claims: {} as object, tokenStatus: 200 };
let issuer = '';

/** A portal in forty lines: discovery, keys, and a token for the code `good` and the right verifier. */
const listener = createServer(async (request, response) => {
  const answer = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.url === '/.well-known/openid-configuration') {
    return answer(200, {
      issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`,
      end_session_endpoint: `${issuer}/uit`, jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
  }
  if (request.url === '/keys') {
    const key = { ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' };
    return answer(200, { keys: [key] });
  }
  const form = new URLSearchParams(await text(request));
  const verifier = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
  const isOurs = form.get('code') === 'good' && form.get('client_secret') === 'geheim'
    && verifier === portal.challenge;
  if (portal.tokenStatus !== 200) return answer(portal.tokenStatus, { error: 'server_error' });
  if (!isOurs) return answer(400, { error: 'invalid_grant' });
  return answer(200, { access_token: 'x', token_type: 'bearer', id_token: idToken() });
});

function idToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: 'inbeeld', sub: 'x', iat: now, exp: now + 300, nonce: portal.nonce };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'RS256', kid: '1' })}.${part({ ...claims, ...portal.claims })}`;
  return `${body}.${sign('sha256', Buffer.from(body), portal.key).toString('base64url')}`;
}

describe('OpenID Connect', () => {
  let provider: SsoProvider;
  before(async () => {
    await new Promise<void>((resolve) => { listener.listen(0, '127.0.0.1', resolve); });
    issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    provider = openIdProvider(
      readConfig({ BASISPOORT_ISSUER_URL: issuer, BASISPOORT_CLIENT_SECRET: 'geheim' }), silentLog);
  });
  after(() => { listener.close(); });
  beforeEach(() => Object.assign(portal, {
    key: privateKey, tokenStatus: 200, claims: { instelling_id: 4101, soort: 'medewerker', basispoort_id: 7 },
  }));

  /** Leaves for the portal and comes back with its code. */
  async function goAndComeBack(change: (back: URLSearchParams) => void = () => undefined) {
    const { location, state } = await provider.begin();
    const asked = new URL(location).searchParams;
    portal.nonce = present(asked.get('nonce'), 'a nonce');
    portal.challenge = present(asked.get('code_challenge'), 'a challenge');
    const back = new URLSearchParams({ code: 'good', state: present(asked.get('state'), 'a state') });
    change(back);
    return provider.complete(`?${back.toString()}`, state);
  }

  test('code, PKCE, state and nonce together say who came', async () => {
    const { location } = await provider.begin();
    const asked = Object.fromEntries(new URL(location).searchParams);
    assert.deepEqual([asked['response_type'], asked['code_challenge_method'], asked['redirect_uri']],
      ['code', 'S256', 'http://localhost:3000/inloggen/basispoort/terug']);
    assert.deepEqual(await goAndComeBack(),
      ok({ institutionId: 4101, kind: 'staff', basispoortId: 7, eckId: null }));
  });

  test('no two ways out share their state, nonce or verifier', async () => {
    const [one, other] = [(await provider.begin()).state, (await provider.begin()).state];
    for (const name of Object.keys(one)) assert.notEqual(one[name], other[name], name);
  });

  for (const [name, spoil] of [
    ['signed with a strange key', () => ({ key: strangeKey })],
    ['for another publisher', () => ({ claims: { ...portal.claims, aud: 'another' } })],
    ['that has run out', () => ({ claims: { ...portal.claims, exp: Math.floor(Date.now() / 1000) - 3600 } })],
    ['of another way out', () => ({ claims: { ...portal.claims, nonce: 'another' } })],
  ] as const) {
    test(`a token ${name} is not trusted`, async () => {
      Object.assign(portal, spoil());
      assert.deepEqual(await goAndComeBack(), { ok: false, refusal: 'untrusted' });
    });
  }

  test('an answer with a state that is not ours is not trusted', async () => {
    assert.deepEqual(await goAndComeBack((back) => back.set('state', 'another')),
      { ok: false, refusal: 'untrusted' });
  });

  test('who stops at the portal is told that nothing happened', async () => {
    const back = await goAndComeBack((answer) => {
      answer.delete('code');
      answer.set('error', 'access_denied');
    });
    assert.deepEqual(back, { ok: false, refusal: 'cancelled' });
  });

  test('a way back without a way out is stale', async () => {
    assert.deepEqual(await provider.complete('?code=good', {}), { ok: false, refusal: 'stale' });
  });

  test('a code that was used before begins again', async () => {
    const back = await goAndComeBack((answer) => answer.set('code', 'used'));
    assert.deepEqual(back, { ok: false, refusal: 'stale' });
  });

  test('signing out leads over the portal and tells it nothing of who it was', async () => {
    const back = 'http://localhost:3000/inloggen?uitgelogd=ja';
    const location = new URL(present(await provider.endSession(back), 'a place to sign out'));
    assert.equal(`${location.origin}${location.pathname}`, `${issuer}/uit`);
    assert.deepEqual(Object.fromEntries(location.searchParams),
      { client_id: 'inbeeld', post_logout_redirect_uri: back });
    const deaf = openIdProvider(readConfig({ BASISPOORT_ISSUER_URL: 'http://127.0.0.1:1' }), silentLog);
    assert.equal(await deaf.endSession(back), null, 'signing out with us never waits for the portal');
  });

  test('a portal in trouble is an outage, and asked again the next time', async () => {
    portal.tokenStatus = 503;
    await assert.rejects(goAndComeBack(), Outage);
    portal.tokenStatus = 200;
    assert.equal((await goAndComeBack()).ok, true);
    const deaf = openIdProvider(readConfig({ BASISPOORT_ISSUER_URL: 'http://127.0.0.1:1' }), silentLog);
    await assert.rejects(deaf.begin(), Outage);
  });
});
