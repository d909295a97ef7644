import pg from 'pg';
import type { Ear, StopListening } from './types.ts';

const RETRY_MS = 1000;

/**
 * Listens on a channel of a server over a connection of its own, and again when that breaks. Resolves once it listens;
 * also when the server cannot be reached yet, because the rest of the platform says that better.
 */
export async function listenOnServer(url: string, channel: string, ear: Ear): Promise<StopListening> {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;
  async function connect(onConnected?: () => void): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true });
    client = fresh;
    let lost = false;
    const again = (): void => {
      if (lost) return;
      lost = true;
      fresh.end().catch(() => undefined);
      if (stopped) return;
      retry = setTimeout(() => void connect(() => ear.onGap()), RETRY_MS);
      retry.unref();
    };
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', ({ payload }) => ear.onPayload(payload ?? ''));
    try {
      await fresh.connect();
      await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
      onConnected?.();
    } catch {
      again();
    }
  }
  await connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end().catch(() => undefined);
  };
}
