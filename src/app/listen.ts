import type { Config } from '../platform/config.ts';
import type { Server } from '../platform/http/server.ts';

/** Takes the port of the settings; when another program has it, a Dutch sentence that says what to do. */
export async function listenOn(server: Server, { port, host }: Config): Promise<string | null> {
  try {
    await server.listen({ port, host });
    return null;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return `Poort ${port} is al in gebruik. Kies een andere: --port ${port + 1}`;
  }
}
