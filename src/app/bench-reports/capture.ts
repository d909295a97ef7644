import pg from 'pg';

/** A statement as the platform sent it, with what its transaction began with: the role and the school. */
export interface Captured {
  readonly began: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Asked {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/**
 * Hears every statement that this process sends to PostgreSQL while the work lasts. The platform knows nothing of it:
 * what is heard is what it really sends.
 */
export async function capture(work: () => Promise<unknown>): Promise<readonly Captured[]> {
  const heard: Captured[] = [];
  const begun = new WeakMap<object, string>();
  const real = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  function listening(this: pg.Client, ...args: unknown[]): unknown {
    const [first, second] = args;
    const { text, values = [] } = typeof first === 'string'
      ? { text: first, values: Array.isArray(second) ? second : [] } : first as Asked;
    if (/^begin\b/iu.test(text)) begun.set(this, text);
    else if (/^\s*(select|with)\b/iu.test(text)) heard.push({ began: begun.get(this) ?? 'begin', text, values });
    return real.apply(this, args);
  }
  pg.Client.prototype.query = listening as pg.Client['query'];
  try {
    await work();
  } finally {
    pg.Client.prototype.query = real as pg.Client['query'];
  }
  return heard;
}
