import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { HttpLine } from './http-line.ts';
import type { BenchSitting } from './rows.ts';

/** A pupil on the way back from the portal. */
export interface WayBack {
  readonly path: string;
  readonly cookie: string;
}

/** A portal whose tokens were signed beforehand: it costs the machine as little as one that runs elsewhere. */
export interface Portal {
  readonly issuer: string;
  /** Lets pupils leave for the portal, so that only their way back is left. */
  sendAway(port: number, pupils: readonly BenchSitting[]): Promise<readonly WayBack[]>;
  close(): void;
}

const CLIENT = 'inbeeld';
const LINES = 16;

/** Opens the portal on a free port. */
export async function openPortal(): Promise<Portal> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const tokens = new Map<string, string>();
  let issuer = '';
  const key = { ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' };
  const keys = JSON.stringify({ keys: [key] });
  async function answerTo(request: IncomingMessage): Promise<string> {
    if (request.url === '/keys') return keys;
    if (request.url === '/token') return tokens.get(new URLSearchParams(await text(request)).get('code') ?? '') ?? '{}';
    return JSON.stringify({
      issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
  }
  const server = createServer((request, response) => {
    void answerTo(request).then((body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function signed({ institutionId, basispoortId }: BenchSitting, nonce: string): string {
    const now = Math.floor(Date.now() / 1000);
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const words = `${part({ alg: 'RS256', kid: '1' })}.${part({
      iss: issuer, aud: CLIENT, sub: String(basispoortId), iat: now, exp: now + 3600, nonce,
      instelling_id: institutionId, soort: 'leerling', basispoort_id: basispoortId,
    })}`;
    const idToken = `${words}.${sign('sha256', Buffer.from(words), privateKey).toString('base64url')}`;
    return JSON.stringify({ access_token: 'x', token_type: 'bearer', id_token: idToken });
  }
  return {
    issuer,
    async sendAway(port, pupils) {
      const away: WayBack[] = [];
      let next = 0;
      await Promise.all(Array.from({ length: LINES }, async () => {
        const line = new HttpLine(port);
        while (next < pupils.length) {
          const pupil = pupils[next]!;
          next += 1;
          const { headers } = await line.ask('GET', '/inloggen/basispoort/start');
          const location = new URL(/\r\nlocation: (\S+)/i.exec(headers)?.[1] ?? '');
          const code = `code-${tokens.size}`;
          tokens.set(code, signed(pupil, location.searchParams.get('nonce') ?? ''));
          const state = encodeURIComponent(location.searchParams.get('state') ?? '');
          const cookie = /\r\nset-cookie: ([^;]+)/i.exec(headers)?.[1] ?? '';
          away.push({ path: `/inloggen/basispoort/terug?code=${code}&state=${state}`, cookie });
        }
        line.close();
      }));
      return away;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
