import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  certificateExpiry, environmentOf, isEckIdOf, judgeEnvironment, type ClientCertificate,
} from './certificate.ts';

const production = 'https://rest.basispoort.nl';
const acceptance = 'https://acceptatie-rest.basispoort.nl/';

test('the hosts of Basispoort tell the environment; every other is a sandbox', () => {
  assert.deepEqual(
    [production, acceptance, 'https://test-rest.basispoort.nl', 'http://localhost:3000/basispoort'].map(environmentOf),
    ['production', 'test', 'test', 'sandbox']);
});

test('a production certificate goes to the production host alone, and no test certificate goes there', () => {
  const judge = (restUrl: string, certificateEnvironment: 'production' | 'test') => judgeEnvironment({
    restUrl, certificateEnvironment, certificateFiles: ['ons.pem'], publisherToken: '',
  });
  assert.deepEqual(judge(production, 'production'), { ok: true, value: 'production' });
  assert.deepEqual(judge(acceptance, 'test'), { ok: true, value: 'test' });
  for (const elsewhere of [acceptance, 'https://localhost:3000', 'https://rest.basispoort.nl.elders.example']) {
    assert.deepEqual(judge(elsewhere, 'production'), { ok: false, refusal: 'production-certificate-elsewhere' });
  }
  assert.deepEqual(judge(production, 'test'), { ok: false, refusal: 'test-certificate-in-production' });
});

test('Basispoort itself is shown a certificate, and never the word of the sandbox', () => {
  const settings = { restUrl: production, certificateEnvironment: 'production' as const, certificateFiles: [] };
  assert.deepEqual(judgeEnvironment({ ...settings, publisherToken: 'proef' }),
    { ok: false, refusal: 'token-outside-sandbox' });
  assert.deepEqual(judgeEnvironment({ ...settings, publisherToken: '' }),
    { ok: false, refusal: 'certificate-missing' });
});

test('operators are told sixty days before the last certificate ends, and not because the old one does', () => {
  const endsOn = (day: string): ClientCertificate => (
    { pem: '', validFrom: new Date('2026-01-01'), validTo: new Date(`${day}T12:00:00Z`) });
  const now = new Date('2027-01-19T08:00:00Z');
  const stateOf = (...days: readonly string[]) => certificateExpiry(days.map(endsOn), now);
  assert.deepEqual(stateOf('2027-03-21'), { endsOn: '2027-03-21', daysLeft: 61, state: 'fine' });
  assert.equal(stateOf('2027-03-20')?.state, 'replace');
  assert.equal(stateOf('2027-01-18')?.state, 'ended');
  assert.equal(stateOf('2027-01-20', '2029-01-01')?.state, 'fine');
  assert.equal(stateOf(), null);
});

test('pilot values of the ECK iD do not belong in production, nor real ones in a sandbox', () => {
  const [pilot, real] = ['https://ketenid.nl/pilot/0a', 'https://ketenid.nl/201703/0a'];
  assert.deepEqual([isEckIdOf('production', pilot), isEckIdOf('production', real)], [false, true]);
  assert.deepEqual([isEckIdOf('sandbox', pilot), isEckIdOf('sandbox', real)], [true, false]);
});
