import { assert } from '../../base/assert.ts';
import type { Database, StopListening } from '../database/types.ts';
import { change, sql } from '../database/query.ts';
import type { PlatformTx, TenantTx } from '../database/tenancy.ts';
import type { Log } from '../log.ts';

/** What is told: ids, codes and times; never a name or an answer, because every node hears it. */
export type LiveEvent = Readonly<Record<string, unknown>>;

/**
 * Tells every node at once that something happened, so that pages that are open can say so. For rare events, such as a
 * teacher who pauses a test: never one an answer, since announcing transactions commit one after another. Nothing may
 * depend on hearing it: who has to know for certain reads the row.
 */
export interface Live {
  /** Tells, once the caller's transaction is committed; rolled back with it. */
  announce(tx: TenantTx | PlatformTx, topic: string, event: LiveEvent): Promise<void>;
  /** Calls back at every event of a topic, from any node; the answer stops it. */
  listen(topic: string, callback: (event: LiveEvent) => void): () => void;
  /** Calls back when events may have been missed: whoever shows a state reads it again. */
  onGap(callback: () => void): () => void;
  /** Opens the line of this node. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const CHANNEL = 'inbeeld_live';
/** PostgreSQL takes a payload of less than 8000 bytes. */
const PAYLOAD_BYTES_MAX = 7999;

/** Makes the live line of a node on its database. */
export function openLive(database: Database, log: Log): Live {
  const callbacks = new Map<string, Set<(event: LiveEvent) => void>>();
  const gapCallbacks = new Set<() => void>();
  let line: Promise<StopListening> | null = null;

  function hear(payload: string): void {
    const [topic, event] = JSON.parse(payload) as [string, LiveEvent];
    for (const callback of callbacks.get(topic) ?? []) guarded(() => callback(event));
  }
  /** One page that cannot be told must not keep the others from hearing it. */
  function guarded(call: () => void): void {
    try {
      call();
    } catch (error) {
      log('live.failed', { error: error instanceof Error ? error.name : typeof error });
    }
  }
  return {
    async announce(tx, topic, event) {
      const payload = JSON.stringify([topic, event]);
      assert(Buffer.byteLength(payload) <= PAYLOAD_BYTES_MAX, 'a live event is small');
      await change(tx, sql`select pg_notify(${CHANNEL}, ${payload})`);
    },
    listen(topic, callback) {
      const own = callbacks.get(topic) ?? new Set();
      if (own.size === 0) callbacks.set(topic, own);
      own.add(callback);
      return () => {
        own.delete(callback);
        if (own.size === 0 && callbacks.get(topic) === own) callbacks.delete(topic);
      };
    },
    onGap(callback) {
      gapCallbacks.add(callback);
      return () => void gapCallbacks.delete(callback);
    },
    async start() {
      line ??= database.listen(CHANNEL, {
        onPayload: hear, onGap: () => gapCallbacks.forEach((callback) => guarded(callback)),
      });
      await line;
    },
    async stop() {
      const stopListening = await line;
      line = null;
      await stopListening?.();
    },
  };
}
