import { createServer as createPlainServer, type AddressInfo } from 'node:net';
import { testDatabase } from '../../test/database.ts';
import { setClock, type SetClock } from '../platform/clock/clock.ts';
import { SANDBOX_START } from '../platform/clock/sandbox-clock.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { silentLog } from '../platform/log.ts';
import { openSandbox, sandboxRoutes } from './sandbox.ts';
import type { Sandbox } from './types.ts';

/** A sandbox that listens on a free port of loopback, with an empty store and a clock that a test sets. */
export interface ListeningSandbox {
  readonly sandbox: Sandbox;
  readonly server: Server;
  readonly clock: SetClock;
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Opens a sandbox for one test file. */
export async function listeningSandbox(): Promise<ListeningSandbox> {
  const server = await createServer({
    log: silentLog, uploadBytesMax: 1_000_000, renderError: ({ status }) => `error ${status}`,
  });
  // The port must be known before the routes are: links and issuer name it.
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const clock = setClock(SANDBOX_START);
  const moving = { now: clock.now, moveTo: async (at: Date) => clock.set(at) };
  const sandbox = await openSandbox({
    database: await testDatabase(), clock: moving, log: silentLog, publicUrl: url,
  });
  sandboxRoutes(server, sandbox);
  await server.listen({ port, host: 'localhost' });
  return { sandbox, server, clock, url, close: () => server.close() };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createPlainServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
