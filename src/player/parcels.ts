import type { ParcelMessage } from '../taking/wire.ts';

/** Answers of one load of one taak that the server has not acknowledged, sealed, as they lie on this device. */
export interface Parcel extends ParcelMessage {
  /** When it was last changed, in milliseconds since 1970 by the clock of the device. */
  readonly keptAt: number;
}

/** The parcels on this device. Every method rejects where the browser has no room or does not allow storage. */
export interface ParcelShelf {
  list(): Promise<readonly Parcel[]>;
  put(parcel: Parcel): Promise<void>;
  /** Takes a parcel away, unless it was changed since it was read. */
  remove(parcel: Pick<Parcel, 'address' | 'iv'>): Promise<void>;
  /** Takes away whatever lies under an address. */
  clear(address: string): Promise<void>;
}

const databaseName = 'inbeeld';
const storeName = 'parcels';

/** Opens the shelf; rejects where the browser has no storage for this page. */
export async function openShelf(): Promise<ParcelShelf> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(databaseName, 1);
    opening.addEventListener('upgradeneeded', () => {
      opening.result.createObjectStore(storeName, { keyPath: 'address' });
    });
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error ?? new Error('no storage')));
    opening.addEventListener('blocked', () => reject(new Error('storage is blocked')));
  });
  const inStore = <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(storeName));
      transaction.addEventListener('complete', () => resolve(request.result));
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not stored')));
    });
  return {
    list: () => inStore('readonly', (store) => store.getAll() as IDBRequest<Parcel[]>),
    put: async (parcel) => {
      await inStore('readwrite', (store) => store.put(parcel));
    },
    remove: async ({ address, iv }) => {
      await inStore('readwrite', (store) => {
        const found = store.get(address) as IDBRequest<Parcel | undefined>;
        found.addEventListener('success', () => {
          if (found.result?.iv === iv) store.delete(address);
        });
        return found;
      });
    },
    clear: async (address) => {
      await inStore('readwrite', (store) => store.delete(address));
    },
  };
}

/** What became of a parcel that was brought to the server. */
export type Brought = 'acknowledged' | 'unreadable' | 'no-answer';

// A parcel that no server could open in all this time is of no use to anybody any more.
const unreadableKeptMs = 30 * 24 * 3_600_000;

/**
 * Brings what earlier loads, other taken and other children left on this device to the server, sealed as it is; what is
 * acknowledged is taken away.
 * @param own address that is in use by this page and is left alone
 * @returns the addresses for which there was no answer: they stay and can be tried again
 */
export async function forwardParcels(
  bring: (parcel: ParcelMessage) => Promise<Brought>, own: string | null = null, now = Date.now(),
): Promise<readonly string[]> {
  try {
    const shelf = await openShelf();
    const waiting: string[] = [];
    for (const parcel of await shelf.list()) {
      if (parcel.address === own) continue;
      const { address, iv, sealed } = parcel;
      const became = await bring({ address, iv, sealed });
      const worthless = became === 'unreadable' && now - parcel.keptAt > unreadableKeptMs;
      if (became === 'acknowledged' || worthless) await shelf.remove(parcel);
      if (became === 'no-answer') waiting.push(address);
    }
    return waiting;
  } catch {
    // No storage: then nothing can have been left in it either.
    return [];
  }
}
