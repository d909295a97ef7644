import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A LAS for tests: one address that answers what the test says, over real HTTP. */
export interface InventedLas {
  readonly url: string;
  /** What was asked, as it stood in the body. */
  readonly asked: readonly string[];
  /** What it answers from now on, whatever is asked or by what is asked; null hangs up without an answer. */
  answer(body: Answer, status?: number, headers?: Readonly<Record<string, string>>): void;
  close(): void;
}

type Answer = string | null | ((asked: string) => string);

/** Starts a LAS on a free port. */
export async function startInventedLas(): Promise<InventedLas> {
  const asked: string[] = [];
  let next: Parameters<InventedLas['answer']> = [null, 500];
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
      const question = Buffer.concat(pieces).toString('utf8');
      asked.push(question);
      const [given, status = 200, headers = {}] = next;
      const body = typeof given === 'function' ? given(question) : given;
      if (body === null) response.destroy();
      else response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8', ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/uwlr`,
    asked,
    answer: (...given) => { next = given; },
    close: () => { server.close(); },
  };
}
