import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { createServer as createRawServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { mainSite, type Brin } from '../base/brin.ts';
import { schemaErrors } from '../exchange/testing/schema.ts';
import { standardsFolder, withoutStandards } from '../exchange/testing/standards.ts';
import { certificateFolder } from '../../test/certificate-folder.ts';
import { keyFor } from '../sandbox/las/calls-for-tests.ts';
import { uwlrBase } from '../sandbox/las/soap-routes.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox/sandbox-for-tests.ts';
import { listeningLas, type Flaw } from './faulty-las.ts';
import { invented } from './invented.ts';
import { conformCases } from './run.ts';
import { against, client, run, type JsonReport } from './runs-for-tests.ts';

let sandbox: ListeningSandbox;
before(async () => { sandbox = await listeningSandbox(); });
after(() => sandbox.close());

test('our own sandbox LAS passes every case', async () => {
  const { schoolKey, clientCode, clientName } = await keyFor(sandbox, '99XC00');
  const base = `${sandbox.url}${uwlrBase}`;
  const { status, out, err } = await run([`${base}/leerlinggegevens`, '--staged', `${base}/leerlinggegevens-getrapt`,
    '--results', `${base}/leerresultaten`, '--deliver', '--school', '99XC', '--client-code', clientCode,
    '--client-name', clientName, '--strict', '--json'], { INBEELD_CONFORM_KEY: schoolKey });
  assert.equal(err, '');
  const { ok, counts, cases } = JSON.parse(out) as JsonReport;
  assert.deepEqual(cases.filter(({ outcome }) => outcome !== 'passed'), []);
  assert.deepEqual([status, ok, counts.passed], [0, true, conformCases.length]);
  assert.ok(!out.includes(schoolKey), 'the key is in no report');
});

test('what a good message is, the official schema says too', async (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  const las = await listeningLas({});
  const { out } = await run([`${las.url}/`, ...client, '--key', invented.schoolKey, '--results', `${las.url}/`,
    '--deliver', '--json']);
  las.close();
  const sent = new Map((JSON.parse(out) as JsonReport).cases.map(({ id, sent: one }) => [id, one?.body ?? '']));
  for (const id of ['roster-whole', 'prefixes-other', 'prefix-none', 'xml-forms', 'unchanged', 'key-wrong']) {
    assert.deepEqual(schemaErrors(sent.get(id) ?? '', 'envelopeRoster'), [], id);
  }
  const deliveries = ['deliver', 'deliver-several', 'deliver-score', 'deliver-part', 'deliver-vocabulary',
    'norms-overlap', 'score-outside-norms', 'oso-code-unknown', 'oso-empty'];
  for (const id of deliveries) {
    assert.deepEqual(schemaErrors(sent.get(id) ?? '', 'envelopeResults'), [], id);
  }
  for (const id of ['brin-malformed', 'datetime-malformed', 'school-twice', 'element-unknown', 'order-of-elements']) {
    assert.notDeepEqual(schemaErrors(sent.get(id) ?? '', 'envelopeRoster'), [], id);
  }
  for (const id of ['results-key-absent', 'results-test-undefined', 'results-ability-malformed', 'result-key-double']) {
    assert.notDeepEqual(schemaErrors(sent.get(id) ?? '', 'envelopeResults'), [], id);
  }
});

test('a report for people says what was expected and what came, and never the key', async () => {
  const { status, out } = await against({
    knows: (facts) => ({ ...facts, schoolsOfKey: [{ kind: 'brin', brin: '99XX' as Brin, site: mainSite }] }),
  });
  assert.equal(status, 1);
  assert.match(out, /- FOUT De autorisatiesleutel bestaat niet\. Verwacht: fout Client\.AutorisatieOngeldig\. /);
  assert.match(out, /Gekregen: gegevens met 4 leerlingen, 1 leerkracht en 3 groepen \(HTTP 200\)\. \[key-wrong\]/);
  assert.match(out, /\n\d+ goed, 5 fout, 0 aangeraden maar niet gehaald, 0 overgeslagen\. Herstel eerst wat FOUT is/);
  for (const form of ['', '--json', '--junit']) {
    const report = (await against({}, ...(form === '' ? [] : [form]))).out;
    for (const secret of [invented.schoolKey, 'Anna', 'Bram', '2016-03-09']) {
      assert.ok(!report.includes(secret), secret);
    }
  }
});

test('what is only wise fails when strictness was asked for, and in JUnit it is skipped otherwise', async () => {
  const unwise: Flaw = { understands: (request) => ({ ...request, lastReceivedAt: null }) };
  assert.deepEqual([(await against(unwise)).status, (await against(unwise, '--strict')).status], [0, 1]);
  assert.match((await against(unwise)).out, /aangeraden laatstontvangengegevens is nu/);
  const junit = async (...more: readonly string[]) =>
    (await against(unwise, '--junit', '--only', 'roster', ...more)).out;
  assert.match(await junit(), /<skipped message="Aangeraden, niet gehaald\. Verwacht: geenwijzigingen/);
  assert.match(await junit('--strict'), /<failure type="should" message="Verwacht: geenwijzigingen/);
});

test('what has no address is skipped, and nothing is delivered unless it was allowed', async () => {
  const delivered: string[] = [];
  const las = await listeningLas({ hears: (xml) => { delivered.push(xml); return xml; } });
  const flags = [`${las.url}/gegevens`, ...client, '--key', invented.schoolKey, '--json'];
  const { out } = await run([...flags, '--results', `${las.url}/resultaten`]);
  las.close();
  const { cases } = JSON.parse(out) as JsonReport;
  const reasons = new Map(cases.map(({ id, reason }) => [id, reason]));
  assert.equal(reasons.get('structure'), 'geen adres voor getrapt gegeven (--staged)');
  assert.equal(reasons.get('deliver'), 'dit kan een resultaat achterlaten; alleen met --deliver');
  const results = delivered.filter((xml) => xml.includes('leerresultaten_verzoek'));
  assert.ok(results.length > 10);
  assert.deepEqual(results.filter((xml) => !xml.includes('>conform-onbekende-leerling<')), []);
});

test('a server that refuses the one good message is told so, and nothing else is tried', async () => {
  const { status, out } = await against({}, '--version', '2.3');
  assert.equal(status, 1);
  assert.match(out, /FOUT Alles-in-een .* Gekregen: fout Client\.XsdVersieOngeldig/);
  assert.match(out, /0 goed, 1 fout, 0 aangeraden maar niet gehaald, \d+ overgeslagen\. Zorg eerst dat/);
  assert.match(out, /overgeslagen: het eerste, goede verzoek is niet aangenomen; kijk naar --key/);
});

test('a server that goes away on the way is told so once, not with each case', async () => {
  let calls = 0;
  let close = (): void => undefined;
  const las = await listeningLas({ hears: (xml) => {
    calls += 1;
    if (calls === 12) close();
    return xml;
  } });
  close = las.close;
  const { status, out } = await run([`${las.url}/gegevens`, ...client, '--key', invented.schoolKey]);
  assert.equal(status, 1);
  assert.match(out, /overgeslagen: de server is onderweg weggevallen/);
  assert.ok((out.match(/niet bereikbaar/g) ?? []).length <= 3, out);
});

test('a server that hangs up on the very first message had the key, and that is in the report', async () => {
  const server = createRawServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const { status, out, err } = await run([`http://127.0.0.1:${port}/uwlr`, ...client, '--key', invented.schoolKey,
    '--json']);
  server.close();
  assert.deepEqual([status, err], [1, '']);
  const [first, second] = (JSON.parse(out) as JsonReport).cases;
  assert.match(second?.reason ?? '', /geen heel antwoord/);
  assert.deepEqual([first?.id, first?.outcome], ['roster-whole', 'failed']);
  assert.match(first?.came ?? '', /verbinding brak af/);
});

test('a short code or name hides itself in a report, and nothing else', async () => {
  const las = await listeningLas({});
  const { out } = await run([`${las.url}/gegevens`, '--school', '99XX00', '--client-code', 'e', '--client-name', 'n',
    '--key', 'a', '--only', 'roster-whole', '--json']);
  las.close();
  const body = (JSON.parse(out) as JsonReport).cases[0]?.sent?.body ?? '';
  assert.match(body, /<soap:Envelope xmlns:soap=.*<lg:leerlinggegevens_verzoek>/s);
  assert.match(body, /klantcode>\*\*\*<.*klantnaam>\*\*\*</s);
  assert.match(body, /autorisatiesleutel>\*\*\*</);
});

test('only what was chosen is tried, with what it builds on', async () => {
  const { out } = await against({}, '--json', '--only', 'pupils-of-one', '--only', 'order');
  const { cases } = JSON.parse(out) as JsonReport;
  assert.deepEqual(cases.map(({ id }) => id), ['roster-whole', 'order-header-first', 'order-client-before-key',
    'order-key-before-data', 'order-version-and-client', 'order-fields-and-client', 'structure', 'pupils-of-one']);
});

test('who asks how it works is told on the output', async () => {
  const { status, out, err } = await run(['--help']);
  assert.deepEqual([status, err], [0, '']);
  assert.match(out, /^Gebruik: inbeeld conform/);
});

test('wrong usage, a key in the clear and a server that is not there end with 2 and no output', async () => {
  const whole = [...client, '--key', 'geheim'];
  const cases: readonly (readonly [args: readonly string[], why: RegExp])[] = [
    [[], /Gebruik/], [['https://las.example/uwlr', ...whole, '--kleur'], /Gebruik/],
    [['ftp://las.example/uwlr', ...whole], /Een adres begint met/],
    [['http://las.example/uwlr', ...whole], /Zonder https/],
    [['https://las.example/uwlr', ...whole, '--results', 'http://las.example/r'], /Zonder https/],
    [['https://las.example/uwlr', ...client], /autorisatiesleutel, de klantcode en de klantnaam/],
    [['https://las.example/uwlr', ...whole, '--school', '99'], /Noem de school/],
    [['https://las.example/uwlr', ...whole, '--year', '2026'], /Schrijf het schooljaar/],
    [['https://las.example/uwlr', ...whole, '--only', 'alles'], /Gebruik/],
    [['https://las.example/uwlr', ...whole, '--header', 'sleutel'], /Schrijf een header/],
    [['https://las.example/uwlr', ...whole, '--certificate', 'ons.pem'], /noem ze allebei/],
    [['https://las.example/uwlr', ...whole, '--certificate', 'weg.pem', '--certificate-key', 'weg.pem'],
      /niet gelezen/],
    [['http://127.0.0.1:1/uwlr', ...whole], /niet bereikbaar: .*weigert.*niets gestuurd/],
  ];
  for (const [args, why] of cases) {
    const { status, out, err } = await run(args);
    assert.deepEqual([status, out], [2, ''], args.join(' '));
    assert.match(err, why);
    assert.ok(!err.includes('geheim'));
  }
});

test('what a server wants to see beside the message goes along: a header, and our certificate', async () => {
  const folder = certificateFolder();
  const file = (name: string): string => path.join(folder, name);
  const seen: (readonly [header: unknown, authorised: boolean])[] = [];
  const server = createServer({
    cert: await readFile(file('server.pem')), key: await readFile(file('server.key')),
    ca: await readFile(file('ca.pem')),
    requestCert: true, rejectUnauthorized: false,
  }, (request, response) => {
    seen.push([request.headers['x-toegang'], (request.socket as TLSSocket).authorized]);
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const { out } = await run([`https://localhost:${port}/uwlr`, ...client, '--key', invented.schoolKey,
    '--only', 'roster-whole', '--header', 'X-Toegang: geheim-abonnement', '--certificate', file('client.pem'),
    '--certificate-key', file('client.key'), '--authority', file('ca.pem'), '--json']);
  server.close();
  assert.deepEqual(seen[0], ['geheim-abonnement', true]);
  assert.ok(!out.includes('geheim-abonnement'));
});
