import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came in. */
export interface FakeCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What goes back; `null` breaks the line without an answer. */
export type FakeAnswer = {
  readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>>;
} | null;

/** A LAS of one test, on loopback: it answers what the test says and keeps what it got. */
export interface FakeLas {
  readonly url: string;
  readonly calls: FakeCall[];
  answer: (call: FakeCall) => FakeAnswer | Promise<FakeAnswer>;
  close(): Promise<void>;
}

/** Opens a LAS on a free port. */
export async function openFakeLas(): Promise<FakeLas> {
  const las: { calls: FakeCall[]; answer: FakeLas['answer'] } = {
    calls: [], answer: () => ({ status: 404, body: '' }),
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const call = {
        method: request.method ?? '',
        url: new URL(request.url ?? '/', 'http://las.example'),
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      las.calls.push(call);
      void Promise.resolve(las.answer(call)).then((answer) => {
        if (!answer) return request.socket.destroy();
        response.writeHead(answer.status, { 'content-type': 'text/xml; charset=utf-8', ...answer.headers });
        return response.end(answer.status === 204 ? undefined : answer.body);
      });
    });
  });
  const port = await listen(server);
  return Object.assign(las, {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  });
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return (server.address() as AddressInfo).port;
}
