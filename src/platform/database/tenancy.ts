import { sql, type Transaction } from 'kysely';
import pg from 'pg';
import { assert } from '../../base/assert.ts';
import { opening } from './opening.ts';
import type { AnyTables, Database } from './types.ts';

/** Who asks: a person or the work itself. Written into every audit event. */
export type Actor =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'staff'; readonly id: string }
  | { readonly kind: 'pupil'; readonly id: string }
  | { readonly kind: 'job'; readonly id: string };

/** Why a transaction touches the data of a school. */
export type Purpose =
  | 'ordering' | 'onboarding' | 'sign-in' | 'roster' | 'history' | 'planning' | 'taking' | 'scoring' | 'ability'
  | 'reporting' | 'handoff' | 'administration';

/** A transaction that sees one school and nothing else. Held by the row policies, not by remembering a `where`. */
export interface TenantTx {
  readonly door: 'tenant';
  readonly schoolId: string;
  readonly actor: Actor;
  readonly purpose: Purpose;
  readonly trx: Transaction<AnyTables>;
}

/** A transaction on schools, licences, sign-in and jobs; its role has no right on any table with pupils. */
export interface PlatformTx {
  readonly door: 'platform';
  readonly trx: Transaction<AnyTables>;
}

/** The only ways to the data: no transaction without a school, an actor and a purpose, or without pupils. */
export interface Doors {
  withTenant<T>(
    schoolId: string, actor: Actor, purpose: Purpose, work: (tx: TenantTx) => Promise<T>,
  ): Promise<T>;
  withPlatform<T>(work: (tx: PlatformTx) => Promise<T>): Promise<T>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Opens the doors on a database. A transaction inside a transaction would wait for itself: it is a Bug at once. */
export function openDoors(database: Database): Doors {
  function transaction<T>(named: string, work: (trx: Transaction<AnyTables>) => Promise<T>): Promise<T> {
    assert(opening.getStore() === undefined, 'a transaction was opened inside another');
    return opening.run(named, () => database.kysely.transaction().execute(async (trx) => {
      // A server was told with the word that began it.
      if (database.kind === 'embedded') await sql.raw(named).execute(trx);
      return work(trx);
    }));
  }
  return {
    withTenant: (schoolId, actor, purpose, work) => {
      assert(UUID.test(schoolId), 'a school is named by its UUID');
      const named = settings({
        'role': 'inbeeld_app', 'app.school': schoolId, 'app.actor': `${actor.kind}:${actor.id}`, 'app.purpose': purpose,
      });
      return transaction(named, (trx) => work({ door: 'tenant', schoolId, actor, purpose, trx }));
    },
    withPlatform: (work) => transaction(settings({ role: 'inbeeld_platform' }),
      (trx) => work({ door: 'platform', trx })),
  };
}

/** One statement that holds these settings until the transaction ends. */
function settings(values: Readonly<Record<string, string>>): string {
  const calls = Object.entries(values)
    .map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`);
  return `select ${calls.join(', ')}`;
}

/** Stops with a Bug when the caller is inside a transaction: no transaction stays open across an outgoing call. */
export function assertOutsideTransaction(what: string): void {
  assert(opening.getStore() === undefined, `${what} inside a transaction`);
}
