import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import type { SchoolViewer } from '../src/access/types.ts';
import { present } from '../src/base/assert.ts';
import { publishSynthetic } from '../src/content/actions.ts';
import { openResultsLink } from '../src/handoff/actions.ts';
import { deliverResults } from '../src/handoff/deliver.ts';
import { fetchRosterNow } from '../src/intake/fetch-roster.ts';
import { enterKey } from '../src/onboarding/key-actions.ts';
import { findLasConnection, getOnboarding } from '../src/onboarding/store.ts';
import { agreementVersion } from '../src/ordering/agreement.ts';
import { all, change, sql } from '../src/platform/database/query.ts';
import type { TenantTx } from '../src/platform/database/tenancy.ts';
import { silentLog } from '../src/platform/log.ts';
import { Outage } from '../src/platform/outage.ts';
import { forgetSchool } from '../src/sandbox/las/calls-for-tests.ts';
import { ordinaryHabits, type LasHabits } from '../src/sandbox/las/habits.ts';
import { issueKey } from '../src/sandbox/las/keys.ts';
import { listResults } from '../src/sandbox/las/result-store.ts';
import { viewResult } from '../src/sandbox/las/result-view.ts';
import { lasSchool, saveLasSchool } from '../src/sandbox/las/school-store.ts';
import { serveCall, type LasService } from '../src/sandbox/las/service.ts';
import { openSandbox, sandboxCredentials } from '../src/sandbox/sandbox.ts';
import type { Sandbox } from '../src/sandbox/types.ts';
import { certificateFolder } from './certificate-folder.ts';
import { inventOwnResult } from './invented-own-result.ts';
import { newTestSchool, testPlatform, type TestPlatform } from './platform.ts';

const code = '99XB00';
const certificates = certificateFolder();
const pem = (name: string): string => readFileSync(path.join(certificates, name), 'utf8');

/** What stands before the sandbox LAS here: who has no certificate of ours or no subscription stays outside. */
interface Gatekeeper {
  readonly url: string;
  /** SOAPAction and `xsdversie` of every call that came in. */
  readonly calls: { readonly action: string; readonly version: string }[];
  close(): void;
}

async function guard(sandbox: Sandbox): Promise<Gatekeeper> {
  const calls: Gatekeeper['calls'] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    if ((request.socket as TLSSocket).getPeerCertificate().subject?.CN !== 'inbeeld in een test'
      || request.headers['x-abonnement'] !== 'heel-geheim') {
      response.writeHead(403).end();
      return;
    }
    const version = /xsdversie>([^<]*)</u.exec(body.toString('utf8'))?.[1] ?? '';
    calls.push({ action: String(request.headers['soapaction']), version });
    const { status, text } = await serveCall(sandbox, path.basename(request.url ?? '') as LasService, body);
    response.writeHead(status, { 'content-type': 'text/xml' }).end(text);
  };
  const tls = {
    cert: pem('server.pem'), key: pem('server.key'), ca: pem('ca.pem'), requestCert: true, rejectUnauthorized: false,
  };
  const server = createServer(tls, (request, response) => void handle(request, response));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    calls, url: `https://localhost:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The settings file of whoever runs the platform: two suppliers, of which ours wants everything its own way. */
function settingsFor(url: string): string {
  const ours = {
    code: 'strenglas', name: 'Streng LAS', profile: 'streng', rosterUrl: `${url}/leerlinggegevens`,
    stagedUrl: `${url}/leerlinggegevens-getrapt`, resultsUrl: `${url}/leerresultaten`,
    clientCode: sandboxCredentials.lasClientCode, clientName: sandboxCredentials.lasClientName,
    profileChanges: { clientCertificate: true, headerNames: ['X-Abonnement'] },
    headers: { 'x-abonnement': 'heel-geheim' },
    certificateFile: path.join(certificates, 'client.pem'), keyFile: path.join(certificates, 'client.key'),
    authorityFile: path.join(certificates, 'ca.pem'),
  };
  const other = { ...ours, code: 'ander', name: 'Ander LAS', headers: { 'x-abonnement': 'iets anders' } };
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'las-')), 'las.json');
  writeFileSync(file, JSON.stringify({ suppliers: [other, ours] }));
  return file;
}

describe('a LAS that wants a certificate, a header, a data set, its own words and small messages', () => {
  let sandbox: Sandbox;
  let gate: Gatekeeper;
  let platform: TestPlatform;
  let schoolId: string;
  let viewer: SchoolViewer;

  before(async () => {
    const first = await testPlatform();
    sandbox = await openSandbox({
      database: first.database, log: silentLog, publicUrl: 'http://localhost',
      clock: { now: first.clock.now, moveTo: async (at: Date) => first.clock.set(at) },
    });
    gate = await guard(sandbox);
    platform = await testPlatform({ LAS_FILE: settingsFor(gate.url) });
    await publishSynthetic(platform, ['arithmetic']);
    schoolId = (await newTestSchool(platform, { brin: code.slice(0, 4) })).schoolId;
    viewer = {
      kind: 'person', id: platform.newId(), schoolId, schoolName: 'De Lange Lijn', label: 'Bea Beheer',
      roles: ['administrator'], ownGroupIds: [], actor: { kind: 'person', id: 'bea' },
    };
    const now = platform.clock.now();
    await inSchool(async (tx) => {
      await change(tx, sql`insert into agreement_acceptance values
        (${tx.schoolId}, ${agreementVersion}, now(), 'person:x')`);
      await change(tx, sql`update onboarding set steps_opened_at = ${now}, instructions_due_at = ${now},
        step1_completed_at = ${now} where school_id = ${tx.schoolId}`);
    });
    await forgetSchool({ sandbox }, code);
    await habits({ dataSetId: 'LVS-set', dataSet: 'lvs' });
    const key = await sandbox.withSandbox((tx) => issueKey(tx, [code], now));
    assert.equal((await enterKey(platform, viewer, key)).ok, false, 'which of the two has to be chosen');
    assert.ok((await enterKey(platform, viewer, key, 'strenglas')).ok);
  });
  after(async () => {
    await forgetSchool({ sandbox }, code);
    gate.close();
  });

  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> =>
    platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'administration', work);
  const habits = (change: Partial<LasHabits>) => sandbox.withSandbox(async (tx) =>
    saveLasSchool(tx, { ...await lasSchool(tx, code), habits: { ...ordinaryHabits, ...change } }));
  const versionNow = () => inSchool(async (tx) => present(await findLasConnection(tx), 'linked').xsdVersion);
  const pupils = () => inSchool((tx) => all<{ pupilId: string }>(tx, sql`select pupil_id from pupil
    where school_id = ${tx.schoolId} and active order by pupil_id`));

  test('gets the roster asked in a version that it knows, which is remembered', async () => {
    assert.equal(await fetchRosterNow(platform, schoolId), 'changed');
    assert.deepEqual(gate.calls.splice(0).map(({ version }) => version), ['2.3', '2.2']);
    assert.equal(await versionNow(), '2.2');
    assert.ok((await pupils()).length > 150);
  });

  test('goes to 2.3 and names its pupils by ECK iD alone, and they stay the same pupils', async () => {
    const before = await pupils();
    await habits({ dataSetId: 'LVS-set', versions: 'alleen 2.3', eckIdAlone: true, dataSet: 'lvs' });
    await fetchRosterNow(platform, schoolId);
    assert.deepEqual(gate.calls.splice(0).map(({ version }) => version), ['2.2', '2.3']);
    assert.equal(await versionNow(), '2.3');
    assert.deepEqual(await pupils(), before);
  });

  test('gets results in messages of ten, with functioning levels in its own words, each once', async () => {
    const group5 = await inSchool((tx) => all<{ pupilId: string }>(tx, sql`select pupil_id from pupil_placement
      where school_id = ${tx.schoolId} and year_group = '5' order by pupil_id limit 24`));
    assert.equal(group5.length, 24);
    const school = { schoolId, brin: code.slice(0, 4), administrator: viewer, pupilIds: new Map(), inSchool };
    for (const { pupilId } of group5) await inventOwnResult(platform, school, { pupilKey: pupilId, right: 16 });
    assert.ok((await openResultsLink(platform, viewer)).ok);
    assert.equal(await deliverResults(platform, schoolId), 'done');
    assert.deepEqual(gate.calls.splice(0), [1, 2, 3].map(() => ({ action: 'BrengLeerresultaten', version: '2.3' })));
    const held = await sandbox.withSandbox((tx) => listResults(tx, code));
    assert.equal(held.length, 24);
    assert.ok(held.every(({ receivedCount }) => receivedCount === 1));
    for (const { functioningLevel } of held.map(viewResult)) {
      assert.match(functioningLevel, /^((onder|boven) )?(begin|midden|eind) [3-8]$/);
    }
  });

  test('keeps out who comes as another supplier would', async () => {
    const wrong = present(platform.config.lasSuppliers.find(({ code: one }) => one === 'ander'), 'the other');
    await inSchool((tx) => change(tx, sql`update las_connection set supplier_code = ${wrong.code}
      where school_id = ${tx.schoolId}`));
    await fetchRosterNow(platform, schoolId).catch(() => undefined);
    assert.deepEqual(gate.calls, []);
  });

  test('waits, and says so to the school, while its supplier is gone from the settings', async () => {
    await inSchool((tx) => change(tx, sql`update las_connection set supplier_code = 'weg'
      where school_id = ${tx.schoolId}`));
    await assert.rejects(fetchRosterNow(platform, schoolId), Outage);
    const { rosterStatus, rosterProgress } = await inSchool((tx) => getOnboarding(tx, schoolId));
    assert.deepEqual([rosterStatus, rosterProgress?.fault?.retrying], ['failed', true]);
    assert.deepEqual(gate.calls, []);
  });
});
