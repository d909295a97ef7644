import type { KyselyPlugin } from 'kysely';
import type { Platform } from '../src/platform/platform.ts';

/** A platform whose transactions on a school do their work and then stay open, until the test lets them end. */
export interface HeldPlatform {
  readonly platform: Platform;
  /** Resolves once the work of the first transaction was done. */
  readonly worked: Promise<void>;
  /** Lets the held transactions end. */
  release(): void;
}

/**
 * Holds transactions open, to see what others do beside them. The embedded database lets the others wait by itself.
 * @param column holds them halfway: as soon as a statement gave a row of this one column; without it at their end
 */
export function holdTransactions(platform: Platform, column?: string): HeldPlatform {
  const worked = openPromise();
  const released = openPromise();
  const { withTenant, withPlatform } = platform.doors;
  return {
    platform: {
      ...platform,
      doors: {
        withPlatform,
        withTenant: (schoolId, actor, purpose, work) => withTenant(schoolId, actor, purpose, async (tx) => {
          const hold = async (): Promise<void> => {
            worked.keep();
            await released.promise;
          };
          if (column !== undefined) return work({ ...tx, trx: tx.trx.withPlugin(holdAtRow(column, hold)) });
          const done = await work(tx);
          await hold();
          return done;
        }),
      },
    },
    worked: worked.promise,
    release: () => released.keep(),
  };
}

function holdAtRow(column: string, hold: () => Promise<void>): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      const columns = Object.keys(result.rows[0] ?? {});
      if (columns.length === 1 && columns[0] === column) await hold();
      return result;
    },
  };
}

function openPromise(): { readonly promise: Promise<void>; readonly keep: () => void } {
  let keep = (): void => undefined;
  const promise = new Promise<void>((resolve) => { keep = resolve; });
  return { promise, keep: () => keep() };
}

/** Long enough for a statement of a neighbour to end, or to wait for a lock. */
export function whileNeighboursGoOn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250));
}
