import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A LAS for tests: one address that answers what the test says, over real HTTP. */
export interface InventedLas {
  readonly url: string;
  /** What was asked, as it stood in the body. */
  readonly asked: readonly string[];
  /** What it answers from now on; null hangs up without an answer. */
  answer(body: string | null, status?: number): void;
  close(): void;
}

/** Starts a LAS on a free port. */
export async function startInventedLas(): Promise<InventedLas> {
  const asked: string[] = [];
  let next: { readonly body: string | null; readonly status: number } = { body: null, status: 500 };
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
      asked.push(Buffer.concat(pieces).toString('utf8'));
      if (next.body === null) response.destroy();
      else response.writeHead(next.status, { 'content-type': 'text/xml; charset=utf-8' }).end(next.body);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/uwlr`,
    asked,
    answer: (body, status = 200) => { next = { body, status }; },
    close: () => { server.close(); },
  };
}
