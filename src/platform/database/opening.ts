import { AsyncLocalStorage } from 'node:async_hooks';
import {
  CompiledQuery, type DatabaseConnection, PostgresDialect, PostgresDriver, type PostgresDialectConfig,
} from 'kysely';

/** The statement with which the transaction that is being opened says who it is for: `tenancy.ts` writes it. */
export const opening = new AsyncLocalStorage<string>();

/**
 * PostgreSQL over a network, where every question costs a round trip: a transaction begins and says who it is for in
 * one.
 */
export class OpeningDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new OpeningDriver(this.#config);
  }
}

class OpeningDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw(`begin; ${opening.getStore() ?? ''}`));
    } catch (error) {
      // Begun, but not opened: the line goes back to the pool without it.
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
      throw error;
    }
  }
}
