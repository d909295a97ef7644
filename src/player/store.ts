import type { ParcelContent, SentAnswer } from '../taking/wire.ts';
import type { ParcelShelf } from './parcels.ts';
import { openShelf } from './parcels.ts';

/** Where answers wait besides memory, until the server has them. */
export interface DeviceStore {
  /** `device`: they outlive the page and the browser. `memory`: this browser keeps nothing for us, or not any more. */
  readonly kind: 'device' | 'memory';
  /** Replaces what is kept; nothing is kept when nothing waits. Calls are carried out in their order. */
  keep(waiting: readonly SentAnswer[]): void;
  /** Resolves when everything asked for has been done. */
  settled(): Promise<void>;
}

/** Where a page keeps nothing: the browser has no storage, or no cryptography because the address is not safe. */
export function memoryStore(): DeviceStore {
  return { kind: 'memory', keep: () => undefined, settled: () => Promise.resolve() };
}

/**
 * Opens the store of one load of a taak.
 * @param address where the parcel lies, told by the server
 * @param storageKey 32 bytes in base64url; it stays in memory, and cannot be read back from the browser's own key
 */
export async function openStore(address: string, storageKey: string): Promise<DeviceStore> {
  try {
    const shelf = await openShelf();
    const key = await crypto.subtle.importKey('raw', bytesOf(storageKey), 'AES-GCM', false, ['encrypt']);
    return deviceStore(shelf, key, address);
  } catch {
    return memoryStore();
  }
}

function deviceStore(shelf: ParcelShelf, key: CryptoKey, address: string): DeviceStore {
  let latest: readonly SentAnswer[] = [];
  let asked = 0;
  let done = 0;
  let work = Promise.resolve();
  let lost = false;
  const write = async (): Promise<void> => {
    // Several changes while one was written: only the last is worth writing.
    if (done === asked) return;
    const upTo = asked;
    const waiting = latest;
    try {
      if (waiting.length === 0) await shelf.clear(address);
      else await shelf.put({ address, ...await seal(key, address, waiting), keptAt: Date.now() });
    } catch {
      // Full, or forbidden half way.
      lost = true;
    }
    done = upTo;
  };
  return {
    get kind() {
      return lost ? 'memory' : 'device';
    },
    keep(waiting) {
      latest = waiting;
      asked += 1;
      work = work.then(write);
    },
    settled: () => work,
  };
}

/** Seals the newest waiting answer of each item: older ones of the same load are overtaken by it. */
async function seal(
  key: CryptoKey, address: string, waiting: readonly SentAnswer[],
): Promise<{ readonly iv: string; readonly sealed: string }> {
  const content: ParcelContent = { answers: newestOfEach(waiting) };
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder();
  const cipher = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: text.encode(address) }, key, text.encode(JSON.stringify(content)));
  return { iv: base64urlOf(iv), sealed: base64urlOf(new Uint8Array(cipher)) };
}

/** The answer with the highest sequence of each item, in the order of the sequences. */
export function newestOfEach(waiting: readonly SentAnswer[]): SentAnswer[] {
  const newest = new Map<string, SentAnswer>();
  for (const answer of waiting) {
    if ((newest.get(answer.itemId)?.sequence ?? 0) < answer.sequence) newest.set(answer.itemId, answer);
  }
  return [...newest.values()].toSorted((one, other) => one.sequence - other.sequence);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
}

function base64urlOf(bytes: Uint8Array): string {
  let signs = '';
  for (const byte of bytes) signs += String.fromCharCode(byte);
  return btoa(signs).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
