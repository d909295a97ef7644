import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { makeCertificate } from '../../../test/certificates.ts';
import { readConfig } from '../../platform/config.ts';
import { openPortal } from './open.ts';

describe('who we are to the portal, by mutual TLS', () => {
  const authority = makeCertificate({ name: 'Proefuitgever' });
  const strangers = makeCertificate({ name: 'Andere uitgever' });
  /** Names in the certificates that came in. */
  const came: string[] = [];
  let folder: string;
  let fileCount = 0;
  let server: Server;
  let restUrl: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'inbeeld-tls-'));
    await writeFile(path.join(folder, 'authority.pem'), authority.certificate);
    const { certificate: cert, key } = makeCertificate({ name: 'localhost', by: authority, forServer: true });
    const wish = { requestCert: true, rejectUnauthorized: false, ca: authority.certificate } as const;
    server = createServer({ cert, key, ...wish, maxVersion: 'TLSv1.2' }, (request, response) => {
      const socket = request.socket as TLSSocket;
      came.push(String(socket.getPeerCertificate().subject.CN));
      if (!socket.authorized) return response.writeHead(401).end('wie bent u?');
      return response.end('[4101]');
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    restUrl = `https://localhost:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  async function portalWith(...files: readonly { readonly certificate: string; readonly key: string }[]) {
    came.length = 0;
    const names = await Promise.all(files.map(async ({ certificate, key }, index) => {
      const name = path.join(folder, `${(fileCount += 1)}-${index}.pem`);
      await writeFile(name, certificate + key);
      return name;
    }));
    const portal = openPortal(readConfig({
      BASISPOORT_REST_URL: restUrl, BASISPOORT_CERTIFICATES: names.join(', '),
      BASISPOORT_AUTHORITY: path.join(folder, 'authority.pem'),
    }).basispoort);
    assert.ok(portal);
    return portal;
  }

  test('our certificate from its file is shown on every call', async () => {
    const portal = await portalWith(makeCertificate({ name: 'inbeeld', by: authority }));
    assert.deepEqual(await portal.listPermitted(), [4101]);
    assert.deepEqual(came, ['inbeeld']);
  });

  test('during a rollover the newest is shown first, and the other when it is turned away', async () => {
    const old = makeCertificate({ name: 'oud', by: authority });
    const next = makeCertificate({ name: 'nieuw', by: strangers, validFrom: new Date('2026-01-01') });
    const portal = await portalWith(old, next);
    assert.deepEqual(await portal.listPermitted(), [4101]);
    assert.deepEqual(came, ['nieuw', 'oud']);
  });

  test('one that has ended or has not begun is not shown', async () => {
    const ended = makeCertificate({ name: 'verlopen', by: authority, validTo: new Date('2021-01-01') });
    const later = makeCertificate({ name: 'later', by: authority, validFrom: new Date('2044-01-01') });
    const good = makeCertificate({ name: 'goed', by: authority });
    assert.deepEqual(await (await portalWith(later, ended, good)).listPermitted(), [4101]);
    assert.deepEqual(came, ['goed']);
  });

  test('a portal with a certificate of somebody else learns nothing; one that does not know us says no', async () => {
    const portal = await portalWith(makeCertificate({ name: 'vreemd', by: strangers }));
    await assert.rejects(portal.listPermitted(), { name: 'Outage', message: /answered 401/, retryable: false });
    await writeFile(path.join(folder, 'authority.pem'), strangers.certificate);
    const misled = await portalWith(makeCertificate({ name: 'misleid', by: authority }));
    await assert.rejects(misled.listPermitted(), { name: 'Outage' });
    assert.deepEqual(came, []);
    await writeFile(path.join(folder, 'authority.pem'), authority.certificate);
  });
});
