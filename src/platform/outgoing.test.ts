import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createRawServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { certificateFolder } from '../../test/certificate-folder.ts';
import { callOut, CallOutage, isMoved } from './outgoing.ts';

const servers: Server[] = [];

/** A server that answers what the test says. */
async function serving(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const get = { method: 'GET', headers: {} } as const;

describe('a call to another system', () => {
  after(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  test('brings back a compressed answer as it was', async () => {
    const url = await serving((request, response) => {
      assert.match(String(request.headers['accept-encoding']), /gzip/);
      response.setHeader('content-encoding', 'gzip').end(gzipSync('een antwoord'));
    });
    const { bytes, status } = await callOut(url, get, 1000);
    assert.equal(status, 200);
    assert.equal(Buffer.from(bytes).toString(), 'een antwoord');
  });

  test('dials once more when a line that was kept had been hung up, unless that could do something twice', async () => {
    const seen = new WeakSet<object>();
    const url = await serving((request, response) => {
      if (seen.has(request.socket)) return void request.socket.destroy();
      seen.add(request.socket);
      response.end('ja');
    });
    const post = { method: 'POST', headers: {}, body: 'x' } as const;
    await callOut(url, get, 1000);
    assert.equal(Buffer.from((await callOut(url, get, 1000)).bytes).toString(), 'ja');
    assert.equal(Buffer.from((await callOut(url, { ...post, repeatable: true }, 1000)).bytes).toString(), 'ja');
    await assert.rejects(callOut(url, post, 1000), CallOutage);
  });

  test('takes a whole message along, and every status is an answer', async () => {
    const url = await serving((request, response) => {
      let size = 0;
      request.on('data', (part: Buffer) => {
        size += part.length;
      });
      request.on('end', () => response.writeHead(500, { 'x-kop': 'ja' }).end(`${size}`));
    });
    const answer = await callOut(url, { method: 'POST', headers: {}, body: 'é'.repeat(50_000) }, 1000);
    assert.deepEqual([answer.status, answer.headers.get('x-kop'), Buffer.from(answer.bytes).toString()],
      [500, 'ja', '100000']);
  });

  test('stops at the largest size, also when little grows into much', async () => {
    const small = gzipSync(Buffer.alloc(50_000_000));
    assert.ok(small.length < 100_000);
    const url = await serving((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(small);
    });
    await assert.rejects(callOut(url, get, 1_000_000), (error) =>
      error instanceof CallOutage && error.reason === 'too-large' && !error.retryable);
  });

  test('does not follow another address, and says that it was sent there', async () => {
    const url = await serving((request, response) => {
      assert.equal(request.url, '/');
      response.writeHead(302, { location: '/elders' }).end();
    });
    const answer = await callOut(url, get, 1000);
    assert.ok(isMoved(answer));
    assert.ok(!isMoved({ status: 200 }) && !isMoved({ status: 404 }));
  });

  test('ends when nobody answers in time, when nobody is there and when the line breaks', async () => {
    const silent = await serving(() => undefined);
    const broken = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    });
    const reasons: string[] = [];
    for (const url of [silent, new URL('http://127.0.0.1:9/'), broken]) {
      await callOut(url, { ...get, timeoutMs: 300 }, 1000).catch((error: unknown) => {
        assert.ok(error instanceof CallOutage && error.retryable);
        reasons.push(error.reason);
      });
    }
    assert.deepEqual(reasons, ['silent', 'unreachable', 'broken']);
  });

  test('tells what went out and was hung up on apart from what never left', async () => {
    const hangingUp = createRawServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
    await new Promise<void>((resolve) => hangingUp.listen(0, '127.0.0.1', resolve));
    const { port } = hangingUp.address() as AddressInfo;
    const outageOf = async (url: string): Promise<unknown> =>
      callOut(new URL(url), { method: 'POST', headers: {}, body: 'sleutel' }, 1000).catch((error: unknown) =>
        error instanceof CallOutage && [error.reason, error.unreached]);
    assert.deepEqual(await outageOf(`http://127.0.0.1:${port}/`), ['broken', null]);
    assert.deepEqual(await outageOf(`https://127.0.0.1:${port}/`), ['unreachable', 'not-secure']);
    assert.deepEqual(await outageOf('http://las.invalid/'), ['unreachable', 'unknown-host']);
    hangingUp.close();
    assert.deepEqual(await outageOf(`http://127.0.0.1:${port}/`), ['unreachable', 'refused']);
  });

  test('breaks off an answer that is no compression at all', async () => {
    const url = await serving((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end('geen gzip');
    });
    await assert.rejects(callOut(url, get, 1000), (error) => error instanceof CallOutage && error.reason === 'broken');
  });

  test('shows our certificate to who asks for it, and trusts whom we were told to', async () => {
    const pem = (name: string): string => readFileSync(path.join(certificateFolder(), name), 'utf8');
    const server = createSecureServer(
      { cert: pem('server.pem'), key: pem('server.key'), ca: pem('ca.pem'), requestCert: true },
      (request, response) => response.end((request.socket as TLSSocket).getPeerCertificate().subject.CN),
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(`https://localhost:${(server.address() as AddressInfo).port}/`);
    const certificate = { certificate: pem('client.pem'), key: pem('client.key'), authority: pem('ca.pem') };
    const { bytes } = await callOut(url, { ...get, certificate }, 1000);
    assert.equal(Buffer.from(bytes).toString(), 'inbeeld in een test');
    await assert.rejects(callOut(url, get, 1000), CallOutage, 'without a certificate, and not trusting the other');
  });
});
