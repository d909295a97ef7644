import { openPasses } from '../../taking/pass.ts';
import { secretsOf } from '../../platform/secrets/secrets.ts';
import type { DeliveryReceipt } from '../../taking/wire.ts';
import { HttpLine } from './http-line.ts';
import type { BenchRows, BenchSitting } from './rows.ts';

/** Devices that answer while nodes and databases die under them. */
export interface DevicesOrder {
  readonly ports: readonly number[];
  readonly count: number;
  /** Pause between two messages of a device, in milliseconds. */
  readonly pauseMs: number;
}

/** An answer that a device was told to be on disk. */
export interface Acknowledged {
  readonly schoolId: string;
  readonly sittingId: string;
  readonly sequence: number;
  readonly value: string;
}

/** What the devices remember. */
export interface DevicesOutcome {
  readonly acknowledged: readonly Acknowledged[];
  readonly sentAgain: number;
  readonly refused: number;
  /** Longest time between an answer and the word that it is on disk, in milliseconds. */
  readonly longestWaitMs: number;
}

const RETRY_MS = 50;
const PATIENCE_MS = 5000;

/**
 * Each device gives answers, every one another value, and sends what waits until it is acknowledged, at the next node
 * when one does not answer. After the signal they send what is left and stop.
 */
export async function runDevices(
  { answering, itemIds }: BenchRows, masterKey: string, order: DevicesOrder, stop: AbortSignal,
): Promise<DevicesOutcome> {
  const passes = openPasses(secretsOf(Buffer.from(masterKey, 'hex')));
  const memory: Memory = { acknowledged: [], sentAgain: 0, refused: 0, longestWaitMs: 0 };
  await Promise.all(answering.slice(0, order.count).map((sitting, nth) =>
    runDevice({ sitting, nth, pass: passes.issue(sitting), itemIds, order, stop }, memory)));
  return memory;
}

interface Memory {
  readonly acknowledged: Acknowledged[];
  sentAgain: number;
  refused: number;
  longestWaitMs: number;
}

interface Device {
  readonly sitting: BenchSitting;
  readonly nth: number;
  readonly pass: string;
  readonly itemIds: readonly string[];
  readonly order: DevicesOrder;
  readonly stop: AbortSignal;
}

async function runDevice({ sitting, nth, pass, itemIds, order, stop }: Device, memory: Memory): Promise<void> {
  const { ports, pauseMs } = order;
  let at = nth;
  let line = new HttpLine(ports[at % ports.length]!);
  let sequence = 0;
  while (!stop.aborted) {
    const answers = Array.from({ length: 1 + ((nth + sequence) % 3) }, () => {
      sequence += 1;
      const value = `${sitting.sittingId}/${sequence}`;
      const itemId = itemIds[sequence % itemIds.length]!;
      return { sequence, itemId, responses: { RESPONSE: value }, at: new Date().toISOString() };
    });
    const body = JSON.stringify({ pass, answers, position: 0, answered: 0 });
    const from = performance.now();
    for (let receipt = await send(line, body); ; receipt = await send(line, body)) {
      if (receipt) {
        memory.refused += receipt.refused.length;
        const { schoolId, sittingId } = sitting;
        for (const done of receipt.acknowledged) {
          memory.acknowledged.push({ schoolId, sittingId, sequence: done, value: `${sittingId}/${done}` });
        }
        break;
      }
      memory.sentAgain += 1;
      line.close();
      at += 1;
      line = new HttpLine(ports[at % ports.length]!);
      await pause(RETRY_MS);
    }
    memory.longestWaitMs = Math.max(memory.longestWaitMs, Math.round(performance.now() - from));
    await pause(pauseMs);
  }
  line.close();
}

/** What the node says; null when it says nothing that counts. */
async function send(line: HttpLine, body: string): Promise<DeliveryReceipt | null> {
  const timer = setTimeout(() => line.close(), PATIENCE_MS);
  try {
    const { status, body: said } = await line.ask('POST', '/afname/antwoorden', body);
    return status === 200 ? JSON.parse(said) as DeliveryReceipt : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
