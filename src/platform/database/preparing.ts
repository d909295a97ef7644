import { createHash } from 'node:crypto';
import pg from 'pg';

/** Statements that a connection keeps; what our code says is far less. Others are sent whole, as always. */
const KEPT_MAX = 1000;

const names = new Map<string, string>();

/**
 * A connection that prepares a statement the first time and then sends its name alone: the server reads and plans it
 * once, instead of at every answer of a class.
 */
export class PreparingClient extends pg.Client {
  // The overloads of `query` have one body.
  override query = ((text: unknown, values?: unknown, ...rest: unknown[]): unknown => {
    const ask = super.query.bind(this) as (...given: unknown[]) => unknown;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return ask(text, values, ...rest);
    const name = nameOf(text);
    if (name === null) return ask(text, values, ...rest);
    const answer = ask({ name, text, values }, ...rest);
    if (answer instanceof Promise) answer.catch((error: unknown) => this.#leaveWhenStale(error));
    return answer;
  }) as pg.Client['query'];

  /** A newer program changed what a statement gives: this connection refuses it for ever. The pool opens another. */
  #leaveWhenStale(cause: unknown): void {
    const stale = cause instanceof pg.DatabaseError && STALE.includes(cause.code ?? '');
    if (stale) void this.end().catch(() => undefined);
  }
}

/** "Feature not supported", which is what a plan of before the change is told, and "no such statement". */
const STALE = ['0A000', '26000'];

function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= KEPT_MAX) return null;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 40);
  names.set(text, name);
  return name;
}
