import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readUwlr } from './read.ts';

function faultIn(faultcode: string, prefix = 'soap'): unknown {
  const xml = `<${prefix}:Envelope xmlns:${prefix}="http://schemas.xmlsoap.org/soap/envelope/">
    <${prefix}:Body>
    <${prefix}:Fault><faultcode>${faultcode}</faultcode><faultstring>Tekst</faultstring></${prefix}:Fault>
    </${prefix}:Body></${prefix}:Envelope>`;
  const { message } = readUwlr(new TextEncoder().encode(xml));
  assert.ok(message?.type === 'fault');
  const { code, side, retryable } = message.fault;
  return [code, side, retryable];
}

test('a fault code is understood with any prefix, in any case, and with the dot of the list', () => {
  const key = ['AutorisatieOngeldig', 'client', false];
  for (const code of [
    'soap:Client.AutorisatieOngeldig',
    'SOAP-ENV:Client.AutorisatieOngeldig',
    'Client.AutorisatieOngeldig',
    'soap.Client.AutorisatieOngeldig',
    'AutorisatieOngeldig',
    'client.autorisatieongeldig',
    'x:y:Client.AutorisatieOngeldig',
  ]) {
    assert.deepEqual(faultIn(code), key, code);
  }
});

test('a bare Client or Server, and a code of a LAS itself, are unknown but keep their side', () => {
  assert.deepEqual(faultIn('soap:Client'), ['unknown', 'client', false]);
  assert.deepEqual(faultIn('s:Server', 's'), ['unknown', 'server', true]);
  assert.deepEqual(faultIn('Server.Kapot'), ['unknown', 'server', true]);
  assert.deepEqual(faultIn(''), ['unknown', 'client', false]);
});

test('a fault code that is written otherwise is a note, and no more', () => {
  const noted = (faultcode: string): readonly string[] => {
    const { findings } = readUwlr(new TextEncoder().encode(`<soap:Envelope
      xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>${faultcode}</faultcode>
      <faultstring>Tekst</faultstring></soap:Fault></soap:Body></soap:Envelope>`));
    return findings.filter(({ code }) => code !== 'UWLR-FAULT').map(({ code, severity }) => `${severity} ${code}`);
  };
  for (const right of ['soap:Client.ScoreOngeldig', 'soap:Server.InterneFout']) assert.deepEqual(noted(right), []);
  for (const odd of [
    'Client.ScoreOngeldig', 'x:Client.ScoreOngeldig', 'soap.Client.ScoreOngeldig', 'soap:Server.AutorisatieOngeldig',
    'soap:Client.TijdelijkNietBeschikbaar',
  ]) {
    assert.deepEqual(noted(odd), ['note UWLR-FAULT-FORM'], odd);
  }
});
