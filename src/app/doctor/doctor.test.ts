import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { freePort } from '../../demo/command.ts';
import { readConfig } from '../../platform/config.ts';
import { openEmbedded } from '../../platform/database/embedded.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { examine } from '../doctor.ts';
import { migrationsFolder } from '../open-database.ts';
import { certificateFolder } from '../../../test/certificate-folder.ts';
import { makeCertificate } from '../../../test/certificates.ts';
import { checkCertificate, checkLasCertificates } from './certificate.ts';
import { checkDatabase } from './database.ts';
import { checkKey, checkNode } from './installation.ts';
import { checkLas, checkServer } from './reach.ts';
import { checkSettings } from './settings.ts';
import type { Check } from './types.ts';

async function emptyFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'inbeeld-doctor-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A web server of one test that answers everything in the same way. */
async function answering(t: TestContext, status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function named(checks: readonly Check[], name: string): Check | undefined {
  return checks.find((check) => check.name === name);
}

test('the doctor tells which settings there are and never what a secret is', () => {
  const secrets = {
    DATABASE_URL: 'postgres://inbeeld:geheim@db.example/inbeeld', INBEELD_KEY: 'ab'.repeat(32),
    SMTP_URL: 'smtps://post:geheim@mail.example', BASISPOORT_CLIENT_SECRET: 'geheim',
    BASISPOORT_PUBLISHER_TOKEN: 'geheim',
    LAS_ROSTER_URL: 'https://inbeeld:geheim@las.example/uwlr?token=geheim',
  };
  const checks = checkSettings({ ...secrets, PORT: '8080' });
  assert.ok(checks.every(({ ok }) => ok));
  assert.doesNotMatch(JSON.stringify(checks), /geheim|abab/);
  assert.equal(named(checks, 'PORT')?.detail, '8080');
  assert.equal(named(checks, 'HOST')?.detail, 'niet ingesteld');
  assert.match(named(checks, 'LAS_ROSTER_URL')?.detail ?? '', /^https:\/\/las\.example\/uwlr /);
});

test('a setting that cannot be right is pointed at without repeating it', () => {
  for (const [name, value] of Object.entries({
    PORT: '80a', PUBLIC_URL: 'inbeeld.example', DATABASE_URL: 'mysql://db', INBEELD_KEY: 'kort', STEP_DELAY_DAYS: '-1',
    LAS_ROSTER_URL: 'http://las.example/uwlr', LAS_HISTORY_URL: 'ftp://las.example',
  })) {
    const check = named(checkSettings({ [name]: value }), name);
    assert.equal(check?.ok, false, name);
    assert.ok(!check.detail.includes(value), name);
  }
});

test('an empty machine is in order: everything is made at the first start', async (t) => {
  const folder = await emptyFolder(t);
  const checks = await examine({ PORT: String(await freePort()) }, path.join(folder, 'data'));
  assert.deepEqual(checks.filter(({ ok, name }) => !ok && name !== 'dependencies'), []);
  assert.match(named(checks, 'database')?.detail ?? '', /nog geen gegevens/);
  assert.match(named(checks, 'server')?.detail ?? '', /er draait niets/);
});

test('settings that are wrong are told before anything is tried with them', async () => {
  const checks = await examine({ DATABASE_URL: 'geen adres' });
  assert.equal(named(checks, 'DATABASE_URL')?.ok, false);
  assert.equal(named(checks, 'database'), undefined);
});

test('a folder that a platform has open is fine and left alone; a newer or older one is told', async (t) => {
  const config = readConfig({}, { dataFolder: await emptyFolder(t) });
  const opened = await openEmbedded(config.dataFolder);
  assert.ok(opened.ok);
  await migrate(opened.value, migrationsFolder);
  assert.deepEqual((await checkDatabase(config)).map(({ name, ok }) => [name, ok]), [['database', true]]);
  assert.match((await checkDatabase(config))[0]?.detail ?? '', /in gebruik door een draaiend proces/);

  await opened.value.runScript("delete from schema_migration where name like '%sandbox%'");
  await opened.value.close();
  const behind = named(await checkDatabase(config), 'migrations');
  assert.equal(behind?.ok, false);
  assert.match(behind.detail, /nog te doen .*sandbox__create/);

  const again = await openEmbedded(config.dataFolder);
  assert.ok(again.ok, 'the doctor let go of the folder');
  await again.value.runScript("insert into schema_migration (name) values ('209901010000_future__create.sql')");
  await again.value.close();
  assert.match(named(await checkDatabase(config), 'migrations')?.detail ?? '', /nieuwer dan dit programma/);
});

test('a database server that is not there is told within seconds', async () => {
  const config = readConfig({ DATABASE_URL: `postgres://inbeeld@127.0.0.1:${await freePort()}/inbeeld` });
  assert.deepEqual((await checkDatabase(config)).map(({ name, ok }) => [name, ok]), [['database', false]]);
});

test('a master key that is lost or open to others is told', async (t) => {
  const folder = await emptyFolder(t);
  const config = readConfig({}, { dataFolder: folder });
  assert.equal(checkKey(config).ok, true);
  await writeFile(path.join(folder, 'postgres'), '');
  assert.equal(checkKey(config).ok, false, 'data without their key');
  await writeFile(path.join(folder, 'master.key'), 'ab'.repeat(32), { mode: 0o644 });
  assert.match(checkKey(config).detail, /chmod 600/);
});

test('dead jobs of a running platform, and another program on its port, are told', async (t) => {
  const check = async (status: number, body: string) =>
    (await checkServer(readConfig({ PUBLIC_URL: await answering(t, status, body) }))).ok;
  assert.equal(await check(200, '{"ok":true,"jobsBusy":1,"jobsDead":0}'), true);
  assert.equal(await check(200, '{"ok":true,"jobsBusy":0,"jobsDead":2}'), false);
  assert.equal(await check(200, '<html>'), false);
});

test('a LAS, a Basispoort and a mail server that do not answer are told by name', async (t) => {
  const gone = `http://127.0.0.1:${await freePort()}`;
  const there = await answering(t, 405, '');
  const checks = await examine({
    PORT: String(await freePort()), LAS_ROSTER_URL: there, LAS_RESULTS_URL: gone, BASISPOORT_REST_URL: there,
    BASISPOORT_ISSUER_URL: gone, SMTP_URL: gone.replace('http:', 'smtp:'),
  }, path.join(await emptyFolder(t), 'data'));
  const found = Object.fromEntries(checks.map(({ name, ok }) => [name, ok]));
  const outside = ['las-roster', 'las-results', 'las-history', 'basispoort-rest', 'basispoort-sign-on', 'mail'];
  assert.deepEqual(outside.map((name) => found[name]), [true, false, true, true, false, false]);
});

test('a Node that is too old is told', () => {
  assert.equal(checkNode('22.12.0').ok, false);
  assert.equal(checkNode('24.21.0').ok, true);
});

test('the doctor warns before our certificate for Basispoort ends, and of mixed environments', async (t) => {
  const folder = await emptyFolder(t);
  const file = path.join(folder, 'ons.pem');
  const { certificate, key } = makeCertificate({ name: 'inbeeld', validTo: new Date('2027-03-01T12:00:00Z') });
  await writeFile(file, certificate + key);
  const check = (url: string, now: string) => checkCertificate(readConfig({
    BASISPOORT_REST_URL: url, BASISPOORT_CERTIFICATES: file, BASISPOORT_CERTIFICATE_ENVIRONMENT: 'productie',
  }).basispoort, new Date(now));
  const production = 'https://rest.basispoort.nl';
  assert.equal(check(production, '2026-12-30T12:00:00Z').ok, true);
  assert.match(check(production, '2027-01-19T12:00:00Z').detail, /verloopt op ma 1 maart 2027, over 41 dagen/);
  assert.match(check(production, '2027-03-02T12:00:00Z').detail, /verlopen/);
  assert.match(check('https://test-rest.basispoort.nl', '2026-12-30T12:00:00Z').detail, /productiecertificaat/);
});

test('the doctor comes to a LAS with our certificate, and warns before that ends', async (t) => {
  const folder = certificateFolder();
  const file = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const server = createSecureServer({
    cert: file('server.pem'), key: file('server.key'), ca: file('ca.pem'), requestCert: true,
  }, (_request, response) => response.writeHead(405).end());
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  t.after(() => server.close());
  const settings = path.join(await emptyFolder(t), 'las.json');
  await writeFile(settings, JSON.stringify({ suppliers: [{
    code: 'esis', name: 'ESIS', rosterUrl: `https://localhost:${(server.address() as AddressInfo).port}/uwlr`,
    clientCode: 'c', clientName: 'n', profile: 'esis-achtig', certificateFile: path.join(folder, 'client.pem'),
    keyFile: path.join(folder, 'client.key'), authorityFile: path.join(folder, 'ca.pem'),
  }] }));
  const { lasSuppliers } = readConfig({ LAS_FILE: settings });
  assert.equal(named(await checkLas(lasSuppliers), 'las-esis-roster')?.ok, true);
  const ends = (now: string) => named(checkLasCertificates(lasSuppliers, new Date(now)), 'las-esis-certificate');
  assert.equal(ends('2044-10-01T12:00:00Z')?.ok, true);
  assert.match(ends('2044-12-01T12:00:00Z')?.detail ?? '', /over 31 dagen; vraag ESIS/);
});
