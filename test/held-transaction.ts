import type { Platform } from '../src/platform/platform.ts';

/** A platform whose transactions on a school do their work and then stay open, until the test lets them end. */
export interface HeldPlatform {
  readonly platform: Platform;
  /** Resolves once the work of the first transaction was done. */
  readonly worked: Promise<void>;
  /** Lets the held transactions end. */
  release(): void;
}

/** Holds transactions open, to see what others do beside them. The embedded database lets the others wait by itself. */
export function holdTransactions(platform: Platform): HeldPlatform {
  const worked = openPromise();
  const released = openPromise();
  const { withTenant, withPlatform } = platform.doors;
  return {
    platform: {
      ...platform,
      doors: {
        withPlatform,
        withTenant: (schoolId, actor, purpose, work) => withTenant(schoolId, actor, purpose, async (tx) => {
          const done = await work(tx);
          worked.keep();
          await released.promise;
          return done;
        }),
      },
    },
    worked: worked.promise,
    release: () => released.keep(),
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
